import { blockText } from '../../text/inline.ts';
import { readHeadingLine, readMarker } from '../../text/numbering.ts';
import { headingLine } from '../../text/outline.ts';
import type { Block, Heading, Paragraph } from '../../text/types.ts';
import type { Brought, Note } from './ops.ts';
import type { Phrases, Quote } from './phrases.ts';
import { wearOf } from './wear.ts';

/** A line break within an alinea, which is rare, is written as a sign, so that a new line is always a new alinea. */
const shown = (words: string) => words.replace(/⏎/g, '⏎⏎').replace(/\n/g, '⏎ ');

function isBalanced(words: string, open: string, close: string): boolean {
  let depth = 0;
  for (const char of words) {
    if (char === open) depth += 1;
    else if (char === close) depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/**
 * Words between quotation marks. Marks of the same kind within them are left as they are when each that is opened is
 * closed: a reader who counts finds the end. Law often opens one for each alinea and closes the last only; such words
 * are put between marks of another kind, at worst between straight ones, with a backslash in front of those within.
 */
export function quoteWith(pairs: Phrases['pairs']): Quote {
  return (words) => {
    const text = shown(words);
    for (const [open, close] of pairs) {
      if (isBalanced(text, open[0] as string, close.at(-1) as string)) return open + text + close;
    }
    return `"${text.replace(/["\\]/g, '\\$&')}"`;
  };
}

const cell = (text: string) => text.replace(/[\\|]/g, '\\$&');

/** A heading as one line, and what has to be said when nobody would read it as that. */
function headingNotes(heading: Heading): { notes: Note[]; text: string } {
  const line = headingLine({ ...heading, children: [{ text: blockText(heading) }] });
  const read = readHeadingLine(line);
  const isPlain =
    read?.rank === heading.rank &&
    read.label === heading.label &&
    read.title === blockText(heading);
  if (isPlain) return { notes: [], text: line };
  const { rank, label } = heading;
  return { notes: [{ kind: 'heading', rank, label }], text: blockText(heading) };
}

function paragraphNotes(paragraph: Paragraph, like: Block | undefined, isAlinea: boolean) {
  const words = blockText(paragraph);
  const { marker } = paragraph;
  const signed = marker === undefined ? words : `${marker} ${words}`;
  const read = readMarker(signed);
  const isPlain = read.marker === marker && read.text === words;
  const text = isPlain ? signed : words;
  const usual = like?.type === 'paragraph' ? like : undefined;
  const { indent = 0, style } = paragraph;
  const notes: Note[] = [];
  if (!isAlinea && readHeadingLine(text)) notes.push({ kind: 'alinea' });
  if (!isPlain) notes.push({ kind: 'marker', marker });
  if (indent !== (usual?.indent ?? 0)) notes.push({ kind: 'indent', indent });
  if (style !== usual?.style) notes.push({ kind: 'style', style });
  return { notes, text };
}

/** A block as lines, each with its notes. */
function blockLines(block: Block, like: Block | undefined, isAlinea: boolean) {
  const caption = (words: string | undefined): Note[] =>
    words ? [{ kind: 'caption', caption: words }] : [];
  switch (block.type) {
    case 'table': {
      const rows = block.rows.map((row) => row.map(cell).join(' | '));
      const header = block.header ?? false;
      const note: Note = { kind: 'table', rows: rows.length, header };
      return (rows.length > 0 ? rows : ['']).map((text, index) => ({
        notes: index === 0 ? [note, ...caption(block.caption)] : [],
        text,
      }));
    }
    case 'image':
      return [
        {
          notes: [{ kind: 'image', url: block.url } as Note, ...caption(block.caption)],
          text: block.alt,
        },
      ];
    default: {
      const { notes, text } =
        block.type === 'heading' ? headingNotes(block) : paragraphNotes(block, like, isAlinea);
      const wear = wearOf(block.children).map((one): Note => ({ kind: 'wear', wear: one }));
      return [{ notes: [...notes, ...wear], text }];
    }
  }
}

/** New blocks, one a line: each line opens with a quotation mark, the last one closes. */
export function quotedLines({ blocks, like }: Brought, phrases: Phrases, quote: Quote): string {
  const isAlinea = blocks.every(({ type }) => type === 'paragraph');
  const [[open, close]] = phrases.pairs as [[string, string]];
  const lines = blocks.flatMap((block) =>
    blockLines(block, like, isAlinea).map(({ notes, text }) => {
      const said = notes.map((note) => phrases.note(note, quote)).join(phrases.between);
      return `${said === '' ? '' : `(${said}) `}${open}${shown(text)}`;
    })
  );
  return `${lines.join('\n')}${close}`;
}
