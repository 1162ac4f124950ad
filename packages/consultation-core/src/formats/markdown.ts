import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown, gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import { gfmTable } from 'micromark-extension-gfm-table';
import { inlineFromText, isLink } from '../text/inline.ts';
import {
  type Body,
  type Heading,
  type HeadingRank,
  headingRanks,
  type Inline,
  type Leaf,
  type Marks,
} from '../text/types.ts';
import {
  type Builder,
  createBuilder,
  ranksByLevel,
  type Setting,
  UnreadableError,
  type Wear,
} from './builder.ts';
import type { Imported, ImportOptions } from './notice.ts';

/** Marks that Markdown has no sign for are written as the element that HTML has. */
const elements = [
  ['u', 'underline'],
  ['s', 'strikethrough'],
  ['sup', 'superscript'],
  ['sub', 'subscript'],
] as const satisfies readonly (readonly [string, keyof Marks])[];
/** One step of indentation in front of an alinea. */
const step = '\u2003';

function textOf(node: Nodes): string {
  if ('value' in node) return node.value;
  if ('children' in node) return node.children.map((child) => textOf(child)).join('');
  return node.type === 'break' ? ' ' : '';
}

/** Inline HTML is a mark of ours or nothing; its tags are not words. */
function readInlineHtml(builder: Builder, html: string, open: Map<keyof Marks, true>): void {
  const [, end, name] = /^<(\/?)(\w+)\s*\/?>$/.exec(html.trim()) ?? [];
  const mark = elements.find(([element]) => element === name?.toLowerCase())?.[1];
  if (mark && end) open.delete(mark);
  else if (mark) open.set(mark, true);
  else if (/^<br\b/i.test(html)) builder.endLine();
  else builder.notice('element-unwrapped', html);
}

function readPhrasing(
  builder: Builder,
  nodes: readonly PhrasingContent[],
  wear: Wear,
  open = new Map<keyof Marks, true>()
): void {
  for (const node of nodes) {
    const worn: Wear = { ...wear, ...Object.fromEntries(open) };
    switch (node.type) {
      case 'text': {
        const [first = '', ...rest] = node.value.split('\n');
        builder.words(first, worn);
        // A line end inside a paragraph is a blank to Markdown, as it is to HTML.
        for (const line of rest) builder.words(` ${line}`, worn);
        break;
      }
      case 'inlineCode':
        builder.words(node.value, { ...worn, code: true });
        break;
      case 'strong':
        readPhrasing(builder, node.children, { ...worn, bold: true }, open);
        break;
      case 'emphasis':
        readPhrasing(builder, node.children, { ...worn, italic: true }, open);
        break;
      case 'link': {
        const url = builder.safeUrl(node.url, textOf(node));
        readPhrasing(builder, node.children, url === undefined ? worn : { ...worn, url }, open);
        break;
      }
      case 'image': {
        const setting = builder.setting();
        builder.endLine(setting);
        builder.image(node.url, node.alt ?? '', node.title ?? '');
        break;
      }
      case 'break':
        builder.endLine();
        break;
      case 'html':
        readInlineHtml(builder, node.value, open);
        break;
      default:
        builder.words(textOf(node), worn);
    }
  }
}

