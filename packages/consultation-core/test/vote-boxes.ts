import fc from 'fast-check';
import {
  approval,
  type GradedBallot,
  instantRunoff,
  majorityJudgment,
  type Ranking,
  schulze,
} from '../src/vote/index.ts';

export const grades = ['good', 'fair', 'poor'] as const;

/** A method as the laws see it, on options `a`, `b`, …; ballots of it; what of a result does not depend on the order of the paper. */
export interface Box<Tally, Ballot> {
  readonly name: string;
  readonly empty: (options: readonly string[]) => Tally;
  readonly add: (tally: Tally, ballot: Ballot, weight?: number) => Tally;
  readonly addAll: (tally: Tally, ballots: Iterable<Ballot>) => Tally;
  readonly remove: (tally: Tally, ballot: Ballot, weight?: number) => Tally;
  readonly merge: (...tallies: readonly [Tally, ...Tally[]]) => Tally;
  readonly ballots: (options: readonly string[]) => fc.Arbitrary<Ballot>;
  readonly rename: (ballot: Ballot, name: (option: string) => string) => Ballot;
  readonly facts: (tally: Tally, name: (option: string) => string) => unknown;
}

/** Some of the options in any order. */
const some = (options: readonly string[]) => fc.shuffledSubarray([...options]);

/** Rankings with equal ranks and options that are not ranked. */
export const rankings = (options: readonly string[]): fc.Arbitrary<Ranking> =>
  fc
    .record({ order: some(options), cuts: fc.array(fc.boolean(), { maxLength: 8 }) })
    .map(({ order, cuts }) => {
      const groups: string[][] = [];
      for (const [index, option] of order.entries()) {
        const last = groups.at(-1);
        if (last && cuts[index]) last.push(option);
        else groups.push([option]);
      }
      return groups;
    });

export const gradings = (options: readonly string[]): fc.Arbitrary<GradedBallot> =>
  fc
    .array(fc.tuple(fc.constantFrom(...options), fc.constantFrom(...grades)), { maxLength: 6 })
    .map((pairs) => Object.fromEntries(pairs));

type Names = (option: string) => string;
const set = (options: readonly string[], name: Names) => options.map(name).sort();

export const boxes = {
  approval: {
    ...approval,
    ballots: some,
    rename: (ballot, name) => ballot.map(name),
    facts: (tally, name) => {
      const { standings, winners } = approval.result(tally);
      const rows = standings.map((row) => JSON.stringify({ ...row, option: name(row.option) }));
      return { rows: rows.sort(), winners: set(winners, name) };
    },
  } satisfies Box<ReturnType<typeof approval.empty>, readonly string[]>,
  majorityJudgment: {
    ...majorityJudgment,
    empty: (options: readonly string[]) => majorityJudgment.empty(options, grades),
    ballots: gradings,
    rename: (ballot, name) =>
      Object.fromEntries(Object.entries(ballot).map(([option, grade]) => [name(option), grade])),
    facts: (tally, name) => {
      const { standings, winners } = majorityJudgment.result(tally);
      const rows = standings.map((row) => JSON.stringify({ ...row, option: name(row.option) }));
      return { rows: rows.sort(), winners: set(winners, name) };
    },
  } satisfies Box<ReturnType<typeof majorityJudgment.empty>, GradedBallot>,
  schulze: {
    ...schulze,
    ballots: rankings,
    rename: (ballot, name) => ballot.map((group) => group.map(name)),
    facts: (tally, name) => {
      const { layers, strengths, winners } = schulze.result(tally);
      const { options } = tally;
      const paths = strengths.map((strength, cell) => {
        const from = name(options[Math.floor(cell / options.length)] as string);
        return JSON.stringify([from, name(options[cell % options.length] as string), strength]);
      });
      return {
        layers: layers.map((layer) => set(layer, name)),
        paths: paths.sort(),
        winners: set(winners, name),
      };
    },
  } satisfies Box<ReturnType<typeof schulze.empty>, Ranking>,
  instantRunoff: {
    ...instantRunoff,
    ballots: some,
    rename: (ballot, name) => ballot.map(name),
    facts: (tally, name) => {
      const { rounds, winners } = instantRunoff.result(tally);
      return {
        rounds: rounds.map((round) => ({
          counts: round.counts.map(({ option, votes }) => `${name(option)} ${votes}`).sort(),
          exhausted: round.exhausted,
          eliminated: set(round.eliminated, name),
          by: round.by,
        })),
        winners: set(winners, name),
      };
    },
  } satisfies Box<ReturnType<typeof instantRunoff.empty>, readonly string[]>,
};
