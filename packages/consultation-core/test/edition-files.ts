/** The files of a told consultation: an edition as a folder, and all that a host serves of it. */
import { createHash } from 'node:crypto';
import { neutralOrder } from '../src/consultation/index.ts';
import { writeCsv } from '../src/formats/csv.ts';
import { entryBundle, entryBytes, nodeHash, tilePath } from '../src/log/index.ts';
import type { Source } from '../src/verify/index.ts';
import {
  countQuestion,
  empty,
  type MethodName,
  outcome,
  type PassingRules,
  questionAt,
  tallyOf,
} from '../src/vote/index.ts';
import { type Json, questions, type Story } from './edition.ts';

/** Everything in an edition as lists, before it is written down: what a tamperer can lay hands on. */
export interface Lists {
  journal: Json[];
  checkpoints: Json[];
  ballots: Json[];
  counts: Json[];
  activity: Json[];
  contributions: Json[];
  decisions: Json[];
  versions: Json[];
  orders: Json[];
  consultation: Json;
  keys: string[];
}

export type FileMap = Map<string, Uint8Array>;

const utf8 = (text: string) => new TextEncoder().encode(text);
const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

const localDay = (at: string) =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Europe/Paris',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(at));

function ordersOf(story: Story): Json[] {
  const amendments = [...story.contributions.values()].filter(({ type }) => type === 'amendment');
  const orders: Json[] = [];
  const last = localDay(story.closed ?? story.at);
  const noon = new Date(`${localDay(story.opened)}T12:00:00.000Z`);
  // Nothing is listed of days on which nothing happened.
  const busy = new Set(story.leaves.map(({ entry }) => localDay(entry.at as string)));
  for (; noon.toISOString().slice(0, 10) <= last; noon.setUTCDate(noon.getUTCDate() + 1)) {
    const day = noon.toISOString().slice(0, 10);
    if (!busy.has(day)) continue;
    const items = amendments
      .filter(({ at }) => localDay(at as string) <= day)
      .map(({ id }) => ({ id: id as string }));
    neutralOrder(items, story.seed, day).forEach(({ id }, place) => {
      orders.push({ day, position: place + 1, item: `amendment:${id}` });
    });
  }
  return orders;
}

function countsOf(story: Story): Json[] {
  const name = story.settings.method as MethodName;
  const boxes = [...story.boxes.values()];
  const targets = new Set([...boxes.map(({ target }) => target), ...story.imported.keys()]);
  return [...targets].sort().map((target) => {
    const counts: Record<string, number> = {};
    for (const box of boxes) {
      if (box.target === target) counts[box.choice] = (counts[box.choice] ?? 0) + 1;
    }
    const question = questionAt(questions, target);
    if (question !== undefined) {
      return { target, method: question.method, counts, result: countQuestion(question, counts) };
    }
    const tally = { ...empty(name).counts, ...tallyOf(name, counts).counts };
    const result = outcome(tallyOf(name, tally), story.settings.passing as PassingRules);
    const imported = story.imported.get(target);
    return { target, method: name, counts: tally, outcome: result, ...(imported && { imported }) };
  });
}

function activityOf(story: Story): Json[] {
  const hours = new Map<string, Record<string, number>>();
  for (const { entry, content } of story.leaves) {
    if (entry.kind !== 'ballot' || content === undefined) continue;
    const place = `${content.target} ${entry.at}`;
    const acts = hours.get(place) ?? { cast: 0, changed: 0, withdrawn: 0 };
    hours.set(place, acts);
    acts[content.act as string] = (acts[content.act as string] ?? 0) + 1;
  }
  return [...hours].sort().map(([place, acts]) => {
    const [target, hour] = place.split(' ');
    return { target, hour, ...acts };
  });
}

/** The lists of an honest edition. */
export function listsOf(story: Story): Lists {
  const closes = (story.settings.phases as { closesAt: string }[]).map(({ closesAt }) => closesAt);
  const over = story.closed !== null || story.at >= (closes.sort().at(-1) as string);
  const sealed = story.settings.counts === 'at-close' && !over;
  const hidden = (subject: unknown) => story.contributions.get(subject as string)?.hidden != null;
  const kinds = ['amendment-submitted', 'amendment-edited', 'argument-published'];
  const journal = story.leaves.map(({ entry, content, nonce }, index): Json => {
    if (content === undefined || nonce === undefined) return { entry, index };
    if (sealed && entry.kind === 'ballot') return { entry, index, withheld: 'sealed' };
    if (kinds.includes(entry.kind as string) && story.erased.has(entry.subject as string)) {
      return { entry, index, withheld: 'erased' };
    }
    if (kinds.includes(entry.kind as string) && hidden(entry.subject)) {
      return { entry, index, withheld: 'hidden' };
    }
    return { content, entry, index, nonce: Buffer.from(nonce).toString('base64url') };
  });
  const ballots = [...story.boxes.values()]
    .map(({ target, voter, choice, hour }) => ({ choice, hour, target, voter }))
    .sort((a, b) => (`${a.target} ${a.voter}` < `${b.target} ${b.voter}` ? -1 : 1));
  return copy({
    journal: journal.map((line) => ({ ...line, entry: sorted(line.entry as Json) })),
    checkpoints: story.notary.checkpoints.map(({ at, note, size }) => ({ at, note, size })),
    ballots: sealed ? [] : ballots,
    counts: sealed ? [] : countsOf(story),
    activity: sealed ? [] : activityOf(story),
    contributions: [...story.contributions].map(([subject, item]) =>
      item.hidden === null && !story.erased.has(subject)
        ? item
        : { ...item, title: item.title === null ? null : '', text: '', author: '' }
    ),
    decisions: story.decisions,
    versions: story.versions,
    orders: ordersOf(story),
    consultation: {
      id: story.id,
      slug: story.slug,
      title: `Consultation ${story.slug}`,
      language: 'fr',
      origin: story.origin,
      size: story.leaves.length,
      at: story.at,
      final: over,
      sealed,
      seed: story.seed,
    },
    keys: [...story.notary.keys()],
  });
}

