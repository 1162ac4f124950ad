import { request as httpRequest } from 'node:http';
import { receiptCode } from 'consultation-core/log';
import { beforeAll, describe, expect, it } from 'vitest';
import { sooner } from './support/amending.ts';
import { app } from './support/app.ts';
import { audit, leavesOf, vote } from './support/casting.ts';
import { citizens } from './support/citizens.ts';
import { api, type Citizen, citizen, newKey, ok, type Reply } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';
import { strangersLeaf } from './support/journal.ts';

let tokens: string[];
let ada: Citizen;
beforeAll(async () => {
  tokens = await citizens(20);
  ada = await citizen();
});

const actsOf = async (place: Fixture) => (await leavesOf(place.id)).length;
const untilThere = async (place: Fixture, size: number) => {
  while ((await actsOf(place)) < size) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** A vote whose answer nobody reads: the connection is cut when `cut` says so. */
async function cutOff(place: Fixture, token: string, key: string, cut: () => Promise<unknown>) {
  const { url } = await app();
  const body = JSON.stringify({ choice: 'for', key });
  const asked = httpRequest(
    `${url}/api/consultation/consultations/${place.slug}/ballots/article:art1`,
    {
      method: 'PUT',
      agent: false,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    }
  );
  asked.on('error', () => undefined);
  asked.on('response', (response) => response.on('error', () => undefined).pause());
  const closed = new Promise((resolve) => asked.on('close', resolve));
  await new Promise<void>((resolve) => asked.end(body, resolve));
  await cut();
  asked.destroy();
  await closed;
}

describe('a connection that is cut before the answer', () => {
  it('after the commit: the same key gets the receipt of the act that is there', async () => {
    const place = await consultation();
    for (const token of tokens) {
      const size = await actsOf(place);
      const key = newKey();
      await cutOff(place, token, key, () => untilThere(place, size + 1));
      const leaf = (await leavesOf(place.id)).at(-1);
      const again = await ok(vote(place, token, 'for', { key }));
      const bytes = Buffer.from(JSON.stringify(leaf?.entry));
      expect(again.receipt).toMatchObject({
        index: leaf?.idx,
        code: receiptCode(leaf?.idx as number, strangersLeaf(bytes)),
      });
      expect(await actsOf(place)).toBe(size + 1);
    }
    expect(await audit(place)).toHaveLength(tokens.length);
  });

  it('at any moment: one act after the repetition, whether or not there was one before', async () => {
    const place = await consultation();
    for (const [index, token] of tokens.entries()) {
      const key = newKey();
      await cutOff(
        place,
        token,
        key,
        () => new Promise((resolve) => setTimeout(resolve, (index % 10) * 2))
      );
      const replies = await Promise.all(
        Array.from({ length: 3 }, () => vote(place, token, 'for', { key }))
      );
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(new Set(replies.map(({ data }) => data.receipt.code)).size).toBe(1);
    }
    expect(await audit(place)).toHaveLength(tokens.length);
  });
});

describe('what was accepted and is sent once more', () => {
  type Sent = readonly [verb: string, path: string, body?: object];

  /** Something of each kind that citizens do, each accepted. */
  async function story(place: Fixture) {
    const at = `/consultations/${place.slug}`;
    const ballot = `${at}/ballots/article:art1`;
    const wish = sooner();
    const argument = { target: 'article:art1', stance: 'for', text: 'Because.', sources: [] };
    const sent: readonly Sent[] = [
      ['PUT', ballot, { choice: 'for', key: newKey() }],
      ['PUT', ballot, { choice: 'against', key: newKey() }],
      ['DELETE', `${ballot}?key=${newKey()}`],
      ['PUT', ballot, { choice: 'mixed', key: newKey() }],
      ['POST', `${at}/arguments`, { ...argument, key: newKey() }],
      ['POST', `${at}/amendments`, wish],
    ];
    const replies: Reply[] = [];
    for (const [verb, path, body] of sent) {
      const reply = await api(verb, path, { token: ada.token, body });
      expect([path, reply.status, reply.text.slice(0, 300)]).toEqual([
        path,
        200,
        expect.any(String),
      ]);
      replies.push(reply);
    }
    return { sent, replies };
  }
  const receiptsOf = (replies: readonly Reply[]) =>
    replies.map(({ data }) => data.receipt?.code ?? data.argument?.receipt?.code);

  it('makes no leaf and no receipt, from that session and from another of the same person', async () => {
    const place = await consultation();
    const { sent, replies } = await story(place);
    const size = await actsOf(place);
    const { email, password } = ada;
    const other = (await ok(api('POST', '/session', { body: { email, password } }))).token;
    expect(other).not.toBe(ada.token);
    for (const token of [ada.token, other]) {
      for (const order of [sent, [...sent].reverse()]) {
        for (const [verb, path, body] of order) {
          const reply = await api(verb, path, { token, body });
          const first = replies[sent.findIndex((one) => one[2] === body && one[1] === path)];
          expect([path, reply.status]).toEqual([path, 200]);
          expect(receiptsOf([reply])).toEqual(receiptsOf([first as Reply]));
        }
      }
    }
    expect(await actsOf(place)).toBe(size);
    expect((await audit(place)).at(-1)?.choice).toBe('mixed');
  });

  it('is refused without a session, and with one that has ended', async () => {
    const place = await consultation();
    const { sent } = await story(place);
    const size = await actsOf(place);
    const { email, password } = ada;
    const ended = (await ok(api('POST', '/session', { body: { email, password } }))).token;
    await ok(api('DELETE', '/session', { token: ended }));
    for (const token of [undefined, ended, 'x'.repeat(43)]) {
      for (const [verb, path, body] of sent) {
        const reply = await api(verb, path, { token, body });
        expect([path, reply.code, reply.data]).toEqual([path, 'sign-in-needed', null]);
      }
    }
    expect(await actsOf(place)).toBe(size);
  });

  it('by somebody else is her own act: it touches nothing of the first one, and has a receipt of its own', async () => {
    const place = await consultation();
    const key = newKey();
    const first = await ok(vote(place, tokens[0], 'for', { key }));
    const second = await ok(vote(place, tokens[1], 'for', { key }));
    expect(second.receipt.code).not.toBe(first.receipt.code);
    const acts = await audit(place);
    expect(acts.map(({ act }) => act)).toEqual(['cast', 'cast']);
    expect(new Set(acts.map(({ voter }) => voter)).size).toBe(2);
    expect((await ok(vote(place, tokens[0], 'for', { key }))).receipt).toEqual(first.receipt);
  });
});

describe('receipts', () => {
  it('are different for equal choices, of many people and of one who comes again and again', async () => {
    const place = await consultation();
    const codes: string[] = [];
    for (const token of tokens) codes.push((await ok(vote(place, token, 'for'))).receipt.code);
    for (let time = 0; time < 20; time += 1) {
      for (const choice of [null, 'for']) {
        codes.push((await ok(vote(place, tokens[0], choice))).receipt.code);
      }
    }
    const acts = (await leavesOf(place.id)).filter(({ kind }) => kind.startsWith('ballot-'));
    expect(codes).toHaveLength(60);
    expect(new Set(codes.map((code) => code.slice(code.indexOf('-')))).size).toBe(60);
    const commitments = acts.map(({ entry }) => (entry as { commitment?: string }).commitment);
    expect(new Set(commitments).size).toBe(60);
  });
});
