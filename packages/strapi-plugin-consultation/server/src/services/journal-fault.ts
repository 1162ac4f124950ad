import { canonicalJson, commitment, type Entry, hourOf, readEntry } from 'consultation-core/log';
import type { StoredLeaf } from '../store/leaf.ts';
import { sha256 } from './journal-tree.ts';

/** Why a journal is not signed. Signing goes on by itself once the cause is gone. */
export interface Fault {
  readonly code:
    | 'leaf-changed'
    | 'leaf-missing'
    | 'tile-changed'
    | 'tile-missing'
    | 'checkpoint-changed'
    | 'key-changed'
    | 'shorter-than-published'
    | 'forked';
  /** Leaf that it is about, where it is about one. */
  readonly index: number | null;
  /** What is wrong and what to do, for whoever runs the server. */
  readonly message: string;
}

/** Faults after which nothing more is written: it would go on from a wrong past. */
export const halting: ReadonlySet<Fault['code']> = new Set([
  'leaf-missing',
  'shorter-than-published',
  'forked',
]);

const advice: Record<Fault['code'], string> = {
  'leaf-changed':
    'Put the row of consultation_acts back from a backup; until then nothing new is signed.',
  'leaf-missing':
    'Put the missing rows of consultation_acts back from a backup; until then nothing is written or signed.',
  'tile-changed': 'Put the row of consultation_tiles back from a backup, or the whole database.',
  'tile-missing': 'Put the row of consultation_tiles back from a backup, or the whole database.',
  'checkpoint-changed': 'Put the row of consultation_checkpoints back from a backup.',
  'key-changed':
    'Set the CONSULTATION_SECRET with which the journal was begun; it must never change.',
  'shorter-than-published':
    'An older backup seems to have been restored. Restore the newest one; if there is none, continue the journal explicitly on the page of the consultation in the administration: the gap becomes a leaf that everybody can read.',
  forked:
    'The database holds another history than the one that was published. Restore the right database; if there is none, continue the journal explicitly: the break becomes a leaf that everybody can read.',
};

export function fault(code: Fault['code'], what: string, index: number | null = null): Fault {
  return { code, index, message: `${what} ${advice[code]}` };
}

function sameData(stored: string, entry: Entry): boolean {
  try {
    return canonicalJson(JSON.parse(stored)) === canonicalJson(entry.data ?? {});
  } catch {
    return false;
  }
}

/**
 * Whether the stored bytes of a leaf are what was written: the entry in its canonical form, the columns beside it equal
 * to it, the commitment that of the nonce and the content. A changed bit breaks one of these even before it is signed.
 */
export function leafFault(leaf: StoredLeaf): Fault | undefined {
  const wrong = (why: string) =>
    fault('leaf-changed', `Leaf ${leaf.index} was changed: ${why}.`, leaf.index);
  const entry = readEntry(leaf.entry);
  if (entry === null) return wrong('its entry is none, or not in canonical form');
  const isBallot = entry.kind === 'ballot';
  if (isBallot ? !leaf.kind.startsWith('ballot') : entry.kind !== leaf.kind) {
    return wrong('its kind differs from that of the act');
  }
  // An act that is brought from elsewhere is put behind the leaves that are there; a phase began before it was noted.
  if (entry.kind !== 'phase-changed' && entry.at < (isBallot ? hourOf(leaf.at) : leaf.at)) {
    return wrong('its time is before that of the act');
  }
  if (!isBallot && (entry.subject ?? '') !== leaf.subject) {
    return wrong('its subject differs from that of the act');
  }
  if (!isBallot && !sameData(leaf.data, entry))
    return wrong('its data differ from those of the act');
  if ((leaf.nonce === null) !== (leaf.content === null)) {
    return wrong('its content and nonce are not there together');
  }
  if (leaf.nonce === null || leaf.content === null) return undefined;
  try {
    const nonce = Buffer.from(leaf.nonce, 'base64url');
    if (nonce.toString('base64url') !== leaf.nonce) return wrong('its nonce was written otherwise');
    const content = JSON.parse(leaf.content);
    if (canonicalJson(content) !== leaf.content) return wrong('its content was written otherwise');
    if (commitment(nonce, content, sha256) !== entry.commitment) {
      return wrong('its content does not fit the commitment');
    }
  } catch {
    return wrong('its content cannot be read');
  }
  return undefined;
}
