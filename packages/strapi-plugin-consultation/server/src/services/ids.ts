import { randomBytes } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const signs = `${letters}0123456789`;

function random(length: number, first: string): string {
  // Bytes above the greatest multiple of the alphabet would favour its first signs.
  let id = '';
  while (id.length < length) {
    for (const byte of randomBytes(length * 2)) {
      const from = id === '' ? first : signs;
      if (byte >= 256 - (256 % from.length) || id.length >= length) continue;
      id += from[byte % from.length];
    }
  }
  return id;
}

/** As Strapi makes them: 24 signs, a letter first. */
export const makeDocumentId = () => random(24, letters);
/** Id of a block that comes into being here. */
export const makeBlockId = () => random(12, letters);
/** Published with every list that it ordered. */
export const makeSeed = () => randomBytes(16).toString('hex');
/** 256 bits that nobody can guess. */
export const makeToken = () => randomBytes(32).toString('base64url');
