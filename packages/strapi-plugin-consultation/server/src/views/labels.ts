import { uids } from '../content-types/index.ts';
import { partsOf } from '../services/target.ts';
import { namesOf } from '../store/article.ts';
import type { Db } from '../store/database.ts';
import type { Strapi } from '../strapi.ts';

/**
 * One line for each target: `Article 2 – Title`, or `12 – Title` for an amendment; of a hidden one only the number. What
 * is neither has none.
 */
export async function labelsOf(
  strapi: Strapi,
  db: Db,
  consultation: string,
  targets: readonly string[]
): Promise<(target: string) => string> {
  const ids = (type: string) =>
    targets.map(partsOf).flatMap((part) => (part.type === type ? [part.id] : []));
  const labels = new Map<string, string>();
  const line = (label: string, title: string) => [label, title].filter(Boolean).join(' – ');
  const names = await namesOf(db, consultation, [...new Set(ids('article'))]);
  for (const { article, label, title } of [...names].sort((a, b) => a.version - b.version)) {
    labels.set(`article:${article}`, line(label, title));
  }
  const amendments = [...new Set(ids('amendment'))];
  const rows =
    amendments.length === 0
      ? []
      : await strapi.db.query(uids.amendment).findMany({
          select: ['documentId', 'number', 'title', 'hiddenAt'],
          where: { documentId: { $in: amendments }, consultation },
        });
  for (const { documentId, number, title, hiddenAt } of rows) {
    labels.set(`amendment:${documentId}`, line(String(number), hiddenAt === null ? title : ''));
  }
  return (target) => labels.get(target) ?? '';
}
