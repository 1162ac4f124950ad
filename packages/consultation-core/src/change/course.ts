import { sameBlock } from '../text/canonical.ts';
import { blockText, inlineText } from '../text/inline.ts';
import type { BlockId, Body } from '../text/types.ts';
import { type Made, type Span, type Traced, trace } from './apply.ts';
import { type Division, divisionsGone, widthsOf } from './divisions.ts';
import type { Carried } from './merged.ts';
import type { EditOf } from './parts.ts';
import { type Index, indexOf, planOf } from './plan.ts';
import type { Change, Edit, WordEdit } from './types.ts';
import { wishesOf, wishKey } from './wishes.ts';
import { removedLength } from './words.ts';

export type Lost = NonNullable<Carried['why']>['code'];
/** An edit in coordinates of the new version, or what stands in its way there. */
export type Outcome =
  | { readonly how: 'untouched' | 'moved' | 'adjusted'; readonly edits: readonly Edit[] }
  | { readonly how: 'adopted' }
  | { readonly how: 'lost'; readonly code: Lost; readonly block: BlockId; readonly words: string };

/** A base, what was done to it, and where everything went; made once for many changes of the base. */
export interface Course {
  readonly old: Index;
  readonly now: Index;
  /** What was done, by what it wants. */
  readonly done: ReadonlyMap<string, Edit>;
  readonly plan: ReturnType<typeof planOf>;
  readonly made: readonly Made[];
  /** Blocks of the result that hold words of a block of the base, in order. */
  readonly pieces: ReadonlyMap<BlockId, readonly Made[]>;
  /** Divisions that were taken out whole. */
  readonly gone: readonly Division[];
  readonly widths: ReadonlyMap<BlockId, number>;
  readonly places: Extract<Traced, { kind: 'applied' }>['places'];
}

export function courseOf(base: Body, onto: Change): Course {
  const old = indexOf(base);
  const traced = trace(old, onto);
  if (traced.kind === 'refused') {
    const [misfit] = traced.misfits;
    throw new RangeError(`The change does not fit the base: ${misfit?.code} at ${misfit?.block}`);
  }
  const pieces = new Map<BlockId, Made[]>();
  for (const made of traced.made) {
    const from = new Set(made.spans?.map(({ block }) => block) ?? []);
    if (made.source !== undefined) from.add(made.source);
    for (const id of from) {
      const list = pieces.get(id);
      if (list) list.push(made);
      else pieces.set(id, [made]);
    }
  }
  const plan = planOf(onto);
  const gone = divisionsGone(old, plan.deleted, plan.moved);
  return {
    old,
    gone,
    widths: widthsOf(gone),
    now: indexOf(traced.made.map(({ block }) => block)),
    done: new Map(wishesOf(onto).map((edit) => [wishKey(edit), edit])),
    plan,
    made: traced.made,
    pieces,
    places: traced.places,
  };
}

/** End of what a span covers of its block of the base. */
const spanEnd = (span: Span) =>
  span.kind === 'kept' ? span.to : span.edit.at + removedLength(span.edit);
const spanStart = (span: Span) => (span.kind === 'kept' ? span.from : span.edit.at);
const spanLength = (span: Span) =>
  span.kind === 'kept' ? span.to - span.from : inlineText(span.edit.insert).length;

/** Where a range of words of a base block stands now, if nothing was changed in it and it is in one block. */
export function rangeNow(course: Course, id: BlockId, from: number, to: number) {
  for (const made of course.pieces.get(id) ?? []) {
    let at = 0;
    for (const span of made.spans ?? []) {
      if (span.block === id && span.kind === 'kept' && span.from <= from && to <= span.to) {
        // A point at the edge of what stayed is decided on by what stands beside it.
        if (from < to) return { block: made.block.id, at: at + from - span.from };
      }
      at += spanLength(span);
    }
  }
  return undefined;
}

/** What is put in at one place stands in this order: words in front of a split, the split, words behind it. */
const rankOf = (edit: EditOf<'split'> | WordEdit) =>
  'kind' in edit ? 1 : edit.side === 'before' ? 0 : 2;

/**
 * Where a place between two characters of a base block is now for something that is put in there, if nobody put something
 * or split just there but what `isOwn` says the same change wants too.
 */
export function pointNow(
  course: Course,
  id: BlockId,
  put: EditOf<'split'> | WordEdit,
  isOwn: (edit: Edit) => boolean
) {
  const { at: point } = put;
  const rank = rankOf(put);
  const pieces = course.pieces.get(id) ?? [];
  const splits = course.plan.splits.get(id) ?? [];
  const split = splits.findIndex(({ at }) => at === point);
  if (split >= 0 && !isOwn(splits[split] as Edit)) return undefined;
  const others = (course.plan.words.get(id) ?? []).filter(
    (edit) => edit.at === point && removedLength(edit) === 0
  );
  if (!others.every((edit) => isOwn({ kind: 'words', block: id, edits: [edit] }))) return undefined;
  if (split >= 0) {
    const made = pieces[rank === 0 ? split : split + 1];
    const at = rank === 0 && made ? blockText(made.block).length : 0;
    return made && { block: made.block.id, at };
  }
  for (const [number, made] of pieces.entries()) {
    let at = 0;
    let own = false;
    for (const span of made.spans ?? []) {
      if (span.block !== id) {
        // Words of another block that was joined on come behind.
        if (own) break;
        at += spanLength(span);
        continue;
      }
      own = true;
      if (spanStart(span) < point && point < spanEnd(span)) {
        if (span.kind === 'edit') return undefined;
        return { block: made.block.id, at: at + point - span.from };
      }
      const isFront = span.kind === 'edit' && spanEnd(span) === point && rankOf(span.edit) < rank;
      if (spanStart(span) >= point && !isFront) return { block: made.block.id, at };
      at += spanLength(span);
      if (spanEnd(span) > point) break;
    }
    const next = pieces[number + 1]?.spans?.find(({ block }) => block === id);
    if (next === undefined || spanStart(next) > point) {
      const holds = made.spans?.some(({ block }) => block === id) || made.source === id;
      if (holds) return { block: made.block.id, at };
    }
  }
  return undefined;
}

export const isGone = ({ plan }: Course, id: BlockId) => plan.deleted.has(id);

/** Words that stand now where a block of the base stood. */
export function wordsNow({ pieces }: Course, id: BlockId): string {
  return (pieces.get(id) ?? []).map(({ block }) => blockText(block)).join('\n');
}

export const lost = (
  course: Course,
  code: Lost,
  id: BlockId
): Extract<Outcome, { how: 'lost' }> => ({
  how: 'lost',
  code,
  block: id,
  words: wordsNow(course, id),
});

/** Whether a block stands as it stood, words and all. */
export function isSame(course: Course, id: BlockId): boolean {
  const [before, now] = [course.old.blocks.get(id), course.now.blocks.get(id)];
  return before !== undefined && now !== undefined && sameBlock(before, now);
}
export const reshaped = ({ plan }: Course, id: BlockId) =>
  plan.splits.has(id) || plan.joins.has(id) || plan.joined.has(id);
export const wentElsewhere = (course: Course, id: BlockId) =>
  course.plan.moved.has(id) || course.plan.joined.has(id);

export function howOf(
  course: Course,
  id: BlockId,
  now: BlockId
): 'untouched' | 'moved' | 'adjusted' {
  if (now !== id || wentElsewhere(course, id)) return 'moved';
  return isSame(course, id) ? 'untouched' : 'adjusted';
}
