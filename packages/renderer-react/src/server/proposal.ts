import type { Proposal } from 'consultation-core/amendment';
import type { AmendmentView } from 'consultation-core/contract';
import { type Block, blockText } from 'consultation-core/text';

/** What the author of a draft asked for, read back from the change that came of it. */
export function proposalOf({ amendment }: AmendmentView): Proposal | undefined {
  const { change, kind, after } = amendment;
  const text = (blocks: readonly Block[], between: string) => blocks.map(blockText).join(between);
  for (const edit of change.edits) {
    if (kind === 'delete' && edit.kind === 'delete') return { kind, block: edit.block.id };
    if (kind === 'insert' && edit.kind === 'insert' && edit.after !== null) {
      return { kind, after: edit.after, text: text(edit.blocks, '\n') };
    }
    if (kind === 'article' && edit.kind === 'insert') {
      const [heading, ...rest] = edit.blocks;
      return {
        kind,
        after: amendment.article?.id ?? null,
        heading: heading === undefined ? '' : headingText(heading),
        text: text(rest, '\n'),
      };
    }
  }
  if (kind !== 'replace') return undefined;
  const block = replacedBlock(amendment);
  if (block === undefined) return undefined;
  // An alinea that was split goes on in the blocks that the original does not have.
  const known = new Set(amendment.before.map(({ id }) => id));
  const from = after.findIndex(({ id }) => id === block);
  const own = after.slice(from).filter(({ id }, index) => index === 0 || !known.has(id));
  return { kind, block, text: text(from === -1 ? [] : own, '\n\n') };
}

function replacedBlock({ change }: AmendmentView['amendment']): string | undefined {
  for (const edit of change.edits) {
    if (edit.kind === 'words' || edit.kind === 'attributes' || edit.kind === 'split')
      return edit.block;
    if (edit.kind === 'replace') return edit.before.id;
  }
  return undefined;
}

function headingText(block: Block): string {
  const label = block.type === 'heading' ? block.label : undefined;
  return [label, blockText(block)].filter(Boolean).join(' – ');
}
