import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Choice, Slug, TallyView, Target } from './shapes.ts';

const params = z.strictObject({ slug: Slug, target: Target });
const refusals = [
  'not-found',
  'sign-in-needed',
  'consultation-not-open',
  'phase-closed',
  'not-open-here',
  'item-hidden',
  'status-forbids',
] as const;

/** What the box holds of this voter now, and the counts if they may be seen. */
export const BallotView = z.strictObject({
  target: Target,
  choice: Choice.nullable(),
  tally: TallyView,
});
export type BallotView = z.output<typeof BallotView>;

export const castBallot = endpoint({
  verb: 'PUT',
  path: '/consultations/:slug/ballots/:target',
  handler: 'ballot.cast',
  summary: 'Cast a ballot, or put another choice in its place; twice the same is once',
  access: 'participant',
  params,
  body: z.strictObject({ choice: Choice }),
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
  response: BallotView,
  refusals,
});
