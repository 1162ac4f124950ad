import type { HeadingRank } from './types.ts';

/** Words that announce a division, French and English, with the rank that they give. */
const divisions: readonly (readonly [string, HeadingRank])[] = [
  ['partie|part', 'part'],
  ['livre|book', 'book'],
  ['titre|title', 'title'],
  ['chapitre|chapter', 'chapter'],
  ['sous-section|subsection|sub-section', 'subsection'],
  ['section', 'section'],
  ['article|art\\.', 'article'],
];

/** Roman or arabic numbers, `premier`, `unique`, codes such as `L. 533-4`, with `bis`, `er`, a letter. */
const number =
  "(?:(?:[LRDA]\\.?[ \\u00a0*]?)?\\d+(?:[-.]\\d+)*|[IVXLC]+|premi[eè]re?|1ère|unique|[A-Z])(?:[ \\u00a0]?(?:er|ère|ère|ᵉʳ))?(?:[ \\u00a0](?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies|[A-Z](?![\\p{L}’'])))*";
const ordinalFirst = 'première|premier|deuxième|troisième|quatrième|cinquième|first|second|third';

const patterns = divisions.map(
  ([words, rank]) =>
    [
      new RegExp(
        `^((?:${words})[ \\u00a0]+(?:${number})|(?:${ordinalFirst})[ \\u00a0]+(?:${words}))(?![\\p{L}\\p{N}’'])[ \\u00a0]*(?:[-–—:.]+[ \\u00a0]*)?(.*)$`,
        'isu'
      ),
      rank,
    ] as const
);

export interface HeadingLine {
  readonly rank: HeadingRank;
  /** The number as printed, with its word. */
  readonly label: string;
  readonly title: string;
}

/** Reads `Article 2 - Secret industriel` or `TITRE II`; undefined when the line announces no division. */
export function readHeadingLine(line: string): HeadingLine | undefined {
  const text = line.trim();
  for (const [pattern, rank] of patterns) {
    const match = pattern.exec(text);
    if (match)
      return { rank, label: (match[1] as string).trim(), title: (match[2] as string).trim() };
  }
  return undefined;
}

/** `1°`, `2° bis`, `a)`, `(a)`, `I.`, `II bis. –`, `1.`, `-`, `•`: a sign, then a blank, then words. */
const marker =
  /^((?:\d{1,3}[ \u00a0]?°(?:[ \u00a0](?:bis|ter|quater))?|\(?[a-z]{1,2}\)|\(?\d{1,3}\)|[IVX]{1,5}(?:[ \u00a0](?:bis|ter|quater))?[ \u00a0]?\.?[ \u00a0]?[-–—]|[IVX]{1,5}\.|\d{1,3}\.|[-–—•‣▪*])(?=[ \u00a0]))[ \u00a0]+(?=\S)/u;

/** The sign in front of an alinea and the words behind it. What stood between them, a blank, belongs to neither. */
export function readMarker(line: string): { readonly marker?: string; readonly text: string } {
  const match = marker.exec(line);
  return match ? { marker: match[1] as string, text: line.slice(match[0].length) } : { text: line };
}
