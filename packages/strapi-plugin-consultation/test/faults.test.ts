import { afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { app, database } from './support/app.ts';
import { citizens } from './support/citizens.ts';
import { api, newKey, ok, type Reply, request } from './support/client.ts';
import { faults } from './support/faults.ts';
import { consultation, type Fixture } from './support/fixture.ts';
import { actsOf, ballotsOf, talliesOf } from './support/tables.ts';

let tools: Awaited<ReturnType<typeof faults>>;
beforeAll(async () => {
  tools = await faults();
});
afterEach(() => tools.mend());

const target = 'article:art1';
async function state(place: Fixture) {
  return {
    ballots: (await ballotsOf(place.id)).map(({ choice }) => choice),
    counts: (await talliesOf(place.id)).filter(({ count }) => count !== 0),
    acts: (await actsOf(place.id)).filter(({ kind }) => kind.startsWith('ballot-')).length,
  };
}

describe('a fault at any statement', () => {
  const cases = {
    'of casting a ballot': { first: undefined, next: 'for' },
    'of changing a ballot': { first: 'against', next: 'for' },
    'of withdrawing a ballot': { first: 'for', next: null },
  };
  it.each(Object.entries(cases))(
    '%s leaves what was before or what comes after',
    async (_, { first, next }) => {
      const [token] = await citizens(1);
      const path = (place: Fixture) => `/consultations/${place.slug}/ballots/${target}`;
      const act = (place: Fixture): Promise<Reply> =>
        next === null
          ? api('DELETE', path(place), { token })
          : api('PUT', path(place), { token, body: { choice: next } });
      const made = async () => {
        const place = await consultation();
        if (first !== undefined)
          await ok(api('PUT', path(place), { token, body: { choice: first } }));
        return place;
      };
      // The first act within a quarter of an hour also clears old attempts away: one statement more.
      await ok(act(await made()));
      const model = await made();
      const before = await state(model);
      const { statements } = tools.failAt(0, 'before');
      await ok(act(model));
      tools.mend();
      const after = await state(model);
      expect(after).not.toEqual(before);
      expect(statements.length).toBeGreaterThan(5);
      const seen = new Set<string>();
      for (const when of ['before', 'after'] as const) {
        for (let nth = 1; nth <= statements.length; nth += 1) {
          const place = await made();
          tools.failAt(nth, when);
          const reply = await act(place);
          tools.mend();
          expect([reply.status, reply.code], statements[nth - 1]).toEqual([500, 'unexpected']);
          expect(reply.text).not.toContain('injected');
          const found = await state(place);
          const which = [before, after].findIndex(
            (one) => JSON.stringify(one) === JSON.stringify(found)
          );
          expect(which, `${when} ${statements[nth - 1]}: ${JSON.stringify(found)}`).not.toBe(-1);
          seen.add(which === 0 ? 'before' : 'after');
          // Doing it again ends in the same place, and the next person is not held up.
          await ok(act(place));
          expect(await state(place)).toEqual(after);
        }
      }
      expect([...seen].sort()).toEqual(['after', 'before']);
    },
    120_000
  );

  it('of submitting an amendment leaves no half of it', async () => {
    const [token] = await citizens(1);
    const place = await consultation();
    const { strapi } = await app();
    const send = () =>
      api('POST', `/consultations/${place.slug}/amendments`, {
        token,
        body: {
          base: 1,
          proposal: { kind: 'delete', block: 'p2' },
          title: 'Less',
          justification: 'Shorter.',
          submit: true,
          key: newKey(),
        },
      });
    await ok(send());
    const count = () =>
      strapi.db
        .query('plugin::consultation.amendment')
        .count({ where: { consultation: place.id } });
    const submitted = async () =>
      (await actsOf(place.id)).filter(({ kind }) => kind === 'amendment-submitted').length;
    const isCommit = (sql: string) => /^commit/i.test(sql);
    let faults = 0;
    let expected = 1;
    for (let isOver = false; !isOver; ) {
      const { statements } = tools.failAt(faults + 1, 'before');
      const reply = await send();
      tools.mend();
      faults += 1;
      expect(reply.code, statements[faults - 1]).toBe('unexpected');
      // Only what is read for the answer comes after the commit.
      isOver = statements.slice(0, faults).some(isCommit);
      if (statements.slice(0, faults - 1).some(isCommit)) expected += 1;
      expect(await count()).toBe(expected);
      expect(await submitted()).toBe(expected);
    }
    expect(faults).toBeGreaterThan(5);
    expect((await ok(send())).number).toBe(expected + 1);
  });
});

describe.runIf(database === 'postgres')('a database that is gone for a moment', () => {
  const turn = async (how: 'stop' | 'start') => {
    const response = await fetch(`${inject('postgres').control}/${how}`);
    if (!response.ok) throw new Error(await response.text());
  };

  it('is answered with 503, and all goes on when it is back', async () => {
    const [token] = await citizens(1);
    const place = await consultation();
    const path = `/consultations/${place.slug}/ballots/${target}`;
    await ok(api('PUT', path, { token, body: { choice: 'for' } }));
    await turn('stop');
    try {
      for (const reply of [
        await api('PUT', path, { token, body: { choice: 'against' } }),
        await api('PUT', path, { token, body: { choice: 'against' } }),
        await api('GET', `/consultations/${place.slug}`),
      ]) {
        expect([reply.status, reply.code], reply.text).toEqual([503, 'service-unavailable']);
        expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
      }
      const page = await request('GET', `/consultations/fr/${place.slug}`);
      expect(page.status).toBe(503);
    } finally {
      await turn('start');
    }
    await expect
      .poll(async () => (await api('PUT', path, { token, body: { choice: 'against' } })).status, {
        timeout: 20_000,
      })
      .toBe(200);
    expect(await state(place)).toEqual({
      ballots: ['against'],
      counts: [{ target, choice: 'against', count: 1 }],
      acts: 2,
    });
  });

  it('has either all of an act or nothing when it went away in the middle', async () => {
    const tokens = await citizens(20);
    const place = await consultation();
    const path = `/consultations/${place.slug}/ballots/${target}`;
    const sent = tokens.map((token) => api('PUT', path, { token, body: { choice: 'for' } }));
    await turn('stop');
    await turn('start');
    const replies = await Promise.all(sent);
    await expect
      .poll(async () => (await api('GET', '/consultations')).status, { timeout: 20_000 })
      .toBe(200);
    const { ballots, counts, acts } = await state(place);
    const accepted = replies.filter(({ status }) => status === 200).length;
    expect(ballots.length).toBeGreaterThanOrEqual(accepted);
    expect(acts).toBe(ballots.length);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(ballots.length);
    // Cut off in the middle of a transaction, the driver does not always say why: 500 is then the answer.
    for (const { status } of replies) expect([200, 500, 503]).toContain(status);
  });
});
