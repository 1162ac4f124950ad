import { randomUUID } from 'node:crypto';
import { app } from './app.ts';

export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly data: any;
  readonly code: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly error: any;
  readonly text: string;
  readonly headers: Headers;
}

export interface Options {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** One request to the running app. */
export async function request(verb: string, path: string, options: Options = {}): Promise<Reply> {
  const { url } = await app();
  const raw = typeof options.body === 'string';
  const response = await fetch(`${url}${path}`, {
    method: verb,
    redirect: 'manual',
    headers: {
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...options.headers,
    },
    ...(options.body === undefined
      ? {}
      : { body: raw ? (options.body as string) : JSON.stringify(options.body) }),
  });
  const text = await response.text();
  let json: { data?: unknown; error?: { details?: { code?: string } } } = {};
  try {
    json = JSON.parse(text);
  } catch {
    // A page, or nothing at all.
  }
  return {
    status: response.status,
    data: json.data,
    error: json.error,
    code: json.error?.details?.code,
    text,
    headers: response.headers,
  };
}

/** The public API. What is asked of a ballot without saying a key gets one, as every client makes it. */
export const api = (verb: string, path: string, options: Options = {}) =>
  request(verb, `/api/consultation${keyed(verb, path)}`, {
    ...options,
    ...(needsKey(verb, path) && verb === 'PUT' && typeof options.body === 'object'
      ? { body: { key: newKey(), ...options.body } }
      : {}),
  });
const needsKey = (verb: string, path: string) => verb !== 'GET' && path.includes('/ballots/');
const keyed = (verb: string, path: string) =>
  needsKey(verb, path) && verb === 'DELETE' && !path.includes('?')
    ? `${path}?key=${newKey()}`
    : path;

/** What went well, or an error that shows the answer. */
export async function ok(reply: Promise<Reply>): Promise<Reply['data']> {
  const { status, data, text } = await reply;
  if (status !== 200) throw new Error(`${status}: ${text.slice(0, 2_000)}`);
  return data;
}

/** Of each app that is booted: another one may stand on another database. */
const adminTokens = new WeakMap<object, Map<string, Promise<string>>>();

async function makeAdmin(permissions: readonly string[] | 'all'): Promise<string> {
  const { strapi } = await app();
  const roles = strapi.service('admin::role');
  let role = await roles.findOne({ code: 'strapi-super-admin' });
  if (permissions !== 'all') {
    role = await roles.create({ name: `Role ${randomUUID()}`, description: '' });
    await roles.assignPermissions(
      role.id,
      permissions.map((name) => ({ action: `plugin::consultation.${name}` }))
    );
  }
  const email = `${randomUUID()}@example.org`;
  const password = 'Password-123';
  await strapi.service('admin::user').create({
    email,
    password,
    firstname: 'Staff',
    lastname: 'Member',
    isActive: true,
    roles: [role.id],
  });
  const reply = await request('POST', '/admin/login', { body: { email, password } });
  if (reply.status !== 200) throw new Error(reply.text);
  return reply.data.token;
}

/** The administration's API, as somebody with these permissions. */
export async function staff(
  verb: string,
  path: string,
  options: Options & { permissions?: readonly string[] | 'all' } = {}
): Promise<Reply> {
  const { permissions = 'all', ...rest } = options;
  const key = permissions === 'all' ? 'all' : permissions.join();
  const running = await app();
  const tokens = adminTokens.get(running) ?? new Map<string, Promise<string>>();
  adminTokens.set(running, tokens);
  let token = tokens.get(key);
  if (token === undefined) {
    token = makeAdmin(permissions);
    tokens.set(key, token);
  }
  return request(verb, `/consultation${path}`, { ...rest, token: await token });
}

export interface Citizen {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

/** Somebody with an account, made the way people make it. */
export async function citizen(name = 'Ada'): Promise<Citizen> {
  const email = `${randomUUID()}@example.org`;
  const password = 'a long enough password';
  const session = await ok(api('POST', '/accounts', { body: { name, email, password } }));
  return { name: session.account.name, email, password, token: session.token };
}

/** A key as a client makes it, once per intention. */
export const newKey = () => randomUUID();
