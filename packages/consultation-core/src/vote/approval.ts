import {
  checkCount,
  checkOptions,
  checkSame,
  checkWeight,
  finder,
  type Option,
  type Place,
  placed,
  sumOf,
} from './common.ts';

/**
 * `approval@1`: each voter names every option that they approve of; the most approved wins.
 *
 * Source: Steven J. Brams and Peter C. Fishburn, “Approval Voting”, American Political Science Review 72 (1978).
 * The paper leaves to the rules of the vote: a ballot that approves of nothing is valid, and is counted as blank, since
 * it tells no option from another; so does one that approves of all, which is counted as it is written. Ties are reported.
 */
export const name = 'approval@1';

/** Counts of an approval box. `approvals` is in the order of `options`; all in weight, which is one a voter as a rule. */
export interface ApprovalTally {
  readonly method: typeof name;
  readonly options: readonly Option[];
  /** All ballots, blank ones too. */
  readonly ballots: number;
  readonly blank: number;
  readonly approvals: readonly number[];
}

export interface ApprovalResult {
  readonly method: typeof name;
  readonly ballots: number;
  readonly blank: number;
  /** From the most approved; equal ones share a place and keep the order of the paper. */
  readonly standings: readonly {
    readonly option: Option;
    readonly place: Place;
    readonly approvals: number;
  }[];
  /** More than one is a tie; none when nothing was approved. */
  readonly winners: readonly Option[];
}

/** Throws RangeError for options that no box can have, see `checkOptions`. */
export function empty(options: readonly Option[]): ApprovalTally {
  const zeros = checkOptions(options).map(() => 0);
  return { method: name, options, ballots: 0, blank: 0, approvals: zeros };
}

function counted(
  tally: ApprovalTally,
  ballots: Iterable<readonly Option[]>,
  weight: number
): ApprovalTally {
  const find = finder(tally.options, 'option');
  const approvals = [...tally.approvals];
  const seen = new Array<number>(approvals.length).fill(0);
  let read = 0;
  let blank = 0;
  for (const ballot of ballots) {
    read += 1;
    if (ballot.length === 0) blank += 1;
    for (const option of ballot) {
      const index = find(option);
      if (seen[index] === read) throw new RangeError(`${JSON.stringify(option)} is named twice`);
      seen[index] = read;
      approvals[index] = (approvals[index] as number) + weight;
    }
  }
  return {
    ...tally,
    ballots: checkCount(tally.ballots + read * weight),
    blank: checkCount(tally.blank + blank * weight),
    approvals: approvals.map(checkCount),
  };
}

/** Throws RangeError for an option that is not there or named twice, and for a weight that is none. */
export const add = (tally: ApprovalTally, ballot: readonly Option[], weight = 1): ApprovalTally =>
  counted(tally, [ballot], checkWeight(weight));

/** Many ballots of one weight in one go; equals adding them one by one. Throws as `add`. */
export const addAll = (
  tally: ApprovalTally,
  ballots: Iterable<readonly Option[]>,
  weight = 1
): ApprovalTally => counted(tally, ballots, checkWeight(weight));

/**
 * Law: `remove(add(t, b, w), b, w)` is `t`. Throws RangeError where a count would fall below zero; that a ballot was ever
 * added cannot be seen from counts.
 */
export function remove(tally: ApprovalTally, ballot: readonly Option[], weight = 1): ApprovalTally {
  const left = counted(tally, [ballot], -checkWeight(weight));
  const expressed = left.ballots - left.blank;
  if (expressed < 0 || left.approvals.some((count) => count > expressed)) {
    throw new RangeError('No such ballot to take out');
  }
  return left;
}

/** Law: the tally of a whole is the merge of its parts, whatever the split. Throws RangeError for other options. */
export function merge(...tallies: readonly [ApprovalTally, ...ApprovalTally[]]): ApprovalTally {
  checkSame(
    tallies.map(({ options }) => options),
    'options'
  );
  const [ballots = 0, blank = 0, ...approvals] = sumOf(
    tallies.map((tally) => [tally.ballots, tally.blank, ...tally.approvals])
  );
  return { ...tallies[0], ballots, blank, approvals };
}

export function result(tally: ApprovalTally): ApprovalResult {
  const rows = tally.options.map((option, index) => ({
    option,
    approvals: tally.approvals[index] as number,
  }));
  const standings = placed(rows, (a, b) => b.approvals - a.approvals).map(({ item, place }) => ({
    option: item.option,
    place,
    approvals: item.approvals,
  }));
  return {
    method: name,
    ballots: tally.ballots,
    blank: tally.blank,
    standings,
    winners: standings
      .filter(({ place, approvals }) => place === 1 && approvals > 0)
      .map(({ option }) => option),
  };
}
