import { type Db, matching, type Question, recordset, rowsOf } from './database.ts';

/** How many amendments of some statuses each article has. */
export async function countByArticle(
  db: Db,
  consultation: string,
  statuses: readonly string[]
): Promise<ReadonlyMap<string, number>> {
  const rows = rowsOf<{ article: string | null; count: number | string }>(
    await db.knex.raw(
      `select article, count(*) as count from ??
       where consultation = ? and status in (${statuses.map(() => '?').join(', ')}) group by article`,
      [db.named('consultation_amendments'), consultation, ...statuses]
    )
  );
  return new Map(
    rows.flatMap(({ article, count }) => (article === null ? [] : [[article, Number(count)]]))
  );
}

/** What the rules of voting ask of these amendments. */
export function amendmentsAmong(
  db: Db,
  consultation: string,
  amendments: readonly string[]
): Question<{
  readonly id: string;
  readonly article: string | null;
  readonly status: string;
  readonly hidden: boolean | number;
  readonly author: string;
}> {
  const on = 'm.document_id = f.wanted and m.consultation = ?';
  return {
    sql: `select m.document_id as id, m.article, m.status, m.hidden_at is not null as hidden,
            m.author_key as author
          from ${recordset(db.client, { wanted: 'text' })} ${matching(db.client, 'm', on)}`,
    bindings: [
      JSON.stringify(amendments.map((wanted) => ({ wanted }))),
      db.named('consultation_amendments'),
      consultation,
    ],
  };
}

export interface QueueFilter {
  readonly page: number;
  readonly pageSize: number;
  readonly show: 'all' | 'hidden' | 'visible';
  readonly type: 'all' | 'amendment' | 'argument';
  readonly search?: string | undefined;
}

/** A page of contributions of both kinds, newest first: their kinds and ids. */
export async function contributions(
  db: Db,
  consultation: string,
  statuses: readonly string[],
  filter: QueueFilter
): Promise<{ total: number; items: readonly { type: 'amendment' | 'argument'; id: string }[] }> {
  const parts: string[] = [];
  const bindings: unknown[] = [];
  const shown = { all: '', hidden: 'and hidden_at is not null', visible: 'and hidden_at is null' };
  const pattern =
    filter.search === undefined || filter.search === ''
      ? undefined
      : `%${filter.search.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const part = (type: string, table: string, words: readonly string[], more: string) => {
    const found = words.map((column) => `lower(${column}) like ? escape '\\'`).join(' or ');
    parts.push(
      `select '${type}' as type, document_id as id, submitted_at as at from ??
       where consultation = ? ${more} ${shown[filter.show]} ${pattern === undefined ? '' : `and (${found})`}`
    );
    bindings.push(db.named(table), consultation);
    if (type === 'amendment') bindings.push(...statuses);
    if (pattern !== undefined) bindings.push(...words.map(() => pattern));
  };
  if (filter.type !== 'argument') {
    const marks = statuses.map(() => '?').join(', ');
    const words = ['title', 'author_name'];
    part('amendment', 'consultation_amendments', words, `and status in (${marks})`);
  }
  if (filter.type !== 'amendment') {
    part('argument', 'consultation_arguments', ['text', 'author_name'], '');
  }
  const both = parts.join(' union all ');
  const [counted] = rowsOf<{ total: number | string }>(
    await db.knex.raw(`select count(*) as total from (${both}) c`, bindings as never)
  );
  const items = rowsOf<{ type: 'amendment' | 'argument'; id: string }>(
    await db.knex.raw(`select type, id from (${both}) c order by at desc, id limit ? offset ?`, [
      ...bindings,
      filter.pageSize,
      (filter.page - 1) * filter.pageSize,
    ] as never)
  );
  return { total: Number(counted?.total ?? 0), items };
}
