import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, boxes } from './vote-boxes.ts';

const letters = ['a', 'b', 'c', 'd', 'e'];
const optionLists = fc.integer({ min: 1, max: 5 }).map((size) => letters.slice(0, size));
const same = (option: string) => option;

function laws<Tally, Ballot>(box: Box<Tally, Ballot>) {
  const filled = optionLists.chain((options) =>
    fc.record({
      options: fc.constant(options),
      ballots: fc.array(box.ballots(options), { maxLength: 25 }),
    })
  );
  const count = (options: readonly string[], ballots: readonly Ballot[]) =>
    ballots.reduce((tally, ballot) => box.add(tally, ballot), box.empty(options));

  describe(box.name, () => {
    it('forgets a ballot that is taken out again, whatever its weight', () => {
      const with1 = filled.chain(({ options, ballots }) =>
        fc.tuple(
          fc.constant({ options, ballots }),
          box.ballots(options),
          fc.integer({ min: 1, max: 9 })
        )
      );
      fc.assert(
        fc.property(with1, ([{ options, ballots }, ballot, weight]) => {
          const tally = count(options, ballots);
          const more = box.add(tally, ballot, weight);
          expect(more).not.toEqual(tally);
          expect(box.remove(more, ballot, weight)).toEqual(tally);
          expect(more).toEqual(count(options, [...ballots, ...new Array(weight).fill(ballot)]));
        })
      );
    });

    it('of parts adds up to the whole, whatever the split and the order', () => {
      fc.assert(
        fc.property(
          filled,
          fc.array(fc.nat(3), { maxLength: 25 }),
          ({ options, ballots }, where) => {
            const [first, ...others] = [0, 1, 2, 3].map((part) =>
              count(
                options,
                ballots.filter((_, index) => (where[index] ?? 0) === part)
              )
            );
            const whole = count(options, ballots);
            expect(box.merge(first as Tally, ...others)).toEqual(whole);
            expect(box.merge(others[0] as Tally, ...others.slice(1), first as Tally)).toEqual(
              whole
            );
            expect(box.addAll(box.empty(options), [...ballots].reverse())).toEqual(whole);
            expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
          }
        )
      );
    });

    it('looks at no name and no place on the paper: other names give the same result in other names', () => {
      const moved = filled.chain(({ options, ballots }) =>
        fc.record({
          options: fc.constant(options),
          ballots: fc.constant(ballots),
          paper: fc.shuffledSubarray(options, { minLength: options.length }),
          names: fc.shuffledSubarray(options, { minLength: options.length }),
        })
      );
      fc.assert(
        fc.property(moved, ({ options, ballots, paper, names }) => {
          const rename = (option: string) => names[options.indexOf(option)] as string;
          const renamed = ballots.map((ballot) => box.rename(ballot, rename));
          expect(box.facts(count(paper, renamed), same)).toEqual(
            box.facts(count(options, ballots), rename)
          );
        })
      );
    });

    it('gives the same result when every ballot weighs more by the same', () => {
      fc.assert(
        fc.property(filled, fc.integer({ min: 2, max: 9 }), ({ options, ballots }, weight) => {
          const winners = (tally: Tally) =>
            (box.facts(tally, same) as { winners: unknown }).winners;
          const heavy = ballots.reduce(
            (tally, ballot) => box.add(tally, ballot, weight),
            box.empty(options)
          );
          expect(winners(heavy)).toEqual(winners(count(options, ballots)));
        })
      );
    });

    it('refuses options, weights and boxes that are none', () => {
      const many = Array.from({ length: 10_001 }, (_, index) => `${index}`);
      for (const options of [[], ['a', 'a'], ['a', ''], ['__proto__'], many]) {
        expect(() => box.empty(options)).toThrow(RangeError);
      }
      const tally = box.empty(['a', 'b']);
      const [ballot] = fc.sample(box.ballots(['a']), { numRuns: 1, seed: 4 }) as [Ballot];
      for (const weight of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
        expect(() => box.add(tally, ballot, weight)).toThrow(RangeError);
        expect(() => box.remove(box.add(tally, ballot), ballot, weight)).toThrow(RangeError);
      }
      expect(() => box.remove(tally, ballot)).toThrow(RangeError);
      expect(() => box.merge(tally, box.empty(['b', 'a']))).toThrow(RangeError);
      expect(() => box.merge(tally, box.empty(['a', 'b', 'c']))).toThrow(RangeError);
      const most = box.add(tally, ballot, Number.MAX_SAFE_INTEGER);
      expect(() => box.merge(most, most)).toThrow(RangeError);
      expect(() => box.add(most, ballot)).toThrow(RangeError);
    });

    it('refuses an option that is not there, on whatever ballot', () => {
      fc.assert(
        fc.property(fc.constantFrom('z', '__proto__', 'toString', ''), (stranger) => {
          const ballot = fc
            .sample(box.ballots(['a']), { numRuns: 50, seed: 1 })
            .find((one) => JSON.stringify(one).includes('"a"')) as Ballot;
          const wrong = box.rename(ballot, () => stranger);
          expect(() => box.add(box.empty(['a', 'b']), wrong)).toThrow(RangeError);
        })
      );
    });
  });
}

laws(boxes.approval);
laws(boxes.majorityJudgment);
laws(boxes.schulze);
laws(boxes.instantRunoff);
