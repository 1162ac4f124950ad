import { type Db, matching, type Question, recordset } from './database.ts';

export interface ArticleRow {
  readonly version: number;
  readonly article: string;
  readonly label: string;
  readonly title: string;
}

/** Which articles a frozen version has; written when it is published. */
export async function putArticles(
  db: Db,
  consultation: string,
  version: number,
  articles: readonly { id: string; label: string; title: string }[]
): Promise<void> {
  const rows = articles.map((article, position) => ({
    consultation,
    version,
    article: article.id,
    position,
    label: article.label,
    title: article.title,
  }));
  for (let from = 0; from < rows.length; from += 100) {
    await db.knex(db.table('articles')).insert(rows.slice(from, from + 100));
  }
}

export async function articlesOf(
  db: Db,
  consultation: string,
  version: number
): Promise<readonly ArticleRow[]> {
  return db
    .knex(db.table('articles'))
    .select('version', 'article', 'label', 'title')
    .where({ consultation, version })
    .orderBy('position');
}

export async function hasArticle(
  db: Db,
  consultation: string,
  version: number,
  article: string
): Promise<boolean> {
  const found = await db
    .knex(db.table('articles'))
    .select('article')
    .where({ consultation, version, article })
    .first();
  return found !== undefined;
}

/** Which of these articles a version has. */
export function articlesAmong(
  db: Db,
  consultation: string,
  version: number,
  articles: readonly string[]
): Question<{ readonly article: string }> {
  const on = 'a.consultation = ? and a.version = ? and a.article = f.wanted';
  return {
    sql: `select a.article from ${recordset(db.client, { wanted: 'text' })}
          ${matching(db.client, 'a', on)}`,
    bindings: [
      JSON.stringify(articles.map((wanted) => ({ wanted }))),
      db.table('articles'),
      consultation,
      version,
    ],
  };
}

/** Names of some articles in every version that has them. */
export async function namesOf(
  db: Db,
  consultation: string,
  articles: readonly string[]
): Promise<readonly ArticleRow[]> {
  if (articles.length === 0) return [];
  return db
    .knex(db.table('articles'))
    .select('version', 'article', 'label', 'title')
    .where({ consultation })
    .whereIn('article', articles);
}

export async function dropArticles(db: Db, consultation: string): Promise<void> {
  await db.knex(db.table('articles')).where({ consultation }).delete();
}
