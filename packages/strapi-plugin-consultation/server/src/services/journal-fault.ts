import { canonicalJson, type Entry, hourOf, readEntry, toHex } from 'consultation-core/log';
import type { StoredLeaf } from '../store/leaf.ts';
import { sha256 } from '../store/log.ts';

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

const prefix = Buffer.from('consultation-commitment@1\u0000');

/**
 * The commitment to a content as it is stored, which is its canonical form if it is what was committed to: the same as
 * `commitment` of the core, without reading it. Busy journals are checked at the pace of their ballots.
 */
const committedTo = (nonce: Uint8Array, content: string) =>
  toHex(sha256(Buffer.concat([prefix, nonce, Buffer.from(content)])));

const hourForm = /^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z$/;

/** The entry of a ballot, which has one form; null where it is not that. */
function readBallotEntry(text: string): Entry | null {
  const at = text.slice('{"at":"'.length, '{"at":"'.length + 24);
  const commitment = text.slice(-'","kind":"ballot"}'.length - 64, -'","kind":"ballot"}'.length);
  const isForm =
    text === `{"at":"${at}","commitment":"${commitment}","kind":"ballot"}` &&
    hourForm.test(at) &&
    /^[0-9a-f]{64}$/.test(commitment);
  return isForm ? { at, commitment, kind: 'ballot' } : null;
}

/**
 * Whether the stored bytes of a leaf are what was written: the entry in its canonical form, the columns beside it equal
 * to it, the commitment that of the nonce and the content. A changed bit breaks one of these even before it is signed.
 */
export function leafFault(leaf: StoredLeaf): Fault | undefined {
  const why = problemOf(leaf);
  return why === undefined
    ? undefined
    : fault('leaf-changed', `Leaf ${leaf.index} was changed: ${why}.`, leaf.index);
}

function problemOf(leaf: StoredLeaf): string | undefined {
  const isBallot = leaf.kind.startsWith('ballot-');
  const entry = isBallot ? readBallotEntry(leaf.entry) : readEntry(leaf.entry);
  if (entry === null) return 'its entry is none of an act of this kind in canonical form';
  if (!isBallot && entry.kind !== leaf.kind) return 'its kind differs from that of the act';
  // An act that is brought from elsewhere is put behind the leaves that are there; a phase began before it was noted.
  if (entry.kind !== 'phase-changed' && entry.at < (isBallot ? hourOf(leaf.at) : leaf.at)) {
    return 'its time is before that of the act';
  }
  if (!isBallot && (entry.subject ?? '') !== leaf.subject) {
    return 'its subject differs from that of the act';
  }
  if (!isBallot && !sameData(leaf.data, entry)) return 'its data differ from those of the act';
  const { nonce, content } = leaf;
  if ((nonce === null) !== (content === null))
    return 'its content and nonce are not there together';
  if (nonce === null || content === null) return undefined;
  const bytes = Buffer.from(nonce, 'base64url');
  if (bytes.toString('base64url') !== nonce) return 'its nonce was written otherwise';
  return committedTo(bytes, content) === entry.commitment
    ? undefined
    : 'its content does not fit the commitment';
}
