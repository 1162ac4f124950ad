import {
  checkCount,
  checkOptions,
  checkSame,
  checkWeight,
  finder,
  type Option,
  sumOf,
} from './common.ts';
import { type Round, runOff } from './runoff-rounds.ts';

/**
 * `instant-runoff@1`: each voter ranks options; the one with the fewest ballots drops out and its ballots go to whom they
 * rank next, until one has more than half of the ballots that still name somebody.
 *
 * Source: the alternative vote as in Thomas Hare’s method for one seat; see Nicolaus Tideman, “The Single Transferable
 * Vote”, Journal of Economic Perspectives 9 (1995). Laws leave open what follows:
 * - Options may be left unranked: a ballot whose options have all dropped out names nobody any more (`exhausted`). Equal
 *   ranks are refused, since laws that count this way ask for one option at each rank; there can be no gap in a list.
 * - Fewest at a tie: whoever had fewer in the latest earlier round where they differ drops out (the backwards rule, see
 *   Jeffrey C. O’Neill, “Tie-Breaking with the Single Transferable Vote”, Voting matters 18, 2004). Those equal in all
 *   rounds drop out together when all their ballots are fewer than those of any other, since then their order changes
 *   nothing. Otherwise it is not chosen who goes, by lot or at all: everybody who wins in some order of eliminations is a
 *   winner, and several are a tie (Vincent Conitzer, Matthew Rognlie and Lirong Xia, “Preference Functions That Score
 *   Rankings and Maximum Likelihood Estimation”, IJCAI 2009). Earlier rounds part those who may go
 *   first; from there on none is asked. While at most 20 options stand when the tie arises and at most 2^26 steps are
 *   needed (see `winnersOfAllWays`), all these orders are followed, and the winners are exactly those who win in one of
 *   them. Beyond, the round is told as `too-many-ways` and there is no winner, since naming anybody could be false.
 * The tally is the multiset of ballots, since no smaller one adds up.
 */
export const name = 'instant-runoff@1';

/** Options from the most liked, each at most once. */
export type RunoffBallot = readonly Option[];

/** Distinct ballots with their weight, sorted by the places of their options on the paper; a blank one is `[]`. */
export interface RunoffTally {
  readonly method: typeof name;
  readonly options: readonly Option[];
  readonly papers: readonly { readonly ranking: RunoffBallot; readonly weight: number }[];
}

export interface RunoffResult {
  readonly method: typeof name;
  readonly ballots: number;
  readonly blank: number;
  readonly rounds: readonly Round[];
  /**
   * In the order of the paper. More than one is a tie; none when no ballot names anybody, or when the last round is
   * `too-many-ways`.
   */
  readonly winners: readonly Option[];
}

/** Throws RangeError for options that no box can have, see `checkOptions`. */
export function empty(options: readonly Option[]): RunoffTally {
  return { method: name, options: checkOptions(options), papers: [] };
}

/** Writes a ballot as a string of the places of its options, which sorts and compares fast; 10,000 are characters of their own. */
function keyer(options: readonly Option[]): (ballot: RunoffBallot) => string {
  const find = finder(options, 'option');
  return (ballot) => {
    let key = '';
    for (const option of ballot) {
      const code = String.fromCharCode(find(option));
      if (key.includes(code)) throw new RangeError(`${JSON.stringify(option)} is ranked twice`);
      key += code;
    }
    return key;
  };
}

type Weights = Map<string, number>;

function weightsOf(tally: RunoffTally, key: (ballot: RunoffBallot) => string): Weights {
  return new Map(tally.papers.map(({ ranking, weight }) => [key(ranking), weight]));
}

function tallyOf(options: readonly Option[], weights: Weights): RunoffTally {
  const papers = [...weights]
    .filter(([, weight]) => weight !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, weight]) => ({
      ranking: Array.from(key, (code) => options[code.charCodeAt(0)] as Option),
      weight,
    }));
  return { method: name, options, papers };
}

function counted(tally: RunoffTally, ballots: Iterable<RunoffBallot>, weight: number): RunoffTally {
  const key = keyer(tally.options);
  const weights = weightsOf(tally, key);
  for (const ballot of ballots) {
    const at = key(ballot);
    weights.set(at, checkCount((weights.get(at) ?? 0) + weight));
  }
  return tallyOf(tally.options, weights);
}

/** Throws RangeError for an option that is not there or ranked twice, and for a weight that is none. */
export const add = (tally: RunoffTally, ballot: RunoffBallot, weight = 1): RunoffTally =>
  counted(tally, [ballot], checkWeight(weight));

/** Many ballots of one weight in one go; equals adding them one by one, and is much faster. Throws as `add`. */
export const addAll = (
  tally: RunoffTally,
  ballots: Iterable<RunoffBallot>,
  weight = 1
): RunoffTally => counted(tally, ballots, checkWeight(weight));

/** Law: `remove(add(t, b, w), b, w)` is `t`. Throws RangeError when there is no such ballot of this weight. */
export const remove = (tally: RunoffTally, ballot: RunoffBallot, weight = 1): RunoffTally =>
  counted(tally, [ballot], -checkWeight(weight));

/** Law: the tally of a whole is the merge of its parts, whatever the split. Throws RangeError for other options. */
export function merge(...tallies: readonly [RunoffTally, ...RunoffTally[]]): RunoffTally {
  checkSame(
    tallies.map(({ options }) => options),
    'options'
  );
  const { options } = tallies[0];
  const key = keyer(options);
  const weights: Weights = new Map();
  for (const { papers } of tallies) {
    for (const { ranking, weight } of papers) {
      const at = key(ranking);
      weights.set(at, checkCount((weights.get(at) ?? 0) + weight));
    }
  }
  return tallyOf(options, weights);
}

export function result(tally: RunoffTally): RunoffResult {
  const weight = (papers: RunoffTally['papers']) =>
    sumOf([[0], ...papers.map((paper) => [paper.weight])])[0] as number;
  const { rounds, winners } = runOff(tally.options, tally.papers);
  return {
    method: name,
    ballots: weight(tally.papers),
    blank: weight(tally.papers.filter(({ ranking }) => ranking.length === 0)),
    rounds,
    winners,
  };
}
