import { type BallotView, RefusalError } from 'consultation-core/contract';
import { tallyOf } from 'consultation-core/vote';
import { record } from '../store/act.ts';
import { recount } from '../store/ballot.ts';
import { database, transaction } from '../store/database.ts';
import { putImportedCounts } from '../store/tally.ts';
import type { Strapi } from '../strapi.ts';
import { type SessionAsk, serveBallots } from './ballot-batch.ts';
import type { BallotAsk } from './ballot-known.ts';
import { ballotLimit } from './ballot-limit.ts';
import { ballotQueue } from './ballot-queue.ts';
import { changeOf } from './load.ts';
import { partsOf } from './target.ts';

export type CastInput = BallotAsk & { readonly choice: string };
export type WithdrawInput = Omit<BallotAsk, 'choice'>;

export const ballot = ({ strapi }: { strapi: Strapi }) => {
  const limit = ballotLimit(strapi);
  const serve = ballotQueue(strapi, limit);

  return {
    /** One ballot per voter and target; another choice takes its place; the same one changes nothing. */
    cast: (input: CastInput): Promise<BallotView> => serve(input),

    /** Either, for whoever holds the session: found out together with all others who ask at the same time. */
    serve: (ask: SessionAsk): Promise<BallotView> => serve(ask),

    /** Takes the ballot back; where there is none, nothing happens. */
    withdraw: (input: WithdrawInput): Promise<BallotView> => serve({ ...input, choice: null }),

    /**
     * Many that bring their own time, one after the other as they stand, in one transaction: refused are all of them
     * where one is. Inside another transaction that is for whoever began it to undo.
     */
    castAll: (
      inputs: readonly (CastInput & { readonly at: string })[]
    ): Promise<readonly BallotView[]> =>
      transaction(strapi, async (db) => {
        const answers = await serveBallots(strapi, db, inputs, limit);
        return answers.map((answer) => {
          if (answer.kind === 'refused') throw answer.error;
          return answer.view;
        });
      }),

    /**
     * Shows counts that were published elsewhere beside those of the box; on what is in the text alone. They are named
     * as imported everywhere, because nobody can recount them here.
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
        if (partsOf(target).type === 'question') throw new RefusalError('not-found');
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
