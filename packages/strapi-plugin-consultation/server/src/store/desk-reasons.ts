import { type Db, rowsOf } from './database.ts';

/** Reasons that were given for decisions in one consultation, most used first. */
export async function reasonsOf(
  db: Db,
  consultation: string
): Promise<readonly { text: string; used: number }[]> {
  const rows = rowsOf<{ text: string; used: number | string }>(
    await db.knex.raw(
      `select decision_reason as text, count(*) as used from ??
       where consultation = ? and decision_reason is not null and decision_reason <> ''
       group by decision_reason order by used desc, text limit 200`,
      [db.named('consultation_amendments'), consultation]
    )
  );
  return rows.map(({ text, used }) => ({ text, used: Number(used) }));
}
