import type { ResponseOf, staffModerationQueue } from 'consultation-core/contract';
import { blockText } from 'consultation-core/text';
import { uids } from '../content-types/index.ts';
import { contributions, type QueueFilter } from '../store/amendment.ts';
import type { FullConsultation } from '../store/consultation.ts';
import type { Db } from '../store/database.ts';
import type { Strapi } from '../strapi.ts';
import { type AmendmentRow, amendmentSummaries } from './amendment.ts';
import { type ArgumentRow, argumentView } from './argument.ts';
import { publicStatuses } from './consultation.ts';
import { labelsOf } from './labels.ts';
import { mutable } from './mutable.ts';
import type { Reader } from './reader.ts';

/** As much of an amendment as a moderator needs to judge it: what it says, then why. */
function excerpt({ after, before, justification }: AmendmentRow): string {
  const old = new Set(before.map((block) => JSON.stringify(block)));
  const words = after.filter((block) => !old.has(JSON.stringify(block))).map(blockText);
  return [...words, ...justification.map(blockText)].join('\n\n').slice(0, 2_000);
}

export async function moderationQueue(
  strapi: Strapi,
  db: Db,
  reader: Reader & { readonly consultation: FullConsultation },
  filter: QueueFilter
): Promise<ResponseOf<typeof staffModerationQueue>> {
  const { consultation } = reader;
  const { total, items } = await contributions(db, consultation.id, publicStatuses(), filter);
  const ids = (type: string) => items.flatMap((item) => (item.type === type ? [item.id] : []));
  const find = (uid: typeof uids.amendment | typeof uids.argument, wanted: readonly string[]) =>
    wanted.length === 0
      ? Promise.resolve([])
      : strapi.db.query(uid).findMany({ where: { documentId: { $in: [...wanted] } } });
  const amendments: AmendmentRow[] = await find(uids.amendment, ids('amendment'));
  const opinions: ArgumentRow[] = await find(uids.argument, ids('argument'));
  const summaries = await amendmentSummaries(db, reader, amendments, true);
  const label = await labelsOf(
    strapi,
    db,
    consultation.id,
    opinions.map(({ target }) => target)
  );
  const rows = new Map<string, ResponseOf<typeof staffModerationQueue>['items'][number]>();
  amendments.forEach((row, index) => {
    const item = summaries[index];
    if (item !== undefined) {
      rows.set(`amendment:${row.documentId}`, { type: 'amendment', item, excerpt: excerpt(row) });
    }
  });
  for (const row of opinions) {
    rows.set(`argument:${row.documentId}`, {
      type: 'argument',
      item: argumentView(row, null, true),
      label: label(row.target),
    });
  }
  return {
    total,
    charter: mutable(consultation.charter),
    items: items.flatMap(({ type, id }) => rows.get(`${type}:${id}`) ?? []),
  };
}
