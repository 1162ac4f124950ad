import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { findLog, newestCheckpoint } from '../store/checkpoint.ts';
import { database } from '../store/database.ts';
import { type Strapi, service } from '../strapi.ts';
import { dayOf } from '../views/day.ts';
import {
  type Edition,
  editionName,
  editionsFolder,
  editionsOf,
  leastSize,
  writtenEditions,
} from './edition-list.ts';
import { nameOf, writeEdition } from './edition-write.ts';
import { audit } from './journal-audit.ts';
import { elected } from './journal-lock.ts';
import { sign } from './journal-sign.ts';
import { needFull } from './load.ts';

/** How far the edition is that this process writes, and what went wrong with the last one. */
export interface EditionWork {
  readonly running: { readonly done: number; readonly total: number } | null;
  readonly failed: { readonly at: string; readonly why: string } | null;
}

export type Made =
  | { readonly kind: 'made'; readonly edition: Edition }
  | { readonly kind: 'current'; readonly edition: Edition }
  | { readonly kind: 'elsewhere' }
  /** Nothing was ever published of it, or its journal cannot be signed. */
  | { readonly kind: 'refused'; readonly why: string };

const idle: EditionWork = { running: null, failed: null };
/** Editions of the past that are kept while there are newer ones. */
const kept = 3;
/** Milliseconds between two editions that new acts make needed, after the first of a kind: they may be large. */
const patience = 10 * 60_000;
/** Milliseconds before another try after one that failed. */
const pause = 60_000;

export const edition = ({ strapi }: { strapi: Strapi }) => {
  const work = new Map<string, EditionWork>();
  const tried = new Map<string, number>();
  let stopped = false;

  /** Removes what is no longer to be shown, what is too much, and what a crash left behind. */
  async function tidy(consultation: string): Promise<void> {
    const place = editionsFolder(strapi, consultation);
    const written = await writtenEditions(strapi, consultation);
    const least = await leastSize(await database(strapi), consultation);
    const keep = new Set(
      written
        .filter(({ size }) => size >= least)
        .slice(0, kept)
        .map(({ name }) => name)
    );
    for (const entry of await readdir(place).catch(() => [])) {
      const name = entry.replace(/\.json$/, '');
      const isLeft = entry.startsWith('.') || entry.endsWith('.tmp');
      if (!isLeft && (!editionName.test(name) || keep.has(name))) continue;
      await rm(path.join(place, entry), { recursive: true, force: true });
    }
  }

  async function make(consultation: string): Promise<Made> {
    const signed = await sign(strapi, consultation);
    if (signed.kind === 'refused') return { kind: 'refused', why: signed.fault.message };
    const full = await needFull(await database(strapi), { id: consultation });
    const done = await elected(strapi, 'edition', consultation, async (): Promise<Made> => {
      // Read outside of the election's transaction: what an edition is made of never changes.
      const db = await database(strapi);
      const log = await findLog(db, consultation);
      const checkpoint = await newestCheckpoint(db, consultation);
      // The first one is being signed just now.
      if (checkpoint === undefined && signed.kind === 'elsewhere') return { kind: 'elsewhere' };
      if (log === undefined || checkpoint === undefined || full.state === 'draft') {
        return { kind: 'refused', why: 'Nothing has been published of this consultation.' };
      }
      const [newest] = await editionsOf(strapi, db, consultation);
      if (newest?.name === nameOf(checkpoint, full.timeZone)) {
        return { kind: 'current', edition: newest };
      }
      if (full.state === 'closed' || full.state === 'answered') {
        const sound = await audit(strapi, consultation);
        if (sound.kind === 'faulty') return { kind: 'refused', why: sound.fault.message };
      }
      const made = await writeEdition(strapi, db, full, log, checkpoint, (from, total) => {
        if (stopped) throw new Error('The server stops; the edition is made after its next start.');
        work.set(consultation, { running: { done: from, total }, failed: null });
      });
      await tidy(consultation);
      return { kind: 'made', edition: made };
    });
    return done === 'elsewhere' ? { kind: 'elsewhere' } : done;
  }

  return {
    /**
     * Makes the edition of now: signs, reads the journal up to that checkpoint page by page, writes and replaces. What
     * goes wrong is thrown after it was noted for staff; the editions that were there stay.
     */
    async make(consultation: string): Promise<Made> {
      tried.set(consultation, Date.now());
      work.set(consultation, { running: { done: 0, total: 0 }, failed: null });
      const end = (why: string | null) =>
        work.set(consultation, {
          running: null,
          failed: why === null ? null : { at: new Date().toISOString(), why },
        });
      try {
        const made = await make(consultation);
        end(made.kind === 'refused' ? made.why : null);
        if (made.kind === 'refused') strapi.log.error(made.why);
        return made;
      } catch (error) {
        end(error instanceof Error ? error.message : String(error));
        throw error;
      }
    },

    /** Makes one where the newest is of another day, shows too much, or is not the final one of what is closed. */
    async makeIfDue(consultation: string, now: string): Promise<void> {
      if (stopped) return;
      const db = await database(strapi);
      const { state, timeZone } = await needFull(db, { id: consultation });
      if (state === 'draft') return;
      const log = await findLog(db, consultation);
      if (log === undefined || log.size === 0 || log.halted !== null) return;
      const [newest] = await writtenEditions(strapi, consultation);
      const least = await leastSize(db, consultation);
      const isClosed = state !== 'open';
      const stale =
        newest === undefined ||
        newest.size < least ||
        (isClosed
          ? newest.size < log.size
          : newest.size < log.size && dayOf(newest.at, timeZone) !== dayOf(now, timeZone));
      if (!stale) return;
      const last = tried.get(consultation);
      const isFirst = newest === undefined || (isClosed && !newest.final);
      const failed = work.get(consultation)?.failed ?? null;
      const wait = failed !== null ? pause : isFirst ? 0 : patience;
      if (last !== undefined && Date.now() - last < wait) return;
      await service(strapi, 'edition').make(consultation);
    },

    /** Leaves the edition that is being made, so that the server can stop. */
    stop: (): void => {
      stopped = true;
    },

    work: (consultation: string): EditionWork => work.get(consultation) ?? idle,
  };
};
