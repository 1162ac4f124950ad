import { speaks } from '../text/cuts.ts';
import { blockText } from '../text/inline.ts';
import type { Block } from '../text/types.ts';
import { startOf, wordsOf } from './tokens.ts';

/** The words of a block, each with the number of all words that are the same, and what they weigh together. */
export interface Wording {
  /** Sorted. */
  readonly words: Int32Array;
  /** Letters in all: a long word says more than a short one. */
  readonly weight: number;
}

/** Letters of each word, by its number. */
export type Lengths = readonly number[];

/** A block that has few words in common with any other is compared with no more than so many. */
const mostCandidates = 6;
/** Rarest words of a block that are looked up, and blocks that a word may stand in to count as rare. */
const mostLookups = 12;
const rare = 12;

/** The wordings of blocks, in one numbering. */
export function wordingsOf(blocks: readonly Block[]): { wordings: Wording[]; lengths: Lengths } {
  const lengths: number[] = [];
  const wordings = wordsOf(blocks.map((block) => [{ text: blockText(block) }])).map((run) => {
    const words = new Int32Array(run.count);
    let count = 0;
    let weight = 0;
    for (let token = 0; token < run.count; token += 1) {
      const start = startOf(run, token);
      if (!speaks(run.text, start)) continue;
      const key = run.keys[token] as number;
      const length = startOf(run, token + 1) - start;
      lengths[key] = length;
      weight += length;
      words[count] = key;
      count += 1;
    }
    return { words: words.subarray(0, count).sort(), weight };
  });
  return { wordings, lengths };
}

/** From 0 (no word in common) to 1 (the same words as often), by letters. */
export function resemblance(a: Wording, b: Wording, lengths: Lengths): number {
  let shared = 0;
  let x = 0;
  let y = 0;
  while (x < a.words.length && y < b.words.length) {
    const left = a.words[x] as number;
    const right = b.words[y] as number;
    if (left === right) shared += lengths[left] as number;
    if (left <= right) x += 1;
    if (right <= left) y += 1;
  }
  return shared === 0 ? 0 : (2 * shared) / (a.weight + b.weight);
}

/**
 * How much two sets of blocks are about the same, from 0 to 1, by the words that few blocks have: what is left of a
 * resemblance when everything was reworded.
 */
export function sameSubject(
  a: readonly Wording[],
  b: readonly Wording[],
  rarity: (word: number) => number
): number {
  const left = new Set(a.flatMap(({ words }) => [...words]));
  const right = new Set(b.flatMap(({ words }) => [...words]));
  let shared = 0;
  let all = 0;
  for (const word of left) {
    all += rarity(word);
    if (right.has(word)) shared += rarity(word);
  }
  for (const word of right) all += rarity(word);
  return shared === 0 ? 0 : (2 * shared) / all;
}

/** What a word says: the more, the fewer blocks have it. */
export function rarityIn(wordings: readonly Wording[]): (word: number) => number {
  const homes: number[] = [];
  for (const { words } of wordings) {
    let last = -1;
    for (const word of words) {
      if (word !== last) homes[word] = (homes[word] ?? 0) + 1;
      last = word;
    }
  }
  return (word) => Math.log(1 + wordings.length / (homes[word] ?? 1));
}

/**
 * For each of `wanted`, the few of `known` that share most of its rarest words. Time grows with the words of all of
 * them, never with the product of their numbers.
 */
export function candidatesOf(
  wanted: readonly Wording[],
  known: readonly Wording[]
): readonly (readonly number[])[] {
  const homes = new Map<number, number[]>();
  for (const [index, { words }] of known.entries()) {
    let last = -1;
    for (const word of words) {
      if (word === last) continue;
      last = word;
      const home = homes.get(word);
      if (home === undefined) homes.set(word, [index]);
      else if (home.length <= rare) home.push(index);
    }
  }
  return wanted.map(({ words }) => {
    const found: number[][] = [];
    let last = -1;
    for (const word of words) {
      if (word === last) continue;
      last = word;
      const home = homes.get(word);
      if (home !== undefined && home.length <= rare) found.push(home);
    }
    const votes = new Map<number, number>();
    for (const home of found.sort((a, b) => a.length - b.length).slice(0, mostLookups)) {
      for (const index of home) votes.set(index, (votes.get(index) ?? 0) + 1 / home.length);
    }
    return [...votes]
      .sort(([a, one], [b, other]) => other - one || a - b)
      .slice(0, mostCandidates)
      .map(([index]) => index);
  });
}
