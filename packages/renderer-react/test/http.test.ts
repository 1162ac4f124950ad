/** The same pages by way of HTTP: the client of the contract, and a plain Node host that runs as its example says. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpApi } from '../src/index.ts';
import { article, browser, secret, wordsOf } from './browse.ts';
import { fixtureApi } from './fixture-api.ts';
import { fixtureState } from './fixture-state.ts';
import { serveApi } from './http-server.ts';

const slug = 'republique-numerique';
let api: Awaited<ReturnType<typeof serveApi>>;

beforeAll(async () => {
  api = await serveApi(fixtureApi(fixtureState(), () => new Date('2015-10-10T10:00:00.000Z')));
});
afterAll(() => {
  api.server.close();
});

describe('the API over HTTP', () => {
  it('carries a whole journey: sign in, vote, argue, withdraw', async () => {
    const b = browser({ api: createHttpApi({ baseUrl: api.baseUrl }) });
    await b.signIn();
    const item = `/en/${slug}/articles/${article}`;
    const voted = await b.follow(
      await b.submit(await b.get(item), '/vote', { fields: { choice: 'for' } })
    );
    expect(wordsOf(voted.html)).toContain('You voted: For.');
    const sent = await b.submit(voted, '/argue', { fields: { stance: 'for', text: 'By HTTP' } });
    expect(sent.status).toBe(303);
    const gone = await b.follow(await b.submit(voted, '/vote', { fields: { withdraw: '1' } }));
    expect(wordsOf(gone.html)).toContain('Your vote was withdrawn.');
    expect((await b.get('/en/nowhere')).status).toBe(404);
    const csv = await b.get(`/en/${slug}/results.csv`);
    expect(csv.html).toContain('imported_for');
  });

  it('says the code of a refusal, and of an answer that is none', async () => {
    const client = createHttpApi({ baseUrl: api.baseUrl });
    const caller = { language: 'fr' } as const;
    expect(await client('getConsultation', { params: { slug: 'nope' } }, caller)).toEqual({
      kind: 'refused',
      code: 'not-found',
      details: {},
    });
    const answers = (body: string, status = 200) =>
      createHttpApi({
        baseUrl: 'https://api.example.org/api/consultation/',
        fetch: async () => new Response(body, { status }),
      })('listConsultations', {}, caller);
    expect(await answers('<html>')).toMatchObject({ code: 'service-unavailable' });
    expect(await answers('{"data":{"total":"many"}}')).toMatchObject({ code: 'unexpected' });
    expect(await answers('{}', 429)).toMatchObject({ code: 'too-many-requests' });
    expect(await answers('{"error":{"details":{"code":"made-up"}}}', 500)).toMatchObject({
      code: 'unexpected',
    });
  });

  it('never puts the session token or a parameter anywhere but in its place', async () => {
    const seen: Request[] = [];
    const client = createHttpApi({
      baseUrl: 'https://api.example.org/api/consultation',
      fetch: async (input, init) => {
        seen.push(new Request(input, init));
        return new Response('{}', { status: 404 });
      },
    });
    const params = { slug: '../../admin?x=1', article: 'a/b' };
    await client('getArticle', { params }, { language: 'fr', token: 'secret-token' });
    expect(seen[0]?.url).toBe(
      'https://api.example.org/api/consultation/consultations/..%2F..%2Fadmin%3Fx%3D1/articles/a%2Fb'
    );
    expect(seen[0]?.headers.get('authorization')).toBe('Bearer secret-token');
    expect(seen[0]?.headers.get('accept-language')).toBe('fr');
  });
});

describe('the example for plain Node', () => {
  it('serves the pages of an API that it reaches by HTTP', async () => {
    const folder = fileURLToPath(new URL('..', import.meta.url));
    if (!existsSync(`${folder}/dist/index.js`)) {
      execFileSync(process.execPath, ['build.mjs'], { cwd: folder });
    }
    const host = spawn(process.execPath, ['examples/node-server.mjs'], {
      cwd: folder,
      env: { ...process.env, API_URL: api.baseUrl, FORM_SECRET: secret, PORT: '0' },
    });
    try {
      const address = await new Promise<string>((done, fail) => {
        host.stdout.on('data', (chunk) => done(String(chunk).trim()));
        host.stderr.on('data', (chunk) => fail(new Error(String(chunk))));
      });
      const list = await fetch(address, { headers: { 'accept-language': 'fr' } });
      expect(list.url).toBe(`${address}/fr`);
      expect(wordsOf(await list.text())).toContain('Projet de loi pour une République numérique');
      const origin = new URL(address).origin;
      const body = new URLSearchParams({ choice: 'for' });
      const form = await fetch(`${address}/fr/${slug}/articles/${article}/vote`, {
        method: 'POST',
        body,
        headers: { origin },
      });
      expect(form.status).toBe(403);
      expect(wordsOf(await form.text())).toContain('Rien n’a été enregistré');
    } finally {
      host.kill();
    }
  }, 30_000);
});
