import type { Stretch } from './sequence.ts';

/** Items with what each weighs: a reader sees characters, not items. */
export interface Weighed {
  readonly keys: Int32Array;
  readonly weights: Int32Array;
}

/** Stretches with no more than so many items between them are looked at together. */
const near = 6;

/** Cells that are filled for one group at most: the work is never more than 50 times the items of the group. */
const mostCells = 10_000;

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

/** More than any path costs: texts are shorter than that. */
const never = 1 << 29;

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
  if (from.length < (rows + 1) * width) from = new Uint8Array((rows + 1) * width);
  if (best.length < 3 * width) best = new Int32Array(6 * width);
  const steps = from;
  // What each cell of the last row costs, by how the path came there.
  const row = best;
  const keysB = b.keys.subarray(fromB, toB);
  const weightsB = b.weights.subarray(fromB, toB);
  row[0] = 0;
  row[1] = never;
  row[2] = never;
  let came = costOfRun;
  for (let y = 1; y < width; y += 1) {
    came += weightsB[y - 1] as number;
    row[3 * y] = never;
    row[3 * y + 1] = never;
    row[3 * y + 2] = came;
    steps[y] = (y === 1 ? same : put) << 4;
  }
  for (let x = 1; x <= rows; x += 1) {
    const key = a.keys[fromA + x - 1] as number;
    const weight = a.weights[fromA + x - 1] as number;
    const opened = weight + costOfRun;
    // What the cell up and to the left cost at least, before this row wrote over it, and by which path.
    let corner = never;
    let cornerState = same;
    // What the cell to the left costs.
    let leftSame = never;
    let leftOut = never;
    let leftPut = never;
    for (let y = 0, cell = 0; y < width; y += 1, cell += 3) {
      const upSame = row[cell] as number;
      const upOut = row[cell + 1] as number;
      const upPut = row[cell + 2] as number;
      let step = 0;
      let stay = never;
      if (y > 0 && key === keysB[y - 1]) {
        stay = corner;
        step = cornerState;
      }
      let gone = upSame + opened;
      if (upOut + weight <= gone) {
        gone = upOut + weight;
        step |= out << 2;
      }
      let comes = never;
      if (y > 0) {
        const weightB = weightsB[y - 1] as number;
        const least = Math.min(leftOut, leftSame);
        comes = least + costOfRun + weightB;
        let how = leftOut < leftSame ? out : same;
        if (leftPut + weightB <= comes) {
          comes = leftPut + weightB;
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
      row[cell] = leftSame = stay;
      row[cell + 1] = leftOut = gone;
      row[cell + 2] = leftPut = comes;
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
