import type { Receipt } from 'consultation-core/contract';
import type { Db } from '../store/database.ts';
import { leavesOfKinds } from '../store/leaf.ts';
import { receiptOf } from '../store/log.ts';

const withWords = ['amendment-submitted', 'amendment-edited', 'argument-published'];

/** Receipts of contributions, by subject: of the newest leaf that commits to the words of each. */
export async function receiptsOf(
  db: Db,
  consultation: string,
  subjects: readonly string[]
): Promise<ReadonlyMap<string, Receipt>> {
  if (subjects.length === 0) return new Map();
  const leaves = await leavesOfKinds(db, consultation, withWords, subjects);
  return new Map(
    leaves.map(({ index, entry, subject }) => [subject, receiptOf({ idx: index, entry })])
  );
}
