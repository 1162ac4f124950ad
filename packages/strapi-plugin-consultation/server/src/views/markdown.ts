import type { Body } from 'consultation-core/text';
import { mutable } from './mutable.ts';

/** Markdown of staff as blocks; ids say which field they are of, so that a page can hold several. */
export async function markdownBody(source: string, field: string) {
  if (source.trim() === '') return [];
  const { readMarkdown } = await import('consultation-core/formats/markdown');
  let number = 0;
  const makeId = () => {
    number += 1;
    return `${field}-${number}`;
  };
  return mutable(readMarkdown(source, { makeId }).body);
}

/** Words of a citizen as paragraphs: an empty line parts them, nothing is markup. */
export function plainBody(words: string, field: string): Body {
  return words
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((text, index) => ({
      type: 'paragraph' as const,
      id: `${field}-${index + 1}`,
      children: [{ text }],
    }));
}
