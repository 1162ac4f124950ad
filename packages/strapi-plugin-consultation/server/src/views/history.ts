import { changeAlgorithm } from 'consultation-core/change';
import type { AmendmentRevision } from 'consultation-core/contract';
import { uids } from '../content-types/index.ts';
import { instant } from '../store/consultation.ts';
import type { Strapi } from '../strapi.ts';
import type { AmendmentRow } from './amendment-row.ts';
import { mutable } from './mutable.ts';

/** Earlier forms of an amendment, oldest first. What stood in a text that is hidden now stays out of sight. */
export async function historyOf(
  strapi: Strapi,
  { consultation, documentId }: AmendmentRow,
  staff: boolean
): Promise<AmendmentRevision[]> {
  const rows = await strapi.db.query(uids.revision).findMany({
    where: { consultation, amendment: documentId },
    orderBy: { number: 'asc' },
  });
  const parents = [...new Set(rows.flatMap(({ parent }) => (parent === null ? [] : [parent])))];
  const hidden: { documentId: string }[] =
    staff || parents.length === 0
      ? []
      : await strapi.db.query(uids.amendment).findMany({
          select: ['documentId'],
          where: { consultation, documentId: { $in: parents }, hiddenAt: { $notNull: true } },
        });
  const unseen = new Set(hidden.map((row) => row.documentId));
  return rows.map(({ number, at, ended, base, title, change, before, after, parent }) => {
    const shown = !unseen.has(parent);
    return {
      number,
      at: instant(at) ?? '',
      ended,
      base,
      title,
      change: shown ? mutable(change) : { algorithm: changeAlgorithm, edits: [] },
      before: shown ? mutable(before) : [],
      after: shown ? mutable(after) : [],
    };
  });
}
