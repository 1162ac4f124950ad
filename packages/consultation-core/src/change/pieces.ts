import { inlineText } from '../text/inline.ts';
import type { Block, BlockId, Body } from '../text/types.ts';
import { isWorded, type Worded } from './parts.ts';
import { differences, type Stretch } from './sequence.ts';
import { startOf, type Words, wordsOf } from './tokens.ts';

/** A part of the words of a block that became a block of its own, and where it began. */
export interface Piece {
  readonly block: Worded;
  readonly at: number;
}

/** Pieces looked for behind one block. */
const mostPieces = 20;

const word = /[\p{L}\p{N}]/u;
const isWord = (words: Words, token: number) =>
  word.test(words.text.slice(startOf(words, token), words.ends[token]));

/** Place in the old sequence that answers to one in the new; places are asked for in order. */
function placesBack(stretches: readonly Stretch[]): (index: number) => number {
  let next = 0;
  let shift = 0;
  return (index) => {
    for (let stretch = stretches[next]; stretch; stretch = stretches[next]) {
      const { fromA, toA, fromB, toB } = stretch;
      if (index < fromB || (index === fromB && fromB < toB)) break;
      if (index <= toB) return index === toB || fromA === toA ? toA : fromA;
      shift = toA - toB;
      next += 1;
    }
    return index + shift;
  };
}

/** The tokens of several runs as one sequence. */
function concat(parts: readonly Words[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, { count }) => sum + count, 0));
  let at = 0;
  for (const { keys, count } of parts) {
    all.set(keys.subarray(0, count), at);
    at += count;
  }
  return all;
}

/**
 * Which of `followers` hold words that `before` had and `after` has no more: each at least half of its words, in order.
 */
function piecesOf(before: Worded, after: Worded, followers: readonly Worded[]): readonly Piece[] {
  const [old, ...parts] = wordsOf(
    [before, after, ...followers].map(({ children }) => children)
  ) as [Words, Words, ...Words[]];
  const stretches = differences(old.keys.subarray(0, old.count), concat(parts));
  const isNew = new Uint8Array(parts.reduce((sum, { count }) => sum + count, 0));
  for (const { fromB, toB } of stretches) isNew.fill(1, fromB, toB);
  const placeOf = placesBack(stretches);
  const pieces: Piece[] = [];
  let start = parts[0].count;
  for (const [rank, block] of followers.entries()) {
    const part = parts[rank + 1] as Words;
    let words = 0;
    let kept = 0;
    for (let token = 0; token < part.count; token += 1) {
      if (!isWord(part, token)) continue;
      words += 1;
      if (isNew[start + token] === 0) kept += 1;
    }
    if (kept === 0 || kept * 2 < words) break;
    pieces.push({ block, at: startOf(old, placeOf(start)) });
    start += part.count;
  }
  return pieces;
}

/** Blocks of `after` that the old text did not have, by the block of both in front of them, as pieces of it. */
export function findPieces(
  old: ReadonlyMap<BlockId, Block>,
  after: Body
): ReadonlyMap<BlockId, readonly Piece[]> {
  const found = new Map<BlockId, readonly Piece[]>();
  for (const [index, block] of after.entries()) {
    const next = after[index + 1];
    if (next === undefined || old.has(next.id)) continue;
    const was = old.get(block.id);
    if (!was || !isWorded(was) || !isWorded(block) || was.type !== block.type) continue;
    const followers: Worded[] = [];
    for (const follower of after.slice(index + 1, index + 1 + mostPieces)) {
      if (old.has(follower.id) || !isWorded(follower)) break;
      followers.push(follower);
    }
    if (followers.length === 0 || inlineText(was.children) === inlineText(block.children)) continue;
    const pieces = piecesOf(was, block, followers);
    if (pieces.length > 0) found.set(block.id, pieces);
  }
  return found;
}
