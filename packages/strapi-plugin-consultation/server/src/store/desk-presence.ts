import { type Client, type Db, nowSql, rowsOf } from './database.ts';
import type { Author } from './desk.ts';

/** Seconds after which a window that was not heard of is thought closed. Clients call every few seconds. */
const presenceSeconds = 30;

/** The instant so many seconds ago, as instants are stored. */
const agoSql = (client: Client) =>
  client === 'postgres'
    ? `to_char((clock_timestamp() - interval '${presenceSeconds} seconds') at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : `strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-${presenceSeconds} seconds')`;

export interface StoredPresence {
  readonly window: string;
  readonly user: number;
  readonly name: string;
  readonly place: string;
  readonly seenAt: string;
}

/** Says that somebody is there, by the clock of the database. A window belongs to whoever opened it. */
export async function seen(
  db: Db,
  consultation: string,
  window: string,
  who: Author,
  place: string
): Promise<void> {
  await db.knex.raw(
    `insert into ?? as p (consultation, ??, user_id, name, place, seen_at)
     values (?, ?, ?, ?, ?, ${nowSql(db.client)})
     on conflict (consultation, ??) do update
     set name = excluded.name, place = excluded.place, seen_at = excluded.seen_at
     where p.user_id = excluded.user_id`,
    [db.table('desk_presence'), 'window', consultation, window, who.id, who.name, place, 'window']
  );
}

/** Takes a window off the list when it is closed. */
export async function left(
  db: Db,
  consultation: string,
  window: string,
  who: Author
): Promise<void> {
  await db
    .knex(db.table('desk_presence'))
    .where({ consultation, window, user_id: who.id })
    .delete();
}

/** Everybody who was heard of lately, by name; the others are forgotten. */
export async function present(db: Db, consultation: string): Promise<readonly StoredPresence[]> {
  const table = db.table('desk_presence');
  const gone = agoSql(db.client);
  await db.knex.raw(`delete from ?? where consultation = ? and seen_at < ${gone}`, [
    table,
    consultation,
  ]);
  const rows = rowsOf<{
    window: string;
    user_id: number | string;
    name: string;
    place: string;
    seen_at: string;
  }>(
    await db.knex.raw(
      `select ??, user_id, name, place, seen_at from ?? where consultation = ? and seen_at >= ${gone}
       order by name, ??`,
      ['window', table, consultation, 'window']
    )
  );
  return rows.map((row) => ({
    window: row.window,
    user: Number(row.user_id),
    name: row.name,
    place: row.place,
    seenAt: row.seen_at,
  }));
}

/** Forgets the windows on a consultation that is deleted. */
export async function dropPresence(db: Db, consultation: string): Promise<void> {
  await db.knex(db.table('desk_presence')).where({ consultation }).delete();
}
