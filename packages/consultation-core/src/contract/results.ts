import { z } from 'zod';
import { ConsultationSummary, VersionSummary } from './consultation.ts';
import { endpoint } from './endpoint.ts';
import {
  AmendmentStatus,
  Count,
  Hidden,
  Id,
  Instant,
  MethodName,
  Question,
  QuestionTally,
  Slug,
  TallyView,
} from './shapes.ts';

export const ArticleResult = z.strictObject({
  id: Id,
  label: z.string(),
  title: z.string(),
  tally: TallyView,
  arguments: z.strictObject({ for: Count, against: Count }),
  amendments: Count,
});
export const AmendmentResult = z.strictObject({
  id: Id,
  number: Count,
  title: z.string(),
  article: z.strictObject({ id: Id, label: z.string() }).nullable(),
  status: AmendmentStatus,
  reason: z.string().nullable(),
  tally: TallyView,
  arguments: z.strictObject({ for: Count, against: Count }),
  hidden: z.boolean(),
});
export const QuestionOutcome = z.strictObject({
  question: Question,
  /** Null while counts are sealed. */
  ballots: Count.nullable(),
  tally: QuestionTally,
});
export const ResultsView = z.strictObject({
  consultation: ConsultationSummary,
  versions: z.array(VersionSummary),
  method: MethodName,
  /** When the counts were read. */
  at: Instant,
  /** Counts are null where they are sealed until the close. */
  sealed: z.boolean(),
  articles: z.array(ArticleResult),
  amendments: z.array(AmendmentResult),
  questions: z.array(QuestionOutcome),
  participation: z.strictObject({
    participants: Count.nullable(),
    ballots: Count.nullable(),
    amendments: Count,
    arguments: Count,
    /** Acts a day in the consultation's time zone. */
    days: z.array(
      z.strictObject({
        day: z.iso.date(),
        ballots: Count.nullable(),
        amendments: Count,
        arguments: Count,
      })
    ),
  }),
});
export type ResultsView = z.output<typeof ResultsView>;

export const getResults = endpoint({
  verb: 'GET',
  path: '/consultations/:slug/results',
  handler: 'results.find',
  summary: 'Counts per article and amendment, and participation',
  access: 'anyone',
  params: z.strictObject({ slug: Slug }),
  response: ResultsView,
  refusals: ['not-found'],
});

export const RegisterEntry = z.strictObject({
  act: z.enum(['hide', 'restore']),
  target: z.string(),
  label: z.string(),
  rule: z.string(),
  reason: z.string(),
  at: Instant,
});

export const getRegister = endpoint({
  verb: 'GET',
  path: '/consultations/:slug/moderation',
  handler: 'results.register',
  summary: 'The public register of moderation: what was hidden or restored, and why',
  access: 'anyone',
  params: z.strictObject({ slug: Slug }),
  response: z.strictObject({
    consultation: ConsultationSummary,
    inForce: z.array(z.strictObject({ target: z.string(), label: z.string(), ...Hidden.shape })),
    entries: z.array(RegisterEntry),
  }),
  refusals: ['not-found'],
});
