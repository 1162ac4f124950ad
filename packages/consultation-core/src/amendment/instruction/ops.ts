import type { Block, HeadingRank, Marks, Paragraph } from '../../text/types.ts';

export type MarkName = keyof Marks;

/** How a division is called: by the surest of its number, its title, and its place among those of its rank. */
export type Division =
  | {
      readonly by: 'number';
      readonly rank: HeadingRank;
      /** The number without the word in front of it: `1er`, `II`. */
      readonly number: string;
      /** The wider division that tells it from others of the same number. */
      readonly within?: Division;
    }
  | { readonly by: 'label' | 'title'; readonly rank: HeadingRank; readonly words: string }
  | { readonly by: 'place'; readonly rank: HeadingRank; readonly place: number }
  /** The article that the reader has before her. */
  | { readonly by: 'this'; readonly rank: HeadingRank };

/** Where an alinea stands: a division, what comes before the first heading, or what need not be said. */
export type Scope = Division | 'preamble' | undefined;

/** Something of the base that an instruction is about. */
export type Target =
  | { readonly kind: 'alineas'; readonly from: number; readonly to: number; readonly of: Scope }
  | {
      readonly kind: 'image';
      /** Undefined when there is one only. */
      readonly place: number | undefined;
      readonly of: Scope;
    }
  /** The words of a heading. */
  | { readonly kind: 'title'; readonly of: Division }
  /** The heading alone, with number and words, without what stands below it. */
  | { readonly kind: 'head'; readonly of: Division }
  /** A heading with everything below it. */
  | { readonly kind: 'division'; readonly of: Division };

export type Place =
  | { readonly kind: 'after' | 'before'; readonly target: Target }
  | { readonly kind: 'start' };

/** A run of words as quoted; `occurrence` from 1 when it occurs more than once, 0 when it does not. */
export interface Quoted {
  readonly words: string;
  readonly occurrence: number;
}

/** A run that may be a part of a word: then `letters` of it. */
export interface Part extends Quoted {
  readonly letters?: Quoted;
}

/** Marks or a link of a part of new words, or of all of them. */
export interface Wear {
  readonly marks: readonly MarkName[];
  readonly url?: string;
  readonly on: Part | undefined;
}

/** New words, with what they wear. */
export interface Fresh {
  readonly words: string;
  readonly wear: readonly Wear[];
}

/** What is done to the words of one alinea or title. */
export type WordOp =
  | { readonly kind: 'substitute'; readonly old: Quoted; readonly fresh: Fresh }
  | { readonly kind: 'omit'; readonly old: Quoted }
  | { readonly kind: 'after' | 'before'; readonly at: Quoted; readonly fresh: Fresh }
  | { readonly kind: 'start' | 'end'; readonly fresh: Fresh }
  | { readonly kind: 'mark' | 'unmark'; readonly run: Part; readonly marks: readonly MarkName[] }
  | { readonly kind: 'link'; readonly run: Part; readonly url: string }
  | { readonly kind: 'unlink'; readonly run: Part };

/** New blocks. An alinea has the indent and style of `like`, the alinea that is named, unless it is told otherwise. */
export interface Brought {
  readonly blocks: readonly Block[];
  readonly like: Block | undefined;
}

/** One instruction, before it is put into the words of a language. */
export type Op =
  | { readonly kind: 'words'; readonly target: Target; readonly op: WordOp }
  | { readonly kind: 'retitle'; readonly target: Target; readonly fresh: Fresh }
  | { readonly kind: 'delete'; readonly target: Target }
  | { readonly kind: 'move'; readonly target: Target; readonly place: Place }
  | { readonly kind: 'insert'; readonly place: Place; readonly brought: Brought }
  | { readonly kind: 'rewrite'; readonly target: Target; readonly brought: Brought }
  | {
      readonly kind: 'split';
      readonly target: Target;
      readonly pieces: readonly { readonly begin: Quoted; readonly marker: string | undefined }[];
    }
  | { readonly kind: 'join'; readonly target: Target }
  /** The sign in front of an alinea, or the number of a heading. */
  | {
      readonly kind: 'marker' | 'label';
      readonly target: Target;
      readonly before: string | undefined;
      readonly after: string | undefined;
    }
  | { readonly kind: 'rank'; readonly target: Target; readonly rank: HeadingRank }
  | { readonly kind: 'indent'; readonly target: Target; readonly indent: number }
  | { readonly kind: 'style'; readonly target: Target; readonly style: Paragraph['style'] };

/** What is said in front of a quoted line that the line itself does not show. */
export type Note =
  | { readonly kind: 'heading'; readonly rank: HeadingRank; readonly label: string | undefined }
  | { readonly kind: 'alinea' }
  | { readonly kind: 'marker'; readonly marker: string | undefined }
  | { readonly kind: 'indent'; readonly indent: number }
  | { readonly kind: 'style'; readonly style: Paragraph['style'] }
  | { readonly kind: 'table'; readonly rows: number; readonly header: boolean }
  | { readonly kind: 'image'; readonly url: string }
  | { readonly kind: 'caption'; readonly caption: string }
  | { readonly kind: 'wear'; readonly wear: Wear };
