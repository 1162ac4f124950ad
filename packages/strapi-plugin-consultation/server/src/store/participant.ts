import { type Db, rowsOf } from './database.ts';

/** Adds somebody to those who took part, and counts each person once. */
export async function takePart(db: Db, consultation: string, participant: string): Promise<void> {
  const added = rowsOf(
    await db.knex.raw(
      `insert into ?? (consultation, participant) values (?, ?)
       on conflict (consultation, participant) do nothing returning participant`,
      [db.table('participants'), consultation, participant]
    )
  );
  if (added.length > 0) await next(db, consultation, 'participants');
}

/** The next number of a row that is counted without gaps within one consultation, from 1. */
export async function next(
  db: Db,
  consultation: string,
  name: 'participants' | 'amendments'
): Promise<number> {
  const [row] = rowsOf<{ count: number }>(
    await db.knex.raw(
      `insert into ?? as n (consultation, name, count) values (?, ?, 1)
       on conflict (consultation, name) do update set count = n.count + 1 returning count`,
      [db.table('counters'), consultation, name]
    )
  );
  if (row === undefined) throw new Error(`The counter ${name} of ${consultation} did not answer.`);
  return Number(row.count);
}
