import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { app } from './support/app.ts';
import { questions } from './support/asking.ts';
import { audit, leavesOf, target, vote } from './support/casting.ts';
import { citizens } from './support/citizens.ts';
import { newKey, ok, type Reply, staff } from './support/client.ts';
import { faults } from './support/faults.ts';
import { consultation, type Fixture, fromNow } from './support/fixture.ts';
import { ballotsOf } from './support/tables.ts';

let tokens: string[];
let tools: Awaited<ReturnType<typeof faults>>;
beforeAll(async () => {
  tools = await faults();
  tokens = await citizens(60);
});
afterEach(async () => {
  tools.mend();
  const { strapi } = await app();
  strapi.config.set('plugin::consultation.attempts.ballotsPerAccount', 1_000);
});
const hour = 3_600_000;
const asking = () => consultation({ settings: { questions } });
const saidOf = (reply: Reply) => (reply.status === 200 ? reply.data.choice : reply.code);

describe('requests that wait together', () => {
  it('are answered each for itself, whatever becomes of the others', async () => {
    const [one, two, closed] = await Promise.all([asking(), consultation(), consultation()]);
    await staff('POST', `/consultations/${closed.id}/state`, { body: { state: 'closed' } });
    const ended = 'x'.repeat(43);
    const replies = await Promise.all(
      tokens
        .slice(0, 20)
        .flatMap((token) => [
          vote(one, token, 'for'),
          vote(two, token, 'against', { about: 'article:art2' }),
          vote(one, token, 'perhaps'),
          vote(one, token, 'b>a=c', { about: 'question:q3' }),
          vote(one, token, 'b>a>b', { about: 'question:q3' }),
          vote(two, token, 'b>a', { about: 'question:q3' }),
          vote(one, token, 'for', { about: 'article:nowhere' }),
          vote(closed, token, 'for'),
          vote(one, ended, 'for'),
          vote({ id: '', slug: 'no-such-consultation' }, token, 'for'),
          vote(one, undefined, 'for'),
          vote(one, token, 'for', { key: 'no' }),
        ])
    );
    const expected = [
      'for',
      'against',
      'choice-unknown',
      'b>a=c',
      'choice-unknown',
      'not-found',
      'not-found',
      'consultation-not-open',
      'sign-in-needed',
      'not-found',
      'sign-in-needed',
      'invalid-input',
    ];
    expect(replies.map(saidOf)).toEqual(tokens.slice(0, 20).flatMap(() => expected));
    expect(await audit(one)).toHaveLength(40);
    expect(await audit(two)).toHaveLength(20);
    expect(await audit(closed)).toHaveLength(0);
    const receipts = new Set(replies.flatMap(({ data }) => data?.receipt.code ?? []));
    expect(receipts.size).toBe(60);
  });

  it('are committed together: far fewer commits than votes', async () => {
    const counted: number[] = [];
    // On a busy machine votes may come in one by one: some of three times they wait together.
    for (let time = 0; time < 3 && Math.min(...counted) >= 30; time += 1) {
      const place = await consultation();
      const { statements } = tools.failAt(0, 'before');
      const replies = await Promise.all(tokens.map((token) => vote(place, token, 'for')));
      tools.mend();
      expect(replies.map(({ status }) => status)).toEqual(tokens.map(() => 200));
      expect(await audit(place)).toHaveLength(60);
      counted.push(statements.filter((sql) => /^commit/i.test(sql)).length);
    }
    expect(Math.min(...counted)).toBeLessThan(30);
  });

  it('of people who voted elsewhere are cast at their own times, all of them or none', async () => {
    const place = await consultation({ open: false });
    const { service } = await app();
    const [opened = '', closes = ''] = [fromNow(-48 * hour), fromNow(48 * hour)];
    const phases = [{ id: 'p', name: 'P', opensAt: opened, closesAt: closes, allows: ['vote'] }];
    const { revision } = await ok(staff('GET', `/consultations/${place.id}`));
    await ok(
      staff('PUT', `/consultations/${place.id}`, { body: { revision, settings: { phases } } })
    );
    await service('consultation').setState({ id: place.id, state: 'open', at: opened });
    const act = (person: string, hours: number, choice: string) => ({
      slug: place.slug,
      target,
      choice,
      actor: { key: person, name: person },
      at: fromNow(-hours * hour),
    });
    const acts = [
      act('Ada', 40, 'for'),
      act('Bob', 30, 'against'),
      act('Ada', 20, 'mixed'),
      act('Eve', 10, 'for'),
    ];
    const cast = () => service('ballot').castAll(acts);
    const before = (await leavesOf(place.id)).length;
    await expect(
      service('ballot').castAll([...acts, act('Zoe', 5, 'perhaps')])
    ).rejects.toMatchObject({ code: 'choice-unknown' });
    expect(await leavesOf(place.id)).toHaveLength(before);
    expect(await ballotsOf(place.id)).toEqual([]);
    expect((await cast()).map(({ choice }) => choice)).toEqual(acts.map(({ choice }) => choice));
    const { strapi } = await app();
    const ballots: { at: string; choice: string }[] = await strapi.db
      .connection('consultation_ballots')
      .where({ consultation: place.id });
    expect(ballots.map(({ at, choice }) => `${at} ${choice}`).sort()).toEqual(
      [acts[1], acts[2], acts[3]].map((one) => `${one?.at} ${one?.choice}`).sort()
    );
    await audit(place);
    // Once more they change nothing but what was changed since.
    await cast();
    await audit(place);
  });

  it('ask about questions only where one of them is on a question', async () => {
    const place = await asking();
    const { statements } = tools.failAt(0, 'before');
    for (const token of tokens.slice(0, 3)) await vote(place, token, 'for');
    expect(statements.length).toBeGreaterThan(20);
    expect(statements.filter((sql) => /questions/i.test(sql))).toEqual([]);
    const before = statements.length;
    await vote(place, tokens[0], 'a,c', { about: 'question:q1' });
    tools.mend();
    expect(statements.slice(before).filter((sql) => /questions/i.test(sql))).toHaveLength(1);
  });

  it('lose and double nothing when a statement fails, whichever it is', async () => {
    const group = tokens.slice(0, 8);
    /** Half of them on a question. */
    const act = (place: Fixture, token: string, index: number, key: string = newKey()) =>
      index % 2 === 0
        ? vote(place, token, 'for', { key })
        : vote(place, token, index % 4 === 1 ? 'a>b' : 'c', { key, about: 'question:q3' });
    const probe = await asking();
    const { statements } = tools.failAt(0, 'before');
    await Promise.all(group.map((token, index) => act(probe, token, index)));
    tools.mend();
    for (const when of ['before', 'after'] as const) {
      for (let nth = 1; nth <= statements.length; nth += 1) {
        const place = await asking();
        const keys = group.map(() => newKey());
        tools.failAt(nth, when);
        const replies = await Promise.all(
          group.map((token, index) => act(place, token, index, keys[index] as string))
        );
        tools.mend();
        const accepted = replies.filter(({ status }) => status === 200);
        // A batch of one has nobody to be told apart from: then that one request fails.
        expect(accepted.length, `${when} ${statements[nth - 1]}`).toBeGreaterThanOrEqual(7);
        const acts = await audit(place);
        expect(acts.length).toBeGreaterThanOrEqual(accepted.length);
        const again = await Promise.all(
          group.map((token, index) => act(place, token, index, keys[index] as string))
        );
        expect(await audit(place)).toHaveLength(8);
        for (const [index, reply] of replies.entries()) {
          if (reply.status === 200) expect(again[index]?.data.receipt).toEqual(reply.data.receipt);
        }
      }
    }
  }, 240_000);
});

