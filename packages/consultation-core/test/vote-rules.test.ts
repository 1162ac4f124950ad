import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addAll,
  addToCollege,
  collegesOutcome,
  empty,
  emptyColleges,
  explain,
  forMixedAgainst,
  type MethodName,
  mergeColleges,
  method,
  methodNames,
  outcome,
  type PassingRules,
  rulesInWords,
  tallyOf,
  yesNoAbstain,
} from '../src/vote/index.ts';
import explained from '../vectors/vote-explained.json' with { type: 'json' };

const simple: PassingRules = { quorum: { kind: 'none' }, majority: { kind: 'simple' } };

describe('many ballots at once', () => {
  it('are the ballots one by one, as words or as numbers', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(forMixedAgainst, yesNoAbstain),
        fc.array(fc.nat(2), { maxLength: 50 }),
        fc.array(fc.nat(2), { maxLength: 5 }),
        (way, numbers, before) => {
          const { choices } = method(way.name);
          const words = (list: readonly number[]) => list.map((one) => choices[one] as string);
          const start = words(before).reduce(way.add, way.empty());
          const singly = words(numbers).reduce(way.add, start);
          expect(way.addAll(start, words(numbers))).toEqual(singly);
          expect(way.addAll(start, new Set(words(numbers)))).toEqual(
            [...new Set(words(numbers))].reduce(way.add, start)
          );
          expect(way.addAll(start, Uint8Array.from(numbers))).toEqual(singly);
          expect(way.merge(start, way.addAll(way.empty(), words(numbers)))).toEqual(singly);
        }
      )
    );
  });

  it('take no choice that is not offered', () => {
    for (const name of methodNames) {
      for (const stranger of ['__proto__', '', 'For', 'toString']) {
        expect(() => addAll(empty(name), [stranger])).toThrow(RangeError);
      }
      expect(() => addAll(empty(name), Uint8Array.of(0, 3))).toThrow('No choice has the number 3');
      expect(() => addAll(empty(name), Uint8Array.of(255))).toThrow(RangeError);
    }
  });
});

describe('blank and spoiled papers', () => {
  const tally = tallyOf('yes-no-abstain@1', { yes: 5, no: 4 });
  it('are cast, take no side and are shown', () => {
    const rules: PassingRules = {
      quorum: { kind: 'ballots', count: 12 },
      majority: { kind: 'absolute', base: 'cast' },
    };
    const result = outcome(tally, rules, { blank: 2, spoiled: 1 });
    expect(result).toMatchObject({ kind: 'not-passed', cast: 12, expressed: 9, blank: 2 });
    expect(result).toMatchObject({ spoiled: 1, needed: 7, quorum: { met: true } });
    expect(outcome(tally, simple, { blank: 2, spoiled: 1 }).kind).toBe('passed');
    expect(outcome(empty('yes-no-abstain@1'), simple, { blank: 1, spoiled: 0 }).kind).toBe('tie');
  });
  it('are numbers of papers', () => {
    for (const papers of [-1, 0.5, Number.NaN]) {
      expect(() => outcome(tally, simple, { blank: papers, spoiled: 0 })).toThrow(RangeError);
      expect(() => outcome(tally, simple, { blank: 0, spoiled: papers })).toThrow(RangeError);
    }
  });
});

