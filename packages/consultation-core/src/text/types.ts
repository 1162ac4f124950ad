/**
 * A text is a flat array of blocks in reading order; headings make the tree, which is computed.
 * Every value here is plain JSON and a valid Slate document.
 */

/** Given once, at import or insertion, never reused; survives every later version. */
export type BlockId = string;

export interface Marks {
  readonly bold?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly strikethrough?: true;
  readonly code?: true;
  readonly superscript?: true;
  readonly subscript?: true;
}

/** A run of characters that carry the same marks (a Slate text node). */
export interface Leaf extends Marks {
  readonly text: string;
}

/** A link holds leaves only; its address is http, https, mailto, tel or relative to the site. */
export interface Link {
  readonly type: 'link';
  readonly url: string;
  readonly children: readonly Leaf[];
}

export type Inline = Leaf | Link;

/** From the widest division to the narrowest. An article is the unit that opinions are asked on. */
export const headingRanks = [
  'part',
  'book',
  'title',
  'chapter',
  'section',
  'subsection',
  'article',
] as const;
export type HeadingRank = (typeof headingRanks)[number];

/** A division's heading. Its content is every block up to the next heading of the same or a wider rank. */
export interface Heading {
  readonly type: 'heading';
  readonly id: BlockId;
  readonly rank: HeadingRank;
  /** The number as printed, with its word: `Article 1er`, `Section 2`; absent when the heading has none. */
  readonly label?: string;
  readonly children: readonly Inline[];
}

/** One alinea: everything that starts on a new line counts as one, whatever sign precedes it. */
export interface Paragraph {
  readonly type: 'paragraph';
  readonly id: BlockId;
  /** The sign in front of a list item as printed: `1°`, `a)`, `I.`, `•`. */
  readonly marker?: string;
  /** Depth of indentation, 0 (absent) to 8. */
  readonly indent?: number;
  /** Set apart from running text: words quoted from elsewhere, or preformatted code. */
  readonly style?: 'quote' | 'code';
  readonly children: readonly Inline[];
}

/** Opaque: replaced only as a whole. The first row holds the column headings when `header` is true. */
export interface Table {
  readonly type: 'table';
  readonly id: BlockId;
  readonly header?: boolean;
  readonly caption?: string;
  readonly rows: readonly (readonly string[])[];
  /** Always one empty leaf: Slate wants children in every element. */
  readonly children: readonly [Leaf];
}

/** Opaque: replaced only as a whole. `alt` is empty only for a picture that says nothing. */
export interface Image {
  readonly type: 'image';
  readonly id: BlockId;
  readonly url: string;
  readonly alt: string;
  readonly caption?: string;
  readonly children: readonly [Leaf];
}

export type Block = Heading | Paragraph | Table | Image;

/** The body of one version of a text. */
export type Body = readonly Block[];

/** Makes the id of a new block. Randomness is an argument, so that the core stays pure. */
export type MakeId = () => BlockId;
