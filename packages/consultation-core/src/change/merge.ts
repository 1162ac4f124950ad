import { canonicalBlock } from '../text/canonical.ts';
import type { BlockId, Body } from '../text/types.ts';
import { apply } from './apply.ts';
import { attributeNames, type EditOf } from './parts.ts';
import { type Change, changeAlgorithm, type Edit, type WordEdit } from './types.ts';
import { removedLength } from './words.ts';

/** A change and a name for whoever wants it. `rank` breaks ties of place (two insertions behind the same block). */
export interface NamedChange {
  readonly id: string;
  readonly rank: number;
  readonly change: Change;
}

/** Several changes want the same words of a block to be different, or one deletes what another rewrites. */
export interface Collision {
  readonly block: BlockId;
  readonly changes: readonly string[];
}

export interface Merged {
  readonly algorithm: 'merge@1';
  /** What can be done together, without anything that collides. */
  readonly change: Change;
  readonly collisions: readonly Collision[];
  /** Changes that do not fit the base (any more), with the block that is missing or differs. */
  readonly orphans: readonly { readonly id: string; readonly block: BlockId }[];
}

/** One thing that a change wants of one block. Two wishes that are equal to the letter are an agreement. */
interface Wish {
  readonly id: string;
  readonly key: string;
  readonly edit: Exclude<Edit, { kind: 'insert' }>;
  /** For words: the one edit. */
  readonly word?: WordEdit;
}

/** Equal content gives equal text, whatever order its keys came in. */
function keyOf(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner
  );
}

/** Every wish of a change, under each block that it is about. */
function wishesOf({ id, change }: NamedChange): (readonly [BlockId, Wish])[] {
  return change.edits.flatMap((edit): (readonly [BlockId, Wish])[] => {
    const wish = (block: BlockId): readonly [BlockId, Wish] => [
      block,
      { id, key: keyOf(edit), edit } as Wish,
    ];
    switch (edit.kind) {
      case 'insert':
        return [];
      case 'words':
        return edit.edits.map((word) => [
          edit.block,
          { id, key: keyOf(word), edit: { ...edit, edits: [word] }, word },
        ]);
      case 'delete':
        return [wish(edit.block.id)];
      case 'replace':
        return [wish(edit.before.id)];
      case 'join':
        return [wish(edit.block), wish(edit.joined.id)];
      default:
        return [wish(edit.block)];
    }
  });
}

/** Whether two edits want the same words of one block, or put different words at one place. */
function wordsCollide(a: WordEdit, b: WordEdit): boolean {
  const endA = a.at + removedLength(a);
  const endB = b.at + removedLength(b);
  if (a.at === endA && b.at === endB) return a.at === b.at;
  return a.at < endB && b.at < endA;
}

const attributesIn = ({ before, after }: EditOf<'attributes'>) =>
  attributeNames.filter((name) => name in before || name in after);

function collide(a: Wish, b: Wish): boolean {
  if (a.key === b.key) return false;
  const kinds = [a.edit.kind, b.edit.kind];
  if (a.word && b.word) return wordsCollide(a.word, b.word);
  if (a.edit.kind === 'attributes' && b.edit.kind === 'attributes') {
    const names = attributesIn(b.edit);
    return attributesIn(a.edit).some((name) => names.includes(name));
  }
  if (kinds.includes('delete') && a.edit.kind === b.edit.kind) return false;
  // Where a block stands, what it wears and its words are different matters.
  const apart = ['move', 'words', 'attributes'];
  return !(kinds[0] !== kinds[1] && kinds.every((kind) => apart.includes(kind)));
}

/** Blocks over which two changes collide. */
function findCollisions(fitting: readonly NamedChange[]): readonly Collision[] {
  const byBlock = new Map<BlockId, Wish[]>();
  for (const [block, wish] of fitting.flatMap(wishesOf)) {
    const wishes = byBlock.get(block);
    if (wishes) wishes.push(wish);
    else byBlock.set(block, [wish]);
  }
  const collisions: Collision[] = [];
  for (const [block, wishes] of byBlock) {
    const changes = new Set<string>();
    for (const [index, a] of wishes.entries()) {
      for (const b of wishes.slice(index + 1)) {
        if (a.id === b.id || !collide(a, b)) continue;
        changes.add(a.id).add(b.id);
      }
    }
    if (changes.size > 0) collisions.push({ block, changes: [...changes].sort() });
  }
  return collisions;
}

/** The edits of changes that do not collide, as one change; what several want is wanted once. */
function union(changes: readonly NamedChange[]): Change {
  const seen = new Set<string>();
  const once = (key: string) => {
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
  const edits: Edit[] = [];
  for (const { change } of changes) {
    for (const edit of change.edits) {
      if (edit.kind === 'insert') {
        // The same new words from two people have other ids.
        const blocks = edit.blocks.map((block) => ({ ...canonicalBlock(block), id: '' }));
        if (once(keyOf(['insert', edit.after, blocks]))) edits.push(edit);
      } else if (edit.kind === 'words') {
        const words = edit.edits.filter((word) => once(keyOf(['words', edit.block, word])));
        if (words.length > 0) edits.push({ ...edit, edits: words });
      } else if (edit.kind === 'delete') {
        if (once(keyOf(['delete', edit.block.id]))) edits.push(edit);
      } else if (once(keyOf(edit))) edits.push(edit);
    }
  }
  return { algorithm: changeAlgorithm, edits };
}

/**
 * Changes on one base as one. Identical edits are an agreement. Law: without collisions the result is the same bytes
 * in every order of `changes`; nothing vanishes: each edit is in the change, in a collision or in an orphan.
 * A change that takes part in a collision or is an orphan is left out whole.
 */
export function merge(base: Body, changes: readonly NamedChange[]): Merged {
  const sorted = [...changes].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  const orphans: { id: string; block: BlockId }[] = [];
  const fitting = sorted.filter(({ id, change }) => {
    const applied = apply(base, change);
    if (applied.kind === 'applied') return true;
    orphans.push({ id, block: applied.misfits[0]?.block ?? '' });
    return false;
  });
  const collisions = [...findCollisions(fitting)];
  const colliding = () => new Set(collisions.flatMap(({ changes }) => changes));
  let clean = fitting.filter(({ id }) => !colliding().has(id));
  let change = union(clean);
  // What two changes want can be impossible together only, such as each moving a block behind the other's.
  for (let tried = apply(base, change); tried.kind === 'refused'; tried = apply(base, change)) {
    const blocks = new Set(tried.misfits.map(({ block }) => block));
    const about = clean.filter(({ change: { edits } }) =>
      edits.some((edit) => [...blocks].some((block) => keyOf(edit).includes(`"${block}"`)))
    );
    const [block = ''] = blocks;
    collisions.push({ block, changes: about.map(({ id }) => id).sort() });
    clean = about.length === 0 ? [] : clean.filter((one) => !about.includes(one));
    change = union(clean);
  }
  return { algorithm: 'merge@1', change, collisions, orphans };
}
