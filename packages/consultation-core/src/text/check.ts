import { blockText, isLink } from './inline.ts';
import type { Block, BlockId, Body } from './types.ts';
import { isSafeUrl } from './url.ts';

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

function hasUnsafeLink(block: Block): boolean {
  if (block.type === 'image') return !isSafeUrl(block.url);
  if (block.type === 'table') return false;
  return block.children.some((inline) => isLink(inline) && !isSafeUrl(inline.url));
}

/** Issues of one block by itself. */
function blockIssues(block: Block): StructureIssue[] {
  const issues: StructureIssue[] = [];
  const empty = blockText(block).trim() === '';
  if (block.type === 'heading' && empty && !block.label) {
    issues.push({ code: 'heading-empty', severity: 'error', block: block.id });
  }
  if (block.type === 'paragraph' && empty && !block.marker) {
    issues.push({ code: 'paragraph-empty', severity: 'error', block: block.id });
  }
  if (hasUnsafeLink(block)) {
    issues.push({ code: 'link-unsafe', severity: 'error', block: block.id });
  }
  if (block.type === 'table' && new Set(block.rows.map((row) => row.length)).size > 1) {
    issues.push({ code: 'table-ragged', severity: 'warning', block: block.id });
  }
  return issues;
}

/** Everything that staff should look at before the body is published, in reading order. */
export function checkBody(body: Body): readonly StructureIssue[] {
  const issues: StructureIssue[] = [];
  const seen = new Set<BlockId>();
  const first = body.findIndex((block) => block.type === 'heading' && block.rank === 'article');
  if (first === -1) issues.push({ code: 'no-article', severity: 'error', block: null });
  const before = body.slice(0, Math.max(first, 0)).find(({ type }) => type !== 'heading');
  if (before !== undefined) {
    issues.push({ code: 'words-before-first-article', severity: 'warning', block: before.id });
  }
  for (const block of body) {
    if (seen.has(block.id)) {
      issues.push({ code: 'id-duplicate', severity: 'error', block: block.id });
    }
    seen.add(block.id);
    issues.push(...blockIssues(block));
  }
  return issues;
}
