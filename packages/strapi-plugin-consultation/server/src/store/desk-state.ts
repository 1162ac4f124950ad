import { type Db, rowsOf } from './database.ts';

/**
 * Counts a change of what drafters look at: a decision, a resolution, a wording, an answer, a withdrawal. Called in the
 * transaction of the change itself, as late as possible: on PostgreSQL the row is held until the commit.
 */
export async function touchDesk(db: Db, consultation: string): Promise<number> {
  const [row] = rowsOf<{ revision: number | string }>(
    await db.knex.raw(
      `insert into ?? as d (consultation, revision) values (?, 1)
       on conflict (consultation) do update set revision = d.revision + 1 returning revision`,
      [db.table('desk_state'), consultation]
    )
  );
  return Number(row?.revision ?? 0);
}

/** How often the desk of a consultation changed; 0 when nothing happened on it yet. */
export async function deskRevision(db: Db, consultation: string): Promise<number> {
  const row = await db
    .knex(db.table('desk_state'))
    .select('revision')
    .where({ consultation })
    .first();
  return Number(row?.revision ?? 0);
}
