import type { Subject } from 'consultation-core/consultation';
import { RefusalError } from 'consultation-core/contract';
import { uids } from '../content-types/index.ts';
import { hasArticle } from '../store/article.ts';
import type { Consultation } from '../store/consultation.ts';
import type { Db } from '../store/database.ts';
import type { Strapi } from '../strapi.ts';

/** `article:<block id>` or `amendment:<id>` in its two parts. */
export function partsOf(target: string): { type: 'article' | 'amendment'; id: string } {
  const at = target.indexOf(':');
  return {
    type: target.slice(0, at) === 'amendment' ? 'amendment' : 'article',
    id: target.slice(at + 1),
  };
}

/** An amendment of this consultation as the rules see it, or `not-found`: ids of another one lead nowhere. */
export async function amendmentSubject(
  strapi: Strapi,
  consultation: string,
  id: string
): Promise<Subject> {
  const row = await strapi.db.query(uids.amendment).findOne({
    select: ['article', 'status', 'hiddenAt', 'authorKey'],
    where: { documentId: id, consultation },
  });
  if (row === null) throw new RefusalError('not-found');
  return {
    article: row.article,
    amendment: { status: row.status, hidden: row.hiddenAt !== null, author: row.authorKey },
  };
}

/** What an opinion is about, as the rules see it; `not-found` where the newest version has no such article. */
export async function subjectOf(
  strapi: Strapi,
  db: Db,
  consultation: Consultation,
  target: string
): Promise<Subject> {
  const { type, id } = partsOf(target);
  if (type === 'amendment') return amendmentSubject(strapi, consultation.id, id);
  if (!(await hasArticle(db, consultation.id, consultation.latestVersion, id))) {
    throw new RefusalError('not-found');
  }
  return { article: id };
}
