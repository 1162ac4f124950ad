import type { Change, Edit, Segment, WordEdit } from 'consultation-core/change';
import {
  type Block,
  type BlockId,
  type Body,
  inlineText,
  sliceInline,
} from 'consultation-core/text';

export type EditOf<Kind extends Edit['kind']> = Extract<Edit, { kind: Kind }>;
/** The edits of one kind, in their order. */
export const editsOf = <Kind extends Edit['kind']>(change: Change, kind: Kind) =>
  change.edits.filter((edit): edit is EditOf<Kind> => edit.kind === kind);

const lengthOf = (edit: WordEdit) => inlineText(edit.remove).length;

/** The words of a block from `from` to `to` with what is done to them. */
function segmentsBetween(
  block: Block,
  edits: readonly WordEdit[],
  from: number,
  to: number
): Segment[] {
  const segments: Segment[] = [];
  let at = from;
  const equal = (end: number) => {
    if (end <= at) return;
    segments.push({ op: 'equal', children: sliceInline(block.children, at, end) });
  };
  for (const edit of edits) {
    equal(edit.at);
    if (edit.remove.length > 0) segments.push({ op: 'delete', children: edit.remove });
    if (edit.insert.length > 0) segments.push({ op: 'insert', children: edit.insert });
    at = edit.at + lengthOf(edit);
  }
  equal(to);
  return segments;
}

/** What becomes of the words of one block of the base: itself, then the pieces that were split off. */
function piecesOf(block: Block, edits: readonly WordEdit[], cuts: readonly number[]): Segment[][] {
  const inFront = ({ at, side, remove }: WordEdit, cut: number) =>
    at < cut || (at === cut && side === 'before' && remove.length === 0);
  const { length } = inlineText(block.children);
  return [0, ...cuts].map((from, index) => {
    const to = cuts[index];
    const inside = edits.filter(
      (edit) => (index === 0 || !inFront(edit, from)) && (to === undefined || inFront(edit, to))
    );
    return segmentsBetween(block, inside, from, to ?? length);
  });
}

/**
 * Without the marks of a blank that goes or comes where words are cut or put together: that is said in a note, and a
 * blank struck through looks like a dash. `kept` is what is there on the side that is shown.
 */
function seamless(segments: readonly Segment[], kept: 'insert' | 'delete'): readonly Segment[] {
  return segments.flatMap((segment): Segment[] => {
    const isBlank = segment.op !== 'equal' && inlineText(segment.children).trim() === '';
    if (isBlank) return segment.op === kept ? [{ ...segment, op: 'equal' }] : [];
    return kept === 'delete' && segment.op === 'insert' ? [] : [segment];
  });
}

export interface Rebuilt {
  /** What the words of a block of the later text are made of. */
  readonly segments: ReadonlyMap<BlockId, readonly Segment[]>;
  /** What became of the words of a block of the earlier text. */
  readonly was: ReadonlyMap<BlockId, readonly Segment[]>;
}

/** Blocks whose words were cut or put together, with what came of each of their words. */
export function rebuilt(before: Body, change: Change): Rebuilt {
  const old = new Map(before.map((block) => [block.id, block]));
  const words = new Map<BlockId, readonly WordEdit[]>();
  for (const { block, edits } of editsOf(change, 'words')) {
    const sorted = [...(words.get(block) ?? []), ...edits].sort(
      (a, b) => a.at - b.at || lengthOf(a) - lengthOf(b)
    );
    words.set(block, sorted);
  }
  const splits = new Map<BlockId, EditOf<'split'>[]>();
  for (const edit of editsOf(change, 'split')) {
    splits.set(
      edit.block,
      [...(splits.get(edit.block) ?? []), edit].sort((a, b) => a.at - b.at)
    );
  }
  const segments = new Map<BlockId, readonly Segment[]>();
  const was = new Map<BlockId, readonly Segment[]>();
  const unit = (id: BlockId): { id: BlockId; segments: Segment[] }[] => {
    const block = old.get(id);
    if (block === undefined) return [];
    const cuts = splits.get(id) ?? [];
    const pieces = piecesOf(
      block,
      words.get(id) ?? [],
      cuts.map(({ at }) => at)
    );
    was.set(id, seamless(pieces.flat(), 'delete'));
    return pieces.map((piece, index) => ({
      id: index === 0 ? id : (cuts[index - 1]?.into.id ?? id),
      segments: piece,
    }));
  };
  const joins = editsOf(change, 'join').sort((a, b) => a.at - b.at);
  const joined = new Set(joins.map(({ joined }) => joined.id));
  for (const id of new Set([...splits.keys(), ...joins.map(({ block }) => block)])) {
    if (joined.has(id)) continue;
    const made = unit(id);
    for (const join of joins.filter(({ block }) => block === id)) {
      const [first, ...rest] = unit(join.joined.id);
      const last = made.at(-1);
      if (last && first) last.segments = [...last.segments, ...first.segments];
      made.push(...rest);
    }
    for (const piece of made) segments.set(piece.id, seamless(piece.segments, 'insert'));
  }
  return { segments, was };
}
