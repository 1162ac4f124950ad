import { type ChildProcess, fork } from 'node:child_process';
import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import createKnex from 'knex';
import { inject } from 'vitest';
import { database, environment } from './app.ts';

const script = fileURLToPath(new URL('./process-server.mjs', import.meta.url));

/** A real Strapi with the plugin in a process of its own. */
export interface Server {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from the start of the process until it listened. */
  readonly startedIn: number;
  /** What it printed, line by line. */
  readonly log: readonly string[];
  /** Settles when the process is gone, however that came. */
  readonly gone: Promise<void>;
  readonly isGone: () => boolean;
  // biome-ignore lint/suspicious/noExplicitAny: rows and answers of every shape
  readonly ask: (task: string, ...args: readonly unknown[]) => Promise<any>;
  /** SIGKILL: no handler runs, nothing is closed, nothing is written any more. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Only what the playground is told, and what a process needs to be one. */
export function environmentOf(name: string, extra: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    ...(PATH && { PATH }),
    ...(HOME && { HOME }),
    ...(TMPDIR && { TMPDIR }),
    ...environment(name),
    CONSULTATION_DATA_DIR: path.join(inject('workspace'), `${name}-data`),
    TEST_PLAYGROUND: path.join(inject('workspace'), 'playground'),
    LOG_LEVEL: 'error',
    ...extra,
  };
}

/** Starts a process on a database and waits until it answers. */
export async function start(name: string, extra: Record<string, string> = {}): Promise<Server> {
  const began = performance.now();
  const child = fork(script, [], {
    env: environmentOf(name, extra),
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.add(child);
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      log.push(...lines);
    });
  }
  const waiting = new Map<number, { done: (value: unknown) => void; fail: (e: Error) => void }>();
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      running.delete(child);
      for (const { fail } of waiting.values()) fail(new Error('The server is gone.'));
      resolve();
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (told: { ready?: number; id: number; value: unknown; error?: string }) => {
      if (told.ready !== undefined) return resolve(told.ready);
      const waits = waiting.get(told.id);
      waiting.delete(told.id);
      if (told.error !== undefined) waits?.fail(new Error(told.error));
      else waits?.done(told.value);
    });
    child.once('exit', (code, signal) =>
      reject(new Error(`The server did not start (${code ?? signal}):\n${log.join('\n')}`))
    );
  });
  let number = 0;
  const ask: Server['ask'] = (task, ...args) =>
    new Promise((done, fail) => {
      number += 1;
      waiting.set(number, { done, fail });
      child.send({ id: number, task, args }, (error) => error && fail(error));
    });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid as number,
    startedIn: performance.now() - began,
    log,
    gone,
    isGone: () => child.exitCode !== null || child.signalCode !== null,
    ask,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        await ask('stop').catch(() => undefined);
      }
      await gone;
    },
  };
}

async function onPostgres(sql: string): Promise<void> {
  const knex = createKnex({
    client: 'pg',
    connection: {
      host: '127.0.0.1',
      port: inject('postgres').port,
      user: 'consultation',
      password: 'consultation',
      database: 'postgres',
    },
  });
  try {
    await knex.raw(sql);
  } finally {
    await knex.destroy();
  }
}

/** An empty database with this name. */
export async function createDatabase(name: string): Promise<void> {
  if (database === 'postgres') await onPostgres(`create database "${name}"`);
}

/** The same bytes under another name. No process may have the first one open. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  if (database === 'postgres') {
    await onPostgres(`create database "${to}" template "${from}"`);
    return;
  }
  const file = (name: string) => path.join(inject('workspace'), `${name}.db`);
  for (const end of ['', '-wal', '-shm']) {
    await rm(`${file(to)}${end}`, { force: true });
    await copyFile(`${file(from)}${end}`, `${file(to)}${end}`).catch((error) => {
      if (end === '') throw error;
    });
  }
}
