import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Stored and published with every list that it ordered. */
export const orderAlgorithm = 'hash-order@1';

/**
 * The neutral order of a day: by HMAC-SHA-256 of `<day>:<id>` under the seed, smallest first, so that no item is
 * favoured and anyone who knows the published seed can compute the order of any day again. `day` is `YYYY-MM-DD`.
 */
export function neutralOrder<Item extends { readonly id: string }>(
  items: readonly Item[],
  seed: string,
  day: string
): readonly Item[] {
  const key = utf8ToBytes(seed);
  return items
    .map((item) => ({
      item,
      hash: bytesToHex(hmac(sha256, key, utf8ToBytes(`${day}:${item.id}`))),
    }))
    .sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0))
    .map(({ item }) => item);
}
