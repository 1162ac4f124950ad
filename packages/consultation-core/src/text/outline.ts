import { inlineText } from './inline.ts';
import { type Block, type BlockId, type Body, type Heading, headingRanks } from './types.ts';

/** A heading with the headings below it. */
export interface OutlineNode {
  readonly heading: Heading;
  readonly children: readonly OutlineNode[];
}

/** An article: its heading, its own blocks (without the heading) and the divisions it stands in, widest first. */
export interface Article {
  readonly id: BlockId;
  readonly heading: Heading;
  readonly blocks: readonly Block[];
  readonly path: readonly Heading[];
}

const width = (heading: Heading) => headingRanks.indexOf(heading.rank);

/** The table of contents. A heading may skip ranks; it stands below the nearest wider one. */
export function outline(body: Body): readonly OutlineNode[] {
  const top: OutlineNode[] = [];
  const open: { heading: Heading; children: OutlineNode[] }[] = [];
  for (const block of body) {
    if (block.type !== 'heading') continue;
    const node = { heading: block, children: [] };
    while (open.length > 0 && width((open.at(-1) as OutlineNode).heading) >= width(block)) {
      open.pop();
    }
    (open.at(-1)?.children ?? top).push(node);
    open.push(node);
  }
  return top;
}

/** All articles in reading order. */
export function articles(body: Body): readonly Article[] {
  const result: Article[] = [];
  let path: readonly Heading[] = [];
  let blocks: Block[] | undefined;
  for (const block of body) {
    if (block.type !== 'heading') {
      blocks?.push(block);
      continue;
    }
    path = path.filter((heading) => width(heading) < width(block));
    blocks = undefined;
    if (block.rank === 'article') {
      blocks = [];
      result.push({ id: block.id, heading: block, blocks, path });
    } else path = [...path, block];
  }
  return result;
}

export function articleById(body: Body, id: BlockId): Article | undefined {
  return articles(body).find((article) => article.id === id);
}

/** The article that a block stands in (or is the heading of). */
export function articleOfBlock(body: Body, block: BlockId): Article | undefined {
  return articles(body).find(
    (article) => article.id === block || article.blocks.some(({ id }) => id === block)
  );
}

/** Label and title as one line: `Article 2 – Secret industriel`. Either may be missing. */
export function headingLine(heading: Heading): string {
  return [heading.label, headingTitle(heading)].filter(Boolean).join(' – ');
}

/** The title alone, without the label. */
export function headingTitle(heading: Heading): string {
  return inlineText(heading.children).trim();
}

/**
 * Number of each alinea within its article, from 1. Everything that starts on a new line counts as one; the heading
 * of the article and pictures do not count, a table counts as one. Source: circular of 20 October 2000 (France).
 */
export function alineaNumbers(article: Article): ReadonlyMap<BlockId, number> {
  const counted = article.blocks.filter(({ type }) => type === 'paragraph' || type === 'table');
  return new Map(counted.map(({ id }, index) => [id, index + 1]));
}
