import { afterAll, describe, expect, it } from 'vitest';
import { app, boot, destroy, stopApp } from './support/app.ts';
import { citizens } from './support/citizens.ts';
import { api, newKey, ok, request } from './support/client.ts';
import { consultation } from './support/fixture.ts';
import { actsOf, ballotsOf, talliesOf } from './support/tables.ts';

afterAll(() => {
  delete process.env.CONSULTATION_ENABLED;
});

describe('Strapi started without the plugin, and again with it', () => {
  it('has every ballot, act and contribution still, and the rights that were given', async () => {
    await app();
    const [token] = await citizens(1);
    const place = await consultation();
    const path = `/consultations/${place.slug}`;
    await ok(api('PUT', `${path}/ballots/article:art1`, { token, body: { choice: 'for' } }));
    await ok(
      api('POST', `${path}/arguments`, {
        token,
        body: { target: 'article:art1', stance: 'for', text: 'x', sources: [], key: newKey() },
      })
    );
    const look = async () => ({
      ballots: await ballotsOf(place.id),
      tallies: await talliesOf(place.id),
      acts: await actsOf(place.id),
      text: (await ok(api('GET', `${path}/versions/latest`))).body,
      opinions: (await ok(api('GET', `${path}/arguments?target=article:art1`))).for.total,
    });
    const before = await look();
    await stopApp();

    const without = await boot({ CONSULTATION_ENABLED: 'false' });
    expect(without.strapi.plugin('consultation')).toBeUndefined();
    expect((await fetch(`${without.url}/api/consultation/consultations`)).status).toBe(404);
    await destroy(without.strapi);
    delete process.env.CONSULTATION_ENABLED;

    expect(await look()).toEqual(before);
    expect(before.ballots).toHaveLength(1);
    await ok(api('PUT', `${path}/ballots/article:art1`, { token, body: { choice: 'against' } }));
    expect((await request('GET', path)).status).not.toBe(500);
  });

  it('finds nothing to do when its tables are there already', async () => {
    const { strapi } = await app();
    const steps = () => strapi.db.connection('consultation_migrations').select();
    const before = await steps();
    await stopApp();
    await app();
    const again = (await app()).strapi;
    expect(await again.db.connection('consultation_migrations').select()).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
  });
});

describe('a secret', () => {
  it('that is missing or short keeps Strapi from starting, with one clear sentence', async () => {
    await stopApp();
    for (const secret of ['', 'too short']) {
      await expect(boot({ CONSULTATION_SECRET: secret })).rejects.toThrow(/CONSULTATION_SECRET/);
    }
    await app();
  });
});
