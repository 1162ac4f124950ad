import { leafHash, parseCheckpoint } from 'consultation-core/log';
import { checkpointsAfter, findLog, type LogState, newestCheckpoint } from '../store/checkpoint.ts';
import { type Db, database } from '../store/database.ts';
import { leafPages } from '../store/leaf.ts';
import { sha256 } from '../store/log.ts';
import { findTile, type Tile } from '../store/tile.ts';
import type { Strapi } from '../strapi.ts';
import { type Fault, fault, leafFault } from './journal-fault.ts';
import { openedBy, publishedKeys } from './journal-keys.ts';
import { type Growing, grow, rootOfTree, tailTiles } from './journal-tree.ts';

export type Audit =
  | { readonly kind: 'sound'; readonly size: number; readonly checkpoints: number }
  | { readonly kind: 'faulty'; readonly fault: Fault };

const hashBytes = 32;

/** Index of the first leaf under a tile whose stored hashes differ from those that the entries give. */
async function firstDifference(
  db: Db,
  consultation: string,
  tile: Tile
): Promise<number | undefined> {
  const stored = await findTile(db, consultation, tile.level, tile.n);
  for (let at = 0; at < tile.hashes.length; at += hashBytes) {
    const made = tile.hashes.subarray(at, at + hashBytes);
    const kept = stored?.subarray(at, at + hashBytes);
    if (kept === undefined || Buffer.compare(made, kept) !== 0) {
      return (tile.n * 256 + at / hashBytes) * 256 ** tile.level;
    }
  }
  return undefined;
}

/** All checkpoints in ascending order, a page at a time. */
async function* checkpoints(db: Db, consultation: string, most: number) {
  for (let size = 0; ; ) {
    const page = await checkpointsAfter(db, consultation, size, 200);
    for (const one of page) if (one.size <= most) yield one;
    const last = page[page.length - 1];
    if (last === undefined || last.size >= most) return;
    size = last.size;
  }
}

/** `newest` is the size of the newest checkpoint, read before the journal, which may grow meanwhile. */
async function walk(db: Db, log: LogState, newest: number): Promise<Audit> {
  const { consultation, origin } = log;
  const faulty = (found: Fault): Audit => ({ kind: 'faulty', fault: found });
  const keys = await publishedKeys(db, consultation);
  const notes = checkpoints(db, consultation, newest);
  let next = (await notes.next()).value;
  let seen = 0;
  let suspect: number | undefined;
  const tree: Growing = { size: 0, tails: [] };
  const compare = async (tiles: readonly Tile[]) => {
    for (const tile of tiles) {
      if (suspect === undefined) suspect = await firstDifference(db, consultation, tile);
    }
  };

  for await (const page of leafPages(db, consultation, log.size)) {
    const full: Tile[] = [];
    for (const leaf of page) {
      if (leaf.index !== tree.size) break;
      const wrong = leafFault(leaf);
      if (wrong !== undefined) return faulty(wrong);
      grow(tree, leafHash(Buffer.from(leaf.entry), sha256), (tile) => full.push(tile));
      while (next !== undefined && next.size === tree.size) {
        await compare(full.splice(0));
        const root = Buffer.from(rootOfTree(tree)).toString('base64');
        if (root !== next.root || next.size === newest) await compare(tailTiles(tree));
        const text = openedBy(next.note, keys);
        const signed = text === undefined ? null : parseCheckpoint(text);
        if (
          signed === null ||
          signed.origin !== origin ||
          signed.size !== next.size ||
          Buffer.from(signed.root).toString('base64') !== next.root
        ) {
          return faulty(
            fault('checkpoint-changed', `The checkpoint of ${next.size} leaves was changed.`)
          );
        }
        if (root !== next.root) {
          return faulty(
            suspect === undefined
              ? fault('leaf-changed', `A leaf below ${next.size} was changed.`)
              : fault('leaf-changed', `Leaf ${suspect} was changed.`, suspect)
          );
        }
        if (suspect !== undefined) {
          return faulty(
            fault('tile-changed', `The tile over leaf ${suspect} was changed.`, suspect)
          );
        }
        seen += 1;
        next = (await notes.next()).value;
      }
    }
    await compare(full);
    if ((page[page.length - 1]?.index ?? -1) !== tree.size - 1) break;
  }
  if (tree.size !== log.size) {
    const missing = `Leaf ${tree.size} of the journal of ${consultation} is missing.`;
    return faulty(fault('leaf-missing', missing, tree.size));
  }
  if (next !== undefined) {
    return faulty(
      fault(
        'shorter-than-published',
        `The journal has ${log.size} leaves, a checkpoint ${next.size}.`
      )
    );
  }
  return { kind: 'sound', size: tree.size, checkpoints: seen };
}

/**
 * Reads the whole journal as it is stored, hashes it anew and compares it with every tile and every checkpoint. Says the
 * first leaf that differs. Takes seconds for a million leaves, in pages, and holds nobody up.
 */
export async function audit(strapi: Strapi, consultation: string): Promise<Audit> {
  const db = await database(strapi);
  const newest = await newestCheckpoint(db, consultation);
  const log = await findLog(db, consultation);
  if (log === undefined) return { kind: 'sound', size: 0, checkpoints: 0 };
  return walk(db, log, newest?.size ?? 0);
}