describe('one key is one act', () => {
  it('however often it is clicked', async () => {
    const place = await consultation();
    const key = newKey();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => vote(place, tokens[0], 'for', { key }))
    );
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(await audit(place)).toHaveLength(1);
  });

  it('and an old one that comes again never changes the box back', async () => {
    const place = await consultation();
    const [first, idle, change, back] = [newKey(), newKey(), newKey(), newKey()];
    const cast = await vote(place, tokens[0], 'for', { key: first });
    await vote(place, tokens[0], 'for', { key: idle });
    await vote(place, tokens[0], 'against', { key: change });
    for (const key of [first, idle]) {
      const replay = await vote(place, tokens[0], 'for', { key });
      expect([replay.status, replay.data.choice]).toEqual([200, 'for']);
      expect(replay.data.receipt).toEqual(cast.data.receipt);
    }
    expect((await ballotsOf(place.id)).map(({ choice }) => choice)).toEqual(['against']);
    await vote(place, tokens[0], null, { key: back });
    expect((await vote(place, tokens[0], 'against', { key: change })).status).toBe(200);
    expect(await ballotsOf(place.id)).toEqual([]);
    expect(await audit(place)).toHaveLength(3);
  });

  it('for one choice on one target only, and for one person', async () => {
    const place = await consultation();
    const key = newKey();
    await vote(place, tokens[0], 'for', { key });
    expect((await vote(place, tokens[0], 'against', { key })).code).toBe('key-reused');
    expect((await vote(place, tokens[0], 'for', { key, about: 'article:art2' })).code).toBe(
      'key-reused'
    );
    expect((await vote(place, tokens[0], null, { key })).code).toBe('key-reused');
    expect((await vote(place, tokens[1], 'against', { key })).status).toBe(200);
    expect(await audit(place)).toHaveLength(2);
  });
});

