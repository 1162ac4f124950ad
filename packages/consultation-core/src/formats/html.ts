import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse } from 'parse5';
import { isLink } from '../text/inline.ts';
import {
  type Body,
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

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

/** Elements inside each other; documents that people write stay far below. */
const deepest = 500;

const marks: ReadonlyMap<string, Marks> = new Map([
  ['b', { bold: true }],
  ['strong', { bold: true }],
  ['i', { italic: true }],
  ['em', { italic: true }],
  ['cite', { italic: true }],
  ['u', { underline: true }],
  ['ins', { underline: true }],
  ['s', { strikethrough: true }],
  ['strike', { strikethrough: true }],
  ['del', { strikethrough: true }],
  ['code', { code: true }],
  ['kbd', { code: true }],
  ['samp', { code: true }],
  ['sup', { superscript: true }],
  ['sub', { subscript: true }],
] as const satisfies [string, Marks][]);

/** Not words of a text, whatever they hold; a notice says what went. */
const dropped = new Set(
  'script style iframe object embed applet template svg math canvas audio video noscript frame frameset select textarea input button map'.split(
    ' '
  )
);
/** Says nothing to a reader: dropped without a notice. */
const silent = new Set('head title meta link base col colgroup param source track wbr'.split(' '));
/** Elements that make lines of their own. */
const blockLike = new Set(
  'html body p div section article main header footer nav aside figure figcaption address details summary dl dt dd hr center form fieldset legend hgroup search menu dir listing blockquote pre ul ol li'.split(
    ' '
  )
);
/** Elements whose words simply go on. */
const inlineLike = new Set(
  'span a abbr acronym small big mark time font q dfn var bdi bdo data label tt ruby rb rt rp rtc nobr'.split(
    ' '
  )
);

const isElement = (node: Node): node is Element => 'tagName' in node;

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** All words below a node, on one line. */
function textOf(node: Node): string {
  if ('value' in node) return node.value;
  if (!('childNodes' in node)) return '';
  return node.childNodes
    .map((child) => (isElement(child) && child.tagName === 'br' ? ' ' : textOf(child)))
    .join('');
}
const lineOf = (node: Node) =>
  textOf(node)
    .replace(/[ \t\n\r\f]+/g, ' ')
    .trim();

function parseBounded(source: string) {
  let depth = 0;
  const onItemPush = () => {
    depth += 1;
    if (depth > deepest) throw new UnreadableError('too-deep');
  };
  const onItemPop = () => {
    depth -= 1;
  };
  return parse(source, { treeAdapter: { ...defaultTreeAdapter, onItemPush, onItemPop } });
}

interface Context {
  readonly wear: Wear;
  readonly setting: Setting;
  /** Markers of the items of the list that is being read. */
  readonly nextMarker?: () => string;
  readonly preformatted?: boolean;
}

function walk(builder: Builder, node: Node, context: Context): void {
  if ('value' in node) {
    const text = context.preformatted ? node.value : node.value.replace(/[ \t\n\r\f]+/g, ' ');
    builder.words(text, context.wear);
  } else if (isElement(node)) readElement(builder, node, context);
  else if ('childNodes' in node) for (const child of node.childNodes) walk(builder, child, context);
}

function readElement(builder: Builder, element: Element, context: Context): void {
  const { tagName } = element;
  const mark = marks.get(tagName);
  const level = /^h([1-6])$/.exec(tagName)?.[1];
  if (silent.has(tagName)) return;
  if (dropped.has(tagName)) {
    const details = { element: tagName };
    builder.notice('script-dropped', textOf(element) || tagName, { details });
  } else if (mark) {
    inside(builder, element, { ...context, wear: { ...context.wear, ...mark } });
  } else if (level) readHeading(builder, element, Number(level), context);
  else if (tagName === 'br') builder.endLine();
  else if (tagName === 'a') readLink(builder, element, context);
  else if (tagName === 'img') {
    builder.endLine();
    builder.image(attribute(element, 'src') ?? '', attribute(element, 'alt') ?? '');
  } else if (tagName === 'table') {
    builder.endLine();
    readTable(builder, element);
  } else if (tagName === 'ul' || tagName === 'ol') readList(builder, element, context);
  else if (tagName === 'figure') readFigure(builder, element, context);
  else if (blockLike.has(tagName)) readBlock(builder, element, context);
  else {
    if (!inlineLike.has(tagName)) {
      const details = { element: tagName };
      builder.notice('element-unwrapped', lineOf(element) || tagName, { details });
    }
    inside(builder, element, context);
  }
}

function readLink(builder: Builder, element: Element, context: Context): void {
  const href = attribute(element, 'href');
  const url = href ? builder.safeUrl(href, lineOf(element)) : undefined;
  const wear = url === undefined ? context.wear : { ...context.wear, url };
  inside(builder, element, { ...context, wear });
}

function inside(builder: Builder, element: Element, context: Context): void {
  for (const child of element.childNodes) walk(builder, child, context);
}

/** Label or marker that our own writer set apart, which is then not a word of the block. */
function takeOwn(element: Element, name: 'data-label' | 'data-marker'): string | undefined {
  const first = element.childNodes[0];
  if (!first || !isElement(first) || attribute(first, name) === undefined) return undefined;
  element.childNodes.shift();
  return lineOf(first);
}

function readHeading(builder: Builder, element: Element, level: number, context: Context): void {
  builder.endLine(context.setting);
  const label = takeOwn(element, 'data-label');
  const own = attribute(element, 'data-rank') as HeadingRank | undefined;
  const isOurs = own !== undefined && headingRanks.includes(own);
  // A line end in a heading is a blank.
  for (const child of element.childNodes) {
    if (isElement(child) && child.tagName === 'br') builder.words(' ');
    else walk(builder, child, context);
  }
  const line = builder.takeLine();
  if (isOurs) builder.heading(line, { rank: own, label: label ?? '' });
  else builder.heading(line, { rank: ranksByLevel[level - 1] });
}

function readBlock(builder: Builder, element: Element, context: Context): void {
  const { tagName } = element;
  let setting = context.setting;
  if (tagName === 'blockquote') setting = { ...setting, style: 'quote' };
  if (tagName === 'pre') setting = { ...setting, style: 'code' };
  if (tagName === 'li') setting = { ...setting, marker: context.nextMarker?.() };
  const indent = Number(attribute(element, 'data-indent') ?? Number.NaN);
  if (tagName === 'p' && Number.isInteger(indent) && indent > 0) setting = { ...setting, indent };
  const marker = tagName === 'p' ? takeOwn(element, 'data-marker') : undefined;
  if (marker !== undefined) setting = { ...setting, marker };
  // The first paragraph of a list item stands behind the item's marker.
  const waiting = builder.setting();
  const goesOn = tagName === 'p' && waiting.marker !== undefined && marker === undefined;
  builder.endLine(goesOn ? waiting : setting);
  inside(builder, element, {
    ...context,
    setting: { ...setting, marker: undefined },
    preformatted: context.preformatted || tagName === 'pre',
  });
  builder.endLine(context.setting);
}

const letters = (index: number) => String.fromCharCode(97 + ((index - 1) % 26));
const romans: readonly (readonly [number, string])[] = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];
function roman(number: number): string {
  let rest = number;
  let result = '';
  for (const [value, sign] of romans) {
    while (rest >= value) {
      result += sign;
      rest -= value;
    }
  }
  return result;
}

