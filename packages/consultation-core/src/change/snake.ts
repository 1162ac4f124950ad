import { anchorsOf } from './anchors.ts';

/** How often a part that takes too much is cut at anchors before it is replaced whole. */
export const levels = 6;

/** Furthest places reached on each diagonal from the front and from the back; kept from one search to the next. */
let front = new Int32Array(1024);
let back = new Int32Array(1024);

/** Room that is kept for the next search, in diagonals. */
const roomKept = 1 << 18;

export interface Search {
  /** Items of either side that have no partner in the other: 1. */
  readonly goneA: Uint8Array;
  readonly goneB: Uint8Array;
  readonly approximate: boolean;
  readonly work: number;
}

/** Looks for a longest common subsequence; see `differencesWithin` for what is promised. */
export function search(a: Int32Array, b: Int32Array, allowance: number): Search {
  const goneA = new Uint8Array(a.length);
  const goneB = new Uint8Array(b.length);
  let approximate = false;
  let work = 0;
  /** Diagonal x - y is at this place. */
  const origin = b.length + 1;
  const room = a.length + b.length + 3;
  if (front.length < room) {
    front = new Int32Array(room);
    back = new Int32Array(room);
  }
  const ahead = front;
  const behind = back;
  let middleX = 0;
  let middleY = 0;

  /**
   * A place where a shortest path through the box passes, in `middleX` and `middleY`: where the furthest paths from
   * both corners meet. False when that takes more than `most` comparisons.
   */
  function findMiddle(fromA: number, toA: number, fromB: number, toB: number, most: number) {
    const lowest = fromA - toB;
    const highest = toA - fromB;
    const first = fromA - fromB;
    const last = toA - toB;
    const isOdd = ((first - last) & 1) !== 0;
    let low = first;
    let high = first;
    let lowBack = last;
    let highBack = last;
    let spent = 0;
    ahead[origin + first] = fromA;
    behind[origin + last] = toA;
    for (;;) {
      // One more difference from the front. Beyond the box's own diagonals nothing is looked at.
      if (low > lowest) ahead[origin + --low - 1] = -1;
      else low += 1;
      if (high < highest) ahead[origin + ++high + 1] = -1;
      else high -= 1;
      for (let diagonal = high; diagonal >= low; diagonal -= 2) {
        const place = origin + diagonal;
        const below = ahead[place - 1] as number;
        const above = ahead[place + 1] as number;
        let x = below < above ? above : below + 1;
        const from = x;
        let y = x - diagonal;
        while (x < toA && y < toB && a[x] === b[y]) {
          x += 1;
          y += 1;
        }
        spent += x - from + 1;
        ahead[place] = x;
        if (isOdd && diagonal >= lowBack && diagonal <= highBack) {
          if ((behind[place] as number) <= x) {
            middleX = x;
            middleY = y;
            work += spent;
            return true;
          }
        }
      }
      // One more from the back.
      if (lowBack > lowest) behind[origin + --lowBack - 1] = 0x7fffffff;
      else lowBack += 1;
      if (highBack < highest) behind[origin + ++highBack + 1] = 0x7fffffff;
      else highBack -= 1;
      for (let diagonal = highBack; diagonal >= lowBack; diagonal -= 2) {
        const place = origin + diagonal;
        const below = behind[place - 1] as number;
        const above = behind[place + 1] as number;
        let x = below < above ? below : above - 1;
        const from = x;
        let y = x - diagonal;
        while (x > fromA && y > fromB && a[x - 1] === b[y - 1]) {
          x -= 1;
          y -= 1;
        }
        spent += from - x + 1;
        behind[place] = x;
        if (!isOdd && diagonal >= low && diagonal <= high) {
          if (x <= (ahead[place] as number)) {
            middleX = x;
            middleY = y;
            work += spent;
            return true;
          }
        }
      }
      if (spent > most) {
        work += spent;
        return false;
      }
    }
  }

  function solve(
    boxA: number,
    boxToA: number,
    boxB: number,
    boxToB: number,
    most: number,
    level: number
  ) {
    let fromA = boxA;
    let toA = boxToA;
    let fromB = boxB;
    let toB = boxToB;
    while (fromA < toA && fromB < toB && a[fromA] === b[fromB]) {
      fromA += 1;
      fromB += 1;
    }
    while (fromA < toA && fromB < toB && a[toA - 1] === b[toB - 1]) {
      toA -= 1;
      toB -= 1;
    }
    if (fromA === toA || fromB === toB) {
      goneA.fill(1, fromA, toA);
      goneB.fill(1, fromB, toB);
    } else if (findMiddle(fromA, toA, fromB, toB, most)) {
      const x = middleX;
      const y = middleY;
      // Half of the differences lie on each side: together they take half of what finding the middle took.
      solve(fromA, x, fromB, y, Number.POSITIVE_INFINITY, level);
      solve(x, toA, y, toB, Number.POSITIVE_INFINITY, level);
    } else {
      approximate = true;
      cut(fromA, toA, fromB, toB, most, level);
    }
  }

  /** Cuts a box at its anchors, and shares out what work is allowed by the sizes of the parts. */
  function cut(
    fromA: number,
    toA: number,
    fromB: number,
    toB: number,
    most: number,
    level: number
  ) {
    const anchors = level < levels ? anchorsOf(a, fromA, toA, b, fromB, toB) : [];
    if (anchors.length === 0) {
      goneA.fill(1, fromA, toA);
      goneB.fill(1, fromB, toB);
      return;
    }
    const share = most / (toA - fromA + toB - fromB);
    let x = fromA;
    let y = fromB;
    for (let index = 0; index <= anchors.length; index += 2) {
      const nextX = anchors[index] ?? toA;
      const nextY = anchors[index + 1] ?? toB;
      solve(x, nextX, y, nextY, share * (nextX - x + nextY - y), level + 1);
      x = nextX + 1;
      y = nextY + 1;
    }
  }

  solve(0, a.length, 0, b.length, allowance, 0);
  if (front.length > roomKept) {
    front = new Int32Array(1024);
    back = new Int32Array(1024);
  }
  return { goneA, goneB, approximate, work };
}
