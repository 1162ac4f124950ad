import type { Block, BlockId, Body, Heading } from './types.ts';

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
/** The table of contents. A heading may skip ranks; it stands below the nearest wider one. */
export function outline(body: Body): readonly OutlineNode[] {
  throw new Error(`to be written ${body}`);
}
/** All articles in reading order. */
export function articles(body: Body): readonly Article[] {
  throw new Error(`to be written ${body}`);
}
export function articleById(body: Body, id: BlockId): Article | undefined {
  throw new Error(`to be written ${body}${id}`);
}
/** The article that a block stands in (or is the heading of). */
export function articleOfBlock(body: Body, block: BlockId): Article | undefined {
  throw new Error(`to be written ${body}${block}`);
}
/** Label and title as one line: `Article 2 – Secret industriel`. Either may be missing. */
export function headingLine(heading: Heading): string {
  throw new Error(`to be written ${heading}`);
}
/** The title alone, without the label. */
export function headingTitle(heading: Heading): string {
  throw new Error(`to be written ${heading}`);
}
/**
 * Number of each alinea within its article, from 1. Everything that starts on a new line counts as one; the heading
 * of the article and pictures do not count, a table counts as one. Source: circular of 20 October 2000 (France).
 */
export function alineaNumbers(article: Article): ReadonlyMap<BlockId, number> {
  throw new Error(`to be written ${article}`);
}
