import { canonicalBlock } from '../text/canonical.ts';
import { isLink, markNames } from '../text/inline.ts';
import { type Block, type Body, headingRanks, type Inline, type Leaf } from '../text/types.ts';
import { createBuilder, ranksByLevel, type Wear } from './builder.ts';
import type { Imported, ImportOptions } from './notice.ts';

/** A node of Strapi's Blocks field. Keys that Strapi does not know are kept by it and by us. */
export interface StrapiBlock {
  readonly type: string;
  readonly children: readonly unknown[];
  readonly [key: string]: unknown;
}

/** Key under which a block of ours travels with everything that Strapi's node has no place for. */
const ours = 'consultation';

interface AnyNode {
  readonly type?: string;
  readonly text?: string;
  readonly url?: string;
  readonly children?: readonly AnyNode[];
  readonly [key: string]: unknown;
}

function writeInline(children: readonly Inline[]): AnyNode[] {
  return children.map((inline) =>
    isLink(inline)
      ? { type: 'link', url: inline.url, children: writeInline(inline.children) }
      : { type: 'text', ...inline }
  );
}

function writeBlock(block: Block): StrapiBlock {
  const { children, ...rest } = block;
  switch (block.type) {
    case 'heading': {
      const level = Math.max(1, Math.min(6, headingRanks.indexOf(block.rank)));
      return { type: 'heading', level, children: writeInline(block.children), [ours]: rest };
    }
    case 'paragraph': {
      const type = block.style ?? 'paragraph';
      return { type, children: writeInline(block.children), [ours]: rest };
    }
    case 'table': {
      const words = block.rows.map((row) => row.join(' | ')).join('\n');
      return { type: 'paragraph', children: [{ type: 'text', text: words }], [ours]: rest };
    }
    case 'image':
      return {
        type: 'image',
        image: { url: block.url, alternativeText: block.alt, caption: block.caption ?? null },
        children: [{ type: 'text', text: '' }],
        [ours]: rest,
      };
  }
}

/** Law: `readBlocks(writeBlocks(body))` is `body`, ids included. Strapi's own editor shows it all. */
export function writeBlocks(body: Body): readonly StrapiBlock[] {
  return body.map(writeBlock);
}

function readInline(nodes: readonly AnyNode[]): Inline[] {
  return nodes.map((node) => {
    if (node.type === 'link') {
      return {
        type: 'link',
        url: String(node.url ?? ''),
        children: readInline(node.children ?? []) as Leaf[],
      };
    }
    const marks = Object.fromEntries(
      markNames.filter((name) => node[name]).map((name) => [name, true])
    );
    return { text: String(node.text ?? ''), ...marks };
  });
}

/** A block that we wrote, with the words that the node has now. */
function readOurs(node: AnyNode): Block | undefined {
  const own = node[ours] as Block | undefined;
  if (typeof own !== 'object' || own === null) return undefined;
  const opaque = own.type === 'table' || own.type === 'image';
  const children = opaque ? [{ text: '' }] : readInline(node.children ?? []);
  return canonicalBlock({ ...own, children } as Block);
}

/** Reads what Strapi's Blocks field holds, whether we wrote it or its editor did. */
export function readBlocks(blocks: readonly StrapiBlock[], options: ImportOptions): Imported {
  const builder = createBuilder(options);
  const written: (Block | number)[] = [];
  const foreign: AnyNode[] = [];
  for (const node of blocks as readonly AnyNode[]) {
    const own = readOurs(node);
    if (own) written.push(own);
    else {
      written.push(foreign.length);
      foreign.push(node);
    }
  }
  if (foreign.length === 0) return { body: written as Block[], notices: [] };

  const words = (nodes: readonly AnyNode[], wear: Wear = {}): void => {
    for (const node of nodes) {
      if (node.type === 'link') {
        const text = (node.children ?? []).map(({ text: one }) => one ?? '').join('');
        const url = builder.safeUrl(String(node.url ?? ''), text);
        words(node.children ?? [], url === undefined ? wear : { ...wear, url });
        continue;
      }
      if (node.children) {
        words(node.children, wear);
        continue;
      }
      const marks = Object.fromEntries(
        markNames.filter((name) => node[name]).map((name) => [name, true])
      );
      for (const [index, line] of String(node.text ?? '')
        .split('\n')
        .entries()) {
        if (index > 0) builder.endLine();
        builder.words(line, { ...wear, ...marks });
      }
    }
  };
  const list = (node: AnyNode, indent: number): void => {
    let index = 0;
    for (const child of node.children ?? []) {
      if (child.type === 'list') list(child, indent + 1);
      else {
        index += 1;
        builder.endLine({ indent, marker: node.format === 'ordered' ? `${index}.` : '•' });
        words(child.children ?? []);
        builder.endLine({});
      }
    }
  };
  const read = (node: AnyNode): void => {
    switch (node.type) {
      case 'heading': {
        words(node.children ?? []);
        builder.heading(builder.takeLine(), { rank: ranksByLevel[Number(node.level ?? 1) - 1] });
        break;
      }
      case 'list':
        list(node, 1);
        break;
      case 'code':
        words(node.children ?? []);
        builder.paragraph(builder.takeLine(), { style: 'code' });
        break;
      case 'image': {
        const image = (node.image ?? {}) as Record<string, unknown>;
        builder.image(
          String(image.url ?? ''),
          String(image.alternativeText ?? ''),
          String(image.caption ?? '')
        );
        break;
      }
      default:
        builder.endLine(node.type === 'quote' ? { style: 'quote' } : {});
        words(node.children ?? []);
        builder.endLine({});
    }
  };
  if (foreign.length === written.length) {
    for (const node of foreign) read(node);
    return builder.finish();
  }
  // A text of ours into which somebody wrote with Strapi's editor: what is ours stays as it is.
  const notices = [];
  const body: Block[] = [];
  for (const one of written) {
    if (typeof one !== 'number') {
      body.push(one);
      continue;
    }
    const part = readBlocks([foreign[one] as StrapiBlock], options);
    body.push(...part.body);
    notices.push(...part.notices);
  }
  return { body, notices };
}
