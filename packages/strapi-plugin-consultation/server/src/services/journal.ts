import { RefusalError } from 'consultation-core/contract';
import {
  findLog,
  type LogState,
  newestCheckpoint,
  setHalted,
  setKeyNumber,
} from '../store/checkpoint.ts';
import { type Db, database, hold, transaction } from '../store/database.ts';
import { append, type Fact, holdLog } from '../store/log.ts';
import { type Strapi, service } from '../strapi.ts';
import { anchor, anchorFault } from './journal-anchor.ts';
import { audit } from './journal-audit.ts';
import { vkeyOf } from './journal-keys.ts';
import { elected } from './journal-lock.ts';
import { type Signing, sign } from './journal-sign.ts';
import { need } from './load.ts';

export const journal = ({ strapi }: { strapi: Strapi }) => {
  async function needLog(db: Db, consultation: string): Promise<LogState> {
    const log = await findLog(db, consultation);
    if (log === undefined) throw new RefusalError('not-found');
    return log;
  }
  /** A leaf about the journal itself, with nothing of the consultation changed. */
  async function note(
    consultation: string,
    kind: 'key-rotated' | 'journal-continued',
    make: (db: Db, log: LogState) => Promise<Fact['data']>
  ): Promise<void> {
    await transaction(strapi, async (db) => {
      const { slug } = await need(db, { id: consultation });
      await hold(db, slug, 'alone');
      const log = await needLog(db, consultation);
      const data = await make(db, log);
      const at = await service(strapi, 'clock').now(db);
      await append(db, await holdLog(db, consultation), [{ kind, subject: '', at, data }]);
    });
  }
  return {
    /** Signs what is new of a consultation's journal, here and now; by itself the job does it. */
    sign: (consultation: string): Promise<Signing> => sign(strapi, consultation),

    /** Reads and hashes the whole journal again and compares it with all tiles and checkpoints. */
    audit: (consultation: string) => audit(strapi, consultation),

    /** The next checkpoint is signed by the old and a new key, those after it by the new one alone. */
    async rotateKey(consultation: string): Promise<void> {
      await note(consultation, 'key-rotated', async (db, log) => {
        const number = log.keyNumber + 1;
        await setKeyNumber(db, consultation, number);
        return { key: vkeyOf(strapi, log, number), number };
      });
    },

    /**
     * Goes on after a restore that lost what was published already. The gap is a leaf: the size that was restored, the
     * size and the root of the newest checkpoint that is known of what was lost. Refused where nothing was lost.
     */
    async continue(consultation: string): Promise<void> {
      await note(consultation, 'journal-continued', async (db, log) => {
        const broken = await anchorFault(strapi, db, log, await newestCheckpoint(db, consultation));
        const lost = await anchor(strapi, log);
        if (broken === null || !('code' in broken) || lost === null) {
          throw new RefusalError('status-forbids', { halted: log.halted !== null });
        }
        await setHalted(db, consultation, null);
        return { from: log.size, lost: lost.size, root: lost.root };
      });
    },

    /** Lets nothing be written to a journal that is shorter than, or another one than, what this host published of it. */
    async check(consultation: string): Promise<void> {
      // Elected, so that nobody signs between the look into the database and the look into the folder.
      await elected(strapi, 'sign', consultation, async ({ db, write }) => {
        const log = await findLog(db, consultation);
        if (log === undefined) return;
        const broken = await anchorFault(strapi, db, log, await newestCheckpoint(db, consultation));
        if (broken === null || !('code' in broken)) return;
        strapi.log.error(broken.message);
        await write((inner) => setHalted(inner, consultation, broken.message));
      });
    },

    async state(consultation: string): Promise<LogState | undefined> {
      return findLog(await database(strapi), consultation);
    },
  };
};
