import type { AmendmentSummary } from 'consultation-core/contract';
import { uids } from '../content-types/index.ts';
import type { Db } from '../store/database.ts';
import type { Strapi } from '../strapi.ts';
import { type AmendmentHead, amendmentSummaries, headFields } from './amendment.ts';
import { publicStatuses } from './consultation.ts';
import type { Reader } from './reader.ts';

/** What became of each public amendment to one version, by number. */
export async function amendmentsOn(
  strapi: Strapi,
  db: Db,
  reader: Reader,
  base: number
): Promise<AmendmentSummary[]> {
  const rows: AmendmentHead[] = await strapi.db.query(uids.amendment).findMany({
    select: headFields,
    where: { consultation: reader.consultation.id, base, status: { $in: publicStatuses() } },
    orderBy: { number: 'asc' },
  });
  return amendmentSummaries(db, reader, rows);
}
