import type { Stretch } from './sequence.ts';

/** Items with what each weighs: a reader sees characters, not items. */
export interface Weighed {
  readonly keys: Int32Array;
  readonly weights: Int32Array;
}

/** Stretches with no more than so many items between them are looked at together. */
const near = 6;

/** Cells that are filled for one group at most: the work is never more than 100 times the items of the group. */
const mostCells = 40_000;

let best = new Int32Array(3 * 256);
let from = new Uint8Array(4_096);

/**
 * Of all scripts for stretches that lie close together, the one that marks least, where each marked run counts for
 * `costOfRun` more: long words stay before short ones, and an island that saves less than it costs goes. Items that
 * stay in no shortest script may stay in this one. Groups that are too large stay as they are.
 */
export function lightest(
  stretches: readonly Stretch[],
  a: Weighed,
  b: Weighed,
  costOfRun: number
): readonly Stretch[] {
  const result: Stretch[] = [];
  for (let first = 0; first < stretches.length; ) {
    let last = first;
    const start = stretches[first] as Stretch;
    let end = start;
    for (let next = stretches[last + 1]; next; next = stretches[last + 1]) {
      const cells = (next.toA - start.fromA + 1) * (next.toB - start.fromB + 1);
      if (next.fromA - end.toA > near || cells > mostCells) break;
      last += 1;
      end = next;
    }
    if (last === first) result.push(start);
    else align(start.fromA, end.toA, start.fromB, end.toB, a, b, costOfRun, result);
    first = last + 1;
  }
  return result;
}

/** How the path stood at a cell before its last step: both sides the same, taking out, putting in. */
const same = 0;
const out = 1;
const put = 2;

function align(
  fromA: number,
  toA: number,
  fromB: number,
  toB: number,
  a: Weighed,
  b: Weighed,
  costOfRun: number,
  result: Stretch[]
): void {
  const rows = toA - fromA;
  const width = toB - fromB + 1;
  if (from.length < (rows + 1) * width) from = new Uint8Array(mostCells);
  if (best.length < 3 * width) best = new Int32Array(3 * width * 2);
  const steps = from;
  const row = best;
  const never = 1 << 29;
  for (let x = 0; x <= rows; x += 1) {
    const weightA = x > 0 ? (a.weights[fromA + x - 1] as number) : 0;
    const keyA = x > 0 ? (a.keys[fromA + x - 1] as number) : -1;
    // What the cell up and to the left cost, before this row wrote over it.
    let corner = never;
    let cornerState = same;
    for (let y = 0; y < width; y += 1) {
      const cell = 3 * y;
      const upSame = x > 0 ? (row[cell] as number) : never;
      const upOut = x > 0 ? (row[cell + 1] as number) : never;
      const upPut = x > 0 ? (row[cell + 2] as number) : never;
      let step = 0;
      let stay = x === 0 && y === 0 ? 0 : never;
      if (x > 0 && y > 0 && keyA === b.keys[fromB + y - 1]) {
        stay = corner;
        step = cornerState;
      }
      let gone = never;
      if (x > 0) {
        gone = upSame + costOfRun + weightA;
        if (upOut + weightA <= gone) {
          gone = upOut + weightA;
          step |= out << 2;
        }
      }
      let came = never;
      if (y > 0) {
        const weightB = b.weights[fromB + y - 1] as number;
        const left = cell - 3;
        came = (row[left] as number) + costOfRun + weightB;
        let how = same;
        if ((row[left + 1] as number) + costOfRun + weightB < came) {
          came = (row[left + 1] as number) + costOfRun + weightB;
          how = out;
        }
        if ((row[left + 2] as number) + weightB <= came) {
          came = (row[left + 2] as number) + weightB;
          how = put;
        }
        step |= how << 4;
      }
      corner = upSame;
      cornerState = same;
      if (upOut < corner) {
        corner = upOut;
        cornerState = out;
      }
      if (upPut < corner) {
        corner = upPut;
        cornerState = put;
      }
      row[cell] = stay;
      row[cell + 1] = gone;
      row[cell + 2] = came;
      steps[x * width + y] = step;
    }
  }
  walkBack(fromA, toA, fromB, toB, row, steps, result);
}

function walkBack(
  fromA: number,
  toA: number,
  fromB: number,
  toB: number,
  row: Int32Array,
  steps: Uint8Array,
  result: Stretch[]
): void {
  const width = toB - fromB + 1;
  const last = 3 * (width - 1);
  let state = same;
  for (const other of [out, put]) {
    if ((row[last + other] as number) < (row[last + state] as number)) state = other;
  }
  const found: Stretch[] = [];
  let x = toA;
  let y = toB;
  let endA = toA;
  let endB = toB;
  while (x > fromA || y > fromB) {
    const step = steps[(x - fromA) * width + (y - fromB)] as number;
    if (state === same) {
      if (endA > x || endB > y) found.push({ fromA: x, toA: endA, fromB: y, toB: endB });
      x -= 1;
      y -= 1;
      endA = x;
      endB = y;
      state = step & 3;
    } else if (state === out) {
      x -= 1;
      state = (step >> 2) & 3;
    } else {
      y -= 1;
      state = (step >> 4) & 3;
    }
  }
  if (endA > x || endB > y) found.push({ fromA: x, toA: endA, fromB: y, toB: endB });
  for (const stretch of found.reverse()) result.push(stretch);
}
