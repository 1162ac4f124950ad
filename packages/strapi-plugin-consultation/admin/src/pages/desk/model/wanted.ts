import type { Edit } from 'consultation-core/change';
import { blockText, inlineText } from 'consultation-core/text';

/** So much of a text as a line of a report takes. */
export const excerpt = (text: string) => (text.length > 200 ? `${text.slice(0, 199)}…` : text);

/** What an edit wants, as plain words. */
export function wantedBy(edit: Edit): string {
  switch (edit.kind) {
    case 'insert':
      return edit.blocks.map(blockText).join(' ');
    case 'words':
      return edit.edits
        .map(({ remove, insert }) => inlineText(insert) || inlineText(remove))
        .join(' … ');
    case 'delete':
      return blockText(edit.block);
    case 'replace':
      return blockText(edit.after);
    case 'split':
      return blockText(edit.into);
    case 'join':
      return blockText(edit.joined);
    default:
      return '';
  }
}
