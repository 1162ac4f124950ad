import type { BlockId } from '../text/types.ts';
import { conflictsInDivisions } from './divisions.ts';
import { attributeNames, type EditOf, grouped } from './parts.ts';
import type { Index } from './plan.ts';
import type { Edit, WordEdit } from './types.ts';
import { is, type Link, type Node, type NodeOf, shareChange } from './wishes.ts';
import { removedLength } from './words.ts';

export const wordOf = (edit: EditOf<'words'>) => edit.edits[0] as WordEdit;

/** Blocks of the base that a wish is about. */
export function blocksOf(edit: Edit): readonly BlockId[] {
  switch (edit.kind) {
    case 'insert':
      return edit.after === null ? [] : [edit.after];
    case 'delete':
      return [edit.block.id];
    case 'replace':
      return [edit.before.id];
    case 'join':
      return [edit.block, edit.joined.id];
    default:
      return [edit.block];
  }
}

/** A place between two characters (both ends equal), or a range of them, that a wish needs for itself. */
interface Need {
  readonly from: number;
  readonly to: number;
}

function needOf({ edit }: NodeOf<'words'> | NodeOf<'split'>): Need {
  if (edit.kind === 'split') return { from: edit.at, to: edit.at };
  const word = wordOf(edit);
  return { from: word.at, to: word.at + removedLength(word) };
}

/** Ranges that overlap, a place inside of a range, one place twice. What merely touches does not collide. */
function needsCollide(a: Need, b: Need): boolean {
  if (a.from === a.to && b.from === b.to) return a.from === b.from;
  return a.from < b.to && b.from < a.to;
}

const names = ({ before, after }: EditOf<'attributes'>) =>
  attributeNames.filter((name) => name in before || name in after);
const isWhole = (node: Node) => is('delete')(node) || is('replace')(node);
const needs = (node: Node): node is NodeOf<'words'> | NodeOf<'split'> =>
  is('words')(node) || is('split')(node);

/** Whether two different wishes about the block `id` cannot both be met. */
function collideAt(id: BlockId, a: Node, b: Node): boolean {
  if (is('insert')(a) || is('insert')(b)) return false;
  if (isWhole(a) || isWhole(b)) {
    // A block that is replaced may stand elsewhere; one that is taken out may not.
    const replaced = (one: Node, other: Node) => is('replace')(one) && is('move')(other);
    return !replaced(a, b) && !replaced(b, a);
  }
  if (needs(a) && needs(b)) return needsCollide(needOf(a), needOf(b));
  if (is('move')(a) && is('move')(b)) return true;
  if (is('attributes')(a) && is('attributes')(b)) {
    const wanted = names(b.edit);
    return names(a.edit).some((name) => wanted.includes(name));
  }
  const joinOf = (node: Node) => (is('join')(node) ? node.edit : undefined);
  const [one, other] = [joinOf(a), joinOf(b)];
  if (one && other) return one.joined.id === id && other.joined.id === id;
  const join = one ?? other;
  if (join === undefined) return false;
  const partner = one ? b : a;
  if (is('split')(partner)) return true;
  // What is joined on has no place and no frame of its own any more.
  return join.joined.id === id && (is('move')(partner) || is('attributes')(partner));
}

/** Wishes that cannot both be met: enough pairs to tell groups apart, and whether any two do collide. */
export interface Conflicts {
  readonly links: readonly (readonly [Node, Node])[];
  /**
   * One that is linked and one without which it would not be. Where both are in collisions they are decided on together:
   * no decision on one group makes, or takes away, a collision in another.
   */
  readonly supports: readonly (readonly [Node, Node])[];
  readonly collide: (a: Node, b: Node) => boolean;
}

/**
 * Links among wishes for words and places of one block: each is linked to one that it collides with, if there is one.
 * One sweep, n log n.
 */
