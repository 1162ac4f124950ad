import { checkpointText, leafHash, signNote } from 'consultation-core/log';
import {
  type Checkpoint,
  findLog,
  type LogState,
  newestCheckpoint,
  putCheckpoint,
  setHalted,
} from '../store/checkpoint.ts';
import { databaseTime } from '../store/database.ts';
import { leafPages } from '../store/leaf.ts';
import { sha256 } from '../store/log.ts';
import { putTiles, type Tile } from '../store/tile.ts';
import type { Strapi } from '../strapi.ts';
import { anchorFault, keepAnchor } from './journal-anchor.ts';
import { type Fault, fault, halting, leafFault } from './journal-fault.ts';
import { publishedKeys, signedBy, signerOf, vkeyOf } from './journal-keys.ts';
import { type Elected, elected } from './journal-lock.ts';
import { grow, loadTree, rootOfTree, tailTiles } from './journal-tree.ts';

export type Signing =
  | { readonly kind: 'signed'; readonly checkpoint: Checkpoint }
  /** Nothing new since the newest checkpoint; null where there is no journal. */
  | { readonly kind: 'current'; readonly checkpoint: Checkpoint | null }
  /** Another process is at it. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'refused'; readonly fault: Fault };

const refused = (found: Fault): Signing => ({ kind: 'refused', fault: found });
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** Tiles that are written at once. */
const batch = 64;

/** Numbers of the keys that sign next: the newest, and those since the one that signed last, so that it vouches for them. */
function signingKeys(strapi: Strapi, log: LogState, newest: Checkpoint | undefined): number[] {
  let first = log.keyNumber;
  if (newest !== undefined) {
    while (first > 1 && !signedBy(newest.note, vkeyOf(strapi, log, first))) first -= 1;
  }
  return Array.from({ length: log.keyNumber - first + 1 }, (_, index) => first + index);
}

/** Reads what is new, checks it and adds it to the tree. */
async function integrate(
  strapi: Strapi,
  { db, write }: Elected,
  log: LogState,
  newest: Checkpoint | undefined
): Promise<Signing> {
  const { consultation } = log;
  const [key] = (await publishedKeys(db, consultation)).slice(-1);
  if (key !== vkeyOf(strapi, log, log.keyNumber)) {
    return refused(
      fault(
        'key-changed',
        `The key of the journal of ${consultation} is not the one that it names.`
      )
    );
  }
  if (newest !== undefined && newest.size > log.size) {
    return refused(
      fault(
        'shorter-than-published',
        `The journal of ${consultation} has ${log.size} leaves, its newest checkpoint ${newest.size}.`
      )
    );
  }
  const tree = await loadTree(db, consultation, newest?.size ?? 0);
  if ('missing' in tree) {
    const { level, n } = tree.missing;
    return refused(
      fault('tile-missing', `Tile ${level}/${n} of the journal of ${consultation} is missing.`)
    );
  }
  if (newest !== undefined && base64(rootOfTree(tree)) !== newest.root) {
    return refused(
      fault(
        'tile-changed',
        `The tiles of the journal of ${consultation} do not give its newest checkpoint.`
      )
    );
  }
  const kept = await anchorFault(strapi, db, log, newest);
  if (kept !== null && 'code' in kept) return refused(kept);

  let full: Tile[] = [];
  for await (const page of leafPages(db, consultation, log.size, tree.size)) {
    for (const leaf of page) {
      if (leaf.index !== tree.size) break;
      const wrong = leafFault(leaf);
      if (wrong !== undefined) return refused(wrong);
      grow(tree, leafHash(Buffer.from(leaf.entry), sha256), (tile) => full.push(tile));
      if (tree.size === kept?.size && base64(rootOfTree(tree)) !== kept.root) {
        return refused(
          fault(
            'forked',
            `The journal of ${consultation} differs from its checkpoint of ${kept.size} leaves.`
          )
        );
      }
    }
    const last = page[page.length - 1];
    if (last === undefined || last.index !== tree.size - 1) break;
    if (full.length >= batch) {
      const tiles = full;
      full = [];
      await write((inner) => putTiles(inner, consultation, tiles));
    }
  }
  if (tree.size !== log.size) {
    return refused(
      fault(
        'leaf-missing',
        `Leaf ${tree.size} of the journal of ${consultation} is missing.`,
        tree.size
      )
    );
  }
  const root = rootOfTree(tree);
  const text = checkpointText({ origin: log.origin, size: tree.size, root });
  const signers = signingKeys(strapi, log, newest).map((number) => signerOf(strapi, log, number));
  const checkpoint: Checkpoint = {
    size: tree.size,
    root: base64(root),
    at: await databaseTime(db),
    note: signNote(text, signers),
  };
  await write(async (inner) => {
    await putTiles(inner, consultation, [...full, ...tailTiles(tree)]);
    await putCheckpoint(inner, consultation, checkpoint);
  });
  return { kind: 'signed', checkpoint };
}

async function inTurn(strapi: Strapi, elect: Elected, consultation: string): Promise<Signing> {
  const { db, write } = elect;
  const log = await findLog(db, consultation);
  if (log === undefined || log.size === 0) return { kind: 'current', checkpoint: null };
  const newest = await newestCheckpoint(db, consultation);
  if (log.halted === null && newest?.size === log.size) {
    const kept = await anchorFault(strapi, db, log, newest);
    if (kept === null || !('code' in kept)) {
      return { kind: 'current', checkpoint: newest };
    }
  }
  const done = await integrate(strapi, elect, log, newest);
  if (done.kind === 'refused') {
    const why = halting.has(done.fault.code) ? done.fault.message : null;
    if (why !== null && why !== log.halted) {
      await write((inner) => setHalted(inner, consultation, why));
    }
  } else if (log.halted !== null) {
    await write((inner) => setHalted(inner, consultation, null));
  }
  return done;
}

/**
 * Signs the tree of all leaves that there are, if there are new ones. Everything that is new is read as it is stored and
 * checked; nothing is signed that does not follow from the newest checkpoint, in the database and in the data folder.
 */
export async function sign(strapi: Strapi, consultation: string): Promise<Signing> {
  const done = await elected(strapi, 'sign', consultation, (elect) =>
    inTurn(strapi, elect, consultation)
  );
  if (done === 'elsewhere') return { kind: 'elsewhere' };
  if (done.kind === 'signed') await keepAnchor(strapi, consultation, done.checkpoint);
  if (done.kind === 'refused') strapi.log.error(done.fault.message);
  return done;
}
