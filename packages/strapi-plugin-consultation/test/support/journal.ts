import { createHash } from 'node:crypto';
import {
  checkReceipt,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  readEntryBundle,
  readReceipt,
  tilePath,
} from 'consultation-core/log';
import { app } from './app.ts';
import { api, ok, request } from './client.ts';
import type { Fixture } from './fixture.ts';

export const data = (place: Fixture, rest: string, headers: Record<string, string> = {}) =>
  request('GET', `/consultations/data/${place.slug}/${rest}`, { headers });

export async function bytesOf(place: Fixture, rest: string): Promise<Buffer> {
  const { url } = await app();
  const response = await fetch(`${url}/consultations/data/${place.slug}/${rest}`);
  if (response.status !== 200) throw new Error(`${rest}: ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

export const journalOf = (place: Fixture) => ok(api('GET', `/consultations/${place.slug}/journal`));

/** The service signs, and the checkpoint is what the keys that are published say. */
export async function signed(place: Fixture) {
  const { service } = await app();
  const done = await service('journal').sign(place.id);
  if (done.kind !== 'signed') throw new Error(`${done.kind}: ${JSON.stringify(done)}`);
  return done.checkpoint;
}

/** RFC 9162 written down once more, as a stranger would. */
const sha256 = (...parts: Uint8Array[]) =>
  createHash('sha256').update(Buffer.concat(parts)).digest();
export const strangersLeaf = (entry: Uint8Array) => sha256(Uint8Array.of(0), entry);
export function strangersRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0] as Buffer;
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  const sides = [strangersRoot(leaves.slice(0, half)), strangersRoot(leaves.slice(half))];
  return sha256(Uint8Array.of(1), ...(sides as [Buffer, Buffer]));
}

/** Reads all entries as a mirror does, from tiles alone, and insists that they give the checkpoint that is signed. */
export async function mirror(place: Fixture) {
  const { keys } = JSON.parse((await data(place, 'log/keys.json')).text);
  const note = (await data(place, 'log/checkpoint')).text;
  const opened = openNote(
    note,
    keys.map((key: string) => parseVerifierKey(key))
  );
  if (opened.kind !== 'signed') throw new Error(`The checkpoint is not signed: ${opened.reason}`);
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint === null) throw new Error('The note is no checkpoint');
  const entries: Buffer[] = [];
  const hashes: Buffer[] = [];
  for (let n = 0; n * 256 < checkpoint.size; n += 1) {
    const width = Math.min(256, checkpoint.size - n * 256);
    const bundle = readEntryBundle(await bytesOf(place, `log/${tilePath('entries', n, width)}`));
    if (bundle?.length !== width) throw new Error(`Bundle ${n} is not as wide as it says`);
    entries.push(...bundle.map((entry) => Buffer.from(entry)));
    const tile = await bytesOf(place, `log/${tilePath(0, n, width)}`);
    for (let at = 0; at < tile.length; at += 32) hashes.push(tile.subarray(at, at + 32));
  }
  const leaves = entries.map(strangersLeaf);
  if (!leaves.every((leaf, index) => hashes[index]?.equals(leaf))) throw new Error('Tiles differ');
  if (!strangersRoot(leaves).equals(Buffer.from(checkpoint.root))) throw new Error('Root differs');
  return { entries, checkpoint, keys: keys as string[], note };
}

/** What the check of a receipt says, offline, with the keys alone. */
export function offline(proof: string, keys: readonly string[]) {
  const receipt = readReceipt(proof);
  if (receipt === null) throw new Error('The receipt cannot be read');
  return checkReceipt(
    receipt,
    keys.flatMap((key) => parseVerifierKey(key) ?? [])
  );
}
