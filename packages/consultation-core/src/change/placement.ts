import { inlineText } from '../text/inline.ts';
import type { Block, BlockId, Body } from '../text/types.ts';
import { longestIncreasing } from './increasing.ts';
import { type EditOf, grouped, type Worded } from './parts.ts';
import { type Index, sortWordEdits } from './plan.ts';
import { type Change, changeAlgorithm, type Edit } from './types.ts';
import { narrowness } from './wishes.ts';

/** The nearest block of `common` in front of each block of a text. */
export function anchors(
  body: Body,
  isCommon: (id: BlockId) => boolean
): ReadonlyMap<BlockId, BlockId | null> {
  const result = new Map<BlockId, BlockId | null>();
  let last: BlockId | null = null;
  for (const { id } of body) {
    result.set(id, last);
    if (isCommon(id)) last = id;
  }
  return result;
}

/**
 * Moves, deletions and insertions that make the order of `after` out of that of `before`. `pieces` were split off, or
 * joined to another block, and are told elsewhere.
 */
export function placementEdits(before: Body, after: Body, pieces: ReadonlySet<BlockId>): Edit[] {
  // Mostly every block stays where it is.
  if (before.length === after.length && before.every(({ id }, at) => id === after[at]?.id))
    return [];
  const order = new Map(before.map(({ id }, index) => [id, index]));
  const stays = after.filter(({ id }) => order.has(id) && !pieces.has(id));
  const common = new Set(stays.map(({ id }) => id));
  const steady = new Set(longestIncreasing(stays.map(({ id }) => order.get(id) as number)));
  const isCommon = (id: BlockId) => common.has(id);
  const afterAnchors = anchors(after, isCommon);
  const beforeAnchors = anchors(before, isCommon);
  const edits: Edit[] = [];
  for (const [index, { id }] of stays.entries()) {
    if (steady.has(index)) continue;
    const from = beforeAnchors.get(id) ?? null;
    edits.push({ kind: 'move', block: id, from, after: afterAnchors.get(id) ?? null });
  }
  for (const block of before) {
    if (common.has(block.id) || pieces.has(block.id)) continue;
    edits.push({ kind: 'delete', block, after: beforeAnchors.get(block.id) ?? null });
  }
  let run: { anchor: BlockId | null; blocks: Block[] } | undefined;
  for (const block of after) {
    if (common.has(block.id) || pieces.has(block.id)) continue;
    const anchor = afterAnchors.get(block.id) ?? null;
    if (run?.anchor === anchor) run.blocks.push(block);
    else {
      run = { anchor, blocks: [block] };
      edits.push({ kind: 'insert', after: anchor, blocks: run.blocks });
    }
  }
  return edits;
}

/** Joins as one chain behind the block that they all end up in, each with the length in front of it. */
function flatJoins(index: Index, edits: readonly EditOf<'join'>[]): EditOf<'join'>[] {
  if (edits.length === 0) return [];
  const place = (id: BlockId) => index.places.get(id) ?? -1;
  const behind = grouped(edits, ({ block }) => block);
  const joined = new Set(edits.map((edit) => edit.joined.id));
  const heads = [...behind.keys()].filter((id) => !joined.has(id));
  return heads
    .sort((a, b) => place(a) - place(b))
    .flatMap((head) => {
      const chain: EditOf<'join'>[] = [];
      let at = inlineText((index.blocks.get(head) as Worded).children).length;
      const add = (id: BlockId) => {
        const next = [...(behind.get(id) ?? [])].sort(
          (a, b) => a.at - b.at || place(a.joined.id) - place(b.joined.id)
        );
        for (const edit of next) {
          chain.push({ ...edit, block: head, at });
          at += inlineText((edit.joined as Worded).children).length;
          add(edit.joined.id);
        }
      };
      add(head);
      return chain;
    });
}

/**
 * Edits of one base, from wherever they come, as one change in one order: by block of the base, with anchors that
 * survive it, so that it can be taken back. Edits must have been found to go together.
 */
export function changeFrom(index: Index, edits: readonly Edit[]): Change {
  const place = (id: BlockId | null) => (id === null ? -1 : (index.places.get(id) ?? -1));
  const of = <Kind extends Edit['kind']>(kind: Kind) =>
    edits.filter((edit): edit is EditOf<Kind> => edit.kind === kind);
  const byBlock = <E extends { readonly block: BlockId }>(list: readonly E[]) =>
    [...grouped(list, ({ block }) => block)].sort(([a], [b]) => place(a) - place(b));
  const words = byBlock(of('words')).map(([block, list]): Edit => {
    return { kind: 'words', block, edits: sortWordEdits(list.flatMap((edit) => edit.edits)) };
  });
  const attributes = byBlock(of('attributes')).map(([block, list]): Edit => {
    const merge = (side: 'before' | 'after') =>
      Object.assign({}, ...list.map((edit) => edit[side]));
    return { kind: 'attributes', block, before: merge('before'), after: merge('after') };
  });
  const splits = byBlock(of('split')).flatMap(([, list]) => list.sort((a, b) => a.at - b.at));
  const joins = flatJoins(index, of('join'));
  const gone = new Set([
    ...of('delete').map(({ block }) => block.id),
    ...joins.map(({ joined }) => joined.id),
  ]);
  const moves = of('move');
  const needsAnchors = moves.length > 0 || gone.size > 0;
  const fronts = needsAnchors
    ? anchors(index.body, (id) => !gone.has(id))
    : new Map<BlockId, BlockId | null>();
  const inserts: { after: BlockId | null; blocks: Block[] }[] = [];
  const runs = of('insert').map((edit, rank) => ({ edit, rank }));
  runs.sort(
    (a, b) =>
      place(a.edit.after) - place(b.edit.after) ||
      narrowness(b.edit.blocks[0]) - narrowness(a.edit.blocks[0]) ||
      a.rank - b.rank
  );
  for (const { edit } of runs) {
    const last = inserts.at(-1);
    if (last?.after === edit.after) last.blocks.push(...edit.blocks);
    else inserts.push({ after: edit.after, blocks: [...edit.blocks] });
  }
  return {
    algorithm: changeAlgorithm,
    edits: [
      ...of('replace').sort((a, b) => place(a.before.id) - place(b.before.id)),
      ...words,
      ...splits,
      ...joins,
      ...attributes,
      ...moves.map((edit) => ({ ...edit, from: fronts.get(edit.block) ?? null })),
      ...of('delete')
        .sort((a, b) => place(a.block.id) - place(b.block.id))
        .map((edit) => ({ ...edit, after: fronts.get(edit.block.id) ?? null })),
      ...inserts.map((run): Edit => ({ kind: 'insert', ...run })),
    ],
  };
}
