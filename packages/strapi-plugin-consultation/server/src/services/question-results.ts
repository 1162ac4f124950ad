import { countQuestion, type Question, type QuestionResult } from 'consultation-core/vote';
import { findLog } from '../store/checkpoint.ts';
import type { Consultation } from '../store/consultation.ts';
import type { Db } from '../store/database.ts';
import { countsOf } from '../store/tally.ts';
import type { Strapi } from '../strapi.ts';

/** What a question came to when the journal was as long as `state` says. */
interface Kept {
  readonly state: string;
  readonly begun: number;
  readonly result: Promise<QuestionResult>;
  /** Milliseconds, once it is counted. */
  readonly took: Promise<number>;
}
const memory = new WeakMap<Strapi, Map<string, Kept>>();
const most = 500;

/** From so many milliseconds on a count takes long. */
const long = 50;
/** Of the time of a process, so much at most goes into counting one question while people answer it. */
const share = 1 / 20;

const otherWork = () => new Promise((resolve) => setImmediate(resolve));

async function count(db: Db, consultation: string, question: Question): Promise<QuestionResult> {
  const target = `question:${question.id}`;
  const counts = (await countsOf(db, consultation, [target])).get(target) ?? {};
  await otherWork();
  return countQuestion(question, counts);
}

/** Begins to count, and keeps what comes of it; a count that fails is not kept. */
function begin(kept: Map<string, Kept>, place: string, state: string, run: () => Kept['result']) {
  const begun = performance.now();
  const result = run();
  const took = result.then(
    () => performance.now() - begun,
    () => {
      if (kept.get(place)?.result === result) kept.delete(place);
      return 0;
    }
  );
  kept.delete(place);
  kept.set(place, { state, begun, result, took });
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  return result;
}

/**
 * Results of questions by id, computed from their counters. A question can have as many counts as voters, so that what
 * was computed is kept, with the length of the journal: counts change with a leaf of theirs or not at all. The length is
 * read before the counts, which so are never older than it says. Where counting takes long, what is told while people
 * vote is a little old (twenty times as long as it takes); after the close it is always the last.
 */
export async function questionResults(
  strapi: Strapi,
  db: Db,
  { id, state: stage }: Pick<Consultation, 'id' | 'state'>,
  questions: readonly Question[]
): Promise<ReadonlyMap<string, QuestionResult>> {
  const results = new Map<string, QuestionResult>();
  if (questions.length === 0) return results;
  // What may still be undone is kept for nobody.
  const alone = strapi.db.inTransaction();
  const kept = memory.get(strapi) ?? new Map<string, Kept>();
  memory.set(strapi, kept);
  const log = await findLog(db, id);
  const state = `${log?.size ?? 0} ${log?.lastAt ?? ''}`;

  async function resultOf(question: Question): Promise<QuestionResult> {
    const place = `${id} ${question.id}`;
    const run = () => count(db, id, question);
    if (alone) return run();
    for (let found = kept.get(place); found !== undefined; found = kept.get(place)) {
      if (found.state === state) return found.result;
      const took = await found.took;
      if (kept.get(place) !== found) continue;
      const age = performance.now() - found.begun;
      if (stage === 'open' && took > long && age < took / share) return found.result;
      break;
    }
    return begin(kept, place, state, run);
  }
  for (const question of questions) results.set(question.id, await resultOf(question));
  return results;
}
