import {
  checkCount,
  checkOptions,
  checkSame,
  checkWeight,
  finder,
  type Option,
  sumOf,
} from './common.ts';
import type { Ranking } from './ranking.ts';
import { compareSupport, type Support, strongestPaths } from './schulze-paths.ts';

/**
 * `schulze@1`: each voter ranks options, and the one wins that beats each other along the strongest path of comparisons.
 *
 * Source: Markus Schulze, “A new monotonic, clone-independent, reversal symmetric, and condorcet-consistent single-winner
 * election method”, Social Choice and Welfare 36 (2011), with winning votes, the measure that the paper recommends.
 * As there, several options may be ranked equally, and options that are not ranked are liked less than all that are, and
 * equally among themselves. The paper breaks a tie by a ballot drawn by lot; here nothing is drawn: ties are reported.
 * A ballot that ranks nothing is blank. The tally is the matrix of comparisons, so the tallies of parts add up.
 */
export const name = 'schulze@1';

/** `preferences[i * n + j]`: weight of the ballots that like option i better than option j, n options. */
export interface SchulzeTally {
  readonly method: typeof name;
  readonly options: readonly Option[];
  /** All ballots, blank ones too. */
  readonly ballots: number;
  readonly blank: number;
  readonly preferences: readonly number[];
}

export interface SchulzeResult {
  readonly method: typeof name;
  readonly ballots: number;
  readonly blank: number;
  /** Those that no other beats; more than one is a tie, none when nobody ranked anything. */
  readonly winners: readonly Option[];
  /**
   * The winners, then those that nobody beats of what is left, and so on. Within a layer no option beats another. Of two
   * layers an option may be in the later one because of a third one, without being beaten by all of the earlier.
   */
  readonly layers: readonly (readonly Option[])[];
  /** Strongest path from option i to option j at `[i * n + j]`, null for i = j: its weakest comparison. */
  readonly strengths: readonly (Support | null)[];
}

/** Throws RangeError for options that no box can have, see `checkOptions`. */
export function empty(options: readonly Option[]): SchulzeTally {
  const size = checkOptions(options).length ** 2;
  return {
    method: name,
    options,
    ballots: 0,
    blank: 0,
    preferences: new Array<number>(size).fill(0),
  };
}

function counted(tally: SchulzeTally, ballots: Iterable<Ranking>, weight: number): SchulzeTally {
  const size = tally.options.length;
  const find = finder(tally.options, 'option');
  const preferences = Float64Array.from(tally.preferences);
  const order = new Int32Array(size);
  const seen = new Int32Array(size);
  let read = 0;
  let blank = 0;
  for (const ballot of ballots) {
    read += 1;
    let ranked = 0;
    for (const group of ballot) {
      if (group.length === 0) throw new RangeError('A rank of this ballot names no option');
      const start = ranked;
      for (const option of group) {
        const index = find(option);
        if (seen[index] === read) throw new RangeError(`${JSON.stringify(option)} is ranked twice`);
        seen[index] = read;
        order[ranked] = index;
        ranked += 1;
      }
      // Everything ranked before this group is liked better than each of it.
      for (let worse = start; worse < ranked; worse += 1) {
        for (let better = 0; better < start; better += 1) {
          const cell = (order[better] as number) * size + (order[worse] as number);
          preferences[cell] = (preferences[cell] as number) + weight;
        }
      }
    }
    if (ranked === 0) blank += 1;
    if (ranked < size) {
      for (let worse = 0; worse < size; worse += 1) {
        if (seen[worse] === read) continue;
        for (let better = 0; better < ranked; better += 1) {
          const cell = (order[better] as number) * size + worse;
          preferences[cell] = (preferences[cell] as number) + weight;
        }
      }
    }
  }
  return {
    ...tally,
    ballots: checkCount(tally.ballots + read * weight),
    blank: checkCount(tally.blank + blank * weight),
    preferences: Array.from(preferences, checkCount),
  };
}

/** Throws RangeError for an option that is not there or ranked twice, an empty rank, and a weight that is none. */
export const add = (tally: SchulzeTally, ballot: Ranking, weight = 1): SchulzeTally =>
  counted(tally, [ballot], checkWeight(weight));

/** Many ballots of one weight in one go; equals adding them one by one. Throws as `add`. */
export const addAll = (tally: SchulzeTally, ballots: Iterable<Ranking>, weight = 1): SchulzeTally =>
  counted(tally, ballots, checkWeight(weight));

/**
 * Law: `remove(add(t, b, w), b, w)` is `t`. Throws RangeError where a count would fall below zero; that a ballot was ever
 * added cannot be seen from counts.
 */
export function remove(tally: SchulzeTally, ballot: Ranking, weight = 1): SchulzeTally {
  const left = counted(tally, [ballot], -checkWeight(weight));
  const { options, preferences } = left;
  const size = options.length;
  const pairs = preferences.map(
    (count, cell) => count + (preferences[(cell % size) * size + Math.floor(cell / size)] as number)
  );
  if (pairs.some((pair) => pair > left.ballots - left.blank) || left.blank > left.ballots) {
    throw new RangeError('No such ballot to take out');
  }
  return left;
}

/** Law: the tally of a whole is the merge of its parts, whatever the split. Throws RangeError for other options. */
export function merge(...tallies: readonly [SchulzeTally, ...SchulzeTally[]]): SchulzeTally {
  checkSame(
    tallies.map(({ options }) => options),
    'options'
  );
  const [ballots = 0, blank = 0, ...preferences] = sumOf(
    tallies.map((tally) => [tally.ballots, tally.blank, ...tally.preferences])
  );
  return { ...tallies[0], ballots, blank, preferences };
}

export function result(tally: SchulzeTally): SchulzeResult {
  const { options, ballots, blank } = tally;
  const size = options.length;
  const strengths = strongestPaths(tally.preferences, size);
  const beats = (a: number, b: number) =>
    a !== b &&
    compareSupport(strengths[a * size + b] as Support, strengths[b * size + a] as Support) > 0;
  let left = options.map((_, index) => index);
  const layers: number[][] = [];
  while (left.length > 0) {
    const layer = left.filter((one) => !left.some((other) => beats(other, one)));
    layers.push(layer);
    left = left.filter((one) => !layer.includes(one));
  }
  const named = layers.map((layer) => layer.map((index) => options[index] as Option));
  return {
    method: name,
    ballots,
    blank,
    winners: ballots > blank ? (named[0] as Option[]) : [],
    layers: named,
    strengths,
  };
}
