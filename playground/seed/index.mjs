import { setTimeout } from 'node:timers/promises';
import { createAccounts, demoPeople } from './accounts.mjs';
import { plfss2018 } from './plfss-2018.mjs';
import { redaction } from './redaction.mjs';
import { republiqueNumerique } from './republique-numerique.mjs';
import { revenuUniversel } from './revenu-universel.mjs';
import { version2 } from './version-2.mjs';

export { demoAccounts } from './accounts.mjs';

const consultations = [republiqueNumerique, revenuUniversel, redaction, version2, plfss2018];
const serviceNames = [
  'consultation',
  'version',
  'amendment',
  'argument',
  'ballot',
  'moderation',
  'desk',
];

/**
 * What the seed is doing: `done` of `total` acts of a step, `done` equal to `total` when it is over.
 *
 * @typedef {{ consultation: string, step: string, done: number, total: number }} Progress
 */

/** Ballots in one transaction, as many as a server takes at a time. */
const together = 500;

async function has(strapi, slug) {
  const where = { slug };
  return (await strapi.db.query('plugin::consultation.consultation').count({ where })) > 0;
}

/** Behind the commit Strapi asks its database, event by event, who wants to hear of it; that takes a moment. */
async function settle(strapi) {
  const { pool } = strapi.db.connection.client;
  while (pool.numPendingAcquires() + pool.numUsed() > 0) await setTimeout(20);
}

/**
 * Fills the playground: three consultations with real contributions, two that show the drafting desk with invented
 * ones, and the demonstration's accounts. Each consultation is made in one transaction, so that it is either complete or not there at all; what is there is left as it is. Asking
 * whether there is anything to do takes six short statements.
 *
 * @param {import('@strapi/strapi').Core.Strapi} strapi a loaded Strapi with the plugin
 * @param {{ onProgress?: (progress: Progress) => void, now?: Date }} [options]
 * @returns {Promise<{ consultations: string[], accounts: string[] }>} slugs and e-mail addresses that are new
 */
export async function seed(strapi, { onProgress = () => {}, now = new Date() } = {}) {
  if (process.env.NODE_ENV === 'production') {
    throw new Error(
      'The seed makes accounts with passwords that everybody knows. It does not run with NODE_ENV=production.'
    );
  }
  const accounts = await createAccounts(strapi);
  const services = Object.fromEntries(
    serviceNames.map((name) => [name, strapi.plugin('consultation').service(name)])
  );
  /** An amendment as it is kept. */
  const amendmentRow = (id) =>
    strapi.db.query('plugin::consultation.amendment').findOne({ where: { documentId: id } });
  let people;
  const created = [];
  for (const { slug, name, seed: fill } of consultations) {
    if (await has(strapi, slug)) continue;
    people ??= await demoPeople(strapi);
    /**
     * Acts one after the other, told about ten times a second. Ballots that follow each other, by `ballotOf`, are cast
     * many at once: in the same order, and several times as fast.
     */
    const step = async (label, items, act, ballotOf = () => undefined) => {
      const tell = (done) =>
        onProgress({ consultation: name, step: label, done, total: items.length });
      tell(0);
      let told = Date.now();
      const ballots = [];
      const cast = async () => {
        if (ballots.length > 0) await services.ballot.castAll(ballots.splice(0));
      };
      for (const [index, item] of items.entries()) {
        const ballot = ballotOf(item);
        if (ballot) ballots.push(ballot);
        if (!ballot || ballots.length === together) await cast();
        if (!ballot) await act(item);
        if (Date.now() - told > 100 && index + 1 < items.length) {
          tell(index + 1);
          told = Date.now();
        }
      }
      await cast();
      tell(items.length);
    };
    await strapi.db.transaction(() => fill({ services, now, step, people, amendmentRow }));
    await settle(strapi);
    created.push(slug);
  }
  return { consultations: created, accounts };
}
