import { expect } from 'vitest';
import {
  apply,
  attribution,
  type Change,
  collisions,
  compose,
  diff,
  invert,
  merge,
  rebase,
} from '../src/change/index.ts';
import { type Body, inlineText } from '../src/text/index.ts';

/** Nobody may write into a value that a function was given. */
export function deepFreeze<T>(value: T): T {
  if (value && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

/** What holds for one change alone, however it came about. */
export function assertLawsOfChange(before: Body, change: Change): void {
  deepFreeze([before, change]);
  const applied = apply(before, change);
  expect(applied.kind).toBe('applied');
  if (applied.kind !== 'applied') return;
  const after = deepFreeze(applied.body);
  expect(apply(before, JSON.parse(JSON.stringify(change)))).toEqual(applied);
  const back = invert(change);
  expect(apply(after, back)).toEqual({ kind: 'applied', body: before });
  const none = { ...change, edits: [] };
  expect(compose(before, change, back).edits).toEqual([]);
  expect(apply(before, compose(before, change, none))).toEqual(applied);
  expect(rebase(before, change, none).change).toEqual(change);
  const again = rebase(before, change, change);
  expect(again.change.edits).toEqual([]);
  expect(again.outcome).toBe(change.edits.length === 0 ? 'untouched' : 'without-object');
  const named = { id: 'a', rank: 1, change };
  expect(collisions(before, [named, { ...named, id: 'b' }])).toEqual([]);
  const merged = merge(before, [named]);
  expect(merged.body).toEqual(after);
  expect(merged.fates.every(({ outcome }) => outcome.kind === 'applied')).toBe(true);
  const blocks = attribution(before, merged);
  expect(blocks.map(({ id }) => id)).toEqual(after.map(({ id }) => id));
  for (const [at, block] of after.entries()) {
    if (block.type === 'table' || block.type === 'image') continue;
    const words = blocks[at]?.runs.map(({ children }) => inlineText(children)).join('');
    expect(words).toBe(inlineText(block.children));
  }
}

/** The laws of changes, all of them, on two canonical texts. Gives the change for a closer look. */
export function assertLaws(before: Body, after: Body): Change {
  deepFreeze([before, after]);
  const change = deepFreeze(diff(before, after));
  expect(apply(before, change)).toEqual({ kind: 'applied', body: after });
  const back = deepFreeze(invert(change));
  expect(apply(after, back)).toEqual({ kind: 'applied', body: before });
  expect(invert(back)).toEqual(change);
  expect(diff(before, before).edits).toEqual([]);
  assertLawsOfChange(before, change);
  return change;
}
