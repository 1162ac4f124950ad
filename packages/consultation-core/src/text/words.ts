import { cutWords } from './cuts.ts';

/**
 * Splits text into tokens that joined give it back: words (French elisions `l’`, `d’` apart from their word), numbers,
 * runs of blanks (with the typographic space of `«`, `»`, `;`, `:`), single signs. Runs of scripts without blanks
 * between words are cut by `Intl.Segmenter`, which keeps a picture sign (`👍🏽`) whole.
 */
export function tokenize(text: string): readonly string[] {
  const ends = cutWords(text);
  const count = ends.length;
  const tokens = new Array<string>(count);
  let start = 0;
  for (let index = 0; index < count; index += 1) {
    const end = ends[index] as number;
    tokens[index] = text.slice(start, end);
    start = end;
  }
  return tokens;
}
