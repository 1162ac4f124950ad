import * as ed25519 from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import {
  type Bytes,
  concat,
  defaultSha256,
  fromBase64,
  sameBytes,
  toBase64,
  utf8,
} from './bytes.ts';
import { toHex } from './commitment.ts';

ed25519.hashes.sha512 = sha512;

/** Signature type of Ed25519 in a signed note. */
const algorithm = 0x01;

/** A key with which notes are checked. */
export interface Verifier {
  readonly name: string;
  /** First 4 bytes of SHA-256 of name, line feed, type and key. */
  readonly id: Bytes;
  readonly publicKey: Bytes;
}
export interface Signer extends Verifier {
  readonly sign: (message: Bytes) => Bytes;
}

function insistOnName(name: string): void {
  if (name === '' || /[\s+]/u.test(name)) {
    throw new RangeError(
      `A key is named without blanks and plus signs, not ${JSON.stringify(name)}`
    );
  }
}

function keyId(name: string, publicKey: Bytes): Bytes {
  const input = concat(utf8(`${name}\n`), Uint8Array.of(algorithm), publicKey);
  return defaultSha256(input).slice(0, 4);
}

/** A signer from the 32 secret bytes of an Ed25519 key (RFC 8032). */
export function makeSigner(name: string, seed: Bytes): Signer {
  insistOnName(name);
  const publicKey = ed25519.getPublicKey(seed);
  return {
    name,
    id: keyId(name, publicKey),
    publicKey,
    sign: (message) => ed25519.sign(message, seed),
  };
}

/** The key as one line to publish and to keep: `name+id+key` (C2SP signed-note, `vkey`). */
export function verifierKey(name: string, publicKey: Bytes): string {
  insistOnName(name);
  const key = toBase64(concat(Uint8Array.of(algorithm), publicKey));
  return `${name}+${toHex(keyId(name, publicKey))}+${key}`;
}

/** Null unless the line is an Ed25519 key whose id fits. */
export function parseVerifierKey(line: string): Verifier | null {
  const found = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(line.trim());
  if (found === null) return null;
  const [, name = '', hex, encoded = ''] = found;
  const key = fromBase64(encoded);
  if (key === null || key.length !== 33 || key[0] !== algorithm) return null;
  const publicKey = key.slice(1);
  const id = keyId(name, publicKey);
  return toHex(id) === hex ? { name, id, publicKey } : null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const unspeakable = /[\u0000-\u0009\u000b-\u001f]|\p{Surrogate}/u;

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

interface SignatureLine {
  readonly name: string;
  readonly id: Bytes;
  readonly signature: Bytes;
}

function signatureLine(line: string): SignatureLine | null {
  const found = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(line);
  const bytes = fromBase64(found?.[2] ?? '');
  if (found === null || bytes === null || bytes.length < 5) return null;
  return { name: found[1] as string, id: bytes.slice(0, 4), signature: bytes.slice(4) };
}

/** Text of a note, and who signed it; it is not opened when a known key's signature is wrong or none is of a known key. */
export function openNote(note: string, verifiers: readonly Verifier[]): OpenedNote {
  const malformed = { kind: 'refused', reason: 'malformed' } as const;
  const cut = note.lastIndexOf('\n\n');
  if (cut < 0 || !note.endsWith('\n') || unspeakable.test(note)) return malformed;
  const text = note.slice(0, cut + 1);
  const lines = note
    .slice(cut + 2, -1)
    .split('\n')
    .map(signatureLine);
  if (lines.length > 100 || lines.includes(null)) return malformed;
  const signers: string[] = [];
  for (const line of lines as SignatureLine[]) {
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

function isSignature(signature: Bytes, message: Bytes, publicKey: Bytes): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
