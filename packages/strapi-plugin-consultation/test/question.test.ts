import { grades, type Question } from 'consultation-core/vote';
import { beforeAll, describe, expect, it } from 'vitest';
import { app } from './support/app.ts';
import { api, type Citizen, citizen, ok, staff } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';
import { actsOf, ballotsOf, talliesOf } from './support/tables.ts';

const options = [
  { id: 'a', label: 'A library' },
  { id: 'b', label: 'A garden' },
  { id: 'c', label: 'A pool' },
];
const question = (id: string, method: Question['method']): Question => ({
  id,
  title: `What shall be built first (${id})?`,
  explanation: 'The site is the same.\n\nSo is the price.',
  method,
  options,
});
const questions = [
  question('q1', 'approval@1'),
  question('q2', 'majority-judgment@1'),
  question('q3', 'schulze@1'),
  question('q4', 'instant-runoff@1'),
];
const asking = (settings: object = {}, open = true) =>
  consultation({ settings: { questions, ...settings }, open });

let place: Fixture;
let ada: Citizen;
beforeAll(async () => {
  await app();
  place = await asking();
  ada = await citizen();
});
const path = (where: Fixture, id: string) => `/consultations/${where.slug}/ballots/question:${id}`;
const vote = (id: string, choice: unknown, where = place, who = ada) =>
  api('PUT', path(where, id), { body: { choice }, token: who.token });
const takeBack = (id: string, where = place, who = ada) =>
  api('DELETE', path(where, id), { token: who.token });
const read = (id: string, where = place, who?: Citizen) =>
  ok(api('GET', `/consultations/${where.slug}/questions/${id}`, who && { token: who.token }));
const kindsOf = async ({ id }: Fixture) =>
  (await actsOf(id)).map(({ kind }) => kind).filter((kind) => kind.startsWith('ballot-'));

describe('a citizen answers a question', () => {
  it('casts, changes and withdraws a ballot, and the result follows', async () => {
    const where = await asking();
    const first = await ok(vote('q3', 'b>a=c', where));
    expect(first).toMatchObject({ target: 'question:q3', choice: 'b>a=c', tally: null });
    expect(first.receipt.code).toEqual(expect.any(String));
    expect((await read('q3', where)).tally.result).toMatchObject({ ballots: 1, winners: ['b'] });
    await ok(vote('q3', 'c>a>b', where));
    const view = await read('q3', where, ada);
    expect(view.tally.result).toMatchObject({ ballots: 1, winners: ['c'] });
    expect(view.myChoice).toBe('c>a>b');
    expect(await talliesOf(where.id)).toEqual(
      expect.arrayContaining([{ target: 'question:q3', choice: 'c>a>b', count: 1 }])
    );
    const last = await ok(takeBack('q3', where));
    expect(last).toMatchObject({ choice: null, tally: null });
    const after = await read('q3', where, ada);
    expect(after.tally.result).toMatchObject({ ballots: 0 });
    expect(after.myChoice).toBeNull();
    expect(after.myReceipt).toEqual(last.receipt);
    expect(await kindsOf(where)).toEqual(['ballot-cast', 'ballot-changed', 'ballot-withdrawn']);
    expect(await ballotsOf(where.id)).toEqual([]);
  });
});
