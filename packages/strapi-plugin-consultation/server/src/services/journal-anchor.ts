import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseCheckpoint, readEntry } from 'consultation-core/log';
import type { Checkpoint, LogState } from '../store/checkpoint.ts';
import type { Db } from '../store/database.ts';
import { leavesOfKinds } from '../store/leaf.ts';
import type { Strapi } from '../strapi.ts';
import { folderOf, writeWhole } from './data-folder.ts';
import { type Fault, fault } from './journal-fault.ts';
import { openedBy, vkeyOf } from './journal-keys.ts';
import { loadTree, rootOfTree } from './journal-tree.ts';

/** A database that was restored may not know of a key that was already in use. */
const keysAhead = 8;

const fileOf = (strapi: Strapi, consultation: string) =>
  path.join(folderOf(strapi, consultation), 'checkpoint');

interface Published {
  readonly size: number;
  /** Base64. */
  readonly root: string;
  readonly note: string;
}

/** The newest checkpoint that this host remembers outside of the database; null where there is none that we signed. */
export async function anchor(strapi: Strapi, log: LogState): Promise<Published | null> {
  let note: string;
  try {
    note = await readFile(fileOf(strapi, log.consultation), 'utf8');
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENOENT') strapi.log.warn(error);
    return null;
  }
  const keys = Array.from({ length: log.keyNumber + keysAhead }, (_, index) =>
    vkeyOf(strapi, log, index + 1)
  );
  const text = openedBy(note, keys);
  const checkpoint = text === undefined ? null : parseCheckpoint(text);
  if (checkpoint === null || checkpoint.origin !== log.origin) return null;
  return {
    size: checkpoint.size,
    root: Buffer.from(checkpoint.root).toString('base64'),
    note,
  };
}

/** Remembers a checkpoint outside of the database. A disk that cannot take it hinders nobody from voting. */
export async function keepAnchor(
  strapi: Strapi,
  consultation: string,
  checkpoint: Checkpoint
): Promise<void> {
  try {
    await writeWhole(fileOf(strapi, consultation), checkpoint.note);
  } catch (error) {
    strapi.log.warn(
      `The newest checkpoint of ${consultation} could not be kept in the data folder: an older backup would not be noticed. ${error}`
    );
  }
}

/** Whether a break was made public by a leaf: then what was signed before it binds nobody any more. */
async function acknowledged(db: Db, consultation: string, root: string): Promise<boolean> {
  const leaves = await leavesOfKinds(db, consultation, ['journal-continued']);
  return leaves.some(({ entry }) => readEntry(entry)?.data?.root === root);
}

/**
 * Compares the database with the checkpoint that is remembered outside of it. `newest` is the one in the database;
 * leaves above it are compared when they are read for signing, if the answer is a checkpoint.
 */
export async function anchorFault(
  strapi: Strapi,
  db: Db,
  log: LogState,
  newest: Checkpoint | undefined
): Promise<Fault | Published | null> {
  const kept = await anchor(strapi, log);
  if (kept === null || kept.note === newest?.note) return null;
  const { consultation } = log;
  const broken = async (found: Fault) =>
    (await acknowledged(db, consultation, kept.root)) ? null : found;
  if (kept.size > log.size) {
    return broken(
      fault(
        'shorter-than-published',
        `The journal of ${consultation} has ${log.size} leaves, but a checkpoint of ${kept.size} was published.`
      )
    );
  }
  if (kept.size > (newest?.size ?? 0))
    return (await acknowledged(db, consultation, kept.root)) ? null : kept;
  const tree = await loadTree(db, consultation, kept.size);
  if ('missing' in tree || Buffer.from(rootOfTree(tree)).toString('base64') !== kept.root) {
    return broken(
      fault(
        'forked',
        `The journal of ${consultation} differs from its checkpoint of ${kept.size} leaves.`
      )
    );
  }
  return null;
}
