import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Source, verify } from 'consultation-core/verify';
import { inject } from 'vitest';
import { hide, send } from './amending.ts';
import { app } from './app.ts';
import { api, type Citizen, citizen, newKey, ok } from './client.ts';
import { consultation, type Fixture, type FixtureOptions } from './fixture.ts';
import { data, journalOf } from './journal.ts';

const exec = promisify(execFile);

export const vote = (place: Fixture, token: string | undefined, choice: string, target: string) =>
  ok(
    api('PUT', `/consultations/${place.slug}/ballots/${target}`, {
      token,
      body: { choice, key: newKey() },
    })
  );
export const takeBack = (place: Fixture, token: string | undefined, target: string) =>
  ok(api('DELETE', `/consultations/${place.slug}/ballots/${target}?key=${newKey()}`, { token }));
export const argue = (place: Fixture, token: string, target: string, text: string) =>
  ok(
    api('POST', `/consultations/${place.slug}/arguments`, {
      token,
      body: { target, stance: 'against', text, sources: [], key: newKey() },
    })
  );

/** A consultation in which everything happens that an edition tells. */
export async function busy(tokens: readonly string[], ada: Citizen, options: FixtureOptions = {}) {
  const place = await consultation(options);
  const wish = async (who: Citizen, title: string, text: string) =>
    (await ok(send(place, who, { proposal: { kind: 'replace', block: 'p2', text }, title }))).id;
  const grace = await citizen('Grace');
  const sooner = await wish(ada, '=Sooner', 'They do it within a month.');
  const later = await wish(grace, 'Later', 'They do it within ten years.');
  const bad = await wish(grace, 'You are all fools', 'Fools do it.');
  const target = `amendment:${sooner}`;
  const choices = ['for', 'mixed', 'against'];
  for (const [index, token] of tokens.entries()) {
    await vote(place, token, choices[index % 3] as string, 'article:art1');
    if (index % 2 === 0) await vote(place, token, choices[(index + 1) % 3] as string, target);
  }
  for (const token of tokens.slice(0, 6)) await vote(place, token, 'against', 'article:art1');
  for (const token of tokens.slice(3, 8)) await takeBack(place, token, 'article:art1');
  await vote(place, tokens[4], 'mixed', 'article:art1');
  const { id: argument } = await argue(place, ada.token, target, 'A month is short,\nfor some.');
  await hide(place, bad);
  return { place, sooner, later, bad, argument, grace };
}

/** The files of the newest edition, as everybody gets them. */
export function overHttp(place: Fixture): Source {
  return {
    name: `/consultations/data/${place.slug}/`,
    async open(file) {
      const { url } = await app();
      const response = await fetch(`${url}/consultations/data/${place.slug}/${file}`);
      if (response.status === 404) return null;
      if (response.status !== 200) throw new Error(`${file}: ${response.status}`);
      return response.body as unknown as AsyncIterable<Uint8Array>;
    },
  };
}

export async function made(place: Fixture) {
  const { service } = await app();
  const done = await service('edition').make(place.id);
  if (done.kind !== 'made') throw new Error(JSON.stringify(done));
  return done.edition;
}
const script = fileURLToPath(
  new URL('../../../consultation-core/test/independent-verifier.mjs', import.meta.url)
);

/** What a short script says of the newest edition that shares no code with ours: `ok <leaves> <root>`, or what is wrong. */
export async function independently(place: Fixture): Promise<string> {
  const { editions, keys } = await journalOf(place);
  const folder = path.join(
    inject('workspace'),
    'open-data',
    place.id,
    'editions',
    editions[0].name
  );
  try {
    return (await exec(process.execPath, [script, folder, keys[0]])).stdout.trim();
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

export const lines = async (place: Fixture, name: string, file: string) =>
  (await data(place, `editions/${name}/${file}`)).text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

export const findings = async (place: Fixture) => (await verify(overHttp(place))).findings;
