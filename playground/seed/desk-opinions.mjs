import { readFileSync } from 'node:fs';
import { dataFile } from './data.mjs';
import { shuffled } from './random.mjs';

/**
 * Invented arguments about the invented amendments and about articles, which `on` names by their label.
 *
 * @typedef {{ on: string, stance: 'for' | 'against', author: string, text: string }} Opinion
 * @returns {{ notice: string, arguments: Opinion[], articles: Opinion[] }}
 */
export const readOpinions = () => JSON.parse(readFileSync(dataFile('desk-opinions.json'), 'utf8'));

/** How many of a hundred ballots are for, and how many against, by what was decided. */
const leanings = { adopted: [76, 12], rejected: [38, 44], none: [55, 28] };
const voters = Array.from({ length: 260 }, (_, index) => `voter-${index + 1}`);

/**
 * Invented ballots on one thing, each of another voter: a few on most, many on some.
 *
 * @param {'adopted' | 'rejected' | null} decided
 * @param {number} [busy] how many more than usual look at it
 * @returns {{ voter: string, choice: 'for' | 'mixed' | 'against' }[]}
 */
export function ballotsOn(decided, random, busy = 0) {
  const attention = random() ** 3;
  const [pro, contra] = leanings[decided ?? 'none'];
  const tilt = (random() - 0.5) * 20;
  return shuffled(voters, random)
    .slice(0, 8 + busy + Math.floor(attention * (52 + 2 * busy)))
    .map((voter) => {
      const mood = random() * 100;
      const choice = mood < pro + tilt ? 'for' : mood > 100 - contra + tilt ? 'against' : 'mixed';
      return { voter, choice };
    });
}
