import type { Option } from './common.ts';
import { type Papers, winnersOfAllWays } from './runoff-ways.ts';

/**
 * How it was settled who drops out: one had the fewest (`fewest`); an earlier round parted those with the fewest
 * (`earlier-round`); no round did, but they have fewer than any other even all put together, so they drop out in whatever
 * order (`together`); no round did and it could matter who goes, so nobody is chosen and each way is followed to its end
 * (`undecided`, always the last round); the same, but there are too many ways to follow, so that it is not known who wins in
 * which and nobody is told to (`too-many-ways`, always the last round); or nobody had to drop out (`none`).
 */
export const eliminations = [
  'fewest',
  'earlier-round',
  'together',
  'undecided',
  'too-many-ways',
  'none',
] as const;
export type Elimination = (typeof eliminations)[number];

/** One count of the ballots. */
export interface Round {
  /** Of the options still there, in the order of the paper. */
  readonly counts: readonly { readonly option: Option; readonly votes: number }[];
  /** Weight of the ballots that name nobody who is still there; blank ones are not in it. */
  readonly exhausted: number;
  readonly eliminated: readonly Option[];
  readonly by: Elimination;
}

type Votes = ReadonlyMap<Option, number>;

function countOf(papers: Papers, standing: readonly Option[]): { votes: Votes; exhausted: number } {
  const votes = new Map(standing.map((option) => [option, 0]));
  let exhausted = 0;
  for (const { ranking, weight } of papers) {
    const first = ranking.find((option) => votes.has(option));
    if (first !== undefined) votes.set(first, (votes.get(first) as number) + weight);
    else if (ranking.length > 0) exhausted += weight;
  }
  return { votes, exhausted };
}

const fewestOf = (options: readonly Option[], votes: Votes) => {
  const least = Math.min(...options.map((option) => votes.get(option) as number));
  return options.filter((option) => votes.get(option) === least);
};

/** Who has the fewest, and how far rounds part them; `history` is the votes of all rounds, the latest last. */
function losersOf(standing: readonly Option[], history: readonly Votes[]) {
  const votes = history.at(-1) as Votes;
  const of = (option: Option) => votes.get(option) as number;
  const fewest = fewestOf(standing, votes);
  if (fewest.length === 1) return { losers: fewest, by: 'fewest' as const };
  let losers = fewest;
  for (const earlier of history.slice(0, -1).reverse()) losers = fewestOf(losers, earlier);
  if (losers.length === 1) return { losers, by: 'earlier-round' as const };
  // Whatever order they go in, none of them can overtake one of the others.
  const sum = fewest.reduce((total, option) => total + of(option), 0);
  const others = standing.filter((option) => !fewest.includes(option));
  return others.length > 0 && others.every((option) => of(option) > sum)
    ? ({ losers: fewest, by: 'together' } as const)
    : ({ losers, by: 'undecided' } as const);
}

/** Who has more than half of what is counted. Twice the votes could be beyond what doubles hold; the rest is not. */
function winnerOf(votes: Votes): Option | undefined {
  const continuing = [...votes.values()].reduce((sum, count) => sum + count, 0);
  return [...votes].find(([, count]) => count > continuing - count)?.[0];
}

/** All rounds to the end. Weights are sums that doubles hold exactly. */
export function runOff(
  options: readonly Option[],
  papers: Papers
): { readonly rounds: readonly Round[]; readonly winners: readonly Option[] } {
  const rounds: Round[] = [];
  const history: Votes[] = [];
  if (!papers.some(({ ranking }) => ranking.length > 0)) return { rounds, winners: [] };
  let standing = options;
  for (;;) {
    const { votes, exhausted } = countOf(papers, standing);
    history.push(votes);
    const counts = [...votes].map(([option, count]) => ({ option, votes: count }));
    const winner = winnerOf(votes);
    const { losers, by } = losersOf(standing, history);
    if (winner !== undefined || (by === 'undecided' && standing.length === 2)) {
      rounds.push({ counts, exhausted, eliminated: [], by: 'none' });
      return { rounds, winners: winner === undefined ? standing : [winner] };
    }
    if (by === 'undecided') {
      const winners = winnersOfAllWays(papers, standing, losers);
      const known = winners === null ? 'too-many-ways' : by;
      rounds.push({ counts, exhausted, eliminated: [], by: known });
      return { rounds, winners: winners ?? [] };
    }
    rounds.push({ counts, exhausted, eliminated: losers, by });
    standing = standing.filter((option) => !losers.includes(option));
  }
}
