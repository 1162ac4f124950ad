import type { getRegister, ResponseOf } from 'consultation-core/contract';
import { uids } from '../content-types/index.ts';
import { instant } from '../store/consultation.ts';
import type { Db } from '../store/database.ts';
import type { Strapi } from '../strapi.ts';
import { summary } from './consultation.ts';
import { labelsOf } from './labels.ts';
import type { Reader } from './reader.ts';

interface Line {
  readonly act: 'hide' | 'restore';
  readonly item: string;
  readonly rule: string | null;
  readonly reason: string;
  readonly decidedAt: unknown;
}

/** What was hidden or restored and why, newest first; an argument is named by what it is about. */
export async function registerView(
  strapi: Strapi,
  db: Db,
  reader: Reader
): Promise<ResponseOf<typeof getRegister>> {
  const { consultation, at } = reader;
  const lines: Line[] = await strapi.db.query(uids.moderation).findMany({
    where: { consultation: consultation.id },
    orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }],
  });
  const argumentIds = lines.flatMap(({ item }) =>
    item.startsWith('argument:') ? [item.slice('argument:'.length)] : []
  );
  const rows: { documentId: string; target: string }[] =
    argumentIds.length === 0
      ? []
      : await strapi.db.query(uids.argument).findMany({
          select: ['documentId', 'target'],
          where: { documentId: { $in: [...new Set(argumentIds)] }, consultation: consultation.id },
        });
  const about = new Map(rows.map(({ documentId, target }) => [`argument:${documentId}`, target]));
  const targets = lines.map(({ item }) => about.get(item) ?? item);
  const label = await labelsOf(strapi, db, consultation.id, targets);
  const entries = lines.map(({ act, item, rule, reason, decidedAt }) => ({
    act,
    target: item,
    label: label(about.get(item) ?? item),
    rule: rule ?? '',
    reason,
    at: instant(decidedAt) ?? '',
  }));
  const latest = new Map<string, (typeof entries)[number]>();
  for (const entry of entries) if (!latest.has(entry.target)) latest.set(entry.target, entry);
  return {
    consultation: await summary(db, consultation, at),
    inForce: [...latest.values()]
      .filter(({ act }) => act === 'hide')
      .map(({ target, label: name, rule, reason, at: since }) => ({
        target,
        label: name,
        rule,
        reason,
        at: since,
      })),
    entries,
  };
}
