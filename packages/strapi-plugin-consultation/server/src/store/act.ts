import { type Db, rowsOf } from './database.ts';

export const actKinds = [
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

/** One accepted fact. Written in the transaction of the fact itself, never changed; holds no personal data. */
export interface Act {
  readonly consultation: string;
  readonly kind: ActKind;
  /** What it is about: `article:…`, `amendment:…`, `argument:…`, `version:…`, or empty for the consultation. */
  readonly subject: string;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export async function record(db: Db, act: Act): Promise<void> {
  await db.knex.raw(
    'insert into ?? (consultation, kind, subject, at, data) values (?, ?, ?, ?, ?)',
    [db.table('acts'), act.consultation, act.kind, act.subject, act.at, JSON.stringify(act.data)]
  );
}

/** How many acts of a kind there were in each stretch of ten minutes: every time zone's days are made of those. */
export async function actsByTenMinutes(
  db: Db,
  consultation: string,
  kinds: readonly ActKind[]
): Promise<readonly { kind: ActKind; at: string; count: number }[]> {
  const rows = rowsOf<{ kind: ActKind; at: string; count: number | string }>(
    await db.knex.raw(
      `select kind, substr(at, 1, 15) as at, count(*) as count from ??
       where consultation = ? and kind in (${kinds.map(() => '?').join(', ')})
       group by kind, substr(at, 1, 15)`,
      [db.table('acts'), consultation, ...kinds]
    )
  );
  return rows.map((row) => ({
    kind: row.kind,
    at: `${row.at}0:00.000Z`,
    count: Number(row.count),
  }));
}
