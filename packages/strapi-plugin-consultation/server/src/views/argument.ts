import { neutralOrder } from 'consultation-core/consultation';
import type { ArgumentsView, ArgumentView, Receipt } from 'consultation-core/contract';
import { uids } from '../content-types/index.ts';
import { instant } from '../store/consultation.ts';
import { type Db, database } from '../store/database.ts';
import type { Strapi } from '../strapi.ts';
import { dayOf } from './day.ts';
import { hiddenView } from './hidden.ts';
import type { Reader } from './reader.ts';
import { receiptsOf } from './receipts.ts';

export interface ArgumentRow {
  readonly documentId: string;
  readonly consultation: string;
  readonly target: string;
  readonly stance: 'for' | 'against';
  readonly authorName: string;
  readonly authorKey: string;
  readonly text: string;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  readonly submittedAt: unknown;
  readonly hiddenRule: string | null;
  readonly hiddenReason: string | null;
  readonly hiddenAt: unknown;
}

const subjectOf = ({ documentId }: Pick<ArgumentRow, 'documentId'>) => `argument:${documentId}`;

/** Receipts of those that are somebody's own. */
export function ownReceipts(
  db: Db,
  consultation: string,
  rows: readonly ArgumentRow[],
  me: string | null
): Promise<ReadonlyMap<string, Receipt>> {
  const own = rows.filter(({ authorKey }) => authorKey === me);
  return receiptsOf(db, consultation, own.map(subjectOf));
}

/** Words of a hidden argument are shown to staff only. */
export function argumentView(
  row: ArgumentRow,
  me: string | null,
  staff = false,
  receipts: ReadonlyMap<string, Receipt> = new Map()
): ArgumentView {
  const receipt = receipts.get(subjectOf(row));
  const hidden = hiddenView(row);
  const shown = hidden === null || staff;
  return {
    id: row.documentId,
    target: row.target,
    stance: row.stance,
    author: row.authorName,
    text: shown ? row.text : '',
    sources: shown ? row.sources.map(({ title, url }) => ({ title, url })) : [],
    at: instant(row.submittedAt),
    hidden,
    mine: me !== null && row.authorKey === me,
    ...(receipt !== undefined && { receipt }),
  };
}

export async function argumentViewOf(
  strapi: Strapi,
  db: Db,
  reader: Reader,
  id: string
): Promise<ArgumentView | undefined> {
  const row = await strapi.db
    .query(uids.argument)
    .findOne({ where: { documentId: id, consultation: reader.consultation.id } });
  if (row === null) return undefined;
  const receipts = await ownReceipts(db, reader.consultation.id, [row], reader.author);
  return argumentView(row, reader.author, false, receipts);
}

/** One page of each side of a target, in the neutral order of the day. */
export async function argumentsView(
  strapi: Strapi,
  reader: Reader,
  target: string,
  page: { readonly page: number; readonly pageSize: number },
  staff = false
): Promise<ArgumentsView> {
  const { consultation, at, author } = reader;
  const query = strapi.db.query(uids.argument);
  const all: { documentId: string; stance: 'for' | 'against' }[] = await query.findMany({
    select: ['documentId', 'stance'],
    where: { consultation: consultation.id, target },
  });
  const day = dayOf(at, consultation.timeZone);
  const from = (page.page - 1) * page.pageSize;
  const side = (stance: 'for' | 'against') => {
    const items = all.filter((row) => row.stance === stance).map(({ documentId: id }) => ({ id }));
    const ids = neutralOrder(items, consultation.orderSeed, day)
      .slice(from, from + page.pageSize)
      .map(({ id }) => id);
    return { total: items.length, ids };
  };
  const sides = { for: side('for'), against: side('against') };
  const ids = [...sides.for.ids, ...sides.against.ids];
  const rows: ArgumentRow[] =
    ids.length === 0
      ? []
      : await query.findMany({
          where: { documentId: { $in: ids }, consultation: consultation.id },
        });
  const receipts = await ownReceipts(await database(strapi), consultation.id, rows, author);
  const byId = new Map(rows.map((row) => [row.documentId, row]));
  const views = (wanted: readonly string[]) =>
    wanted.flatMap((id) => {
      const row = byId.get(id);
      return row === undefined ? [] : [argumentView(row, author, staff, receipts)];
    });
  return {
    for: { total: sides.for.total, items: views(sides.for.ids) },
    against: { total: sides.against.total, items: views(sides.against.ids) },
  };
}
