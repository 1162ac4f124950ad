import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  addAll,
  mergeTallies,
  outcome,
  type PassingRules,
  tallyOf,
} from '../src/vote/index.ts';

const box = tallyOf('for-mixed-against@1', { for: 2, against: 98 });
const notWhole = fc.oneof(
  fc.integer({ max: -1 }),
  fc.double({ noInteger: true }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 53)
);
const none = { kind: 'none' } as const;
const simple = { kind: 'simple' } as const;
const broken: Readonly<Record<string, (value: number) => PassingRules>> = {
  'a share of a majority': (numerator) => ({
    quorum: none,
    majority: { kind: 'qualified', numerator, denominator: 3, base: 'cast' },
  }),
  'what it is a share of': (denominator) => ({
    quorum: none,
    majority: { kind: 'qualified', numerator: 2, denominator, base: 'cast' },
  }),
  'a number of those entitled': (entitled) => ({
    quorum: none,
    majority: { kind: 'absolute', base: 'entitled' },
    entitled,
  }),
  'a quorum of ballots': (count) => ({ quorum: { kind: 'ballots', count }, majority: simple }),
  'a quorum as a share': (numerator) => ({
    quorum: { kind: 'share', numerator, denominator: 3 },
    majority: simple,
    entitled: 10,
  }),
};

describe('rules that are none', () => {
  it.each(Object.entries(broken))('let nothing pass: %s', (_, rules) => {
    fc.assert(
      fc.property(notWhole, (value) => {
        expect(() => outcome(box, rules(value))).toThrow(RangeError);
      })
    );
  });

  it('let nothing pass: a share of zero, or of zero parts', () => {
    for (const name of ['a share of a majority', 'what it is a share of', 'a quorum as a share']) {
      expect(() => outcome(box, (broken[name] as (value: number) => PassingRules)(0))).toThrow(
        /is no share/
      );
    }
  });
});

describe('counts beyond what is exact', () => {
  const full = tallyOf('yes-no-abstain@1', { yes: Number.MAX_SAFE_INTEGER });

  it('are refused, one ballot over and a whole box over', () => {
    expect(() => add(full, 'yes')).toThrow(/Too many/);
    expect(() => addAll(full, ['yes', 'yes'])).toThrow(/Too many/);
    expect(() => addAll(full, Uint8Array.of(0))).toThrow(/Too many/);
    expect(() => mergeTallies(full, full)).toThrow(/Too many/);
    expect(add(full, 'no').counts).toEqual({ yes: Number.MAX_SAFE_INTEGER, no: 1, abstain: 0 });
  });
});
