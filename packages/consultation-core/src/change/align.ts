import { canonicalBlock } from '../text/canonical.ts';
import type { Block, BlockId, Body } from '../text/types.ts';
import { sameHeadings } from './headings.ts';
import { type Couple, surest } from './pairing.ts';
import { candidatesOf, resemblance, type Wording, wordingsOf } from './resemblance.ts';
import { differences, intern } from './sequence.ts';

/** Part of their words, by letters, that two blocks at the same place must share to be the same. */
const alikeInPlace = 0.5;
/** The same for blocks at different places, and letters that both must have: a short one may stand anywhere. */
const alikeElsewhere = 0.6;
const leastElsewhere = 20;

/** Blocks between two equal ones that are still compared each with each. */
const mostNeighbours = 400;

/** Of two blocks of one type with the same key, one is the other with another id. */
function keyOf(block: Block): string {
  const { id: _, ...rest } = canonicalBlock(block);
  return JSON.stringify(rest);
}

/**
 * `after` with the ids that `before` has for the same blocks; all others keep their own. An id that both have is
 * believed. Then blocks that are equal, in their order; between these such as share half of their words; then blocks
 * that were moved, equal or at least alike; then headings, by what stands below them, by number and by title.
 * Laws: the ids of the result are different from each other; it is equal to `after` in all but ids; a text with fresh
 * ids gets all ids back when its blocks differ from each other. Time grows with the words of both texts, not with the
 * product of their blocks. Throws RangeError when an id occurs twice in one text.
 */
export function carryIds(before: Body, after: Body): Body {
  const places = placesOf(before);
  const own = placesOf(after);
  const known = new Map<number, number>();
  for (const [id, b] of own) {
    const a = places.get(id);
    if (a !== undefined) known.set(b, a);
  }
  const partners = partnersOf(before, after, known);
  return after.map((block, index) => {
    const partner = partners.get(index);
    return partner === undefined || known.has(index)
      ? block
      : { ...block, id: (before[partner] as Block).id };
  });
}

function placesOf(body: Body): ReadonlyMap<BlockId, number> {
  const places = new Map<BlockId, number>();
  for (const [index, { id }] of body.entries()) {
    if (places.has(id)) throw new RangeError(`Two blocks have the id ${id}`);
    places.set(id, index);
  }
  return places;
}

/** Which block of `after` was which of `before`, by their places. */
function partnersOf(
  before: Body,
  after: Body,
  known: ReadonlyMap<number, number>
): ReadonlyMap<number, number> {
  const partners = new Map(known);
  const taken = new Set(known.values());
  const pair = (a: number, b: number) => {
    partners.set(b, a);
    taken.add(a);
  };
  const { wordings, lengths } = wordingsOf([...before, ...after]);
  const old = wordings.slice(0, before.length);
  const now = wordings.slice(before.length);
  const free = (index: number) => !taken.has(index) && before[index]?.type !== 'heading';
  const wanting = (index: number) => !partners.has(index) && after[index]?.type !== 'heading';

  const { pairs, gapsA, gapsB } = inOrder(before, after, known);
  for (const [a, b] of pairs) if (free(a) && wanting(b)) pair(a, b);

  const alike = (a: number, b: number) =>
    before[a]?.type === after[b]?.type
      ? resemblance(old[a] as Wording, now[b] as Wording, lengths)
      : 0;
  const couples: Couple[] = [];
  for (const { a, b } of neighbours(before, after, gapsA, gapsB, free, wanting)) {
    const score = alike(a, b);
    if (score >= alikeInPlace) couples.push({ a, b, score });
  }
  const restA = [...before.keys()].filter(free);
  const restB = [...after.keys()].filter(wanting);
  for (const { a, b } of movedWhole(before, after, restA, restB)) {
    if (heavy(old[a])) couples.push({ a, b, score: 0.99 });
  }
  const candidates = candidatesOf(
    restB.map((index) => now[index] as Wording),
    restA.map((index) => old[index] as Wording)
  );
  for (const [index, list] of candidates.entries()) {
    const b = restB[index] as number;
    for (const candidate of list) {
      const a = restA[candidate] as number;
      const score = alike(a, b);
      const near = gapsA[a] === gapsB[b];
      if (score < (near ? alikeInPlace : alikeElsewhere)) continue;
      // At like places a little less is as sure.
      if (near) couples.push({ a, b, score });
      else if (heavy(old[a]) && heavy(now[b])) couples.push({ a, b, score: score - 0.1 });
    }
  }
  for (const { a, b } of surest(couples)) pair(a, b);

  const headings = sameHeadings(
    before,
    after,
    partners,
    { before: old, after: now },
    known,
    new Map(pairs.map(([a, b]) => [b, a]))
  );
  for (const [b, a] of headings) pair(a, b);
  return partners;
}

