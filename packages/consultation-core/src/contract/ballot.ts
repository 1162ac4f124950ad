import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Receipt } from './journal.ts';
import { BallotTarget, Choice, RequestKey, Slug, TallyView } from './shapes.ts';

const params = z.strictObject({ slug: Slug, target: BallotTarget });
const refusals = [
  'not-found',
  'sign-in-needed',
  'consultation-not-open',
  'phase-closed',
  'not-open-here',
  'item-hidden',
  'status-forbids',
  'key-reused',
  'too-many-requests',
] as const;

/** What the box holds of this voter now, and the counts if they may be seen. */
export const BallotView = z.strictObject({
  target: BallotTarget,
  choice: Choice.nullable(),
  /** Null for a question: its result is made of all ballots together, and read with the question. */
  tally: TallyView.nullable(),
  /** Of the act that made the box what it is; null where this voter never had a ballot on the target. */
  receipt: Receipt.nullable(),
});
export type BallotView = z.output<typeof BallotView>;

export const castBallot = endpoint({
  verb: 'PUT',
  path: '/consultations/:slug/ballots/:target',
  handler: 'ballot.cast',
  summary:
    'Cast a ballot, or put another choice in its place; one key is one act, however often it is sent',
  access: 'participant',
  params,
  body: z.strictObject({ choice: Choice, key: RequestKey }),
  response: BallotView,
  refusals: [...refusals, 'choice-unknown'],
});

export const withdrawBallot = endpoint({
  verb: 'DELETE',
  path: '/consultations/:slug/ballots/:target',
  handler: 'ballot.withdraw',
  summary: 'Take one’s ballot back; where there is none, nothing happens',
  access: 'participant',
  params,
  query: z.strictObject({ key: RequestKey }),
  response: BallotView,
  refusals,
});
