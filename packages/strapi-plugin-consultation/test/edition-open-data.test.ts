import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Knex } from 'knex';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { close, decide, hide } from './support/amending.ts';
import { app } from './support/app.ts';
import { citizens } from './support/citizens.ts';
import { api, type Citizen, citizen, ok, request, staff } from './support/client.ts';
import { adopt, bench, desk, publish, saveWording, wish } from './support/desk.ts';
import { consultation, type Fixture } from './support/fixture.ts';
import { data, journalOf } from './support/journal.ts';
import { busy, findings, independently, lines, made, vote } from './support/open-data.ts';

let tokens: string[];
let ada: Citizen;
let knex: Knex;
beforeAll(async () => {
  knex = (await app()).strapi.db.connection;
  tokens = await citizens(25);
  ada = await citizen();
});

const folderOf = (place: Fixture) => path.join(inject('workspace'), 'open-data', place.id);

describe('an edition of the open data', () => {
  it('is sound for whoever recomputes it, with everything that can happen in it', async () => {
    const { place, sooner, bad } = await busy(tokens, ada);
    const first = await made(place);
    expect(first.final).toBe(false);
    expect(await findings(place)).toEqual([]);
    await close(place);
    await decide(place, sooner, 'adopted');
    const last = await made(place);
    expect(last.final).toBe(true);
    expect(await findings(place)).toEqual([]);
    expect(await independently(place)).toMatch(new RegExp(`^ok ${last.size} `));
    const listed = await journalOf(place);
    expect(listed.editions.map(({ name }: { name: string }) => name)).toEqual([
      last.name,
      first.name,
    ]);
    // Counts are those that the pages show.
    const results = await ok(api('GET', `/consultations/${place.slug}/results`));
    const counts = await lines(place, last.name, 'counts.ndjson');
    const shown = [
      ...results.articles.map((one: { id: string; tally: object }) => [
        `article:${one.id}`,
        one.tally,
      ]),
      ...results.amendments.map((one: { id: string; tally: object }) => [
        `amendment:${one.id}`,
        one.tally,
      ]),
    ];
    for (const [target, tally] of shown) {
      const found = counts.find((one) => one.target === target);
      if (found === undefined) expect(tally.outcome.kind).toBe('no-votes');
      else expect([found.counts, found.outcome]).toEqual([tally.counts, tally.outcome]);
    }
    expect(counts.length).toBeGreaterThan(1);
    const contributions = await lines(place, last.name, 'contributions.ndjson');
    const hidden = contributions.find(({ id }) => id === bad);
    expect(hidden).toMatchObject({
      title: null,
      text: null,
      author: null,
      hidden: { rule: 'insult' },
    });
    const all = await Promise.all(
      last.files.map(async ({ name }) => (await data(place, `editions/${last.name}/${name}`)).text)
    );
    expect(all.join('')).not.toContain('fools');
    expect(all.join('')).not.toContain('"email"');
    const { text } = await data(place, `editions/${last.name}/contributions.csv`);
    expect(text).toContain(`'=Sooner`);
  });

  it('is sound over two versions, with settings changed, counts from elsewhere and an answer', async () => {
    const { service } = await app();
    const place = await bench();
    const settings = (body: object) =>
      ok(api('GET', `/consultations/${place.slug}`)).then(async () => {
        const { revision } = await ok(staff('GET', `/consultations/${place.id}`));
        return ok(
          staff('PUT', `/consultations/${place.id}`, { body: { revision, settings: body } })
        );
      });
    const grace = await citizen('Grace');
    const month = await wish(place, ada, 'a1p2', 'They do it within a month.');
    const nobody = await wish(place, grace, 'a2p1', 'Secrets are published by everybody.');
    for (const token of tokens.slice(0, 9)) await vote(place, token, 'for', `amendment:${month}`);
    await settings({
      passing: { quorum: { kind: 'ballots', count: 3 }, majority: { kind: 'simple' } },
    });
    for (const token of tokens.slice(0, 5)) await vote(place, token, 'against', 'article:a3');
    await service('ballot').importCounts({
      consultation: place.id,
      target: 'article:a2',
      counts: { for: 12, mixed: 0, against: 3 },
      source: 'A meeting in the town hall',
    });
    await saveWording(place, month, {
      proposal: { kind: 'replace', block: 'a1p2', text: 'They do it in a month.' },
      note: 'Shorter.',
      publish: true,
    });
    await close(place);
    await adopt(place, [month]);
    await ok(publish(place, (await desk(place)).fingerprint));
    await made(place);
    expect(await findings(place)).toEqual([]);
    await ok(staff('POST', `/consultations/${place.id}/state`, { body: { state: 'open' } }));
    for (const token of tokens.slice(4, 12)) await vote(place, token, 'mixed', 'article:a1');
    await vote(place, tokens[0], 'against', `amendment:${nobody}`);
    await made(place);
    expect(await findings(place)).toEqual([]);
    await service('journal').rotateKey(place.id);
    await service('journal').sign(place.id);
    await close(place);
    await adopt(place, [nobody], 'rejected');
    await ok(publish(place, (await desk(place)).fingerprint, { outcome: 'answered' }));
    const { name, final, size } = await made(place);
    expect(final).toBe(true);
    expect(await findings(place)).toEqual([]);
    expect(await independently(place)).toMatch(new RegExp(`^ok ${size} `));
    const versions = await lines(place, name, 'versions.ndjson');
    expect(versions.map(({ number }) => number)).toEqual([1, 2, 3]);
    const counts = await lines(place, name, 'counts.ndjson');
    expect(counts.find(({ target }) => target === 'article:a2')?.imported.counts.for).toBe(12);
  });

  it('gives the same bytes for the same checkpoint, and lists what sha256sum computes', async () => {
    const { place } = await busy(tokens, ada);
    const one = await made(place);
    const folder = path.join(folderOf(place), 'editions');
    await rm(path.join(folder, one.name), { recursive: true });
    await rm(path.join(folder, `${one.name}.json`));
    const other = await made(place);
    expect(other).toEqual(one);
    const sums = await readFile(path.join(folder, one.name, 'SHA256SUMS'), 'utf8');
    for (const line of sums.trim().split('\n')) {
      const [sum, name = ''] = line.split('  ');
      const bytes = await readFile(path.join(folder, one.name, name));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sum);
    }
    expect((await readdir(path.join(folder, one.name))).sort()).toEqual(
      other.files.map(({ name }) => name).sort()
    );
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
    const { service } = await app();
    expect((await service('edition').make(place.id)).kind).toBe('current');
  });

  it('says nothing of sealed ballots before the close, and everything after', async () => {
    const { place } = await busy(tokens, ada, { settings: { counts: 'at-close' } });
    const sealed = await made(place);
    expect(await lines(place, sealed.name, 'ballots.ndjson')).toEqual([]);
    expect(await lines(place, sealed.name, 'counts.ndjson')).toEqual([]);
    expect(await lines(place, sealed.name, 'activity.ndjson')).toEqual([]);
    const journal = await lines(place, sealed.name, 'journal.ndjson');
    const ballots = journal.filter(({ entry }) => entry.kind === 'ballot');
    expect(new Set(ballots.map(({ withheld, content }) => [withheld, content].join()))).toEqual(
      new Set(['sealed,'])
    );
    expect(new Set(ballots.map(({ entry }) => Object.keys(entry).sort().join()))).toEqual(
      new Set(['at,commitment,kind'])
    );
    expect(await findings(place)).toEqual([]);
    await close(place);
    const open = await made(place);
    expect((await lines(place, open.name, 'ballots.ndjson')).length).toBeGreaterThan(20);
    const sums = { cast: 0, changed: 0, withdrawn: 0 };
    for (const acts of await lines(place, open.name, 'activity.ndjson')) {
      for (const act of ['cast', 'changed', 'withdrawn'] as const) sums[act] += acts[act];
    }
    // 25 and 13 people vote; 4 of 6 change their minds, 5 of 25 take it back and one of those votes again.
    expect(sums).toEqual({ cast: 39, changed: 4, withdrawn: 5 });
    expect(await findings(place)).toEqual([]);
  });

  it('holds ballots in an order and under names that tell nothing of their coming', async () => {
    const { place, sooner } = await busy(tokens, ada);
    const { name } = await made(place);
    const ballots = await lines(place, name, 'ballots.ndjson');
    const key = ({ target, voter }: { target: string; voter: string }) => `${target}\u0001${voter}`;
    expect(ballots.map(key)).toEqual(ballots.map(key).sort());
    const votersOf = (target: string) =>
      new Set(ballots.filter((one) => one.target === target).map(({ voter }) => voter));
    const both = [...votersOf('article:art1')].filter((one) =>
      votersOf(`amendment:${sooner}`).has(one)
    );
    expect(both).toEqual([]);
    for (const ballot of ballots) {
      expect(Object.keys(ballot).sort()).toEqual(['choice', 'hour', 'target', 'voter']);
      expect(ballot.hour).toMatch(/:00:00\.000Z$/);
    }
  });

  it('is not shown any more once something in it is put out of sight', async () => {
    const { place, later } = await busy(tokens, ada);
    const before = await made(place);
    const address = `editions/${before.name}/contributions.ndjson`;
    expect((await data(place, address)).text).toContain('Later');
    await hide(place, later);
    expect((await data(place, address)).status).toBe(404);
    expect((await journalOf(place)).editions).toEqual([]);
    const after = await made(place);
    expect((await data(place, `editions/${after.name}/contributions.ndjson`)).text).not.toContain(
      'Later'
    );
    await expect(stat(path.join(folderOf(place), 'editions', before.name))).rejects.toThrow();
    expect(await findings(place)).toEqual([]);
  });

  it('names the leaf that is not what was signed, and leaves what was there', async () => {
    const { service } = await app();
    const { place } = await busy(tokens, ada);
    const before = await made(place);
    await vote(place, tokens[20], 'mixed', 'article:art2');
    await service('journal').sign(place.id);
    const [row] = await knex('consultation_acts').where({ consultation: place.id, idx: 9 });
    await knex('consultation_acts')
      .where({ consultation: place.id, idx: 9 })
      .update({ entry: row.entry.replace('20', '21') });
    await expect(service('edition').make(place.id)).rejects.toThrow(/Leaf 9/);
    expect(service('edition').work(place.id).failed?.why).toMatch(/Leaf 9/);
    await knex('consultation_acts')
      .where({ consultation: place.id, idx: 9 })
      .update({ entry: row.entry });
    const folder = path.join(folderOf(place), 'editions');
    // A folder that cannot be written: here because something else has its name.
    await rename(folder, `${folder}-kept`);
    await writeFile(folder, 'no folder');
    await expect(service('edition').make(place.id)).rejects.toThrow();
    await rm(folder);
    await rename(`${folder}-kept`, folder);
    expect((await journalOf(place)).editions[0].name).toBe(before.name);
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
    expect((await made(place)).size).toBeGreaterThan(before.size);
  });

  it('waits where the first checkpoint is being signed just then, and is no fault', async () => {
    const { service } = await app();
    for (let round = 0; round < 5; round += 1) {
      const place = await consultation();
      const [signed, made] = await Promise.all([
        service('journal').sign(place.id),
        service('edition').make(place.id),
      ]);
      expect([signed.kind, made.kind]).not.toContain('refused');
      expect(service('edition').work(place.id).failed).toBeNull();
    }
  });

  it('is made by staff who may publish, who see how far it is', async () => {
    const { place } = await busy(tokens, ada);
    const begun = await ok(
      staff('POST', `/consultations/${place.id}/journal/editions`, { body: {} })
    );
    expect(begun.files).toBe(`/consultations/data/${place.slug}/`);
    for (let tries = 0; tries < 50; tries += 1) {
      const state = await ok(staff('GET', `/consultations/${place.id}/journal`));
      if (state.running === null) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const state = await ok(staff('GET', `/consultations/${place.id}/journal`));
    expect(state).toMatchObject({ running: null, failed: null, halted: null, key: 1 });
    expect(state.editions).toHaveLength(1);
    expect(state.signed).toBe(state.size);
    const sound = await ok(
      staff('POST', `/consultations/${place.id}/journal/audits`, { body: {} })
    );
    expect(sound).toMatchObject({ size: state.size, fault: null });
  });
});

