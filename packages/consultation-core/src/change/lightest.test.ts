import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lightest, type Weighed } from './lightest.ts';
import type { Stretch } from './sequence.ts';

const costOfRun = 5;

const weighed = fc
  .array(fc.nat(5), { minLength: 1, maxLength: 12 })
  .map((keys) => Int32Array.from(keys))
  .map((keys): Weighed => ({ keys, weights: keys.map((key) => 1 + ((key * 7) % 11)) }));

const sum = (weights: Int32Array) => weights.reduce((total, weight) => total + weight, 0);

const costOf = (stretches: readonly Stretch[], a: Weighed, b: Weighed) =>
  stretches
    .flatMap(({ fromA, toA, fromB, toB }) => [
      a.weights.subarray(fromA, toA),
      b.weights.subarray(fromB, toB),
    ])
    .filter(({ length }) => length > 0)
    .reduce((total, run) => total + costOfRun + sum(run), 0);

/** Every way to go through both sides, by plain search. */
function leastCost(a: Weighed, b: Weighed): number {
  const seen = new Map<string, number>();
  const least = (x: number, y: number, state: 'same' | 'out' | 'put'): number => {
    if (x === a.keys.length && y === b.keys.length) return 0;
    const name = `${x} ${y} ${state}`;
    const known = seen.get(name);
    if (known !== undefined) return known;
    const ways: number[] = [];
    const opens = (next: 'out' | 'put') => (state === next ? 0 : costOfRun);
    if (x < a.keys.length && a.keys[x] === b.keys[y]) ways.push(least(x + 1, y + 1, 'same'));
    if (x < a.keys.length && state !== 'put') {
      ways.push(opens('out') + (a.weights[x] as number) + least(x + 1, y, 'out'));
    }
    if (y < b.keys.length) {
      ways.push(opens('put') + (b.weights[y] as number) + least(x, y + 1, 'put'));
    }
    const result = Math.min(...ways);
    seen.set(name, result);
    return result;
  };
  return least(0, 0, 'same');
}

describe('the lightest script', () => {
  it('marks the least that can be marked, and is one', () => {
    fc.assert(
      fc.property(weighed, weighed, (a, b) => {
        // Two stretches that touch are one group: the whole of both sides.
        const first = { fromA: 0, toA: 1, fromB: 0, toB: 0 };
        const rest = { fromA: 1, toA: a.keys.length, fromB: 0, toB: b.keys.length };
        const result = lightest([first, rest], a, b, costOfRun);
        expect(costOf(result, a, b)).toBe(leastCost(a, b));
        let x = 0;
        let y = 0;
        for (const { fromA, toA, fromB, toB } of [
          ...result,
          { fromA: a.keys.length, toA: 0, fromB: b.keys.length, toB: 0 },
        ]) {
          expect([...a.keys.subarray(x, fromA)]).toEqual([...b.keys.subarray(y, fromB)]);
          x = toA;
          y = toB;
        }
      }),
      { numRuns: 2_000 }
    );
  }, 60_000);
});
