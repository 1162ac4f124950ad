import { type Db, rowsOf } from './database.ts';

export interface Stances {
  readonly for: number;
  readonly against: number;
}

/** How many arguments of each side there are, by target, in one grouped statement. */
export async function stancesOf(
  db: Db,
  consultation: string,
  targets: readonly string[] | 'articles' | 'text'
): Promise<ReadonlyMap<string, Stances>> {
  const list = typeof targets === 'string' ? [] : targets;
  if (typeof targets !== 'string' && list.length === 0) return new Map();
  const some =
    targets === 'text'
      ? ''
      : targets === 'articles'
        ? `and target like 'article:%'`
        : `and target in (${list.map(() => '?').join(', ')})`;
  const rows = rowsOf<{ target: string; stance: 'for' | 'against'; count: number | string }>(
    await db.knex.raw(
      `select target, stance, count(*) as count from ?? where consultation = ? ${some}
       group by target, stance`,
      [db.named('consultation_arguments'), consultation, ...list]
    )
  );
  const found = new Map<string, { for: number; against: number }>();
  for (const { target, stance, count } of rows) {
    const stances = found.get(target) ?? { for: 0, against: 0 };
    stances[stance] = Number(count);
    found.set(target, stances);
  }
  return found;
}
