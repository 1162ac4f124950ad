import type { Body, Inline } from '../text/types.ts';
import type { Change, WordEdit } from './types.ts';

/** Law: `apply(a, diff(a, b))` is `b`, marks and structure included. Blocks are matched by id, then by content. */
export function diff(before: Body, after: Body): Change {
  throw new Error(`to be written ${before}${after}`);
}
/** The difference between two runs of inline content, as readable edits on whole words; offsets are in `before`. */
export function diffInline(
  before: readonly Inline[],
  after: readonly Inline[]
): readonly WordEdit[] {
  throw new Error(`to be written ${before}${after}`);
}
/** `children` with the words of `text`: kept words keep their marks and links, new words take those around them. */
export function reword(children: readonly Inline[], text: string): readonly Inline[] {
  throw new Error(`to be written ${children}${text}`);
}
