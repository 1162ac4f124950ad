import { checkCount } from './common.ts';
import { method } from './methods.ts';
import type {
  Base,
  Choice,
  FullOutcome,
  Majority,
  MethodName,
  Outcome,
  OutcomeKind,
  PapersApart,
  PassingRules,
  Quorum,
  Tally,
} from './types.ts';

function countOf(tally: Tally, choice: Choice): number {
  if (!method(tally.method).choices.includes(choice)) {
    throw new RangeError(`No choice ${JSON.stringify(choice)} in ${tally.method}`);
  }
  return tally.counts[choice] as number;
}

/** The tally of an empty box: every choice at 0. */
export function empty(name: MethodName): Tally {
  return {
    method: name,
    counts: Object.fromEntries(method(name).choices.map((choice) => [choice, 0])),
  };
}

/** Throws RangeError for a choice that the method does not offer. */
export function add(tally: Tally, choice: Choice): Tally {
  return {
    ...tally,
    counts: { ...tally.counts, [choice]: checkCount(countOf(tally, choice) + 1) },
  };
}

/**
 * Many ballots in one go: choices, or their numbers in the order of the method as bytes. Equals adding them one by one,
 * without a new tally for each. Throws RangeError for a choice that the method does not offer.
 */
export function addAll(tally: Tally, ballots: Iterable<Choice> | Uint8Array): Tally {
  const { choices } = method(tally.method);
  const added =
    ballots instanceof Uint8Array
      ? countBytes(ballots, choices.length)
      : countChoices(ballots, choices, tally.method);
  return {
    method: tally.method,
    counts: Object.fromEntries(
      choices.map((choice, index) => [
        choice,
        checkCount(countOf(tally, choice) + (added[index] as number)),
      ])
    ),
  };
}

function countChoices(
  ballots: Iterable<Choice>,
  choices: readonly Choice[],
  name: MethodName
): number[] {
  const [first, second, third] = choices;
  // Counters in registers: that is what makes ten million ballots a matter of a moment.
  let [a, b, c] = [0, 0, 0];
  for (const choice of ballots) {
    if (choice === first) a += 1;
    else if (choice === second) b += 1;
    else if (choice === third) c += 1;
    else throw new RangeError(`No choice ${JSON.stringify(choice)} in ${name}`);
  }
  return [a, b, c];
}

function countBytes(ballots: Uint8Array, size: number): number[] {
  const counts = new Float64Array(256);
  for (let index = 0; index < ballots.length; index += 1) {
    const choice = ballots[index] as number;
    counts[choice] = (counts[choice] as number) + 1;
  }
  const beyond = counts.findIndex((count, choice) => choice >= size && count > 0);
  if (beyond !== -1) throw new RangeError(`No choice has the number ${beyond}`);
  return Array.from(counts.subarray(0, size));
}

/** Law: `remove(add(t, c), c)` is `t`. Throws RangeError when there is no such ballot. */
export function remove(tally: Tally, choice: Choice): Tally {
  const count = countOf(tally, choice);
  if (count === 0) throw new RangeError(`No ballot for ${JSON.stringify(choice)} to take out`);
  return { ...tally, counts: { ...tally.counts, [choice]: count - 1 } };
}

/**
 * Law: the tally of a whole is the merge of the tallies of its parts, whatever the split. Throws RangeError for tallies of
 * different methods, and for counts beyond what doubles hold exactly.
 */
export function mergeTallies(...tallies: readonly [Tally, ...Tally[]]): Tally {
  const name = tallies[0].method;
  if (tallies.some((tally) => tally.method !== name)) {
    throw new RangeError('Tallies of different methods do not add up');
  }
  const sum = (choice: Choice) =>
    tallies.reduce((total, tally) => checkCount(total + countOf(tally, choice)), 0);
  return {
    method: name,
    counts: Object.fromEntries(method(name).choices.map((choice) => [choice, sum(choice)])),
  };
}

/** A tally from counts kept elsewhere; throws RangeError for unknown choices, negative or broken numbers. */
export function tallyOf(name: MethodName, counts: Readonly<Record<Choice, number>>): Tally {
  const { choices } = method(name);
  for (const [choice, count] of Object.entries(counts)) {
    if (!choices.includes(choice)) {
      throw new RangeError(`No choice ${JSON.stringify(choice)} in ${name}`);
    }
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(`${count} is no count of ballots for ${choice}`);
    }
  }
  return {
    method: name,
    counts: Object.fromEntries(choices.map((choice) => [choice, counts[choice] ?? 0])),
  };
}

