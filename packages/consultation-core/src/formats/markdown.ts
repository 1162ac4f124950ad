import type { Body } from '../text/types.ts';
import type { Imported, ImportOptions } from './notice.ts';

export function readMarkdown(source: string, options: ImportOptions): Imported {
  throw new Error(`to be written ${source}${options}`);
}
export function writeMarkdown(body: Body): string {
  throw new Error(`to be written ${body}`);
}
