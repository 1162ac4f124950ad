import { diffArrays } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differencesWithin, mostWork, type Stretch } from './sequence.ts';

/** How many items the stretches take out and put in. */
const size = (stretches: readonly Stretch[]) =>
  stretches.reduce((sum, { fromA, toA, fromB, toB }) => sum + toA - fromA + toB - fromB, 0);

/** `b`, made from `a` by the stretches: what lies between two of them must be the same on both sides. */
function made(a: Int32Array, b: Int32Array, stretches: readonly Stretch[]): number[] {
  const result: number[] = [];
  let at = 0;
  for (const { fromA, toA, fromB, toB } of stretches) {
    expect(fromA).toBeGreaterThanOrEqual(at);
    result.push(...a.subarray(at, fromA));
    expect(result).toHaveLength(fromB);
    result.push(...b.subarray(fromB, toB));
    at = toA;
  }
  return [...result, ...a.subarray(at)];
}

const items = (letters: number, maxLength: number) =>
  fc.array(fc.nat(letters - 1), { maxLength }).map((list) => Int32Array.from(list));
const alphabet = fc.constantFrom(1, 2, 3, 5, 20);
const pair = alphabet.chain((letters) => fc.tuple(items(letters, 60), items(letters, 60)));

/** Numbers that look random and are the same in every run. */
function noise(length: number, letters: number, seed: number): Int32Array {
  let state = seed;
  return Int32Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % letters;
  });
}

describe('the differences of two sequences', () => {
  it('make one of the other, and no script is shorter', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const { stretches, approximate } = differencesWithin(a, b);
        expect(approximate).toBe(false);
        expect(made(a, b, stretches)).toEqual([...b]);
        const shortest = diffArrays([...a], [...b])
          .filter(({ added, removed }) => added || removed)
          .reduce((sum, { value }) => sum + value.length, 0);
        expect(size(stretches)).toBe(shortest);
        for (const [index, { fromA, toA, fromB, toB }] of stretches.entries()) {
          expect(toA - fromA + toB - fromB).toBeGreaterThan(0);
          expect(fromA).toBeGreaterThan(stretches[index - 1]?.toA ?? -1);
        }
      }),
      { numRuns: 2_000 }
    );
  }, 60_000);

  it('are right, and said to be approximate, when the search is given up', () => {
    let given = 0;
    fc.assert(
      fc.property(pair, fc.nat(60), ([a, b], allowance) => {
        const { stretches, approximate, work } = differencesWithin(a, b, allowance);
        expect(made(a, b, stretches)).toEqual([...b]);
        expect(work).toBeLessThanOrEqual(mostWork(allowance, a.length + b.length));
        if (approximate) given += 1;
        else expect(size(stretches)).toBe(size(differencesWithin(a, b).stretches));
      }),
      { numRuns: 2_000 }
    );
    expect(given).toBeGreaterThan(50);
  }, 60_000);

  it('take numbers of any size', () => {
    const a = Int32Array.from([-5, 2_000_000_000, 7]);
    const b = Int32Array.from([2_000_000_000, 8, -5]);
    expect(size(differencesWithin(a, b).stretches)).toBe(4);
  });
});

describe('the work that differences take', () => {
  it.each([
    ['nothing in common', noise(50_000, 1_000, 1), noise(50_000, 1_000, 2).map((x) => x + 1_000)],
    ['common words in another order', noise(50_000, 1_000, 1), noise(50_000, 1_000, 2)],
    ['two letters', noise(50_000, 2, 1), noise(50_000, 2, 2)],
    ['one letter, other lengths', noise(50_000, 1, 1), noise(30_000, 1, 1)],
    [
      'a period beside another',
      noise(50_000, 1, 1).map((_, index) => index % 7),
      noise(50_000, 1, 1).map((_, index) => index % 11),
    ],
    ['backwards', noise(50_000, 40_000, 1), noise(50_000, 40_000, 1).reverse()],
  ])('stays within its bound: %s', (_, a, b) => {
    const allowance = 1_000_000;
    const { stretches, work } = differencesWithin(a, b, allowance);
    expect(work).toBeLessThanOrEqual(mostWork(allowance, a.length + b.length));
    expect(made(a, b, stretches)).toEqual([...b]);
  });

  it('is nothing for what one side does not have', () => {
    const a = noise(50_000, 1_000, 1);
    expect(
      differencesWithin(
        a,
        a.map((x) => x + 1_000)
      ).work
    ).toBe(0);
  });

  it('aligns what two long sequences share beside parts that have nothing to do with each other', () => {
    const common = noise(20_000, 10_000, 3);
    const join = (...parts: Int32Array[]) => Int32Array.from(parts.flatMap((part) => [...part]));
    const a = join(common.subarray(0, 10_000), noise(8_000, 500, 4), common.subarray(10_000));
    const b = join(common.subarray(0, 10_000), noise(8_000, 500, 5), common.subarray(10_000));
    const changed = join(
      b.subarray(0, 300),
      noise(5, 9, 9),
      b.subarray(300, -200),
      b.subarray(-190)
    );
    const { stretches, approximate } = differencesWithin(a, changed, 100_000);
    expect(approximate).toBe(true);
    expect(size(stretches)).toBeLessThan(16_000 + 100);
  });
});
