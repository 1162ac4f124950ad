import { type Body, blockText } from 'consultation-core/text';

/** A text without the alineas that were added and left empty. Those of `before` stay: emptying one says something. */
export function withoutBlank(before: Body, after: Body): Body {
  const old = new Set(before.map(({ id }) => id));
  return after.filter(
    (block) =>
      old.has(block.id) ||
      block.type !== 'paragraph' ||
      Boolean(block.marker) ||
      blockText(block).trim() !== ''
  );
}
