import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { diff } from 'consultation-core/change';
import { styled } from 'styled-components';
import { DiffView } from '../../components/diff-view.tsx';
import { Stack } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';
import { useCollisionTitle } from './collision-title.ts';
import { useDesk } from './desk-context.ts';
import { outcomeOf } from './model/outcome.ts';
import type { Choice, Conflict } from './model/queue.ts';
import { useChoiceWords } from './resolved-list.tsx';
import { focusSoon } from './use-selection.ts';

const Frame = styled.section`
  padding: 1.6rem;
  border: 2px solid ${({ theme }) => theme.colors.warning600};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};
`;

const Sides = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(28rem, 100%), 1fr));
  gap: 1.6rem;
  margin-block: 1.2rem;
`;

/** Two people decided on the same collision: both decisions, and the question which one stands. */
function Asked({ conflict }: { conflict: Conflict }) {
  const { t, date } = useMessages();
  const { next, settle, announce, consultation } = useDesk();
  const titleOf = useCollisionTitle();
  const wordsOf = useChoiceWords();
  const { mine, theirs } = conflict;
  const { collisions, resolved } = next;
  const collision = [...collisions, ...resolved.map((one) => one.collision)].find(
    ({ key }) => key === mine.collision
  );
  const answer = (whose: 'mine' | 'theirs') => {
    settle(mine.collision, whose);
    announce(t(`desk.conflict.kept.${whose}`));
    focusSoon(`desk-resolved-${mine.collision}`, 'desk-open-collisions');
  };
  const side = (whose: 'mine' | 'theirs', title: string, choice: Choice | null) => (
    <Stack gap={2}>
      <Typography variant="delta" tag="h3">
        {title}
      </Typography>
      <Typography>{wordsOf(choice)}</Typography>
      {collision && (
        <DiffView
          before={collision.before}
          change={diff(collision.before, outcomeOf(collision, choice))}
          whole
        />
      )}
      <Box>
        <Button variant={whose === 'mine' ? 'default' : 'secondary'} onClick={() => answer(whose)}>
          {t(`desk.conflict.keep.${whose}`)}
        </Button>
      </Box>
    </Stack>
  );
  return (
    <Frame aria-label={t('desk.conflict.title', { by: theirs.by })}>
      <Typography variant="delta" tag="h2">
        <span aria-hidden>⚠ </span>
        {t('desk.conflict.title', { by: theirs.by })}
      </Typography>
      {collision && <Typography tag="p">{titleOf(collision)}</Typography>}
      <Typography tag="p">{t('desk.conflict.text')}</Typography>
      <Sides>
        {side('mine', t('desk.conflict.mine'), mine.resolution)}
        {side(
          'theirs',
          t('desk.conflict.theirs', {
            by: theirs.by,
            at: date(theirs.at, consultation.settings.timeZone),
          }),
          theirs.resolution
        )}
      </Sides>
    </Frame>
  );
}

/** Decisions that did not get through, until somebody has seen them. */
export function Conflicts() {
  const { t } = useMessages();
  const { outbox, dismiss } = useDesk();
  const wordsOf = useChoiceWords();
  if (outbox.conflicts.length + outbox.refused.length === 0) return null;
  return (
    <Stack gap={3}>
      {outbox.conflicts.map((conflict) => (
        <Asked key={conflict.mine.key} conflict={conflict} />
      ))}
      {outbox.refused.map(({ mine, sentence }) => (
        <Frame key={mine.key} role="alert">
          <Typography fontWeight="bold" tag="p">
            <span aria-hidden>⚠ </span>
            {t('desk.refused.title')}
          </Typography>
          <Typography tag="p">{wordsOf(mine.resolution)}</Typography>
          <Flex gap={3} wrap="wrap" paddingTop={2}>
            <Typography>{sentence}</Typography>
            <Button size="S" variant="tertiary" onClick={() => dismiss(mine.collision)}>
              {t('desk.refused.seen')}
            </Button>
          </Flex>
        </Frame>
      ))}
    </Stack>
  );
}
