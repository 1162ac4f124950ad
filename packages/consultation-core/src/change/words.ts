import {
  inlineFromText,
  inlineText,
  isLink,
  normalizeInline,
  sliceInline,
} from '../text/inline.ts';
import type { Inline, Leaf } from '../text/types.ts';
import { readable } from './readable.ts';
import { startOf, type Words, wordsOf } from './tokens.ts';
import type { WordEdit } from './types.ts';

/** Gives parts of inline content, each behind the last one. */
function cutter(children: readonly Inline[]): (from: number, to: number) => readonly Inline[] {
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

/**
 * The difference between two runs of inline content, as readable edits on whole words; offsets are in `before`.
 * `approximate` says that so much differs that the search for the shortest one was given up.
 * Law: `editInline(before, edits)` is `after`.
 */
export function diffWords(
  before: readonly Inline[],
  after: readonly Inline[]
): { readonly edits: readonly WordEdit[]; readonly approximate: boolean } {
  const [a, b] = wordsOf([before, after]) as [Words, Words];
  const { stretches, approximate } = readable(a, b);
  const old = cutter(before);
  const now = cutter(after);
  const edits = stretches.map(({ fromA, toA, fromB, toB }) => {
    const at = startOf(a, fromA);
    return {
      at,
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