function readBlocks(builder: Builder, nodes: readonly RootContent[], setting: Setting): void {
  for (const node of nodes) {
    switch (node.type) {
      case 'heading':
        builder.endLine(setting);
        readPhrasing(builder, node.children, {});
        builder.heading(builder.takeLine(), { rank: ranksByLevel[node.depth - 1] });
        break;
      case 'paragraph': {
        const waiting = builder.setting();
        const first = node.children[0];
        const steps = first?.type === 'text' ? /^\u2003*/.exec(first.value)?.[0].length : 0;
        const indent = (setting.indent ?? 0) + (steps ?? 0);
        builder.endLine({ ...(waiting.marker ? waiting : setting), indent });
        readPhrasing(
          builder,
          steps && first?.type === 'text'
            ? [{ ...first, value: first.value.slice(steps) }, ...node.children.slice(1)]
            : node.children,
          {}
        );
        builder.endLine(setting);
        break;
      }
      case 'blockquote':
        builder.endLine({ ...setting, style: 'quote' });
        readBlocks(builder, node.children, { ...setting, style: 'quote' });
        builder.endLine(setting);
        break;
      case 'list': {
        const inner = { ...setting, indent: (setting.indent ?? 0) + 1 };
        for (const [index, item] of node.children.entries()) {
          const marker = node.ordered ? `${(node.start ?? 1) + index}.` : '•';
          builder.endLine({ ...inner, marker });
          readBlocks(builder, item.children, inner);
        }
        builder.endLine(setting);
        break;
      }
      case 'code':
        builder.endLine(setting);
        builder.paragraph(inlineFromText(node.value), { ...setting, style: 'code' });
        break;
      case 'table': {
        builder.endLine(setting);
        const rows = node.children.map((row) => row.children.map((cell) => textOf(cell).trim()));
        builder.table(rows, true, '');
        break;
      }
      case 'html': {
        builder.endLine(setting);
        const words = node.value.replace(/<!--[\s\S]*?-->|<(script|style)[\s\S]*?<\/\1>/gi, '');
        builder.notice(words === node.value ? 'element-unwrapped' : 'script-dropped', node.value);
        builder.words(words.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '));
        builder.endLine(setting);
        break;
      }
      case 'definition':
      case 'thematicBreak':
        break;
      default:
        builder.words(textOf(node));
        builder.endLine(setting);
    }
  }
}

/** Quotes and lists inside each other; each costs the parser a pass over the line. */
const deepest = 100;

/**
 * Reads a text written in Markdown (CommonMark with tables). Headings that read as a division are one, others go by
 * their level; HTML is read for its words. Throws UnreadableError when it has no words, or is nested to do harm.
 */
export function readMarkdown(source: string, options: ImportOptions): Imported {
  const nested = new RegExp(`^[ \\t]*(?:(?:>|[-+*]|\\d{1,9}[.)])[ \\t]*){${deepest}}`, 'm');
  if (nested.test(source)) throw new UnreadableError('too-deep');
  const tree = fromMarkdown(source, {
    extensions: [gfmTable()],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
  const builder = createBuilder(options);
  readBlocks(builder, tree.children, {});
  builder.endLine();
  const imported = builder.finish();
  if (imported.body.length === 0) throw new UnreadableError('empty');
  return imported;
}

function writeLeaf(leaf: Leaf): PhrasingContent[] {
  let nodes: PhrasingContent[] = leaf.code
    ? [{ type: 'inlineCode', value: leaf.text }]
    : [{ type: 'text', value: leaf.text }];
  if (leaf.italic) nodes = [{ type: 'emphasis', children: nodes }];
  if (leaf.bold) nodes = [{ type: 'strong', children: nodes }];
  for (const [element, mark] of elements) {
    if (!leaf[mark]) continue;
    nodes = [
      { type: 'html', value: `<${element}>` },
      ...nodes,
      { type: 'html', value: `</${element}>` },
    ];
  }
  return nodes;
}

function writeInline(children: readonly Inline[]): PhrasingContent[] {
  return children.flatMap((inline): PhrasingContent[] =>
    isLink(inline)
      ? [
          {
            type: 'link',
            url: inline.url,
            children: inline.children.flatMap(writeLeaf) as never,
          },
        ]
      : writeLeaf(inline)
  );
}

const levels = new Map<HeadingRank, number>([
  ...ranksByLevel.map((rank, index) => [rank, index + 1] as const),
  ['book', 1],
]);

function writeHeading(heading: Heading): RootContent {
  const label: PhrasingContent[] = heading.label
    ? [{ type: 'text', value: `${heading.label} – ` }]
    : [];
  const title = writeInline(heading.children);
  const depth = (levels.get(heading.rank) ?? headingRanks.length - 1) as 1;
  return { type: 'heading', depth, children: [...label, ...title] };
}

function writeBlock(block: Body[number]): RootContent {
  switch (block.type) {
    case 'heading':
      return writeHeading(block);
    case 'paragraph': {
      if (block.style === 'code') {
        return {
          type: 'code',
          value: block.children.map((one) => textOf(writeInline([one])[0] as Nodes)).join(''),
        };
      }
      const front = step.repeat(block.indent ?? 0) + (block.marker ? `${block.marker} ` : '');
      const children = writeInline(block.children);
      if (front) children.unshift({ type: 'text', value: front });
      const paragraph = { type: 'paragraph' as const, children };
      return block.style === 'quote' ? { type: 'blockquote', children: [paragraph] } : paragraph;
    }
    case 'table':
      return {
        type: 'table',
        children: block.rows.map((row) => ({
          type: 'tableRow',
          children: row.map((cell) => ({
            type: 'tableCell',
            children: [{ type: 'text', value: cell }],
          })),
        })),
      };
    case 'image':
      return {
        type: 'paragraph',
        children: [{ type: 'image', url: block.url, alt: block.alt, title: block.caption ?? null }],
      };
  }
}

/** Markdown that `readMarkdown` reads back, up to ids, ranks of divisions without a number and headers of tables. */
export function writeMarkdown(body: Body): string {
  const root: Root = { type: 'root', children: body.map(writeBlock) };
  return toMarkdown(root, { extensions: [gfmTableToMarkdown()], bullet: '-', rule: '-' });
}
