import type { BallotView } from 'consultation-core/contract';
import { isDatabaseAway } from '../http/fault.ts';
import { transaction } from '../store/database.ts';
import type { Strapi } from '../strapi.ts';
import { type SessionAsk, serveBallots } from './ballot-batch.ts';
import type { BallotAnswer } from './ballot-box.ts';
import type { BallotAsk } from './ballot-known.ts';
import type { ballotLimit } from './ballot-limit.ts';

interface Waiting {
  readonly ask: BallotAsk | SessionAsk;
  readonly answer: (answer: BallotAnswer) => void;
  readonly fail: (error: unknown) => void;
}

/** In one transaction; more wait for the next. */
const most = 500;

/**
 * Whoever waits at the same time is served in the same transaction: ballots, counters and journal of all of them are
 * committed at once, and each is answered only then. Nothing is kept here that was acknowledged.
 */
export function ballotQueue(strapi: Strapi, limit: ReturnType<typeof ballotLimit>) {
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await transaction(strapi, (db) =>
        serveBallots(
          strapi,
          db,
          batch.map(({ ask }) => ask),
          limit
        )
      );
      for (const [index, one] of batch.entries()) one.answer(answers[index] as BallotAnswer);
    } catch (error) {
      // Where nothing can be written now, trying one by one would only keep everybody waiting.
      if (batch.length === 1 || isDatabaseAway(error)) {
        for (const one of batch) one.fail(error);
        return;
      }
      // Whichever of them it was, the others shall not suffer from it.
      for (const one of batch) await commit([one]);
    }
  }

  async function run(): Promise<void> {
    isRunning = true;
    try {
      while (waiting.length > 0) {
        // What has arrived by now is read first, so that it can come along.
        await new Promise((resolve) => setImmediate(resolve));
        // Acts that bring their own time are served one by one, in their order: those of now have the time of a batch.
        const dated = waiting.findIndex(({ ask }) => 'at' in ask && ask.at !== undefined);
        await commit(waiting.splice(0, dated === -1 ? most : Math.max(1, Math.min(dated, most))));
      }
    } finally {
      isRunning = false;
    }
  }

  return async (ask: BallotAsk | SessionAsk): Promise<BallotView> => {
    const answer = strapi.db.inTransaction()
      ? await transaction(strapi, async (db) => (await serveBallots(strapi, db, [ask], limit))[0])
      : await new Promise<BallotAnswer>((resolve, reject) => {
          waiting.push({ ask, answer: resolve, fail: reject });
          if (!isRunning) void run();
        });
    if (answer === undefined) throw new Error('A ballot was not answered.');
    if (answer.kind === 'refused') throw answer.error;
    return answer.view;
  };
}
