import type { Option } from './common.ts';

/** Groups of options from the most liked to the least; options of one group are liked equally. */
export type Ranking = readonly (readonly Option[])[];

/**
 * A ranking from a number for each option, 1 the most liked; an option with an equal number is liked equally, one without a
 * number (absent, null) is not ranked. Numbers follow each other: a gap (1, then 3) may be a slip of the pen, so it is
 * refused, unless `gaps` is `close`: then only the order of the numbers counts, as in votes of the Debian project.
 * Throws RangeError for a gap and for a number that is not a whole one above zero.
 */
export function rankingOf(
  ranks: Readonly<Record<Option, number | null>>,
  gaps: 'refuse' | 'close' = 'refuse'
): Ranking {
  const groups = new Map<number, Option[]>();
  for (const [option, rank] of Object.entries(ranks)) {
    if (rank === null) continue;
    if (!Number.isSafeInteger(rank) || rank < 1) {
      throw new RangeError(`${rank} is no rank: ranks are whole numbers from 1`);
    }
    const group = groups.get(rank);
    if (group) group.push(option);
    else groups.set(rank, [option]);
  }
  const sorted = [...groups].sort(([a], [b]) => a - b);
  for (const [index, [rank]] of sorted.entries()) {
    if (gaps === 'refuse' && rank !== index + 1) {
      throw new RangeError(`No option has rank ${index + 1}, yet one has rank ${rank}`);
    }
  }
  return sorted.map(([, group]) => group);
}
