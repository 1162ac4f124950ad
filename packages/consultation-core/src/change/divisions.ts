import type { Block, BlockId } from '../text/types.ts';
import { grouped } from './parts.ts';
import type { Index } from './plan.ts';
import { is, type Link, type Node, type NodeOf, narrowness, shareChange } from './wishes.ts';

/** A heading and all that is in its division. */
export type Division = readonly Block[];

/**
 * The division that a heading begins, when all of it leaves with the heading: what `leaves` is taken out or moved
 * elsewhere. Undefined when something of it stays.
 */
function divisionGone(
  { body, places }: Index,
  heading: Block,
  leaves: (id: BlockId) => boolean
): Division | undefined {
  const width = narrowness(heading);
  const blocks: Block[] = [heading];
  const start = places.get(heading.id) ?? 0;
  for (let at = start + 1; at < body.length; at += 1) {
    const block = body[at] as Block;
    if (narrowness(block) <= width) break;
    if (!leaves(block.id)) return undefined;
    blocks.push(block);
  }
  return blocks;
}

/** Divisions that one change takes out whole: the heading and all that is in it and not moved elsewhere. */
export function divisionsGone(
  index: Index,
  deleted: ReadonlyMap<BlockId, unknown>,
  moved: ReadonlyMap<BlockId, unknown>
): readonly Division[] {
  const leaves = (id: BlockId) => deleted.has(id) || moved.has(id);
  return [...deleted.keys()].flatMap((id) => {
    const heading = index.blocks.get(id);
    const blocks = heading?.type === 'heading' && divisionGone(index, heading, leaves);
    return blocks ? [blocks] : [];
  });
}

/** Blocks of divisions, each with how narrow the widest of those is that it is in. */
export function widthsOf(divisions: readonly Division[]): ReadonlyMap<BlockId, number> {
  const widths = new Map<BlockId, number>();
  for (const blocks of divisions) {
    const width = narrowness(blocks[0]);
    for (const { id } of blocks) widths.set(id, Math.min(width, widths.get(id) ?? width));
  }
  return widths;
}

/**
 * A division that is taken out whole stays whole when something in it is wanted otherwise: what changes one of its
 * blocks, or is put among them, collides with all of the deletion. A block that goes elsewhere takes with it what others
 * write into it; only who wants it at another place is in the way.
 */
export function conflictsInDivisions(
  index: Index,
  nodes: readonly Node[],
  byBlock: ReadonlyMap<BlockId, readonly Node[]>,
  collide: Link,
  support: Link
): void {
  const deletes = new Map(
    nodes.filter(is('delete')).map((node) => [node.edit.block.id, node] as const)
  );
  if (deletes.size === 0) return;
  const put = nodes.filter(
    (node): node is NodeOf<'insert'> | NodeOf<'move'> => is('insert')(node) || is('move')(node)
  );
  const behind = grouped(put, ({ edit }) => edit.after);
  const about = (id: BlockId) => byBlock.get(id) ?? [];
  for (const heading of deletes.values()) {
    if (heading.edit.block.type !== 'heading') continue;
    const done = new Set<string>();
    for (const change of heading.changes) {
      const isIts = (node: Node | undefined) => node?.changes.includes(change) === true;
      const moveOf = (id: BlockId) => about(id).find((node) => is('move')(node) && isIts(node));
      const blocks = divisionGone(
        index,
        heading.edit.block,
        (id) => isIts(deletes.get(id)) || moveOf(id) !== undefined
      );
      if (blocks === undefined) continue;
      const all = JSON.stringify(blocks.map(({ id }) => (moveOf(id) ?? deletes.get(id))?.key));
      if (done.has(all)) continue;
      done.add(all);
      const width = narrowness(heading.edit.block);
      const gone = blocks.flatMap(({ id }) => deletes.get(id) ?? []).filter(isIts);
      const moved = blocks.flatMap(({ id }) => moveOf(id) ?? []);
      const other = blocks.flatMap(({ id }) => [
        ...about(id).filter(({ edit }) =>
          moveOf(id) === undefined ? edit.kind !== 'delete' : edit.kind === 'move'
        ),
        // A new article behind one that goes is a neighbour, not a part of it.
        ...(behind.get(id) ?? []).filter(({ edit }) => {
          const first = edit.kind === 'insert' ? edit.blocks[0] : index.blocks.get(edit.block);
          return narrowness(first) > width;
        }),
      ]);
      for (const node of other) {
        if (gone.every((one) => shareChange(node, one))) continue;
        for (const one of gone) collide(node, one);
        // Without one of these the division is not whole.
        for (const one of [...gone, ...moved]) if (one !== node) support(node, one);
      }
    }
  }
}
