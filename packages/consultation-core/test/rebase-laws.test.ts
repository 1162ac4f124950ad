import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, attribution, changeAlgorithm, diff, merge, rebase } from '../src/change/index.ts';
import { inlineText } from '../src/text/index.ts';
import { gentle, severalArbitrary } from './arbitraries.ts';

const wild = { one: 2, shuffle: true };
const none = { algorithm: changeAlgorithm, edits: [] } as const;

describe.each([
  ['as amendments are', gentle],
  ['that have little in common', wild],
] as const)('rebasing changes %s', (_, rate) => {
  it('on nothing changes nothing', () => {
    fc.assert(
      fc.property(severalArbitrary(1, rate), ({ before, afters }) => {
        const change = diff(before, afters[0] ?? before);
        expect(rebase(before, change, none).change).toEqual(change);
      }),
      { numRuns: 200 }
    );
  }, 60_000);

  it('gives what merging gives, where nothing collides', () => {
    let met = 0;
    fc.assert(
      fc.property(severalArbitrary(2, rate), ({ before, afters }) => {
        const [first, second] = afters.map((after) => diff(before, after));
        if (first === undefined || second === undefined) return;
        const merged = merge(before, [
          { id: 'first', rank: 0, change: first },
          { id: 'second', rank: 1, change: second },
        ]);
        const there = apply(before, first);
        expect(there.kind).toBe('applied');
        if (there.kind !== 'applied') return;
        const rebased = rebase(before, second, first);
        const both = apply(there.body, rebased.change);
        expect(both.kind).toBe('applied');
        const lost = rebased.carried.filter(({ how }) => how === 'lost');
        if (merged.collisions.length === 0) {
          met += 1;
          expect(lost).toEqual([]);
          expect(both).toEqual({ kind: 'applied', body: merged.body });
        } else {
          const substance = rebased.carried.some(({ how }) => how === 'adopted');
          expect(lost.length > 0 || substance).toBe(true);
        }
      }),
      { numRuns: 600 }
    );
    expect(met).toBeGreaterThan(5);
  }, 120_000);
});

describe('attribution', () => {
  it('has the words of the text, and names only who asked for them', () => {
    fc.assert(
      fc.property(severalArbitrary(3, gentle), ({ before, afters }) => {
        const changes = afters.map((after, rank) => ({
          id: `c${rank}`,
          rank,
          change: diff(before, after),
        }));
        const merged = merge(before, changes);
        const blocks = attribution(before, merged);
        expect(blocks.map(({ id }) => id)).toEqual(merged.body.map(({ id }) => id));
        for (const [at, block] of merged.body.entries()) {
          if (block.type === 'table' || block.type === 'image') continue;
          const words = blocks[at]?.runs.map(({ children }) => inlineText(children)).join('');
          expect(words).toBe(inlineText(block.children));
        }
        const applied = new Set(
          merged.fates.flatMap(({ change, outcome }) =>
            outcome.kind === 'applied' ? [change] : []
          )
        );
        const named = blocks.flatMap(({ runs, frame, removed }) =>
          [frame, ...runs.map((run) => run.origin), ...removed.map((one) => one.origin)].flatMap(
            (origin) => (origin.kind === 'changes' ? origin.changes : [])
          )
        );
        for (const id of named) expect(applied.has(id)).toBe(true);
        // Attribution of a version on top of it keeps what stayed.
        const again = attribution(merged.body, { change: none, fates: [], resolved: [] }, blocks);
        expect(again.map(({ runs }) => runs)).toEqual(blocks.map(({ runs }) => runs));
      }),
      { numRuns: 300 }
    );
  }, 120_000);
});
