import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, compose, diff, invert } from '../src/change/index.ts';
import type { Body } from '../src/text/index.ts';
import { afterArbitrary, bodyArbitrary, gentle } from './arbitraries.ts';

const wild = { one: 2, shuffle: true };
const steps = (rate: typeof gentle): fc.Arbitrary<readonly [Body, Body, Body]> =>
  bodyArbitrary.chain((a) =>
    afterArbitrary(a, 'm-', rate).chain((b) =>
      afterArbitrary(b, 'n-', rate).map((c) => [a, b, c] as const)
    )
  );

describe.each([
  ['as amendments are', gentle],
  ['that have little in common', wild],
] as const)('composing changes %s', (_, rate) => {
  it('does what one and then the other does, and can be taken back', () => {
    fc.assert(
      fc.property(steps(rate), ([a, b, c]) => {
        const both = compose(a, diff(a, b), diff(b, c));
        expect(apply(a, both)).toEqual({ kind: 'applied', body: c });
        expect(apply(c, invert(both))).toEqual({ kind: 'applied', body: a });
      }),
      { numRuns: 500 }
    );
  }, 120_000);

  it('of a change and what takes it back wants nothing', () => {
    fc.assert(
      fc.property(steps(rate), ([a, b]) => {
        const there = diff(a, b);
        expect(compose(a, there, invert(there)).edits).toEqual([]);
        const none = { ...there, edits: [] };
        expect(apply(a, compose(a, there, none))).toEqual({ kind: 'applied', body: b });
        expect(apply(a, compose(a, none, there))).toEqual({ kind: 'applied', body: b });
      }),
      { numRuns: 300 }
    );
  }, 120_000);
});

it('a paragraph that is split and then written into stays split', () => {
  const base: Body = [
    { type: 'paragraph', id: 'p', children: [{ text: 'Un deux trois quatre.' }] },
  ];
  const split: Body = [
    { type: 'paragraph', id: 'p', children: [{ text: 'Un deux ' }] },
    { type: 'paragraph', id: 'q', children: [{ text: 'trois quatre.' }] },
  ];
  const written: Body = [
    { type: 'paragraph', id: 'p', children: [{ text: 'Un deux ' }] },
    { type: 'paragraph', id: 'q', children: [{ text: 'trois cinq.' }] },
  ];
  const both = compose(base, diff(base, split), diff(split, written));
  expect(both.edits.map(({ kind }) => kind)).toEqual(['words', 'split']);
});
