import { concatInline, inlineText, sliceInline } from '../text/inline.ts';
import type { BlockId, Body } from '../text/types.ts';
import { type Made, trace } from './apply.ts';
import {
  collisionsAmong,
  type Group,
  groupOf,
  optionKey,
  type Wished,
  wishedOf,
} from './collisions.ts';
import { blocksOf, type Conflicts, findConflicts } from './conflicts.ts';
import { diff } from './diff.ts';
import {
  type Collision,
  type Fate,
  type Merged,
  mergeAlgorithm,
  type NamedChange,
  type Resolution,
} from './merged.ts';
import { type EditOf, grouped, type Worded } from './parts.ts';
import { changeFrom } from './placement.ts';
import { type Index, indexOf } from './plan.ts';
import type { Change, Edit } from './types.ts';
import { byRank, keyOf, type Node, narrowness, nodesOf, wishesOf, wishKey } from './wishes.ts';

const isMove = (node: Node): node is Node & { readonly edit: EditOf<'move'> } =>
  node.edit.kind === 'move';

/** Whoever decided; no amendment has a name with a blank in it. */
export const drafter = 'staff of ';

/** The wishes that a wording of staff amounts to. */
export function wordingEdits(
  index: Index,
  { kind, blocks, before, range }: Collision,
  resolution: Extract<Resolution, { take: 'words' | 'blocks' }>
): readonly Edit[] | undefined {
  if (resolution.take === 'words') {
    if (kind !== 'words' || range === undefined) return undefined;
    const { from, to } = range;
    const block = before[0] as Worded;
    const remove = from === to ? [] : sliceInline(block.children, from, to);
    // The original in so many words.
    if (JSON.stringify(remove) === JSON.stringify(concatInline(resolution.words))) return [];
    if (from === to && inlineText(resolution.words) === '') return [];
    return [
      { kind: 'words', block: block.id, edits: [{ at: from, remove, insert: resolution.words }] },
    ];
  }
  if (new Set(resolution.blocks.map(({ id }) => id)).size < resolution.blocks.length)
    return undefined;
  const change = diff(before, resolution.blocks);
  const fresh = change.edits.some(
    (edit) => edit.kind === 'insert' && edit.blocks.some(({ id }) => index.blocks.has(id))
  );
  if (fresh) return undefined;
  const [first = ''] = blocks;
  const goes = change.edits.some((edit) => edit.kind === 'delete' && edit.block.id === first);
  // Where the first block goes its own place is left, wherever the one in front of it is moved to.
  const front = goes ? first : (index.body[(index.places.get(first) ?? 0) - 1]?.id ?? null);
  return wishesOf(change).map((edit) =>
    (edit.kind === 'insert' || edit.kind === 'move') && edit.after === null
      ? { ...edit, after: front }
      : edit
  );
}

interface Outcome {
  readonly gone: readonly Node[];
  readonly come: readonly Node[];
}

/** Wishes that go, and those that come instead, by a decision; undefined when it is none on this group. */
function outcomeOf(
  index: Index,
  { collision, nodes }: Group,
  resolution: Resolution,
  collide: Conflicts['collide']
): Outcome | undefined {
  switch (resolution.take) {
    case 'original':
      return { gone: nodes, come: [] };
    case 'change': {
      const { option } = resolution;
      const found = option && collision.options.find((one) => optionKey(one) === option);
      if (option && !found) return undefined;
      const id = found ? (found.changes[0] ?? '') : resolution.change;
      const taken = nodes.filter(({ changes }) => changes.includes(id));
      const gone = nodes.filter((node) => taken.some((one) => collide(one, node)));
      return gone.length === 0 ? undefined : { gone, come: [] };
    }
    default: {
      const edits = wordingEdits(index, collision, resolution);
      if (edits === undefined) return undefined;
      const id = `${drafter}${collision.key}`;
      return { gone: nodes, come: nodesOf([{ id, wishes: edits }]) };
    }
  }
}