describe('races have one outcome', () => {
  it('of changing and withdrawing at once', async () => {
    for (let round = 0; round < 20; round += 1) {
      const place = await consultation();
      await vote(place, tokens[0], 'for');
      const replies = await Promise.all([
        vote(place, tokens[0], 'against'),
        vote(place, tokens[0], null),
        vote(place, tokens[0], 'mixed'),
      ]);
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
      await audit(place);
    }
  });

  it('of two hundred votes around the close: what was acknowledged counts, nothing comes after it', async () => {
    const people = [...tokens, ...(await citizens(140))];
    const closesAt = fromNow(1_500);
    const phase = {
      id: 'all',
      name: 'Vote',
      allows: ['vote'],
      opensAt: fromNow(-60_000),
      closesAt,
    };
    const place = await consultation({ settings: { phases: [phase] } });
    const end = Date.parse(closesAt);
    const replies = await Promise.all(
      people.map(async (token, index) => {
        const when = end + (index - 100) * 4;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, when - Date.now())));
        const isAfter = Date.now() >= end;
        return { isAfter, reply: await vote(place, token, 'for') };
      })
    );
    const accepted = replies.filter(({ reply }) => reply.status === 200);
    const refused = replies.filter(({ reply }) => reply.status !== 200);
    expect(accepted.length).toBeGreaterThan(0);
    expect(new Set(refused.map(({ reply }) => reply.code))).toEqual(new Set(['phase-closed']));
    expect(accepted.filter(({ isAfter }) => isAfter)).toEqual([]);
    expect(await audit(place)).toHaveLength(accepted.length);
    for (const { at, kind } of await leavesOf(place.id)) {
      if (kind.startsWith('ballot-')) expect(at < closesAt).toBe(true);
    }
  });

  it('of votes and a close by staff: no ballot stands behind the close', async () => {
    const place = await consultation();
    const [replies] = await Promise.all([
      Promise.all(
        tokens.map(async (token, index) => {
          await new Promise((resolve) => setTimeout(resolve, index * 2));
          return vote(place, token, 'for');
        })
      ),
      staff('POST', `/consultations/${place.id}/state`, { body: { state: 'closed' } }),
    ]);
    const accepted = replies.filter(({ status }) => status === 200).length;
    expect(await audit(place)).toHaveLength(accepted);
    const kinds = (await leavesOf(place.id)).map(({ kind }) => kind);
    expect(kinds.slice(kinds.indexOf('consultation-closed')).includes('ballot-cast')).toBe(false);
  });
});

describe('limits', () => {
  it('let a thousand people vote from one address', async () => {
    const places = await Promise.all(Array.from({ length: 17 }, () => consultation()));
    const replies = await Promise.all(
      places.flatMap((place) => tokens.map((token) => vote(place, token, 'for')))
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('stop one account that asks too much, wherever it says it comes from, and nobody else', async () => {
    const { strapi } = await app();
    strapi.config.set('plugin::consultation.attempts.ballotsPerAccount', 5);
    const [token] = await citizens(1);
    const place = await consultation();
    const replies: Reply[] = [];
    for (let index = 0; index < 8; index += 1) {
      const choice = index % 2 === 0 ? 'for' : 'against';
      const headers = { 'x-forwarded-for': `10.0.0.${index}` };
      replies.push(await vote(place, token, choice, { headers }));
    }
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    const last = replies.at(-1) as Reply;
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(last.error.message).toMatch(/\S+ \S+/);
    const [other] = await citizens(1);
    expect((await vote(place, other, 'for')).status).toBe(200);
    expect(await audit(place)).toHaveLength(6);
    expect(target).toBe('article:art1');
  });
});