/** Items of lists become alineas with the sign that a browser would print, one step further in. */
function readList(builder: Builder, element: Element, context: Context): void {
  builder.endLine();
  const type = attribute(element, 'type');
  let index = Number(attribute(element, 'start') ?? 1) || 1;
  const nextMarker = () => {
    if (element.tagName === 'ul') return '•';
    const number = index;
    index += 1;
    if (type?.toLowerCase() === 'a') return `${letters(number)})`;
    if (type?.toLowerCase() === 'i') return `${roman(number)}.`;
    return `${number}.`;
  };
  const indent = (context.setting.indent ?? 0) + 1;
  inside(builder, element, { ...context, nextMarker, setting: { ...context.setting, indent } });
  builder.endLine(context.setting);
}

/** A picture with its caption; anything else in a figure is read as it comes. */
function readFigure(builder: Builder, element: Element, context: Context): void {
  builder.endLine();
  const children = element.childNodes.filter(isElement);
  const [image, caption] = children;
  if (children.length === 2 && image?.tagName === 'img' && caption?.tagName === 'figcaption') {
    builder.image(attribute(image, 'src') ?? '', attribute(image, 'alt') ?? '', lineOf(caption));
  } else readBlock(builder, element, context);
}

function readTable(builder: Builder, table: Element): void {
  const rows: Element[] = [];
  let caption = '';
  const collect = (node: Element) => {
    for (const child of node.childNodes.filter(isElement)) {
      if (child.tagName === 'tr') rows.push(child);
      else if (child.tagName === 'caption') caption = lineOf(child);
      else if (['thead', 'tbody', 'tfoot'].includes(child.tagName)) collect(child);
    }
  };
  collect(table);
  const cellsOf = (row: Element) =>
    row.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'td' || tagName === 'th');
  const cells = rows.map(cellsOf);
  const complex = cells
    .flat()
    .some((cell) => attribute(cell, 'colspan') ?? attribute(cell, 'rowspan'));
  if (complex) builder.notice('table-simplified', lineOf(table));
  const header = cells[0]?.every(({ tagName }) => tagName === 'th') ?? false;
  builder.table(
    cells.map((row) => row.map(lineOf)),
    header && cells.length > 1,
    caption
  );
}

