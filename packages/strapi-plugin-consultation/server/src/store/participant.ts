import {
  ask,
  type Db,
  matching,
  type Question,
  recordset,
  rowsOf,
  type Statement,
  writeAll,
} from './database.ts';

const participant = { participant: 'text' } as const;
const rowsFor = (people: readonly string[]) =>
  JSON.stringify(people.map((one) => ({ participant: one })));

/** Which of these people took part already. */
export function participantsAmong(
  db: Db,
  consultation: string,
  people: readonly string[]
): Question<{ readonly participant: string }> {
  const on = 'p.consultation = ? and p.participant = f.participant';
  return {
    sql: `select p.participant from ${recordset(db.client, participant)}
          ${matching(db.client, 'p', on)}`,
    bindings: [rowsFor(people), db.table('participants'), consultation],
  };
}

/** Adds people who have not taken part before, each named once. The journal is held since that was asked. */
export function addParticipants(
  db: Db,
  consultation: string,
  people: readonly string[]
): readonly Statement[] {
  if (people.length === 0) return [];
  return [
    {
      sql: `insert into ?? (consultation, participant)
            select ?, participant from ${recordset(db.client, participant)}`,
      bindings: [db.table('participants'), consultation, rowsFor(people)],
    },
    countUp(db, consultation, 'participants', people.length),
  ];
}

/** Adds somebody to those who took part, and counts everybody once. The journal is held already. */
export async function takePart(db: Db, consultation: string, who: string): Promise<void> {
  const known = await ask(db, participantsAmong(db, consultation, [who]));
  if (known.length === 0) await writeAll(db, addParticipants(db, consultation, [who]));
}

/** `question-ballots` is how many ballots on questions there are: their counts are too many to be added up for a page. */
type Counted = 'participants' | 'amendments' | 'question-ballots';

export const countUp = (db: Db, consultation: string, name: Counted, by: number): Statement => ({
  sql: `insert into ?? as n (consultation, name, count) values (?, ?, ?)
        on conflict (consultation, name) do update set count = n.count + excluded.count`,
  bindings: [db.table('counters'), consultation, name, by],
});

/** The next number of a row that is counted without gaps within one consultation, from 1. */
export async function next(db: Db, consultation: string, name: 'amendments'): Promise<number> {
  const { sql, bindings } = countUp(db, consultation, name, 1);
  const [row] = rowsOf<{ count: number }>(await db.knex.raw(`${sql} returning count`, bindings));
  if (row === undefined) throw new Error(`The counter ${name} of ${consultation} did not answer.`);
  return Number(row.count);
}
