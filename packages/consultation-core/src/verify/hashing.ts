import { type Bytes, canonicalJson, entryLimit, type Json } from '../log/index.ts';
import type { Plain } from './files.ts';

/**
 * What `leafHash` and `commitment` of the log compute, over buffers that are used again: millions of leaves would
 * otherwise be copied several times each.
 */
export interface LeafHashing {
  /** Hash of a leaf (RFC 9162, section 2.1.1), from its canonical text. */
  readonly leaf: (text: string) => Bytes;
  /** Whether a commitment, as lower hex, is that to the content under the nonce, as base64url. */
  readonly opens: (commitment: string, nonce: string, content: Plain) => boolean;
}

const utf8 = new TextEncoder();
const commitmentPrefix = utf8.encode('consultation-commitment@1\0');
const nonceLength = 32;

const digits = new Int8Array(128).fill(-1);
'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  .split('')
  .forEach((digit, value) => {
    digits[digit.charCodeAt(0)] = value;
  });

/** Writes the 32 bytes that a text of 43 digits of base64url stands for; false where it is none. */
function decodeNonce(text: string, into: Bytes, at: number): boolean {
  if (text.length !== 43) return false;
  let [bits, value, to] = [0, 0, at];
  for (let place = 0; place < 43; place += 1) {
    const code = text.charCodeAt(place);
    const digit = code < 128 ? (digits[code] as number) : -1;
    if (digit < 0) return false;
    value = ((value << 6) | digit) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    into[to] = value >> bits;
    to += 1;
  }
  // The last digit has two bits too many; there is one way to write a nonce.
  return (value & 3) === 0;
}

const hexDigit = (code: number) => (code < 58 ? code - 48 : code - 87);

/** Whether 64 digits of lower hex are those of 32 bytes. */
function isHexOf(text: string, bytes: Bytes): boolean {
  for (let place = 0; place < 32; place += 1) {
    const high = hexDigit(text.charCodeAt(place * 2));
    const low = hexDigit(text.charCodeAt(place * 2 + 1));
    if (((high << 4) | low) !== bytes[place]) return false;
  }
  return true;
}

/** Letters that JSON writes as they are. */
const plainWords = /^[\w:.@-]*$/;

/** The canonical JSON of a content, by a short way for ballots. */
function contentText(content: Plain): string {
  const { act, choice, target, voter } = content;
  if (
    typeof act === 'string' &&
    typeof target === 'string' &&
    typeof voter === 'string' &&
    (choice === null || typeof choice === 'string') &&
    plainWords.test(`${act}${choice}${target}${voter}`) &&
    Object.keys(content).length === 4
  ) {
    const chosen = choice === null ? 'null' : `"${choice}"`;
    return `{"act":"${act}","choice":${chosen},"target":"${target}","voter":"${voter}"}`;
  }
  return canonicalJson(content as Json);
}

export function makeLeafHashing(sha256: (data: Bytes) => Bytes): LeafHashing {
  const leafBuffer = new Uint8Array(entryLimit + 1);
  let buffer = new Uint8Array(1 << 16);
  buffer.set(commitmentPrefix);
  const start = commitmentPrefix.length + nonceLength;
  return {
    leaf: (text) => {
      const { read, written } = utf8.encodeInto(text, leafBuffer.subarray(1));
      if (read === text.length) return sha256(leafBuffer.subarray(0, written + 1));
      // Longer than a leaf may be: a finding already.
      const bytes = utf8.encode(text);
      const whole = new Uint8Array(bytes.length + 1);
      whole.set(bytes, 1);
      return sha256(whole);
    },
    opens: (commitment, nonce, content) => {
      const text = contentText(content);
      if (text.length * 3 + start > buffer.length) {
        buffer = new Uint8Array(text.length * 3 + start);
        buffer.set(commitmentPrefix);
      }
      if (!decodeNonce(nonce, buffer, commitmentPrefix.length)) return false;
      const { written } = utf8.encodeInto(text, buffer.subarray(start));
      return isHexOf(commitment, sha256(buffer.subarray(0, start + written)));
    },
  };
}
