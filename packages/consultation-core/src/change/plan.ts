import { sameBlock } from '../text/canonical.ts';
import { concatInline, inlineText, sliceInline } from '../text/inline.ts';
import type { Block, BlockId, Body } from '../text/types.ts';
import { attributeNames, attributesOf, editsOf, grouped, isWorded, type Worded } from './parts.ts';
import type { Change, Misfit, WordEdit } from './types.ts';
import { removedLength } from './words.ts';

/** A text with its blocks by id and their places; made once for many changes of one text. */
export interface Index {
  readonly body: Body;
  readonly blocks: ReadonlyMap<BlockId, Block>;
  readonly places: ReadonlyMap<BlockId, number>;
}

export function indexOf(body: Body): Index {
  return {
    body,
    blocks: new Map(body.map((block) => [block.id, block])),
    places: new Map(body.map(({ id }, place) => [id, place])),
  };
}

/** Whether an edit belongs in front of a split at `place`. */
export function standsBefore(edit: WordEdit, place: number): boolean {
  return (
    edit.at < place || (edit.at === place && edit.side === 'before' && edit.remove.length === 0)
  );
}

/** Word edits in the order of their places; what is put in at a place comes before what is replaced there. */
export function sortWordEdits(edits: readonly WordEdit[]): readonly WordEdit[] {
  if (edits.length < 2) return edits;
  return [...edits].sort(
    (a, b) =>
      a.at - b.at ||
      Number(b.side === 'before') - Number(a.side === 'before') ||
      removedLength(a) - removedLength(b)
  );
}

/** What one change wants of a text, by block. */
export function planOf(change: Change) {
  const joins = editsOf(change, 'join').sort((a, b) => a.at - b.at);
  return {
    words: new Map(
      [...grouped(editsOf(change, 'words'), ({ block }) => block)].map(([block, edits]) => [
        block,
        sortWordEdits(edits.flatMap((edit) => edit.edits)),
      ])
    ),
    attributes: grouped(editsOf(change, 'attributes'), ({ block }) => block),
    replaced: new Map(editsOf(change, 'replace').map((edit) => [edit.before.id, edit])),
    deleted: new Map(editsOf(change, 'delete').map((edit) => [edit.block.id, edit])),
    moved: new Map(editsOf(change, 'move').map((edit) => [edit.block, edit])),
    splits: grouped(
      editsOf(change, 'split').sort((a, b) => a.at - b.at),
      ({ block }) => block
    ),
    joins: grouped(joins, ({ block }) => block),
    joined: new Map(joins.map((edit) => [edit.joined.id, edit])),
    inserts: grouped(editsOf(change, 'insert'), ({ after }) => after),
  };
}
export type Plan = ReturnType<typeof planOf>;

function wordMisfit(block: Worded, edits: readonly WordEdit[]): Misfit | undefined {
  const { length } = inlineText(block.children);
  let end = 0;
  for (const edit of edits) {
    if (edit.at < end) return { code: 'edits-overlap', block: block.id };
    end = edit.at + removedLength(edit);
    const there = end <= length ? sliceInline(block.children, edit.at, end) : undefined;
    const same = JSON.stringify(there) === JSON.stringify(concatInline(edit.remove));
    if (there === undefined || !same) return { code: 'content-differs', block: block.id };
  }
  return undefined;
}

