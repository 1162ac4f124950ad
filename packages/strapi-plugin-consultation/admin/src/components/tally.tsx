import { Box, Flex, Typography } from '@strapi/design-system';
import type { AmendmentSummary } from 'consultation-core/contract';
import { method } from 'consultation-core/vote';
import { useMessages } from '../lib/messages.ts';

type Tally = AmendmentSummary['tally'];
type Counts = NonNullable<Tally['counts']>;

const totalOf = (counts: Counts | null | undefined) =>
  Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);

/** Whether nobody voted here and all there is are counts from elsewhere, which nobody can judge. */
export const isImportedOnly = ({ counts, imported }: Tally) =>
  imported !== undefined && counts !== null && totalOf(counts) === 0;

/** Counts in a few words: of the votes cast here, and those that were imported on a line of their own. */
export function TallyLine({ tally }: { tally: Tally }) {
  const { t, number } = useMessages();
  const words = (counts: Counts) =>
    method(tally.method)
      .choices.map((choice) => `${t(`choice.${choice}`)} ${number(counts[choice] ?? 0)}`)
      .join(' · ');
  return (
    <Box>
      {!isImportedOnly(tally) && (
        <Typography variant="pi" tag="p">
          {tally.counts === null ? t('counts.sealed') : words(tally.counts)}
        </Typography>
      )}
      {tally.imported && (
        <Typography variant="pi" tag="p">
          {words(tally.imported.counts)} ({t('counts.imported')})
        </Typography>
      )}
    </Box>
  );
}

const colours = ['success600', 'neutral400', 'danger600'] as const;

/** The same as a bar; the words beside it say it all. */
export function TallyBar({ tally }: { tally: Tally }) {
  const counts = isImportedOnly(tally) ? (tally.imported?.counts ?? null) : tally.counts;
  const { choices, inFavour, opposed } = method(tally.method);
  const total = totalOf(counts);
  if (counts === null || total === 0) return null;
  const middle = choices.find((choice) => choice !== inFavour && choice !== opposed) ?? '';
  return (
    <Flex height="0.8rem" width="16rem" maxWidth="100%" aria-hidden gap={0}>
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
