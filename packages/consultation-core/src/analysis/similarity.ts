import type { Change } from '../change/types.ts';
import { type Fingerprint, fingerprintOf, type PlaceOf, similarAlgorithm } from './fingerprint.ts';

export { type Fingerprint, fingerprintOf, type PlaceOf, similarAlgorithm } from './fingerprint.ts';

/**
 * Two proposals are nearly the same when, of all the words that either of them puts in or takes out, at least four in
 * five are put in or taken out by both, at the same places; and when that is so, too, of the words put in alone (so
 * that to delete an alinea is never nearly the same as to put another in its place). A place, a sign, a move counts as
 * a word. What both leave alone does not count at all.
 */
export const nearlySame = 0.8;

/** A change and a name for whoever wants it. */
export interface ProposedChange {
  readonly id: string;
  readonly change: Change;
}

/** Proposals of one and the same wording. */
export interface Wording {
  /** Sorted. */
  readonly ids: readonly string[];
  /** How much of it is the same as in the first wording of the cluster, from 0 to 1. */
  readonly similarity: number;
}

/**
 * Proposals that are all nearly the same as the first wording: the one that most people propose word for word, or else
 * the one that most others are near to. Further wordings by their similarity.
 */
export interface Cluster {
  readonly wordings: readonly Wording[];
  /** Proposals in it. */
  readonly size: number;
}

export interface Clustered {
  readonly algorithm: typeof similarAlgorithm;
  readonly threshold: number;
  /** Every proposal is in one of them, also who stands alone. The largest first. */
  readonly clusters: readonly Cluster[];
}

type Sorted = ArrayLike<string | number>;

