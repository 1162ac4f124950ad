import {
  canonicalJson,
  leafHash,
  nodeHash,
  receiptCode,
  rootOf,
  toBase64,
  toHex,
} from 'consultation-core/log';
import type { Server } from './process.ts';
import { type Masks, sha256 } from './twins.ts';
import type { Pair } from './twins-walk.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
/** An ellipsis in UTF-8 as `latin1` reads it, byte by byte. */
const dots = Buffer.from('\u2026').toString('latin1');
type Side = 0 | 1;

/** Everything that a tree of these leaves is made of, under the place that it has in every tree of that size. */
function addTree(masks: Map<string, string>, leaves: readonly Uint8Array[]): void {
  let level = leaves;
  for (let height = 0; level.length > 0; height += 1) {
    for (const [index, hash] of level.entries()) {
      masks.set(toBase64(hash), `<hash ${height} ${index}>`);
    }
    level = Array.from({ length: level.length >> 1 }, (_, index) =>
      nodeHash(level[2 * index] as Uint8Array, level[2 * index + 1] as Uint8Array, sha256)
    );
  }
  // Incomplete subtrees occur in proofs: they are trees of some leaves from a place on.
  for (let from = 0; from < leaves.length; from += 1) {
    for (let to = from + 2; to <= leaves.length; to += 1) {
      const root = toBase64(rootOf(leaves.slice(from, to), sha256));
      if (!masks.has(root)) masks.set(root, `<hash of ${from} to ${to}>`);
    }
  }
}

async function masksOfOne(
  server: Server,
  side: Side,
  consultation: string,
  pairs: readonly Pair[]
): Promise<Masks> {
  const masks = new Map<string, string>();
  const acts: { idx: number; entry: string; nonce: string | null; kind: string }[] =
    await server.ask('rows', 'consultation_acts', { consultation });
  acts.sort((a, b) => Number(a.idx) - Number(b.idx));
  const hashes = acts.map(({ entry }) => leafHash(utf8(entry), sha256));
  const [log] = await server.ask('rows', 'consultation_logs', { consultation });
  for (const [index, { entry, kind }] of acts.entries()) {
    const hash = hashes[index] as Uint8Array;
    // Leaves of before the copy are the same: only what differs may be masked.
    if (kind === 'ballot' || kind.startsWith('ballot-')) {
      masks.set(JSON.parse(entry).commitment, `<commitment ${index}>`);
    }
    const code = receiptCode(index, hash);
    masks.set(code, `<code ${index}>`);
    // As it stands on the page of whoever holds it: in groups.
    const [place, ...groups] = code.split('-').map((group) => `${group}</span>`);
    masks.set(`<span>${place}<span>-${groups.join('<span>-')}`, `<code ${index} in groups>`);
    masks.set(toHex(hash), `<leaf hash ${index}>`);
    const extra = canonicalJson({ consultation: log.origin, entry });
    masks.set(toBase64(utf8(extra)), `<extra ${index}>`);
  }
  addTree(masks, hashes);
  const checkpoints: { size: number; note: string; at: string; root: string }[] = await server.ask(
    'rows',
    'consultation_checkpoints',
    { consultation }
  );
  for (const { size, note, at, root } of checkpoints) {
    // Signed one after the other, by the clock of the database.
    // The foot of pages shows the beginning of the newest root.
    masks.set(`<code>${root.slice(0, 8)}${dots}`, `<code><beginning of root ${size}>`);
    masks.set(at, `<time of checkpoint ${size}>`);
    for (const [, signature = ''] of note.matchAll(/^— \S+ (\S+)$/gm)) {
      masks.set(signature, `<signature of ${size}>`);
    }
  }
  // Made after the copy, with an id by chance.
  const decisions = await server.ask('rows', 'consultation_moderation_decisions', { consultation });
  for (const { document_id: id } of decisions) masks.set(id, '<decision>');
  for (const { path, seen } of pairs) {
    if (path.includes('/data/')) masks.set(toHex(sha256(seen[side].bytes)), `<sha-256 of ${path}>`);
  }
  return masks;
}

/**
 * The strings that differ because ballots differ and that say nothing: commitments of ballots, hashes of the tree,
 * signatures, codes of receipts, and checksums of files in which those are. Each is computed or read from its database.
 */
export async function masksOf(
  twins: readonly [Server, Server],
  consultation: string,
  pairs: readonly Pair[]
): Promise<readonly [Masks, Masks]> {
  const [a, b] = twins;
  return [await masksOfOne(a, 0, consultation, pairs), await masksOfOne(b, 1, consultation, pairs)];
}

/** Bytes of the hashes that a tile must hold, so that a tile is masked only where it is that. */
export async function tileOf(
  server: Server,
  consultation: string,
  bytes: Buffer
): Promise<string | undefined> {
  const acts: { idx: number; entry: string }[] = await server.ask('rows', 'consultation_acts', {
    consultation,
  });
  acts.sort((a, b) => Number(a.idx) - Number(b.idx));
  const hashes = Buffer.concat(acts.map(({ entry }) => leafHash(utf8(entry), sha256)));
  const same = hashes.subarray(0, bytes.length).equals(bytes);
  return same ? `<${bytes.length / 32} leaf hashes>` : undefined;
}
