import type { Body } from '../text/types.ts';
import type { Imported, ImportOptions } from './notice.ts';

export function readHtml(source: string, options: ImportOptions): Imported {
  throw new Error(`to be written ${source}${options}`);
}
export function writeHtml(body: Body): string {
  throw new Error(`to be written ${body}`);
}
