import { similarTo } from 'consultation-core/analysis';
import type { Change } from 'consultation-core/change';
import type { SimilarAmendment } from 'consultation-core/contract';
import { uids } from '../content-types/index.ts';
import type { Db } from '../store/database.ts';
import { countsOf, importedCountsOf } from '../store/tally.ts';
import type { Strapi } from '../strapi.ts';
import { type AmendmentRow, targetOf } from './amendment-row.ts';
import { undecidedStatuses } from './consultation.ts';
import type { Reader } from './reader.ts';
import { tallyView } from './tally.ts';

const most = 20;
const fields = ['documentId', 'number', 'title', 'authorName', 'status', 'change'];

/**
 * Open amendments of the same article that want the same or nearly, most alike first; sub-amendments are compared with
 * those of the same amendment. Nothing that is hidden, and nobody's draft.
 */
export async function similarAmendments(
  strapi: Strapi,
  db: Db,
  reader: Reader,
  wish: {
    readonly base: number;
    readonly article: string | null;
    readonly parent: string | null;
    readonly change: Change;
    readonly except: string | undefined;
  }
): Promise<SimilarAmendment[]> {
  const { consultation, sees } = reader;
  const { base, article, parent, change, except } = wish;
  const rows: AmendmentRow[] = await strapi.db.query(uids.amendment).findMany({
    select: fields,
    where: {
      consultation: consultation.id,
      base,
      article: article ?? { $null: true },
      parent: parent ?? { $null: true },
      status: { $in: undecidedStatuses() },
      hiddenAt: { $null: true },
      ...(except === undefined ? {} : { documentId: { $ne: except } }),
    },
    orderBy: { number: 'asc' },
  });
  const alike = similarTo(
    { id: '', change },
    rows.map((row) => ({ id: row.documentId, change: row.change }))
  ).slice(0, most);
  if (alike.length === 0) return [];
  const byId = new Map(rows.map((row) => [row.documentId, row]));
  const targets = alike.map(({ id }) => targetOf({ documentId: id }));
  const counts = sees ? await countsOf(db, consultation.id, targets) : new Map();
  const imported = await importedCountsOf(db, consultation.id, targets);
  return alike.flatMap(({ id, similarity, identical }) => {
    const row = byId.get(id);
    if (row === undefined) return [];
    const target = targetOf(row);
    return {
      id,
      number: row.number,
      title: row.title,
      author: row.authorName,
      status: row.status,
      // The same words in another order are not the same to the letter.
      likeness: identical ? 1 : Math.min(similarity, 0.99),
      tally: tallyView(consultation, counts.get(target), imported.get(target), sees),
    };
  });
}
