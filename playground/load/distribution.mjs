import { readRepubliqueNumerique } from '../seed/data.mjs';
import { htmlToLines } from '../seed/words.mjs';

/**
 * How many of the people who voted on the modifications of article 9 in 2015 voted how often: 9,973 votes of 5,283
 * people on 81 modifications. Counted from the file named in `SOURCES.md` as article 9's; the single votes on all
 * other items were not published.
 */
const votesPerPerson = [
  [1, 3604],
  [2, 850],
  [3, 313],
  [4, 176],
  [5, 89],
  [6, 66],
  [7, 51],
  [8, 33],
  [9, 24],
  [10, 21],
  [11, 9],
  [12, 8],
  [13, 6],
  [14, 4],
  [15, 2],
  [17, 1],
  [18, 1],
  [19, 1],
  [20, 3],
  [22, 1],
  [24, 1],
  [25, 1],
  [26, 5],
  [27, 3],
  [28, 1],
  [29, 1],
  [30, 1],
  [31, 2],
  [32, 1],
  [33, 1],
  [44, 1],
  [61, 1],
  [64, 1],
];

/** Numbers from 0 to 1 that a seed gives again (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Picks an index by weights, in logarithmic time. */
function weighted(weights, roll) {
  const sums = [];
  let total = 0;
  for (const weight of weights) {
    total += weight;
    sums.push(total);
  }
  return () => {
    const wanted = roll() * total;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/**
 * What was voted on in 2015, with the counts that were published: articles of the bill in their order, and
 * propositions of citizens that are still there. `text` of a proposition is plain alineas.
 */
export function items() {
  const { articles, proposals } = readRepubliqueNumerique();
  const of = ({ title, votes, body_html: html }) => ({
    title,
    text: htmlToLines(html).slice(0, 2_000) || title,
    counts: [votes.ok, votes.mixed, votes.nok],
  });
  return {
    articles: articles.map(of),
    proposals: proposals.filter(({ trashed, votes }) => !trashed && votes.total > 0).map(of),
  };
}

const choices = ['for', 'mixed', 'against'];

/**
 * Votes made up from the distribution of 2015: everybody votes at least once; how much more often follows the people of
 * article 9, stretched to the number of votes; what on follows the counts of the items, and what follows the counts of
 * that item. Nobody votes twice on the same. In random order, the same for the same seed.
 *
 * @param {{ voters: number, votes: number, counts: readonly (readonly number[])[], seed?: number }} wanted `counts`
 *   of each item: for, mixed, against
 * @returns {{ voter: number, item: number, choice: string }[]}
 */
export function makeVotes({ voters, votes, counts, seed = 2015 }) {
  if (votes < voters || votes > voters * counts.length) {
    throw new RangeError(`${voters} people on ${counts.length} items cannot cast ${votes} votes.`);
  }
  const roll = random(seed);
  const sizes = votesPerPerson.flatMap(([size, people]) => Array(people).fill(size));
  const eager = Array.from({ length: voters }, () => sizes[Math.floor(roll() * sizes.length)]);
  const pickVoter = weighted(
    eager.map((size) => size - 0.6),
    roll
  );
  const pickItem = weighted(
    counts.map((row) => row.reduce((a, b) => a + b, 0)),
    roll
  );
  const pickChoice = counts.map((row) => weighted(row, roll));
  const done = new Set();
  const made = [];
  const vote = (voter) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const item = pickItem();
      const seat = voter * counts.length + item;
      if (done.has(seat)) continue;
      done.add(seat);
      made.push({ voter, item, choice: choices[pickChoice[item]()] });
      return;
    }
  };
  for (let voter = 0; voter < voters; voter += 1) vote(voter);
  while (made.length < votes) vote(pickVoter());
  for (let index = made.length - 1; index > 0; index -= 1) {
    const other = Math.floor(roll() * (index + 1));
    [made[index], made[other]] = [made[other], made[index]];
  }
  return made;
}
