import { type Bytes, openNote, parseCheckpoint, parseVerifierKey } from '../log/index.ts';

/** A checkpoint as it was signed. Its signatures are still to be checked. */
export interface Note {
  readonly origin: string;
  readonly size: number;
  readonly root: Bytes;
  readonly note: string;
}

/** Null where it is no signed note, or none of a checkpoint. */
export function readNote(note: string): Note | null {
  const cut = note.lastIndexOf('\n\n');
  const checkpoint = cut < 0 ? null : parseCheckpoint(note.slice(0, cut + 1));
  return checkpoint === null ? null : { ...checkpoint, note };
}

export const isVerifierKey = (key: string) => parseVerifierKey(key) !== null;

/** Whether the key signed the checkpoint (C2SP vkey, Ed25519). */
export function isSignedBy({ note }: Note, key: string): boolean {
  const verifier = parseVerifierKey(key);
  return verifier !== null && openNote(note, [verifier]).kind === 'signed';
}
