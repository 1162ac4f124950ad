import type { Receipt } from 'consultation-core/contract';
import { type Db, rowsOf } from './database.ts';
import { append, type Fact, holdLog } from './log.ts';

export const actKinds = [
  'journal-begun',
  'journal-continued',
  'key-rotated',
  'phase-changed',
  'erasure-carried-out',
  'consultation-opened',
  'consultation-closed',
  'settings-changed',
  'version-published',
  'answer-published',
  'ballot-cast',
  'ballot-changed',
  'ballot-withdrawn',
  'counts-imported',
  'amendment-submitted',
  'amendment-edited',
  'amendment-withdrawn',
  'amendment-decided',
  'amendment-carried-over',
  'collision-decided',
  'version-approved',
  'wording-proposed',
  'wording-accepted',
  'wording-refused',
  'argument-published',
  'item-hidden',
  'item-restored',
] as const;
export type ActKind = (typeof actKinds)[number];

/** One accepted fact of a consultation. Written in the transaction of the fact itself, never changed. */
export type Act = Fact & { readonly consultation: string };

/**
 * Makes an act a leaf of the journal, and gives its receipt. From here to the commit the consultation's journal is held:
 * what others wait for longer, such as counters, is touched after it.
 */
export async function record(db: Db, { consultation, ...fact }: Act): Promise<Receipt> {
  const held = await holdLog(db, consultation);
  const [receipt] = await append(db, held, [fact]);
  return receipt as Receipt;
}

/**
 * How many acts of a kind there were in each stretch of ten minutes, read off counters: every time zone's days are made
 * of those.
 */
export async function actsByTenMinutes(
  db: Db,
  consultation: string,
  kinds: readonly ActKind[]
): Promise<readonly { kind: ActKind; at: string; count: number }[]> {
  const rows = rowsOf<{ kind: ActKind; slot: string; count: number }>(
    await db.knex.raw(
      `select kind, slot, count from ??
       where consultation = ? and kind in (${kinds.map(() => '?').join(', ')})`,
      [db.table('act_counts'), consultation, ...kinds]
    )
  );
  return rows.map(({ kind, slot, count }) => ({ kind, at: `${slot}0:00.000Z`, count }));
}
