import { createHash, createHmac } from 'node:crypto';
import { canonicalJson, type Json } from 'consultation-core/log';
import { type Strapi, settings } from '../strapi.ts';

/** What a person is known by in one consultation and for one purpose; useless without the secret. */
export const keys = ({ strapi }: { strapi: Strapi }) => {
  const hmac = (...parts: readonly (string | number)[]) =>
    createHmac('sha256', settings(strapi).secret).update(parts.join('\u0000')).digest('hex');
  return {
    /** The `actor.key` of an account. It never leaves the process. */
    ofUser: (user: number) => hmac('user', user),
    /** In the ballot box. */
    voter: (consultation: string, actor: string) => hmac('voter', consultation, actor),
    /** In the journal and in open data: another one for each target, so that ballots of one person cannot be joined. */
    pseudonym: (consultation: string, voter: string, target: string) =>
      hmac('pseudonym', consultation, voter, target).slice(0, 32),
    /** Of a request that is to happen once, in the journal. */
    request: (consultation: string, actor: string, key: string) =>
      hmac('request', consultation, actor, key),
    /** On amendments and arguments: not the same as the voter's, so that names and ballots cannot be joined. */
    author: (consultation: string, actor: string) => hmac('author', consultation, actor),
    /** In the list of those who took part. */
    participant: (consultation: string, actor: string) => hmac('participant', consultation, actor),
    /** For idempotent requests. */
    requester: (actor: string) => hmac('requester', actor),
    /** For limits: neither an address nor a mail address is stored. */
    bucket: (...parts: readonly string[]) => hmac('bucket', ...parts),
    /** Seed of the Ed25519 key with a number, from 1 on, of a consultation's journal: 32 bytes, kept nowhere. */
    journalSeed: (consultation: string, number: number): Uint8Array =>
      Buffer.from(hmac('journal', consultation, number), 'hex'),
  };
};

/** Sessions are stored as hashes, so that a copy of the database opens none. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Fingerprint of a value: equal for equal JSON, whatever the order of its keys. */
export function fingerprint(value: unknown): string {
  // What is undefined is not there, as in every JSON.
  const plain: Json = JSON.parse(JSON.stringify(value) ?? 'null');
  return createHash('sha256').update(canonicalJson(plain)).digest('hex');
}
