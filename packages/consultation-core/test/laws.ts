import { expect } from 'vitest';
import { apply, type Change, diff, invert } from '../src/change/index.ts';
import type { Body } from '../src/text/index.ts';

/** Nobody may write into a value that a function was given. */
export function deepFreeze<T>(value: T): T {
  if (value && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

/** The laws of changes, all of them, on two canonical texts. Gives the change for a closer look. */
export function assertLaws(before: Body, after: Body): Change {
  deepFreeze([before, after]);
  const change = deepFreeze(diff(before, after));
  expect(apply(before, change)).toEqual({ kind: 'applied', body: after });
  const back = deepFreeze(invert(change));
  expect(apply(after, back)).toEqual({ kind: 'applied', body: before });
  expect(invert(back)).toEqual(change);
  expect(apply(before, JSON.parse(JSON.stringify(change)))).toEqual({
    kind: 'applied',
    body: after,
  });
  expect(diff(before, before).edits).toEqual([]);
  return change;
}
