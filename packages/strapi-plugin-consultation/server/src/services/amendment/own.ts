import { isPublic } from 'consultation-core/amendment';
import { RefusalError } from 'consultation-core/contract';
import { holdAmendment } from '../../store/amendment-links.ts';
import type { Db } from '../../store/database.ts';
import type { Strapi } from '../../strapi.ts';
import { type AmendmentRow, findAmendment } from '../../views/amendment-row.ts';
import type { Reader } from '../../views/reader.ts';

/**
 * An amendment that somebody is about to change, held until the end of the transaction. Whether it is hers is for the
 * rules to say; a draft of somebody else is not there.
 */
export async function ownAmendment(
  strapi: Strapi,
  db: Db,
  reader: Reader,
  id: string
): Promise<AmendmentRow> {
  await holdAmendment(db, id);
  const row = await findAmendment(strapi, reader.consultation.id, id);
  const mine = row !== undefined && row.authorKey === reader.author;
  if (row === undefined || (!isPublic(row.status) && !mine)) throw new RefusalError('not-found');
  return row;
}
