import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalBlock } from '../text/canonical.ts';
import type { Block, BlockId, Body, Inline } from '../text/types.ts';
import { trace } from './apply.ts';
import { blocksOf, type Conflicts, findConflicts, wordOf } from './conflicts.ts';
import { type Collision, mergeAlgorithm, type NamedChange, type Option } from './merged.ts';
import { grouped, type Worded } from './parts.ts';
import { changeFrom } from './placement.ts';
import { type Index, indexOf, misfitsOf, planOf } from './plan.ts';
import { type Change, changeAlgorithm, type Edit, type Misfit } from './types.ts';
import { byRank, type Node, nodesOf, wishesOf, wishKey } from './wishes.ts';
import { editInline, removedLength } from './words.ts';

/** What a change wants of a base, and what of it does not fit there. */
export interface Wished {
  readonly id: string;
  readonly wishes: readonly Edit[];
  readonly orphans: readonly { readonly edit: Edit; readonly misfit: Misfit }[];
}

const changeWith = (edits: readonly Edit[]): Change => ({ algorithm: changeAlgorithm, edits });

/** The wishes of a change that fit the base; one that does not takes only its own words with it. */
export function wishedOf(index: Index, { id, change }: NamedChange): Wished {
  const misfit = (edits: readonly Edit[]) => {
    const tried = changeWith(edits);
    return misfitsOf(index, tried, planOf(tried))[0];
  };
  const wishes = wishesOf(change);
  if (misfit(change.edits) === undefined) return { id, wishes, orphans: [] };
  const fitting: Edit[] = [];
  const orphans: { edit: Edit; misfit: Misfit }[] = [];
  for (const edit of wishes) {
    const wrong = misfit([edit]);
    if (wrong === undefined) fitting.push(edit);
    else orphans.push({ edit, misfit: wrong });
  }
  const wrong = misfit(fitting);
  if (wrong === undefined) return { id, wishes: fitting, orphans };
  return {
    id,
    wishes: [],
    orphans: [...orphans, ...fitting.map((edit) => ({ edit, misfit: wrong }))],
  };
}

/** Sets that grow together. */
function unions() {
  const leader = new Map<Node, Node>();
  const find = (node: Node): Node => {
    let top = node;
    for (let up = leader.get(top); up !== undefined; up = leader.get(top)) top = up;
    for (let at = node; at !== top; ) {
      const up = leader.get(at) as Node;
      leader.set(at, top);
      at = up;
    }
    return top;
  };
  const unite = (a: Node, b: Node): void => {
    const [one, other] = [find(a), find(b)];
    if (one !== other) leader.set(other, one);
  };
  return { find, unite };
}

const isInside = ({ edit }: Node) => edit.kind !== 'insert' && edit.kind !== 'move';

/**
 * Wishes that hang together by collisions: the smallest that can be decided on by themselves. Where more than words is
 * at stake a block is decided on whole, so that all that is wanted of it is on the table.
 */
function groupsOf(
  nodes: readonly Node[],
  { links, supports }: Pick<Conflicts, 'links' | 'supports'>
): readonly (readonly Node[])[] {
  if (links.length === 0) return [];
  const { find, unite } = unions();
  const linked = new Set(links.flat());
  for (const [a, b] of links) unite(a, b);
  const byBlock = nodesByBlock(nodes.filter(isInside));
  const done = new Set<BlockId>();
  // What goes elsewhere, or comes behind a block, leaves what is inside of it alone.
  const queue = [...linked].filter((node) => isInside(node) && node.edit.kind !== 'words');
  for (let node = queue.pop(); node; node = queue.pop()) {
    for (const id of blocksOf(node.edit)) {
      if (done.has(id)) continue;
      done.add(id);
      for (const other of byBlock.get(id) ?? []) {
        unite(node, other);
        linked.add(other);
        if (other.edit.kind !== 'words') queue.push(other);
      }
    }
  }
  for (const [a, b] of supports) if (linked.has(a) && linked.has(b)) unite(a, b);
  const groups = grouped(
    nodes.filter((node) => linked.has(node)),
    find
  );
  return [...groups.values()];
}

/** A group with what can be decided about it. */
export interface Group {
  readonly collision: Collision;
  readonly nodes: readonly Node[];
}

const rangeOf = (nodes: readonly Node[]) => {
  let from = Number.POSITIVE_INFINITY;
  let to = 0;
  for (const { edit } of nodes) {
    if (edit.kind !== 'words') continue;
    const word = wordOf(edit);
    from = Math.min(from, word.at);
    to = Math.max(to, word.at + removedLength(word));
  }
  return { from, to };
};

/** The words of a block between two places with some of the edits made. */
function wordsBetween(block: Worded, nodes: readonly Node[], from: number, to: number) {
  const edits = nodes
    .flatMap(({ edit }) => (edit.kind === 'words' ? [wordOf(edit)] : []))
    .sort((a, b) => a.at - b.at || removedLength(a) - removedLength(b));
  return editInline(block.children, edits, from, to);
}

