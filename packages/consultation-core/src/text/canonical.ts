import { normalizeInline } from './inline.ts';
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

/** Whether two blocks are the same to the last mark, id included. */
export function sameBlock(a: Block, b: Block): boolean {
  return a === b || JSON.stringify(canonicalBlock(a)) === JSON.stringify(canonicalBlock(b));
}
