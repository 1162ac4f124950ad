import type { Choice, MethodName, Outcome, PassingRules, Tally } from './types.ts';

/** The tally of an empty box: every choice at 0. */
export function empty(method: MethodName): Tally {
  throw new Error(`to be written ${method}`);
}
/** Throws RangeError for a choice that the method does not offer. */
export function add(tally: Tally, choice: Choice): Tally {
  throw new Error(`to be written ${tally}${choice}`);
}
/** Law: `remove(add(t, c), c)` is `t`. Throws RangeError when there is no such ballot. */
export function remove(tally: Tally, choice: Choice): Tally {
  throw new Error(`to be written ${tally}${choice}`);
}
/** Law: the tally of a whole is the merge of the tallies of its parts, whatever the split. */
export function mergeTallies(...tallies: readonly [Tally, ...Tally[]]): Tally {
  throw new Error(`to be written ${tallies}`);
}
/** A tally from counts kept elsewhere; throws RangeError for unknown choices, negative or broken numbers. */
export function tallyOf(method: MethodName, counts: Readonly<Record<Choice, number>>): Tally {
  throw new Error(`to be written ${method}${counts}`);
}
export function outcome(tally: Tally, rules: PassingRules): Outcome {
  throw new Error(`to be written ${tally}${rules}`);
}
