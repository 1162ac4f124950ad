import { sameBlock } from '../text/canonical.ts';
import { inlineText, sliceInline } from '../text/inline.ts';
import type { Block, BlockId, Body, Inline } from '../text/types.ts';
import { type Made, trace } from './apply.ts';
import { attributesEdit } from './diff.ts';
import { isWorded, type Worded } from './parts.ts';
import { changeFrom, placementEdits } from './placement.ts';
import { type Index, indexOf } from './plan.ts';
import type { Change, Edit, WordEdit } from './types.ts';
import { diffInline } from './words.ts';

/** A run of words: from the base, or new. */
type Source =
  | { readonly block: BlockId; readonly from: number; readonly to: number }
  | { readonly block: undefined; readonly words: readonly Inline[] };

const lengthOf = (source: Source) =>
  source.block === undefined ? inlineText(source.words).length : source.to - source.from;

function sourcesOf({ spans, block }: Made): readonly Source[] {
  if (spans === undefined) {
    return isWorded(block) ? [{ block: undefined, words: block.children }] : [];
  }
  return spans.flatMap((span): Source[] => {
    if (span.kind === 'kept') return [{ block: span.block, from: span.from, to: span.to }];
    return [{ block: undefined, words: span.edit.insert }];
  });
}

/** Sources of the words between two offsets. */
function slice(sources: readonly Source[], from: number, to: number): Source[] {
  const result: Source[] = [];
  let start = 0;
  for (const source of sources) {
    const a = Math.max(0, from - start);
    const b = Math.min(lengthOf(source), to - start);
    if (a < b) {
      result.push(
        source.block === undefined
          ? { block: undefined, words: sliceInline(source.words, a, b) }
          : { block: source.block, from: source.from + a, to: source.from + b }
      );
    }
    start += lengthOf(source);
  }
  return result;
}

function made(index: Index, change: Change): readonly Made[] {
  const traced = trace(index, change);
  if (traced.kind === 'applied') return traced.made;
  const [misfit] = traced.misfits;
  throw new RangeError(`A change does not fit: ${misfit?.code} at ${misfit?.block}`);
}

/** Where the words of the final text come from in the base, by way of the text in between. */
function throughBoth(first: readonly Made[], second: readonly Made[]) {
  const between = new Map(first.map((made) => [made.block.id, sourcesOf(made)]));
  return second.map((made) => ({
    block: made.block,
    sources: sourcesOf(made).flatMap((source) =>
      source.block === undefined
        ? [source]
        : slice(between.get(source.block) ?? [], source.from, source.to)
    ),
  }));
}

/** Sources of one block of the base in their order; what comes from elsewhere, or out of order, is new. */
function ownSources(
  sources: readonly Source[],
  id: BlockId,
  behind: number,
  wordsOf: (source: Source) => readonly Inline[]
) {
  let end = behind;
  return sources.map((source): Source => {
    if (source.block === id && source.from >= end) {
      end = source.to;
      return source;
    }
    return { block: undefined, words: wordsOf(source) };
  });
}

/** Word edits that make `sources` out of the words of a block from `from` to `to`. */
function editsFor(block: Worded, sources: readonly Source[], from: number, to: number): WordEdit[] {
  const edits: WordEdit[] = [];
  let at = from;
  let words: readonly Inline[] = [];
  const gap = (until: number) => {
    if (until > at || inlineText(words) !== '') {
      const remove = until > at ? sliceInline(block.children, at, until) : [];
      for (const edit of diffInline(remove, words)) edits.push({ ...edit, at: edit.at + at });
    }
    words = [];
  };
  for (const source of sources) {
    if (source.block === undefined) words = [...words, ...source.words];
    else {
      gap(source.from);
      at = source.to;
    }
  }
  gap(to);
  return edits;
}

type Now = ReadonlyMap<BlockId, number>;

interface Result {
  readonly block: Block;
  readonly sources: readonly Source[];
}

/** Blocks right behind one of the base that hold the rest of its words. */
function piecesBehind(
  results: readonly Result[],
  at: number,
  id: BlockId,
  isOld: (id: BlockId) => boolean
) {
  const pieces: Result[] = [];
  let end = lastOf(results[at] as Result, id);
  for (const result of results.slice(at + 1)) {
    if (isOld(result.block.id) || !isWorded(result.block)) break;
    const start = result.sources.find(({ block }) => block === id);
    if (start?.block !== id || start.from < end) break;
    pieces.push(result);
    end = lastOf(result, id);
  }
  return pieces;
}
const lastOf = ({ sources }: Result, id: BlockId) =>
  sources.reduce((end, source) => (source.block === id ? Math.max(end, source.to) : end), 0);
