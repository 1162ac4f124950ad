import { canonicalBlock } from '../text/canonical.ts';
import { concatInline, inlineText, sliceInline } from '../text/inline.ts';
import type { Block, BlockId, Body, Inline } from '../text/types.ts';
import { type EditOf, grouped, isWorded, type Worded } from './parts.ts';
import { type Index, indexOf, misfitsOf, type Plan, planOf, standsBefore } from './plan.ts';
import type { Applied, Change, Misfit, WordEdit } from './types.ts';
import { removedLength } from './words.ts';

/** A run of words of a result: words of the base that stayed, or a word edit with what it took out and put in. */
export type Span =
  | { readonly kind: 'kept'; readonly block: BlockId; readonly from: number; readonly to: number }
  | { readonly kind: 'edit'; readonly block: BlockId; readonly edit: WordEdit };

/** A block of a result with where its words come from. */
export interface Made {
  readonly block: Block;
  /** undefined for a block that came or was replaced whole. */
  readonly spans: readonly Span[] | undefined;
  /** The block of the base that it is, or was split from. */
  readonly source: BlockId | undefined;
}

interface Place {
  readonly start: number;
  readonly own: number;
  readonly all: number;
}

export type Traced =
  | {
      readonly kind: 'applied';
      readonly made: readonly Made[];
      /**
       * For each block of the base (and the start of the text), how many blocks of the result stand in front of it, up
       * to its own end, and up to the end of what was inserted and moved behind it.
       */
      readonly places: ReadonlyMap<BlockId | null, Place>;
    }
  | { readonly kind: 'refused'; readonly misfits: readonly Misfit[] };

/** The words of `base` from `from` to `to` with the edits that lie in that part. */
function spansOf(base: Worded, edits: readonly WordEdit[], from: number, to: number): Span[] {
  const spans: Span[] = [];
  let at = from;
  const keep = (end: number) => {
    if (end > at) spans.push({ kind: 'kept', block: base.id, from: at, to: end });
  };
  for (const edit of edits) {
    keep(edit.at);
    spans.push({ kind: 'edit', block: base.id, edit });
    at = edit.at + removedLength(edit);
  }
  keep(to);
  return spans;
}

/** The words that spans make. */
export function spanWords(
  spans: readonly Span[],
  wordsOf: (block: BlockId) => readonly Inline[]
): readonly Inline[] {
  return concatInline(
    ...spans.map((span) => {
      if (span.kind === 'edit') return span.edit.insert;
      return sliceInline(wordsOf(span.block), span.from, span.to);
    })
  );
}

/** A base block with all that is done to it: itself, and the pieces that were split off. */
function unit(base: Block, wanted: Plan): Made[] {
  const replaced = wanted.replaced.get(base.id);
  if (replaced) {
    return [{ block: canonicalBlock(replaced.after), spans: undefined, source: base.id }];
  }
  if (!isWorded(base)) {
    return [{ block: canonicalBlock(base), spans: undefined, source: base.id }];
  }
  const words = wanted.words.get(base.id) ?? [];
  const splits = wanted.splits.get(base.id) ?? [];
  const attributes = wanted.attributes.get(base.id) ?? [];
  const { length } = inlineText(base.children);
  let head: Worded = base;
  for (const { before, after } of attributes) {
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
    return { block, spans: spansOf(base, inside, from, to ?? length), source: base.id };
  });
}

/** Makes a change and keeps the trace of every word. */
export function trace(index: Index, change: Change): Traced {
  const wanted = planOf(change);
  const misfits = misfitsOf(index, change, wanted);
  if (misfits.length > 0) return { kind: 'refused', misfits };
  const { body, blocks } = index;
  const followers = grouped(wanted.moved.values(), ({ after }) => after);
  const result: Made[] = [];
  const emitted = new Set<BlockId>();
  const places = new Map<BlockId | null, Place>([[null, { start: 0, own: 0, all: 0 }]]);
  const wordsOf = (id: BlockId) => (blocks.get(id) as Worded).children;
  const finish = (made: Made): Made =>
    made.spans === undefined
      ? made
      : {
          ...made,
          block: canonicalBlock({
            ...(made.block as Worded),
            children: spanWords(made.spans, wordsOf),
          }),
        };
  const untouched = (id: BlockId) =>
    !wanted.words.has(id) &&
    !wanted.splits.has(id) &&
    !wanted.joins.has(id) &&
    !wanted.attributes.has(id) &&
    !wanted.replaced.has(id);
  const place = (id: BlockId) => {
    const base = blocks.get(id) as Block;
    emitted.add(id);
    places.set(id, { start: result.length, own: 0, all: 0 });
    if (wanted.deleted.has(id) || wanted.joined.has(id)) return;
    if (untouched(id)) {
      const { length } = isWorded(base) ? inlineText(base.children) : { length: 0 };
      const spans = isWorded(base) ? spansOf(base, [], 0, length) : undefined;
      result.push({ block: canonicalBlock(base), spans, source: id });
      return;
    }
    const made = unit(base, wanted);
    for (const { joined } of wanted.joins.get(id) ?? []) {
      const last = made.at(-1) as Made;
      const [first, ...rest] = unit(joined, wanted);
      const spans = [...(last.spans ?? []), ...(first?.spans ?? [])];
      made.splice(-1, 1, { ...last, spans }, ...rest);
    }
    result.push(...made.map(finish));
  };
  /** What stands behind a block: first what was inserted there, then blocks that were moved there, each with its own. */
  const placeBehind = (anchor: BlockId | null) => {
    const waiting: ({ id: BlockId | null } | { end: BlockId | null })[] = [{ id: anchor }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if ('end' in next) {
        places.set(next.end, { ...(places.get(next.end) as Place), all: result.length });
        continue;
      }
      const { id } = next;
      if (id !== anchor) place(id as BlockId);
      const { start } = places.get(id) as Place;
      places.set(id, { start, own: result.length, all: result.length });
      for (const { blocks: inserted } of wanted.inserts.get(id) ?? []) {
        for (const block of inserted) {
          result.push({ block: canonicalBlock(block), spans: undefined, source: undefined });
        }
      }
      waiting.push({ end: id });
      const behind = followers.get(id) ?? [];
      for (let rank = behind.length - 1; rank >= 0; rank -= 1) {
        waiting.push({ id: (behind[rank] as EditOf<'move'>).block });
      }
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
  return { kind: 'applied', made: result, places };
}

/** The text with the change made, or why it does not fit. Law: `apply(b, invert(diff(a, b)))` is `a`. */
export function apply(body: Body, change: Change): Applied {
  const traced = trace(indexOf(body), change);
  if (traced.kind === 'refused') return traced;
  return { kind: 'applied', body: traced.made.map(({ block }) => block) };
}
