import type { AmendmentSummary } from 'consultation-core/contract';
import { uids } from '../content-types/index.ts';
import type { Db } from '../store/database.ts';
import type { Strapi } from '../strapi.ts';
import { type AmendmentHead, amendmentSummaries, headFields } from './amendment.ts';
import { publicStatuses } from './consultation.ts';
import type { Reader } from './reader.ts';

/**
 * What became of each public amendment to a version on the way from one to another, by number, whichever of the two is
 * the older one. The newer one's own are not on the way, unless both are the same.
 */
export async function amendmentsOn(
  strapi: Strapi,
  db: Db,
  reader: Reader,
  versions: readonly [number, number]
): Promise<AmendmentSummary[]> {
  const low = Math.min(...versions);
  const high = Math.max(low, Math.max(...versions) - 1);
  const rows: AmendmentHead[] = await strapi.db.query(uids.amendment).findMany({
    select: headFields,
    where: {
      consultation: reader.consultation.id,
      base: { $gte: low, $lte: high },
      status: { $in: publicStatuses() },
    },
    orderBy: { number: 'asc' },
  });
  return amendmentSummaries(db, reader, rows);
}