/** Every edit that does not fit the text, or another edit of the same change. Work is that of the change alone. */
export function misfitsOf({ blocks }: Index, change: Change, wanted: Plan): readonly Misfit[] {
  const misfits: Misfit[] = [];
  const fresh = new Set<BlockId>();
  const known = (id: BlockId | null) => {
    if (id !== null && !blocks.has(id)) misfits.push({ code: 'block-unknown', block: id });
    return id === null ? undefined : blocks.get(id);
  };
  const asExpected = (expected: Block) => {
    const block = known(expected.id);
    if (block && !sameBlock(block, expected)) {
      misfits.push({ code: 'content-differs', block: expected.id });
    }
  };
  const isFresh = ({ id }: Block) => {
    if (blocks.has(id) || fresh.has(id)) misfits.push({ code: 'block-exists', block: id });
    fresh.add(id);
  };
  const worded = (id: BlockId) => {
    const block = known(id);
    if (block && !isWorded(block)) misfits.push({ code: 'content-differs', block: id });
    return block && isWorded(block) ? block : undefined;
  };
  for (const edit of change.edits) {
    switch (edit.kind) {
      case 'insert':
        known(edit.after);
        edit.blocks.forEach(isFresh);
        break;
      case 'delete':
        asExpected(edit.block);
        break;
      case 'replace':
        asExpected(edit.before);
        if (edit.before.id !== edit.after.id) {
          misfits.push({ code: 'content-differs', block: edit.after.id });
        }
        break;
      case 'attributes': {
        const block = worded(edit.block);
        const has = block && attributesOf(block);
        const keys = attributeNames.filter((name) => name in edit.before || name in edit.after);
        if (has && keys.some((name) => has[name] !== edit.before[name])) {
          misfits.push({ code: 'content-differs', block: edit.block });
        }
        break;
      }
      case 'move':
        known(edit.block);
        known(edit.after);
        break;
      case 'split': {
        const block = worded(edit.block);
        const { length } = block ? inlineText(block.children) : { length: 0 };
        if (!isWorded(edit.into) || !(edit.at >= 0 && edit.at <= length)) {
          misfits.push({ code: 'content-differs', block: edit.block });
        }
        isFresh(edit.into);
        break;
      }
      case 'join':
        worded(edit.block);
        asExpected(edit.joined);
        worded(edit.joined.id);
        break;
      case 'words':
        worded(edit.block);
        break;
    }
  }
  for (const [id, edits] of wanted.words) {
    const block = blocks.get(id);
    const misfit = block && isWorded(block) && wordMisfit(block, edits);
    if (misfit) misfits.push(misfit);
    const straddles = wanted.splits
      .get(id)
      ?.some(({ at }) => edits.some((edit) => edit.at < at && at < edit.at + removedLength(edit)));
    if (straddles) misfits.push({ code: 'edits-overlap', block: id });
  }
  misfits.push(...overlaps(change, wanted));
  return misfits;
}

/** Whether a block is joined, by way of others, to itself. */
function joinsInCircle(joined: Plan['joined'], start: BlockId): boolean {
  let id = joined.get(start)?.block;
  for (let steps = 0; id !== undefined && steps <= joined.size; steps += 1) {
    if (id === start) return true;
    id = joined.get(id)?.block;
  }
  return false;
}

/** Blocks of which one edit wants what another makes impossible. */
function overlaps(change: Change, wanted: Plan): Misfit[] {
  const { words, attributes, replaced, deleted, moved, splits, joins, joined } = wanted;
  const twice = (ids: readonly BlockId[]) =>
    new Set(ids).size === ids.length ? [] : ids.filter((id, index) => ids.indexOf(id) !== index);
  const whole = [
    ...editsOf(change, 'delete').map(({ block }) => block.id),
    ...editsOf(change, 'replace').map(({ before }) => before.id),
  ];
  const points = editsOf(change, 'split').map(({ block, at }) => `${at} ${block}`);
  const inner = [...words.keys(), ...attributes.keys(), ...splits.keys(), ...joins.keys()];
  const clash = [
    ...twice(whole),
    ...twice(editsOf(change, 'move').map(({ block }) => block)),
    ...twice(editsOf(change, 'join').map((edit) => edit.joined.id)),
    ...twice(points).map((point) => point.slice(point.indexOf(' ') + 1)),
    ...inner.filter((id) => deleted.has(id) || replaced.has(id)),
    ...[...moved.keys()].filter((id) => deleted.has(id) || joined.has(id)),
    ...[...joined.keys()].filter((id) => deleted.has(id) || replaced.has(id) || joins.has(id)),
    ...[...joined.keys(), ...joins.keys()].filter((id) => splits.has(id)),
    ...[...joined.keys()].filter((id) => joinsInCircle(joined, id)),
  ];
  return [...new Set(clash)].map((block) => ({ code: 'edits-overlap', block }));
}
