import { canonicalBlock } from '../text/canonical.ts';
import { concatInline, inlineText, sliceInline } from '../text/inline.ts';
import { readHeadingLine, readMarker } from '../text/numbering.ts';
import {
  type Block,
  type HeadingRank,
  headingRanks,
  type Inline,
  type Leaf,
  type Marks,
  type Paragraph,
} from '../text/types.ts';
import { isSafeUrl } from '../text/url.ts';
import type { Imported, ImportOptions, Notice } from './notice.ts';

/** What words wear where a reader meets them. */
export interface Wear extends Marks {
  readonly url?: string;
}

/** How the alinea that is being read stands in the text. */
export interface Setting {
  readonly marker?: string;
  readonly indent?: number;
  readonly style?: Paragraph['style'];
}

export const deepestIndent = 8;
/** Ranks of headings that bear no number, by level: `#` or `h1` is the first. */
export const ranksByLevel = [
  'part',
  'title',
  'chapter',
  'section',
  'subsection',
  'article',
] as const satisfies readonly HeadingRank[];
/** A line that reads like a heading and is longer than this is an alinea that speaks of a division. */
const longestHeading = 200;

const excerptOf = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is dropped
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

function trimInline(children: readonly Inline[]): readonly Inline[] {
  const text = inlineText(children);
  const start = text.length - text.replace(/^[ \t\n]+/, '').length;
  return sliceInline(children, start, text.replace(/[ \t\n]+$/, '').length);
}

/** Whether all words of a line are bold or it is written in capitals: it was meant as a heading. */
function standsOut(children: readonly Inline[], text: string): boolean {
  const leaves = children.flatMap((inline): readonly Leaf[] =>
    'type' in inline ? inline.children : [inline]
  );
  return (
    leaves.every((leaf) => leaf.bold || leaf.text.trim() === '') || text === text.toUpperCase()
  );
}

/**
 * Collects a text from what a reader of some format meets: words with what they wear, ends of lines, headings, tables,
 * pictures. Every line is an alinea; lines that read like the heading of a division become one.
 */
