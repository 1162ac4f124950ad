/**
 * A really booted Strapi in a process of its own, told what to do over IPC, so that whoever makes the load does not take
 * the server's time: `{ id, name, input }` is answered with `{ id, value }` or `{ id, error }`.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { staffEndpoints } from 'consultation-core/contract';
import { fill } from './fill.mjs';

const appDir = fileURLToPath(new URL('../../../../playground/', import.meta.url));
const require = createRequire(join(appDir, 'package.json'));
process.chdir(appDir);
const { createStrapi } = require('@strapi/strapi');
const strapi = await createStrapi({
  appDir,
  distDir: process.env.BENCH_DIST ?? join(appDir, 'dist'),
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

const service = (name) => strapi.plugin('consultation').service(name);
const hour = 60 * 60 * 1000;

/** An open consultation on a text of so many articles. */
async function consultation({ articles }) {
  const slug = `bench-${randomUUID().slice(0, 8)}`;
  const instant = (ms) => new Date(Date.now() + ms).toISOString();
  const settings = staffEndpoints.createConsultation.body.parse({
    slug,
    title: 'A text to vote on',
    language: 'en',
    timeZone: 'Europe/Paris',
    phases: [
      {
        id: 'all',
        name: 'Have your say',
        opensAt: instant(-hour),
        closesAt: instant(24 * hour),
        allows: ['comment', 'amend', 'vote'],
      },
    ],
    charter: [{ id: 'insult', title: 'No insults', text: 'Speak of the text.' }],
  });
  const { id } = await service('consultation').create(settings);
  const body = Array.from({ length: articles }, (_, index) => index + 1).flatMap((number) => [
    {
      type: 'heading',
      id: `art${number}`,
      rank: 'article',
      label: `Article ${number}`,
      children: [{ text: 'Of public data' }],
    },
    {
      type: 'paragraph',
      id: `par${number}`,
      children: [{ text: 'Administrations publish their documents within a year. '.repeat(8) }],
    },
  ]);
  const { revision } = await service('version').saveDraft({
    consultation: id,
    draft: { revision: null, title: 'First version', body, notices: [], explanations: {} },
  });
  await service('version').publish({ consultation: id, revision });
  await service('consultation').setState({ id, state: 'open' });
  return { id, slug };
}

/** Accounts with a session each. */
async function voters({ count }) {
  const knex = strapi.db.connection;
  const { id: role } = await strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'authenticated' } });
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'));
  for (let from = 0; from < count; from += 250) {
    const part = tokens.slice(from, from + 250);
    const names = part.map(() => randomUUID());
    await knex('up_users').insert(
      names.map((username) => ({
        document_id: randomUUID().replaceAll('-', '').slice(0, 24),
        username,
        email: `${username}@example.org`,
        provider: 'local',
        confirmed: true,
        blocked: false,
      }))
    );
    const users = await knex('up_users').select('id').whereIn('username', names);
    await knex('up_users_role_lnk').insert(
      users.map(({ id }) => ({ user_id: id, role_id: role, user_ord: 1 }))
    );
    await knex('consultation_sessions').insert(
      part.map((token, index) => ({
        token: createHash('sha256').update(token).digest('hex'),
        user: users[index].id,
        expires_at: '2999-01-01T00:00:00.000Z',
      }))
    );
  }
  return tokens;
}

const commands = {
  port: () => strapi.server.httpServer.address().port,
  consultation,
  voters,
  fill: (input) => fill(strapi, input),
  stop: () => strapi.destroy(),
};

process.on('message', async ({ id, name, input }) => {
  try {
    process.send({ id, value: (await commands[name](input ?? {})) ?? null });
    if (name === 'stop') process.exit(0);
  } catch (error) {
    process.send({ id, error: String(error?.stack ?? error) });
  }
});
// Whoever measures is gone: so is this.
process.on('disconnect', () => process.exit(0));
process.send({ id: 0, value: 'ready' });
