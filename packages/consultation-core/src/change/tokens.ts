import { cutWords } from '../text/cuts.ts';
import { inlineText, isLink } from '../text/inline.ts';
import type { Inline, Leaf } from '../text/types.ts';

function wearOf(leaf: Leaf, url: string): string {
  const { text: _, ...marks } = leaf;
  return `${Object.keys(marks).sort().join(' ')}\u0000${url}`;
}

const piecesOf = (children: readonly Inline[]) =>
  children.flatMap((inline) =>
    isLink(inline)
      ? inline.children.map((leaf) => ({ leaf, url: inline.url }))
      : [{ leaf: inline, url: '' }]
  );

/** The tokens of a run of inline content as numbers: nothing is made for each of them. */
export interface Words {
  readonly text: string;
  readonly count: number;
  /** Where each token ends in the text; the first `count` are good. */
  readonly ends: Int32Array;
  /** Equal for equal tokens in equal wear, in all runs of one call. */
  readonly keys: Int32Array;
}

/** Where a token begins in the text. */
export const startOf = ({ ends }: Words, token: number): number =>
  token === 0 ? 0 : (ends[token - 1] as number);

interface Cut {
  readonly text: string;
  readonly count: number;
  readonly ends: Int32Array;
  /** What each token wears; absent when all wear the same. */
  readonly wears?: Int32Array;
  readonly wear: number;
}

/** The tokens of one run, cut where its wear changes too. `numbers` knows every wear met so far. */
function cut(children: readonly Inline[], numbers: Map<string, number>): Cut {
  const text = inlineText(children);
  const ends = cutWords(text);
  const count = ends.length;
  const borders: { end: number; wear: number }[] = [];
  let end = 0;
  for (const { leaf, url } of piecesOf(children)) {
    if (leaf.text === '') continue;
    const name = wearOf(leaf, url);
    let wear = numbers.get(name);
    if (wear === undefined) {
      wear = numbers.size;
      numbers.set(name, wear);
    }
    end += leaf.text.length;
    const last = borders.at(-1);
    if (last?.wear === wear) last.end = end;
    else borders.push({ end, wear });
  }
  if (borders.length < 2) return { text, ends, count, wear: borders[0]?.wear ?? 0 };
  const all = new Int32Array(count + borders.length);
  const wears = new Int32Array(count + borders.length);
  let total = 0;
  let token = 0;
  for (const border of borders) {
    let last = 0;
    while (token < count && (ends[token] as number) <= border.end) {
      last = ends[token] as number;
      all[total] = last;
      wears[total] = border.wear;
      total += 1;
      token += 1;
    }
    if (last < border.end && (total === 0 || (all[total - 1] as number) < border.end)) {
      all[total] = border.end;
      wears[total] = border.wear;
      total += 1;
    }
  }
  return { text, ends: all, count: total, wears, wear: 0 };
}

/** Odd, and another one in every process, so that no text can be made of words that all fall together. */
const secret = Math.floor(Math.random() * 0x7fffffff) | 1;

/** Room for one call, used again for the next; not kept when it was for a very long text. */
let slots = new Int32Array(4_096);
let firsts = new Int32Array(8_192);
const mostKept = 1 << 18;

/**
 * Several runs of inline content as tokens with numbers. Words are told apart by what they are: the hash only says
 * where to look, and no result depends on it.
 */
export function wordsOf(runs: readonly (readonly Inline[])[]): readonly Words[] {
  const wears = new Map<string, number>();
  const cuts = runs.map((children) => cut(children, wears));
  const text = cuts.map((one) => one.text).join('');
  const total = cuts.reduce((sum, { count }) => sum + count, 0);
  let size = 16;
  while (size < 2 * total) size *= 2;
  // Number + 1 of the token that was put there.
  const table = slots.length < size ? new Int32Array(size) : slots.fill(0, 0, size);
  const mask = size - 1;
  // Four facts of each number: where it first stands, its length, its hash, its wear.
  const facts = firsts.length < 4 * total ? new Int32Array(8 * total) : firsts;
  if (size <= mostKept) {
    slots = table;
    firsts = facts;
  }
  let known = 0;
  let offset = 0;
  return cuts.map((one) => {
    const { ends, count } = one;
    const keys = new Int32Array(count);
    let start = offset;
    for (let token = 0; token < count; token += 1) {
      const end = offset + (ends[token] as number);
      const wear = one.wears ? (one.wears[token] as number) : one.wear;
      let hash = wear;
      for (let at = start; at < end; at += 1) {
        hash = Math.imul(hash ^ text.charCodeAt(at), secret);
        hash ^= hash >>> 15;
      }
      let slot = hash & mask;
      let number = -1;
      for (let found = table[slot] as number; found !== 0; found = table[slot] as number) {
        const other = 4 * (found - 1);
        if (
          facts[other + 2] === hash &&
          facts[other + 1] === end - start &&
          facts[other + 3] === wear &&
          same(text, facts[other] as number, start, end)
        ) {
          number = found - 1;
          break;
        }
        slot = (slot + 1) & mask;
      }
      if (number === -1) {
        number = known;
        known += 1;
        table[slot] = known;
        facts[4 * number] = start;
        facts[4 * number + 1] = end - start;
        facts[4 * number + 2] = hash;
        facts[4 * number + 3] = wear;
      }
      keys[token] = number;
      start = end;
    }
    offset += one.text.length;
    return { text: one.text, count, ends, keys };
  });
}

function same(text: string, one: number, other: number, end: number): boolean {
  const shift = one - other;
  for (let at = other; at < end; at += 1) {
    if (text.charCodeAt(at) !== text.charCodeAt(at + shift)) return false;
  }
  return true;
}
