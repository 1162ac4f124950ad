/**
 * Numbers from 0 (included) to 1 that look drawn and always come out the same, so that every playground is the same
 * one. No good for anything that must not be guessed.
 *
 * @param {number} seed
 * @returns {() => number}
 */
export function repeatable(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low bits of such a generator repeat soon.
    return ((state ^ (state >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** The same things in another order. */
export function shuffled(items, random) {
  const order = items.map((item) => ({ item, at: random() }));
  return order.sort((a, b) => a.at - b.at).map(({ item }) => item);
}
