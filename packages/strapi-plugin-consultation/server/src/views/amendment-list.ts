import { isPublic } from 'consultation-core/amendment';
import { neutralOrder, orderAlgorithm } from 'consultation-core/consultation';
import { RefusalError } from 'consultation-core/contract';
import { uids } from '../content-types/index.ts';
import type { Db } from '../store/database.ts';
import type { Strapi } from '../strapi.ts';
import { type AmendmentHead, amendmentSummaries, headFields } from './amendment.ts';
import { publicStatuses } from './consultation.ts';
import { dayOf } from './day.ts';
import type { Reader } from './reader.ts';

export interface AmendmentFilter {
  readonly page: number;
  readonly pageSize: number;
  readonly article?: string | undefined;
  readonly status?: AmendmentHead['status'] | undefined;
  readonly search?: string | undefined;
  readonly order: 'neutral' | 'number' | 'latest';
  readonly mine?: boolean | undefined;
}

/** What the neutral order of a list was computed from. */
export function orderOf({ consultation, at }: Reader) {
  return {
    algorithm: orderAlgorithm,
    seed: consultation.orderSeed,
    day: dayOf(at, consultation.timeZone),
  };
}

function conditions(reader: Reader, filter: AmendmentFilter): object[] {
  const { article, status, search, mine } = filter;
  const all: object[] = [{ consultation: reader.consultation.id }];
  if (mine === true) {
    if (reader.author === null) throw new RefusalError('sign-in-needed');
    all.push({ authorKey: reader.author });
  }
  if (status !== undefined && (mine === true || isPublic(status))) all.push({ status });
  else if (status !== undefined) all.push({ status: { $in: [] } });
  else if (mine !== true) all.push({ status: { $in: publicStatuses() } });
  if (article !== undefined) all.push({ article });
  if (search !== undefined && search !== '') {
    // Words that are out of sight are not found either.
    all.push({ hiddenAt: { $null: true } });
    all.push({ $or: [{ title: { $containsi: search } }, { authorName: { $containsi: search } }] });
  }
  return all;
}

/** A page of amendments. The neutral order needs the ids of all that match, and only those; then the page is read. */
export async function amendmentPage(
  strapi: Strapi,
  db: Db,
  reader: Reader,
  filter: AmendmentFilter
) {
  const query = strapi.db.query(uids.amendment);
  const where = { $and: conditions(reader, filter) };
  const { page, pageSize, order } = filter;
  const offset = (page - 1) * pageSize;
  let total: number;
  let rows: AmendmentHead[];
  if (order === 'neutral') {
    const all: { documentId: string }[] = await query.findMany({ select: ['documentId'], where });
    total = all.length;
    const { seed, day } = orderOf(reader);
    const ids = neutralOrder(
      all.map(({ documentId: id }) => ({ id })),
      seed,
      day
    )
      .slice(offset, offset + pageSize)
      .map(({ id }) => id);
    const found: AmendmentHead[] =
      ids.length === 0
        ? []
        : await query.findMany({ select: headFields, where: { documentId: { $in: ids } } });
    const byId = new Map(found.map((row) => [row.documentId, row]));
    rows = ids.flatMap((id) => byId.get(id) ?? []);
  } else {
    total = await query.count({ where });
    rows = await query.findMany({
      select: headFields,
      where,
      orderBy:
        order === 'number' ? { number: 'asc' } : [{ submittedAt: 'desc' }, { number: 'desc' }],
      limit: pageSize,
      offset,
    });
  }
  return { total, items: await amendmentSummaries(db, reader, rows) };
}

export interface StaffFilter {
  readonly page: number;
  readonly pageSize: number;
  readonly article?: string | undefined;
  readonly status?: AmendmentHead['status'] | undefined;
  readonly search?: string | undefined;
  readonly hidden?: boolean | undefined;
}

/** A page of amendments by number, hidden ones included; drafts belong to their authors alone. */
export async function staffAmendmentPage(
  strapi: Strapi,
  db: Db,
  reader: Reader,
  filter: StaffFilter
) {
  const { page, pageSize, article, status, search, hidden } = filter;
  const statuses = publicStatuses().filter((one) => status === undefined || one === status);
  const all: object[] = [{ consultation: reader.consultation.id, status: { $in: statuses } }];
  if (article !== undefined) all.push({ article });
  if (hidden !== undefined) all.push({ hiddenAt: hidden ? { $notNull: true } : { $null: true } });
  if (search !== undefined && search !== '') {
    all.push({ $or: [{ title: { $containsi: search } }, { authorName: { $containsi: search } }] });
  }
  const query = strapi.db.query(uids.amendment);
  const where = { $and: all };
  const rows: AmendmentHead[] = await query.findMany({
    select: headFields,
    where,
    orderBy: { number: 'asc' },
    limit: pageSize,
    offset: (page - 1) * pageSize,
  });
  return {
    total: await query.count({ where }),
    items: await amendmentSummaries(db, reader, rows, true),
  };
}
