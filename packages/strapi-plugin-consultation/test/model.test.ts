import { ballotEntry, commitment, readEntry } from 'consultation-core/log';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { app } from './support/app.ts';
import { questions } from './support/asking.ts';
import { citizens } from './support/citizens.ts';
import { api } from './support/client.ts';
import { consultation } from './support/fixture.ts';
import { actsOf, ballotsOf, talliesOf } from './support/tables.ts';

const choices = ['for', 'mixed', 'against'];
/** What can be said of what; a ballot on a question is one word as well. */
const papers: Readonly<Record<string, readonly string[]>> = {
  'article:art1': choices,
  'article:art2': choices,
  'question:q1': ['a', 'a,c', 'blank'],
  'question:q3': ['b>a=c', 'c>a>b', 'a'],
};
let tokens: string[];
beforeAll(async () => {
  await app();
  tokens = await citizens(6);
});

const act = fc
  .tuple(fc.nat(5), fc.constantFrom(...Object.keys(papers)), fc.option(fc.nat(2), { nil: null }))
  .map(([voter, target, paper]) => ({
    voter,
    target,
    choice: paper === null ? null : (papers[target]?.[paper] as string),
  }));
type Act = { voter: number; target: string; choice: string | null };
/** How many acts are sent at once. */
const run = fc.array(fc.array(act, { minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 12,
});

function counted(ballots: Iterable<{ target: string; choice: string }>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { target, choice } of ballots) {
    counts[`${target} ${choice}`] = (counts[`${target} ${choice}`] ?? 0) + 1;
  }
  return counts;
}

describe('after any run of casting, changing and withdrawing', () => {
  it('box, counters and the record of acts say the same', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (rounds) => {
        const place = await consultation({ settings: { questions } });
        const model = new Map<string, Act>();
        for (const round of rounds) {
          // Acts of one round come at once, at most one of each voter on a target, so that the model knows the end.
          const now = new Map(round.map((one) => [`${one.voter} ${one.target}`, one]));
          const replies = await Promise.all(
            [...now.values()].map(({ voter, target, choice }) =>
              api(
                choice === null ? 'DELETE' : 'PUT',
                `/consultations/${place.slug}/ballots/${target}`,
                {
                  token: tokens[voter],
                  ...(choice === null ? {} : { body: { choice } }),
                }
              )
            )
          );
          expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
          for (const [key, one] of now) {
            if (one.choice === null) model.delete(key);
            else model.set(key, one);
          }
        }
        const { data } = await api('GET', `/consultations/${place.slug}`);
        expect(data.totals.ballots).toBe(model.size);
        const expected = counted(
          [...model.values()].map(({ target, choice }) => ({ target, choice: choice as string }))
        );
        expect(counted(await ballotsOf(place.id))).toEqual(expected);
        const tallies = (await talliesOf(place.id)).filter(({ count }) => count !== 0);
        expect(
          Object.fromEntries(
            tallies.map(({ target, choice, count }) => [`${target} ${choice}`, count])
          )
        ).toEqual(expected);
        const journal = (await actsOf(place.id)).filter(({ kind }) => kind.startsWith('ballot-'));
        const fold = new Map<string, { target: string; choice: string }>();
        for (const { entry, content, nonce } of journal) {
          const { act, choice, target, voter } = JSON.parse(content);
          const key = `${voter} ${target}`;
          expect(act).toBe(choice === null ? 'withdrawn' : fold.has(key) ? 'changed' : 'cast');
          if (choice === null) fold.delete(key);
          else fold.set(key, { target, choice });
          const committed = commitment(Buffer.from(nonce, 'base64url'), JSON.parse(content));
          expect(readEntry(entry)).toEqual(ballotEntry(JSON.parse(entry).at, committed));
        }
        const folded = counted(fold.values());
        expect(folded).toEqual(expected);
        const recount = await (await app()).service('ballot').recount(place.id);
        expect(
          Object.fromEntries(
            recount.map(({ target, choice, count }) => [`${target} ${choice}`, count])
          )
        ).toEqual(expected);
      }),
      { numRuns: 15 }
    );
  });
});
