import { levels, search } from './snake.ts';

/** A stretch of `a` that another stretch of `b` takes the place of; ends are excluded. */
export interface Stretch {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

export interface Differences {
  readonly stretches: readonly Stretch[];
  /** A shorter script may exist: the search was given up somewhere. */
  readonly approximate: boolean;
  /** Comparisons made, which is what the time depends on. */
  readonly work: number;
}

/** Comparisons that looking for a shortest script may take between two sequences of so many items together. */
export const allowanceFor = (length: number) => 4_000_000 + 32 * length;

/** What `work` never exceeds for a given allowance. */
export const mostWork = (allowance: number, length: number) =>
  (levels + 1) * (2 * allowance + 4 * length);

/** Gives equal strings equal small numbers, so that comparing is cheap. */
export function intern(...sequences: readonly (readonly string[])[]): Int32Array[] {
  const numbers = new Map<string, number>();
  return sequences.map((sequence) => {
    const result = new Int32Array(sequence.length);
    for (let index = 0; index < result.length; index += 1) {
      const key = sequence[index] as string;
      let number = numbers.get(key);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(key, number);
      }
      result[index] = number;
    }
    return result;
  });
}

/** The stretches in which two sequences of numbers from `intern` differ, in order. */
export function differences(a: Int32Array, b: Int32Array): readonly Stretch[] {
  return differencesWithin(a, b).stretches;
}

/**
 * A shortest edit script (Myers, Algorithmica 1, 1986: greedy, from both ends, in linear space), as stretches in order.
 * What occurs on one side only is set aside first; that changes no longest common subsequence. Where the search would
 * take more than `allowance`, the sequences are cut at runs that occur once in each, in a longest increasing order, and
 * searched between these; what still takes too much is replaced whole, and the result says that it is approximate.
 */
export function differencesWithin(
  a: Int32Array,
  b: Int32Array,
  allowance = allowanceFor(a.length + b.length)
): Differences {
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  while (start < endA && start < endB && a[start] === b[start]) start += 1;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  if (start === endA && start === endB) return { stretches: [], approximate: false, work: 0 };
  const whole = { fromA: start, toA: endA, fromB: start, toB: endB };
  if (start === endA || start === endB) {
    return { stretches: [whole], approximate: false, work: 0 };
  }
  const left = shared(a, start, endA, b, start, endB);
  const right = shared(b, start, endB, a, start, endA);
  const { goneA, goneB, approximate, work } = search(left.items, right.items, allowance);
  keep(left, goneA, start);
  keep(right, goneB, start);
  return {
    stretches: stretchesOf(left.kept, right.kept, start),
    approximate,
    work,
  };
}

/** The items of one side that the other has too, with their places, and room to note which are kept. */
function shared(
  own: Int32Array,
  from: number,
  to: number,
  other: Int32Array,
  otherFrom: number,
  otherTo: number
) {
  const has = membership(other, otherFrom, otherTo);
  const places = new Int32Array(to - from);
  const items = new Int32Array(to - from);
  let count = 0;
  for (let index = from; index < to; index += 1) {
    const item = own[index] as number;
    if (!has(item)) continue;
    places[count] = index;
    items[count] = item;
    count += 1;
  }
  return {
    items: items.subarray(0, count),
    places: places.subarray(0, count),
    kept: new Uint8Array(to - from),
  };
}

function keep({ kept, places }: ReturnType<typeof shared>, gone: Uint8Array, start: number) {
  for (let index = 0; index < gone.length; index += 1) {
    if (gone[index] === 0) kept[(places[index] as number) - start] = 1;
  }
}

function membership(items: Int32Array, from: number, to: number): (item: number) => boolean {
  let highest = 0;
  let lowest = 0;
  for (let index = from; index < to; index += 1) {
    const item = items[index] as number;
    if (item > highest) highest = item;
    if (item < lowest) lowest = item;
  }
  // Numbers of `intern` are dense; others cost a set.
  if (lowest < 0 || highest > 64 * (to - from) + 100_000) {
    const set = new Set(items.subarray(from, to));
    return (item) => set.has(item);
  }
  const seen = new Uint8Array(highest + 1);
  for (let index = from; index < to; index += 1) seen[items[index] as number] = 1;
  return (item) => seen[item] === 1;
}

function stretchesOf(keptA: Uint8Array, keptB: Uint8Array, start: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let x = 0;
  let y = 0;
  while (x < keptA.length || y < keptB.length) {
    if (keptA[x] === 1 && keptB[y] === 1) {
      x += 1;
      y += 1;
      continue;
    }
    const fromA = x + start;
    const fromB = y + start;
    while (x < keptA.length && keptA[x] === 0) x += 1;
    while (y < keptB.length && keptB[y] === 0) y += 1;
    stretches.push({ fromA, toA: x + start, fromB, toB: y + start });
  }
  return stretches;
}
