import { isOpaque } from '../text/inline.ts';
import type { Block, BlockId, Body, Heading, Paragraph } from '../text/types.ts';
import type { BlockAttributes, Change, Edit } from './types.ts';

export type EditOf<Kind extends Edit['kind']> = Extract<Edit, { kind: Kind }>;

/** The edits of one kind, in their order. */
export function editsOf<Kind extends Edit['kind']>(change: Change, kind: Kind): EditOf<Kind>[] {
  return change.edits.filter((edit): edit is EditOf<Kind> => edit.kind === kind);
}

/** A block that has words of its own. */
export type Worded = Heading | Paragraph;
export const isWorded = (block: Block): block is Worded => !isOpaque(block);

export const byId = (body: Body): ReadonlyMap<BlockId, Block> =>
  new Map(body.map((block) => [block.id, block]));

export const attributeNames = ['rank', 'label', 'marker', 'indent', 'style'] as const;

/** What a block has besides its words. */
export function attributesOf(block: Block): BlockAttributes {
  const has = block as Partial<Record<(typeof attributeNames)[number], never>>;
  return Object.fromEntries(
    attributeNames.filter((name) => has[name]).map((name) => [name, has[name]])
  );
}

/** A list for each key, in the order in which things come. */
export function grouped<Key, Value>(
  values: Iterable<Value>,
  keyOf: (value: Value) => Key
): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
