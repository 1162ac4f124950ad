/**
 * The playground in a process of its own, without the administration's screens: started by `process.ts`, told over the
 * channel between the two what to do, killed when a test says so. What it is told is what no request can ask: rows of
 * a table, accounts in bulk, the clock.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const appDir = fileURLToPath(new URL('../../../../playground', import.meta.url));
const require = createRequire(path.join(appDir, 'package.json'));
process.chdir(appDir);
// Nobody is left to ask anything.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

/**
 * For comparing two processes byte by byte: the time of day stands still, and what makes forms unique is the same in
 * both. Nonces, tokens and salts (`randomBytes`) stay random.
 */
const still = process.env.TEST_STILL;
if (still !== undefined) {
  const at = Date.parse(still);
  globalThis.Date = new Proxy(Date, {
    construct: (target, args, made) =>
      Reflect.construct(target, args.length > 0 ? args : [at], made),
    apply: () => new Date(at).toString(),
    get: (target, name) => (name === 'now' ? () => at : Reflect.get(target, name)),
  });
  Object.defineProperty(globalThis.crypto, 'randomUUID', {
    value: () => '00000000-0000-4000-8000-000000000000',
  });
}

const { createStrapi } = require('@strapi/strapi');
const strapi = await createStrapi({
  appDir,
  distDir: process.env.TEST_PLAYGROUND,
  serveAdminPanel: false,
}).load();
const most = process.env.TEST_BALLOTS_PER_ACCOUNT;
if (most !== undefined) {
  strapi.config.set('plugin::consultation.attempts.ballotsPerAccount', Number(most));
}
if (still !== undefined) strapi.plugin('consultation').service('clock').stopAt(still);
await new Promise((resolve) => strapi.server.listen(0, '127.0.0.1', resolve));

const hash = (token) => createHash('sha256').update(token).digest('hex');
const inChunks = (items, size) =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size)
  );

const tasks = {
  /** A service's function with what it takes; its answer as JSON has it. */
  call: (name, method, ...args) =>
    strapi
      .plugin('consultation')
      .service(name)
      [method](...args),

  rows: (table, where = {}) => strapi.db.connection(table).where(where),

  /** People with a session each, written in bulk: nobody's password is hashed, nobody has one. */
  async citizens(count, prefix = 'Citizen') {
    const role = await strapi.db
      .query('plugin::users-permissions.role')
      .findOne({ where: { type: 'authenticated' } });
    const tokens = [];
    for (let index = 0; index < count; index += 1) {
      const user = await strapi.db.query('plugin::users-permissions.user').create({
        data: {
          username: `${prefix} ${index}`,
          email: `${randomUUID()}@example.org`,
          provider: 'local',
          confirmed: true,
          role: role.id,
        },
      });
      tokens.push({ token: randomBytes(32).toString('base64url'), user: user.id });
    }
    for (const some of inChunks(tokens, 200)) {
      await strapi.db.connection('consultation_sessions').insert(
        some.map(({ token, user }) => ({
          token: hash(token),
          user,
          expires_at: '2999-01-01T00:00:00.000Z',
        }))
      );
    }
    return tokens.map(({ token }) => token);
  },

  /** Somebody of the staff who may do everything; signs in as everybody does. */
  async staff() {
    const role = await strapi.service('admin::role').findOne({ code: 'strapi-super-admin' });
    const account = { email: `${randomUUID()}@example.org`, password: 'Password-123' };
    await strapi.service('admin::user').create({
      ...account,
      firstname: 'Staff',
      lastname: 'Member',
      isActive: true,
      roles: [role.id],
    });
    return account;
  },

  /** Every route that the server knows, with its verbs. */
  routes: () =>
    strapi.server.router.stack.flatMap((layer) =>
      layer.methods.map((verb) => ({ verb, path: layer.path }))
    ),

  models: () =>
    Object.values(strapi.contentTypes).map(({ uid, kind, collectionName }) => ({
      uid,
      kind,
      collectionName,
    })),

  /** Says from now on which events are told to webhooks and plugins; `events` gives them. */
  listen() {
    told.length = 0;
    strapi.eventHub.subscribe(async (name, ...args) => {
      told.push(JSON.stringify([name, args]));
    });
  },
  events: () => told,

  /** Behind a commit Strapi reads what it tells of it, after it has answered: waits until it has. */
  async settle() {
    const { pool } = strapi.db.connection.client;
    for (let quiet = 0; quiet < 3; quiet += 1) {
      if (pool.numUsed() + pool.numPendingAcquires() > 0) quiet = -1;
      await setTimeout(5);
    }
  },

  /** Prints a line behind all that was printed before, and says which. */
  print() {
    printed += 1;
    const line = `That was all, for the ${printed}th time.`;
    console.log(line);
    return line;
  },

  stop: () => strapi.destroy(),
};
const told = [];
let printed = 0;

process.on('message', async ({ id, task, args }) => {
  try {
    const value = await tasks[task](...args);
    process.send({ id, value: value ?? null });
  } catch (error) {
    process.send({ id, error: String(error?.stack ?? error) });
  }
  if (task === 'stop') process.exit(0);
});
process.send({ ready: strapi.server.httpServer.address().port });