const heavy = (wording: Wording | undefined) => (wording?.weight ?? 0) >= leastElsewhere;

/**
 * Equal blocks in an order that both texts have, and for every other block between which two of them it stands (its
 * gap). Blocks of the same id count as equal.
 */
function inOrder(before: Body, after: Body, known: ReadonlyMap<number, number>) {
  const keysA = before.map(keyOf);
  const keysB = after.map(keyOf);
  for (const [b, a] of known) keysA[a] = keysB[b] = `= ${(after[b] as Block).id}`;
  const [a, b] = intern(keysA, keysB) as [Int32Array, Int32Array];
  const pairs: [number, number][] = [];
  const gapsA = new Int32Array(before.length).fill(-1);
  const gapsB = new Int32Array(after.length).fill(-1);
  let x = 0;
  let y = 0;
  const end = { fromA: a.length, toA: a.length, fromB: b.length, toB: b.length };
  for (const [gap, stretch] of [...differences(a, b), end].entries()) {
    for (; x < stretch.fromA; x += 1, y += 1) pairs.push([x, y]);
    gapsA.fill(gap, stretch.fromA, stretch.toA);
    gapsB.fill(gap, stretch.fromB, stretch.toB);
    x = stretch.toA;
    y = stretch.toB;
  }
  return { pairs, gapsA, gapsB };
}

/** All couples of one gap, where there are few of them. */
function* neighbours(
  before: Body,
  after: Body,
  gapsA: Int32Array,
  gapsB: Int32Array,
  free: (index: number) => boolean,
  wanting: (index: number) => boolean
): Generator<{ a: number; b: number }> {
  let x = 0;
  let y = 0;
  while (x < before.length && y < after.length) {
    const gapA = gapsA[x] as number;
    const gapB = gapsB[y] as number;
    if (gapA === -1 || (gapB !== -1 && gapA < gapB)) {
      x += 1;
      continue;
    }
    if (gapB === -1 || gapB < gapA) {
      y += 1;
      continue;
    }
    const as: number[] = [];
    const bs: number[] = [];
    for (; gapsA[x] === gapA; x += 1) if (free(x)) as.push(x);
    for (; gapsB[y] === gapB; y += 1) if (wanting(y)) bs.push(y);
    if (as.length * bs.length > mostNeighbours) continue;
    for (const a of as) for (const b of bs) yield { a, b };
  }
}

/** Equal blocks at other places, the first with the first. */
function movedWhole(
  before: Body,
  after: Body,
  restA: readonly number[],
  restB: readonly number[]
): { a: number; b: number }[] {
  const homes = new Map<string, number[]>();
  for (const a of restA) {
    const key = keyOf(before[a] as Block);
    const home = homes.get(key);
    if (home) home.push(a);
    else homes.set(key, [a]);
  }
  const next = new Map<string, number>();
  const result: { a: number; b: number }[] = [];
  for (const b of restB) {
    const key = keyOf(after[b] as Block);
    const count = next.get(key) ?? 0;
    const a = homes.get(key)?.[count];
    if (a === undefined) continue;
    next.set(key, count + 1);
    result.push({ a, b });
  }
  return result;
}
