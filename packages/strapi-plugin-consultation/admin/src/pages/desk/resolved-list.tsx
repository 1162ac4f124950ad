import { Box, Button, Flex, Typography } from '@strapi/design-system';
import type { Collision, Merged, Resolution } from 'consultation-core/change';
import { blockText, inlineText } from 'consultation-core/text';
import { styled } from 'styled-components';
import { Panel } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';
import { collisionId } from './collision-card.tsx';
import { useCollisionTitle } from './collision-title.ts';
import { useDesk } from './desk-context.ts';
import { focusSoon } from './use-selection.ts';

const Item = styled.li`
  padding-block: 0.8rem;
  border-top: 1px solid ${({ theme }) => theme.colors.neutral200};

  &:focus { outline: 2px solid ${({ theme }) => theme.colors.primary600}; }
`;

/** A decision in words. */
export function useChoiceWords() {
  const { t } = useMessages();
  const { byId } = useDesk();
  return (choice: Resolution | null): string => {
    switch (choice?.take) {
      case undefined:
        return t('desk.choice.none');
      case 'original':
        return t('desk.choice.original');
      case 'change':
        return t('desk.choice.change', { number: byId.get(choice.change)?.number ?? 0 });
      case 'words':
        return t('desk.choice.words', { words: inlineText(choice.words) });
      case 'blocks':
        return t('desk.choice.words', { words: choice.blocks.map(blockText).join(' ') });
    }
  };
}

/** Who decided and when; or that the server does not have it yet. */
function useDecided() {
  const { t, date } = useMessages();
  const { recorded, outbox, consultation } = useDesk();
  return (key: string) => {
    if (outbox.queue.some(({ collision }) => collision === key)) return t('desk.resolved.unsent');
    const one = recorded(key);
    return one
      ? t('desk.resolved.by', { by: one.by, at: date(one.at, consultation.settings.timeZone) })
      : '';
  };
}

/** Collisions that are settled: how, by whom and when; each can be taken back. */
export function ResolvedList({ settled }: { settled: Merged['resolved'] }) {
  const { t } = useMessages();
  const { resolve, announce } = useDesk();
  const titleOf = useCollisionTitle();
  const wordsOf = useChoiceWords();
  const decided = useDecided();
  if (settled.length === 0) return null;
  const back = ({ key }: Collision) => {
    resolve(key, null);
    announce(t('desk.resolved.back.done'));
    focusSoon(collisionId(key));
  };
  return (
    <Panel title={t('desk.resolved.title', { count: settled.length })}>
      <Box tag="ul" style={{ listStyle: 'none' }}>
        {settled.map(({ collision, resolution }) => (
          <Item key={collision.key} id={`desk-resolved-${collision.key}`} tabIndex={-1}>
            <Typography fontWeight="bold" tag="p">
              <span aria-hidden>✓ </span>
              {titleOf(collision)}
            </Typography>
            <Typography tag="p">{wordsOf(resolution)}</Typography>
            <Flex gap={3} wrap="wrap" paddingTop={1}>
              <Typography variant="pi" textColor="neutral700">
                {decided(collision.key)}
              </Typography>
              <Button
                size="S"
                variant="tertiary"
                aria-label={t('desk.resolved.back.label', { collision: titleOf(collision) })}
                onClick={() => back(collision)}
              >
                {t('desk.resolved.back')}
              </Button>
            </Flex>
          </Item>
        ))}
      </Box>
    </Panel>
  );
}

/** Decisions on collisions that are no more: something else is adopted now. They hold for nothing. */
export function StaleList() {
  const { t } = useMessages();
  const { next, resolve, announce } = useDesk();
  const wordsOf = useChoiceWords();
  const decided = useDecided();
  const { stale } = next;
  if (stale.length === 0) return null;
  return (
    <Panel title={t('desk.stale.title', { count: stale.length })}>
      <Typography>{t('desk.stale.text')}</Typography>
      <Box tag="ul" style={{ listStyle: 'none' }}>
        {stale.map((choice) => (
          <Item key={choice.collision}>
            <Typography tag="p">{wordsOf(choice)}</Typography>
            <Flex gap={3} wrap="wrap" paddingTop={1}>
              <Typography variant="pi" textColor="neutral700">
                {decided(choice.collision)}
              </Typography>
              <Button
                size="S"
                variant="tertiary"
                onClick={() => {
                  resolve(choice.collision, null);
                  announce(t('desk.stale.removed'));
                  focusSoon('desk-open-collisions');
                }}
              >
                {t('desk.stale.remove')}
              </Button>
            </Flex>
          </Item>
        ))}
      </Box>
    </Panel>
  );
}
