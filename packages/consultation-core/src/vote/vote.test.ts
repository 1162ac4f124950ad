import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/vote.json' with { type: 'json' };
import {
  add,
  empty,
  type MethodName,
  mergeTallies,
  method,
  methodNames,
  outcome,
  type PassingRules,
  remove,
  tallyOf,
} from './index.ts';

const simple: PassingRules = { quorum: { kind: 'none' }, majority: { kind: 'simple' } };
const twoThirds: PassingRules = {
  quorum: { kind: 'none' },
  majority: { kind: 'qualified', numerator: 2, denominator: 3, base: 'expressed' },
};
const votes = (forIt: number, mixed: number, against: number) =>
  tallyOf('for-mixed-against@1', { for: forIt, mixed, against });

const methodArbitrary = fc.constantFrom(...methodNames);
const boxArbitrary = methodArbitrary.chain((name) =>
  fc.record({
    name: fc.constant(name),
    ballots: fc.array(fc.constantFrom(...method(name).choices), { maxLength: 60 }),
  })
);
const count = (name: MethodName, ballots: readonly string[]) => ballots.reduce(add, empty(name));

describe('tallies', () => {
  it('forget a ballot that is taken out again', () => {
    fc.assert(
      fc.property(boxArbitrary, fc.nat(), ({ name, ballots }, pick) => {
        const tally = count(name, ballots);
        const choice = method(name).choices[pick % method(name).choices.length] as string;
        expect(remove(add(tally, choice), choice)).toEqual(tally);
      })
    );
  });

  it('of parts add up to the tally of the whole, whatever the split and the order', () => {
    fc.assert(
      fc.property(
        boxArbitrary,
        fc.array(fc.nat(4), { maxLength: 60 }),
        ({ name, ballots }, where) => {
          const parts = [0, 1, 2, 3, 4].map((part) =>
            count(
              name,
              ballots.filter((_, index) => (where[index] ?? 0) === part)
            )
          ) as [ReturnType<typeof count>, ...ReturnType<typeof count>[]];
          expect(mergeTallies(...parts)).toEqual(count(name, ballots));
          expect(count(name, [...ballots].reverse())).toEqual(count(name, ballots));
        }
      )
    );
  });

  it('take no choice that is not offered, and give out no ballot that is not there', () => {
    expect(() => add(empty('yes-no-abstain@1'), 'for')).toThrow(RangeError);
    expect(() => add(empty('yes-no-abstain@1'), '__proto__')).toThrow(RangeError);
    expect(() => remove(empty('yes-no-abstain@1'), 'yes')).toThrow(RangeError);
    expect(() => tallyOf('yes-no-abstain@1', { yes: -1 })).toThrow(RangeError);
    expect(() => tallyOf('yes-no-abstain@1', { yes: 1.5 })).toThrow(RangeError);
    expect(() => mergeTallies(empty('yes-no-abstain@1'), empty('for-mixed-against@1'))).toThrow(
      RangeError
    );
  });
});

describe('outcomes', () => {
  it('nobody voted is not passed, whatever the rule', () => {
    for (const rules of [simple, twoThirds])
      expect(outcome(votes(0, 0, 0), rules).kind).toBe('no-votes');
  });

  it('a tie is a tie, and mixed opinions take no side', () => {
    expect(outcome(votes(5, 100, 5), simple)).toMatchObject({
      kind: 'tie',
      cast: 110,
      expressed: 10,
      needed: 6,
    });
    expect(outcome(votes(0, 3, 0), simple).kind).toBe('tie');
  });

  it('two thirds means at least two thirds', () => {
    expect(outcome(votes(2, 0, 1), twoThirds)).toMatchObject({ kind: 'passed', needed: 2 });
    expect(outcome(votes(66, 0, 34), twoThirds)).toMatchObject({ kind: 'not-passed', needed: 67 });
    expect(outcome(votes(0, 5, 0), twoThirds).kind).not.toBe('passed');
  });

  it('the base of a majority changes what is needed', () => {
    const absolute = (base: 'cast' | 'expressed' | 'entitled'): PassingRules => ({
      quorum: { kind: 'none' },
      majority: { kind: 'absolute', base },
      entitled: 100,
    });
    expect(outcome(votes(6, 10, 4), absolute('expressed'))).toMatchObject({
      kind: 'passed',
      needed: 6,
    });
    expect(outcome(votes(6, 10, 4), absolute('cast'))).toMatchObject({
      kind: 'not-passed',
      needed: 11,
    });
    expect(outcome(votes(51, 0, 4), absolute('entitled'))).toMatchObject({
      kind: 'passed',
      needed: 51,
    });
  });

  it('a quorum is asked before the majority, exactly', () => {
    const rules: PassingRules = {
      quorum: { kind: 'share', numerator: 1, denominator: 3 },
      majority: { kind: 'simple' },
      entitled: 10,
    };
    expect(outcome(votes(3, 0, 0), rules)).toMatchObject({
      kind: 'no-quorum',
      quorum: { needed: 4, met: false },
    });
    expect(outcome(votes(4, 0, 0), rules).kind).toBe('passed');
    expect(() => outcome(votes(4, 0, 0), { ...rules, entitled: undefined })).toThrow(RangeError);
  });

  it('no outcome passes with fewer in favour than it says are needed', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), fc.nat(1_000), (a, b, c) => {
        for (const rules of [simple, twoThirds]) {
          const result = outcome(votes(a, b, c), rules);
          expect(result.kind === 'passed').toBe(a + b + c > 0 && a >= result.needed);
        }
      })
    );
  });

  it.each(vectors)('vector: $name', ({ method: name, counts, rules, outcome: expected }) => {
    const defined = Object.fromEntries(
      Object.entries(counts).filter(([, value]) => value !== undefined)
    );
    const tally = tallyOf(name as MethodName, defined as Record<string, number>);
    expect(outcome(tally, rules as PassingRules)).toEqual(expected);
  });
});
