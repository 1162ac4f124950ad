import type { BlockId, Body } from './types.ts';

/** What is wrong with a body. `severity: error` forbids to publish it. */
export interface StructureIssue {
  readonly code:
    | 'no-article'
    | 'id-duplicate'
    | 'heading-empty'
    | 'paragraph-empty'
    | 'link-unsafe'
    | 'table-ragged'
    | 'words-before-first-article';
  readonly severity: 'error' | 'warning';
  readonly block: BlockId | null;
}
export function checkBody(body: Body): readonly StructureIssue[] {
  throw new Error(`to be written ${body}`);
}
