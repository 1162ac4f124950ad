import type { Change } from '../change/types.ts';
import type { BlockId, Body } from '../text/types.ts';
import { baseOf } from './instruction/base.ts';
import { languages } from './instruction/languages.ts';
import type { Op } from './instruction/ops.ts';
import { steps } from './instruction/places.ts';
import { quotedLines, quoteWith } from './instruction/quote.ts';

/** How a change is put into words. Never edited after release; a fix is `@2`. */
export const instructionAlgorithm = 'instruction@1';

/** Languages in which changes can be put into words. */
export type InstructionLanguage = keyof typeof languages;

/** One sentence of a change in words. */
export interface Instruction {
  /** The block of the base that it is about, or behind which something comes; null for the start of the text. */
  readonly block: BlockId | null;
  /** Plain text. New alineas follow on lines of their own. */
  readonly text: string;
}

/**
 * Puts changes of one text into words, as a drafter writes them: « À l’alinéa 3 de l’article 2, substituer aux mots :
 * « six mois » les mots : « deux mois ». » The text is read once; each change then costs what it touches.
 *
 * How they are to be read, so that there is one way only:
 * - All of them are about the base at once: numbers of alineas, places and quoted words are those of the base, also
 *   where other instructions of the same change put in or take out. Alineas are counted as `alineaNumbers` does.
 * - Words are counted as whole words: `loi` does not occur in `lois`. Around new words stands one blank, none in front
 *   of a closing sign, behind an opening one or an apostrophe, or in a script without blanks; with words that go, the
 *   blank in front of them goes (at the start the one behind them). Blanks at a seam, where an alinea is cut or others
 *   are joined, fall away.
 * - What is put or moved behind a block goes where that block goes; several of them stand in the order told.
 *   “Before” something is behind what precedes it in the base.
 * - New blocks stand on lines of their own: each line opens with a quotation mark, the last one closes. A sign or
 *   number in front is read as `readMarker` and `readHeadingLine` do; what a line does not show is told in front of it.
 *   An alinea has the indent and the style of the one named, unless told otherwise; parts of a divided one have its own.
 * - Inner quotation marks are kept when they are balanced; see `quoteWith` for when they are not.
 *
 * An alinea is worded anew when most of it is new, when more than three instructions would be longer than the alinea
 * itself, when there would be more than fifty, or when it is cut in the middle of a word.
 *
 * Law, held by a reader that knows only these rules: following the instructions gives the words, blocks, signs, numbers
 * and order of `apply(base, change)`. `within` is the article that readers have before them: “this article”.
 * Throws RangeError when a change does not fit the text.
 */
export function instructor(
  base: Body,
  language: InstructionLanguage,
  within?: BlockId
): (change: Change) => readonly Instruction[] {
  const index = baseOf(base, within);
  const phrases = languages[language];
  const quote = quoteWith(phrases.pairs);
  const textOf = (op: Op) => {
    const text = phrases.say(op, quote);
    return 'brought' in op ? `${text}\n${quotedLines(op.brought, phrases, quote)}` : text;
  };
  return (change) =>
    steps(index, change).map(({ at, op }) => ({ block: base[at]?.id ?? null, text: textOf(op) }));
}

/** The words of one change; see `instructor`. */
export function instruction(
  base: Body,
  change: Change,
  language: InstructionLanguage
): readonly Instruction[] {
  return instructor(base, language)(change);
}
