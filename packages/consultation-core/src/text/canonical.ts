import { inlineText, isLink, normalizeInline } from './inline.ts';
import type { Block, Body } from './types.ts';

/** A block with its keys in one order, defaults left out and its inline content normalized: equal blocks, equal JSON. */
export function canonicalBlock(block: Block): Block {
  switch (block.type) {
    case 'heading':
      return {
        type: 'heading',
        id: block.id,
        rank: block.rank,
        ...(block.label ? { label: block.label } : {}),
        children: normalizeInline(block.children),
      };
    case 'paragraph':
      return {
        type: 'paragraph',
        id: block.id,
        ...(block.marker ? { marker: block.marker } : {}),
        ...(block.indent ? { indent: block.indent } : {}),
        ...(block.style ? { style: block.style } : {}),
        children: normalizeInline(block.children),
      };
    case 'table':
      return {
        type: 'table',
        id: block.id,
        ...(block.header ? { header: true } : {}),
        ...(block.caption ? { caption: block.caption } : {}),
        rows: block.rows,
        children: [{ text: '' }],
      };
    case 'image':
      return {
        type: 'image',
        id: block.id,
        url: block.url,
        alt: block.alt,
        ...(block.caption ? { caption: block.caption } : {}),
        children: [{ text: '' }],
      };
  }
}

export function canonicalBody(body: Body): Body {
  return body.map(canonicalBlock);
}

/** Frames of blocks of one type: what is missing, 0 and empty are the same. */
function sameFrame(a: Block, b: Block): boolean {
  if (a.type === 'heading' && b.type === 'heading') {
    return a.rank === b.rank && (a.label || '') === (b.label || '');
  }
  if (a.type !== 'paragraph' || b.type !== 'paragraph') return true;
  return (
    (a.marker || '') === (b.marker || '') &&
    (a.indent || 0) === (b.indent || 0) &&
    a.style === b.style
  );
}

/** Whether two blocks are the same to the last mark, id included. */
export function sameBlock(a: Block, b: Block): boolean {
  if (a === b) return true;
  if (a.id !== b.id || a.type !== b.type || !sameFrame(a, b)) return false;
  if (a.type === 'heading' || a.type === 'paragraph') {
    const [left, right] = [a.children[0], b.children[0]];
    const plain = a.children.length === 1 && b.children.length === 1;
    if (plain && left && right && !isLink(left) && !isLink(right) && left.text !== right.text) {
      return false;
    }
    // Most blocks are told apart by their words alone; that is much quicker than their canonical form.
    if (inlineText(a.children) !== inlineText(b.children)) return false;
    const [one, other] = [normalizeInline(a.children), normalizeInline(b.children)];
    return JSON.stringify(one) === JSON.stringify(other);
  }
  return JSON.stringify(canonicalBlock(a)) === JSON.stringify(canonicalBlock(b));
}
