import { addAll, empty, mergeTallies, outcome } from './tally.ts';
import type { Choice, MethodName, Outcome, PassingRules, Tally } from './types.ts';

/** One college: a panel whose ballots are counted apart, such as residents and businesses, with rules of its own. */
export interface College {
  readonly name: string;
  readonly rules: PassingRules;
}

/** A box for each college, by its name, in the order in which they are shown. */
export type CollegeTallies = ReadonlyMap<string, Tally>;

export interface CollegesOutcome {
  /** How the colleges are put together: it passes when every college passes it. */
  readonly rule: 'every-college';
  readonly passed: boolean;
  /** What each college decided, by its own rules, in the order of the colleges. */
  readonly colleges: readonly { readonly name: string; readonly outcome: Outcome }[];
  /** Names of those that did not pass it. */
  readonly refusing: readonly string[];
  /** All ballots together: shown, and decides nothing. */
  readonly total: Tally;
}

function boxOf(tallies: CollegeTallies, college: string): Tally {
  const tally = tallies.get(college);
  if (!tally) throw new RangeError(`No college ${JSON.stringify(college)}`);
  return tally;
}

/** Throws RangeError when there is no college or one is named twice. */
export function emptyColleges(name: MethodName, colleges: readonly string[]): CollegeTallies {
  const tallies = new Map(colleges.map((college) => [college, empty(name)]));
  if (tallies.size === 0 || tallies.size !== colleges.length) {
    throw new RangeError('Colleges have names of their own, and there is at least one');
  }
  return tallies;
}

/** Adds ballots to the box of one college. Throws RangeError for a college or a choice that is not there. */
export function addToCollege(
  tallies: CollegeTallies,
  college: string,
  ballots: Iterable<Choice>
): CollegeTallies {
  return new Map(tallies).set(college, addAll(boxOf(tallies, college), ballots));
}

/** Law: the tallies of a whole are the merge of its parts, whatever the split. Throws RangeError for other colleges. */
export function mergeColleges(
  ...all: readonly [CollegeTallies, ...CollegeTallies[]]
): CollegeTallies {
  const [first] = all;
  if (all.some(({ size }) => size !== first.size)) {
    throw new RangeError('Tallies of different colleges do not add up');
  }
  return new Map(
    [...first].map(([name, tally]) => [
      name,
      mergeTallies(tally, ...all.slice(1).map((other) => boxOf(other, name))),
    ])
  );
}

/**
 * Counted apart and shown apart; it passes when every college passes it. Throws RangeError for a college without a box
 * and a box without its college: nobody’s ballots are left out in silence.
 */
export function collegesOutcome(
  tallies: CollegeTallies,
  colleges: readonly College[]
): CollegesOutcome {
  const results = colleges.map(({ name, rules }) => ({
    name,
    outcome: outcome(boxOf(tallies, name), rules),
  }));
  if (new Set(colleges.map(({ name }) => name)).size !== tallies.size) {
    throw new RangeError('Each college has rules, and each has a box');
  }
  const refusing = results.filter(({ outcome: { kind } }) => kind !== 'passed');
  const [first, ...others] = [...tallies.values()];
  return {
    rule: 'every-college',
    passed: refusing.length === 0,
    colleges: results,
    refusing: refusing.map(({ name }) => name),
    total: mergeTallies(first as Tally, ...others),
  };
}
