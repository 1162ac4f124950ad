import type { Option } from './common.ts';

/**
 * How it was settled who drops out: one had the fewest (`fewest`), an earlier round parted those with the fewest
 * (`earlier-round`), no round did, so that they drop out together (`together`), or nobody dropped out (`none`).
 */
export type Elimination = 'fewest' | 'earlier-round' | 'together' | 'none';

/** One count of the ballots. */
export interface Round {
  /** Of the options still there, in the order of the paper. */
  readonly counts: readonly { readonly option: Option; readonly votes: number }[];
  /** Weight of the ballots that name nobody who is still there; blank ones are not in it. */
  readonly exhausted: number;
  readonly eliminated: readonly Option[];
  readonly by: Elimination;
}

type Papers = readonly { readonly ranking: readonly Option[]; readonly weight: number }[];
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

/** Who drops out; `history` is the votes of all rounds, the latest last. */
function losersOf(standing: readonly Option[], history: readonly Votes[]) {
  const last = fewestOf(standing, history.at(-1) as Votes);
  if (last.length === 1) return { losers: last, by: 'fewest' as const };
  let losers = last;
  for (const votes of history.slice(0, -1).reverse()) {
    losers = fewestOf(losers, votes);
  }
  const by = losers.length === 1 ? ('earlier-round' as const) : ('together' as const);
  return { losers, by };
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
    const continuing = counts.reduce((sum, { votes: count }) => sum + count, 0);
    // Twice the votes could be beyond what doubles hold; the rest of them is not.
    const winner = counts.find(({ votes: count }) => count > continuing - count);
    const { losers, by } = losersOf(standing, history);
    if (winner || losers.length === standing.length) {
      rounds.push({ counts, exhausted, eliminated: [], by: 'none' });
      return { rounds, winners: winner ? [winner.option] : standing };
    }
    rounds.push({ counts, exhausted, eliminated: losers, by });
    standing = standing.filter((option) => !losers.includes(option));
  }
}
