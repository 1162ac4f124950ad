/** Who signs the checkpoints of a told consultation. */
import { createHash } from 'node:crypto';
import { checkpointText, makeSigner, rootOf, signNote, verifierKey } from '../src/log/index.ts';

export interface Checkpoint {
  readonly at: string;
  readonly size: number;
  readonly note: string;
}

export interface Notary {
  readonly keys: () => readonly string[];
  /** A new key, from the leaf of that index on. */
  readonly rotate: (index: number) => string;
  readonly note: (hashes: readonly Uint8Array[], size?: number) => string;
  readonly sign: (hashes: readonly Uint8Array[], at: string) => void;
  readonly checkpoints: Checkpoint[];
}

export function makeNotary(origin: string, seed: number | string): Notary {
  const signer = (number: number) =>
    makeSigner(origin, createHash('sha256').update(`${seed} key ${number}`).digest());
  const signers = [{ signer: signer(1), index: 0 }];
  const checkpoints: Checkpoint[] = [];

  function note(hashes: readonly Uint8Array[], size = hashes.length): string {
    const text = checkpointText({ origin, size, root: rootOf(hashes.slice(0, size)) });
    const place = signers.findLastIndex(({ index }) => index < size);
    const own = signers[place];
    const former = signers[place - 1];
    // The first one after a new key bears the signature of the former one too.
    const before = checkpoints.filter((one) => one.size < size).at(-1)?.size ?? 0;
    const both = own && former && before <= own.index ? [former, own] : own ? [own] : [];
    return signNote(
      text,
      both.map((one) => one.signer)
    );
  }

  return {
    keys: () => signers.map((one) => verifierKey(origin, one.signer.publicKey)),
    rotate: (index) => {
      const one = { signer: signer(signers.length + 1), index };
      signers.push(one);
      return verifierKey(origin, one.signer.publicKey);
    },
    note,
    sign: (hashes, at) => {
      if (checkpoints.at(-1)?.size === hashes.length) return;
      checkpoints.push({ at, size: hashes.length, note: note(hashes) });
    },
    checkpoints,
  };
}
