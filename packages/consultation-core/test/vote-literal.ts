/** The methods once more as their papers tell them, step by step and slowly: what the fast ones are compared with. */

/** Grades of an option in a row from best to worst, a missing one as the worst. */
function rowOf(
  option: string,
  grades: readonly string[],
  ballots: readonly Readonly<Record<string, string>>[]
): number[] {
  return ballots
    .filter((ballot) => Object.keys(ballot).length > 0)
    .map((ballot) => grades.indexOf(ballot[option] ?? (grades.at(-1) as string)))
    .sort((a, b) => a - b);
}

/** The lower middle of a row from best to worst. */
const middle = (row: readonly number[]) => Math.floor(row.length / 2);

/** Below 0 when `a` is better: compares medians, takes one of each out while they are equal. */
function compareRows(a: readonly number[], b: readonly number[]): number {
  let [left, right] = [a, b];
  while (left.length > 0) {
    const [x, y] = [left[middle(left)] as number, right[middle(right)] as number];
    if (x !== y) return x - y;
    left = left.toSpliced(middle(left), 1);
    right = right.toSpliced(middle(right), 1);
  }
  return 0;
}

/** Places by majority judgment. */
export function judgmentOrder(
  options: readonly string[],
  grades: readonly string[],
  ballots: readonly Readonly<Record<string, string>>[]
) {
  const rows = options.map((option) => ({ option, row: rowOf(option, grades, ballots) }));
  return rows
    .map(({ option, row }) => ({
      option,
      place: 1 + rows.filter((other) => compareRows(other.row, row) < 0).length,
      grade: row.length === 0 ? null : (grades[row[middle(row)] as number] as string),
    }))
    .sort((a, b) => a.place - b.place || options.indexOf(a.option) - options.indexOf(b.option));
}

type Strength = readonly [number, number];

/** The six clauses by which Schulze defines that one comparison is stronger than another, by winning votes. */
export function stronger([e, f]: Strength, [g, h]: Strength): boolean {
  return (
    (e > f && g <= h) ||
    (e >= f && g < h) ||
    (e > f && g > h && e > g) ||
    (e > f && g > h && e === g && f < h) ||
    (e < f && g < h && f < h) ||
    (e < f && g < h && f === h && e > g)
  );
}

/** The strongest of all paths without a repeated option, by walking each of them. */
export function pathStrength(preferences: readonly number[], from: number, to: number): Strength {
  const size = Math.sqrt(preferences.length);
  const link = (a: number, b: number): Strength => [
    preferences[a * size + b] as number,
    preferences[b * size + a] as number,
  ];
  const walk = (path: readonly number[], weakest: Strength | null): Strength[] => {
    const last = path.at(-1) as number;
    if (last === to) return [weakest as Strength];
    return Array.from({ length: size }, (_, next) => next)
      .filter((next) => !path.includes(next))
      .flatMap((next) => {
        const step = link(last, next);
        const weaker = weakest === null || stronger(weakest, step) ? step : weakest;
        return walk([...path, next], weaker);
      });
  };
  return walk([from], null).reduce((best, one) => (stronger(one, best) ? one : best));
}

const heap = (ballots: readonly (readonly string[])[], left: readonly string[], option: string) =>
  ballots.filter((ballot) => ballot.filter((one) => left.includes(one))[0] === option).length;

/** Who wins in some order of eliminations, each order tried: nothing but the fewest heaps is asked. */
export function winnersInSomeOrder(
  left: readonly string[],
  ballots: readonly (readonly string[])[]
): string[] {
  const heaps = left.map((option) => heap(ballots, left, option));
  const all = heaps.reduce((sum, votes) => sum + votes, 0);
  const elected = left.filter((_, index) => 2 * (heaps[index] as number) > all);
  if (elected.length > 0) return elected;
  if (left.length === 2) return [...left];
  return left
    .filter((_, index) => heaps[index] === Math.min(...heaps))
    .flatMap((loser) =>
      winnersInSomeOrder(
        left.filter((one) => one !== loser),
        ballots
      )
    );
}

/** Instant run-off with the papers themselves in heaps, as people count by hand. */
export function runoffOf(options: readonly string[], ballots: readonly (readonly string[])[]) {
  const out: string[][] = [];
  const heights: Record<string, number>[] = [];
  let left = [...options];
  if (ballots.every((ballot) => ballot.length === 0)) return { out, winners: [] };
  for (;;) {
    const now = Object.fromEntries(left.map((option) => [option, heap(ballots, left, option)]));
    heights.unshift(now);
    const of = (option: string) => now[option] as number;
    const total = (some: readonly string[]) => some.reduce((sum, one) => sum + of(one), 0);
    const elected = left.filter((option) => 2 * of(option) > total(left));
    if (elected.length > 0) return { out: [...out, []], winners: elected };
    // Newest round first: whoever has more than another in the newest round where they differ is safe.
    const losers = left.filter((option) =>
      left.every((other) => {
        const round = heights.find((votes) => votes[option] !== votes[other]);
        return !round || (round[option] as number) < (round[other] as number);
      })
    );
    const fewest = left.filter((option) => left.every((other) => of(option) <= of(other)));
    const others = left.filter((option) => !fewest.includes(option));
    const inAnyOrder = others.length > 0 && others.every((one) => of(one) > total(fewest));
    if (losers.length > 1 && !inAnyOrder) {
      const won =
        left.length === 2
          ? left
          : losers.flatMap((loser) =>
              winnersInSomeOrder(
                left.filter((one) => one !== loser),
                ballots
              )
            );
      return { out: [...out, []], winners: left.filter((one) => won.includes(one)) };
    }
    const going = losers.length === 1 ? losers : fewest;
    out.push(going);
    left = left.filter((option) => !going.includes(option));
  }
}