const isWhole = (value: number, least: number) => Number.isSafeInteger(value) && value >= least;

/** The smallest whole number that is at least `numerator / denominator` of `size`; exact at any size of a box. */
function shareOf(size: number, numerator: number, denominator: number): number {
  if (!isWhole(numerator, 1) || !isWhole(denominator, 1)) {
    throw new RangeError(
      `${numerator}/${denominator} is no share: both are whole numbers above zero`
    );
  }
  const product = BigInt(size) * BigInt(numerator);
  return Number((product + BigInt(denominator) - 1n) / BigInt(denominator));
}

function entitledIn(rules: PassingRules): number {
  if (rules.entitled === undefined) {
    throw new RangeError('These rules speak of those entitled, but their number is not given');
  }
  if (!isWhole(rules.entitled, 0)) {
    throw new RangeError(`${rules.entitled} is no number of those entitled`);
  }
  return rules.entitled;
}

function quorumOf(quorum: Quorum, rules: PassingRules): number {
  switch (quorum.kind) {
    case 'none':
      return 0;
    case 'ballots':
      if (!isWhole(quorum.count, 0)) {
        throw new RangeError(`${quorum.count} is no number of ballots for a quorum`);
      }
      return quorum.count;
    case 'share':
      return shareOf(entitledIn(rules), quorum.numerator, quorum.denominator);
  }
}

/** How many ballots in favour a majority needs. */
function neededFor(majority: Majority, opposed: number, baseSize: number): number {
  switch (majority.kind) {
    case 'simple':
      return opposed + 1;
    case 'absolute':
      return Math.floor(baseSize / 2) + 1;
    case 'qualified':
      // At least one: a share of nothing is not a majority.
      return Math.max(1, shareOf(baseSize, majority.numerator, majority.denominator));
  }
}

/**
 * What the rules make of a tally. Nobody voted is `no-votes` whatever the rules; then the quorum is asked, then the
 * majority. `tie` is said when both sides are equal and that is why it does not pass. Throws RangeError when the rules
 * speak of those entitled without saying how many they are, for shares and numbers that are none (a share of -2/3 would let everything pass), and
 * for a number of blank or spoiled papers that is none.
 * Papers counted `apart` from the tally are cast, so they count for a quorum and for a base of those cast, and take no
 * side; the outcome shows them. (French law counts blank papers so: loi n° 2014-172 du 21 février 2014.)
 */
export function outcome(tally: Tally, rules: PassingRules, apart: PapersApart): FullOutcome;
export function outcome(tally: Tally, rules: PassingRules): Outcome;
export function outcome(
  tally: Tally,
  rules: PassingRules,
  apart?: PapersApart
): Outcome | FullOutcome {
  const { inFavour: favourable, opposed: opposing, choices } = method(tally.method);
  const inFavour = countOf(tally, favourable);
  const opposed = countOf(tally, opposing);
  for (const papers of [apart?.blank ?? 0, apart?.spoiled ?? 0]) {
    if (!isWhole(papers, 0)) {
      throw new RangeError(`${papers} is no number of papers`);
    }
  }
  const outside = (apart?.blank ?? 0) + (apart?.spoiled ?? 0);
  const cast = choices.reduce((total, choice) => total + countOf(tally, choice), outside);
  const expressed = inFavour + opposed;
  const name: Base = rules.majority.kind === 'simple' ? 'expressed' : rules.majority.base;
  const size = name === 'cast' ? cast : name === 'expressed' ? expressed : entitledIn(rules);
  const needed = neededFor(rules.majority, opposed, size);
  const quorumNeeded = quorumOf(rules.quorum, rules);
  const quorum = { needed: quorumNeeded, met: cast >= quorumNeeded };
  let kind: OutcomeKind = 'not-passed';
  if (cast === 0) kind = 'no-votes';
  else if (!quorum.met) kind = 'no-quorum';
  else if (inFavour >= needed) kind = 'passed';
  else if (inFavour === opposed) kind = 'tie';
  return {
    kind,
    method: tally.method,
    cast,
    expressed,
    inFavour,
    opposed,
    base: { name, size },
    needed,
    quorum,
    ...(apart && { blank: apart.blank, spoiled: apart.spoiled }),
  };
}