describe('the files of the open data', () => {
  it('are served to everybody and every program, streamed, kept where they never change', async () => {
    const { place } = await busy(tokens, ada);
    const { name, files } = await made(place);
    const address = `/consultations/data/${place.slug}/editions/${name}/journal.ndjson`;
    const whole = await request('GET', address);
    expect(whole.status).toBe(200);
    const listed = files.find((one) => one.name === 'journal.ndjson');
    expect(whole.headers.get('etag')).toBe(`"${listed?.sha256}"`);
    expect(whole.headers.get('content-length')).toBe(String(listed?.bytes));
    expect(whole.headers.get('access-control-allow-origin')).toBe('*');
    expect(whole.headers.get('cache-control')).toContain('immutable');
    expect(whole.headers.get('set-cookie')).toBeNull();
    const again = await request('GET', address, {
      headers: { 'if-none-match': `"${listed?.sha256}"` },
    });
    expect([again.status, again.text]).toEqual([304, '']);
    const head = await request('HEAD', address);
    expect([head.status, head.text, head.headers.get('content-length')]).toEqual([
      200,
      '',
      String(listed?.bytes),
    ]);
    const tile = await request('GET', `/consultations/data/${place.slug}/log/tile/0/000.p/5`, {
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(tile.status).toBe(200);
    expect(tile.headers.get('content-length')).toBe('160');
    expect(tile.headers.get('cache-control')).toContain('immutable');
    expect(tile.headers.get('access-control-allow-origin')).toBe('*');
    const editions = JSON.parse((await data(place, 'editions.json')).text);
    expect(editions[0].name).toBe(name);
  });

  it('are not there for a draft, an unknown consultation, or outside of their folder, all alike', async () => {
    const draft = await consultation({ open: false });
    const { place } = await busy(tokens, ada);
    const { name } = await made(place);
    const there = `/consultations/data/${place.slug}`;
    const replies = [
      await request('GET', `/consultations/data/${draft.slug}/editions.json`),
      await request('GET', `/consultations/data/${draft.slug}/log/keys.json`),
      await request('GET', '/consultations/data/no-such-one/editions.json'),
      await request('GET', `${there}/nothing`),
      await request('GET', `${there}/editions/${name}/nothing.csv`),
      await request('GET', `${there}/editions/${name}/..%2f${name}.json`),
      await request('GET', `${there}/editions/..%2f..%2fcheckpoint`),
      await request('GET', `${there}/editions/${name}%2f..%2f..%2fcheckpoint/x`),
      await request('GET', `${there}/log/tile/0/000.p/255`),
      await request('GET', `${there}/log/tile/0/x000/000`),
      await request('GET', `${there}/log/tile/entries/001`),
    ];
    for (const { status, text } of replies) expect([status, text]).toEqual([404, 'Not found.\n']);
    for (const verb of ['POST', 'PUT', 'DELETE']) {
      expect((await request(verb, `${there}/editions.json`)).status).toBe(405);
    }
  });
});
