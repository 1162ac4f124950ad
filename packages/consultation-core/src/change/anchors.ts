import { longestIncreasing } from './increasing.ts';

/** Items in a row that make an anchor; then, where there is none, a single item. */
const run = 3;

/**
 * Pairs of places, one behind the other (x, y, x, y ...), where runs stand that occur once in each box, in an order that
 * both have: a longest one. Takes time in proportion to the boxes, plus sorting.
 */
export function anchorsOf(
  a: Int32Array,
  fromA: number,
  toA: number,
  b: Int32Array,
  fromB: number,
  toB: number
): readonly number[] {
  const places = onceIn(a, fromA, toA);
  const others = onceIn(b, fromB, toB);
  const xs: number[] = [];
  const ys: number[] = [];
  for (const [hash, x] of places) {
    const y = others.get(hash);
    if (x < 0 || y === undefined || y < 0) continue;
    // Two runs may share a hash: what counts is what they are.
    if (a[x] === b[y] && a[x + 1] === b[y + 1] && a[x + 2] === b[y + 2]) {
      xs.push(x);
      ys.push(y);
    }
  }
  // A map gives its keys in the order in which they were first set: by x.
  const pairs: number[] = [];
  for (const index of longestIncreasing(ys)) {
    pairs.push(xs[index] as number, ys[index] as number);
  }
  return pairs;
}

/** Where each run of items first stands, by its hash; -1 when it stands there again. */
function onceIn(items: Int32Array, from: number, to: number): Map<number, number> {
  const places = new Map<number, number>();
  for (let at = from; at + run <= to; at += 1) {
    const hash =
      (Math.imul(items[at] as number, 0x9e3779b1) ^
        Math.imul(items[at + 1] as number, 0x85ebca6b) ^
        Math.imul(items[at + 2] as number, 0xc2b2ae35)) |
      0;
    places.set(hash, places.has(hash) ? -1 : at);
  }
  return places;
}
