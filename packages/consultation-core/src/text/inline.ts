import type { Block, Inline } from './types.ts';

/** The words of a run of inline content, without marks and addresses. Lengths are UTF-16 code units. */
export function inlineText(children: readonly Inline[]): string {
  throw new Error(`to be written ${children}`);
}
/** The words of one block: a heading's without its label, a paragraph's without its marker, a table's cells. */
export function blockText(block: Block): string {
  throw new Error(`to be written ${block}`);
}
/** One canonical form: neighbours with equal marks joined, empty leaves and empty links dropped, at least one leaf. */
export function normalizeInline(children: readonly Inline[]): readonly Inline[] {
  throw new Error(`to be written ${children}`);
}
/** Inline content between two offsets of its plain text, marks and links kept. */
export function sliceInline(
  children: readonly Inline[],
  from: number,
  to?: number
): readonly Inline[] {
  throw new Error(`to be written ${children}${from}${to}`);
}
/** Several runs one behind the other, normalized. */
export function concatInline(...runs: readonly (readonly Inline[])[]): readonly Inline[] {
  throw new Error(`to be written ${runs}`);
}
/** Plain words as inline content. */
export function inlineFromText(text: string): readonly Inline[] {
  throw new Error(`to be written ${text}`);
}
