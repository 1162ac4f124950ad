/**
 * Requests a second of a really booted Strapi on SQLite: casting a ballot beside an empty route and beside Strapi's own
 * document create; the page with a whole text beside a page with one heading. All over HTTP in one run, taking turns.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const appDir = fileURLToPath(new URL('../../../playground/', import.meta.url));
const require = createRequire(join(appDir, 'package.json'));
const connections = 50;
const rounds = 5;
const perRound = 400;
const voters = 300;

const secret = () => randomBytes(24).toString('base64url');

async function boot(folder) {
  Object.assign(process.env, {
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'fatal',
    APP_KEYS: secret(),
    ADMIN_JWT_SECRET: secret(),
    API_TOKEN_SALT: secret(),
    TRANSFER_TOKEN_SALT: secret(),
    ENCRYPTION_KEY: secret(),
    JWT_SECRET: secret(),
    CONSULTATION_SECRET: secret() + secret(),
    STRAPI_TELEMETRY_DISABLED: 'true',
    DATABASE_CLIENT: 'sqlite',
    DATABASE_FILENAME: join(folder, 'bench.db'),
  });
  process.chdir(appDir);
  const { createStrapi } = require('@strapi/strapi');
  const strapi = await createStrapi({
    appDir,
    distDir: join(appDir, 'dist'),
    serveAdminPanel: false,
  }).load();
  const { renderToStaticMarkup } = require('react-dom/server');
  const { createElement } = require('react');
  const { router } = strapi.server;
  router.put('/bench/empty', (ctx) => {
    ctx.body = { data: null };
  });
  router.put('/bench/create', async (ctx) => {
    await strapi.documents('plugin::users-permissions.role').create({
      data: { name: randomUUID(), description: 'bench', type: randomUUID() },
    });
    ctx.body = { data: null };
  });
  router.get('/bench/page', (ctx) => {
    ctx.type = 'html';
    ctx.body = `<!doctype html>${renderToStaticMarkup(createElement('h1', null, 'Empty'))}`;
  });
  await new Promise((resolve) => strapi.server.listen(0, '127.0.0.1', resolve));
  return { strapi, port: strapi.server.httpServer.address().port };
}

/** The digital bill, open, as the playground has it. */
async function consultation(strapi) {
  const { seed } = await import('../../../playground/seed/index.mjs');
  await seed(strapi);
  const slug = 'republique-numerique';
  const tokens = [];
  const role = await strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'authenticated' } });
  for (let index = 0; index < voters; index += 1) {
    const user = await strapi.db.query('plugin::users-permissions.user').create({
      data: {
        username: randomUUID(),
        email: `${randomUUID()}@example.org`,
        provider: 'local',
        confirmed: true,
        role: role.id,
      },
    });
    const token = randomBytes(32).toString('base64url');
    await strapi.db.connection('consultation_sessions').insert({
      token: createHash('sha256').update(token).digest('hex'),
      user: user.id,
      expires_at: '2999-01-01T00:00:00.000Z',
    });
    tokens.push(token);
  }
  return { slug, tokens };
}

function client(port) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return (method, path, { token, body } = {}) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const sent = request(
        {
          agent,
          host: '127.0.0.1',
          port,
          method,
          path,
          headers: {
            ...(token ? { authorization: `Bearer ${token}` } : {}),
            ...(text
              ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
              : {}),
          },
        },
        (response) => {
          response.resume();
          response.on('end', () =>
            response.statusCode === 200
              ? resolve()
              : reject(new Error(`${method} ${path}: ${response.statusCode}`))
          );
        }
      );
      sent.on('error', reject);
      sent.end(text);
    });
}

/** Requests a second with all connections busy. */
async function rate(act, count) {
  let next = 0;
  const start = performance.now();
  const worker = async () => {
    while (next < count) {
      next += 1;
      await act(next);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return (count * 1_000) / (performance.now() - start);
}

export async function run() {
  const folder = await mkdtemp(join(tmpdir(), 'consultation-bench-'));
  const { strapi, port } = await boot(folder);
  const { slug, tokens } = await consultation(strapi);
  const send = client(port);
  const response = await fetch(
    `http://127.0.0.1:${port}/api/consultation/consultations/${slug}/versions/latest`
  );
  const targets = (await response.json()).data.articles.map(({ id }) => `article:${id}`);
  const choices = ['for', 'mixed', 'against'];
  const acts = {
    ballot: (index) =>
      send(
        'PUT',
        `/api/consultation/consultations/${slug}/ballots/${targets[index % targets.length]}`,
        {
          token: tokens[Math.floor(Math.random() * tokens.length)],
          body: { choice: choices[index % 3], key: randomUUID() },
        }
      ),
    empty: () => send('PUT', '/bench/empty', { body: { choice: 'for' } }),
    create: () => send('PUT', '/bench/create', { body: { choice: 'for' } }),
    text: () => send('GET', `/consultations/fr/${slug}/text`),
    page: () => send('GET', '/bench/page'),
  };
  const counts = {
    ballot: perRound,
    empty: perRound,
    create: perRound / 2,
    text: 40,
    page: perRound,
  };
  const rates = Object.fromEntries(Object.keys(acts).map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, act] of Object.entries(acts)) {
      const measured = await rate(act, counts[name]);
      // The first round only warms up.
      if (round >= 0) rates[name].push(measured);
    }
  }
  await strapi.destroy();
  await rm(folder, { recursive: true, force: true });
  const median = (name) => rates[name].sort((a, b) => a - b)[Math.floor(rounds / 2)];
  const row = (name, ours, peer) => ({
    name,
    ours: `${median(ours).toFixed(0)}/s`,
    peer: `${median(peer).toFixed(0)}/s`,
    ratio: median(ours) / median(peer),
  });
  return [
    row('casting a ballot, beside an empty route (higher is better)', 'ballot', 'empty'),
    row('casting a ballot, beside Strapi’s document create (higher is better)', 'ballot', 'create'),
    row('the page of a text of 30 articles, beside a page with one heading', 'text', 'page'),
  ];
}
