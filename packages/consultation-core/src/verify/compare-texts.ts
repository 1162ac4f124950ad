import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { neutralOrder } from '../consultation/order.ts';
import { type Bytes, canonicalJson, type Json, orderCommitment } from '../log/index.ts';
import { type Files, isPlain, type Plain, word } from './files.ts';
import type { Fold } from './fold.ts';
import { type Items, sameJson } from './items.ts';
import { isInstant } from './leaf.ts';
import { readList } from './lists.ts';
import type { Manifest } from './manifest.ts';
import type { Notebook } from './notebook.ts';
import type { Details } from './types.ts';

/** Compares `versions.ndjson` with the leaves, and the hash of each body. Answers the articles that there ever were. */
export async function checkVersions(
  files: Files,
  { versions }: Items,
  notebook: Notebook,
  sha256: (bytes: Bytes) => Bytes
): Promise<ReadonlySet<string>> {
  const articles = new Set<string>();
  /** '' for what has no canonical form. */
  const hashOf = (body: unknown[]) => {
    try {
      return bytesToHex(sha256(utf8ToBytes(canonicalJson(body as Json))));
    } catch {
      return '';
    }
  };
  const seen = new Set<number>();
  await readList(
    files,
    notebook,
    'versions',
    (record, line) => {
      notebook.looked('versions');
      const number = typeof record.number === 'number' ? record.number : -1;
      const leaf = versions.get(number);
      if (leaf === undefined || seen.has(number)) {
        notebook.find('version-unknown', { line, number });
        return;
      }
      seen.add(number);
      const { index, data, at } = leaf;
      const differs = (field: string) =>
        notebook.find('version-differs', { line, index, number, field });
      if (word(record, 'title') !== word(data, 'title')) differs('title');
      if (word(record, 'at') !== at) differs('at');
      if (!sameJson(record.computedFrom, data.computedFrom)) differs('computedFrom');
      const body = Array.isArray(record.body) ? record.body : [];
      if (hashOf(body) !== word(data, 'body')) {
        notebook.find('version-body', { line, index, number });
      }
      for (const block of body) {
        if (isPlain(block) && block.rank === 'article') articles.add(word(block, 'id'));
      }
    },
    'none'
  );
  for (const [number, { index }] of versions) {
    if (!seen.has(number)) notebook.find('version-missing', { index, number });
  }
  return articles;
}

/** The day of an instant in a time zone, `YYYY-MM-DD`; UTC where the zone is none; '' where the instant is none. */
function dayIn(timeZone: string): (at: string) => string {
  const days = (zone: string) =>
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
  let format: Intl.DateTimeFormat;
  try {
    format = days(timeZone);
  } catch {
    format = days('UTC');
  }
  return (at) => (Number.isNaN(Date.parse(at)) ? '' : format.format(new Date(at)));
}

/** Lists of amendments by day, from the opening to the close or to the edition. */
function dailyLists(fold: Fold, seed: string, until: string) {
  const { rules, items } = fold;
  const day = dayIn(rules.settings()?.timeZone ?? 'UTC');
  const amendments = [...items.items.values()]
    .filter(({ type }) => type === 'amendment')
    .map(({ subject, at }) => ({ id: subject.slice('amendment:'.length), day: day(at) }));
  const first = day(rules.openedAt());
  const last = day(until);
  const isWithin = (one: string) => one >= first && one <= last;
  const begins = amendments.map((item) => item.day).sort()[0];
  return {
    isWithin,
    /** Days on which something happened and there was something to be listed; they have to be there. */
    needed: [...new Set(fold.moments().map(day))]
      .filter((one) => isWithin(one) && begins !== undefined && one >= begins)
      .sort(),
    listOf: (one: string) =>
      neutralOrder(
        amendments.filter((item) => item.day <= one),
        seed,
        one
      ).map(({ id }) => `amendment:${id}`),
  };
}

/**
 * Whether the published seed is the one that was committed to before the opening, and whether the list of each day
 * stands in the order that it gives.
 */
export async function checkOrders(
  files: Files,
  fold: Fold,
  begun: Plain,
  manifest: Manifest,
  notebook: Notebook,
  sha256: (bytes: Bytes) => Bytes
): Promise<void> {
  const { seed } = manifest;
  const order = isPlain(begun.order) ? begun.order : {};
  if (seed === null) {
    notebook.find('seed-missing');
  } else if (orderCommitment(seed, sha256) !== word(order, 'commitment')) {
    notebook.find('seed-differs', { expected: word(order, 'commitment') });
  }
  const { rules } = fold;
  const until = rules.state() === 'closed' ? rules.closedAt() : manifest.at;
  const lists =
    seed === null || rules.openedAt() === '' || !isInstant(until)
      ? null
      : dailyLists(fold, seed, until);
  const needed = lists?.needed ?? [];
  // One that is out of its place puts all others of its day out of theirs: one finding for each day.
  const told = new Set<string>();
  const find = (day: string, details: Details = {}) => {
    if (!told.has(day)) notebook.find('order-differs', { day, ...details });
    told.add(day);
  };
  let next = 0;
  let today = '';
  let list: readonly string[] = [];
  let position = 0;
  /** Ends a day, and every day before the one that comes now. */
  const turn = (day: string) => {
    if (position < list.length)
      find(today, { position: position + 1, expected: String(list[position]) });
    for (; next < needed.length && (needed[next] as string) < day; next += 1)
      find(needed[next] as string);
    if (needed[next] === day) next += 1;
    if (day <= today) find(day);
    [today, position] = [day, 0];
    list = lists?.isWithin(day) ? lists.listOf(day) : [];
  };
  await readList(files, notebook, 'orders', (record, line) => {
    notebook.looked('orders');
    const day = word(record, 'day');
    if (day !== today) turn(day);
    const found = word(record, 'item');
    const expected = list[position] ?? '';
    position += 1;
    if (record.position !== position || found !== expected || expected === '') {
      find(day, { line, position, expected, found });
    }
  });
  turn('9999-12-31');
}
