import { type QuestionView, RefusalError } from 'consultation-core/contract';
import { countQuestion, type Question } from 'consultation-core/vote';
import type { Db } from '../store/database.ts';
import { questionsOf } from '../store/question.ts';
import { type Counts, countsOf } from '../store/tally.ts';
import { summary } from './consultation.ts';
import { mutable } from './mutable.ts';
import { permission, type Reader } from './reader.ts';
import { ownBallot } from './receipts.ts';

const refOf = ({ id, title }: Question) => ({ id, title });

/** What a question comes to, as a reader may see it: nothing of it while counts are sealed for her. */
export function questionTally(
  question: Question,
  counts: Counts | undefined,
  sees: boolean
): QuestionView['tally'] {
  const { method } = question;
  return { method, result: sees ? mutable(countQuestion(question, counts ?? {})) : null };
}

/** One question between its neighbours, with the reader's own ballot. */
export async function questionView(db: Db, reader: Reader, id: string): Promise<QuestionView> {
  const { consultation, sees, at } = reader;
  const questions = await questionsOf(db, consultation.id);
  const place = questions.findIndex((one) => one.id === id);
  const question = questions[place];
  if (question === undefined) throw new RefusalError('not-found');
  const neighbour = (there: number) => {
    const other = questions[there];
    return other === undefined ? null : refOf(other);
  };
  const target = `question:${id}`;
  const counts = sees ? (await countsOf(db, consultation.id, [target])).get(target) : undefined;
  return {
    consultation: await summary(db, consultation, at),
    question: mutable(question),
    number: place + 1,
    total: questions.length,
    previous: neighbour(place - 1),
    next: neighbour(place + 1),
    may: { vote: permission(reader.may('vote')) },
    tally: questionTally(question, counts, sees),
    ...(await ownBallot(db, reader, target)),
  };
}
