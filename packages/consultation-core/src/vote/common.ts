/** One thing that is voted on among several, such as a name or the key of a proposal. */
export type Option = string;

/** A place in a result, from 1; options that share it are tied, and the place after them skips as many. */
export type Place = number;

/**
 * The options of a box, in the order of the paper. Throws RangeError when there is none, when one is there twice, is
 * empty, or is `__proto__`, which no plain object can hold as a key of its own; and for more than ten thousand, which no
 * paper has and which comparing each two would not bear.
 */
export function checkOptions(options: readonly Option[]): readonly Option[] {
  if (options.length === 0) throw new RangeError('A vote needs an option');
  if (options.length > 10_000) throw new RangeError('A vote has at most 10,000 options');
  for (const option of options) {
    if (typeof option !== 'string' || option === '' || option === '__proto__') {
      throw new RangeError(`${JSON.stringify(option)} cannot be the name of an option`);
    }
  }
  if (new Set(options).size !== options.length) {
    throw new RangeError('An option is there twice');
  }
  return options;
}

/** Finds the number of an option or a grade; throws RangeError for one that is not there. */
export function finder(names: readonly string[], what: string): (name: string) => number {
  const numbers = new Map(names.map((name, number) => [name, number]));
  return (name) => {
    const number = numbers.get(name);
    if (number === undefined) throw new RangeError(`No ${what} ${JSON.stringify(name)}`);
    return number;
  };
}

/** Throws RangeError unless a weight is a whole number above zero that doubles hold exactly. */
export function checkWeight(weight: number): number {
  if (!Number.isSafeInteger(weight) || weight <= 0) {
    throw new RangeError(`${weight} is no weight: it is a whole number above zero`);
  }
  return weight;
}

/** Throws RangeError for a count below zero or beyond what doubles hold exactly. */
export function checkCount(count: number): number {
  if (count < 0) throw new RangeError('No such ballot to take out');
  if (!Number.isSafeInteger(count)) throw new RangeError('Too many ballots to count exactly');
  return count;
}

const sameList = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/** Throws RangeError unless all lists are the first one, in its order. */
export function checkSame(lists: readonly (readonly string[])[], what: string): void {
  const [first = [], ...others] = lists;
  if (!others.every((other) => sameList(first, other))) {
    throw new RangeError(`Tallies of different ${what} do not add up`);
  }
}

/** Counts added up place by place. Throws RangeError when a sum is no longer exact. */
export function sumOf(lists: readonly (readonly number[])[]): number[] {
  const sums = new Array<number>(lists[0]?.length ?? 0).fill(0);
  for (const list of lists) {
    for (const [index, count] of list.entries()) {
      sums[index] = checkCount((sums[index] as number) + count);
    }
  }
  return sums;
}

/** Items from best to worst with their places; `compare` is below 0 when the first is better, 0 for a tie. */
export function placed<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number
): { readonly item: T; readonly place: Place }[] {
  const sorted = [...items].sort(compare);
  let place = 1;
  return sorted.map((item, index) => {
    if (index > 0 && compare(sorted[index - 1] as T, item) !== 0) place = index + 1;
    return { item, place };
  });
}
