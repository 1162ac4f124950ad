import { fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { castAll } from './client.mjs';
import { makeVotes } from './distribution.mjs';

const appDir = fileURLToPath(new URL('..', import.meta.url));
const verifier = fileURLToPath(
  new URL('../../packages/consultation-core/bin/consultation-verify.mjs', import.meta.url)
);

/** A database and a data folder of its own, secrets that end with the run: nothing of the demonstration is touched. */
function environment(folder) {
  const secret = () => randomBytes(24).toString('base64url');
  const postgres = process.env.DATABASE_CLIENT === 'postgres';
  return {
    ...process.env,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
    STRAPI_TELEMETRY_DISABLED: 'true',
    APP_KEYS: secret(),
    ADMIN_JWT_SECRET: secret(),
    API_TOKEN_SALT: secret(),
    TRANSFER_TOKEN_SALT: secret(),
    ENCRYPTION_KEY: secret(),
    JWT_SECRET: secret(),
    CONSULTATION_SECRET: secret() + secret(),
    CONSULTATION_DATA_DIR: path.join(folder, 'data'),
    ...(postgres
      ? { DATABASE_NAME: process.env.DATABASE_NAME ?? 'consultation_load' }
      : { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: path.join(folder, 'load.db') }),
  };
}

async function startServer(env, onProgress) {
  const child = fork(fileURLToPath(new URL('server.mjs', import.meta.url)), [], { env });
  const settle = () =>
    new Promise((resolve, reject) => {
      const gone = (code) => reject(new Error(`The server ended (${code}).`));
      const heard = (message) => {
        if (message.step !== undefined) return onProgress(message);
        child.off('message', heard).off('exit', gone);
        if (message.error !== undefined) reject(new Error(message.error));
        else resolve(message.port ?? message.value);
      };
      child.on('message', heard).once('exit', gone);
    });
  const port = await settle();
  return {
    port,
    ask(task, input) {
      const answer = settle();
      child.send({ task, input });
      return answer;
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill();
      }),
  };
}

/** Runs the command line on an address and gives what it printed and its exit code. */
function verify(address) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [verifier, address], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (some) => (text += some));
    child.on('close', (code) => resolve({ code, text }));
  });
}

/**
 * The whole load: accounts and items, votes by HTTP, the close, the last edition, the verifier by address.
 *
 * @param {{ voters: number, votes: number, items: number, connections: number, processes: number, seed: number, folder?: string,
 *   onProgress: (step: string, done: number, total: number) => void }} options
 */
export async function run({
  voters,
  votes,
  items,
  connections,
  processes,
  seed,
  folder,
  onProgress,
}) {
  const own = folder ?? path.join(appDir, '.tmp', 'load');
  await rm(own, { recursive: true, force: true });
  await mkdir(own, { recursive: true });
  const env = environment(own);
  if (processes > 1 && env.DATABASE_CLIENT !== 'postgres') {
    throw new Error('Several processes need DATABASE_CLIENT=postgres: SQLite has one.');
  }
  const tell = ({ step, done, total }) => onProgress(step, done, total);
  const slug = 'charge-republique-numerique';
  const servers = [await startServer(env, tell)];
  try {
    const [first] = servers;
    const made = await first.ask('prepare', { slug, voters, items });
    while (servers.length < processes) servers.push(await startServer(env, tell));
    const planned = makeVotes({ voters, votes, counts: made.counts, seed });
    const ports = servers.map(({ port }) => port);
    const cast = await castAll({
      ports,
      slug,
      tokens: made.tokens,
      targets: made.targets,
      votes: planned,
      connections,
      onProgress: (done, total) => onProgress('votes', done, total),
    });
    const figures = await first.ask('figures', { id: made.id });
    const publishing = performance.now();
    await first.ask('finish', { id: made.id });
    const published = (performance.now() - publishing) / 1_000;
    const address = `http://127.0.0.1:${first.port}/consultations/data/${slug}/`;
    const verifying = performance.now();
    const verified = await verify(address);
    const at = (share) =>
      cast.latencies[
        Math.min(cast.latencies.length - 1, Math.floor(cast.latencies.length * share))
      ];
    return {
      voters,
      votes,
      items: made.targets.length,
      connections,
      processes,
      database: env.DATABASE_CLIENT,
      seconds: cast.seconds,
      acceptedPerSecond: (cast.statuses[200] ?? 0) / cast.seconds,
      p50: at(0.5),
      p99: at(0.99),
      slowest: at(1),
      statuses: cast.statuses,
      ...figures,
      publishedIn: published,
      verifiedIn: (performance.now() - verifying) / 1_000,
      verifier: verified,
    };
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}
