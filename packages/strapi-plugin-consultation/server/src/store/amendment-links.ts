import type { Db } from './database.ts';

/** Nobody else changes this amendment until the end of the transaction. SQLite has one writer anyway. */
export async function holdAmendment(db: Db, id: string): Promise<void> {
  if (db.client !== 'postgres') return;
  await db
    .knex(db.named('consultation_amendments'))
    .select('id')
    .where({ document_id: id })
    .forUpdate();
}

/** Numbers of some amendments of one consultation. */
export async function numbersOf(
  db: Db,
  consultation: string,
  ids: readonly string[]
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows: { document_id: string; number: number }[] = await db
    .knex(db.named('consultation_amendments'))
    .select('document_id', 'number')
    .where({ consultation })
    .whereIn('document_id', [...ids]);
  return new Map(rows.map((row) => [row.document_id, Number(row.number)]));
}
