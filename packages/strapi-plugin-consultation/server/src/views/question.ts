import { type QuestionView, RefusalError } from 'consultation-core/contract';
import type { Question, QuestionResult } from 'consultation-core/vote';
import { questionResults } from '../services/question-results.ts';
import type { Db } from '../store/database.ts';
import { questionsOf } from '../store/question.ts';
import type { Strapi } from '../strapi.ts';
import { summary } from './consultation.ts';
import { mutable } from './mutable.ts';
import { permission, type Reader } from './reader.ts';
import { ownBallot } from './receipts.ts';

const refOf = ({ id, title }: Question) => ({ id, title });

/** What a question comes to, as a reader may see it; `results` is null while counts are sealed for her. */
export function questionTally(
  { id, method }: Question,
  results: ReadonlyMap<string, QuestionResult> | null
): QuestionView['tally'] {
  return { method, result: mutable(results?.get(id) ?? null) };
}

/** One question between its neighbours, with the reader's own ballot. */
export async function questionView(
  strapi: Strapi,
  db: Db,
  reader: Reader,
  id: string
): Promise<QuestionView> {
  const { consultation, sees, at } = reader;
  const questions = await questionsOf(db, consultation.id);
  const place = questions.findIndex((one) => one.id === id);
  const question = questions[place];
  if (question === undefined) throw new RefusalError('not-found');
  const neighbour = (there: number) => {
    const other = questions[there];
    return other === undefined ? null : refOf(other);
  };
  const results = sees ? await questionResults(strapi, db, consultation, at, [question]) : null;
  return {
    consultation: await summary(db, consultation, at),
    question: mutable(question),
    number: place + 1,
    total: questions.length,
    previous: neighbour(place - 1),
    next: neighbour(place + 1),
    may: { vote: permission(reader.may('vote')) },
    tally: questionTally(question, results),
    ...(await ownBallot(db, reader, `question:${id}`)),
  };
}