describe('colleges', () => {
  const names = ['residents', 'businesses'];
  const twoThirds: PassingRules = {
    quorum: { kind: 'none' },
    majority: { kind: 'qualified', numerator: 2, denominator: 3, base: 'expressed' },
  };
  const colleges = [
    { name: 'residents', rules: simple },
    { name: 'businesses', rules: twoThirds },
  ];
  const box = (residents: string[], businesses: string[]) =>
    addToCollege(
      addToCollege(emptyColleges('for-mixed-against@1', names), 'residents', residents),
      'businesses',
      businesses
    );

  it('are counted apart, each by its rules, and all have to pass it', () => {
    const refused = collegesOutcome(
      box(['for', 'for', 'for', 'against'], ['for', 'against']),
      colleges
    );
    expect(refused).toMatchObject({ passed: false, refusing: ['businesses'] });
    expect(refused.colleges.map(({ outcome: { kind, needed } }) => [kind, needed])).toEqual([
      ['passed', 2],
      ['tie', 2],
    ]);
    expect(refused.total.counts).toEqual({ for: 4, mixed: 0, against: 2 });
    expect(collegesOutcome(box(['for'], ['for', 'for', 'against']), colleges).passed).toBe(true);
    expect(collegesOutcome(box(['for'], []), colleges).refusing).toEqual(['businesses']);
  });

  it('of parts add up to the colleges of the whole', () => {
    const choice = fc.constantFrom('for', 'mixed', 'against');
    const part = fc.array(fc.tuple(fc.constantFrom(...names), choice), { maxLength: 20 });
    const count = (ballots: readonly (readonly [string, string])[]) =>
      ballots.reduce(
        (tallies, [college, one]) => addToCollege(tallies, college, [one]),
        emptyColleges('for-mixed-against@1', names)
      );
    fc.assert(
      fc.property(part, part, part, (a, b, c) => {
        const whole = count([...a, ...b, ...c]);
        expect(mergeColleges(count(c), count(a), count(b))).toEqual(whole);
      })
    );
  });

  it('are known by name, and none is left out', () => {
    const tallies = emptyColleges('for-mixed-against@1', names);
    expect(() => emptyColleges('for-mixed-against@1', [])).toThrow(RangeError);
    expect(() => emptyColleges('for-mixed-against@1', ['a', 'a'])).toThrow(RangeError);
    expect(() => addToCollege(tallies, '__proto__', ['for'])).toThrow(RangeError);
    expect(() => collegesOutcome(tallies, colleges.slice(1))).toThrow(RangeError);
    expect(() => collegesOutcome(tallies, [...colleges, { name: 'x', rules: simple }])).toThrow();
    const other = emptyColleges('for-mixed-against@1', ['residents', 'farmers']);
    expect(() => mergeColleges(tallies, other)).toThrow(RangeError);
    expect(() =>
      mergeColleges(tallies, emptyColleges('for-mixed-against@1', ['residents']))
    ).toThrow(RangeError);
  });
});

describe('the rules in words', () => {
  const none = { kind: 'none' } as const;
  const said = (rules: PassingRules, name = 'for-mixed-against@1' as MethodName) =>
    [rulesInWords(rules, name, 'fr'), rulesInWords(rules, name, 'en')].map((text) =>
      text.replace(/[\u00a0\u202f]/g, ' ')
    );

  it('name the majority, of what, and the quorum', () => {
    expect(said({ quorum: none, majority: { kind: 'simple' } })).toEqual([
      'majorité simple : plus de pour que de contre',
      'simple majority: more for than against',
    ]);
    expect(said({ quorum: none, majority: { kind: 'simple' } }, 'yes-no-abstain@1')).toEqual([
      'majorité simple : plus de oui que de non',
      'simple majority: more yes than no',
    ]);
    const absolute = { kind: 'absolute', base: 'cast' } as const;
    expect(said({ quorum: { kind: 'ballots', count: 1200 }, majority: absolute })).toEqual([
      'majorité absolue : plus de la moitié des bulletins déposés sont favorables ; quorum : au moins 1 200 bulletins déposés',
      'absolute majority: more than half of the ballots cast in favour; quorum: at least 1,200 ballots cast',
    ]);
    const twoThirds = {
      kind: 'qualified',
      numerator: 2,
      denominator: 3,
      base: 'entitled',
    } as const;
    const share = { kind: 'share', numerator: 1, denominator: 4 } as const;
    expect(said({ quorum: share, majority: twoThirds, entitled: 4000 })).toEqual([
      'majorité qualifiée : au moins deux tiers des inscrits sont favorables ; quorum : au moins un quart des 4 000 inscrits ont voté',
      'qualified majority: at least two thirds of the people entitled in favour; quorum: at least one quarter of the 4,000 people entitled have voted',
    ]);
  });
});

describe('a result in words', () => {
  it.each(explained)('vector: $fr', ({ method: name, counts, apart, rules, fr, en }) => {
    const tally = tallyOf(name as 'yes-no-abstain@1', counts as unknown as Record<string, number>);
    const asked = rules as PassingRules;
    const result = apart ? outcome(tally, asked, apart) : outcome(tally, asked);
    expect(explain(result, 'fr', asked)).toBe(fr);
    expect(explain(result, 'en', asked)).toBe(en);
  });

  it('names the number needed without the rules too, where it is a part of a whole', () => {
    const said = (forIt: number, against: number, rules: PassingRules) =>
      explain(outcome(tallyOf('for-mixed-against@1', { for: forIt, against }), rules), 'en');
    const twoThirds: PassingRules = {
      quorum: { kind: 'none' },
      majority: { kind: 'qualified', numerator: 2, denominator: 3, base: 'expressed' },
    };
    expect(said(60, 20, twoThirds)).toBe(
      'Passed: 60 for, 20 against; needed: at least 54 in favour out of 80 votes expressed.'
    );
    // More for than against is no share of anything: never “at least 2 out of 1”.
    expect(said(60, 30, simple)).toBe('Passed: 60 for, 30 against.');
    expect(said(0, 1, simple)).toBe('Not passed: 0 for, 1 against.');
  });
});
