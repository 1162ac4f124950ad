import type { Body } from '../text/types.ts';
import type { Imported, ImportOptions } from './notice.ts';

/** A node of Strapi's Blocks field. Keys that Strapi does not know are kept by it and by us. */
export interface StrapiBlock {
  readonly type: string;
  readonly children: readonly unknown[];
  readonly [key: string]: unknown;
}
export function readBlocks(blocks: readonly StrapiBlock[], options: ImportOptions): Imported {
  throw new Error(`to be written ${blocks}${options}`);
}
/** Law: `readBlocks(writeBlocks(body))` is `body`. */
export function writeBlocks(body: Body): readonly StrapiBlock[] {
  throw new Error(`to be written ${body}`);
}
