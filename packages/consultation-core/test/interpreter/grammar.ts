/** What the sentences of a language can be, for the reader of `../interpreter.ts`. Quotations are `⟦0⟧`, `⟦1⟧` ... */
import type { HeadingRank } from '../../src/text/index.ts';

export type SentenceKind =
  | 'substitute'
  | 'omit'
  | 'after'
  | 'before'
  | 'start'
  | 'end'
  | 'mark'
  | 'unmark'
  | 'link'
  | 'unlink'
  | 'retitle'
  | 'delete'
  | 'move'
  | 'insert'
  | 'rewrite'
  | 'split'
  | 'join'
  | 'sign'
  | 'rank'
  | 'indent'
  | 'style';

export type ReadDivision = { readonly rank: HeadingRank } & (
  | { readonly by: 'this' }
  | { readonly by: 'place'; readonly place: number }
  | { readonly by: 'label' | 'title'; readonly quote: number }
  | { readonly by: 'number'; readonly number: string; readonly within: string | undefined }
);
export type ReadTarget =
  | { readonly kind: 'division'; readonly of: string }
  | { readonly kind: 'title'; readonly of: string }
  | { readonly kind: 'head'; readonly of: string }
  | { readonly kind: 'image'; readonly place: number | undefined; readonly of: string | undefined }
  | {
      readonly kind: 'alineas';
      readonly from: number;
      readonly to: number;
      readonly of: string | undefined;
    };
export interface ReadPart {
  readonly quote: number;
  readonly occurrence: number | undefined;
  readonly letters?: { readonly quote: number; readonly occurrence: number | undefined };
}
export type ReadNote =
  | { readonly kind: 'heading'; readonly rank: HeadingRank; readonly quote: number | undefined }
  | { readonly kind: 'alinea' }
  | { readonly kind: 'marker'; readonly quote: number | undefined }
  | { readonly kind: 'image'; readonly quote: number }
  | { readonly kind: 'caption'; readonly quote: number }
  | { readonly kind: 'indent'; readonly indent: number }
  | { readonly kind: 'style'; readonly style: string }
  | { readonly kind: 'table'; readonly rows: number; readonly header: boolean };

export interface Grammar {
  readonly pairs: readonly (readonly [string, string])[];
  readonly between: string;
  readonly sentences: readonly (readonly [RegExp, SentenceKind])[];
  division(name: string): ReadDivision | undefined;
  target(name: string): ReadTarget;
  place(
    phrase: string
  ): { readonly kind: 'start' } | { readonly kind: 'after' | 'before'; readonly target: string };
  part(phrase: string): ReadPart | undefined;
  marks(phrase: string): string[];
  /** Marks (a link as its quotation), and the run that they are on. */
  wear(note: string): readonly [string[], string | undefined] | undefined;
  note(note: string): ReadNote | undefined;
  pieces(phrase: string): { begin: string; marker: number | undefined }[];
  isAlineas(things: string): boolean;
  isArticles(things: string): boolean;
  count(things: string): number | undefined;
  rank(noun: string): HeadingRank;
  style(phrase: string): string;
}

export const numberOf = (digits: string | undefined) =>
  digits === undefined ? undefined : Number(digits);
/** `first` is 1, `11th` is 11. */
export const countOf = (words: readonly string[]) => (word: string | undefined) => {
  if (word === undefined) return undefined;
  const index = words.indexOf(word);
  const found = index === -1 ? Number.parseInt(word, 10) : index + 1;
  if (!(found > 0)) throw new Error(`Not a number: ${word}`);
  return found;
};
export const inverse = (names: Record<string, string>, name: string): string => {
  const [found] = Object.entries(names).find(([, word]) => word === name) ?? [];
  if (found === undefined) throw new Error(`Unknown word: ${name}`);
  return found;
};
