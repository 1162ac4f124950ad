import { word } from './files.ts';
import type { Leaf } from './leaf.ts';
import type { Notebook } from './notebook.ts';
import { isVerifierKey } from './notes.ts';

/** A key and the leaf from which on it signs. */
export interface KeyFrom {
  readonly key: string;
  readonly index: number;
}

/** Keys of a journal as its leaves name them, oldest first. */
export function readKey(
  leaf: Leaf,
  keys: readonly KeyFrom[],
  notebook: Notebook
): readonly KeyFrom[] {
  const key = word(leaf.data, 'key');
  if (!isVerifierKey(key)) {
    notebook.find('key-broken', { index: leaf.index });
    return keys;
  }
  return [...keys, { key, index: leaf.index }];
}

/** The key that signs a checkpoint of so many leaves; undefined before the first. */
export function keyAt(keys: readonly KeyFrom[], size: number): KeyFrom | undefined {
  return keys.findLast(({ index }) => index < size);
}
