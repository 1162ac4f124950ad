import { sameBlock } from '../text/canonical.ts';
import { inlineText, sliceInline } from '../text/inline.ts';
import type { Block, BlockId, Body, Inline } from '../text/types.ts';
import { attributeNames, attributesOf, byId, isWorded, type Worded } from './parts.ts';
import { findPieces, type Piece } from './pieces.ts';
import { placementEdits } from './placement.ts';
import {
  type BlockAttributes,
  type Change,
  changeAlgorithm,
  type Edit,
  type WordEdit,
} from './types.ts';
import { diffWords } from './words.ts';

const wordsEdit = (block: BlockId, edits: readonly WordEdit[]): Edit[] =>
  edits.length === 0 ? [] : [{ kind: 'words', block, edits }];
/** Word edits between two runs, and where the search for the shortest was given up. */
type Compare = (
  block: BlockId,
  before: readonly Inline[],
  after: readonly Inline[]
) => readonly WordEdit[];

/** Words of a block that was split: those of each piece, in coordinates of the whole. */
function splitEdits(was: Worded, head: Worded, pieces: readonly Piece[], compare: Compare): Edit[] {
  const parts = [{ children: head.children, at: 0 }].concat(
    pieces.map(({ block, at }) => ({ children: block.children, at }))
  );
  const length = inlineText(was.children).length;
  const edits = parts.flatMap(({ children, at }, index) => {
    const end = parts[index + 1]?.at;
    return compare(was.id, sliceInline(was.children, at, end ?? length), children).map((edit) => ({
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
function joinEdits(was: Worded, whole: Worded, pieces: readonly Piece[], compare: Compare): Edit[] {
  const parts: { block: Worded; at: number }[] = [{ block: was, at: 0 }, ...pieces];
  let at = 0;
  const edits: Edit[] = [];
  for (const [index, part] of parts.entries()) {
    const now = sliceInline(whole.children, part.at, parts[index + 1]?.at);
    const { id, children } = part.block;
    edits.push(...wordsEdit(id, compare(id, children, now)));
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

/** Blocks by id. Throws RangeError when an id occurs twice. */
function blocksOf(body: Body): ReadonlyMap<BlockId, Block> {
  const blocks = byId(body);
  if (blocks.size === body.length) return blocks;
  const twice = body.find((block) => blocks.get(block.id) !== block);
  throw new RangeError(`Two blocks have the id ${twice?.id}`);
}

/**
 * The change from one text to another. Blocks are the same when they have the same id (`carryIds` gives the blocks of
 * a text that comes from elsewhere the ids of those that they resemble). A block whose words went to new blocks right
 * behind it was split, the reverse is a join; a block at another place was moved, whatever else happened to it.
 * Laws: `apply(a, diff(a, b))` is `b`; `apply(b, invert(diff(a, b)))` is `a`. Work is bounded for
 * any input: blocks so different that the search for the shortest difference was given up are named in `approximate`.
 * Throws RangeError when an id occurs twice.
 */
export function diff(before: Body, after: Body): Change {
  const old = blocksOf(before);
  const now = blocksOf(after);
  const splits = findPieces(old, after);
  const joins = new Map([...findPieces(now, before)].filter(([id]) => !splits.has(id)));
  const pieces = new Set(
    [...splits.values(), ...joins.values()].flat().map(({ block }) => block.id)
  );
  const approximate = new Set<BlockId>();
  const compare: Compare = (block, one, other) => {
    const found = diffWords(one, other);
    if (found.approximate) approximate.add(block);
    return found.edits;
  };
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
    if (split) edits.push(...splitEdits(was, is, split, compare));
    else if (join) edits.push(...joinEdits(was, is, join, compare));
    else edits.push(...wordsEdit(was.id, compare(was.id, was.children, is.children)));
    edits.push(...attributesEdit(was, is));
  }
  edits.push(...placementEdits(before, after, pieces));
  return {
    algorithm: changeAlgorithm,
    edits,
    ...(approximate.size > 0 ? { approximate: [...approximate] } : {}),
  };
}
