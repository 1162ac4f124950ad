import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantRunoff } from '../src/vote/index.ts';
import { winnersInSomeOrder } from './vote-literal.ts';

const count = (options: readonly string[], ballots: readonly (readonly string[])[]) =>
  instantRunoff.result(instantRunoff.addAll(instantRunoff.empty(options), ballots));

describe('ties at instant run-off', () => {
  it('let nobody win who wins in no order of eliminations, and leave out nobody who wins in one', () => {
    let undecided = 0;
    let together = 0;
    const cases = fc.integer({ min: 2, max: 6 }).chain((size) => {
      const options = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, size);
      const paper = fc.shuffledSubarray(options, { minLength: 1 });
      return fc.record({
        options: fc.constant(options),
        ballots: fc.array(paper, { minLength: 1, maxLength: 14 }),
      });
    });
    fc.assert(
      fc.property(cases, ({ options, ballots }) => {
        const { rounds, winners } = count(options, ballots);
        const possible = new Set(winnersInSomeOrder(options, ballots));
        if (rounds.some(({ by }) => by === 'undecided')) undecided += 1;
        if (rounds.some(({ by }) => by === 'together')) together += 1;
        expect(winners.filter((one) => !possible.has(one))).toEqual([]);
        // An earlier round may have parted some of those with the fewest: then not every order is open.
        const parted = rounds.some(
          ({ by }, round) => round > 0 && (by === 'earlier-round' || by === 'undecided')
        );
        if (parted) return;
        expect(winners).toEqual(options.filter((one) => possible.has(one)));
      }),
      { numRuns: 1_000 }
    );
    expect(Math.min(undecided, together)).toBeGreaterThan(0);
  });

  it('are told of all who stand when they open too many ways to follow, without following them', () => {
    const options = Array.from({ length: 40 }, (_, index) => `option ${index}`);
    const { rounds, winners } = count(
      options,
      options.map((option) => [option])
    );
    expect(rounds.map(({ by }) => by)).toEqual(['undecided']);
    expect(winners).toEqual(options);
  });
});
