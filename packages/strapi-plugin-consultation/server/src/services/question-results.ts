import { countQuestion, type Question, type QuestionResult } from 'consultation-core/vote';
import { findLog } from '../store/checkpoint.ts';
import type { Db } from '../store/database.ts';
import { countsOf } from '../store/tally.ts';
import type { Strapi } from '../strapi.ts';

/** What a question came to when the journal was as long as `state` says. */
interface Kept {
  readonly state: string;
  readonly result: Promise<QuestionResult>;
}
const memory = new WeakMap<Strapi, Map<string, Kept>>();
const most = 500;

const otherWork = () => new Promise((resolve) => setImmediate(resolve));

async function count(db: Db, consultation: string, question: Question): Promise<QuestionResult> {
  const target = `question:${question.id}`;
  const counts = (await countsOf(db, consultation, [target])).get(target) ?? {};
  await otherWork();
  return countQuestion(question, counts);
}

/**
 * Results of questions by id, computed from their counters. A question can have as many counts as voters, so that what was
 * computed is kept, with the length of the journal: counts change with a leaf of theirs or not at all. The length
 * is read before the counts, which so are never older than it says.
 */
export async function questionResults(
  strapi: Strapi,
  db: Db,
  consultation: string,
  questions: readonly Question[]
): Promise<ReadonlyMap<string, QuestionResult>> {
  const results = new Map<string, QuestionResult>();
  if (questions.length === 0) return results;
  // What others may never see must not be kept for them.
  const isOpen = strapi.db.inTransaction();
  const kept = memory.get(strapi) ?? new Map<string, Kept>();
  memory.set(strapi, kept);
  const log = await findLog(db, consultation);
  const state = `${log?.size ?? 0} ${log?.lastAt ?? ''}`;
  for (const question of questions) {
    const place = `${consultation} ${question.id}`;
    const found = isOpen ? undefined : kept.get(place);
    let result = found?.state === state ? found.result : undefined;
    if (result === undefined) {
      result = count(db, consultation, question);
      if (!isOpen) {
        kept.delete(place);
        kept.set(place, { state, result });
        result.catch(() => kept.delete(place));
        const [oldest] = kept.keys();
        if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      }
    }
    results.set(question.id, await result);
  }
  return results;
}
