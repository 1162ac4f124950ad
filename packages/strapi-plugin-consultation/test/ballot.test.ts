import { beforeAll, describe, expect, it } from 'vitest';
import { app } from './support/app.ts';
import { api, type Citizen, citizen, ok, staff } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';
import { actsOf, ballotsOf, talliesOf } from './support/tables.ts';

let place: Fixture;
let ada: Citizen;
beforeAll(async () => {
  await app();
  place = await consultation();
  ada = await citizen();
});
const target = 'article:art1';
const path = (where: Fixture, about = target) => `/consultations/${where.slug}/ballots/${about}`;
const vote = (choice: unknown, where = place, who = ada) =>
  api('PUT', path(where), { body: { choice }, token: who.token });

describe('a citizen votes on an article', () => {
  it('casts, changes and withdraws a ballot, and the counts follow', async () => {
    const first = await ok(vote('for'));
    expect(first.choice).toBe('for');
    expect(first.tally.counts).toEqual({ for: 1, mixed: 0, against: 0 });
    const second = await ok(vote('against'));
    expect(second.tally.counts).toEqual({ for: 0, mixed: 0, against: 1 });
    expect(second.tally.outcome.kind).toBe('not-passed');
    const third = await ok(api('DELETE', path(place), { token: ada.token }));
    expect(third.choice).toBeNull();
    expect(third.tally.counts).toEqual({ for: 0, mixed: 0, against: 0 });
    expect(third.tally.outcome.kind).toBe('no-votes');
    expect((await actsOf(place.id)).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['ballot-cast', 'ballot-changed', 'ballot-withdrawn'])
    );
  });

  it('does once what is asked twice', async () => {
    const where = await consultation();
    await ok(vote('for', where));
    await ok(vote('for', where));
    await ok(api('DELETE', path(where), { token: ada.token }));
    await ok(api('DELETE', path(where), { token: ada.token }));
    const kinds = (await actsOf(where.id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'ballot-cast')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'ballot-withdrawn')).toHaveLength(1);
    expect(await ballotsOf(where.id)).toEqual([]);
  });

  it('has one ballot after 200 equal requests at once', async () => {
    const where = await consultation();
    const replies = await Promise.all(Array.from({ length: 200 }, () => vote('for', where)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(await ballotsOf(where.id)).toHaveLength(1);
    expect((await actsOf(where.id)).filter(({ kind }) => kind === 'ballot-cast')).toHaveLength(1);
    expect(await talliesOf(where.id)).toEqual([{ target, choice: 'for', count: 1 }]);
  });

  it('ends with one ballot and right counts when choices race', async () => {
    const where = await consultation();
    const choices = ['for', 'mixed', 'against'];
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => vote(choices[index % 3] as string, where))
    );
    const [only, ...others] = await ballotsOf(where.id);
    expect(others).toEqual([]);
    const tallies = await talliesOf(where.id);
    expect(tallies.filter(({ count }) => count !== 0)).toEqual([
      { target, choice: only?.choice, count: 1 },
    ]);
  });

  it('is kept to one ballot by the key of the table itself', async () => {
    const { strapi } = await app();
    const where = await consultation();
    await ok(vote('for', where));
    const [row] = await strapi.db
      .connection('consultation_ballots')
      .where({ consultation: where.id });
    await expect(
      strapi.db.connection('consultation_ballots').insert({ ...row, choice: 'against' })
    ).rejects.toThrow(/unique/i);
  });

  it('is asked for a choice that the method has', async () => {
    const reply = await vote('perhaps');
    expect(reply.code).toBe('choice-unknown');
    expect(reply.status).toBe(422);
    expect(reply.error.details.choices).toEqual(['for', 'mixed', 'against']);
  });

  it('counts a person once among the participants, however much she does', async () => {
    const where = await consultation();
    await ok(vote('for', where));
    await ok(
      api('PUT', path(where, 'article:art2'), { body: { choice: 'for' }, token: ada.token })
    );
    const other = await citizen('Grace');
    await ok(vote('for', where, other));
    const { totals } = await ok(api('GET', `/consultations/${where.slug}`));
    expect(totals).toMatchObject({ participants: 2, ballots: 3 });
  });
});

describe('counts are sealed until the close', () => {
  it('so that nothing shows them before, and everything after', async () => {
    const where = await consultation({ settings: { counts: 'at-close' } });
    const view = await ok(vote('for', where));
    expect(view.tally).toMatchObject({ counts: null, outcome: null });
    const text = await ok(api('GET', `/consultations/${where.slug}/versions/latest`));
    expect(text.articles[0].tally.counts).toBeNull();
    const results = await ok(api('GET', `/consultations/${where.slug}/results`));
    expect(results.sealed).toBe(true);
    expect(results.participation.ballots).toBeNull();
    expect(results.articles[0].tally).toMatchObject({ counts: null, outcome: null });
    const seen = await ok(staff('GET', `/consultations/${where.id}`));
    expect(seen.totals.ballots).toBeNull();
    await ok(staff('POST', `/consultations/${where.id}/state`, { body: { state: 'closed' } }));
    const open = await ok(api('GET', `/consultations/${where.slug}/results`));
    expect(open.sealed).toBe(false);
    expect(open.articles[0].tally.counts).toEqual({ for: 1, mixed: 0, against: 0 });
  });
});
