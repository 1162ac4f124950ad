import { sameBlock } from '../text/canonical.ts';
import { concatInline, inlineText, sliceInline } from '../text/inline.ts';
import type { Block, BlockId, Body, Inline } from '../text/types.ts';
import { attributeNames, attributesOf, byId, isWorded, type Worded } from './parts.ts';
import { placementEdits } from './placement.ts';
import { differences, intern } from './sequence.ts';
import { inlineTokens, type Token } from './tokens.ts';
import { type BlockAttributes, type Change, changeAlgorithm, type Edit } from './types.ts';
import { diffInline } from './words.ts';

/** A part of the words of a block that became a block of its own, and where it began. */
interface Piece {
  readonly block: Worded;
  readonly at: number;
}

/** Pieces looked for behind one block. */
const mostPieces = 20;

const isWord = ({ text }: Token) => /[\p{L}\p{N}]/u.test(text);

/**
 * Which of `followers` hold words that `before` had and `after` has no more: each at least half of its words, in order.
 */
function piecesOf(before: Worded, after: Worded, followers: readonly Worded[]): readonly Piece[] {
  const old = inlineTokens(before.children);
  const parts = [after, ...followers].map(({ children }) => inlineTokens(children));
  const now = parts.flat();
  const [a, b] = intern(
    old.map(({ key }) => key),
    now.map(({ key }) => key)
  ) as [Int32Array, Int32Array];
  const stretches = differences(a, b);
  const isNew = (index: number) =>
    stretches.some(({ fromB, toB }) => fromB <= index && index < toB);
  /** Place in `old` that answers to one in `now`. */
  const placeOf = (index: number) => {
    let shift = 0;
    for (const { fromA, toA, fromB, toB } of stretches) {
      if (index < fromB || (index === fromB && fromB < toB)) break;
      if (index <= toB) return index === toB || fromA === toA ? toA : fromA;
      shift = toA - toB;
    }
    return index + shift;
  };
  const pieces: Piece[] = [];
  let start = (parts[0] as readonly Token[]).length;
  for (const [index, block] of followers.entries()) {
    const tokens = parts[index + 1] as readonly Token[];
    const words = tokens.map((token, i) => ({ token, i })).filter(({ token }) => isWord(token));
    const kept = words.filter(({ i }) => !isNew(start + i)).length;
    if (kept === 0 || kept * 2 < words.length) break;
    const place = placeOf(start);
    pieces.push({
      block,
      at: old.slice(0, place).reduce((sum, { text }) => sum + text.length, 0),
    });
    start += tokens.length;
  }
  return pieces;
}

/** Blocks of `after` that `before` did not have, by the block of both in front of them, as pieces of it. */
function findPieces(before: Body, after: Body): ReadonlyMap<BlockId, readonly Piece[]> {
  const old = byId(before);
  const found = new Map<BlockId, readonly Piece[]>();
  for (const [index, block] of after.entries()) {
    const was = old.get(block.id);
    if (!was || !isWorded(was) || !isWorded(block) || was.type !== block.type) continue;
    const followers: Worded[] = [];
    for (const next of after.slice(index + 1, index + 1 + mostPieces)) {
      if (old.has(next.id) || !isWorded(next)) break;
      followers.push(next);
    }
    if (followers.length === 0 || inlineText(was.children) === inlineText(block.children)) continue;
    const pieces = piecesOf(was, block, followers);
    if (pieces.length > 0) found.set(block.id, pieces);
  }
  return found;
}

const wordsEdit = (block: BlockId, edits: ReturnType<typeof diffInline>): Edit[] =>
  edits.length === 0 ? [] : [{ kind: 'words', block, edits }];

/** Words of a block that was split: those of each piece, in coordinates of the whole. */
function splitEdits(was: Worded, head: Worded, pieces: readonly Piece[]): Edit[] {
  const parts = [{ children: head.children, at: 0 }].concat(
    pieces.map(({ block, at }) => ({ children: block.children, at }))
  );
  const length = inlineText(was.children).length;
  const edits = parts.flatMap(({ children, at }, index) => {
    const end = parts[index + 1]?.at;
    return diffInline(sliceInline(was.children, at, end ?? length), children).map((edit) => ({
      ...edit,
      at: edit.at + at,
      ...(end === edit.at + at && edit.remove.length === 0 ? { side: 'before' as const } : {}),
    }));
  });
  return [
    ...wordsEdit(was.id, edits),
    ...pieces.map(({ block, at }): Edit => ({ kind: 'split', block: was.id, at, into: block })),
  ];
}

/** Words of blocks that were joined, each in coordinates of its own block. */
function joinEdits(was: Worded, whole: Worded, pieces: readonly Piece[]): Edit[] {
  const parts: { block: Worded; at: number }[] = [{ block: was, at: 0 }, ...pieces];
  let at = 0;
  const edits: Edit[] = [];
  for (const [index, part] of parts.entries()) {
    const now = sliceInline(whole.children, part.at, parts[index + 1]?.at);
    edits.push(...wordsEdit(part.block.id, diffInline(part.block.children, now)));
    if (index > 0) edits.push({ kind: 'join', block: was.id, joined: part.block, at });
    at += inlineText(part.block.children).length;
  }
  return edits;
}

