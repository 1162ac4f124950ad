import {
  type Block,
  type HeadingRank,
  isLink,
  readHeadingLine,
  readMarker,
} from '../../src/text/index.ts';
import type { Grammar } from './grammar.ts';
import { fail, mask, unshown } from './quotes.ts';
import { type Cell, cellsOf, worn } from './words.ts';

/** A block without its id. */
export interface ReadBlock {
  readonly type: Block['type'];
  readonly words: readonly Cell[];
  readonly rank?: HeadingRank;
  readonly label?: string;
  readonly marker?: string;
  readonly indent?: number;
  readonly style?: string;
  /** Of a table or picture: all the rest. */
  readonly rest?: string;
}

/** A block as it is compared: no ids, marks by character. */
export function plainBlock(block: Block): ReadBlock {
  if (block.type === 'table') {
    const { rows, header = false, caption = '' } = block;
    return { type: 'table', words: [], rest: JSON.stringify([rows, header, caption]) };
  }
  if (block.type === 'image') {
    const { url, alt, caption = '' } = block;
    return { type: 'image', words: [], rest: JSON.stringify([url, alt, caption]) };
  }
  const words = block.children.flatMap((inline) =>
    (isLink(inline) ? inline.children : [inline]).flatMap(({ text, ...marks }) =>
      cellsOf(text, [...Object.keys(marks), ...(isLink(inline) ? [inline.url] : [])].sort())
    )
  );
  return block.type === 'heading'
    ? { type: 'heading', words, rank: block.rank, label: block.label ?? '' }
    : {
        type: 'paragraph',
        words,
        marker: block.marker ?? '',
        indent: block.indent ?? 0,
        style: block.style ?? 'none',
      };
}

/** Cells of a row of a table. */
function cellsIn(line: string): string[] {
  const cells = [''];
  for (const [token] of line.matchAll(/\\.| \| |./gsu)) {
    if (token === ' | ') cells.push('');
    else cells[cells.length - 1] += token.startsWith('\\') ? token.slice(1) : token;
  }
  return cells;
}

/** New blocks, as they are written on lines of their own. */
export function readLines(
  grammar: Grammar,
  lines: readonly string[],
  like: ReadBlock | undefined,
  isAlinea: boolean
) {
  const [open, close] = grammar.pairs[0] as readonly [string, string];
  const blocks: ReadBlock[] = [];
  let rows: { left: number; cells: string[][]; rest: unknown[] } | undefined;
  for (const [index, raw] of lines.entries()) {
    let line = raw;
    if (index === lines.length - 1) {
      if (!line.endsWith(close)) fail('The last line does not close', raw);
      line = line.slice(0, line.length - close.length);
    }
    let notes: string[] = [];
    let quotes: readonly string[] = [];
    if (line.startsWith('(')) {
      const masked = mask(line, grammar, 1, ')');
      notes = masked.text.split(grammar.between);
      quotes = masked.quotes;
      line = line.slice(masked.end + 2);
    }
    if (!line.startsWith(open)) fail('A line does not open', raw);
    const text = unshown(line.slice(open.length));
    const read = notes.map((note) => grammar.note(note) ?? { kind: 'wear' as const, note });
    const find = <Kind extends (typeof read)[number]['kind']>(kind: Kind) =>
      read.find(
        (note): note is Extract<(typeof read)[number], { kind: Kind }> => note.kind === kind
      );
    const quoted = (quote: number | undefined) =>
      quote === undefined ? undefined : (quotes[quote] as string);
    const wear = read.flatMap((note) => (note.kind === 'wear' ? [note.note] : []));
    const caption = quoted(find('caption')?.quote) ?? '';
    const table = find('table');
    const image = find('image');
    const heading = find('heading');
    if (rows && rows.left > 0) {
      rows.cells.push(cellsIn(text));
      rows.left -= 1;
    } else if (table) {
      rows = {
        left: table.rows - 1,
        cells: table.rows === 0 ? [] : [cellsIn(text)],
        rest: [table.header, caption],
      };
    } else if (image) {
      blocks.push({
        type: 'image',
        words: [],
        rest: JSON.stringify([quoted(image.quote), text, caption]),
      });
    } else {
      const line = isAlinea || find('alinea') ? undefined : readHeadingLine(text);
      if (heading || line) {
        blocks.push({
          type: 'heading',
          rank: heading?.rank ?? (line?.rank as HeadingRank),
          label: heading ? (quoted(heading.quote) ?? '') : (line?.label as string),
          words: worn(grammar, cellsOf(heading ? text : (line?.title as string)), wear, quotes),
        });
      } else {
        const sign = find('marker');
        const signed = sign ? { marker: quoted(sign.quote), text } : readMarker(text);
        blocks.push({
          type: 'paragraph',
          marker: signed.marker ?? '',
          indent: find('indent')?.indent ?? like?.indent ?? 0,
          style: find('style')?.style ?? like?.style ?? 'none',
          words: worn(grammar, cellsOf(signed.text), wear, quotes),
        });
      }
    }
    if (rows?.left === 0 || (rows && rows.left < 0)) {
      blocks.push({ type: 'table', words: [], rest: JSON.stringify([rows.cells, ...rows.rest]) });
      rows = undefined;
    }
  }
  return blocks;
}
