import type { Block, BlockId, HeadingRank, Inline } from '../text/types.ts';

/** The algorithm that produced a stored change. Never edited after release; a fix is `@2`. */
export const changeAlgorithm = 'change@1';

/**
 * Words of one block replaced by others. Offsets are UTF-16 code units in the plain text of the *base* block;
 * `remove` is what stands there in the base, with marks and links, `insert` what takes its place.
 */
export interface WordEdit {
  readonly at: number;
  readonly remove: readonly Inline[];
  readonly insert: readonly Inline[];
  /** Words put in at the very place of a split stand behind it, or with this in front of it. */
  readonly side?: 'before';
}

/** What can change of a block besides its words. */
export interface BlockAttributes {
  readonly rank?: HeadingRank;
  readonly label?: string;
  readonly marker?: string;
  readonly indent?: number;
  readonly style?: 'quote' | 'code';
}

/**
 * One intention. All positions are in coordinates of the base, so that edits of different changes on the same base
 * can be compared and merged. A block is named by its id, never by its place.
 */
export type Edit =
  /** New blocks after `after` (a base block, or null for the start of the text). */
  | { readonly kind: 'insert'; readonly after: BlockId | null; readonly blocks: readonly Block[] }
  /** A whole block taken out; carried entire, with the base block it followed, so that it can be put back. */
  | { readonly kind: 'delete'; readonly block: Block; readonly after: BlockId | null }
  | { readonly kind: 'words'; readonly block: BlockId; readonly edits: readonly WordEdit[] }
  | {
      readonly kind: 'attributes';
      readonly block: BlockId;
      readonly before: BlockAttributes;
      readonly after: BlockAttributes;
    }
  /** An opaque block, or a block that becomes one of another type, replaced whole; the id stays. */
  | { readonly kind: 'replace'; readonly before: Block; readonly after: Block }
  /** A block that keeps its id goes from behind `from` to behind `after` (both base blocks or null). */
  | {
      readonly kind: 'move';
      readonly block: BlockId;
      readonly from: BlockId | null;
      readonly after: BlockId | null;
    }
  /** The words of `block` from `at` on become the new block `into`, which stands right behind it. */
  | {
      readonly kind: 'split';
      readonly block: BlockId;
      readonly at: number;
      readonly into: Block;
    }
  /** The words of `joined` are put behind those of `block`; `joined` is carried entire so that it can be put back. */
  | {
      readonly kind: 'join';
      readonly block: BlockId;
      readonly joined: Block;
      /** Length of `block`, with what is joined to it before, in the base. */
      readonly at: number;
    };

/** What would be different from one version of a text: never why, never by whom. */
export interface Change {
  readonly algorithm: typeof changeAlgorithm;
  readonly edits: readonly Edit[];
  /**
   * Blocks so different that the search for the shortest difference was given up: what is marked there is more than
   * had to be. The change is right all the same.
   */
  readonly approximate?: readonly BlockId[];
}

/** Why a change does not fit a text. Data, not words: the edge puts it into the reader's language. */
export type Misfit =
  | { readonly code: 'block-unknown'; readonly block: BlockId }
  | { readonly code: 'block-exists'; readonly block: BlockId }
  | { readonly code: 'content-differs'; readonly block: BlockId }
  | { readonly code: 'edits-overlap'; readonly block: BlockId }
  /** A sub-amendment whose amendment is not among those that are merged; `block` names that one. */
  | { readonly code: 'parent-missing'; readonly block: string };

export type Applied =
  | { readonly kind: 'applied'; readonly body: readonly Block[] }
  | { readonly kind: 'refused'; readonly misfits: readonly Misfit[] };