/**
 * A new division that one change puts behind a block comes behind what others move there, with what its own change
 * moved into it: else a moved paragraph would end up in a division that its author does not know of.
 */
function settled(index: Index, nodes: readonly Node[]): readonly Edit[] {
  const moved = grouped(nodes.filter(isMove), ({ edit }) => edit.after);
  if (moved.size === 0) return nodes.map(({ edit }) => edit);
  const anchor = new Map<Node, BlockId>();
  for (const node of nodes) {
    if (node.edit.kind !== 'insert') continue;
    const width = narrowness(node.edit.blocks[0]);
    const behind = moved.get(node.edit.after) ?? [];
    const own = behind.filter((move) => move.changes.some((id) => node.changes.includes(id)));
    const last = behind.findLast(
      (move) => !own.includes(move) && narrowness(index.blocks.get(move.edit.block)) > width
    );
    if (last === undefined) continue;
    for (const one of [node, ...own]) anchor.set(one, last.edit.block);
  }
  return nodes.map((node) => {
    const after = anchor.get(node);
    const { edit } = node;
    return after !== undefined && (edit.kind === 'insert' || edit.kind === 'move')
      ? { ...edit, after }
      : edit;
  });
}

/** Pieces that were split off, with all that others wrote into them, so that the change can be taken back. */
export function withPieces(change: Change, made: readonly Made[]): Change {
  if (change.edits.every(({ kind }) => kind !== 'split')) return change;
  const blocks = new Map(made.map(({ block }) => [block.id, block]));
  return {
    ...change,
    edits: change.edits.map((edit) =>
      edit.kind === 'split' ? { ...edit, into: blocks.get(edit.into.id) ?? edit.into } : edit
    ),
  };
}

/** All that is not in a group, made; and what turns out not to go together by no rule that groups are made by. */
function together(index: Index, nodes: readonly Node[], groups: readonly Group[]) {
  const open = new Set(groups.flatMap((group) => group.nodes));
  let free = nodes.filter((node) => !open.has(node));
  const stuck: Node[] = [];
  for (;;) {
    const change = changeFrom(index, settled(index, free));
    const traced = trace(index, change);
    if (traced.kind === 'applied') {
      return { change: withPieces(change, traced.made), made: traced.made, stuck };
    }
    const blocks = new Set(traced.misfits.map(({ block }) => block));
    const about = free.filter(({ edit }) =>
      [...blocksOf(edit), ...(edit.kind === 'move' ? [edit.after ?? ''] : [])].some((id) =>
        blocks.has(id)
      )
    );
    // Words stand in nobody's way but that of other words.
    const placed = about.filter(({ edit }) => edit.kind !== 'words');
    const out = new Set(placed.length > 0 ? placed : about.length > 0 ? about : free);
    stuck.push(...out);
    free = free.filter((node) => !out.has(node));
  }
}

