import {
  makeSigner,
  openNote,
  parseVerifierKey,
  readEntry,
  verifierKey,
} from 'consultation-core/log';
import type { LogState } from '../store/checkpoint.ts';
import type { Db } from '../store/database.ts';
import { leavesOfKinds } from '../store/leaf.ts';
import { type Strapi, service } from '../strapi.ts';

/** The key with a number of a journal: computed from the host's secret whenever it is needed. */
export function signerOf(strapi: Strapi, log: LogState, number: number) {
  return makeSigner(log.origin, service(strapi, 'keys').journalSeed(log.consultation, number));
}

export function vkeyOf(strapi: Strapi, log: LogState, number: number): string {
  return verifierKey(log.origin, signerOf(strapi, log, number).publicKey);
}

/** Verifier keys as the leaves say them, oldest first. */
export async function publishedKeys(db: Db, consultation: string): Promise<readonly string[]> {
  const leaves = await leavesOfKinds(db, consultation, ['journal-begun', 'key-rotated']);
  return leaves.flatMap(({ entry }) => {
    const key = readEntry(entry)?.data?.key;
    return typeof key === 'string' ? [key] : [];
  });
}

/** Whether a note was signed by the key. */
export function signedBy(note: string, vkey: string): boolean {
  return openedBy(note, [vkey]) !== undefined;
}

/** Text of a note that one of the keys signed. */
export function openedBy(note: string, vkeys: readonly string[]): string | undefined {
  const opened = openNote(
    note,
    vkeys.flatMap((vkey) => parseVerifierKey(vkey) ?? [])
  );
  return opened.kind === 'signed' ? opened.text : undefined;
}
