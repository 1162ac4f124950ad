import { concatInline, inlineFromText, inlineText, isLink, sliceInline } from '../text/inline.ts';
import type { Inline, Leaf } from '../text/types.ts';
import { differences, intern, type Stretch } from './sequence.ts';
import { inlineTokens, type Token } from './tokens.ts';
import type { WordEdit } from './types.ts';

const lengthOf = (tokens: readonly Token[], from: number, to: number) =>
  tokens.slice(from, to).reduce((sum, { text }) => sum + text.length, 0);
const countWords = (tokens: readonly Token[]) =>
  tokens.filter(({ text }) => /[\p{L}\p{N}]/u.test(text)).length;

/** A word of at most so many signs between two longer changes (`de`, `la`, `the`) is no landmark for a reader. */
const shortest = 4;
/** When less than one word in so many stays, one text was written for another. */
const rewritten = 5;

/** Whether what stays between two stretches helps nobody to read. */
function isNoise(last: Stretch, next: Stretch, a: readonly Token[], b: readonly Token[]): boolean {
  const between = a.slice(last.toA, next.fromA);
  const substitutes = (one: Stretch) => one.toA > one.fromA && one.toB > one.fromB;
  const isBlank = between.every(({ text }) => text.trim() === '');
  if (isBlank) return substitutes(last) || substitutes(next);
  if (!substitutes(last) || !substitutes(next)) return false;
  const kept = lengthOf(a, last.toA, next.fromA);
  const size = (one: Stretch) =>
    Math.max(lengthOf(a, one.fromA, one.toA), lengthOf(b, one.fromB, one.toB));
  return countWords(between) <= 1 && kept <= shortest + 2 && kept < size(last) && kept < size(next);
}

/** Differences as a reader wants them: few, on whole words, and one for the other where little stays. */
function readable(
  stretches: readonly Stretch[],
  a: readonly Token[],
  b: readonly Token[]
): readonly Stretch[] {
  if (stretches.length < 2) return stretches;
  const changed = stretches.reduce(
    (sum, { fromA, toA }) => sum + countWords(a.slice(fromA, toA)),
    0
  );
  const words = Math.max(countWords(a), countWords(b));
  if ((countWords(a) - changed) * rewritten < words) {
    return [{ fromA: 0, toA: a.length, fromB: 0, toB: b.length }];
  }
  const result: Stretch[] = [];
  for (const stretch of stretches) {
    const last = result.at(-1);
    if (last && isNoise(last, stretch, a, b)) {
      result[result.length - 1] = { ...last, toA: stretch.toA, toB: stretch.toB };
    } else result.push(stretch);
  }
  return result;
}

const inlineOf = (tokens: readonly Token[], from: number, to: number): readonly Inline[] =>
  from === to ? [] : concatInline(tokens.slice(from, to).map(({ inline }) => inline));

/**
 * The difference between two runs of inline content, as readable edits on whole words; offsets are in `before`.
 * Law: `editInline(before, diffInline(before, after))` is `after`.
 */
export function diffInline(
  before: readonly Inline[],
  after: readonly Inline[]
): readonly WordEdit[] {
  const a = inlineTokens(before);
  const b = inlineTokens(after);
  const [numbersA, numbersB] = intern(
    a.map(({ key }) => key),
    b.map(({ key }) => key)
  ) as [Int32Array, Int32Array];
  const starts = [0];
  for (const { text } of a) starts.push((starts.at(-1) as number) + text.length);
  return readable(differences(numbersA, numbersB), a, b).map(({ fromA, toA, fromB, toB }) => ({
    at: starts[fromA] as number,
    remove: inlineOf(a, fromA, toA),
    insert: inlineOf(b, fromB, toB),
  }));
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
  const runs: (readonly Inline[])[] = [];
  let at = from;
  for (const edit of edits) {
    runs.push(sliceInline(children, at, edit.at), edit.insert);
    at = edit.at + removedLength(edit);
  }
  runs.push(sliceInline(children, at, to));
  return concatInline(...runs);
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
