import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  apply,
  diff,
  type Edit,
  merge,
  type NamedChange,
  type Resolution,
} from '../src/change/index.ts';
import { type Body, blockText } from '../src/text/index.ts';
import { gentle, severalArbitrary } from './arbitraries.ts';
import { assertLawsOfChange, deepFreeze } from './laws.ts';

const wild = { one: 2, shuffle: true };
const named = (before: Body, afters: readonly Body[]): NamedChange[] =>
  afters.map((after, rank) => ({ id: `c${rank}`, rank, change: diff(before, after) }));

/** One edit for each thing that an edit wants. */
const things = (edit: Edit): number =>
  edit.kind === 'words'
    ? edit.edits.length
    : edit.kind === 'attributes'
      ? new Set([...Object.keys(edit.before), ...Object.keys(edit.after)]).size
      : 1;

const rates = [
  ['as amendments are', gentle],
  ['that have little in common', wild],
] as const;

describe.each(rates)('merging changes %s', (_, rate) => {
  const runs = { numRuns: 400 };

  it('gives the same bytes in any order, and a change that can be taken back', () => {
    fc.assert(
      fc.property(severalArbitrary(3, rate), ({ before, afters }) => {
        const changes = deepFreeze(named(before, afters));
        const merged = merge(before, changes);
        expect(JSON.stringify(merge(before, [...changes].reverse()))).toBe(JSON.stringify(merged));
        expect(apply(before, merged.change)).toEqual({ kind: 'applied', body: merged.body });
        assertLawsOfChange(before, merged.change);
      }),
      runs
    );
  }, 120_000);

  it('tells the fate of every wish once', () => {
    fc.assert(
      fc.property(severalArbitrary(3, rate), ({ before, afters }) => {
        const changes = named(before, afters);
        const { fates, collisions } = merge(before, changes);
        for (const { id, change } of changes) {
          const told = fates.filter((fate) => fate.change === id).length;
          expect(told).toBe(change.edits.reduce((sum, edit) => sum + things(edit), 0));
        }
        const open = new Set(
          fates.flatMap(({ outcome }) => (outcome.kind === 'open' ? [outcome.collision] : []))
        );
        expect([...open].sort()).toEqual(collisions.map(({ key }) => key).sort());
        expect(fates.some(({ outcome }) => outcome.kind === 'orphan')).toBe(false);
      }),
      runs
    );
  }, 120_000);

  it('merges one alone into itself, and twice the same into an agreement', () => {
    fc.assert(
      fc.property(severalArbitrary(1, rate), ({ before, afters }) => {
        const [after = before] = afters;
        const [one] = named(before, afters) as [NamedChange];
        const merged = merge(before, [one]);
        expect(merged.body).toEqual(after);
        const twice = merge(before, [one, { ...one, id: 'again', rank: 9 }]);
        expect(twice.collisions).toEqual([]);
        expect(twice.body).toEqual(after);
      }),
      runs
    );
  }, 120_000);

  it('carries out any decision on every collision, and replays decisions to the same bytes', () => {
    fc.assert(
      fc.property(
        severalArbitrary(3, rate),
        fc.infiniteStream(fc.nat(1_000)),
        ({ before, afters }, dice) => {
          const changes = named(before, afters);
          const decisions: Resolution[] = [];
          let merged = merge(before, changes);
          for (let round = 0; merged.collisions.length > 0; round += 1) {
            expect(round).toBeLessThan(200);
            const at = (dice.next().value as number) % merged.collisions.length;
            const collision = merged.collisions[at] as (typeof merged.collisions)[number];
            const roll = (dice.next().value as number) % 4;
            const option = collision.options[roll % collision.options.length];
            decisions.push(
              roll === 3
                ? { collision: collision.key, take: 'original' }
                : { collision: collision.key, take: 'change', change: option?.changes[0] ?? '' }
            );
            const next = merge(before, changes, decisions);
            // No decision undoes another.
            for (const one of next.stale) expect(one.collision).toBe(collision.key);
            // Some options leave everybody else alone: then it is not the decision that was needed.
            if (next.stale.length > 0) {
              decisions[decisions.length - 1] = { collision: collision.key, take: 'original' };
              merged = merge(before, changes, decisions);
            } else merged = next;
          }
          expect(apply(before, merged.change)).toEqual({ kind: 'applied', body: merged.body });
          const replayed = merge(before, [...changes].reverse(), [...decisions].reverse());
          expect(JSON.stringify(replayed.body)).toBe(JSON.stringify(merged.body));
          expect(JSON.stringify(replayed.change)).toBe(JSON.stringify(merged.change));
          expect(merged.stale).toEqual([]);
        }
      ),
      { numRuns: 300 }
    );
  }, 120_000);

  it('loses no word: what is applied of new words is in the result', () => {
    fc.assert(
      fc.property(severalArbitrary(3, rate), ({ before, afters }) => {
        const { fates, body } = merge(before, named(before, afters));
        const result = body.map((block) => blockText(block)).join('\n');
        for (const { edit, outcome } of fates) {
          if (outcome.kind !== 'applied') continue;
          if (edit.kind === 'insert') {
            for (const block of edit.blocks) expect(result).toContain(blockText(block));
          }
          if (edit.kind === 'words') {
            const words = edit.edits[0]?.insert.map((inline) =>
              'type' in inline ? inline.children.map(({ text }) => text).join('') : inline.text
            );
            expect(result).toContain((words ?? []).join(''));
          }
        }
      }),
      runs
    );
  }, 120_000);
});

describe('leaving one out', () => {
  it('takes away its own words only', () => {
    fc.assert(
      fc.property(severalArbitrary(3, gentle), ({ before, afters }) => {
        const changes = named(before, afters);
        const all = merge(before, changes);
        fc.pre(all.collisions.length === 0);
        const rest = changes.slice(1);
        const without = merge(before, rest);
        expect(without.collisions).toEqual([]);
        const kept = (merged: typeof all) =>
          merged.fates
            .filter(({ change }) => change !== 'c0')
            .map(({ change, edit, outcome }) => [change, edit, outcome.kind]);
        expect(kept(without)).toEqual(kept(all));
      }),
      { numRuns: 300 }
    );
  }, 120_000);
});
