/** Ballots that prefer one option to another, and the other to the one. */
export interface Support {
  readonly for: number;
  readonly against: number;
}

/**
 * Which of two comparisons is the stronger by winning votes, as Schulze defines it: a victory is stronger than a tie, a
 * tie than a defeat. Of two victories the one with more in favour is stronger, then the one with fewer against; of two
 * defeats the one with fewer against, then the one with more in favour. All ties are as strong as each other.
 * Above 0 when `a` is stronger, 0 when they are as strong.
 */
export function compareSupport(a: Support, b: Support): number {
  const [signA, signB] = [Math.sign(a.for - a.against), Math.sign(b.for - b.against)];
  if (signA !== signB) return signA - signB;
  if (signA === 0) return 0;
  return signA > 0
    ? a.for - b.for || b.against - a.against
    : b.against - a.against || a.for - b.for;
}

/**
 * The strongest path from each option to each other; a path is as strong as its weakest comparison. Flat, row by row,
 * as `preferences`; null on the diagonal. Floyd’s algorithm on ranks of strength: n³ steps for n options.
 */
export function strongestPaths(
  preferences: readonly number[],
  size: number
): readonly (Support | null)[] {
  const links = Array.from({ length: size * size }, (_, cell): Support => {
    const [from, to] = [Math.floor(cell / size), cell % size];
    return {
      for: preferences[cell] as number,
      against: preferences[to * size + from] as number,
    };
  });
  const sorted = links.map((_, cell) => cell).sort((a, b) => compareSupport(at(a), at(b)));
  function at(cell: number): Support {
    return links[cell] as Support;
  }
  const rank = new Array<number>(links.length).fill(0);
  const supports: Support[] = [];
  for (const cell of sorted) {
    const last = supports.at(-1);
    if (last === undefined || compareSupport(last, at(cell)) !== 0) supports.push(at(cell));
    rank[cell] = supports.length - 1;
  }
  for (let via = 0; via < size; via += 1) {
    for (let from = 0; from < size; from += 1) {
      if (from === via) continue;
      const first = rank[from * size + via] as number;
      for (let to = 0; to < size; to += 1) {
        if (to === from || to === via) continue;
        const path = Math.min(first, rank[via * size + to] as number);
        if (path > (rank[from * size + to] as number)) rank[from * size + to] = path;
      }
    }
  }
  return rank.map((value, cell) =>
    Math.floor(cell / size) === cell % size ? null : (supports[value] as Support)
  );
}