export function createBuilder({ makeId }: ImportOptions) {
  const blocks: Block[] = [];
  const notices: Notice[] = [];
  let run: Inline[] = [];
  let setting: Setting = {};

  function notice(
    code: Notice['code'],
    text: string,
    more: Pick<Notice, 'block' | 'details'> = {}
  ): void {
    notices.push({ code, excerpt: excerptOf(text), ...more });
  }

  function push(block: Block): void {
    blocks.push(canonicalBlock(block));
  }

  function heading(children: readonly Inline[], given: { rank?: HeadingRank; label?: string }) {
    const words = trimInline(children);
    const text = inlineText(words);
    if (given.label !== undefined || given.rank === undefined) {
      const read = readHeadingLine(text);
      const title = read && given.label === undefined ? read.title : text;
      push({
        type: 'heading',
        id: makeId(),
        rank: given.rank ?? read?.rank ?? 'section',
        label: given.label ?? read?.label,
        children: sliceInline(words, text.length - title.length),
      });
      return;
    }
    const read = readHeadingLine(text);
    push({
      type: 'heading',
      id: makeId(),
      rank: read?.rank ?? given.rank,
      label: read?.label,
      children: read ? sliceInline(words, text.length - read.title.length) : words,
    });
  }

  /** Whether a line that nobody marked as a heading is one. */
  function isHeadingLine(children: readonly Inline[], text: string): boolean {
    const read = text.length <= longestHeading ? readHeadingLine(text) : undefined;
    if (read === undefined) return false;
    if (read.title === '' || standsOut(children, text)) return true;
    const separated = /^[ \u00a0]*[-–—:]/.test(text.slice(read.label.length));
    return separated && !/[.;,:]$/.test(text);
  }

  function paragraph(children: readonly Inline[], own: Setting): void {
    const words = trimInline(children);
    const text = inlineText(words);
    if (text === '' && own.marker === undefined) return;
    if (own.marker === undefined && own.style === undefined && isHeadingLine(words, text)) {
      heading(words, {});
      return;
    }
    const read = own.marker === undefined && own.style !== 'code' ? readMarker(text) : { text };
    const indent = own.indent ?? 0;
    const id = makeId();
    if (indent > deepestIndent) notice('indent-cut', text, { block: id, details: { indent } });
    push({
      type: 'paragraph',
      id,
      marker: own.marker ?? ('marker' in read ? read.marker : undefined),
      indent: Math.min(indent, deepestIndent),
      style: own.style,
      children: sliceInline(words, text.length - read.text.length),
    });
  }

  return {
    notice,
    /** Words of the alinea that is being read. */
    words(text: string, { url, ...marks }: Wear = {}): void {
      const clean = text.replace(controls, '');
      if (clean.length < text.length) notice('control-characters-dropped', clean);
      if (clean === '') return;
      const leaf: Leaf = { text: clean, ...marks };
      run.push(url === undefined ? leaf : { type: 'link', url, children: [leaf] });
    },
    /** An address that may stand in a text, or undefined and a notice. */
    safeUrl(url: string, words: string): string | undefined {
      const trimmed = url.trim();
      if (isSafeUrl(trimmed)) return trimmed;
      notice('link-dropped', words || url, { details: { url: excerptOf(url) } });
      return undefined;
    },
    /** Ends the alinea that is being read; the next one stands as `next` says. A marker is used up. */
    endLine(next?: Setting): void {
      if (run.length > 0 && inlineText(run).trim() !== '') {
        paragraph(concatInline(run), setting);
        setting = { ...setting, marker: undefined };
      }
      run = [];
      if (next !== undefined) setting = next;
    },
    /** The words since the last end of a line, taken out. */
    takeLine(): readonly Inline[] {
      const line = concatInline(run);
      run = [];
      return line;
    },
    setting: () => setting,
    heading(children: readonly Inline[], given: { rank?: HeadingRank; label?: string } = {}): void {
      if (inlineText(children).trim() !== '' || given.label) heading(children, given);
    },
    paragraph,
    table(rows: readonly (readonly string[])[], header: boolean, caption: string): void {
      const filled = rows.filter((row) => row.some((cell) => cell !== ''));
      if (filled.length === 0) return;
      const width = Math.max(...filled.map((row) => row.length));
      const id = makeId();
      if (filled.some((row) => row.length < width)) {
        notice('table-simplified', filled[0]?.join(' ') ?? '', { block: id });
      }
      const padded = filled.map((row) => [...row, ...Array(width - row.length).fill('')]);
      push({ type: 'table', id, header, caption, rows: padded, children: [{ text: '' }] });
    },
    image(url: string, alt: string, caption = ''): void {
      if (!isSafeUrl(url.trim())) {
        notice('image-dropped', alt || url.slice(0, 80));
        return;
      }
      push({
        type: 'image',
        id: makeId(),
        url: url.trim(),
        alt,
        caption,
        children: [{ text: '' }],
      });
    },
    /** The text; without any article its narrowest headings are taken for articles, and a notice says so. */
    finish(): Imported {
      const headings = blocks.filter((block) => block.type === 'heading');
      if (headings.length > 0 && headings.every(({ rank }) => rank !== 'article')) {
        const deepest = headings
          .map(({ rank }) => headingRanks.indexOf(rank))
          .reduce((a, b) => Math.max(a, b));
        const rank = headingRanks[deepest] as HeadingRank;
        notice('numbering-guessed', headings.find((one) => one.rank === rank)?.label ?? rank, {
          details: { rank },
        });
        return {
          body: blocks.map((block) =>
            block.type === 'heading' && block.rank === rank ? { ...block, rank: 'article' } : block
          ),
          notices,
        };
      }
      return { body: blocks, notices };
    },
  };
}
export type Builder = ReturnType<typeof createBuilder>;

/** Thrown when there is nothing to read: not a text of this format, or one that is built to do harm. */
export class UnreadableError extends Error {
  readonly reason: 'empty' | 'too-deep';
  constructor(reason: 'empty' | 'too-deep') {
    super(reason);
    this.name = 'UnreadableError';
    this.reason = reason;
  }
}
