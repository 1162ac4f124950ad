import { createHash } from 'node:crypto';
import { rootOf } from 'consultation-core/log';
import { describe, expect, it } from 'vitest';
import type { Tile } from '../store/tile.ts';
import { type Growing, grow, rootOfTree, tailTiles } from './journal-tree.ts';

const leaf = (index: number) => createHash('sha256').update(`leaf ${index}`).digest();
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('a tree that is kept as tiles', () => {
  it('has the root of RFC 9162 at every size, and full tiles come out once', () => {
    const tree: Growing = { size: 0, tails: [] };
    const leaves: Uint8Array[] = [];
    const full: Tile[] = [];
    for (let index = 0; index < 1_100; index += 1) {
      leaves.push(leaf(index));
      grow(tree, leaf(index), (tile) => full.push(tile));
      if (index < 40 || index % 97 === 0 || index % 256 > 253 || index % 256 < 2) {
        expect(hex(rootOfTree(tree))).toBe(hex(rootOf(leaves)));
      }
    }
    expect(full.map(({ level, n }) => [level, n])).toEqual([0, 1, 2, 3].map((n) => [0, n]));
    expect(tailTiles(tree).map(({ level, n, hashes }) => [level, n, hashes.length / 32])).toEqual([
      [0, 4, 1_100 - 1_024],
      [1, 0, 4],
    ]);
  });

  it('numbers tiles of higher levels from their first leaf', () => {
    const tree: Growing = { size: 0, tails: [] };
    const full: Tile[] = [];
    const one = leaf(0);
    for (let index = 0; index < 65_536 + 300; index += 1)
      grow(tree, one, (tile) => full.push(tile));
    expect(full.filter(({ level }) => level === 1).map(({ n }) => n)).toEqual([0]);
    expect(full.filter(({ level }) => level === 0)).toHaveLength(257);
    expect(tailTiles(tree).map(({ level, n, hashes }) => [level, n, hashes.length / 32])).toEqual([
      [0, 257, 44],
      [1, 1, 1],
      [2, 0, 1],
    ]);
  });
});
