import {
  ask,
  type Db,
  matching,
  type Question,
  recordset,
  rowsOf,
  type Statement,
} from './database.ts';

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

/** When the act was that made it so. */
interface Dated {
  readonly at: string;
}

export function putBallots(
  db: Db,
  consultation: string,
  ballots: readonly (Ballot & Dated)[]
): readonly Statement[] {
  if (ballots.length === 0) return [];
  return [
    {
      sql: `insert into ?? (consultation, target, voter, choice, at, idx)
     select ?, target, voter, choice, at, idx
     from ${recordset(db.client, { ...place, choice: 'text', at: 'text', idx: 'integer' })}
     where true
     on conflict (consultation, voter, target)
     do update set choice = excluded.choice, at = excluded.at, idx = excluded.idx`,
      bindings: [db.table('ballots'), consultation, JSON.stringify(ballots)],
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

/** Where a ballot was taken back, and by which leaf. */
export interface Withdrawal extends BallotPlace {
  readonly idx: number;
}

/** Keeps which leaf took each of these ballots back. A ballot that is cast afterwards goes before it. */
export function putWithdrawals(
  db: Db,
  consultation: string,
  withdrawals: readonly (Withdrawal & Dated)[]
): readonly Statement[] {
  if (withdrawals.length === 0) return [];
  return [
    {
      sql: `insert into ?? (consultation, voter, target, at, idx)
            select ?, voter, target, at, idx
            from ${recordset(db.client, { ...place, at: 'text', idx: 'integer' })}
            where true
            on conflict (consultation, voter, target)
            do update set at = excluded.at, idx = excluded.idx`,
      bindings: [db.table('withdrawals'), consultation, JSON.stringify(withdrawals)],
    },
  ];
}

/** What was taken back at these places at any time. */
export function withdrawalsAt(
  db: Db,
  consultation: string,
  places: readonly BallotPlace[]
): Question<Withdrawal> {
  const on = 'w.consultation = ? and w.voter = f.voter and w.target = f.target';
  return {
    sql: `select w.voter, w.target, w.idx
          from ${recordset(db.client, place)} ${matching(db.client, 'w', on)}`,
    bindings: [JSON.stringify(places), db.table('withdrawals'), consultation],
  };
}

/** What somebody did last about one target. */
export interface LastBallot {
  readonly consultation: string;
  readonly target: string;
  /** Null: she took her ballot back. */
  readonly choice: string | null;
  readonly at: string;
  readonly idx: number | null;
}

/**
 * Ballots of one person, who has another key in each consultation, and those that she took back; newest first. Found
 * by key, however many ballots there are.
 */
export async function lastBallots(
  db: Db,
  voters: readonly { readonly consultation: string; readonly voter: string }[],
  target?: string
): Promise<readonly LastBallot[]> {
  if (voters.length === 0) return [];
  const people = JSON.stringify(voters);
  const mine = recordset(db.client, { consultation: 'text', voter: 'text' });
  const wanted = target === undefined ? [] : [target];
  const hers = (alias: string) =>
    `${alias}.consultation = f.consultation and ${alias}.voter = f.voter${target === undefined ? '' : ` and ${alias}.target = ?`}`;
  const noBallot = `not exists (select 1 from ?? o
    where o.consultation = w.consultation and o.voter = w.voter and o.target = w.target)`;
  return ask(db, {
    sql: `select b.consultation, b.target, b.choice, b.at, b.idx
          from ${mine} ${matching(db.client, 'b', hers('b'))}
          union all
          select w.consultation, w.target, null, w.at, w.idx
          from ${mine} ${matching(db.client, 'w', `${hers('w')} and ${noBallot}`)}
          order by at desc, idx desc`,
    bindings: [
      people,
      db.table('ballots'),
      ...wanted,
      people,
      db.table('withdrawals'),
      ...wanted,
      db.table('ballots'),
    ],
  });
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
