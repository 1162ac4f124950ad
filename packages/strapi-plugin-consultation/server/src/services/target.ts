import type { Subject } from 'consultation-core/consultation';
import { RefusalError } from 'consultation-core/contract';
import { uids } from '../content-types/index.ts';
import { hasArticle } from '../store/article.ts';
import type { Consultation } from '../store/consultation.ts';
import type { Db } from '../store/database.ts';
import type { Strapi } from '../strapi.ts';

const types = ['article', 'amendment', 'question'] as const;
export type TargetType = (typeof types)[number];

/** `article:<block id>`, `amendment:<id>` or `question:<id>` in its two parts; `type` is undefined for anything else. */
export function partsOf(target: string): { type: TargetType | undefined; id: string } {
  const at = target.indexOf(':');
  const type = types.find((one) => one === target.slice(0, at));
  return { type, id: target.slice(at + 1) };
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

/** What an opinion is about, as the rules see it; `not-found` where the newest version has no such article. On questions people vote, and say nothing else. */
export async function subjectOf(
  strapi: Strapi,
  db: Db,
  consultation: Consultation,
  target: string
): Promise<Subject> {
  const { type, id } = partsOf(target);
  if (type === 'amendment') return amendmentSubject(strapi, consultation.id, id);
  if (
    type !== 'article' ||
    !(await hasArticle(db, consultation.id, consultation.latestVersion, id))
  ) {
    throw new RefusalError('not-found');
  }
  return { article: id };
}
