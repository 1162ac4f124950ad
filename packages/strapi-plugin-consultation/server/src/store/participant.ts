import { type Db, recordset, rowsOf } from './database.ts';

/** Adds people to those who took part, and counts each once. The journal is held already. */
export async function takePart(
  db: Db,
  consultation: string,
  participants: readonly string[]
): Promise<void> {
  if (participants.length === 0) return;
  const rows = participants.map((participant) => ({ participant }));
  const added = rowsOf(
    await db.knex.raw(
      `insert into ?? (consultation, participant)
       select ?, participant from ${recordset(db.client, { participant: 'text' })} where true
       on conflict (consultation, participant) do nothing returning participant`,
      [db.table('participants'), consultation, JSON.stringify(rows)]
    )
  );
  if (added.length > 0) await next(db, consultation, 'participants', added.length);
}

/** The next number of a row that is counted without gaps within one consultation, from 1; after several, the last. */
export async function next(
  db: Db,
  consultation: string,
  name: 'participants' | 'amendments',
  step = 1
): Promise<number> {
  const [row] = rowsOf<{ count: number }>(
    await db.knex.raw(
      `insert into ?? as n (consultation, name, count) values (?, ?, ?)
       on conflict (consultation, name) do update set count = n.count + excluded.count returning count`,
      [db.table('counters'), consultation, name, step]
    )
  );
  if (row === undefined) throw new Error(`The counter ${name} of ${consultation} did not answer.`);
  return Number(row.count);
}
