import { Box, Flex, Grid, Link, Typography } from '@strapi/design-system';
import { diff } from 'consultation-core/change';
import type { AmendmentView } from 'consultation-core/contract';
import { blockText } from 'consultation-core/text';
import { NavLink, useLocation, useParams } from 'react-router-dom';
import { useLoaded } from '../../api/staff-api.ts';
import { DiffView } from '../../components/diff-view.tsx';
import { Loaded, Panel, Stack } from '../../components/frame.tsx';
import { AmendmentTag } from '../../components/state-tag.tsx';
import { TallyBar, TallyLine } from '../../components/tally.tsx';
import { useMessages } from '../../lib/messages.ts';
import { useRights } from '../../lib/rights.ts';
import { screen } from '../../plugin-id.ts';
import type { TabProps } from '../workspace/workspace-page.tsx';
import { DecisionForm } from './decision-form.tsx';

/** One amendment: what would be different, why, what others say of it, and the decision. */
export function OneAmendment({ consultation, reload }: TabProps) {
  const { t } = useMessages();
  const rights = useRights();
  const { amendment = '' } = useParams();
  // Back to the list as it was filtered.
  const { list = '' } = (useLocation().state ?? {}) as { list?: string };
  const one = useLoaded('getAmendment', { params: { id: consultation.id, amendment } });
  return (
    <Stack>
      <Box>
        <Link tag={NavLink} to={`${screen(`${consultation.id}/desk/list`)}${list}`} end>
          {t('amendments.back')}
        </Link>
      </Box>
      <Loaded answer={one.answer}>
        {(view) => (
          <>
            <Content view={view} timeZone={consultation.settings.timeZone} />
            <DecisionForm
              consultation={consultation}
              amendments={[view.amendment.id]}
              disabled={!rights.decide}
              onDone={async () => {
                await Promise.all([one.reload(), reload()]);
              }}
            />
          </>
        )}
      </Loaded>
    </Stack>
  );
}

function Content({ view, timeZone }: { view: AmendmentView; timeZone: string }) {
  const { t, date } = useMessages();
  const { amendment } = view;
  return (
    <>
      <Panel
        title={t('moderation.amendment', { number: amendment.number, title: amendment.title })}
      >
        <Flex gap={4} wrap="wrap">
          <AmendmentTag status={amendment.status} />
          <Typography>{amendment.author}</Typography>
          {amendment.submittedAt && (
            <Typography>{date(amendment.submittedAt, timeZone)}</Typography>
          )}
          <Typography>{amendment.article?.label}</Typography>
        </Flex>
        {amendment.hidden && (
          <Typography textColor="neutral800" fontWeight="bold">
            {t('moderation.hidden', {
              at: date(amendment.hidden.at, timeZone),
              rule: amendment.hidden.rule,
            })}{' '}
            {amendment.hidden.reason}
          </Typography>
        )}
        {amendment.decision && (
          <Typography>{t('decision.given', { reason: amendment.decision.reason })}</Typography>
        )}
        <Flex gap={4} wrap="wrap">
          <TallyBar tally={amendment.tally} />
          <TallyLine tally={amendment.tally} />
        </Flex>
      </Panel>
      <Panel title={t('amendments.difference')}>
        <DiffView
          before={amendment.before}
          change={diff(amendment.before, amendment.after)}
          whole={amendment.before.length > 0 && amendment.before.length < 12}
        />
      </Panel>
      <Panel title={t('amendments.justification')}>
        {amendment.justification.map((block) => (
          <Typography key={block.id} tag="p">
            {blockText(block)}
          </Typography>
        ))}
      </Panel>
      <Grid.Root gap={6}>
        {(['for', 'against'] as const).map((stance) => (
          <Grid.Item key={stance} col={6} s={12} xs={12} direction="column" alignItems="stretch">
            <Panel
              title={t(`amendments.arguments.${stance}`, { count: view.arguments[stance].total })}
            >
              {view.arguments[stance].items.map((argument) => (
                <Box key={argument.id} tag="article">
                  <Typography variant="pi" textColor="neutral600">
                    {argument.author}
                  </Typography>
                  <Typography tag="p" style={{ whiteSpace: 'pre-line' }}>
                    {argument.hidden ? argument.hidden.reason : argument.text}
                  </Typography>
                </Box>
              ))}
            </Panel>
          </Grid.Item>
        ))}
      </Grid.Root>
    </>
  );
}
