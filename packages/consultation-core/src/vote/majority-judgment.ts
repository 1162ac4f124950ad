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
import { compareGrades, medianOf } from './majority-value.ts';

/**
 * `majority-judgment@1`: each voter gives every option a grade in words; the better median grade wins, and ties are
 * broken by taking one median grade at a time out of each tied option and comparing again.
 *
 * Source: Michel Balinski and Rida Laraki, “A theory of measuring, electing, and ranking”, PNAS 104 (2007); Majority
 * Judgment, MIT Press (2011). With an even number of grades the median is the lower of the two in the middle, as there.
 * Options stay tied only when all their grades are the same.
 * An option without a grade on a ballot that grades others has the worst grade, as in the authors’ experiment of Orsay in
 * 2007: so all options have as many grades. A ballot without any grade is blank and grades nothing: it takes no side.
 */
export const name = 'majority-judgment@1';

/** The grades of the MieuxVoter application, best first: excellent, très bien, bien, assez bien, passable, insuffisant, à rejeter. */
export const sevenGrades = [
  'excellent',
  'very-good',
  'good',
  'fair',
  'passable',
  'insufficient',
  'to-reject',
] as const;

/** The grades of Orsay 2007, best first: très bien, bien, assez bien, passable, insuffisant, à rejeter. */
export const sixGrades = sevenGrades.slice(1);

/** A grade for each option that the voter graded. */
export type GradedBallot = Readonly<Record<Option, string>>;

/** Counts of a box, in weight. `counts[option][grade]` in the orders of `options` and `grades`; only grades that were given. */
export interface JudgmentTally {
  readonly method: typeof name;
  readonly options: readonly Option[];
  /** Best first. */
  readonly grades: readonly string[];
  /** All ballots, blank ones too. */
  readonly ballots: number;
  readonly blank: number;
  readonly counts: readonly (readonly number[])[];
}

export interface JudgmentStanding {
  readonly option: Option;
  readonly place: Place;
  /** The median grade; null when nobody graded anything. */
  readonly grade: string | null;
  /** Ballots that grade it better, and worse, than its median: the two sides of the paper’s majority-gauge. */
  readonly above: number;
  readonly below: number;
  /** By grade, best first, with `missing` in the worst. */
  readonly counts: readonly number[];
  /** Ballots that graded others and not this one. */
  readonly missing: number;
}

export interface JudgmentResult {
  readonly method: typeof name;
  readonly ballots: number;
  readonly blank: number;
  /** From the best; tied ones share a place and keep the order of the paper. */
  readonly standings: readonly JudgmentStanding[];
  /** More than one is a tie; none when nobody graded anything. */
  readonly winners: readonly Option[];
}

/** Throws RangeError for options or grades that no box can have; grades are at least two, best first. */
export function empty(
  options: readonly Option[],
  grades: readonly string[] = sevenGrades
): JudgmentTally {
  if (checkOptions(grades).length < 2) throw new RangeError('There are at least two grades');
  const counts = checkOptions(options).map(() => grades.map(() => 0));
  return { method: name, options, grades, ballots: 0, blank: 0, counts };
}

function counted(
  tally: JudgmentTally,
  ballots: Iterable<GradedBallot>,
  weight: number
): JudgmentTally {
  const findOption = finder(tally.options, 'option');
  const findGrade = finder(tally.grades, 'grade');
  const counts = tally.counts.map((row) => [...row]);
  let read = 0;
  let blank = 0;
  for (const ballot of ballots) {
    read += 1;
    const options = Object.keys(ballot);
    if (options.length === 0) blank += 1;
    for (const option of options) {
      const row = counts[findOption(option)] as number[];
      const grade = findGrade(ballot[option] as string);
      row[grade] = (row[grade] as number) + weight;
    }
  }
  return {
    ...tally,
    ballots: checkCount(tally.ballots + read * weight),
    blank: checkCount(tally.blank + blank * weight),
    counts: counts.map((row) => row.map(checkCount)),
  };
}

/** Throws RangeError for an option or a grade that is not there, and for a weight that is none. */
export const add = (tally: JudgmentTally, ballot: GradedBallot, weight = 1): JudgmentTally =>
  counted(tally, [ballot], checkWeight(weight));

/** Many ballots of one weight in one go; equals adding them one by one. Throws as `add`. */
export const addAll = (
  tally: JudgmentTally,
  ballots: Iterable<GradedBallot>,
  weight = 1
): JudgmentTally => counted(tally, ballots, checkWeight(weight));

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/**
 * Law: `remove(add(t, b, w), b, w)` is `t`. Throws RangeError where a count would fall below zero; that a ballot was ever
 * added cannot be seen from counts.
 */
export function remove(tally: JudgmentTally, ballot: GradedBallot, weight = 1): JudgmentTally {
  const left = counted(tally, [ballot], -checkWeight(weight));
  if (left.counts.some((row) => total(row) > left.ballots - left.blank)) {
    throw new RangeError('No such ballot to take out');
  }
  return left;
}

/** Law: the tally of a whole is the merge of its parts, whatever the split. Throws RangeError for other options or grades. */
export function merge(...tallies: readonly [JudgmentTally, ...JudgmentTally[]]): JudgmentTally {
  const [first] = tallies;
  checkSame(
    tallies.map(({ options }) => options),
    'options'
  );
  checkSame(
    tallies.map(({ grades }) => grades),
    'grades'
  );
  const [ballots = 0, blank = 0] = sumOf(tallies.map((tally) => [tally.ballots, tally.blank]));
  const counts = first.options.map((_, option) =>
    sumOf(tallies.map((tally) => tally.counts[option] as readonly number[]))
  );
  return { ...first, ballots, blank, counts };
}

/** Throws RangeError for a tally that no ballots give: a count below zero, or more grades of an option than ballots. */
export function result(tally: JudgmentTally): JudgmentResult {
  const expressed = tally.ballots - tally.blank;
  const rows = tally.options.map((option, index) => {
    const given = tally.counts[index] as readonly number[];
    const missing = checkCount(expressed - total(given.map(checkCount)));
    const worst = given.length - 1;
    const counts = given.map((count, grade) => (grade === worst ? count + missing : count));
    return { option, counts, missing };
  });
  const standings = placed(rows, (a, b) => compareGrades(a.counts, b.counts)).map(
    ({ item, place }): JudgmentStanding => {
      const median = medianOf(item.counts);
      return {
        option: item.option,
        place,
        grade: expressed === 0 ? null : (tally.grades[median] as string),
        above: total(item.counts.slice(0, median)),
        below: total(item.counts.slice(median + 1)),
        counts: item.counts,
        missing: item.missing,
      };
    }
  );
  return {
    method: name,
    ballots: tally.ballots,
    blank: tally.blank,
    standings,
    winners: standings
      .filter(({ place, grade }) => place === 1 && grade !== null)
      .map(({ option }) => option),
  };
}
