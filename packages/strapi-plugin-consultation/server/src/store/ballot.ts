import { type Db, rowsOf } from './database.ts';

export interface BallotKey {
  readonly consultation: string;
  readonly target: string;
  readonly voter: string;
}

/** Whether the box had nothing of this voter on this target. Of two at once, one waits for the other. */
export async function insertBallot(
  db: Db,
  key: BallotKey,
  choice: string,
  at: string
): Promise<boolean> {
  const rows = rowsOf(
    await db.knex.raw(
      `insert into ?? (consultation, target, voter, choice, at) values (?, ?, ?, ?, ?)
       on conflict (consultation, voter, target) do nothing returning choice`,
      [db.table('ballots'), key.consultation, key.target, key.voter, choice, at]
    )
  );
  return rows.length > 0;
}

/** The choice in the box, kept from others until the commit. */
export async function lockBallot(db: Db, key: BallotKey): Promise<string | undefined> {
  const query = db.knex(db.table('ballots')).select('choice').where(key).first();
  const row = await (db.client === 'postgres' ? query.forUpdate() : query);
  return row?.choice;
}

export async function replaceBallot(
  db: Db,
  key: BallotKey,
  choice: string,
  at: string
): Promise<void> {
  await db.knex(db.table('ballots')).where(key).update({ choice, at });
}

export async function deleteBallot(db: Db, key: BallotKey): Promise<void> {
  await db.knex(db.table('ballots')).where(key).delete();
}

/** What one voter has in the box, by target. */
export async function choicesOf(
  db: Db,
  consultation: string,
  voter: string,
  targets?: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  const query = db
    .knex(db.table('ballots'))
    .select('target', 'choice')
    .where({ consultation, voter });
  const rows = await (targets === undefined ? query : query.whereIn('target', targets));
  return new Map(rows.map((row: { target: string; choice: string }) => [row.target, row.choice]));
}

export interface OwnBallot {
  readonly consultation: string;
  readonly target: string;
  readonly choice: string;
  readonly at: string;
}

/** All ballots of one person, who has another key in each consultation. */
export async function ballotsOf(
  db: Db,
  voters: readonly { consultation: string; voter: string }[]
): Promise<readonly OwnBallot[]> {
  if (voters.length === 0) return [];
  return db
    .knex(db.table('ballots'))
    .select('consultation', 'target', 'choice', 'at')
    .whereIn(
      ['consultation', 'voter'],
      voters.map(({ consultation, voter }) => [consultation, voter])
    )
    .orderBy('at', 'desc');
}

/** Counts of a box as the ballots themselves say: for audits, never for pages. */
export async function recount(
  db: Db,
  consultation: string
): Promise<readonly { target: string; choice: string; count: number }[]> {
  const rows = rowsOf<{ target: string; choice: string; count: number | string }>(
    await db.knex.raw(
      'select target, choice, count(*) as count from ?? where consultation = ? group by target, choice',
      [db.table('ballots'), consultation]
    )
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
