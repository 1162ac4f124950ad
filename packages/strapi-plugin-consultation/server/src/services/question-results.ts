import { phaseAt } from 'consultation-core/consultation';
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
  readonly counted: Promise<Counted>;
}
interface Counted {
  readonly result: QuestionResult;
  /** Milliseconds of counting alone. */
  readonly took: number;
}
const memory = new WeakMap<Strapi, Map<string, Kept>>();
const most = 500;

/** From so many milliseconds on a count takes long. */
const long = 50;
/** Of the time of a process, so much at most goes into counting one question while people answer it. */
const share = 1 / 20;

const otherWork = () => new Promise((resolve) => setImmediate(resolve));

async function count(db: Db, consultation: string, question: Question): Promise<Counted> {
  const target = `question:${question.id}`;
  const counts = (await countsOf(db, consultation, [target])).get(target) ?? {};
  await otherWork();
  const begun = performance.now();
  const result = countQuestion(question, counts);
  return { result, took: performance.now() - begun };
}

/** Begins to count, and keeps what comes of it; a count that fails is not kept. */
function begin(kept: Map<string, Kept>, place: string, state: string, run: () => Kept['counted']) {
  const counted = run();
  counted.catch(() => {
    if (kept.get(place)?.counted === counted) kept.delete(place);
  });
  kept.delete(place);
  kept.set(place, { state, begun: performance.now(), counted });
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  return counted;
}

/**
 * Results of questions by id, computed from their counters. A question can have as many counts as voters, so that what
 * was computed is kept, with the length of the journal: counts change with a leaf of theirs or not at all. The length is
 * read before the counts, which so are never older than it says. Where counting a question takes long, what is told of it
 * while people can vote is a little old (twenty times as long as it takes); after that it is always the last.
 */
export async function questionResults(
  strapi: Strapi,
  db: Db,
  { id, state: stage, phases }: Pick<Consultation, 'id' | 'state' | 'phases'>,
  at: string,
  questions: readonly Question[]
): Promise<ReadonlyMap<string, QuestionResult>> {
  const results = new Map<string, QuestionResult>();
  if (questions.length === 0) return results;
  // What may still be undone is kept for nobody, nor what a draft asks, which changes without a leaf.
  const alone = strapi.db.inTransaction() || stage === 'draft';
  const isVoting = stage === 'open' && phaseAt(phases, at)?.allows.includes('vote') === true;
  const kept = memory.get(strapi) ?? new Map<string, Kept>();
  memory.set(strapi, kept);
  const log = await findLog(db, id);
  const state = `${log?.size ?? 0} ${log?.lastAt ?? ''}`;

  async function resultOf(question: Question): Promise<QuestionResult> {
    const place = `${id} ${question.id}`;
    const run = () => count(db, id, question);
    if (alone) return (await run()).result;
    for (let found = kept.get(place); found !== undefined; found = kept.get(place)) {
      const counted = await found.counted.catch(() => null);
      if (kept.get(place) !== found) continue;
      if (counted === null) break;
      const age = performance.now() - found.begun;
      const isFresh = isVoting && counted.took > long && age < counted.took / share;
      if (found.state === state || isFresh) return counted.result;
      break;
    }
    return (await begin(kept, place, state, run)).result;
  }
  for (const question of questions) results.set(question.id, await resultOf(question));
  return results;
}
