import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, compareBodies, diff, merge } from '../src/change/index.ts';
import { blockText } from '../src/text/index.ts';
import { pairArbitrary } from './arbitraries.ts';
import { assertLaws, deepFreeze } from './laws.ts';

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

describe('merging changes of random texts', () => {
  const several = pairArbitrary.chain(({ before, after }) =>
    fc.record({
      before: fc.constant(before),
      afters: fc.array(
        fc.constant(after).chain(() => pairArbitrary.map((pair) => pair.after)),
        {
          minLength: 1,
          maxLength: 3,
        }
      ),
      after: fc.constant(after),
    })
  );
  it('gives the same bytes in any order, and loses no change', () => {
    fc.assert(
      fc.property(several, ({ before, after, afters }) => {
        const changes = [after, ...afters].map((one, index) => ({
          id: `c${index}`,
          rank: index,
          change: diff(before, one),
        }));
        deepFreeze(changes);
        const merged = merge(before, changes);
        expect(merge(before, [...changes].reverse())).toEqual(merged);
        expect(apply(before, merged.change).kind).toBe('applied');
        const out = new Set([
          ...merged.collisions.flatMap((collision) => collision.changes),
          ...merged.orphans.map(({ id }) => id),
        ]);
        for (const { id, change } of changes) {
          if (out.has(id)) continue;
          const words = change.edits.flatMap((edit) =>
            edit.kind === 'words' ? edit.edits.map((word) => JSON.stringify(word)) : []
          );
          const kept = JSON.stringify(merged.change);
          for (const word of words) expect(kept).toContain(word);
        }
      }),
      { numRuns: 300 }
    );
  }, 60_000);
});
