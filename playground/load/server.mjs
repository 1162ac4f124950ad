/**
 * The playground as a process of the load: its own database, its own consultation. Accounts and what is voted on are
 * made here, past HTTP; every vote comes by HTTP. Started by `run.mjs` only.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { billHtml } from '../seed/bill.mjs';
import { items } from './distribution.mjs';

const appDir = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(path.join(appDir, 'package.json'));
process.chdir(appDir);
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
const { compileStrapi, createStrapi } = require('@strapi/strapi');

const distDir = process.env.PLAYGROUND_DIST ?? (await compileStrapi({ appDir })).distDir;
const strapi = await createStrapi({ appDir, distDir, serveAdminPanel: false }).load();
await new Promise((resolve) => strapi.server.listen(0, '127.0.0.1', resolve));
const service = (name) => strapi.plugin('consultation').service(name);

async function inChunks(rows, size, write) {
  for (let from = 0; from < rows.length; from += size) {
    await write(rows.slice(from, from + size), from);
  }
}

/** Accounts and sessions, written in bulk into the tables of Users & Permissions: nobody's password is hashed. */
async function people(count, tell) {
  const users = strapi.db.metadata.get('plugin::users-permissions.user');
  const { joinTable } = users.attributes.role;
  const role = await strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'authenticated' } });
  const tokens = [];
  const now = new Date();
  await inChunks(Array.from({ length: count }), 500, async (some, from) => {
    const rows = some.map(() => {
      const name = randomUUID();
      return {
        document_id: name.replaceAll('-', '').slice(0, 24),
        username: `load-${name}`,
        email: `${name}@load.example`,
        provider: 'local',
        confirmed: true,
        blocked: false,
        created_at: now,
        updated_at: now,
        published_at: now,
      };
    });
    await strapi.db.transaction(async ({ trx }) => {
      const made = await trx(users.tableName).insert(rows).returning('id');
      const ids = made.map((row) => row.id ?? row);
      await trx(joinTable.name).insert(
        ids.map((id) => ({
          [joinTable.joinColumn.name]: id,
          [joinTable.inverseJoinColumn.name]: role.id,
        }))
      );
      await trx('consultation_sessions').insert(
        ids.map((id) => {
          const token = randomBytes(32).toString('base64url');
          tokens.push(token);
          const hash = createHash('sha256').update(token).digest('hex');
          return { token: hash, user: id, expires_at: '2999-01-01T00:00:00.000Z' };
        })
      );
    });
    tell('accounts', from + some.length, count);
  });
  return tokens;
}

/** The bill, and each proposition of 2015 as an article that somebody wants to add. */
async function ground(slug, most, tell) {
  const hour = 3_600_000;
  const { id } = await service('consultation').create({
    slug,
    title: 'Charge\u00a0: République numérique',
    summary: 'Votes inventés d’après la répartition de 2015, pour une mesure.',
    phases: [
      {
        id: 'all',
        name: 'Votes',
        opensAt: new Date(Date.now() - hour).toISOString(),
        closesAt: new Date(Date.now() + 240 * hour).toISOString(),
        allows: ['comment', 'amend', 'vote'],
      },
    ],
  });
  const imported = await service('version').import({ format: 'html', source: billHtml() });
  const draft = await service('version').saveDraft({
    consultation: id,
    draft: { revision: null, title: 'Projet de loi', ...imported, explanations: {} },
  });
  await service('version').publish({ consultation: id, revision: draft.revision });
  await service('consultation').setState({ id, state: 'open' });
  const { articles, proposals: all } = items();
  // Those that most people voted on, if not all are wanted.
  const votes = ({ counts }) => counts[0] + counts[1] + counts[2];
  const proposals = [...all]
    .sort((a, b) => votes(b) - votes(a))
    .slice(0, Math.max(0, most - articles.length));
  const official = imported.body.filter(({ rank }) => rank === 'article').map((block) => block.id);
  if (official.length !== articles.length) throw new Error('The bill has other articles.');
  const actor = { key: 'load', name: 'Propositions de 2015' };
  const targets = official.map((article) => `article:${article}`);
  for (const [index, { title, text }] of proposals.entries()) {
    const made = await service('amendment').create({
      slug,
      actor,
      amendment: {
        base: 1,
        proposal: { kind: 'article', after: official.at(-1), heading: title.slice(0, 200), text },
        title: title.slice(0, 200),
        justification: 'Proposition de 2015.',
        submit: true,
        key: randomUUID(),
      },
    });
    targets.push(`amendment:${made.id}`);
    if (index % 20 === 0 || index + 1 === proposals.length)
      tell('items', index + 1, proposals.length);
  }
  return { id, targets, counts: [...articles, ...proposals].map(({ counts }) => counts) };
}

const tasks = {
  async prepare({ slug, voters, items: most }, tell) {
    const found = await strapi.db.query('plugin::consultation.consultation').count();
    if (found > 0)
      throw new Error('This database has consultations. The load wants one of its own.');
    const tokens = await people(voters, tell);
    return { tokens, ...(await ground(slug, most, tell)) };
  },
  /** Closes and publishes what anybody can check. */
  async finish({ id }) {
    await service('consultation').setState({ id, state: 'closed' });
    // The job may be at it already: then its edition is the one.
    for (;;) {
      const made = await service('edition').make(id);
      if (made.kind === 'refused') throw new Error(made.why);
      if (made.kind !== 'elsewhere' && made.edition.final) return made.edition.name;
      await setTimeout(200);
    }
  },
  async figures({ id }) {
    const rows = await service('ballot').recount(id);
    const { size } = await service('journal').state(id);
    return { ballots: rows.reduce((sum, { count }) => sum + count, 0), leaves: size };
  },
};

process.on('message', async ({ task, input }) => {
  try {
    const tell = (step, done, total) => process.send({ step, done, total });
    process.send({ value: (await tasks[task](input, tell)) ?? null });
  } catch (error) {
    process.send({ error: String(error?.stack ?? error) });
  }
});
process.send({ port: strapi.server.httpServer.address().port });