/** What the blocks concerned would be with just these wishes met. */
function madeBy(index: Index, ids: readonly BlockId[], nodes: readonly Node[]): readonly Block[] {
  const body = ids.map((id) => index.blocks.get(id) as Block);
  const there = new Set(ids);
  const edits = nodes
    .map(({ edit }) => edit)
    .filter((edit) => edit.kind !== 'move' || edit.after === null || there.has(edit.after));
  const small = indexOf(body);
  const traced = trace(small, changeFrom(small, edits));
  return traced.kind === 'applied' ? traced.made.map(({ block }) => block) : body;
}

/** 128 bits of SHA-256, in hex. */
const hashed = (told: string) => bytesToHex(sha256(utf8ToBytes(told))).slice(0, 32);

/** Names what an option wants, without saying who does: the same wishes have the same key for ever. */
export function optionKey({ change }: Pick<Option, 'change'>): string {
  return hashed(JSON.stringify(wishesOf(change).map(wishKey).sort()));
}

/** Hash of what is wanted of which words. */
function keyFor(
  kind: string,
  before: readonly Block[],
  range: unknown,
  nodes: readonly Node[],
  within: string | undefined
) {
  const wanted = nodes.map(({ key }) => key).sort();
  const told = JSON.stringify([
    mergeAlgorithm,
    kind,
    before.map(canonicalBlock),
    range ?? null,
    wanted,
    ...(within === undefined ? [] : [within]),
  ]);
  return bytesToHex(sha256(utf8ToBytes(told))).slice(0, 32);
}

const ranksOf = (sorted: readonly NamedChange[]): ReadonlyMap<string, number> =>
  new Map(sorted.map(({ id }, rank) => [id, rank]));

/** A group of wishes as what has to be decided. */
export function groupOf(
  index: Index,
  nodes: readonly Node[],
  sorted: readonly NamedChange[],
  within?: string,
  ranks = ranksOf(sorted)
): Group {
  const ids = [...new Set(nodes.flatMap(({ edit }) => blocksOf(edit)))].sort(
    (a, b) => (index.places.get(a) ?? 0) - (index.places.get(b) ?? 0)
  );
  const before = ids.map((id) => index.blocks.get(id) as Block);
  const kind =
    ids.length === 1 && nodes.every(({ edit }) => edit.kind === 'words') ? 'words' : 'blocks';
  const range = kind === 'words' ? rangeOf(nodes) : undefined;
  const changes = [...new Set(nodes.flatMap((node) => node.changes))].sort(
    (a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0)
  );
  const wants = grouped(changes, (id) =>
    nodes.flatMap((node, place) => (node.changes.includes(id) ? [place] : [])).join(' ')
  );
  const options = [...wants].map(([places, agreed]): Option => {
    const own = places.split(' ').map((place) => nodes[Number(place)] as Node);
    const words: readonly Inline[] | undefined =
      range && wordsBetween(before[0] as Worded, own, range.from, range.to);
    return {
      changes: agreed,
      change: changeFrom(
        index,
        own.map(({ edit }) => edit)
      ),
      after: madeBy(index, ids, own),
      ...(words ? { words } : {}),
    };
  });
  const collision: Collision = {
    key: keyFor(kind, before, range, nodes, within),
    kind,
    blocks: ids,
    before,
    ...(range ? { range } : {}),
    options,
    ...(within === undefined ? {} : { within }),
  };
  return { collision, nodes };
}

/** Wishes by each block that they are about. */
function nodesByBlock(nodes: readonly Node[]): ReadonlyMap<BlockId, readonly Node[]> {
  const byBlock = new Map<BlockId, Node[]>();
  for (const node of nodes) {
    for (const id of blocksOf(node.edit)) {
      const list = byBlock.get(id);
      if (list) list.push(node);
      else byBlock.set(id, [node]);
    }
  }
  return byBlock;
}

/**
 * What several changes on one base want differently, in reading order: for each group of words or blocks, who wants
 * what. Identical edits are an agreement, adjacent ones leave each other alone, edits in one word collide. One sweep,
 * n log n in the number of edits.
 */
export function collisions(base: Body, changes: readonly NamedChange[]): readonly Collision[] {
  const index = indexOf(base);
  const sorted = [...changes].sort(byRank);
  const nodes = nodesOf(sorted.map((change) => wishedOf(index, change)));
  return collisionsAmong(index, nodes, sorted).map(({ collision }) => collision);
}

/** The groups among wishes, in reading order. */
export function collisionsAmong(
  index: Index,
  nodes: readonly Node[],
  sorted: readonly NamedChange[],
  conflicts: Pick<Conflicts, 'links' | 'supports'> = findConflicts(index, nodes),
  within?: string
): readonly Group[] {
  const ranks = ranksOf(sorted);
  const groups = groupsOf(nodes, conflicts);
  const place = ({ collision }: Group) =>
    [index.places.get(collision.blocks[0] ?? '') ?? -1, collision.range?.from ?? -1] as const;
  return groups
    .map((group) => groupOf(index, group, sorted, within, ranks))
    .sort((a, b) => {
      const [left, right] = [place(a), place(b)];
      return (
        left[0] - right[0] || left[1] - right[1] || (a.collision.key < b.collision.key ? -1 : 1)
      );
    });
}
