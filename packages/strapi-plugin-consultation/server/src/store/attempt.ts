import { type Db, recordset, rowsOf } from './database.ts';

/** Counts one more attempt in a bucket and says how many there were in this slot of time. */
export async function attempt(db: Db, bucket: string, slot: number): Promise<number> {
  const [row] = rowsOf<{ count: number }>(
    await db.knex.raw(
      `insert into ?? as a (bucket, slot, count) values (?, ?, 1)
       on conflict (bucket, slot) do update set count = a.count + 1 returning count`,
      [db.table('attempts'), bucket, slot]
    )
  );
  return Number(row?.count ?? 0);
}

/**
 * The same in many buckets at once: how many there were in each in the present slot of so many seconds, by the
 * database's clock, which is told along in seconds.
 */
export async function attemptAll(
  db: Db,
  buckets: ReadonlyMap<string, number>,
  slotSeconds: number
): Promise<{ readonly now: number; readonly counts: ReadonlyMap<string, number> }> {
  // In one order everywhere, so that no two wait for each other.
  const rows = [...buckets].sort().map(([bucket, times]) => ({ bucket, times }));
  const now =
    db.client === 'postgres'
      ? 'cast(floor(extract(epoch from clock_timestamp())) as integer)'
      : `cast(strftime('%s', 'now') as integer)`;
  const counted = rowsOf<{ bucket: string; count: number; now: number }>(
    await db.knex.raw(
      `insert into ?? as a (bucket, slot, count)
       select bucket, ${now} / cast(? as integer), times from ${recordset(db.client, { bucket: 'text', times: 'integer' })} where true
       on conflict (bucket, slot) do update set count = a.count + excluded.count
       returning bucket, count, ${now} as "now"`,
      [db.table('attempts'), slotSeconds, JSON.stringify(rows)]
    )
  );
  return {
    now: counted[0]?.now ?? 0,
    counts: new Map(counted.map(({ bucket, count }) => [bucket, Number(count)])),
  };
}

/** Attempts that turned out well count for nothing. */
export async function forgive(db: Db, buckets: readonly string[], slot: number): Promise<void> {
  await db
    .knex(db.table('attempts'))
    .whereIn('bucket', buckets)
    .where({ slot })
    .decrement('count', 1);
}

export async function forgetAttempts(db: Db, before: number): Promise<void> {
  await db.knex(db.table('attempts')).where('slot', '<', before).delete();
}
