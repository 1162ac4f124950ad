import type { Bytes } from './bytes.ts';

/** Crockford's base 32: no I, L, O, U, so that it can be read out and typed. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function base32(bytes: Bytes): string {
  let [text, bits, value] = ['', 0, 0];
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(value >> bits) & 31];
      value &= (1 << bits) - 1;
    }
  }
  return text;
}

/** `<index>-XXXX-XXXX-XXXX-XXXX`: the place of a leaf, and 80 bits of its hash that nobody else's leaf has there. */
export function receiptCode(index: number, leafHash: Bytes): string {
  const groups = base32(leafHash.subarray(0, 10)).match(/.{4}/g) as string[];
  return [index, ...groups].join('-');
}

export interface ReceiptCode {
  readonly index: number;
  /** As `receiptCode` writes it. */
  readonly code: string;
}

/** Reads a code as people type it: any case, with blanks or other dashes, O for 0, I or L for 1. Null when it is none. */
export function parseReceiptCode(typed: string): ReceiptCode | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\u2010-\u2015\u2212_.·-]+/g, '-')
    .replace(/^-|-$/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const [first = '', ...rest] = plain.split('-');
  const letters = rest.join('');
  if (!/^\d{1,15}$/.test(first) || !/^[0-9A-HJKMNP-TV-Z]{16}$/.test(letters)) return null;
  const index = Number(first);
  return { index, code: [index, ...(letters.match(/.{4}/g) as string[])].join('-') };
}

/** Whether a code is that of this leaf. */
export function codeFits(typed: string, index: number, leafHash: Bytes): boolean {
  return parseReceiptCode(typed)?.code === receiptCode(index, leafHash);
}
