import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBodies } from '../src/change/index.ts';
import { blockText } from '../src/text/index.ts';
import { pairArbitrary } from './arbitraries.ts';
import { assertLaws } from './laws.ts';

describe('changes of random texts', () => {
  it('apply, invert and survive JSON', () => {
    fc.assert(
      fc.property(pairArbitrary, ({ before, after }) => {
        assertLaws(before, after);
      }),
      { numRuns: 1_000 }
    );
  }, 60_000);

  it('show every block of both texts once', () => {
    fc.assert(
      fc.property(pairArbitrary, ({ before, after }) => {
        const rows = compareBodies(before, after);
        const ids = (kinds: string[]) =>
          rows
            .filter(({ kind }) => kinds.includes(kind))
            .map((row) => (row.kind === 'changed' ? row.before.id : row.block.id));
        expect(ids(['same', 'changed', 'moved', 'inserted'])).toEqual(after.map(({ id }) => id));
        expect(ids(['same', 'changed', 'moved', 'deleted']).sort()).toEqual(
          before.map(({ id }) => id).sort()
        );
        for (const row of rows) {
          if (row.kind !== 'changed' || row.segments.length === 0) continue;
          const side = (op: string) =>
            row.segments
              .filter((segment) => segment.op !== op)
              .flatMap(({ children }) => children)
              .map((inline) =>
                'type' in inline ? inline.children.map(({ text }) => text).join('') : inline.text
              )
              .join('');
          expect(side('insert')).toBe(blockText(row.before));
          expect(side('delete')).toBe(blockText(row.after));
        }
      }),
      { numRuns: 300 }
    );
  }, 60_000);
});
