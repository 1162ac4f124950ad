import type { BallotView } from 'consultation-core/contract';
import { empty, mergeTallies, outcome, tallyOf } from 'consultation-core/vote';
import type { Consultation } from '../store/consultation.ts';
import type { Counts, ImportedCounts } from '../store/tally.ts';
import { mutable } from './mutable.ts';

/** Counts of one box as a reader may see them: nothing of them while they are sealed for her. */
export function tallyView(
  consultation: Consultation,
  counts: Counts | undefined,
  imported: ImportedCounts | undefined,
  sees: boolean
): NonNullable<BallotView['tally']> {
  const { method, passing } = consultation;
  if (!sees)
    return {
      method,
      counts: null,
      outcome: null,
      ...(imported && { imported: mutable(imported) }),
    };
  const tally = mergeTallies(empty(method), tallyOf(method, counts ?? {}));
  return {
    method,
    counts: { ...tally.counts },
    outcome: outcome(tally, passing),
    ...(imported && { imported: mutable(imported) }),
  };
}
