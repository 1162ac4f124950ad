import { type Db, recordset } from './database.ts';

export interface Step {
  readonly target: string;
  readonly choice: string;
  /** Ballots more, or fewer where it is below 0. */
  readonly step: number;
}

/** So many ballots more or fewer. The journal is held: nobody else counts on this consultation now. */
export async function count(db: Db, consultation: string, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return;
  const columns = { target: 'text', choice: 'text', step: 'integer' } as const;
  await db.knex.raw(
    `insert into ?? as t (consultation, target, choice, count)
     select ?, target, choice, step from ${recordset(db.client, columns)} where true
     on conflict (consultation, target, choice) do update set count = t.count + excluded.count`,
    [db.table('tallies'), consultation, JSON.stringify(steps)]
  );
}

export type Counts = Readonly<Record<string, number>>;

/** Counts brought from elsewhere, which nobody can recount here. */
export interface ImportedCounts {
  readonly counts: Counts;
  readonly source: string;
}

/** Counts by target: of some targets, or of all articles of a consultation. */
export async function countsOf(
  db: Db,
  consultation: string,
  targets: readonly string[] | 'articles' | 'all'
): Promise<ReadonlyMap<string, Counts>> {
  const query = db
    .knex(db.table('tallies'))
    .select('target', 'choice', 'count')
    .where({ consultation });
  if (targets === 'articles') query.whereLike('target', 'article:%');
  else if (targets !== 'all') query.whereIn('target', targets);
  const found = new Map<string, Record<string, number>>();
  for (const row of (await query) as { target: string; choice: string; count: number }[]) {
    const counts = found.get(row.target) ?? Object.create(null);
    counts[row.choice] = Number(row.count);
    found.set(row.target, counts);
  }
  return found;
}

export async function putImportedCounts(
  db: Db,
  where: { consultation: string; target: string },
  imported: ImportedCounts
): Promise<void> {
  await db
    .knex(db.table('imported_counts'))
    .insert({ ...where, counts: JSON.stringify(imported.counts), source: imported.source })
    .onConflict(['consultation', 'target'])
    .merge();
}

export async function importedCountsOf(
  db: Db,
  consultation: string,
  targets: readonly string[] | 'articles' | 'all'
): Promise<ReadonlyMap<string, ImportedCounts>> {
  const query = db
    .knex(db.table('imported_counts'))
    .select('target', 'counts', 'source')
    .where({ consultation });
  if (targets === 'articles') query.whereLike('target', 'article:%');
  else if (targets !== 'all') query.whereIn('target', targets);
  const rows = (await query) as { target: string; counts: string; source: string }[];
  return new Map(
    rows.map((row) => [row.target, { counts: JSON.parse(row.counts), source: row.source }])
  );
}
