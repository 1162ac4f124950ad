/** A stretch of `a` that another stretch of `b` takes the place of; ends are excluded. */
export interface Stretch {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

/**
 * Differences that are looked for before a stretch is given up and replaced whole. Work and memory stay below its
 * square, whatever the input.
 */
export const effort = 2_000;

/** Gives equal strings equal small numbers, so that comparing is cheap. */
export function intern(...sequences: readonly (readonly string[])[]): Int32Array[] {
  const numbers = new Map<string, number>();
  return sequences.map((sequence) =>
    Int32Array.from(sequence, (key) => {
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, numbers.size);
      return numbers.size - 1;
    })
  );
}

/**
 * The stretches in which two sequences differ, in order: a shortest edit script by the greedy algorithm of Myers
 * (Algorithmica 1, 1986), after common ends are cut off.
 */
export function differences(a: Int32Array, b: Int32Array): readonly Stretch[] {
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  while (start < endA && start < endB && a[start] === b[start]) start += 1;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  if (start === endA && start === endB) return [];
  const whole = { fromA: start, toA: endA, fromB: start, toB: endB };
  if (start === endA || start === endB) return [whole];
  const pairs = commonPairs(a.subarray(start, endA), b.subarray(start, endB));
  if (pairs === undefined) return [whole];
  const stretches: Stretch[] = [];
  let fromA = start;
  let fromB = start;
  for (const [pairA, pairB] of [...pairs, [endA - start, endB - start] as const]) {
    const toA = pairA + start;
    const toB = pairB + start;
    if (fromA < toA || fromB < toB) stretches.push({ fromA, toA, fromB, toB });
    fromA = toA + 1;
    fromB = toB + 1;
  }
  return stretches;
}

/** Places of a longest common subsequence, or undefined when it takes more than `effort` differences. */
function commonPairs(a: Int32Array, b: Int32Array): (readonly [number, number])[] | undefined {
  const limit = Math.min(a.length + b.length, effort);
  const middle = limit + 1;
  const furthest = new Int32Array(2 * limit + 3);
  const history: Int32Array[] = [];
  for (let d = 0; d <= limit; d += 1) {
    history.push(furthest.slice(middle - d - 1, middle + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const down =
        k === -d ||
        (k !== d && (furthest[middle + k - 1] as number) < (furthest[middle + k + 1] as number));
      let x = down
        ? (furthest[middle + k + 1] as number)
        : (furthest[middle + k - 1] as number) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      furthest[middle + k] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(history, a.length, b.length, d);
    }
  }
  return undefined;
}

function walkBack(history: readonly Int32Array[], lengthA: number, lengthB: number, steps: number) {
  const pairs: (readonly [number, number])[] = [];
  let x = lengthA;
  let y = lengthB;
  for (let d = steps; d >= 0; d -= 1) {
    const row = history[d] as Int32Array;
    const at = (k: number) => row[k + d + 1] as number;
    const k = x - y;
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1));
    const startX = d === 0 ? 0 : down ? at(k + 1) : at(k - 1) + 1;
    while (x > startX && x > 0 && y > 0) {
      x -= 1;
      y -= 1;
      pairs.push([x, y]);
    }
    if (d === 0) break;
    if (down) y -= 1;
    else x -= 1;
  }
  return pairs.reverse();
}
