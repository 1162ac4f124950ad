import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { app } from './support/app.ts';
import { audit, vote } from './support/casting.ts';
import { citizens } from './support/citizens.ts';
import { api, type Reply, request } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';

/** 10,000 for the whole proof: `FLOOD_REQUESTS=10000`. */
const asked = Number(process.env.FLOOD_REQUESTS ?? 1_000);
const people = asked / 20;
/** One in ten asks 56 times, the others 16 times: 20 on the average. */
const asksOf = (person: number) => (person % 10 === 0 ? 56 : 16);
const most = 20;
const slotSeconds = 15 * 60;
const slotNow = () => Math.floor(Date.now() / 1000 / slotSeconds);

/** Everybody has her own line and asks again as soon as she has an answer, always something else than before. */
async function flood(place: Fixture, tokens: readonly string[]) {
  const choices = ['for', 'against', 'mixed'];
  const lines = tokens.map(async (token, person) => {
    const replies: Reply[] = [];
    for (let turn = 0; turn < asksOf(person); turn += 1) {
      const headers = {
        // Invented anew each time; those who ask too much also pretend to be somebody who does not.
        'x-forwarded-for': person % 10 === 0 ? `10.0.${turn}.${person % 256}` : '10.0.0.1',
        'x-real-ip': `10.1.${turn}.1`,
        'accept-language': person % 20 === 0 ? 'fr' : 'en',
      };
      replies.push(await vote(place, token, choices[turn % 3] as string, { headers }));
    }
    return replies;
  });
  return Promise.all(lines);
}

/** What somebody else does meanwhile, who comes from the same address: reads, and votes once on each article. */
async function bystander(place: Fixture, token: string) {
  const began = performance.now();
  const replies = [
    await api('GET', `/consultations/${place.slug}`, { token }),
    await request('GET', `/consultations/en/${place.slug}`),
    await vote(place, token, 'for', { about: 'article:art2' }),
  ];
  return { statuses: replies.map(({ status }) => status), ms: performance.now() - began };
}

let place: Fixture;
let other: Fixture;
let replies: readonly (readonly Reply[])[];
let meanwhile: readonly { statuses: readonly number[]; ms: number }[];
let isOneSlot: boolean;
const heavy = () => replies.filter((_, person) => person % 10 === 0);
const light = () => replies.filter((_, person) => person % 10 !== 0);
const statuses = (some: readonly (readonly Reply[])[]) => some.flat().map(({ status }) => status);

describe(`${asked} ballots from one address, of ${people} accounts, as fast as they go`, () => {
  beforeAll(async () => {
    const { strapi } = await app();
    const tokens = await citizens(people);
    const others = await citizens(people);
    [place, other] = [await consultation(), await consultation()];
    strapi.config.set('plugin::consultation.attempts.ballotsPerAccount', most);
    const slot = slotNow();
    const began = performance.now();
    let isOver = false;
    const all = flood(place, tokens).finally(() => {
      isOver = true;
    });
    const seen: Awaited<ReturnType<typeof bystander>>[] = [];
    while (!isOver) seen.push(await bystander(other, others[seen.length % people] as string));
    replies = await all;
    meanwhile = seen;
    const seconds = (performance.now() - began) / 1_000;
    isOneSlot = slot === slotNow();
    const slowest = Math.max(...seen.map(({ ms }) => ms));
    console.log(
      `${asked} ballots of ${people} accounts in ${seconds.toFixed(1)} s: ${statuses(replies).filter((one) => one === 200).length} accepted; ` +
        `somebody else's three requests ${seen.length} times, the slowest in ${slowest.toFixed(0)} ms`
    );
  }, 600_000);
  afterAll(async () => {
    const { strapi } = await app();
    strapi.config.set('plugin::consultation.attempts.ballotsPerAccount', 1_000);
  });

  it('are answered all of them: accepted, or refused to the account that asked too much', () => {
    expect(statuses(replies)).toHaveLength(asked);
    expect([...new Set(statuses(light()))]).toEqual([200]);
    for (const line of heavy()) {
      const accepted = line.filter(({ status }) => status === 200).length;
      // A new quarter of an hour lets everybody begin anew.
      if (isOneSlot) expect(accepted).toBe(most);
      else expect(accepted).toBeLessThanOrEqual(2 * most);
      const refused = new Set(line.slice(accepted).map(({ code }) => code));
      if (isOneSlot) expect([...refused]).toEqual(['too-many-requests']);
    }
  });

  it('are refused with a time to wait and in words', () => {
    const refused = heavy().flatMap((line) => line.filter(({ status }) => status === 429));
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers, error } of refused) {
      const wait = Number(headers.get('retry-after'));
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(slotSeconds);
      const french = headers.get('content-language') === 'fr';
      expect(error.message).toMatch(
        french ? /^Trop d’essais .*Attendez/ : /^Too many tries .*Wait/
      );
      expect(error.message).toContain(String(wait));
    }
    expect(new Set(refused.map(({ headers }) => headers.get('content-language'))).size).toBe(2);
  });

  it('are in the journal when they were accepted, each once, and no other is', async () => {
    const receipts = replies.flat().flatMap(({ data }) => data?.receipt.code ?? []);
    expect(new Set(receipts).size).toBe(receipts.length);
    expect(await audit(place)).toHaveLength(receipts.length);
    expect(receipts).toHaveLength(statuses(replies).filter((one) => one === 200).length);
  });

  it('keep nobody else at that address from reading and voting', async () => {
    expect(meanwhile.length).toBeGreaterThan(0);
    expect([...new Set(meanwhile.flatMap((one) => one.statuses))]).toEqual([200]);
    expect((await audit(other)).length).toBe(Math.min(meanwhile.length, people));
  });
});
