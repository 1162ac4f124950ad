import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { close } from './support/amending.ts';
import { type App, app, boot, environment, stopApp } from './support/app.ts';
import { api, type Citizen, citizen, newKey, ok } from './support/client.ts';
import { consultation, fromNow } from './support/fixture.ts';
import { journalOf, mirror } from './support/journal.ts';
import { findings } from './support/open-data.ts';
import { createDatabase } from './support/process.ts';

const second = 1_000;
const hour = 3_600 * second;

/** Waits until something is so, as long as a minute at most: the time within which a receipt is final. */
async function until(what: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60 * second;
  while (!(await what())) {
    if (Date.now() > end) throw new Error('It did not come within a minute');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** On a database of its own: the jobs look after every journal, also after the hundreds that other tests have left. */
describe('a server that looks after its journals by itself', () => {
  let running: App;
  let folder: string;
  let ada: Citizen;
  beforeAll(async () => {
    await stopApp();
    folder = await mkdtemp(path.join(tmpdir(), 'open-data-'));
    await createDatabase('jobs');
    const starting = boot({
      ...environment('jobs'),
      CONSULTATION_DATA_DIR: folder,
      CONSULTATION_SIGN_EVERY: '1',
    });
    const { consultationTests } = globalThis as { consultationTests?: { app?: Promise<App> } };
    if (consultationTests) consultationTests.app = starting;
    running = await starting;
    ada = await citizen();
  });
  afterAll(async () => {
    await stopApp();
    delete process.env.CONSULTATION_SIGN_EVERY;
    await rm(folder, { recursive: true, force: true });
    await app();
  });

  it('makes a receipt final, publishes at the close, and stops with the server', async () => {
    const place = await consultation({ settings: { counts: 'at-close' } });
    const { receipt } = await ok(
      api('PUT', `/consultations/${place.slug}/ballots/article:art1`, {
        token: ada.token,
        body: { choice: 'for', key: newKey() },
      })
    );
    const find = () => ok(api('GET', `/consultations/${place.slug}/journal/${receipt.code}`));
    await until(async () => (await find()).proof !== null);
    await until(async () => (await journalOf(place)).editions.length === 1);
    expect((await journalOf(place)).editions[0].final).toBe(false);
    await close(place);
    await until(async () => (await journalOf(place)).editions[0]?.final === true);
    expect((await find()).standing).toBe('counted');
    expect(await findings(place)).toEqual([]);
    expect(running.strapi).toBeDefined();
  });

  it('notes that a phase began and ended, though nobody does anything', async () => {
    const begins = fromNow(2 * second);
    const ends = fromNow(5 * second);
    const place = await consultation({
      settings: {
        phases: [
          { id: 'short', name: 'Soon', opensAt: begins, closesAt: ends, allows: ['vote'] },
          {
            id: 'later',
            name: 'Later',
            opensAt: fromNow(hour),
            closesAt: fromNow(2 * hour),
            allows: ['vote'],
          },
        ],
      },
    });
    const changes = async () => {
      const view = await journalOf(place);
      if (view.checkpoint === null) return [];
      const { entries } = await mirror(place);
      return entries
        .map((entry) => JSON.parse(entry.toString()))
        .filter(({ kind }) => kind === 'phase-changed');
    };
    await until(async () => (await changes()).length === 2);
    expect((await changes()).map(({ data }) => data)).toEqual([
      { from: null, to: 'short', boundary: begins },
      { from: 'short', to: null, boundary: ends },
    ]);
  });
});
