/**
 * The use cases, each one function: load, ask core, store, record, in one transaction. Also for seeds and imports:
 *
 *   const ballot = strapi.plugin('consultation').service('ballot');
 *   await ballot.cast({ slug, target: 'article:a1', choice: 'for', actor: { key: 'p0001', name: 'Someone' }, at });
 *
 * - `actor.key` is anything that stays the same for one person; what is stored is derived from it with the secret.
 *   `identity.actorOf({ id, name })` gives the actor of an account.
 * - `at` is the instant when it happened (ISO, UTC); left out, the database's clock. Phases are asked about that instant,
 *   so acts of the past are replayed between `consultation.setState({ id, state: 'open' })` and `'closed'`.
 * - Many acts go faster in one transaction: `await strapi.db.transaction(async () => { for (...) await ballot.cast(...) })`;
 *   all of them count or none. Never start two of them at once inside it.
 * - A refusal is thrown as `RefusalError` with its code.
 *
 * consultation: create(input), update({ id, revision, settings, at? }), setState({ id, state, at? }), delete({ id })
 * version: import({ format, source }), saveDraft({ consultation: id, draft }), publish({ consultation: id, revision, at? })
 * amendment: create({ slug, actor, amendment, at?, extra? }), update, withdraw({ slug, id, actor, at? }),
 *   decide({ consultation: id, amendments, status, reason, at? })
 * argument: create({ slug, actor, argument, at? })
 * ballot: cast({ slug, target, choice, actor, at? }), withdraw({ slug, target, actor, at? }),
 *   importCounts({ consultation: id, target, counts, source, at? }), recount(id)
 *   `target` of a ballot: `article:<block id>`, `amendment:<id>` or `question:<id>`, whose choice `writePaper` of the core writes
 * moderation: act({ consultation: id, type, item, act, rule, reason, at? })
 * desk: resolve({ consultation: id, collision, revision, resolution, key, by, at? }), saveWording, approve,
 *   computation(id), publish({ consultation: id, fingerprint, title, answer, outcome, by?, at? })
 * journal: sign(id), audit(id), rotateKey(id), continue(id); by itself a job signs every few seconds
 * edition: make(id); by itself a job makes one each day and the final one at the close
 * account: signUp({ name, email, password, address }), signIn, signOut
 */
import { account } from './account.ts';
import { amendment } from './amendment.ts';
import { argument } from './argument.ts';
import { ballot } from './ballot.ts';
import { clock } from './clock.ts';
import { consultation } from './consultation.ts';
import { desk } from './desk.ts';
import { edition } from './edition.ts';
import { erasure } from './erasure.ts';
import { identity } from './identity.ts';
import { journal } from './journal.ts';
import { keys } from './keys.ts';
import { moderation } from './moderation.ts';
import { results } from './results.ts';
import { version } from './version.ts';
import { versionStore } from './version-store.ts';

export const services = {
  account,
  amendment,
  argument,
  ballot,
  clock,
  consultation,
  desk,
  edition,
  erasure,
  identity,
  journal,
  keys,
  moderation,
  results,
  version,
  'version-store': versionStore,
};
export type Services = typeof services;