/** What two blocks of the same type differ in besides their words; undefined when in nothing. */
export function attributesEdit(before: Block, after: Block): Edit[] {
  const a = attributesOf(before);
  const b = attributesOf(after);
  const changed = attributeNames.filter((name) => a[name] !== b[name]);
  if (changed.length === 0) return [];
  const pick = (from: BlockAttributes): BlockAttributes =>
    Object.fromEntries(
      changed.filter((name) => from[name] !== undefined).map((name) => [name, from[name]])
    );
  return [{ kind: 'attributes', block: before.id, before: pick(a), after: pick(b) }];
}

function refuseDuplicates(body: Body): void {
  const seen = new Set<BlockId>();
  for (const { id } of body) {
    if (seen.has(id)) throw new RangeError(`Two blocks have the id ${id}`);
    seen.add(id);
  }
}

/**
 * The change from one text to another. Blocks are the same when they have the same id (`carryIds` gives the blocks of
 * a text that comes from elsewhere the ids of those that they resemble). A block whose words went to new blocks right
 * behind it was split, the reverse is a join; a block at another place was moved, whatever else happened to it.
 * Laws: `apply(a, diff(a, b))` is `b`; `apply(b, invert(diff(a, b)))` is `a`. Throws RangeError when an id occurs twice.
 */
export function diff(before: Body, after: Body): Change {
  refuseDuplicates(before);
  refuseDuplicates(after);
  const now = byId(after);
  const splits = findPieces(before, after);
  const joins = new Map([...findPieces(after, before)].filter(([id]) => !splits.has(id)));
  const pieces = new Set(
    [...splits.values(), ...joins.values()].flat().map(({ block }) => block.id)
  );
  const edits: Edit[] = [];
  for (const was of before) {
    const is = now.get(was.id);
    if (is === undefined || sameBlock(was, is)) continue;
    if (!isWorded(was) || !isWorded(is) || was.type !== is.type) {
      edits.push({ kind: 'replace', before: was, after: is });
      continue;
    }
    const split = splits.get(was.id);
    const join = joins.get(was.id);
    if (split) edits.push(...splitEdits(was, is, split));
    else if (join) edits.push(...joinEdits(was, is, join));
    else edits.push(...wordsEdit(was.id, diffInline(was.children, is.children)));
    edits.push(...attributesEdit(was, is));
  }
  edits.push(...placementEdits(before, after, pieces));
  return { algorithm: changeAlgorithm, edits };
}

/** Words that a block of one text and a block of another must share, as a part of all their words, to be the same. */
const resemblance = 0.5;

/**
 * `after` with the ids that `before` has for the same blocks: first those with equal words in their order, then,
 * between them, those that share at least half of their words. All others keep their own ids.
 */
export function carryIds(before: Body, after: Body): Body {
  const keyOf = (block: Block) => `${block.type}\u0000${JSON.stringify({ ...block, id: '' })}`;
  const [a, b] = intern(before.map(keyOf), after.map(keyOf)) as [Int32Array, Int32Array];
  const ids = after.map(({ id }) => id);
  const taken = new Set(ids);
  const carry = (from: Block, index: number) => {
    if (taken.has(from.id) && ids[index] !== from.id) return;
    ids[index] = from.id;
    taken.add(from.id);
  };
  let fromA = 0;
  let fromB = 0;
  const end = { fromA: a.length, toA: a.length, fromB: b.length, toB: b.length };
  for (const stretch of [...differences(a, b), end]) {
    while (fromB < stretch.fromB) {
      carry(before[fromA] as Block, fromB);
      fromA += 1;
      fromB += 1;
    }
    let next = stretch.fromA;
    for (let index = stretch.fromB; index < stretch.toB; index += 1) {
      for (let candidate = next; candidate < stretch.toA; candidate += 1) {
        if (!resembles(before[candidate] as Block, after[index] as Block)) continue;
        carry(before[candidate] as Block, index);
        next = candidate + 1;
        break;
      }
    }
    fromA = stretch.toA;
    fromB = stretch.toB;
  }
  return after.map((block, index) => ({ ...block, id: ids[index] as BlockId }));
}

function resembles(a: Block, b: Block): boolean {
  if (a.type !== b.type || !isWorded(a) || !isWorded(b)) return false;
  const words = (children: readonly Inline[]) =>
    inlineTokens(concatInline(children))
      .filter(isWord)
      .map(({ text }) => text);
  const left = words(a.children);
  const right = words(b.children);
  const seen = new Map<string, number>();
  for (const word of left) seen.set(word, (seen.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of right) {
    const count = seen.get(word) ?? 0;
    if (count > 0) {
      shared += 1;
      seen.set(word, count - 1);
    }
  }
  return shared * 2 >= (left.length + right.length) * resemblance && shared > 0;
}
