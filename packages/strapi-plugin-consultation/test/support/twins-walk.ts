import type { Server } from './process.ts';
import { linksOf, look, type Onlooker, type Seen, seenOf } from './twins.ts';

/** A walk of one onlooker: what both databases answered under each address, in the order it was asked. */
export interface Pair {
  readonly path: string;
  readonly onlooker: string;
  readonly language: 'fr' | 'en';
  readonly seen: readonly [Seen, Seen];
}
type Twins = readonly [Server, Server];

/** The same act has another code in each of the two: `{2}` stands for the code of the third. */
const coded = (path: string, codes: Facts['codes'], side: number) =>
  path.replaceAll(/\{(\d+)\}/g, (_, number) => codes[side as 0 | 1][Number(number)] as string);

/** The other way round, for a link on a page of the first. */
const uncoded = (path: string, [codes]: Facts['codes']) =>
  codes.reduce((link, code, number) => link.replaceAll(code, `{${number}}`), path);

async function both(
  twins: Twins,
  path: string,
  onlooker: Onlooker,
  language: 'fr' | 'en',
  codes?: Facts['codes']
): Promise<Pair> {
  const [a, b] = await Promise.all(
    twins.map((twin, side) =>
      look(twin, codes ? coded(path, codes, side) : path, onlooker, language)
    )
  );
  if (a === undefined || b === undefined) throw new Error('Two answers were asked for.');
  return { path, onlooker: onlooker.name, language, seen: [seenOf(a), seenOf(b)] };
}

const isPage = ({ headers }: Seen) => /html/.test(String(headers['content-type']));

/**
 * Follows every link of the pages from some addresses on, and no address that `skip` names. Only the first of the two
 * databases is read for links; where the other one has others, the pages themselves differ.
 */
export async function crawl(
  twins: Twins,
  starts: readonly string[],
  onlooker: Onlooker,
  options: {
    language: 'fr' | 'en';
    follow: (path: string) => boolean;
    most: number;
    /** A voter is led to her own receipts, which have other codes in the other database. */
    codes: Facts['codes'];
  }
): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  const known = new Set(starts);
  for (const path of known) {
    if (pairs.length >= options.most) throw new Error(`More than ${options.most} pages.`);
    const pair = await both(twins, path, onlooker, options.language, options.codes);
    pairs.push(pair);
    const [{ headers, bytes }] = pair.seen;
    const next = isPage(pair.seen[0]) ? linksOf(bytes.toString('utf8'), path) : [];
    const { location } = headers;
    for (const link of typeof location === 'string' ? [...next, location] : next) {
      if (options.follow(link)) known.add(uncoded(link, options.codes));
    }
  }
  return pairs;
}

/** Asks each address once. */
export async function visit(
  twins: Twins,
  paths: readonly string[],
  onlooker: Onlooker,
  language: 'fr' | 'en',
  codes?: Facts['codes']
): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (const path of paths) pairs.push(await both(twins, path, onlooker, language, codes));
  return pairs;
}

export interface Facts {
  readonly place: { readonly id: string; readonly slug: string };
  readonly amendments: readonly string[];
  readonly models: readonly { uid: string; kind: string }[];
  /** Document ids and row ids by model. */
  readonly rows: Readonly<Record<string, readonly string[]>>;
  /** Codes of receipts that both databases have, whatever they stand for. */
  readonly codes: readonly [readonly string[], readonly string[]];
}

/** What stands in the place of a parameter of a route; several where there is more than one kind of thing. */
function valuesOf(name: string, path: string, facts: Facts): readonly string[] {
  const { place, amendments, models } = facts;
  const ours = models
    .map(({ uid }) => uid)
    .filter((uid) => uid.startsWith('plugin::consultation.'));
  const values: Readonly<Record<string, readonly string[]>> = {
    ':slug': [place.slug],
    ':number': ['1', 'latest'],
    ':article': ['art1', 'art2'],
    ':question': ['q1', 'q2', 'q3', 'q4'],
    ':target': ['article:art1', 'question:q3'],
    ':amendment': amendments,
    ':collision': ['0'.repeat(32)],
    ':code': ['{0}', '{2}', '{5}', '{12}'],
    ':model': ours,
    ':uid': ours,
    ':contentType': ours,
    ':id': path.startsWith('/api/consultation')
      ? amendments
      : path.startsWith('/consultation/')
        ? [place.id]
        : ['1', '2'],
  };
  return values[name] ?? ['1'];
}

/** Every address that the GET routes of the server make of these facts. */
export function addressesOf(
  routes: readonly { verb: string; path: string }[],
  facts: Facts
): readonly string[] {
  const found = new Set<string>();
  for (const { verb, path } of routes) {
    // The pages and the files below a star are walked by their links.
    if (verb !== 'GET' || /[(*]/.test(path)) continue;
    let filled: readonly string[] = [path];
    for (const [name] of path.matchAll(/:[A-Za-z]+/g)) {
      filled = filled.flatMap((one) => {
        const model = /collection-types\/([^/]+)\/:id/.exec(one)?.[1];
        const values =
          name === ':id' && model !== undefined
            ? (facts.rows[model] ?? ['1'])
            : valuesOf(name, path, facts);
        return values.map((value) => one.replace(name, value));
      });
    }
    for (const one of filled) found.add(one);
  }
  return [...found].sort();
}

/** Orders, pages and filters of lists, which could say what the lists themselves do not. */
export function queriesOf({ place, amendments, models }: Facts): readonly string[] {
  const api = `/api/consultation/consultations/${place.slug}`;
  const lists: string[] = [];
  for (const order of ['neutral', 'number', 'latest']) {
    for (const rest of [
      '',
      '&page=2&pageSize=1',
      '&status=submitted',
      '&article=art1',
      '&search=Sooner',
    ]) {
      lists.push(`${api}/amendments?order=${order}${rest}`);
    }
  }
  for (const target of ['article:art1', ...amendments.map((id) => `amendment:${id}`)]) {
    lists.push(`${api}/arguments?target=${target}`, `${api}/arguments?target=${target}&pageSize=1`);
  }
  for (const language of ['fr', 'en']) {
    const page = `/consultations/${language}/${place.slug}`;
    for (const number of [0, 3, 7, 12]) {
      lists.push(`${page}/check?code={${number}}`, `${page}/receipts/{${number}}.tlog-proof`);
    }
  }
  lists.push(`${api}/comparison?from=1&to=1`, '/api/consultation/consultations?pageSize=1');
  const staff = `/consultation/consultations/${place.id}`;
  for (const rest of ['hidden=true', 'status=submitted', 'search=Sooner', 'pageSize=1&page=2']) {
    lists.push(`${staff}/amendments?${rest}`);
  }
  for (const rest of ['show=hidden', 'type=argument', 'type=amendment&pageSize=1']) {
    lists.push(`${staff}/moderation?${rest}`);
  }
  const manager = '/content-manager/collection-types';
  for (const { uid } of models.filter(({ uid: one }) => one.startsWith('plugin::consultation.'))) {
    for (const sort of ['id:ASC', 'updatedAt:DESC', 'createdAt:ASC']) {
      lists.push(`${manager}/${uid}?page=1&pageSize=50&sort=${sort}`);
    }
  }
  return lists;
}