function sweep(nodes: readonly (NodeOf<'words'> | NodeOf<'split'>)[], link: Link): void {
  const sorted = nodes
    .map((node) => ({ node, ...needOf(node) }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  let furthest: (typeof sorted)[number] | undefined;
  let point: (typeof sorted)[number] | undefined;
  for (const need of sorted) {
    if (furthest && furthest.to > need.from) link(furthest.node, need.node);
    if (need.from === need.to) {
      if (point?.from === need.from) link(point.node, need.node);
      else point = need;
    } else if (furthest === undefined || need.to > furthest.to) furthest = need;
  }
}

/** Links among wishes about one block. */
function linkBlock(id: BlockId, nodes: readonly Node[], link: Link): void {
  const worded = nodes.filter(needs);
  sweep(worded, link);
  const others = nodes.filter((node) => !needs(node));
  if (others.length === 0) return;
  const whole = nodes.find(isWhole);
  // What is taken out or replaced whole collides with nearly everything; the rest of a block is a handful.
  if (whole) for (const node of nodes) if (collideAt(id, whole, node)) link(whole, node);
  const splits = worded.filter(is('split'));
  for (const [index, a] of others.entries()) {
    for (const b of [...others.slice(index + 1), ...splits]) if (collideAt(id, a, b)) link(a, b);
  }
}

/** Something put between two blocks that another wish makes one. */
function conflictsBetween(index: Index, nodes: readonly Node[], add: Link): void {
  const joins = nodes.filter(is('join'));
  if (joins.length === 0) return;
  const put = grouped(
    nodes.filter((node) => is('insert')(node) || is('move')(node)),
    ({ edit }) => (edit as EditOf<'insert'> | EditOf<'move'>).after
  );
  for (const join of joins) {
    const place = index.places.get(join.edit.joined.id) ?? 0;
    const front = index.body[place - 1]?.id ?? null;
    for (const other of put.get(front) ?? []) add(join, other);
  }
}

/**
 * Blocks that several wishes move behind each other, or join to each other, in a circle: what remains of all of them when
 * those are put aside that are at an end of a chain. Fewer wishes never give more circles, so that
 * decisions can be carried out in any order.
 */
function conflictsInCircles<N extends Node>(
  nodes: readonly N[],
  endsOf: (node: N) => { readonly block: BlockId; readonly after: BlockId | null },
  link: Link
): void {
  let moves = nodes.map((node) => ({ node, edit: endsOf(node) }));
  for (;;) {
    const moved = new Set(moves.map(({ edit }) => edit.block));
    const anchors = new Set(moves.map(({ edit }) => edit.after));
    const left = moves.filter(
      ({ edit }) => edit.after !== null && moved.has(edit.after) && anchors.has(edit.block)
    );
    if (left.length === moves.length) break;
    moves = left;
  }
  const touching = grouped(
    moves.flatMap((move) => [move.edit.block, move.edit.after].map((id) => ({ id, move }))),
    ({ id }) => id
  );
  const done = new Set<(typeof moves)[number]>();
  for (const start of moves) {
    if (done.has(start)) continue;
    const circle = [start];
    done.add(start);
    for (const one of circle) {
      for (const id of [one.edit.block, one.edit.after]) {
        for (const { move } of touching.get(id) ?? []) {
          if (done.has(move)) continue;
          done.add(move);
          circle.push(move);
        }
      }
    }
    for (const [index, a] of circle.entries())
      for (const b of circle.slice(index + 1)) link(a.node, b.node);
  }
}

/** Everything that makes two of the wishes impossible together. */
export function findConflicts(index: Index, nodes: readonly Node[]): Conflicts {
  const links: (readonly [Node, Node])[] = [];
  const supports: (readonly [Node, Node])[] = [];
  const link: Link = (a, b) => {
    if (a !== b && !shareChange(a, b)) links.push([a, b]);
  };
  const byBlock = new Map<BlockId, Node[]>();
  for (const node of nodes) {
    if (node.edit.kind === 'insert') continue;
    for (const id of blocksOf(node.edit)) {
      const list = byBlock.get(id);
      if (list) list.push(node);
      else byBlock.set(id, [node]);
    }
  }
  for (const [id, list] of byBlock) if (list.length > 1) linkBlock(id, list, link);
  const beyond = new Map<Node, Set<Node>>();
  const remember = (a: Node, b: Node) => {
    const set = beyond.get(a);
    if (set) set.add(b);
    else beyond.set(a, new Set([b]));
  };
  const far: Link = (a, b) => {
    if (a === b || shareChange(a, b)) return;
    link(a, b);
    remember(a, b);
    remember(b, a);
  };
  conflictsBetween(index, nodes, far);
  conflictsInDivisions(index, nodes, byBlock, far, (a, b) => supports.push([a, b]));
  conflictsInCircles(nodes.filter(is('move')), ({ edit }) => edit, far);
  conflictsInCircles(
    nodes.filter(is('join')),
    ({ edit }) => ({ block: edit.joined.id, after: edit.block }),
    far
  );
  return {
    links,
    supports,
    collide: (a, b) => {
      if (a === b || shareChange(a, b)) return false;
      if (beyond.get(a)?.has(b)) return true;
      const about = blocksOf(b.edit);
      return blocksOf(a.edit).some((id) => about.includes(id) && collideAt(id, a, b));
    },
  };
}
