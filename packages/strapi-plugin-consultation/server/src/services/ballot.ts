import type { Subject } from 'consultation-core/consultation';
import { type BallotView, RefusalError } from 'consultation-core/contract';
import { method, tallyOf } from 'consultation-core/vote';
import { type ActKind, record } from '../store/act.ts';
import {
  type BallotKey,
  deleteBallot,
  insertBallot,
  lockBallot,
  recount,
  replaceBallot,
} from '../store/ballot.ts';
import { type Consultation, findConsultationAndArticle } from '../store/consultation.ts';
import { type Db, database, hold, transaction } from '../store/database.ts';
import { takePart } from '../store/participant.ts';
import { count, countsOf, importedCountsOf, putImportedCounts } from '../store/tally.ts';
import { type Strapi, service } from '../strapi.ts';
import { insist, type Reader, readerOf } from '../views/reader.ts';
import { tallyView } from '../views/tally.ts';
import type { Actor } from './identity.ts';
import { changeOf, need } from './load.ts';
import { amendmentSubject, partsOf } from './target.ts';

export interface CastInput {
  readonly slug: string;
  /** `article:<block id>` or `amendment:<id>`. */
  readonly target: string;
  readonly choice: string;
  readonly actor: Actor;
  /** When it happened, for acts that are brought from elsewhere; the database's time otherwise. */
  readonly at?: string;
}
export type WithdrawInput = Omit<CastInput, 'choice'>;

export const ballot = ({ strapi }: { strapi: Strapi }) => {
  /** The consultation and the target in as few statements as can be: this is the busiest path of all. */
  async function open(db: Db, input: WithdrawInput): Promise<Reader> {
    await hold(db, input.slug, 'shared');
    const { type, id } = partsOf(input.target);
    let consultation: Consultation;
    let subject: Subject;
    if (type === 'article') {
      const found = await findConsultationAndArticle(db, input.slug, id);
      if (found === undefined) throw new RefusalError('not-found');
      ({ consultation } = found);
      if (!found.hasArticle) throw new RefusalError('not-found');
      subject = { article: id };
    } else {
      consultation = await need(db, { slug: input.slug });
      subject = await amendmentSubject(strapi, consultation.id, id);
    }
    const at = input.at ?? (await service(strapi, 'clock').now(db, consultation.now));
    const reader = readerOf(strapi, consultation, input.actor, at);
    insist(reader, 'read');
    insist(reader, 'vote', subject);
    return reader;
  }

  async function view(db: Db, reader: Reader, target: string, choice: string | null) {
    const { consultation, sees } = reader;
    const counts = sees ? (await countsOf(db, consultation.id, [target])).get(target) : undefined;
    const imported = await importedCountsOf(db, consultation.id, [target]);
    return {
      target,
      choice,
      tally: tallyView(consultation, counts, imported.get(target), sees),
    } satisfies BallotView;
  }

  async function note(db: Db, reader: Reader, kind: ActKind, target: string, data: object) {
    await record(db, {
      consultation: reader.consultation.id,
      kind,
      subject: target,
      at: reader.at,
      data: { ...data },
    });
  }

  return {
    /** One ballot per voter and target; another choice takes its place; the same one changes nothing. */
    cast: (input: CastInput): Promise<BallotView> =>
      transaction(strapi, async (db) => {
        const reader = await open(db, input);
        const { consultation, at } = reader;
        const { target, choice } = input;
        const { choices } = method(consultation.method);
        if (!choices.includes(choice)) throw new RefusalError('choice-unknown', { choices });
        const box = { consultation: consultation.id, target };
        const key: BallotKey = { ...box, voter: reader.voter as string };
        if (await insertBallot(db, key, choice, at)) {
          const keys = service(strapi, 'keys');
          await takePart(db, consultation.id, keys.participant(consultation.id, input.actor.key));
          await note(db, reader, 'ballot-cast', target, { choice });
          await count(db, box, choice, 1);
        } else {
          const before = await lockBallot(db, key);
          if (before !== undefined && before !== choice) {
            await replaceBallot(db, key, choice, at);
            await note(db, reader, 'ballot-changed', target, { from: before, choice });
            // Always in the same order, so that two who change in opposite directions never wait for each other.
            for (const one of [before, choice].sort()) {
              await count(db, box, one, one === choice ? 1 : -1);
            }
          }
        }
        return view(db, reader, target, choice);
      }),

    /** Takes the ballot back; where there is none, nothing happens. */
    withdraw: (input: WithdrawInput): Promise<BallotView> =>
      transaction(strapi, async (db) => {
        const reader = await open(db, input);
        const { target } = input;
        const box = { consultation: reader.consultation.id, target };
        const key: BallotKey = { ...box, voter: reader.voter as string };
        const before = await lockBallot(db, key);
        if (before !== undefined) {
          await deleteBallot(db, key);
          await note(db, reader, 'ballot-withdrawn', target, { from: before });
          await count(db, box, before, -1);
        }
        return view(db, reader, target, null);
      }),

    /**
     * Shows counts that were published elsewhere beside those of the box. They are named as imported everywhere,
     * because nobody can recount them here.
     */
    importCounts: (input: {
      consultation: string;
      target: string;
      counts: Readonly<Record<string, number>>;
      source: string;
      at?: string;
    }): Promise<void> =>
      transaction(strapi, async (db) => {
        const { consultation, at } = await changeOf(strapi, db, input.consultation, input.at);
        const { target, counts, source } = input;
        tallyOf(consultation.method, counts);
        await putImportedCounts(db, { consultation: consultation.id, target }, { counts, source });
        await record(db, {
          consultation: consultation.id,
          kind: 'counts-imported',
          subject: target,
          at,
          data: { counts, source },
        });
      }),

    /** Counts as the ballots themselves say, for audits. */
    async recount(consultation: string) {
      return recount(await database(strapi), consultation);
    },
  };
};
