import type { Option } from './common.ts';

/** Distinct rankings, each with the weight of its ballots. */
export type Papers = readonly { readonly ranking: readonly Option[]; readonly weight: number }[];

/** More options than a question has: a set of them is a whole number below two to this power. */
const mostOptions = 20;

/** The bound on work, in steps; see `winnersOfAllWays`. */
const mostSteps = 2 ** 26;

/**
 * Openings of rankings as a tree, written down depth first. At `i` stands the option that ends an opening, the weight of
 * the ballots that begin with this opening, and where the next opening that does not begin with it stands.
 */
interface Openings {
  readonly size: number;
  readonly option: Uint8Array;
  readonly weight: Float64Array;
  readonly after: Int32Array;
}

/** Of the papers with all but `standing` crossed out; those that become the same count as one. */
function openingsOf(papers: Papers, standing: readonly Option[]): Openings {
  const places = new Map(standing.map((option, place) => [option, String.fromCharCode(place)]));
  const weights = new Map<string, number>();
  for (const { ranking, weight } of papers) {
    const key = ranking.map((option) => places.get(option) ?? '').join('');
    weights.set(key, (weights.get(key) ?? 0) + weight);
  }
  const keys = [...weights.keys()].sort();
  const room = keys.reduce((sum, key) => sum + key.length, 0);
  const option = new Uint8Array(room);
  const weight = new Float64Array(room);
  const after = new Int32Array(room);
  /** Openings of the ranking before, from the shortest: those that the next one does not begin with are over. */
  const path: number[] = [];
  let size = 0;
  for (const key of keys) {
    let same = 0;
    while (same < path.length && option[path[same] as number] === key.charCodeAt(same)) same += 1;
    for (const over of path.splice(same)) after[over] = size;
    for (let place = same; place < key.length; place += 1) {
      option[size] = key.charCodeAt(place);
      path.push(size);
      size += 1;
    }
    const own = weights.get(key) as number;
    for (const at of path) weight[at] = (weight[at] as number) + own;
  }
  for (const over of path) after[over] = size;
  return { size, option, weight, after };
}

/** Counts the ballots of each option in the set `left` into `votes`; says how many openings were read. */
function countInto(votes: Float64Array, openings: Openings, left: number): number {
  const { size, option, weight, after } = openings;
  votes.fill(0);
  let steps = 0;
  for (let at = 0; at < size; steps += 1) {
    const first = option[at] as number;
    if ((left >>> first) & 1) {
      votes[first] = (votes[first] as number) + (weight[at] as number);
      at = after[at] as number;
    } else {
      at += 1;
    }
  }
  return steps;
}

/**
 * Who goes next from the set `left`, as a set; 0 when one has won, who is then in `winners`, or the last two have.
 * Several who have fewer than any other even all put together are told by `together`: they can go at once.
 */
function nextOf(votes: Float64Array, left: number) {
  let [all, least, size] = [0, Number.POSITIVE_INFINITY, 0];
  for (let place = 0; left >>> place; place += 1) {
    if (!((left >>> place) & 1)) continue;
    const count = votes[place] as number;
    all += count;
    size += 1;
    if (count < least) least = count;
  }
  let [fewest, sum, above] = [0, 0, Number.POSITIVE_INFINITY];
  for (let place = 0; left >>> place; place += 1) {
    if (!((left >>> place) & 1)) continue;
    const count = votes[place] as number;
    // Twice the votes could be beyond what doubles hold; the rest is not.
    if (count > all - count) return { winners: 1 << place, losers: 0, together: false };
    if (count === least) {
      fewest |= 1 << place;
      sum += count;
    } else if (count < above) above = count;
  }
  if (size === 2) return { winners: left, losers: 0, together: false };
  return { winners: 0, losers: fewest, together: fewest !== left && above > sum };
}

/**
 * Everybody who wins when one of `losers` drops out of `standing` and then always one of those with the fewest, in any
 * order; `null` when this is too much to follow, never a part of them or too many.
 *
 * Each set of options still standing that is met is counted once, however it was reached. Steps are the openings of
 * rankings that are read to count them (where rankings begin alike, once), and one for each option in each set: at most
 * 2^26 of them, and at most 20 options. They are the same in whatever order the options stand, the ballots come and the sets
 * are met, so that everybody who counts comes to the same answer, on a machine of any speed.
 */
export function winnersOfAllWays(
  papers: Papers,
  standing: readonly Option[],
  losers: readonly Option[]
): readonly Option[] | null {
  if (standing.length > mostOptions) return null;
  const openings = openingsOf(papers, standing);
  const votes = new Float64Array(standing.length);
  const all = 2 ** standing.length - 1;
  /** One bit for each set. */
  const seen = new Uint8Array(Math.ceil((all + 1) / 8));
  const open: number[] = [];
  const meet = (left: number) => {
    const bits = seen[left >>> 3] as number;
    if ((bits >>> (left & 7)) & 1) return;
    seen[left >>> 3] = bits | (1 << (left & 7));
    open.push(left);
  };
  const meetEach = (left: number, gone: number) => {
    for (let place = 0; gone >>> place; place += 1) {
      if ((gone >>> place) & 1) meet(left & ~(1 << place));
    }
  };
  meetEach(
    all,
    losers.reduce((set, option) => set | (1 << standing.indexOf(option)), 0)
  );
  let winners = 0;
  let steps = 0;
  for (let left = open.pop(); left !== undefined; left = open.pop()) {
    steps += countInto(votes, openings, left) + standing.length;
    if (steps > mostSteps) return null;
    const next = nextOf(votes, left);
    winners |= next.winners;
    if (next.together) meet(left & ~next.losers);
    else meetEach(left, next.losers);
  }
  return standing.filter((_, place) => (winners >>> place) & 1);
}
