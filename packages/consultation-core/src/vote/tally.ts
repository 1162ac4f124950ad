import { method } from './methods.ts';
import type {
  Base,
  Choice,
  Majority,
  MethodName,
  Outcome,
  OutcomeKind,
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
  return { ...tally, counts: { ...tally.counts, [choice]: countOf(tally, choice) + 1 } };
}

/** Law: `remove(add(t, c), c)` is `t`. Throws RangeError when there is no such ballot. */
export function remove(tally: Tally, choice: Choice): Tally {
  const count = countOf(tally, choice);
  if (count === 0) throw new RangeError(`No ballot for ${JSON.stringify(choice)} to take out`);
  return { ...tally, counts: { ...tally.counts, [choice]: count - 1 } };
}

/** Law: the tally of a whole is the merge of the tallies of its parts, whatever the split. */
export function mergeTallies(...tallies: readonly [Tally, ...Tally[]]): Tally {
  const name = tallies[0].method;
  if (tallies.some((tally) => tally.method !== name)) {
    throw new RangeError('Tallies of different methods do not add up');
  }
  const sum = (choice: Choice) =>
    tallies.reduce((total, tally) => total + countOf(tally, choice), 0);
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

/** The smallest whole number that is at least `numerator / denominator` of `size`; exact at any size of a box. */
function shareOf(size: number, numerator: number, denominator: number): number {
  const product = BigInt(size) * BigInt(numerator);
  return Number((product + BigInt(denominator) - 1n) / BigInt(denominator));
}

function entitledIn(rules: PassingRules): number {
  if (rules.entitled === undefined) {
    throw new RangeError('These rules speak of those entitled, but their number is not given');
  }
  return rules.entitled;
}

function quorumOf(quorum: Quorum, rules: PassingRules): number {
  switch (quorum.kind) {
    case 'none':
      return 0;
    case 'ballots':
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
 * speak of those entitled without saying how many they are.
 */
export function outcome(tally: Tally, rules: PassingRules): Outcome {
  const { inFavour: favourable, opposed: opposing, choices } = method(tally.method);
  const inFavour = countOf(tally, favourable);
  const opposed = countOf(tally, opposing);
  const cast = choices.reduce((total, choice) => total + countOf(tally, choice), 0);
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
  };
}
