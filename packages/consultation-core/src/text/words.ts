const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** A word of a script that puts blanks between words, with an elided article or a number's separators apart. */
const plain =
  /\p{Script=Latin}+['’](?=\p{L})|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{M}]+|\p{N}+|\s+|./gsu;
const needsSegmenter =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]/u;

/**
 * Splits text into tokens that joined give it back: words (French elisions `l’`, `d’` apart from their word), numbers,
 * runs of blanks (with the typographic space of `«`, `»`, `;`, `:`), single signs. Scripts without blanks between
 * words are cut by `Intl.Segmenter`.
 */
export function tokenize(text: string): readonly string[] {
  if (needsSegmenter.test(text)) {
    return Array.from(segmenter.segment(text), ({ segment }) => segment);
  }
  return text.match(plain) ?? [];
}
