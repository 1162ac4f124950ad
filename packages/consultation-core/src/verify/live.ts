import {
  type Bytes,
  consistencyProof,
  nodeHash,
  sameBytes,
  tilePath,
  verifyConsistency,
  tileWidth as width,
} from '../log/index.ts';
import { bytesOf } from './bytes.ts';
import type { Note } from './notes.ts';
import type { Source } from './types.ts';

const height = 8;
const hashLength = 32;

/** Reads hashes of perfect subtrees from the tiles of a log of a size; a tile is fetched once. */
export function tileReader(source: Source, size: number, sha256: (data: Bytes) => Bytes) {
  const tiles = new Map<string, Bytes>();
  const wanted = new Map<string, readonly [number, number]>();

  /** Hashes that the tile has in a log of this size. */
  const widthOf = (level: number, n: number) =>
    Math.min(width, Math.floor(size / width ** level) - n * width);

  async function fetchTile(level: number, n: number): Promise<Bytes> {
    const entries = widthOf(level, n);
    const paths =
      entries < width ? [tilePath(level, n, entries), tilePath(level, n)] : [tilePath(level, n)];
    for (const path of paths) {
      const pieces = await source.open(`log/${path}`);
      if (pieces === null) continue;
      const bytes = await bytesOf(pieces);
      if (bytes.length >= entries * hashLength) return bytes;
    }
    throw new Error(`no tile ${paths[0]}`);
  }

  /** Hash of the perfect subtree number `index` of 2^level leaves; asks for its tile where that is not there yet. */
  function hashAt(level: number, index: number): Bytes {
    const tileLevel = Math.floor(level / height);
    const within = level % height;
    const first = index * 2 ** within;
    const n = Math.floor(first / width);
    const name = `${tileLevel}/${n}`;
    const tile = tiles.get(name);
    if (tile === undefined) {
      wanted.set(name, [tileLevel, n]);
      return new Uint8Array(hashLength);
    }
    let row: Bytes[] = [];
    for (let at = first - n * width; row.length < 2 ** within; at += 1) {
      row.push(tile.slice(at * hashLength, (at + 1) * hashLength));
    }
    while (row.length > 1) {
      row = Array.from({ length: row.length / 2 }, (_, pair) =>
        nodeHash(row[pair * 2] as Bytes, row[pair * 2 + 1] as Bytes, sha256)
      );
    }
    return row[0] as Bytes;
  }

  return {
    /** Runs what asks for hashes until all the tiles that it asked for are there. */
    run: async <Result>(compute: (hashAt: (level: number, index: number) => Bytes) => Result) => {
      for (;;) {
        const result = compute(hashAt);
        if (wanted.size === 0) return result;
        const missing = [...wanted];
        wanted.clear();
        for (const [name, [level, n]] of missing) tiles.set(name, await fetchTile(level, n));
      }
    },
  };
}

/** Whether the log that the tiles are of, with the root of `to`, begins with all that `from` covers. */
export async function extendsNote(
  source: Source,
  from: { readonly size: number; readonly root: Bytes },
  to: Note,
  sha256: (data: Bytes) => Bytes
): Promise<boolean> {
  if (from.size === 0) return true;
  if (from.size > to.size) return false;
  if (from.size === to.size) return sameBytes(from.root, to.root);
  const proof = await tileReader(source, to.size, sha256).run((hashAt) =>
    consistencyProof(from.size, to.size, hashAt, sha256)
  );
  return verifyConsistency(
    { from: from.size, to: to.size, fromRoot: from.root, toRoot: to.root, proof },
    sha256
  );
}
