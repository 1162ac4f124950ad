/**
 * The order of Balinski and Laraki on counts of grades, without a list of ballots. Taking the median out again and again
 * walks from the middle outwards: with the grades in a row from worst to best, the pairs (middle − k, middle + k), the
 * lower one first; with an even number the first pair is the two in the middle. Both sides are runs of equal grades, so a
 * comparison takes as many steps as there are grades, whatever the number of ballots.
 */

/** Number of the median grade, best is 0; the lower of the two in the middle. The last grade when there is none. */
export function medianOf(counts: readonly number[]): number {
  const all = counts.reduce((sum, count) => sum + count, 0);
  // The lower middle is the one that at least half of the grades are at least as good as: (all + 1) / 2 without a fraction.
  const place = Math.floor(all / 2) + 1;
  let seen = 0;
  for (const [grade, count] of counts.entries()) {
    seen += count;
    if (seen >= place) return grade;
  }
  return counts.length - 1;
}

interface Walk {
  readonly counts: readonly number[];
  /** Grades of the two sides, and how many of each are left before the next. */
  low: number;
  lowLeft: number;
  high: number;
  highLeft: number;
}

/** Where the walk begins: the grade at `place` from the best (1 is the first), and what of it lies on the side walked to. */
function begin(counts: readonly number[], lowPlace: number, highPlace: number): Walk {
  const gradeAt = (place: number) => {
    let seen = 0;
    let grade = 0;
    while (seen + (counts[grade] as number) < place) {
      seen += counts[grade] as number;
      grade += 1;
    }
    return { grade, seen };
  };
  const low = gradeAt(lowPlace);
  const high = gradeAt(highPlace);
  return {
    counts,
    low: low.grade,
    lowLeft: low.seen + (counts[low.grade] as number) - lowPlace + 1,
    high: high.grade,
    highLeft: highPlace - high.seen,
  };
}

function step(walk: Walk, length: number): void {
  walk.lowLeft -= length;
  walk.highLeft -= length;
  while (walk.lowLeft === 0 && walk.low < walk.counts.length - 1) {
    walk.low += 1;
    walk.lowLeft = walk.counts[walk.low] as number;
  }
  while (walk.highLeft === 0 && walk.high > 0) {
    walk.high -= 1;
    walk.highLeft = walk.counts[walk.high] as number;
  }
}

/** Below 0 when the grades of `a` are better, 0 when all are the same. Throws RangeError unless both have as many grades. */
export function compareGrades(a: readonly number[], b: readonly number[]): number {
  const all = a.reduce((sum, count) => sum + count, 0);
  if (b.reduce((sum, count) => sum + count, 0) !== all) {
    throw new RangeError('Options have different numbers of grades');
  }
  if (all === 0) return 0;
  // Places from the best: the lower middle, and its neighbour above when the number is even.
  const lowPlace = Math.floor(all / 2) + 1;
  const highPlace = Math.floor((all + 1) / 2);
  const [left, right] = [begin(a, lowPlace, highPlace), begin(b, lowPlace, highPlace)];
  let pairs = highPlace;
  while (pairs > 0) {
    if (left.low !== right.low) return left.low - right.low;
    if (left.high !== right.high) return left.high - right.high;
    const length = Math.min(left.lowLeft, left.highLeft, right.lowLeft, right.highLeft);
    step(left, length);
    step(right, length);
    pairs -= length;
  }
  return 0;
}
