import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sooner } from './support/amending.ts';
import { app } from './support/app.ts';
import { api, type Citizen, citizen, newKey, ok, staff } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';
import { actsOf } from './support/tables.ts';

let ada: Citizen;
beforeAll(async () => {
  await app();
  ada = await citizen();
});
afterEach(async () => (await app()).service('clock').stopAt(null));

const phase = {
  id: 'p',
  name: 'Phase',
  opensAt: '2030-01-01T08:00:00.000Z',
  closesAt: '2030-02-01T08:00:00.000Z',
  allows: ['comment', 'amend', 'vote'],
};
const acts = (place: Fixture, target = 'article:art1') => ({
  vote: () =>
    api('PUT', `/consultations/${place.slug}/ballots/${target}`, {
      body: { choice: 'for' },
      token: ada.token,
    }),
  comment: () =>
    api('POST', `/consultations/${place.slug}/arguments`, {
      body: { target, stance: 'for', text: 'Because.', sources: [], key: newKey() },
      token: ada.token,
    }),
  amend: () =>
    api('POST', `/consultations/${place.slug}/amendments`, {
      body: sooner(),
      token: ada.token,
    }),
});
const at = async (instant: string) => (await app()).service('clock').stopAt(instant);
const names = ['vote', 'comment', 'amend'] as const;

describe('a phase', () => {
  it('starts with its first millisecond and ends before its last', async () => {
    const place = await consultation({ settings: { phases: [phase] } });
    for (const name of names) {
      await at('2030-01-01T07:59:59.999Z');
      expect((await acts(place)[name]()).code, name).toBe('phase-closed');
      await at(phase.opensAt);
      await ok(acts(place)[name]());
      await at('2030-02-01T07:59:59.999Z');
      await ok(acts(place)[name]());
      await at(phase.closesAt);
      expect((await acts(place)[name]()).code, name).toBe('phase-closed');
    }
  });

  it('is asked of the clock of the database, not of the one who asks', async () => {
    const closesAt = new Date(Date.now() + 60 * 60 * 1000).toISOString();
    const place = await consultation({
      settings: { phases: [{ ...phase, opensAt: '2020-01-01T00:00:00.000Z', closesAt }] },
    });
    await ok(acts(place).vote());
    const [act] = (await actsOf(place.id)).filter(({ kind }) => kind === 'ballot-cast');
    expect(Math.abs(Date.parse(act?.at ?? '') - Date.now())).toBeLessThan(10_000);
  });

  it('allows only what it names', async () => {
    for (const name of names) {
      const allows = names.filter((other) => other !== name);
      const place = await consultation({ settings: { phases: [{ ...phase, allows }] } });
      await at('2030-01-15T00:00:00.000Z');
      expect((await acts(place)[name]()).code, name).toBe('phase-closed');
      for (const other of allows) await ok(acts(place)[other]());
    }
  });

  it('says when it was', async () => {
    const place = await consultation({ settings: { phases: [phase] } });
    await at('2029-12-31T00:00:00.000Z');
    expect((await acts(place).vote()).error.details).toMatchObject({ opensAt: phase.opensAt });
  });
});

describe('what is open', () => {
  it('can be less on one article than the phase allows', async () => {
    const place = await consultation({
      settings: { openings: [{ article: 'art1', allows: ['comment'] }] },
    });
    await ok(acts(place).comment());
    expect((await acts(place).vote()).code).toBe('not-open-here');
    expect((await acts(place).amend()).code).toBe('not-open-here');
    await ok(acts(place, 'article:art2').vote());
  });

  it('is nothing before the opening and after the close', async () => {
    const place = await consultation({ open: false });
    for (const name of names) expect((await acts(place)[name]()).code, name).toBe('not-found');
    await ok(staff('POST', `/consultations/${place.id}/state`, { body: { state: 'open' } }));
    await ok(acts(place).vote());
    await ok(staff('POST', `/consultations/${place.id}/state`, { body: { state: 'closed' } }));
    for (const name of names) {
      expect((await acts(place)[name]()).code, name).toBe('consultation-not-open');
    }
  });

  it('asks for a sign-in first', async () => {
    const place = await consultation();
    const reply = await api('PUT', `/consultations/${place.slug}/ballots/article:art1`, {
      body: { choice: 'for' },
    });
    expect(reply.status).toBe(401);
    expect(reply.code).toBe('sign-in-needed');
  });
});

describe('what does not exist', () => {
  it('is not found, whatever is wanted of it', async () => {
    const place = await consultation();
    const nowhere = { id: 'x', slug: 'no-such-consultation' };
    for (const name of names) {
      expect((await acts(nowhere)[name]()).code, name).toBe('not-found');
    }
    expect((await acts(place, 'article:nix').vote()).code).toBe('not-found');
    expect((await acts(place, 'article:sec1').vote()).code).toBe('not-found');
    expect((await acts(place, 'amendment:nix').vote()).code).toBe('not-found');
    expect((await acts(place, 'article:nix').comment()).code).toBe('not-found');
    expect((await api('GET', `/consultations/${place.slug}/articles/nix`)).code).toBe('not-found');
    expect((await api('GET', `/consultations/${place.slug}/versions/2`)).code).toBe('not-found');
    expect((await api('GET', `/consultations/${place.slug}/amendments/nix`)).code).toBe(
      'not-found'
    );
  });
});