/** Names in order at every depth, as canonical JSON has them. */
export function sorted<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(sorted) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)])
  ) as Value;
}

const columns: Readonly<Record<string, readonly string[]>> = {
  ballots: ['choice', 'hour', 'target', 'voter'],
  counts: ['target', 'choice', 'count'],
  activity: ['target', 'hour', 'cast', 'changed', 'withdrawn'],
  contributions: [
    'type',
    'id',
    'number',
    'article',
    'target',
    'stance',
    'status',
    'title',
    'text',
    'author',
    'at',
  ],
  decisions: ['index', 'at', 'kind', 'subject', 'status', 'rule', 'reason'],
  orders: ['day', 'position', 'item'],
};

function tableOf(name: string, lists: Lists): string {
  const names = columns[name] as readonly string[];
  const list = lists[name as 'ballots'];
  const rows =
    name === 'counts'
      ? list.flatMap(({ target, counts }) =>
          Object.entries(counts as Json).map(([choice, count]) => [target, choice, count])
        )
      : list.map((record) => names.map((column) => record[column] ?? null));
  return writeCsv(names, rows as string[][], { spreadsheet: true });
}

/** Writes the lists down, with sums that fit whatever is in them. */
export function filesOf(lists: Lists): FileMap {
  const files: FileMap = new Map();
  const lines = (list: readonly Json[]) => list.map((one) => `${JSON.stringify(one)}\n`).join('');
  for (const name of [
    'journal',
    'checkpoints',
    'ballots',
    'counts',
    'activity',
    'contributions',
    'decisions',
    'versions',
    'orders',
  ] as const) {
    files.set(`${name}.ndjson`, utf8(lines(lists[name])));
    if (name in columns) files.set(`${name}.csv`, utf8(tableOf(name, lists)));
  }
  return withSums(files, lists);
}

/** The manifest and the sums of files as they now are. */
export function withSums(
  files: FileMap,
  { consultation, keys }: Pick<Lists, 'consultation' | 'keys'>
): FileMap {
  const resources = [...files]
    .filter(([path]) => path !== 'datapackage.json' && path !== 'SHA256SUMS')
    .map(([path, bytes]) => ({
      name: path.replace('.', '-'),
      path,
      format: path.split('.').at(-1),
      bytes: bytes.length,
      hash: `sha256:${sum(bytes)}`,
      schema: { fields: [] },
    }));
  const manifest = { name: consultation.slug, resources, consultation, journal: { keys } };
  files.set('datapackage.json', utf8(JSON.stringify(manifest)));
  const listed = [...files].filter(([path]) => path !== 'SHA256SUMS');
  files.set('SHA256SUMS', utf8(listed.map(([path, bytes]) => `${sum(bytes)}  ${path}\n`).join('')));
  return files;
}

/** Files in memory, in pieces of a size that suits nobody. */
export function sourceOf(files: ReadonlyMap<string, Uint8Array>, piece = 1_000): Source {
  return {
    name: 'memory',
    open: async (path) => {
      const bytes = files.get(path);
      if (bytes === undefined) return null;
      return (async function* () {
        for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
      })();
    },
  };
}

/** All that a host serves: editions, and the live log with its tiles. */
export function siteOf(edition: FileMap, name: string, live: Story): FileMap {
  const site: FileMap = new Map();
  const files = [...edition].map(([path, bytes]) => ({
    name: path,
    bytes: bytes.length,
    sha256: sum(bytes),
    rows: null,
  }));
  site.set(
    'editions.json',
    utf8(JSON.stringify([{ name, at: live.at, size: 0, final: false, files }]))
  );
  for (const [path, bytes] of edition) site.set(`editions/${name}/${path}`, bytes);
  const { checkpoints } = live.notary;
  site.set('log/checkpoint', utf8(checkpoints.at(-1)?.note ?? ''));
  site.set('log/keys.json', utf8(JSON.stringify({ keys: live.notary.keys() })));
  const entries = live.leaves.map(({ entry }) => entryBytes(entry as never));
  let row: readonly Uint8Array[] = live.hashes;
  for (let level = 0; row.length > 0; level += 1) {
    for (let n = 0; n * 256 < row.length; n += 1) {
      const hashes = row.slice(n * 256, n * 256 + 256);
      const width = hashes.length < 256 ? hashes.length : undefined;
      site.set(`log/${tilePath(level, n, width)}`, Buffer.concat(hashes));
      if (level > 0) continue;
      const bundle = entryBundle(entries.slice(n * 256, n * 256 + 256));
      site.set(`log/${tilePath('entries', n, width)}`, bundle);
    }
    const next: Uint8Array[] = [];
    for (let n = 0; (n + 1) * 256 <= row.length; n += 1) {
      let level8 = row.slice(n * 256, n * 256 + 256);
      while (level8.length > 1) {
        level8 = Array.from({ length: level8.length / 2 }, (_, pair) =>
          nodeHash(level8[pair * 2] as Uint8Array, level8[pair * 2 + 1] as Uint8Array)
        );
      }
      next.push(level8[0] as Uint8Array);
    }
    row = next;
  }
  return site;
}
