import { type Block, type Heading, headingRanks } from '../../text/types.ts';
import type { Note, Op } from './ops.ts';

export type Quote = (words: string) => string;

/** The words of one language. Another language is another file and a line in `languages.ts`. */
export interface Phrases {
  /** Quotation marks with their blanks, in the order in which they are tried; the first open and close new alineas. */
  readonly pairs: readonly (readonly [string, string])[];
  /** What stands between notes. */
  readonly between: string;
  /** One instruction as a sentence; new blocks follow it on lines of their own. */
  say(op: Op, quote: Quote): string;
  note(note: Note, quote: Quote): string;
}

/** What new blocks are called together. */
export function kindOf(
  blocks: readonly Block[]
): Block['type'] | 'articles' | 'division' | 'mixed' {
  const [first] = blocks;
  const headings = blocks.filter((block) => block.type === 'heading');
  if (first?.type === 'heading') {
    if (headings.every(({ rank }) => rank === 'article')) return 'articles';
    const width = ({ rank }: Heading) => headingRanks.indexOf(rank);
    return headings.slice(1).every((one) => width(one) > width(first)) ? 'division' : 'mixed';
  }
  if (blocks.every(({ type }) => type === 'paragraph')) return 'paragraph';
  return blocks.length === 1 && first ? first.type : 'mixed';
}
