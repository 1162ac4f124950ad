import { z } from 'zod';
import { ConsultationSummary, QuestionRef } from './consultation.ts';
import { endpoint } from './endpoint.ts';
import { Receipt } from './journal.ts';
import { Count, Id, Permission, Question, QuestionTally, Slug } from './shapes.ts';

export const QuestionView = z.strictObject({
  consultation: ConsultationSummary,
  question: Question,
  /** Its place among the questions of the consultation, from 1, and how many there are. */
  number: Count,
  total: Count,
  previous: QuestionRef.nullable(),
  next: QuestionRef.nullable(),
  may: z.strictObject({ vote: Permission }),
  tally: QuestionTally,
  /** The reader's ballot in one word, as `writePaper` writes it; null where there is none. */
  myChoice: z.string().nullable(),
  /** Of the reader's newest act on this ballot box, taking a ballot back included; null where she has none. */
  myReceipt: Receipt.nullable(),
});
export type QuestionView = z.output<typeof QuestionView>;

export const getQuestion = endpoint({
  verb: 'GET',
  path: '/consultations/:slug/questions/:question',
  handler: 'question.findOne',
  summary: 'One question with its options, one’s own ballot, and the result if it may be seen',
  access: 'anyone',
  params: z.strictObject({ slug: Slug, question: Id }),
  response: QuestionView,
  refusals: ['not-found'],
});
