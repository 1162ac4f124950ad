import { sameBlock } from '../text/canonical.ts';
import { sliceInline } from '../text/inline.ts';
import type { Block, BlockId, Body, Inline } from '../text/types.ts';
import { apply } from './apply.ts';
import { diff } from './diff.ts';
import { byId, editsOf, grouped, isWorded } from './parts.ts';
import type { Change } from './types.ts';
import { diffInline, removedLength } from './words.ts';

/** A run of inline content that both texts have, or only one of them. */
export interface Segment {
  readonly op: 'equal' | 'insert' | 'delete';
  readonly children: readonly Inline[];
}

/** One block of a comparison, in the reading order of the later text with deleted blocks where they stood. */
export type DiffRow =
  | { readonly kind: 'same'; readonly block: Block }
  | { readonly kind: 'inserted'; readonly block: Block }
  | { readonly kind: 'deleted'; readonly block: Block }
  /** Words differ, or label, marker, indent; `before` and `after` have the same id. `moved` when its place differs too. */
  | {
      readonly kind: 'changed';
      readonly before: Block;
      readonly after: Block;
      readonly segments: readonly Segment[];
      readonly moved: boolean;
    }
  | { readonly kind: 'moved'; readonly block: Block };

/** Two runs of inline content as one: what both have, what went, what came. */
export function segmentsOf(
  before: readonly Inline[],
  after: readonly Inline[]
): readonly Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  const equal = (to?: number) => {
    const children = sliceInline(before, at, to);
    if (children.some((inline) => 'type' in inline || inline.text !== '')) {
      segments.push({ op: 'equal', children });
    }
  };
  for (const edit of diffInline(before, after)) {
    equal(edit.at);
    if (edit.remove.length > 0) segments.push({ op: 'delete', children: edit.remove });
    if (edit.insert.length > 0) segments.push({ op: 'insert', children: edit.insert });
    at = edit.at + removedLength(edit);
  }
  equal();
  return segments;
}

/** A block that became another of the same id. */
function changedRow(before: Block, after: Block, moved: boolean): DiffRow {
  const segments =
    isWorded(before) && isWorded(after) ? segmentsOf(before.children, after.children) : [];
  return { kind: 'changed', before, after, segments, moved };
}

/**
 * What a reader needs to see a change: every block of both texts, once. Throws RangeError when the change does not fit.
 */
export function diffRows(before: Body, change: Change): readonly DiffRow[] {
  const applied = apply(before, change);
  if (applied.kind === 'refused') {
    const [misfit] = applied.misfits;
    throw new RangeError(`The change does not fit the text: ${misfit?.code} at ${misfit?.block}`);
  }
  const old = byId(before);
  const now = byId(applied.body);
  const moved = new Set(editsOf(change, 'move').map(({ block }) => block));
  const previous = new Map(before.map(({ id }, index) => [id, before[index - 1]?.id ?? null]));
  const gone = grouped(
    before.filter(({ id }) => !now.has(id)),
    ({ id }) => previous.get(id) ?? null
  );
  const rows: DiffRow[] = [];
  const deletedBehind = (anchor: BlockId | null) => {
    for (let next = gone.get(anchor)?.[0]; next; next = gone.get(next.id)?.[0]) {
      rows.push({ kind: 'deleted', block: next });
    }
  };
  deletedBehind(null);
  for (const block of applied.body) {
    const was = old.get(block.id);
    if (was === undefined) rows.push({ kind: 'inserted', block });
    else if (!sameBlock(was, block)) rows.push(changedRow(was, block, moved.has(block.id)));
    else rows.push({ kind: moved.has(block.id) ? 'moved' : 'same', block });
    if (was !== undefined) deletedBehind(block.id);
  }
  return rows;
}

/** The same, computed from two texts. */
export function compareBodies(before: Body, after: Body): readonly DiffRow[] {
  return diffRows(before, diff(before, after));
}
