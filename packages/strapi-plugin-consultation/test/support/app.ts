import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Core } from '@strapi/strapi';
import { inject } from 'vitest';
import type { services } from '../../server/src/services/index.ts';

type Services = typeof services;
export type Database = 'sqlite' | 'postgres';

const appDir = fileURLToPath(new URL('../../../../playground', import.meta.url));
const require = createRequire(path.join(appDir, 'package.json'));

export const secret = 'a secret that is only used by these tests';

export interface App {
  readonly strapi: Core.Strapi;
  readonly url: string;
  /** A service of the plugin. */
  readonly service: <Name extends keyof Services>(name: Name) => ReturnType<Services[Name]>;
}

export const database = (process.env.TEST_DATABASE ?? 'sqlite') as Database;

/** Environment of the playground under test; nothing of it is read from a file. */
export function environment(name: string): Record<string, string> {
  const shared = {
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'fatal',
    APP_KEYS: 'one-key-for-tests,another-key-for-tests',
    ADMIN_JWT_SECRET: 'admin-secret-for-tests',
    API_TOKEN_SALT: 'token-salt-for-tests',
    TRANSFER_TOKEN_SALT: 'transfer-salt-for-tests',
    ENCRYPTION_KEY: 'encryption-key-for-tests-32-bytes',
    JWT_SECRET: 'jwt-secret-for-tests',
    CONSULTATION_SECRET: secret,
    CONSULTATION_DATA_DIR: path.join(inject('workspace'), 'open-data'),
    STRAPI_TELEMETRY_DISABLED: 'true',
  };
  if (database === 'sqlite') {
    const filename = path.join(inject('workspace'), `${name}.db`);
    return { ...shared, DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: filename };
  }
  const { port } = inject('postgres');
  return {
    ...shared,
    DATABASE_CLIENT: 'postgres',
    DATABASE_HOST: '127.0.0.1',
    DATABASE_PORT: String(port),
    DATABASE_NAME: name,
    DATABASE_USERNAME: 'consultation',
    DATABASE_PASSWORD: 'consultation',
    DATABASE_CONNECTION_TIMEOUT: '2000',
  };
}

/** Boots the real playground on the database of this project; with the administration when it is built. */
export async function boot(
  extra: Record<string, string> = {},
  { admin = false } = {}
): Promise<App> {
  Object.assign(process.env, environment('consultation'), extra);
  const { createStrapi } = require('@strapi/strapi') as typeof import('@strapi/strapi');
  const strapi = await createStrapi({
    appDir,
    distDir: admin ? path.join(appDir, 'dist') : path.join(inject('workspace'), 'playground'),
    serveAdminPanel: admin,
  }).load();
  await new Promise<void>((resolve) => {
    strapi.server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = strapi.server.httpServer.address() as AddressInfo;
  return {
    strapi,
    url: `http://127.0.0.1:${port}`,
    service: (name) => strapi.plugin('consultation').service(name),
  };
}

interface Shared {
  app?: Promise<App> | undefined;
}
const kept = globalThis as { consultationTests?: Shared };
kept.consultationTests ??= {};
const shared: Shared = kept.consultationTests;

/** The one app that all test files of a project share. */
export function app(): Promise<App> {
  shared.app ??= boot();
  return shared.app;
}

/** Stops an app. Strapi then takes every listener off the process; those of the test runner are put back. */
export async function destroy(strapi: Core.Strapi): Promise<void> {
  const kept = process
    .eventNames()
    .flatMap((name) =>
      process.listeners(name as 'message').map((listener) => ({ name, listener }))
    );
  await strapi.destroy();
  for (const { name, listener } of kept) {
    if (!process.listeners(name as 'message').includes(listener)) {
      process.on(name as 'message', listener);
    }
  }
}

/** Stops the shared app, so that a test can start it in another way; the next `app()` starts it again. */
export async function stopApp(): Promise<void> {
  const running = await shared.app;
  shared.app = undefined;
  if (running) await destroy(running.strapi);
}
