import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantRunoff } from '../src/vote/index.ts';
import { winnersOfAllWays } from '../src/vote/runoff-ways.ts';
import { winnersInSomeOrder } from './vote-literal.ts';

const count = (options: readonly string[], ballots: readonly (readonly string[])[]) =>
  instantRunoff.result(instantRunoff.addAll(instantRunoff.empty(options), ballots));

const named = (size: number) => Array.from({ length: size }, (_, at) => `option ${at + 1}`);

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

  it('are followed in all ways from whomever they are open for, with many equal heaps', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const cases = fc.integer({ min: 3, max: 7 }).chain((size) => {
      const options = names.slice(0, size);
      return fc.record({
        options: fc.constant(options),
        losers: fc.subarray(options, { minLength: 1 }),
        // Each first once or so, among which are some that are not standing.
        ballots: fc.array(fc.shuffledSubarray([...names, 'x']), { minLength: size, maxLength: 9 }),
      });
    });
    let several = 0;
    fc.assert(
      fc.property(cases, ({ options, losers, ballots }) => {
        const papers = ballots.map((ranking) => ({ ranking, weight: 1 }));
        const won = losers.flatMap((loser) =>
          winnersInSomeOrder(
            options.filter((one) => one !== loser),
            ballots
          )
        );
        const winners = winnersOfAllWays(papers, options, losers);
        expect(winners).toEqual(options.filter((one) => won.includes(one)));
        if ((winners ?? []).length > 1) several += 1;
        const other = winnersOfAllWays(papers.toReversed(), options.toReversed(), losers);
        expect(other).toEqual(winners?.toReversed());
      }),
      { numRuns: 300 }
    );
    expect(several).toBeGreaterThan(50);
  });

  it.each([13, 16, 20])(
    'leave out who wins in no order, among %i options that are first once',
    (size) => {
      // The others in a circle, each from its own place on, so that any of them wins in some order if one does; the last
      // option has its own ballot, and is last on all others, so that it loses to whoever is left with it.
      const options = named(size);
      const [others, last] = [options.slice(0, -1), options.slice(-1)];
      const ballots = others.map((_, at) => [...others.slice(at), ...others.slice(0, at), ...last]);
      const { rounds, winners } = count(options, [...ballots, last]);
      expect(rounds.map(({ by }) => by)).toEqual(['undecided']);
      expect(winners).toEqual(others);
    }
  );

  it('are told of nobody when they open too many ways to follow', () => {
    const options = named(20);
    const pairs = (some: readonly string[]) =>
      some.flatMap((one) => some.filter((other) => other !== one).map((other) => [one, other]));
    const { rounds, winners } = count(options, pairs(options));
    expect(rounds).toEqual([
      {
        counts: options.map((option) => ({ option, votes: 19 })),
        exhausted: 0,
        eliminated: [],
        by: 'too-many-ways',
      },
    ]);
    expect(winners).toEqual([]);
    // The same ballots for fewer options can be followed.
    const fewer = options.slice(0, 15);
    expect(count(fewer, pairs(fewer)).winners).toEqual(fewer);
  });

  it('are told of nobody among more options than a question has, unless fewer are left when they arise', () => {
    const options = named(21);
    const each = options.map((option) => [option]);
    const all = count(options, each);
    expect(all.rounds.map(({ by }) => by)).toEqual(['too-many-ways']);
    expect(all.winners).toEqual([]);
    const twice = count(options, [...each, ...each.slice(1)]);
    expect(twice.rounds.map(({ by }) => by)).toEqual(['fewest', 'undecided']);
    expect(twice.winners).toEqual(options.slice(1));
  });
});
