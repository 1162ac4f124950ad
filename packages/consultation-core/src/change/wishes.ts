import { canonicalBlock } from '../text/canonical.ts';
import { concatInline } from '../text/inline.ts';
import { type Block, type BlockId, headingRanks } from '../text/types.ts';
import type { NamedChange } from './merged.ts';
import { attributeNames, type EditOf } from './parts.ts';
import type { BlockAttributes, Change, Edit, WordEdit } from './types.ts';

/** Equal content gives equal text, whatever order its keys came in. */
export function keyOf(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner
  );
}

const wordKey = (block: BlockId, { at, remove, insert, side }: WordEdit) =>
  JSON.stringify(['words', block, at, concatInline(remove), concatInline(insert), side ?? '']);
const nameless = (block: Block) => ({ ...canonicalBlock(block), id: '' });

/** What a single edit wants, without the ids that its author's editor made up: equal wishes are an agreement. */
export function wishKey(edit: Edit): string {
  switch (edit.kind) {
    case 'words':
      return wordKey(edit.block, edit.edits[0] as WordEdit);
    case 'insert':
      return keyOf(['insert', edit.after, edit.blocks.map(nameless)]);
    case 'delete':
      return keyOf(['delete', edit.block.id]);
    case 'attributes':
      return keyOf(['attributes', edit.block, edit.after, Object.keys(edit.before)]);
    case 'replace':
      return keyOf(['replace', canonicalBlock(edit.after)]);
    case 'move':
      return keyOf(['move', edit.block, edit.after]);
    case 'split': {
      const { children: _, ...frame } = nameless(edit.into) as Block & { children: unknown };
      return keyOf(['split', edit.block, edit.at, frame]);
    }
    case 'join':
      return keyOf(['join', edit.block, edit.joined.id]);
  }
}

const pick = (from: BlockAttributes, name: keyof BlockAttributes): BlockAttributes =>
  from[name] === undefined ? {} : { [name]: from[name] };

/** The things that a change wants, each as small as it can be decided on by itself. */
export function wishesOf(change: Change): readonly Edit[] {
  return change.edits.flatMap((edit): readonly Edit[] => {
    if (edit.kind === 'words') return edit.edits.map((word) => ({ ...edit, edits: [word] }));
    if (edit.kind === 'attributes') {
      const { before, after } = edit;
      return attributeNames
        .filter((name) => name in before || name in after)
        .map((name) => ({ ...edit, before: pick(before, name), after: pick(after, name) }));
    }
    return [edit];
  });
}

/** A wish with all who have it, by rank. */
export interface Node {
  readonly key: string;
  readonly edit: Edit;
  readonly changes: readonly string[];
}

export type NodeOf<Kind extends Edit['kind']> = Node & { readonly edit: EditOf<Kind> };
export const is =
  <Kind extends Edit['kind']>(kind: Kind) =>
  (node: Node): node is NodeOf<Kind> =>
    node.edit.kind === kind;
export const shareChange = (a: Node, b: Node) => a.changes.some((id) => b.changes.includes(id));
export type Link = (a: Node, b: Node) => void;

export const byRank = (a: NamedChange, b: NamedChange) =>
  a.rank - b.rank || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Wishes of changes in the order of their ranks; what several want is there once. */
export function nodesOf(
  wished: readonly { readonly id: string; readonly wishes: readonly Edit[] }[]
): readonly Node[] {
  const nodes = new Map<string, { key: string; edit: Edit; changes: string[] }>();
  for (const { id, wishes } of wished) {
    for (const edit of wishes) {
      const key = wishKey(edit);
      const node = nodes.get(key);
      if (node === undefined) nodes.set(key, { key, edit, changes: [id] });
      else if (!node.changes.includes(id)) node.changes.push(id);
    }
  }
  return [...nodes.values()];
}

/** How narrow the division is that a block begins: paragraphs are the narrowest. */
export const narrowness = (block: Block | undefined): number =>
  block?.type === 'heading' ? headingRanks.indexOf(block.rank) : headingRanks.length;
