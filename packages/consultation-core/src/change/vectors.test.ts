import { describe, expect, it } from 'vitest';
import { assertLaws } from '../../test/laws.ts';
import changes from '../../vectors/change.json' with { type: 'json' };
import merges from '../../vectors/merge.json' with { type: 'json' };
import rebases from '../../vectors/rebase.json' with { type: 'json' };
import type { Body } from '../text/index.ts';
import {
  attribution,
  type Change,
  merge,
  type NamedChange,
  type Resolution,
  rebase,
} from './index.ts';

describe('vectors of changes', () => {
  it.each(changes)('$name', ({ before, after, change }) => {
    expect(assertLaws(before as unknown as Body, after as unknown as Body)).toEqual(change);
  });
});

/** The same value with the keys of all objects the other way round, as a database may give them back. */
function turned<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).reverse())
      : inner
  );
}

describe('vectors of merges', () => {
  it.each(merges)('$name', ({ base, changes: wanted, resolutions, merged, attribution: runs }) => {
    const text = base as unknown as Body;
    const result = merge(text, wanted as unknown as NamedChange[], resolutions as Resolution[]);
    expect(result).toEqual(merged);
    expect(attribution(text, result)).toEqual(runs);
    const again = merge(
      turned(text),
      turned(wanted).reverse() as unknown as NamedChange[],
      turned(resolutions) as Resolution[]
    );
    expect(JSON.stringify(again.body)).toBe(JSON.stringify(result.body));
    expect(again.collisions.map(({ key }) => key)).toEqual(result.collisions.map(({ key }) => key));
  });
});

describe('vectors of changes on a new version', () => {
  it.each(rebases)('$name', ({ base, change, onto, rebased }) => {
    const carried = rebase(
      base as unknown as Body,
      change as unknown as Change,
      onto as unknown as Change
    );
    expect(carried).toEqual(rebased);
  });
});
