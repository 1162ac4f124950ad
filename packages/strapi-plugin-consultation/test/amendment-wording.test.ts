import type { Block } from 'consultation-core/text';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  article,
  change,
  close,
  decide,
  hide,
  lines,
  path,
  reworded,
  send,
  view,
} from './support/amending.ts';
import { app } from './support/app.ts';
import { api, type Citizen, citizen, ok, type Reply, staff } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';
import { actsOf } from './support/tables.ts';

let ada: Citizen;
let grace: Citizen;
beforeAll(async () => {
  await app();
  ada = await citizen();
  grace = await citizen('Grace');
});

const [heading, p1] = article() as [Block, Block];
const month = reworded('They do it within a month.');

async function amended(): Promise<{ place: Fixture; id: string }> {
  const place = await consultation();
  const { id } = await ok(send(place, ada, { proposal: month }));
  return { place, id };
}
/** Other words of staff; `number` is that of the newest that they have seen. */
const propose = (place: Fixture, id: string, number: number, text: string, publish = true) =>
  ok(
    staff('PUT', `/consultations/${place.id}/amendments/${id}/wording`, {
      body: {
        number,
        after: [heading, p1, { type: 'paragraph', id: 'p2', children: [{ text }] }],
        note: 'Clearer.',
        publish,
      },
    })
  );
const reply = (
  place: Fixture,
  id: string,
  number: number,
  accept: boolean,
  { token } = ada,
  words = 'Thank you.'
): Promise<Reply> =>
  api('POST', path(place, `/${id}/wordings/${number}`), { token, body: { accept, reply: words } });
const kinds = async (place: Fixture) =>
  (await actsOf(place.id))
    .map(({ kind }) => kind)
    .filter((kind) => /^wording-(?:accepted|refused)$/.test(kind));

describe('other words of staff', () => {
  it('are shown to everybody once they are public, and answered by the author once', async () => {
    const { place, id } = await amended();
    await propose(place, id, 0, 'They do it within 30 days.');
    const page = await view(place, id, ada.token);
    expect(page.may.reply.kind).toBe('allowed');
    const [wording] = page.amendment.wordings;
    expect(wording).toMatchObject({ state: 'public', note: 'Clearer.', reply: '' });
    expect(lines(wording.after)[2]).toBe('They do it within 30 days.');
    expect(wording.instruction.join(' ')).toContain('30 days');
    expect((await view(place, id)).amendment.wordings).toEqual([wording]);
    const { number } = wording;
    const first = await ok(reply(place, id, number, true));
    expect(first).toMatchObject({ number, state: 'accepted', reply: 'Thank you.' });
    const again = await ok(reply(place, id, number, true));
    expect(again).toEqual(first);
    expect(await kinds(place)).toEqual(['wording-accepted']);
    const other = await reply(place, id, number, false);
    expect([other.status, other.code]).toEqual([409, 'status-forbids']);
    expect((await view(place, id)).amendment.wordings).toMatchObject([{ state: 'accepted' }]);
    // The amendment itself is as its author wrote it.
    expect(lines((await view(place, id)).amendment.after)[2]).toBe('They do it within a month.');
  });

  it('are answered once when the answer arrives many times at once', async () => {
    const { place, id } = await amended();
    await propose(place, id, 0, 'They do it within 30 days.');
    const replies = await Promise.all(
      Array.from({ length: 6 }, (_, index) => reply(place, id, 1, index % 2 === 0))
    );
    const statuses = replies.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 200, 200, 409, 409, 409]);
    expect(await kinds(place)).toHaveLength(1);
  });

  it('are seen and answered by nobody while they are private', async () => {
    const { place, id } = await amended();
    await propose(place, id, 0, 'They do it within 30 days.', false);
    const page = await view(place, id, ada.token);
    expect(page.amendment.wordings).toEqual([]);
    expect(JSON.stringify(page)).not.toContain('30 days');
    expect((await reply(place, id, 1, true)).code).toBe('not-found');
  });

  it('are answered by the author alone, the newest ones alone', async () => {
    const { place, id } = await amended();
    await propose(place, id, 0, 'They do it within 30 days.');
    const theirs = await reply(place, id, 1, true, grace);
    expect([theirs.status, theirs.code]).toEqual([403, 'not-allowed']);
    expect((await view(place, id, grace.token)).may.reply.code).toBe('not-allowed');
    expect((await view(place, id)).may.reply.code).toBe('sign-in-needed');
    await propose(place, id, 1, 'They do it within 31 days.');
    const late = await reply(place, id, 1, true);
    expect([late.status, late.code]).toEqual([409, 'edited-elsewhere']);
    expect(late.error.details.latest).toBe(2);
    expect((await reply(place, id, 3, true)).code).toBe('not-found');
    expect(await ok(reply(place, id, 2, false, ada, ''))).toMatchObject({
      state: 'refused',
      reply: '',
    });
    expect(await kinds(place)).toEqual(['wording-refused']);
  });

  it('are answered after the close and after adoption, and not after a rejection', async () => {
    const { place, id } = await amended();
    await propose(place, id, 0, 'They do it within 30 days.');
    const second = await ok(send(place, ada, { proposal: month }));
    await propose(place, second.id, 0, 'They do it within 30 days.');
    await close(place);
    await decide(place, id, 'adopted');
    await decide(place, second.id, 'rejected');
    expect((await ok(reply(place, id, 1, true))).state).toBe('accepted');
    expect((await reply(place, second.id, 1, true)).code).toBe('status-forbids');
  });

  it('go with the amendment when it is hidden, and are refused by an edit', async () => {
    const { place, id } = await amended();
    await propose(place, id, 0, 'They do it within 30 days.');
    await ok(reply(place, id, 1, true));
    await ok(change(place, ada, id, { proposal: reworded('They do it within a week.') }));
    expect((await view(place, id)).amendment.wordings).toMatchObject([
      { number: 1, state: 'refused', reply: 'Thank you.' },
    ]);
    expect(await kinds(place)).toEqual(['wording-accepted', 'wording-refused']);
    await propose(place, id, 1, 'They do it within 7 days.');
    await hide(place, id);
    expect((await view(place, id, ada.token)).amendment.wordings).toEqual([]);
    expect((await reply(place, id, 2, true)).code).toBe('item-hidden');
  });

  it('are answered with words that are words', async () => {
    const { place, id } = await amended();
    await propose(place, id, 0, 'They do it within 30 days.');
    for (const body of [
      {},
      { accept: 'yes', reply: '' },
      { accept: true },
      { accept: true, reply: 'x'.repeat(3_001) },
      { accept: true, reply: 'a\u0000b' },
      { accept: true, reply: '', state: 'accepted' },
    ]) {
      const sent = await api('POST', path(place, `/${id}/wordings/1`), { token: ada.token, body });
      expect([sent.status, sent.code], JSON.stringify(body)?.slice(0, 60)).toEqual([
        400,
        'invalid-input',
      ]);
    }
    for (const number of ['0', '-1', 'x', '1.5', '99999999999999999999']) {
      const sent = await api('POST', path(place, `/${id}/wordings/${number}`), {
        token: ada.token,
        body: { accept: true, reply: '' },
      });
      expect([sent.status, sent.code], number).toEqual([404, 'not-found']);
    }
  });
});
