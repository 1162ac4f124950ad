/** What keys, signatures and notes are written like (C2SP signed-note), for signatures of every type. */
import * as ed25519 from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { type Bytes, concat, defaultSha256, fromBase64, toBase64, utf8 } from './bytes.ts';
import { toHex } from './commitment.ts';

ed25519.hashes.sha512 = sha512;

/** Type of a signature: of a note itself, or of a witness that says when it saw it (C2SP tlog-cosignature). */
export const types = { ed25519: 0x01, cosignature: 0x04 } as const;
export type SignatureType = (typeof types)[keyof typeof types];

/** A key with which notes are checked. */
export interface Verifier {
  readonly name: string;
  /** First 4 bytes of SHA-256 of name, line feed, type and key. */
  readonly id: Bytes;
  readonly publicKey: Bytes;
}

export function insistOnName(name: string): void {
  if (name === '' || /[\s+]/u.test(name)) {
    throw new RangeError(
      `A key is named without blanks and plus signs, not ${JSON.stringify(name)}`
    );
  }
}

export function keyId(name: string, publicKey: Bytes, type: SignatureType): Bytes {
  const input = concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey);
  return defaultSha256(input).slice(0, 4);
}

export function keyLine(name: string, publicKey: Bytes, type: SignatureType): string {
  insistOnName(name);
  const key = toBase64(concat(Uint8Array.of(type), publicKey));
  return `${name}+${toHex(keyId(name, publicKey, type))}+${key}`;
}

/** Null unless the line is a key of that type whose id fits. */
export function readKeyLine(line: string, type: SignatureType): Verifier | null {
  const found = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(line.trim());
  if (found === null) return null;
  const [, name = '', hex, encoded = ''] = found;
  const key = fromBase64(encoded);
  if (key === null || key.length !== 33 || key[0] !== type) return null;
  const publicKey = key.slice(1);
  const id = keyId(name, publicKey, type);
  return toHex(id) === hex ? { name, id, publicKey } : null;
}

export interface SignatureLine {
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

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
export const unspeakable = /[\u0000-\u0009\u000b-\u001f]|\p{Surrogate}/u;

/** Text and signatures of a note, none of them checked; null where it is none. */
export function splitNote(
  note: string
): { readonly text: string; readonly lines: readonly SignatureLine[] } | null {
  const cut = note.lastIndexOf('\n\n');
  if (cut < 0 || !note.endsWith('\n') || unspeakable.test(note)) return null;
  const lines = note
    .slice(cut + 2, -1)
    .split('\n')
    .map(signatureLine);
  if (lines.length > 100 || lines.includes(null)) return null;
  return { text: note.slice(0, cut + 1), lines: lines as SignatureLine[] };
}

export function isSignature(signature: Bytes, message: Bytes, publicKey: Bytes): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
