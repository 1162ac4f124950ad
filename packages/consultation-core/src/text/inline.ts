import type { Block, Inline, Leaf, Link, Marks } from './types.ts';

/** Always in this order: equal leaves have equal JSON. */
export const markNames = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'code',
  'superscript',
  'subscript',
] as const satisfies readonly (keyof Marks)[];

export function isLink(inline: Inline): inline is Link {
  return 'type' in inline;
}

/** The words of a run of inline content, without marks and addresses. Lengths are UTF-16 code units. */
export function inlineText(children: readonly Inline[]): string {
  let text = '';
  for (const inline of children) {
    text += isLink(inline) ? inlineText(inline.children) : inline.text;
  }
  return text;
}

/** The words of one block: a heading's without its label, a paragraph's without its marker, a table's cells. */
export function blockText(block: Block): string {
  switch (block.type) {
    case 'table': {
      const rows = block.rows.map((row) => row.join('\t')).join('\n');
      return block.caption ? `${block.caption}\n${rows}` : rows;
    }
    case 'image':
      return [block.alt, block.caption].filter(Boolean).join('\n');
    default:
      return inlineText(block.children);
  }
}

/** A leaf with only the marks that are set, always in the same order: equal leaves have equal JSON. */
function canonicalLeaf(leaf: Leaf): Leaf {
  const marks: { -readonly [Name in keyof Marks]: true } = {};
  for (const name of markNames) if (leaf[name]) marks[name] = true;
  return { text: leaf.text, ...marks };
}

function sameMarks(a: Leaf, b: Leaf): boolean {
  return markNames.every((name) => Boolean(a[name]) === Boolean(b[name]));
}

function normalizeLeaves(leaves: readonly Leaf[]): Leaf[] {
  const result: Leaf[] = [];
  for (const leaf of leaves) {
    if (leaf.text === '') continue;
    const last = result.at(-1);
    if (last !== undefined && sameMarks(last, leaf)) {
      result[result.length - 1] = { ...last, text: last.text + leaf.text };
    } else result.push(canonicalLeaf(leaf));
  }
  return result;
}

/** One canonical form: neighbours with equal marks joined, empty leaves and empty links dropped, at least one leaf. */
export function normalizeInline(children: readonly Inline[]): readonly Inline[] {
  const result: Inline[] = [];
  for (const inline of children) {
    const last = result.at(-1);
    if (isLink(inline)) {
      const leaves = normalizeLeaves(inline.children);
      if (leaves.length === 0) continue;
      if (last !== undefined && isLink(last) && last.url === inline.url) {
        const joined = normalizeLeaves([...last.children, ...leaves]);
        result[result.length - 1] = { type: 'link', url: last.url, children: joined };
      } else result.push({ type: 'link', url: inline.url, children: leaves });
    } else if (inline.text !== '') {
      if (last !== undefined && !isLink(last) && sameMarks(last, inline)) {
        result[result.length - 1] = { ...last, text: last.text + inline.text };
      } else result.push(canonicalLeaf(inline));
    }
  }
  return result.length > 0 ? result : [{ text: '' }];
}

/** Inline content between two offsets of its plain text, marks and links kept. */
export function sliceInline(
  children: readonly Inline[],
  from: number,
  to = Number.POSITIVE_INFINITY
): readonly Inline[] {
  const result: Inline[] = [];
  let start = 0;
  for (const inline of children) {
    const length = isLink(inline) ? inlineText(inline.children).length : inline.text.length;
    const a = Math.max(0, from - start);
    const b = Math.min(length, to - start);
    if (a < b) {
      result.push(
        isLink(inline)
          ? { ...inline, children: sliceInline(inline.children, a, b) as readonly Leaf[] }
          : { ...inline, text: inline.text.slice(a, b) }
      );
    }
    start += length;
  }
  return normalizeInline(result);
}

/** Several runs one behind the other, normalized. */
export function concatInline(...runs: readonly (readonly Inline[])[]): readonly Inline[] {
  return normalizeInline(runs.flat());
}

/** Plain words as inline content. */
export function inlineFromText(text: string): readonly Inline[] {
  return [{ text }];
}

/** Whether a block is replaced only whole. */
export function isOpaque(block: Block): boolean {
  return block.type === 'table' || block.type === 'image';
}
