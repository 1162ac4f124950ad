import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { app, database } from './support/app.ts';
import { questions } from './support/asking.ts';
import { audit, vote } from './support/casting.ts';
import { citizens } from './support/citizens.ts';
import { api, newKey, ok, type Reply, request, staff } from './support/client.ts';
import { consultation, fromNow } from './support/fixture.ts';

let tokens: string[];
beforeAll(async () => {
  await app();
  tokens = await citizens(40);
});
afterEach(async () => (await app()).service('clock').stopAt(null));

describe('a clock that is set back', () => {
  it('opens nothing again once the journal knows a later time', async () => {
    const { stopAt } = (await app()).service('clock');
    const closesAt = fromNow(3_600_000);
    const phases = [
      { id: 'vote', name: 'Vote', allows: ['vote'], opensAt: fromNow(-60_000), closesAt },
      {
        id: 'talk',
        name: 'Talk',
        allows: ['comment'],
        opensAt: fromNow(3_700_000),
        closesAt: fromNow(7_200_000),
      },
    ];
    const place = await consultation({ settings: { phases } });
    expect((await vote(place, tokens[0], 'for')).status).toBe(200);
    stopAt(fromNow(3_800_000));
    expect((await vote(place, tokens[1], 'for')).code).toBe('phase-closed');
    await ok(
      api('POST', `/consultations/${place.slug}/arguments`, {
        token: tokens[1],
        body: { target: 'article:art1', stance: 'for', text: 'Good.', sources: [], key: newKey() },
      })
    );
    stopAt(fromNow(-10_000));
    expect((await vote(place, tokens[1], 'for')).code).toBe('phase-closed');
    expect((await vote(place, tokens[0], 'against')).code).toBe('phase-closed');
    expect(await audit(place)).toHaveLength(1);
  });
});

describe('pages with counts', () => {
  it('never scan the box', async () => {
    const { strapi } = await app();
    const place = await consultation({ settings: { questions } });
    await vote(place, tokens[0], 'for');
    const seen: string[] = [];
    const listen = ({ sql }: { sql: string }) => seen.push(sql);
    strapi.db.connection.on('query', listen);
    for (const path of ['', '/versions/latest', '/results', '/articles/art1', '/questions/q1']) {
      await ok(api('GET', `/consultations/${place.slug}${path}`));
    }
    for (const path of ['', '/text', '/results', '/questions/q1']) {
      expect((await request('GET', `/consultations/en/${place.slug}${path}`)).status).toBe(200);
    }
    await ok(staff('GET', `/consultations/${place.id}`));
    strapi.db.connection.off('query', listen);
    expect(seen.length).toBeGreaterThan(10);
    expect(seen.filter((sql) => /consultation_ballots/.test(sql) && /count\(/i.test(sql))).toEqual(
      []
    );
    expect(seen.filter((sql) => /from\W+consultation_ballots/i.test(sql))).toEqual([]);
  });
});

describe.runIf(database === 'sqlite')('a full disk', () => {
  it('is answered with 503 and when to try again, leaves nothing half done, and passes', async () => {
    const { strapi } = await app();
    const knex = strapi.db.connection;
    const place = await consultation();
    await vote(place, tokens[0], 'for');
    const [{ page_count: pages }] = await knex.raw('pragma page_count');
    const [{ max_page_count: most }] = await knex.raw('pragma max_page_count');
    const full: Reply[] = [];
    const accepted: string[] = [];
    const keys = new Map<Reply, { token: string; key: string; about: string }>();
    await knex.raw(`pragma max_page_count = ${pages}`);
    try {
      // Pages that are free already are filled first.
      for (let round = 0; round < 200 && full.length < 40; round += 1) {
        const about = round % 2 === 0 ? 'article:art1' : 'article:art2';
        const choice = ['for', 'against', 'mixed'][round % 3] as string;
        const replies = await Promise.all(
          tokens.map(async (token) => {
            const key = newKey();
            const reply = await vote(place, token, choice, { about, key });
            keys.set(reply, { token, key, about });
            return reply;
          })
        );
        for (const reply of replies) {
          if (reply.status === 200) accepted.push(reply.data.receipt.code);
          else full.push(reply);
        }
      }
    } finally {
      await knex.raw(`pragma max_page_count = ${most}`);
    }
    expect(full.length).toBeGreaterThan(0);
    for (const reply of full) {
      expect([reply.status, reply.code]).toEqual([503, 'service-unavailable']);
      expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(reply.text).not.toMatch(/sqlite|disk/i);
    }
    const before = (await audit(place)).length;
    for (const reply of full) {
      const { token, key, about } = keys.get(reply) as {
        token: string;
        key: string;
        about: string;
      };
      expect((await vote(place, token, 'for', { key, about })).status).toBe(200);
    }
    expect((await audit(place)).length).toBeGreaterThanOrEqual(before);
  }, 120_000);
});
