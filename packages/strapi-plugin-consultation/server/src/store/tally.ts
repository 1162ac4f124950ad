import { ask, type Db, type Question, recordset, type Statement } from './database.ts';
import { countUp } from './participant.ts';

export interface Step {
  readonly target: string;
  readonly choice: string;
  /** Ballots more, or fewer where it is below 0. */
  readonly step: number;
}

/** So many ballots more or fewer. The journal is held: nobody else counts on this consultation now. */
export function count(db: Db, consultation: string, steps: readonly Step[]): readonly Statement[] {
  if (steps.length === 0) return [];
  const columns = { target: 'text', choice: 'text', step: 'integer' } as const;
  const onQuestions = steps.filter(({ target }) => target.startsWith('question:'));
  const more = onQuestions.reduce((sum, { step }) => sum + step, 0);
  return [
    ...(more === 0 ? [] : [countUp(db, consultation, 'question-ballots', more)]),
    {
      sql: `insert into ?? as t (consultation, target, choice, count)
            select ?, target, choice, step from ${recordset(db.client, columns)} where true
            on conflict (consultation, target, choice) do update set count = t.count + excluded.count`,
      bindings: [db.table('tallies'), consultation, JSON.stringify(steps)],
    },
  ];
}

export type Counts = Readonly<Record<string, number>>;

/** Counts brought from elsewhere, which nobody can recount here. */
export interface ImportedCounts {
  readonly counts: Counts;
  readonly source: string;
}

/** Targets that are asked for: some, or all articles of a consultation, or everything in its text. */
type Targets = readonly string[] | 'articles' | 'text';

/**
 * Targets of the text come before those of questions in every collation. A question can have as many counts as ballots:
 * whoever is not after one leaves its part of the key alone.
 */
export const ofText = "target < 'question'";

function about(
  db: Db,
  table: 'tallies' | 'imported_counts',
  consultation: string,
  targets: Targets
): Statement {
  const bindings = [db.table(table), consultation];
  const sql = 'from ?? where consultation = ?';
  if (targets === 'text') return { sql: `${sql} and ${ofText}`, bindings };
  if (targets === 'articles') return { sql: `${sql} and target like 'article:%'`, bindings };
  // No list may be empty in SQL.
  const marks = targets.length === 0 ? 'null' : targets.map(() => '?').join(', ');
  return { sql: `${sql} and target in (${marks})`, bindings: [...bindings, ...targets] };
}

interface CountRow {
  readonly target: string;
  readonly choice: string;
  readonly count: number | string;
}

export function countsAbout(db: Db, consultation: string, targets: Targets): Question<CountRow> {
  const { sql, bindings } = about(db, 'tallies', consultation, targets);
  return { sql: `select target, choice, count ${sql}`, bindings };
}

export function countsFrom(rows: readonly CountRow[]): ReadonlyMap<string, Counts> {
  const found = new Map<string, Record<string, number>>();
  for (const row of rows) {
    const counts = found.get(row.target) ?? Object.create(null);
    counts[row.choice] = Number(row.count);
    found.set(row.target, counts);
  }
  return found;
}

/** Counts by target. */
export async function countsOf(
  db: Db,
  consultation: string,
  targets: Targets
): Promise<ReadonlyMap<string, Counts>> {
  return countsFrom(await ask(db, countsAbout(db, consultation, targets)));
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

interface ImportedRow {
  readonly target: string;
  readonly counts: string;
  readonly source: string;
}

export function importedAbout(
  db: Db,
  consultation: string,
  targets: Targets
): Question<ImportedRow> {
  const { sql, bindings } = about(db, 'imported_counts', consultation, targets);
  return { sql: `select target, counts, source ${sql}`, bindings };
}

export function importedFrom(rows: readonly ImportedRow[]): ReadonlyMap<string, ImportedCounts> {
  return new Map(
    rows.map((row) => [row.target, { counts: JSON.parse(row.counts), source: row.source }])
  );
}

export async function importedCountsOf(
  db: Db,
  consultation: string,
  targets: Targets
): Promise<ReadonlyMap<string, ImportedCounts>> {
  return importedFrom(await ask(db, importedAbout(db, consultation, targets)));
}