/**
 * Reads a page or a piece of one. Words are kept in their order; what is no word of a text (scripts, forms, pictures
 * from unsafe addresses) goes with a notice. Throws UnreadableError when it has no words, or is nested to do harm.
 */
export function readHtml(source: string, options: ImportOptions): Imported {
  const builder = createBuilder(options);
  walk(builder, parseBounded(source), { wear: {}, setting: {} });
  builder.endLine();
  const imported = builder.finish();
  if (imported.body.length === 0) throw new UnreadableError('empty');
  return imported;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] as string);

const tags = [
  ['code', 'code'],
  ['superscript', 'sup'],
  ['subscript', 'sub'],
  ['strikethrough', 's'],
  ['underline', 'u'],
  ['italic', 'em'],
  ['bold', 'strong'],
] as const satisfies readonly (readonly [keyof Marks, string])[];

function writeLeaf(leaf: Leaf): string {
  return tags.reduce(
    (html, [name, tag]) => (leaf[name] ? `<${tag}>${html}</${tag}>` : html),
    escaped(leaf.text)
  );
}
function writeInline(children: readonly Inline[]): string {
  return children
    .map((inline) =>
      isLink(inline)
        ? `<a href="${escaped(inline.url)}">${inline.children.map(writeLeaf).join('')}</a>`
        : writeLeaf(inline)
    )
    .join('');
}

function writeBlock(block: Body[number]): string {
  switch (block.type) {
    case 'heading': {
      const level = Math.max(1, Math.min(6, headingRanks.indexOf(block.rank)));
      const label = block.label ? `<span data-label>${escaped(block.label)}</span> ` : '';
      return `<h${level} data-rank="${block.rank}">${label}${writeInline(block.children)}</h${level}>`;
    }
    case 'paragraph': {
      const indent = block.indent ? ` data-indent="${block.indent}"` : '';
      const marker = block.marker ? `<span data-marker>${escaped(block.marker)}</span> ` : '';
      const p = `<p${indent}>${marker}${writeInline(block.children)}</p>`;
      if (block.style === 'quote') return `<blockquote>${p}</blockquote>`;
      if (block.style === 'code') return `<pre>${p}</pre>`;
      return p;
    }
    case 'table': {
      const caption = block.caption ? `<caption>${escaped(block.caption)}</caption>` : '';
      const rows = block.rows.map((row, index) => {
        const tag = block.header && index === 0 ? 'th' : 'td';
        return `<tr>${row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
      });
      return `<table>${caption}${rows.join('')}</table>`;
    }
    case 'image': {
      const image = `<img src="${escaped(block.url)}" alt="${escaped(block.alt)}">`;
      if (!block.caption) return image;
      return `<figure>${image}<figcaption>${escaped(block.caption)}</figcaption></figure>`;
    }
  }
}

/**
 * A piece of a page. Law: `readHtml(writeHtml(body))` is `body` up to its ids, for a text whose words have no blanks at
 * the ends of alineas nor several in a row.
 */
export function writeHtml(body: Body): string {
  return body.map(writeBlock).join('\n');
}
