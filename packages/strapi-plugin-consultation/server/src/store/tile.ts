import type { Db } from './database.ts';

/**
 * Hashes of one tile of a journal (C2SP tlog-tiles, height 8): 32 bytes each, at most 256. The last tile of each level
 * is kept as of the newest checkpoint, the full ones for ever.
 */
export async function findTile(
  db: Db,
  consultation: string,
  level: number,
  n: number
): Promise<Uint8Array | undefined> {
  const row = await db
    .knex(db.table('tiles'))
    .select('hashes')
    .where({ consultation, level, n })
    .first();
  return row === undefined ? undefined : Buffer.from(row.hashes, 'base64');
}

export interface Tile {
  readonly level: number;
  readonly n: number;
  readonly hashes: Uint8Array;
}

/** Puts tiles in their places; a tile only ever grows. */
export async function putTiles(
  db: Db,
  consultation: string,
  tiles: readonly Tile[]
): Promise<void> {
  for (let from = 0; from < tiles.length; from += 50) {
    const rows = tiles.slice(from, from + 50).map(({ level, n, hashes }) => ({
      consultation,
      level,
      n,
      hashes: Buffer.from(hashes).toString('base64'),
    }));
    await db
      .knex(db.table('tiles'))
      .insert(rows)
      .onConflict(['consultation', 'level', 'n'])
      .merge();
  }
}