const firstOf = ({ sources }: Result, id: BlockId) => {
  const first = sources.find(({ block }) => block === id);
  return first?.block === undefined ? 0 : first.from;
};

/**
 * Two changes one after the other as one. Splits, joins and moves of either stay what they are; words that the first
 * put in and the second took out again leave no trace.
 * Laws: `apply(base, compose(base, a, b))` is what `b` makes of what `a` makes of the base;
 * `compose(base, a, invert(a))` wants nothing. Throws RangeError when one of them does not fit.
 */
export function compose(base: Body, first: Change, second: Change): Change {
  const index = indexOf(base);
  const one = made(index, first);
  const two = made(indexOf(one.map(({ block }) => block)), second);
  if (second.edits.length === 0) return first;
  const results = throughBoth(one, two);
  const wordsOf = (source: Source) =>
    source.block === undefined
      ? source.words
      : sliceInline((index.blocks.get(source.block) as Worded).children, source.from, source.to);
  const now = new Map(results.map((result, at) => [result.block.id, at]));
  const isOld = (id: BlockId) => index.blocks.has(id);
  const pieceIds = new Set<BlockId>();
  const edits: Edit[] = [];
  const words = (id: BlockId, list: readonly WordEdit[]) => {
    if (list.length > 0) edits.push({ kind: 'words', block: id, edits: list });
  };
  for (const was of base) {
    const at = now.get(was.id);
    if (at === undefined) continue;
    const result = results[at] as Result;
    const { block: is } = result;
    if (sameBlock(was, is)) continue;
    if (!isWorded(was) || !isWorded(is) || was.type !== is.type) {
      edits.push({ kind: 'replace', before: was, after: is });
      continue;
    }
    edits.push(...attributesEdit(was, is));
    const length = inlineText(was.children).length;
    const pieces = piecesBehind(results, at, was.id, isOld);
    if (pieces.length > 0) {
      const starts = pieces.map((piece) => firstOf(piece, was.id));
      const all = [result, ...pieces].flatMap((part, rank): WordEdit[] => {
        const from = rank === 0 ? 0 : (starts[rank - 1] as number);
        const to = starts[rank] ?? length;
        const own = ownSources(part.sources, was.id, from, wordsOf);
        return editsFor(was, own, from, to).map((edit) =>
          edit.at === starts[rank] && edit.remove.length === 0 ? { ...edit, side: 'before' } : edit
        );
      });
      words(was.id, all);
      for (const [rank, { block }] of pieces.entries()) {
        pieceIds.add(block.id);
        edits.push({ kind: 'split', block: was.id, at: starts[rank] as number, into: block });
      }
      continue;
    }
    const joined = joinedTo(result, was, index, now);
    let rest = result.sources;
    let place = length;
    for (const block of [was, ...joined]) {
      const next = joined[block === was ? 0 : joined.indexOf(block as Worded) + 1];
      const cut = next ? rest.findIndex((source) => source.block === next.id) : rest.length;
      const own = ownSources(rest.slice(0, cut), block.id, 0, wordsOf);
      words(block.id, editsFor(block, own, 0, inlineText(block.children).length));
      rest = rest.slice(cut);
      if (block === was) continue;
      pieceIds.add(block.id);
      edits.push({ kind: 'join', block: was.id, joined: block, at: place });
      place += inlineText(block.children).length;
    }
  }
  const body = results.map(({ block }) => block);
  return changeFrom(index, [...edits, ...placementEdits(base, body, pieceIds)]);
}

/**
 * Blocks of the base that are no more, stood right behind `was`, and whose words stand behind its own, in that order.
 * What stood elsewhere was taken out there and written anew here.
 */
function joinedTo(
  { sources }: Result,
  was: Worded,
  { body, places }: Index,
  now: Now
): readonly Worded[] {
  const joined: Worded[] = [];
  let place = places.get(was.id) ?? 0;
  let end = sources.findLastIndex(({ block }) => block === was.id);
  for (;;) {
    place += 1;
    const next = body[place];
    if (next === undefined || now.has(next.id) || !isWorded(next)) return joined;
    const first = sources.findIndex(({ block }) => block === next.id);
    if (first <= end) return joined;
    end = sources.findLastIndex(({ block }) => block === next.id);
    joined.push(next);
  }
}
