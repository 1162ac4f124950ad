import { describe, expect, it } from 'vitest';
import { assertLaws } from '../../test/laws.ts';
import vectors from '../../vectors/change.json' with { type: 'json' };
import type { Body } from '../text/index.ts';

describe('vectors of changes', () => {
  it.each(vectors)('$name', ({ before, after, change }) => {
    expect(assertLaws(before as unknown as Body, after as unknown as Body)).toEqual(change);
  });
});
