import { canonicalBlock, sameBlock } from '../text/canonical.ts';
import { concatInline, inlineText, sliceInline } from '../text/inline.ts';
import type { Block, BlockId, Body } from '../text/types.ts';
import {
  attributeNames,
  attributesOf,
  byId,
  type EditOf,
  editsOf,
  grouped,
  isWorded,
  type Worded,
} from './parts.ts';
import type { Applied, Change, Misfit, WordEdit } from './types.ts';
import { editInline, removedLength } from './words.ts';

/** Whether an edit belongs in front of a split at `place`. */
export function standsBefore(edit: WordEdit, place: number): boolean {
  return (
    edit.at < place || (edit.at === place && edit.side === 'before' && edit.remove.length === 0)
  );
}

/** Word edits in the order of their places; what is put in at a place comes before what is replaced there. */
export function sortWordEdits(edits: readonly WordEdit[]): readonly WordEdit[] {
  return [...edits].sort(
    (a, b) =>
      a.at - b.at ||
      Number(b.side === 'before') - Number(a.side === 'before') ||
      removedLength(a) - removedLength(b)
  );
}

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

/** What one change wants of a text, by block. */
function plan(change: Change) {
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
    joins: grouped(
      editsOf(change, 'join').sort((a, b) => a.at - b.at),
      ({ block }) => block
    ),
    joined: new Set(editsOf(change, 'join').map(({ joined }) => joined.id)),
    inserts: grouped(editsOf(change, 'insert'), ({ after }) => after),
  };
}
type Plan = ReturnType<typeof plan>;

/** Every edit that does not fit the text, or another edit of the same change. */
function misfitsOf(body: Body, change: Change, wanted: Plan): readonly Misfit[] {
  const blocks = byId(body);
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
        if (block && edit.at > inlineText(block.children).length) {
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

/** Blocks of which one edit wants what another makes impossible. */
function overlaps(change: Change, wanted: Plan): Misfit[] {
  const { words, attributes, replaced, deleted, moved, splits, joins, joined } = wanted;
  const whole = [...editsOf(change, 'delete').map(({ block }) => block.id)].concat(
    editsOf(change, 'replace').map(({ before }) => before.id)
  );
  const twice = whole.filter((id, index) => whole.indexOf(id) !== index);
  const moves = editsOf(change, 'move').length > moved.size ? [...moved.keys()] : [];
  const inner = [...words.keys(), ...attributes.keys(), ...splits.keys(), ...joins.keys()];
  const clash = [
    ...twice,
    ...moves,
    ...inner.filter((id) => deleted.has(id) || replaced.has(id)),
    ...[...moved.keys()].filter((id) => deleted.has(id) || joined.has(id)),
    ...[...joined].filter((id) => deleted.has(id) || replaced.has(id) || joins.has(id)),
    ...[...joined, ...joins.keys()].filter((id) => splits.has(id)),
  ];
  return [...new Set(clash)].map((block) => ({ code: 'edits-overlap', block }));
}

/** A base block with all that is done to it: itself, and the pieces that were split off. */
function unit(base: Block, wanted: Plan): Block[] {
  const replaced = wanted.replaced.get(base.id);
  if (replaced) return [canonicalBlock(replaced.after)];
  if (!isWorded(base)) return [canonicalBlock(base)];
  const words = wanted.words.get(base.id) ?? [];
  const splits = wanted.splits.get(base.id) ?? [];
  let head: Worded = base;
  for (const edit of wanted.attributes.get(base.id) ?? []) {
    const { before, after } = edit;
    const kept = Object.entries(head).filter(([name]) => !(name in before));
    head = { ...Object.fromEntries(kept), ...after } as unknown as Worded;
  }
  return [head, ...splits.map(({ into }) => into as Worded)].map((block, index) => {
    const from = index === 0 ? 0 : (splits[index - 1] as EditOf<'split'>).at;
    const to = splits[index]?.at;
    const inside = words.filter(
      (edit) =>
        (index === 0 || !standsBefore(edit, from)) && (to === undefined || standsBefore(edit, to))
    );
    return canonicalBlock({ ...block, children: editInline(base.children, inside, from, to) });
  });
}

/** The text with the change made, or why it does not fit. Law: `apply(b, invert(diff(a, b)))` is `a`. */
export function apply(body: Body, change: Change): Applied {
  const wanted = plan(change);
  const misfits = misfitsOf(body, change, wanted);
  if (misfits.length > 0) return { kind: 'refused', misfits };
  const blocks = byId(body);
  const followers = grouped(wanted.moved.values(), ({ after }) => after);
  const result: Block[] = [];
  const emitted = new Set<BlockId>();
  const place = (id: BlockId) => {
    const base = blocks.get(id) as Block;
    emitted.add(id);
    if (wanted.deleted.has(id) || wanted.joined.has(id)) return;
    const made = unit(base, wanted);
    for (const { joined } of wanted.joins.get(id) ?? []) {
      const last = made.at(-1) as Worded;
      const [first, ...rest] = unit(joined, wanted) as Worded[];
      const children = concatInline(last.children, (first as Worded).children);
      made.splice(-1, 1, { ...last, children }, ...rest);
    }
    result.push(...made);
  };
  /** What stands behind a block: first what was inserted there, then blocks that were moved there, each with its own. */
  const placeBehind = (anchor: BlockId | null) => {
    const waiting: (BlockId | null)[] = [anchor];
    while (waiting.length > 0) {
      const id = waiting.pop() as BlockId | null;
      if (id !== anchor) place(id as BlockId);
      for (const { blocks: inserted } of wanted.inserts.get(id) ?? []) {
        result.push(...inserted.map(canonicalBlock));
      }
      waiting.push(...[...(followers.get(id) ?? [])].reverse().map(({ block }) => block));
    }
  };
  placeBehind(null);
  for (const { id } of body) {
    if (wanted.moved.has(id)) continue;
    place(id);
    placeBehind(id);
  }
  // Blocks that are moved behind each other in a circle have no place.
  const lost = body.filter(({ id }) => !emitted.has(id));
  if (lost.length > 0) {
    return {
      kind: 'refused',
      misfits: lost.map(({ id }) => ({ code: 'edits-overlap', block: id })),
    };
  }
  return { kind: 'applied', body: result };
}