/** Share of common values of two sorted lists without repetitions, or 0 when it stays below `least`. */
function overlap(a: Sorted, b: Sorted, least = 0): number {
  const total = a.length + b.length;
  if (total === 0) return 1;
  // How many values may be in one list only.
  let spare = total - 2 * Math.ceil((least * total) / (1 + least) - 1e-9);
  let [i, j, count] = [0, 0, 0];
  while (i < a.length && j < b.length && spare >= 0) {
    const [left, right] = [a[i] as string, b[j] as string];
    if (left === right) count += 1;
    else spare -= 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  const found = count / (total - count);
  return spare >= 0 && found >= least ? found : 0;
}

/**
 * How much of what two changes do is the same, from 0 to 1. Symmetric. 1 also for the same words in another order,
 * which is not the same wording.
 */
export function similarity(a: Fingerprint, b: Fingerprint): number {
  return a.key === b.key ? 1 : Math.min(overlap(a.all, b.all), overlap(a.put, b.put));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Which of the others are nearly the same as one, the most similar first. Linear in the number of others. */
export function similarTo(
  one: ProposedChange,
  others: readonly ProposedChange[],
  threshold = nearlySame,
  placeOf?: PlaceOf
): readonly { readonly id: string; readonly similarity: number; readonly identical: boolean }[] {
  const own = fingerprintOf(one.change, placeOf);
  return others
    .flatMap(({ id, change }) => {
      if (id === one.id) return [];
      const print = fingerprintOf(change, placeOf);
      const found = similarity(own, print);
      return found < threshold ? [] : [{ id, similarity: found, identical: print.key === own.key }];
    })
    .sort(
      (a, b) =>
        Number(b.identical) - Number(a.identical) ||
        b.similarity - a.similarity ||
        compare(a.id, b.id)
    );
}

/** A wording with the proposals that have it. Its features are numbers, from the rarest to the commonest. */
interface Group {
  readonly key: string;
  readonly ids: string[];
  readonly all: Int32Array;
  readonly put: Int32Array;
}

function groupsOf(items: readonly ProposedChange[], placeOf?: PlaceOf): Group[] {
  const byKey = new Map<string, { print: Fingerprint; ids: string[] }>();
  for (const { id, change } of items) {
    const print = fingerprintOf(change, placeOf);
    const known = byKey.get(print.key);
    if (known) known.ids.push(id);
    else byKey.set(print.key, { print, ids: [id] });
  }
  const counts = new Map<string, number>();
  for (const { print } of byKey.values()) {
    for (const feature of print.all) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => a[1] - b[1] || compare(a[0], b[0]));
  const rank = new Map(sorted.map(([feature], index) => [feature, index]));
  const numbers = (features: readonly string[]) =>
    Int32Array.from(features, (feature) => rank.get(feature) as number).sort();
  return [...byKey.values()].map(({ print: { key, all, put }, ids }) => ({
    key,
    ids: ids.sort(compare),
    all: numbers(all),
    put: numbers(put),
  }));
}

/**
 * How many of its rarest features two wordings must look at: when they overlap by `threshold`, they share one of them
 * (prefix filtering; Chaudhuri, Ganti, Kaushik 2006).
 */
const reach = (length: number, threshold: number) =>
  length === 0 ? 0 : Math.min(length, length - Math.ceil(length * threshold - 1e-9) + 1);

/** Wordings by each of the features that they must look at. */
type Index = Map<number, Group[]>;

function indexOf(groups: readonly Group[], threshold: number): Index {
  const index: Index = new Map();
  for (const group of groups) {
    for (const feature of group.all.subarray(0, reach(group.all.length, threshold))) {
      const list = index.get(feature);
      if (list) list.push(group);
      else index.set(feature, [group]);
    }
  }
  return index;
}

/** Wordings that are nearly the same as one; at most the first `most` that share something rare with it are looked at. */
function nearTo(
  first: Group,
  index: Index,
  threshold: number,
  most = Number.POSITIVE_INFINITY
): readonly { readonly group: Group; readonly value: number }[] {
  const seen = new Set([first]);
  const found: { group: Group; value: number }[] = [];
  for (const feature of first.all.subarray(0, reach(first.all.length, threshold))) {
    for (const group of index.get(feature) ?? []) {
      if (seen.has(group)) continue;
      if (seen.size > most) return found;
      seen.add(group);
      const all = overlap(first.all, group.all, threshold);
      const value = all === 0 ? 0 : Math.min(all, overlap(first.put, group.put, threshold));
      if (value >= threshold) found.push({ group, value });
    }
  }
  return found;
}

/** Enough of the others to see which wording is the most typical. */
const sample = 100;

/** Wordings from the one that most people propose; among equals, from the one that most others are near to. */
function byWeight(groups: readonly Group[], threshold: number): readonly Group[] {
  const sorted = [...groups].sort((a, b) => b.ids.length - a.ids.length || compare(a.key, b.key));
  const index = indexOf(sorted, threshold);
  const near = new Map(
    sorted.map((one) => [
      one,
      nearTo(one, index, threshold, sample).reduce((sum, { group }) => sum + group.ids.length, 0),
    ])
  );
  const nearBy = (group: Group) => near.get(group) as number;
  return sorted.sort((a, b) => b.ids.length - a.ids.length || nearBy(b) - nearBy(a));
}

/**
 * Groups proposals that are the same or nearly the same. Every member is nearly the same as the first wording of its
 * cluster and as that of no cluster formed before it. Does not depend on the order of `items`. Wordings are compared
 * only with those that share something rare with them, equal ones not at all. Throws RangeError for a threshold that is
 * not above 0 and at most 1.
 */
export function clusters(
  items: readonly ProposedChange[],
  threshold = nearlySame,
  placeOf?: PlaceOf
): Clustered {
  if (!(threshold > 0 && threshold <= 1)) throw new RangeError(`No threshold: ${threshold}`);
  const groups = byWeight(groupsOf(items, placeOf), threshold);
  const index = indexOf(groups, threshold);
  const taken = new Set<Group>();
  const found: Cluster[] = [];
  for (const first of groups) {
    if (taken.has(first)) continue;
    // Whoever is taken is looked at no more.
    for (const feature of first.all.subarray(0, reach(first.all.length, threshold))) {
      index.set(
        feature,
        (index.get(feature) as Group[]).filter((group) => !taken.has(group))
      );
    }
    taken.add(first);
    const near = nearTo(first, index, threshold);
    for (const { group } of near) taken.add(group);
    const wordings = near.map(({ group: { ids, key }, value }) => ({
      ids,
      similarity: value,
      key,
    }));
    wordings.sort(
      (a, b) => b.similarity - a.similarity || b.ids.length - a.ids.length || compare(a.key, b.key)
    );
    const all: readonly Wording[] = [
      { ids: first.ids, similarity: 1 },
      ...wordings.map(({ ids, similarity: value }) => ({ ids, similarity: value })),
    ];
    found.push({ wordings: all, size: all.reduce((sum, { ids }) => sum + ids.length, 0) });
  }
  const firstId = ({ wordings }: Cluster) => wordings[0]?.ids[0] ?? '';
  return {
    algorithm: similarAlgorithm,
    threshold,
    clusters: found.sort((a, b) => b.size - a.size || compare(firstId(a), firstId(b))),
  };
}
