import { concatInline, inlineFromText, inlineText, isLink, sliceInline } from '../text/inline.ts';
import type { Inline, Leaf } from '../text/types.ts';
import { differences, intern, type Stretch } from './sequence.ts';
import { inlineTokens, type Token } from './tokens.ts';
import type { WordEdit } from './types.ts';

/** Stretches with nothing but a blank between them read better as one. */
function joinOverBlanks(stretches: readonly Stretch[], a: readonly Token[]): readonly Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches) {
    const last = result.at(-1);
    const between = last && a.slice(last.toA, stretch.fromA);
    const substitutes = (one: Stretch) => one.toA > one.fromA && one.toB > one.fromB;
    if (
      last &&
      between?.every(({ text }) => text.trim() === '') &&
      (substitutes(last) || substitutes(stretch))
    ) {
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
  return joinOverBlanks(differences(numbersA, numbersB), a).map(({ fromA, toA, fromB, toB }) => ({
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
