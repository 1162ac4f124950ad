import * as ed25519 from '@noble/ed25519';
import { type Bytes, concat, sameBytes, toBase64, utf8 } from './bytes.ts';
import {
  insistOnName,
  isSignature,
  keyId,
  keyLine,
  readKeyLine,
  splitNote,
  types,
  unspeakable,
  type Verifier,
} from './signature.ts';

export type { Verifier } from './signature.ts';

export interface Signer extends Verifier {
  readonly sign: (message: Bytes) => Bytes;
}

/** A signer from the 32 secret bytes of an Ed25519 key (RFC 8032). */
export function makeSigner(name: string, seed: Bytes): Signer {
  insistOnName(name);
  const publicKey = ed25519.getPublicKey(seed);
  return {
    name,
    id: keyId(name, publicKey, types.ed25519),
    publicKey,
    sign: (message) => ed25519.sign(message, seed),
  };
}

/** The key as one line to publish and to keep: `name+id+key` (C2SP signed-note, `vkey`). */
export const verifierKey = (name: string, publicKey: Bytes): string =>
  keyLine(name, publicKey, types.ed25519);

/** Null unless the line is an Ed25519 key whose id fits. */
export const parseVerifierKey = (line: string): Verifier | null => readKeyLine(line, types.ed25519);

/**
 * Signs a text (C2SP signed-note). The text ends with a line feed and has no control characters but line feeds; else
 * RangeError.
 */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!text.endsWith('\n') || unspeakable.test(text)) {
    throw new RangeError('A note is lines of text, each ended');
  }
  const lines = signers.map(
    ({ name, id, sign }) => `— ${name} ${toBase64(concat(id, sign(utf8(text))))}\n`
  );
  return `${text}\n${lines.join('')}`;
}

export type OpenedNote =
  /** `signers`: the keys, by `verifierKey`, that signed it; others that are not known are passed over. */
  | { readonly kind: 'signed'; readonly text: string; readonly signers: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: 'malformed' | 'bad-signature' | 'unknown-signer' };

/** Text of a note, and who signed it; it is not opened when a known key's signature is wrong or none is of a known key. */
export function openNote(note: string, verifiers: readonly Verifier[]): OpenedNote {
  const split = splitNote(note);
  if (split === null) return { kind: 'refused', reason: 'malformed' };
  const { text, lines } = split;
  const signers: string[] = [];
  for (const line of lines) {
    const verifier = verifiers.find(({ name, id }) => name === line.name && sameBytes(id, line.id));
    if (verifier === undefined) continue;
    if (!isSignature(line.signature, utf8(text), verifier.publicKey)) {
      return { kind: 'refused', reason: 'bad-signature' };
    }
    const key = verifierKey(verifier.name, verifier.publicKey);
    if (!signers.includes(key)) signers.push(key);
  }
  if (signers.length === 0) return { kind: 'refused', reason: 'unknown-signer' };
  return { kind: 'signed', text, signers };
}
