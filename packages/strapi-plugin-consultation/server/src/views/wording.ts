import type { Change } from 'consultation-core/change';
import type { PublicWording } from 'consultation-core/contract';
import type { Body } from 'consultation-core/text';
import { uids } from '../content-types/index.ts';
import { instant } from '../store/consultation.ts';
import type { Strapi } from '../strapi.ts';
import type { AmendmentRow } from './amendment-row.ts';
import type { Ground } from './ground.ts';
import { instructionOf } from './instruction.ts';
import { mutable } from './mutable.ts';

export interface WordingRow {
  readonly documentId: string;
  readonly number: number;
  readonly state: PublicWording['state'];
  readonly change: Change;
  readonly before: Body;
  readonly after: Body;
  readonly note: string | null;
  readonly reply: string | null;
  readonly at: unknown;
}

/** What staff have shown to the author, oldest first. */
export async function publicWordings(
  strapi: Strapi,
  { consultation, documentId }: AmendmentRow
): Promise<readonly WordingRow[]> {
  return strapi.db.query(uids.wording).findMany({
    where: {
      consultation,
      amendment: documentId,
      state: { $in: ['public', 'accepted', 'refused'] },
    },
    orderBy: { number: 'asc' },
  });
}

export function wordingView(
  row: WordingRow,
  { body }: Ground,
  language: 'fr' | 'en'
): PublicWording {
  return {
    number: row.number,
    state: row.state,
    change: mutable(row.change),
    after: mutable(row.after),
    instruction: instructionOf(body, row.before, row.change, language),
    note: row.note ?? '',
    reply: row.reply ?? '',
    at: instant(row.at) ?? '',
  };
}
