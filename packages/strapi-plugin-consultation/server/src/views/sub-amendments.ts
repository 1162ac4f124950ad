import { uids } from '../content-types/index.ts';
import type { Strapi } from '../strapi.ts';
import { type AmendmentHead, type AmendmentRow, headFields } from './amendment-row.ts';
import { publicStatuses } from './consultation.ts';

/** Everything public that amends an amendment, by number. */
export async function subAmendmentsOf(
  strapi: Strapi,
  { consultation, documentId }: AmendmentRow
): Promise<readonly AmendmentHead[]> {
  return strapi.db.query(uids.amendment).findMany({
    select: headFields,
    where: { consultation, parent: documentId, status: { $in: publicStatuses() } },
    orderBy: { number: 'asc' },
  });
}
