import type { Receipt } from 'consultation-core/contract';
import { type LastBallot, lastBallots } from '../store/ballot.ts';
import { ask, type Db } from '../store/database.ts';
import { leavesOfKinds } from '../store/leaf.ts';
import { receiptOf, recordedBy } from '../store/log.ts';
import type { Reader } from './reader.ts';

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

/** Receipts of ballots of one consultation, by their place in the journal. */
export async function ballotReceipts(
  db: Db,
  consultation: string,
  ballots: readonly LastBallot[]
): Promise<(ballot: LastBallot) => Receipt | null> {
  const places = ballots.flatMap(({ idx }) => (idx === null ? [] : [idx]));
  const acts =
    places.length === 0 ? [] : await ask(db, recordedBy(db, consultation, 'idx', places));
  const receipts = new Map(acts.map((act) => [act.idx, receiptOf(act)]));
  return ({ idx }) => (idx === null ? null : (receipts.get(idx) ?? null));
}

/** What a reader did last with her ballot on a target, and the receipt of that; both are for her alone. */
export async function ownBallot(
  db: Db,
  { consultation, voter }: Reader,
  target: string
): Promise<{ readonly myChoice: string | null; readonly myReceipt: Receipt | null }> {
  const [last] =
    voter === null ? [] : await lastBallots(db, [{ consultation: consultation.id, voter }], target);
  if (last === undefined) return { myChoice: null, myReceipt: null };
  const receipt = await ballotReceipts(db, consultation.id, [last]);
  return { myChoice: last.choice, myReceipt: receipt(last) };
}
