import { orderAlgorithm } from 'consultation-core/consultation';
import { type JournalView, type RecordedAct, RefusalError } from 'consultation-core/contract';
import {
  codeFits,
  inclusionProof,
  leafHash,
  orderCommitment,
  parseReceiptCode,
  readEntry,
  receiptCode,
  receiptFile,
} from 'consultation-core/log';
import { originOf } from '../origin.ts';
import { editionsOf } from '../services/edition-list.ts';
import { publishedKeys } from '../services/journal-keys.ts';
import { withHashes } from '../services/journal-tree.ts';
import { findLog, newestCheckpoint } from '../store/checkpoint.ts';
import type { Db } from '../store/database.ts';
import { ballotAt, citizenKinds, findLeaf, leavesOfKinds, type StoredLeaf } from '../store/leaf.ts';
import { sha256 } from '../store/log.ts';
import { type Strapi, settings } from '../strapi.ts';
import { mutable } from './mutable.ts';
import type { Reader } from './reader.ts';

/** Path of the site below which the files of a consultation's open data are. */
export const dataPath = (strapi: Strapi, slug: string) => `${settings(strapi).base}/data/${slug}/`;

export async function journalView(strapi: Strapi, db: Db, reader: Reader): Promise<JournalView> {
  const { consultation, at, sees } = reader;
  const { id, slug, title, language, orderSeed } = consultation;
  const log = await findLog(db, id);
  const checkpoint = await newestCheckpoint(db, id);
  return {
    consultation: { slug, title, language },
    origin: log?.origin ?? originOf(strapi, id),
    size: log?.size ?? 0,
    checkpoint: checkpoint ?? null,
    keys: [...(await publishedKeys(db, id))],
    sealed: !sees,
    order: {
      algorithm: orderAlgorithm,
      seed: orderSeed,
      commitment: orderCommitment(orderSeed),
    },
    editions: mutable(await editionsOf(strapi, db, id)),
    files: dataPath(strapi, slug),
    at,
  };
}

/** Whether the newest word of moderation on something is that it is out of sight. */
async function isHidden(db: Db, consultation: string, subject: string): Promise<boolean> {
  const acts = await leavesOfKinds(db, consultation, ['item-hidden', 'item-restored'], [subject]);
  return acts[acts.length - 1]?.kind === 'item-hidden';
}

async function mayOpen(db: Db, reader: Reader, leaf: StoredLeaf, kind: string): Promise<boolean> {
  if (kind === 'ballot') return reader.sees;
  if (!citizenKinds.has(kind)) return true;
  return !(await isHidden(db, reader.consultation.id, leaf.subject));
}

async function standingOf(
  db: Db,
  reader: Reader,
  leaf: StoredLeaf,
  kind: string
): Promise<RecordedAct['standing']> {
  if (kind !== 'ballot') return 'no-ballot';
  if (!reader.sees) return 'sealed';
  const { act } = JSON.parse(leaf.content ?? '{}') as { act?: string };
  if (act === 'withdrawn') return 'withdrawn';
  return (await ballotAt(db, reader.consultation.id, leaf.index)) ? 'counted' : 'replaced';
}

/** What the journal holds under a code; a code that fits no leaf is not found. */
export async function recordedActView(db: Db, reader: Reader, code: string): Promise<RecordedAct> {
  const consultation = reader.consultation.id;
  const parsed = parseReceiptCode(code);
  const log = await findLog(db, consultation);
  const leaf =
    parsed === null || log === undefined
      ? undefined
      : await findLeaf(db, consultation, parsed.index);
  if (leaf === undefined || log === undefined) throw new RefusalError('not-found');
  const bytes = Buffer.from(leaf.entry);
  const hash = leafHash(bytes, sha256);
  if (!codeFits(code, leaf.index, hash)) throw new RefusalError('not-found');
  const kind = readEntry(leaf.entry)?.kind ?? leaf.kind;
  const { nonce, content } = leaf;
  const open = nonce !== null && content !== null && (await mayOpen(db, reader, leaf, kind));
  const checkpoint = await newestCheckpoint(db, consultation);
  let proof: string | null = null;
  if (checkpoint !== undefined && leaf.index < checkpoint.size) {
    const hashes = await withHashes(db, consultation, (hashAt) =>
      inclusionProof(leaf.index, checkpoint.size, hashAt, sha256)
    );
    proof = receiptFile({
      origin: log.origin,
      entry: leaf.entry,
      index: leaf.index,
      proof: hashes,
      checkpoint: checkpoint.note,
    });
  }
  return {
    code: receiptCode(leaf.index, hash),
    index: leaf.index,
    entry: leaf.entry,
    opening: open ? { nonce, content } : null,
    standing: await standingOf(db, reader, leaf, kind),
    proof,
    at: reader.at,
  };
}
