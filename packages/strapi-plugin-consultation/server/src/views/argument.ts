import { neutralOrder } from 'consultation-core/consultation';
import type { ArgumentsView, ArgumentView } from 'consultation-core/contract';
import { uids } from '../content-types/index.ts';
import { instant } from '../store/consultation.ts';
import type { Strapi } from '../strapi.ts';
import { dayOf } from './day.ts';
import { hiddenView } from './hidden.ts';
import type { Reader } from './reader.ts';

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

/** Words of a hidden argument are shown to staff only. */
export function argumentView(row: ArgumentRow, me: string | null, staff = false): ArgumentView {
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
  };
}

export async function argumentViewOf(
  strapi: Strapi,
  reader: Reader,
  id: string
): Promise<ArgumentView | undefined> {
  const row = await strapi.db
    .query(uids.argument)
    .findOne({ where: { documentId: id, consultation: reader.consultation.id } });
  return row === null ? undefined : argumentView(row, reader.author);
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
  const byId = new Map(rows.map((row) => [row.documentId, row]));
  const views = (wanted: readonly string[]) =>
    wanted.flatMap((id) => {
      const row = byId.get(id);
      return row === undefined ? [] : [argumentView(row, author, staff)];
    });
  return {
    for: { total: sides.for.total, items: views(sides.for.ids) },
    against: { total: sides.against.total, items: views(sides.against.ids) },
  };
}
