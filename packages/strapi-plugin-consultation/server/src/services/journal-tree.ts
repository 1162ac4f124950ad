import { nodeHash } from 'consultation-core/log';
import type { Db } from '../store/database.ts';
import { sha256 } from '../store/log.ts';
import { findTile, type Tile } from '../store/tile.ts';

/** Hashes in a tile, and the levels of the tree that it spans. */
const width = 256;
const height = 8;
const hashBytes = 32;

/** A tree that leaves are added to: of each level of tiles, the hashes of the one that is not full yet. */
export interface Growing {
  size: number;
  readonly tails: Uint8Array[][];
}

const split = (hashes: Uint8Array): Uint8Array[] =>
  Array.from({ length: hashes.length / hashBytes }, (_, index) =>
    hashes.subarray(index * hashBytes, (index + 1) * hashBytes)
  );

/** Root of a perfect subtree, from the hashes on one of its levels. */
function rootOfPerfect(hashes: readonly Uint8Array[]): Uint8Array {
  let level = [...hashes];
  while (level.length > 1) {
    level = Array.from({ length: level.length / 2 }, (_, index) =>
      nodeHash(level[index * 2] as Uint8Array, level[index * 2 + 1] as Uint8Array, sha256)
    );
  }
  return level[0] as Uint8Array;
}

/** How many hashes a level of tiles has in a tree of a size. */
const hashesOn = (level: number, size: number) => Math.floor(size / width ** level);

/** A tree of a size as its stored tiles say it, or the first tile that is not there. */
export async function loadTree(
  db: Db,
  consultation: string,
  size: number
): Promise<Growing | { readonly missing: { readonly level: number; readonly n: number } }> {
  const tails: Uint8Array[][] = [];
  for (let level = 0; hashesOn(level, size) > 0; level += 1) {
    const total = hashesOn(level, size);
    const rest = total % width;
    const n = Math.floor(total / width);
    const tile = rest === 0 ? new Uint8Array() : await findTile(db, consultation, level, n);
    if (tile === undefined || tile.length < rest * hashBytes) return { missing: { level, n } };
    tails.push(split(tile.subarray(0, rest * hashBytes)));
  }
  return { size, tails };
}

/** Adds a leaf; each tile that becomes full is handed out, once. */
export function grow(tree: Growing, leaf: Uint8Array, full: (tile: Tile) => void): void {
  let hash = leaf;
  for (let level = 0; ; level += 1) {
    let tail = tree.tails[level];
    if (tail === undefined) {
      tail = [];
      tree.tails[level] = tail;
    }
    tail.push(hash);
    if (tail.length < width) break;
    const n = Math.floor(tree.size / width ** (level + 1));
    full({ level, n, hashes: Buffer.concat(tail) });
    hash = rootOfPerfect(tail);
    tree.tails[level] = [];
  }
  tree.size += 1;
}

/** The tiles that are not full, as they stand. */
export function tailTiles(tree: Growing): readonly Tile[] {
  return tree.tails.flatMap((tail, level) =>
    tail.length === 0
      ? []
      : [
          {
            level,
            n: Math.floor(hashesOn(level, tree.size) / width),
            hashes: Buffer.concat(tail),
          },
        ]
  );
}

/** Root of the tree (RFC 9162): its perfect subtrees, folded from the smallest up. */
export function rootOfTree(tree: Growing): Uint8Array {
  const nodes: Uint8Array[] = [];
  for (const tail of [...tree.tails].reverse()) {
    let from = 0;
    for (let bit = width / 2; bit >= 1; bit /= 2) {
      if ((tail.length & bit) === 0) continue;
      nodes.push(rootOfPerfect(tail.slice(from, from + bit)));
      from += bit;
    }
  }
  const last = nodes.pop();
  if (last === undefined) return sha256(new Uint8Array());
  return nodes.reduceRight((right, left) => nodeHash(left, right, sha256), last);
}

type HashAt = (level: number, index: number) => Uint8Array;

/**
 * Computes something from hashes of perfect subtrees that are in stored tiles: asked once which ones it needs, then for
 * real. What `run` asks for must not depend on the hashes.
 */
export async function withHashes<Result>(
  db: Db,
  consultation: string,
  run: (hashAt: HashAt) => Result
): Promise<Result> {
  const wanted = new Map<string, { level: number; index: number }>();
  run((level, index) => {
    wanted.set(`${level}/${index}`, { level, index });
    return new Uint8Array(hashBytes);
  });
  const hashes = new Map<string, Uint8Array>();
  const tiles = new Map<string, Uint8Array>();
  for (const [key, { level, index }] of wanted) {
    const tileLevel = Math.floor(level / height);
    const span = 2 ** (level % height);
    const first = index * span;
    const n = Math.floor(first / width);
    const tileKey = `${tileLevel}/${n}`;
    const tile = tiles.get(tileKey) ?? (await findTile(db, consultation, tileLevel, n));
    const from = (first % width) * hashBytes;
    if (tile === undefined || tile.length < from + span * hashBytes) {
      throw new Error(`Tile ${tileKey} of the journal of ${consultation} is missing.`);
    }
    tiles.set(tileKey, tile);
    hashes.set(key, rootOfPerfect(split(tile.subarray(from, from + span * hashBytes))));
  }
  return run((level, index) => hashes.get(`${level}/${index}`) as Uint8Array);
}
