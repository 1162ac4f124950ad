import { speaks } from '../text/cuts.ts';
import { lightest, type Weighed } from './lightest.ts';
import { differencesWithin, type Stretch } from './sequence.ts';
import { slid } from './slide.ts';
import { startOf, type Words } from './tokens.ts';

/** What one more marked run costs a reader, in characters: an island must save more than that to stay. */
const costOfRun = 5;

/** When less than one character in so many stays, and no island is a landmark, one text was written for another. */
const rewritten = 5;
const landmark = 12;

/** Places of the tokens that say something. Blanks and punctuation go with the words around them. */
function speaking(words: Words): Weighed & { readonly places: Int32Array } {
  const places = new Int32Array(words.count);
  const keys = new Int32Array(words.count);
  const weights = new Int32Array(words.count);
  let count = 0;
  let start = 0;
  for (let token = 0; token < words.count; token += 1) {
    const at = startOf(words, token);
    if (!speaks(words.text, at)) continue;
    places[count] = token;
    keys[count] = words.keys[token] as number;
    if (count > 0) weights[count - 1] = at - start;
    start = at;
    count += 1;
  }
  if (count > 0) weights[count - 1] = words.text.length - start;
  return {
    places: places.subarray(0, count),
    keys: keys.subarray(0, count),
    weights: weights.subarray(0, count),
  };
}

/** A shortest script by words, told in tokens: what lies between two words that stay is compared by its ends. */
function byWords(a: Words, b: Words): { stretches: Stretch[]; approximate: boolean } {
  const left = speaking(a);
  const right = speaking(b);
  const { stretches: shortest, approximate } = differencesWithin(left.keys, right.keys);
  const stretches = lightest(shortest, left, right, costOfRun);
  const result: Stretch[] = [];
  let x = 0;
  let y = 0;
  const gap = (endA: number, endB: number) => {
    let fromA = x;
    let toA = endA;
    let fromB = y;
    let toB = endB;
    while (fromA < toA && fromB < toB && a.keys[fromA] === b.keys[fromB]) {
      fromA += 1;
      fromB += 1;
    }
    while (fromA < toA && fromB < toB && a.keys[toA - 1] === b.keys[toB - 1]) {
      toA -= 1;
      toB -= 1;
    }
    if (fromA < toA || fromB < toB) result.push({ fromA, toA, fromB, toB });
    x = endA + 1;
    y = endB + 1;
  };
  let p = 0;
  let q = 0;
  for (let index = 0; index <= stretches.length; index += 1) {
    const stretch = stretches[index];
    const stop = stretch?.fromA ?? left.places.length;
    while (p < stop) {
      gap(left.places[p] as number, right.places[q] as number);
      p += 1;
      q += 1;
    }
    if (stretch) {
      p = stretch.toA;
      q = stretch.toB;
    }
  }
  gap(a.count, b.count);
  return { stretches: result, approximate };
}

/** Marked runs of a stretch: words taken out, words put in. */
const sidesOf = ({ fromA, toA, fromB, toB }: Stretch) =>
  (toA > fromA ? 1 : 0) + (toB > fromB ? 1 : 0);

/** Swallows islands that cost a reader more than they save her. */
function withoutIslands(stretches: readonly Stretch[], a: Words): Stretch[] {
  const result: Stretch[] = [];
  for (const one of stretches) {
    let stretch = one;
    for (let last = result.at(-1); last; last = result.at(-1)) {
      const kept = startOf(a, stretch.fromA) - startOf(a, last.toA);
      const saved = sidesOf(last) + sidesOf(stretch) - 2;
      if (2 * kept >= saved * costOfRun) break;
      stretch = { ...stretch, fromA: last.fromA, fromB: last.fromB };
      result.pop();
    }
    result.push(stretch);
  }
  return result;
}

/** One text for the other, where nothing stays that a reader could hold on to. */
function orWhole(stretches: readonly Stretch[], a: Words, b: Words): readonly Stretch[] {
  let kept = 0;
  let end = 0;
  for (let index = 0; index <= stretches.length; index += 1) {
    const stretch = stretches[index];
    const island = (stretch ? startOf(a, stretch.fromA) : a.text.length) - end;
    if (island > landmark) return stretches;
    kept += island;
    if (stretch) end = startOf(a, stretch.toA);
  }
  if (kept * rewritten >= Math.max(a.text.length, b.text.length)) return stretches;
  // A lone stretch is clear as it is, unless all that stays is the full stop.
  const [first] = stretches;
  if (stretches.length < 2 && (kept > 2 || !first || sidesOf(first) < 2)) return stretches;
  return [{ fromA: 0, toA: a.count, fromB: 0, toB: b.count }];
}

/**
 * The stretches in which two runs differ as a reader wants them: on whole words, few, the least that can be marked, each
 * beginning where a sentence, a clause or a phrase begins when it can stand at several places.
 */
export function readable(
  a: Words,
  b: Words
): { stretches: readonly Stretch[]; approximate: boolean } {
  const { stretches, approximate } = byWords(a, b);
  return { stretches: slid(orWhole(withoutIslands(stretches, a), a, b), a, b), approximate };
}
