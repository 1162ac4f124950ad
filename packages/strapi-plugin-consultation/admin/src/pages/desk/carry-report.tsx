import { Box, Typography } from '@strapi/design-system';
import type { DeskAmendment } from 'consultation-core/contract';
import { articles, headingLine } from 'consultation-core/text';
import { useMemo } from 'react';
import { Panel, Stack } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';
import { useDesk } from './desk-context.ts';
import { articleOutcomes } from './model/article-outcome.ts';
import { carriedOver } from './model/merge.ts';
import { excerpt, wantedBy } from './model/wanted.ts';

const outcomes = ['needs-look', 'without-object', 'adjusted', 'moved', 'untouched'] as const;
/** How what is still open would come over to the next version: undecided amendments, articles with opinions. */
export function CarryReport() {
  const { t } = useMessages();
  const { view, next, byId } = useDesk();
  const { body, change } = next;
  const carried = useMemo(
    () => carriedOver(view.body, change, view.amendments),
    [view.body, view.amendments, change]
  );
  const changed = useMemo(() => articleOutcomes(view.body, body), [view.body, body]);
  const labels = useMemo(
    () => new Map(articles(view.body).map(({ id, heading }) => [id, headingLine(heading)])),
    [view.body]
  );
  const named = (one: DeskAmendment | undefined) =>
    one ? t('moderation.amendment', { number: one.number, title: one.title }) : '';
  return (
    <Panel title={t('desk.carry.title')}>
      <Typography>{t('desk.carry.text')}</Typography>
      {carried.length === 0 && <Typography>{t('desk.carry.none')}</Typography>}
      {outcomes.map((outcome) => {
        const items = carried.filter((one) => one.outcome === outcome);
        if (items.length === 0) return null;
        return (
          <details key={outcome} open={outcome === 'needs-look'}>
            <summary>
              <Typography fontWeight="bold">
                {t(`desk.carry.${outcome}`, { count: items.length })}
              </Typography>
            </summary>
            <Stack gap={2}>
              {items.map(({ id, carried: edits }) => (
                <Box key={id} paddingTop={2}>
                  <Typography tag="p">{named(byId.get(id))}</Typography>
                  {edits.flatMap(({ edit, why }, index) =>
                    why
                      ? [
                          // biome-ignore lint/suspicious/noArrayIndexKey: edits have no name but their place
                          <Typography key={index} tag="p" variant="pi">
                            {t(`desk.carry.why.${why.code}`, {
                              wanted: excerpt(wantedBy(edit)),
                              words: excerpt(why.words),
                            })}
                          </Typography>,
                        ]
                      : []
                  )}
                </Box>
              ))}
            </Stack>
          </details>
        );
      })}
      {view.opinions.length > 0 && (
        <>
          <Typography variant="delta" tag="h3">
            {t('desk.carry.articles')}
          </Typography>
          <Box tag="ul" paddingLeft={4}>
            {view.opinions.map(({ article, arguments: count }) => (
              <li key={article}>
                <Typography>
                  {t('desk.carry.article', {
                    article: labels.get(article) ?? '',
                    count,
                    outcome: t(`desk.carry.article.${changed.get(article) ?? 'gone'}`),
                  })}
                </Typography>
              </li>
            ))}
          </Box>
        </>
      )}
      {carried.length > 0 && (
        <Typography variant="pi" textColor="neutral700">
          {t('desk.carry.total', { count: carried.length })}
        </Typography>
      )}
    </Panel>
  );
}
