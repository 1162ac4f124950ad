import type { Block, Body, Inline } from '../text/types.ts';
import type { Change } from './types.ts';

/** A run of inline content that both texts have, or only one of them. */
export interface Segment {
  readonly op: 'equal' | 'insert' | 'delete';
  readonly children: readonly Inline[];
}
/** One block of a comparison, in the reading order of the later text with deleted blocks where they stood. */
export type DiffRow =
  | { readonly kind: 'same'; readonly block: Block }
  | { readonly kind: 'inserted'; readonly block: Block }
  | { readonly kind: 'deleted'; readonly block: Block }
  /** Words differ, or label, marker, indent; `before` and `after` have the same id. `moved` when its place differs too. */
  | {
      readonly kind: 'changed';
      readonly before: Block;
      readonly after: Block;
      readonly segments: readonly Segment[];
      readonly moved: boolean;
    }
  | { readonly kind: 'moved'; readonly block: Block };

/** What a reader needs to see a change: every block of both texts, once. */
export function diffRows(before: Body, change: Change): readonly DiffRow[] {
  throw new Error(`to be written ${before}${change}`);
}
/** The same, computed from two texts. */
export function compareBodies(before: Body, after: Body): readonly DiffRow[] {
  throw new Error(`to be written ${before}${after}`);
}
