/** One of one side and one of the other that may be the same, and how sure that is. */
export interface Couple {
  readonly a: number;
  readonly b: number;
  readonly score: number;
}

/** The surest couples, each member in one of them; of equally sure ones those that stand at like places. */
export function surest(couples: readonly Couple[]): readonly Couple[] {
  const takenA = new Set<number>();
  const takenB = new Set<number>();
  return [...couples]
    .sort(
      (one, other) =>
        other.score - one.score ||
        Math.abs(one.a - one.b) - Math.abs(other.a - other.b) ||
        one.b - other.b ||
        one.a - other.a
    )
    .filter(({ a, b }) => {
      if (takenA.has(a) || takenB.has(b)) return false;
      takenA.add(a);
      takenB.add(b);
      return true;
    });
}
