import { Box, Flex, Typography } from '@strapi/design-system';
import type { AmendmentSummary } from 'consultation-core/contract';
import { method } from 'consultation-core/vote';
import { useMessages } from '../lib/messages.ts';

type Tally = AmendmentSummary['tally'];

/** Counts in a few words: the votes cast here, or those that were imported. */
export function TallyLine({ tally }: { tally: Tally }) {
  const { t, number } = useMessages();
  const counts = tally.imported?.counts ?? tally.counts;
  if (counts === null) return <Typography>{t('counts.sealed')}</Typography>;
  const words = method(tally.method)
    .choices.map((choice) => `${t(`choice.${choice}`)} ${number(counts[choice] ?? 0)}`)
    .join(' · ');
  return (
    <Typography variant="pi">
      {words}
      {tally.imported && ` (${t('counts.imported')})`}
    </Typography>
  );
}

const colours = ['success600', 'neutral400', 'danger600'] as const;

/** The same as a bar; the words beside it say it all. */
export function TallyBar({ tally }: { tally: Tally }) {
  const counts = tally.imported?.counts ?? tally.counts;
  const { choices, inFavour, opposed } = method(tally.method);
  const total = choices.reduce((sum, choice) => sum + (counts?.[choice] ?? 0), 0);
  if (counts === null || total === 0) return null;
  const middle = choices.find((choice) => choice !== inFavour && choice !== opposed) ?? '';
  return (
    <Flex height="0.8rem" width="16rem" aria-hidden gap={0}>
      {[inFavour, middle, opposed].map((choice, index) => (
        <Box
          key={choice}
          height="100%"
          background={colours[index]}
          width={`${(100 * (counts[choice] ?? 0)) / total}%`}
        />
      ))}
    </Flex>
  );
}
