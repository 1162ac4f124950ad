import { type Db, matching, type Question, recordset, rowsOf, type Statement } from './database.ts';

export interface Ballot {
  readonly target: string;
  readonly voter: string;
  readonly choice: string;
  /** Place in the journal of the act that made it what it is. */
  readonly idx: number | null;
}
export type BallotPlace = Pick<Ballot, 'target' | 'voter'>;

const place = { voter: 'text', target: 'text' } as const;

/** What is in the box at these places. The journal is held by whoever asks in order to write. */
export function ballotsAt(
  db: Db,
  consultation: string,
  places: readonly BallotPlace[]
): Question<Ballot> {
  const on = 'b.consultation = ? and b.voter = f.voter and b.target = f.target';
  return {
    sql: `select b.voter, b.target, b.choice, b.idx
          from ${recordset(db.client, place)} ${matching(db.client, 'b', on)}`,
    bindings: [JSON.stringify(places), db.table('ballots'), consultation],
  };
}

export function putBallots(
  db: Db,
  consultation: string,
  at: string,
  ballots: readonly Ballot[]
): readonly Statement[] {
  if (ballots.length === 0) return [];
  return [
    {
      sql: `insert into ?? (consultation, target, voter, choice, at, idx)
     select ?, target, voter, choice, ?, idx from ${recordset(db.client, { ...place, choice: 'text', idx: 'integer' })}
     where true
     on conflict (consultation, voter, target)
     do update set choice = excluded.choice, at = excluded.at, idx = excluded.idx`,
      bindings: [db.table('ballots'), consultation, at, JSON.stringify(ballots)],
    },
  ];
}

export function deleteBallots(
  db: Db,
  consultation: string,
  places: readonly BallotPlace[]
): readonly Statement[] {
  if (places.length === 0) return [];
  return [
    {
      sql: `delete from ?? where consultation = ? and (voter, target) in
            (select voter, target from ${recordset(db.client, place)})`,
      bindings: [db.table('ballots'), consultation, JSON.stringify(places)],
    },
  ];
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
