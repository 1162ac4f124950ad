import { isBlank } from '../text/cuts.ts';
import type { Stretch } from './sequence.ts';
import { startOf, type Words } from './tokens.ts';

/** How good a place is to begin or end a marked run: `[0]` behind the blank of that boundary, `[1]` in front of it. */
const sentence = [10, 9] as const;
const clause = [8, 7] as const;
const comma = [6, 5] as const;
const word = [4, 3] as const;

/** Beside a sign without a blank, and inside a word (`l’|article`). */
const besideSign = 1;
const insideWord = 0;

/** Better than any two places: a stretch that joins its neighbour is one less. */
const joined = 100;

function boundaryBehind(sign: string): readonly [number, number] {
  if ('.!?…»”'.includes(sign)) return sentence;
  if (';:'.includes(sign)) return clause;
  return ',)–—'.includes(sign) ? comma : word;
}

/** What a reader thinks of a run that begins or ends in front of this token. */
function worthOf(words: Words, token: number): number {
  const { text } = words;
  const at = startOf(words, token);
  if (at === 0 || at === text.length) return sentence[0];
  if (isBlank(text, at - 1)) {
    const blank = startOf(words, token - 1);
    if (blank === 0 || text.slice(blank, at).includes('\n')) return sentence[0];
    return boundaryBehind(text.charAt(blank - 1))[0];
  }
  if (isBlank(text, at)) return boundaryBehind(text.charAt(at - 1))[1];
  return /[\p{L}\p{N}]/u.test(text.charAt(at)) ? insideWord : besideSign;
}

/**
 * Stretches that only put in or only take out, each slid to the best of the places where it can stand as well; one that
 * can reach a neighbour joins it.
 */
export function slid(stretches: readonly Stretch[], a: Words, b: Words): readonly Stretch[] {
  const result: Stretch[] = [];
  for (const [index, stretch] of stretches.entries()) {
    const last = result.at(-1);
    const next = stretches[index + 1];
    const takesOut = stretch.toA > stretch.fromA;
    const isPure = takesOut !== stretch.toB > stretch.fromB;
    const by = !isPure
      ? 0
      : takesOut
        ? bestShift(a, stretch.fromA, stretch.toA, last?.toA, next?.fromA)
        : bestShift(b, stretch.fromB, stretch.toB, last?.toB, next?.fromB);
    const moved = {
      fromA: stretch.fromA + by,
      toA: stretch.toA + by,
      fromB: stretch.fromB + by,
      toB: stretch.toB + by,
    };
    if (last && last.toA === moved.fromA && last.toB === moved.fromB) {
      result[result.length - 1] = { ...moved, fromA: last.fromA, fromB: last.fromB };
    } else result.push(moved);
  }
  return result;
}

/** By how many tokens a run is best slid, between the neighbours' ends (absent: the text's own). */
function bestShift(words: Words, from: number, to: number, last?: number, next?: number): number {
  const { keys, count } = words;
  const lowest = last ?? 0;
  const highest = next ?? count;
  let left = 0;
  while (from - left > lowest && keys[from - left - 1] === keys[to - left - 1]) left += 1;
  let right = 0;
  while (to + right < highest && keys[from + right] === keys[to + right]) right += 1;
  if (left === 0 && right === 0) return 0;
  let best = 0;
  let most = -1;
  for (let shift = -left; shift <= right; shift += 1) {
    const joins = from + shift === last || to + shift === next;
    const worth = worthOf(words, from + shift) + worthOf(words, to + shift) + (joins ? joined : 0);
    if (worth > most) {
      most = worth;
      best = shift;
    }
  }
  return best;
}
