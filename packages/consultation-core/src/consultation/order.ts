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
  throw new Error(`to be written ${items}${seed}${day}`);
}
