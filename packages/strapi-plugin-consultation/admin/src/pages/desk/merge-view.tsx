import { Box, Button, EmptyStateLayout, Flex, Link, Typography } from '@strapi/design-system';
import type { Collision } from 'consultation-core/change';
import { headingLine } from 'consultation-core/text';
import { useEffect, useState } from 'react';
import { NavLink } from 'react-router-dom';
import { Panel, Stack } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';
import { screen } from '../../plugin-id.ts';
import { CollisionCard, collisionId } from './collision-card.tsx';
import { useCollisionTitle } from './collision-title.ts';
import { useDesk } from './desk-context.ts';
import { MergedText } from './merged-text.tsx';
import { orphansOf } from './model/merge.ts';
import { articleOfAmendment } from './model/places.ts';
import type { Choice } from './model/queue.ts';
import { ResolvedList, StaleList } from './resolved-list.tsx';
import { focusSoon, useSelection } from './use-selection.ts';

const openId = 'desk-open-collisions';

/** Adopted amendments of which something has no place in the text: they have to be decided otherwise. */
function Orphans() {
  const { t } = useMessages();
  const { next, byId, consultation, places } = useDesk();
  const orphans = orphansOf(next)
    .map((id) => byId.get(id))
    .filter((one) => one !== undefined);
  if (orphans.length === 0) return null;
  return (
    <Panel title={t('next.orphans', { count: orphans.length })}>
      <Typography>{t('next.orphans.text')}</Typography>
      <Flex direction="column" alignItems="start" gap={2}>
        {orphans.map((one) => (
          <Link
            key={one.id}
            tag={NavLink}
            to={screen(
              `${consultation.id}/desk?article=${articleOfAmendment(one, places)}&show=${one.id}`
            )}
          >
            {t('moderation.amendment', { number: one.number, title: one.title })}
          </Link>
        ))}
      </Flex>
    </Panel>
  );
}

/** The next version as it is decided now, and what is still to be settled. */
export function MergeView() {
  const { t } = useMessages();
  const { next, articles, view, resolve, announce, setPlace } = useDesk();
  const { article, whole, block, select } = useSelection();
  const [onlyChanged, setOnlyChanged] = useState(false);
  const titleOf = useCollisionTitle();
  const { collisions, resolved } = next;
  const articleId = whole ? undefined : article?.id;
  const openKeys = new Set(whole ? undefined : article?.open);
  const open = whole ? collisions : collisions.filter(({ key }) => openKeys.has(key));
  const settledKeys = new Set(article?.blocks.flatMap((one) => one.resolved));
  const settled = whole
    ? resolved
    : resolved.filter(({ collision }) => settledKeys.has(collision.key));
  useEffect(() => setPlace(articleId ? `article:${articleId}` : ''), [articleId, setPlace]);

  // From the map to what it marks: the collision there, or the words.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another block is chosen, not when it is settled
  useEffect(() => {
    if (!block) return;
    const marked = article?.blocks.find((one) => one.block === block);
    focusSoon(
      ...(marked?.open.map(collisionId) ?? []),
      ...(marked?.resolved.map((key) => `desk-resolved-${key}`) ?? []),
      `desk-merged-${block}`
    );
  }, [block]);

  if (view.amendments.every(({ status }) => status !== 'adopted')) {
    return <EmptyStateLayout content={t('desk.merge.empty')} />;
  }
  const take = (collision: Collision) => (choice: Choice) => {
    const at = open.findIndex(({ key }) => key === collision.key);
    const following = [...open.slice(at + 1), ...open.slice(0, at)];
    resolve(collision.key, choice);
    announce(t('desk.resolved.announced', { left: collisions.length - 1 }));
    focusSoon(...following.map(({ key }) => collisionId(key)), openId);
  };
  const elsewhere = articles.find(({ id, open: own }) => own.length > 0 && id !== articleId);
  return (
    <Stack>
      <Flex gap={3} wrap="wrap" justifyContent="space-between">
        <Typography variant="beta" tag="h2">
          {whole || !article
            ? t('desk.merge.whole')
            : article.heading
              ? headingLine(article.heading)
              : t('desk.map.outside')}
        </Typography>
        <Button
          variant="tertiary"
          onClick={() => select(whole ? (articles.find(({ id }) => id !== '')?.id ?? '') : 'all')}
        >
          {whole ? t('desk.merge.byArticle') : t('desk.merge.showWhole')}
        </Button>
      </Flex>
      <section aria-labelledby={openId}>
        <Stack gap={4}>
          <Typography variant="beta" tag="h2" id={openId} tabIndex={-1}>
            {t('desk.collisions.open', { count: open.length })}
          </Typography>
          {open.length === 0 && (
            <Flex gap={3} wrap="wrap">
              <Typography>
                {collisions.length === 0
                  ? t('desk.collisions.none')
                  : t('desk.collisions.elsewhere', { count: collisions.length })}
              </Typography>
              {elsewhere && (
                <Button
                  size="S"
                  variant="secondary"
                  onClick={() => {
                    select(elsewhere.id);
                    focusSoon(collisionId(elsewhere.open[0] ?? ''), openId);
                  }}
                >
                  {t('desk.collisions.next')}
                </Button>
              )}
            </Flex>
          )}
          {open.map((collision) => (
            <CollisionCard
              key={collision.key}
              collision={collision}
              title={titleOf(collision)}
              onTake={take(collision)}
            />
          ))}
        </Stack>
      </section>
      <ResolvedList settled={settled} />
      <StaleList />
      <Orphans />
      <Panel title={t('desk.merge.result')}>
        <Typography textColor="neutral700">{t('desk.merge.result.hint')}</Typography>
        <Box>
          <Button
            variant="tertiary"
            aria-pressed={onlyChanged}
            onClick={() => setOnlyChanged(!onlyChanged)}
          >
            {t('next.onlyChanged')}
          </Button>
        </Box>
        <MergedText {...(articleId && { article: articleId })} onlyChanged={onlyChanged} />
      </Panel>
    </Stack>
  );
}
