import type { Collision, Resolution } from 'consultation-core/change';
import {
  type Body,
  concatInline,
  type Inline,
  isOpaque,
  sliceInline,
} from 'consultation-core/text';

/** The blocks of a collision of words with others in the place of the group of words. */
export function withWords({ before, range }: Collision, words: readonly Inline[]): Body {
  return before.map((block, index) =>
    index > 0 || block.type === 'table' || block.type === 'image'
      ? block
      : {
          ...block,
          children: concatInline(
            sliceInline(block.children, 0, range?.from ?? 0),
            words,
            range ? sliceInline(block.children, range.to) : []
          ),
        }
  );
}

/** The words that a collision is about, as they are. */
export function originalWords({ before, range }: Collision): readonly Inline[] {
  const [block] = before;
  if (block === undefined || isOpaque(block)) return [{ text: '' }];
  return sliceInline(block.children as readonly Inline[], range?.from ?? 0, range?.to);
}

/** What a decision makes of the blocks of a collision. */
export function outcomeOf(collision: Collision, choice: Resolution | null): Body {
  switch (choice?.take) {
    case 'change':
      return (
        collision.options.find(({ changes }) => changes.includes(choice.change))?.after ??
        collision.before
      );
    case 'words':
      return withWords(collision, choice.words);
    case 'blocks':
      return choice.blocks;
    default:
      return collision.before;
  }
}
