import { Box, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import { Panel } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';
import { screen } from '../../plugin-id.ts';
import { useDesk } from './desk-context.ts';
import { partlyIn } from './model/merge.ts';
import { excerpt, wantedBy } from './model/wanted.ts';

/** Adopted amendments of which not all words were taken: what remains of them should be read once more. */
export function PartlyReport() {
  const { t } = useMessages();
  const { consultation, next, byId } = useDesk();
  const partly = partlyIn(next);
  if (partly.length === 0) return null;
  return (
    <Panel title={t('desk.partly.title', { count: partly.length })}>
      <Typography>{t('desk.partly.text')}</Typography>
      <Box tag="ul" paddingLeft={4}>
        {partly.map(({ id, lost, some }) => (
          <li key={id}>
            <Link tag={NavLink} to={screen(`${consultation.id}/desk/list/${id}`)}>
              {t('moderation.amendment', {
                number: byId.get(id)?.number ?? 0,
                title: byId.get(id)?.title ?? '',
              })}
            </Link>
            <Typography tag="p" variant="pi">
              {t(some ? 'desk.partly.some' : 'desk.partly.none', {
                words: excerpt(lost.map(wantedBy).filter(Boolean).join(' … ')),
              })}
            </Typography>
          </li>
        ))}
      </Box>
    </Panel>
  );
}