/** Recorded decisions carried out until there is none left that fits a group, and what then is open. */
function decide(
  index: Index,
  start: readonly Node[],
  sorted: readonly NamedChange[],
  resolutions: readonly Resolution[],
  within: string | undefined
) {
  const byKey = new Map(resolutions.map((one) => [one.collision, one]));
  const lost = new Map<Node, string>();
  const resolved: { collision: Collision; resolution: Resolution }[] = [];
  let nodes = start;
  for (;;) {
    const conflicts = findConflicts(index, nodes);
    const { collide } = conflicts;
    const found = collisionsAmong(index, nodes, sorted, conflicts, within);
    const result = together(index, nodes, found);
    const stuck = new Set(result.stuck);
    const groups =
      stuck.size === 0 ? found : [...found, groupOf(index, result.stuck, sorted, within)];
    const next = new Set(nodes);
    const before = resolved.length;
    for (const group of groups) {
      const { key } = group.collision;
      const resolution = byKey.get(key);
      const outcome =
        resolution &&
        outcomeOf(
          index,
          group,
          resolution,
          (a, b) =>
            collide(a, b) || (stuck.has(a) && !a.changes.some((id) => b.changes.includes(id)))
        );
      if (resolution === undefined || outcome === undefined) continue;
      byKey.delete(key);
      resolved.push({ collision: group.collision, resolution });
      const wanted = new Set(outcome.come.map((node) => node.key));
      const lose = (node: Node) => {
        next.delete(node);
        lost.set(node, key);
      };
      // What staff want too is no loss.
      for (const node of outcome.gone) if (!wanted.has(node.key)) lose(node);
      const there = new Set([...next].map((node) => node.key));
      const come = outcome.come.filter((node) => !there.has(node.key));
      const { collide: against } = findConflicts(index, [...next, ...come]);
      // Staff worded it with all that is wanted before their eyes: what stands against it is lost to it.
      for (const node of next) if (come.some((one) => against(one, node))) lose(node);
      for (const node of come) next.add(node);
    }
    if (resolved.length === before) {
      return { ...result, groups, lost, resolved, stale: [...byKey.values()] };
    }
    nodes = [...next];
  }
}

/** What became of each wish. */
function fatesOf(
  wished: readonly Wished[],
  nodes: readonly Node[],
  groups: readonly Group[],
  lost: ReadonlyMap<Node, string>
): readonly Fate[] {
  const nodeOf = new Map(nodes.map((node) => [node.key, node]));
  const open = new Map(
    groups.flatMap((group) => group.nodes.map((node) => [node, group.collision.key] as const))
  );
  const outcomeFor = (id: string, edit: Edit): Fate['outcome'] => {
    const node = nodeOf.get(wishKey(edit)) as Node;
    const waits = open.get(node);
    if (waits !== undefined) return { kind: 'open', collision: waits };
    const loss = lost.get(node);
    if (loss !== undefined) return { kind: 'lost', collision: loss };
    return { kind: 'applied', with: node.changes.filter((one) => one !== id) };
  };
  return wished.flatMap(({ id, wishes, orphans }) => [
    ...wishes.map((edit): Fate => ({ change: id, edit, outcome: outcomeFor(id, edit) })),
    ...orphans.map(({ edit, misfit }): Fate => {
      return { change: id, edit, outcome: { kind: 'orphan', misfit } };
    }),
  ]);
}

/**
 * Changes on one base as one, with the decisions that were recorded on their collisions. Laws:
 * - without open collisions the result is the same bytes in every order of `changes` and of `resolutions`, for ever;
 * - identical edits are an agreement; adjacent edits do not collide; edits in one word do;
 * - a decision for an option or for the original makes none on another collision stale;
 * - nothing vanishes: each wish of each change is told once in `fates`, as applied, open, lost to a decision or orphan;
 * - what is left out takes away its own words only: all others are as they would be without it.
 * `within` names the amendment that these amend: their collisions have keys of their own. Throws RangeError when two
 * changes have the same id.
 */
export function merge(
  base: Body,
  changes: readonly NamedChange[],
  resolutions: readonly Resolution[] = [],
  within?: string
): Merged {
  const ids = new Set(changes.map(({ id }) => id));
  if (ids.size < changes.length) throw new RangeError('Two changes have the same id');
  const index = indexOf(base);
  const sorted = [...changes].sort(byRank);
  const wished = sorted.map((change) => wishedOf(index, change));
  const nodes = nodesOf(wished);
  const order = (one: Resolution) => `${one.collision} ${keyOf(one)}`;
  const told = [...resolutions].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const { change, made, groups, lost, resolved, stale } = decide(
    index,
    nodes,
    sorted,
    told,
    within
  );
  return {
    algorithm: mergeAlgorithm,
    change,
    body: made.map(({ block }) => block),
    collisions: groups.map(({ collision }) => collision),
    resolved,
    stale,
    fates: fatesOf(wished, nodes, groups, lost),
  };
}
