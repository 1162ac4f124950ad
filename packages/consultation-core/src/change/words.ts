import { beginsAnew } from '../text/cuts.ts';
import {
  inlineFromText,
  inlineText,
  isLink,
  markNames,
  normalizeInline,
  sliceInline,
} from '../text/inline.ts';
import type { Inline, Leaf } from '../text/types.ts';
import { readable } from './readable.ts';
import { startOf, type Words, wordsOf } from './tokens.ts';
import type { WordEdit } from './types.ts';

type Cutter = (from: number, to: number) => readonly Inline[];

/** Gives parts of inline content, each behind the last one. */
function cutter(children: readonly Inline[]): Cutter {
  let index = 0;
  let start = 0;
  const lengthOf = (inline: Inline) =>
    isLink(inline) ? inlineText(inline.children).length : inline.text.length;
  return (from, to) => {
    if (from >= to) return [];
    for (let inline = children[index]; inline; inline = children[index]) {
      const length = lengthOf(inline);
      if (start + length > from) break;
      start += length;
      index += 1;
    }
    let last = index;
    let end = start;
    for (let inline = children[last]; inline && end < to; inline = children[last]) {
      end += lengthOf(inline);
      last += 1;
    }
    return sliceInline(children.slice(index, last), from - start, to - start);
  };
}

/** Characters that are read around what differs: room for stretches to slide, and for islands to show. */
const context = 100;

/**
 * The part of two plain runs that holds all differences, with `context` around it, cut where words begin anew: what
 * is the same at both ends of a long alinea need not be cut into words.
 */
function frame(before: readonly Inline[], after: readonly Inline[]) {
  const [a] = before;
  const [b] = after;
  if (!a || !b || before.length > 1 || after.length > 1 || isLink(a) || isLink(b)) return undefined;
  if (!markNames.every((name) => a[name] === b[name])) return undefined;
  const shorter = Math.min(a.text.length, b.text.length);
  let start = 0;
  while (start < shorter && a.text.charCodeAt(start) === b.text.charCodeAt(start)) start += 1;
  let tail = 0;
  const [endA, endB] = [a.text.length - 1, b.text.length - 1];
  const most = shorter - start;
  while (tail < most && a.text.charCodeAt(endA - tail) === b.text.charCodeAt(endB - tail)) {
    tail += 1;
  }
  const from = boundary(a.text, start - context, -1) ?? 0;
  const to = boundary(a.text, a.text.length - tail + context, 1) ?? a.text.length;
  if (from === 0 && to === a.text.length) return undefined;
  const toB = to + b.text.length - a.text.length;
  return {
    from,
    before: [{ ...a, text: a.text.slice(from, to) }],
    after: [{ ...b, text: b.text.slice(from, toB) }],
  };
}

/** A place near `at` where a word begins whatever stands in front of it. */
function boundary(text: string, at: number, step: 1 | -1): number | undefined {
  for (let shift = 0; shift < context; shift += 1) {
    const place = at + step * shift;
    if (place <= 0 || place >= text.length) return undefined;
    if (beginsAnew(text, place)) return place;
  }
  return undefined;
}

/**
 * The difference between two runs of inline content, as readable edits on whole words; offsets are in `before`.
 * `approximate` says that so much differs that the search for the shortest one was given up.
 * Law: `editInline(before, edits)` is `after`.
 */
export function diffWords(
  before: readonly Inline[],
  after: readonly Inline[]
): { readonly edits: readonly WordEdit[]; readonly approximate: boolean } {
  const framed = frame(before, after);
  const from = framed?.from ?? 0;
  const sides = framed ? [framed.before, framed.after] : [before, after];
  const [a, b] = wordsOf(sides) as [Words, Words];
  const { stretches, approximate } = readable(a, b);
  const [old, now] = sides.map(cutter) as [Cutter, Cutter];
  const edits = stretches.map(({ fromA, toA, fromB, toB }) => {
    const at = startOf(a, fromA);
    return {
      at: at + from,
      remove: old(at, startOf(a, toA)),
      insert: now(startOf(b, fromB), startOf(b, toB)),
    };
  });
  return { edits, approximate };
}

/** The edits of `diffWords` alone. */
export function diffInline(
  before: readonly Inline[],
  after: readonly Inline[]
): readonly WordEdit[] {
  return diffWords(before, after).edits;
}

/** Length of what an edit takes out. */
export const removedLength = (edit: WordEdit) => inlineText(edit.remove).length;

/** Inline content from `from` to `to` with the edits that lie in that part made. Edits are sorted and do not overlap. */
export function editInline(
  children: readonly Inline[],
  edits: readonly WordEdit[],
  from = 0,
  to = inlineText(children).length
): readonly Inline[] {
  const part = cutter(children);
  const result: Inline[] = [];
  let at = from;
  for (const edit of edits) {
    result.push(...part(at, edit.at), ...edit.insert);
    at = edit.at + removedLength(edit);
  }
  result.push(...part(at, to));
  return normalizeInline(result);
}

/** What the last or first character of a run wears, for words that are put beside it. */
function wearAt(children: readonly Inline[], at: number): (text: string) => Inline {
  const [inline] = sliceInline(children, Math.max(0, at - 1), Math.max(1, at));
  if (inline === undefined) return (text) => ({ text });
  // Words typed behind a link are not part of it.
  if (isLink(inline)) return (text) => ({ ...(inline.children[0] as Leaf), text });
  return (text) => ({ ...inline, text });
}

/** `children` with the words of `text`: kept words keep their marks and links, new words take those around them. */
export function reword(children: readonly Inline[], text: string): readonly Inline[] {
  const plain = inlineText(children);
  const edits = diffInline(inlineFromText(plain), inlineFromText(text)).map(
    ({ at, remove, insert }) => ({
      at,
      remove: remove.length === 0 ? [] : sliceInline(children, at, at + inlineText(remove).length),
      insert: insert.length === 0 ? [] : [wearAt(children, at)(inlineText(insert))],
    })
  );
  return editInline(children, edits);
}
