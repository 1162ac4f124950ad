import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Receipt } from './journal.ts';
import {
  Count,
  Hidden,
  Id,
  Instant,
  limits,
  Page,
  PageSize,
  RequestKey,
  Slug,
  Source,
  SourceView,
  Stance,
  Target,
  words,
} from './shapes.ts';

export const ArgumentView = z.strictObject({
  id: Id,
  target: Target,
  stance: Stance,
  author: z.string(),
  /** Empty while hidden. Plain text; an empty line makes a paragraph. */
  text: z.string(),
  sources: z.array(SourceView),
  at: Instant.nullable(),
  hidden: Hidden.nullable(),
  mine: z.boolean(),
  /** Of the act that recorded it, for its author alone. */
  receipt: Receipt.optional(),
});
export type ArgumentView = z.output<typeof ArgumentView>;

/** As many of each side as the other, in neutral order. */
export const ArgumentsView = z.strictObject({
  for: z.strictObject({ total: Count, items: z.array(ArgumentView) }),
  against: z.strictObject({ total: Count, items: z.array(ArgumentView) }),
});
export type ArgumentsView = z.output<typeof ArgumentsView>;

export const listArguments = endpoint({
  verb: 'GET',
  path: '/consultations/:slug/arguments',
  handler: 'argument.find',
  summary: 'Arguments for and against one article or amendment, a page of each side',
  access: 'anyone',
  params: z.strictObject({ slug: Slug }),
  query: z.strictObject({ target: Target, page: Page, pageSize: PageSize }),
  response: ArgumentsView,
  refusals: ['not-found'],
});

export const createArgument = endpoint({
  verb: 'POST',
  path: '/consultations/:slug/arguments',
  handler: 'argument.create',
  summary: 'Argue for or against an article or an amendment, with sources',
  access: 'participant',
  params: z.strictObject({ slug: Slug }),
  body: z.strictObject({
    target: Target,
    stance: Stance,
    text: words(limits.argument),
    sources: z.array(Source).max(limits.sources),
    key: RequestKey,
  }),
  response: ArgumentView,
  refusals: [
    'not-found',
    'sign-in-needed',
    'consultation-not-open',
    'phase-closed',
    'not-open-here',
    'item-hidden',
    'status-forbids',
    'key-reused',
  ],
});
