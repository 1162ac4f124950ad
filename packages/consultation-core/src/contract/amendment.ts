import { z } from 'zod';
import { ArgumentsView } from './argument.ts';
import { endpoint } from './endpoint.ts';
import {
  AmendmentStatus,
  Body,
  Change,
  Count,
  Hidden,
  Id,
  Instant,
  limits,
  line,
  Page,
  PageSize,
  Permission,
  Permissions,
  RequestKey,
  Slug,
  SourceView,
  TallyView,
  words,
} from './shapes.ts';

const proposalText = words(limits.proposal);
export const Proposal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('replace'), block: Id, text: proposalText }),
  z.strictObject({ kind: z.literal('insert'), after: Id, text: proposalText }),
  z.strictObject({ kind: z.literal('delete'), block: Id }),
  z.strictObject({
    kind: z.literal('article'),
    after: Id.nullable(),
    heading: line(limits.title),
    text: proposalText,
  }),
]);

const ProposalKind = z.enum(['replace', 'insert', 'delete', 'article']);

export const AmendmentSummary = z.strictObject({
  id: Id,
  /** Given in the order of submission, within one consultation; 0 for a draft. */
  number: Count,
  title: z.string(),
  author: z.string(),
  kind: ProposalKind,
  status: AmendmentStatus,
  /** The article concerned, or the one behind which a new article would stand. */
  article: z.strictObject({ id: Id, label: z.string() }).nullable(),
  submittedAt: Instant.nullable(),
  arguments: Count,
  tally: TallyView,
  hidden: Hidden.nullable(),
  /** Why it was decided so; null until there is a decision. */
  decision: z.strictObject({ reason: z.string(), at: Instant }).nullable(),
  /** Made up to show how the tool works, not somebody's opinion. */
  example: z.boolean(),
});
export type AmendmentSummary = z.output<typeof AmendmentSummary>;

export const AmendmentView = z.strictObject({
  consultation: z.strictObject({
    id: Id,
    slug: Slug,
    title: z.string(),
    state: z.string(),
    language: z.string(),
    timeZone: z.string(),
  }),
  amendment: z.strictObject({
    ...AmendmentSummary.shape,
    /** Number of the version that it changes. */
    base: z.number().int().min(1),
    justification: Body,
    sources: z.array(SourceView),
    /** All three are empty while the amendment is hidden. */
    change: Change,
    before: Body,
    after: Body,
  }),
  mine: z.boolean(),
  may: z.strictObject({ ...Permissions.shape, edit: Permission, withdraw: Permission }),
  myChoice: z.string().nullable(),
  arguments: ArgumentsView,
});
export type AmendmentView = z.output<typeof AmendmentView>;

export const AmendmentInput = z.strictObject({
  /** Number of the version that the author read. */
  base: z.number().int().min(1),
  proposal: Proposal,
  title: line(limits.title),
  justification: words(limits.justification),
});

const slugParams = z.strictObject({ slug: Slug });
const oneParams = z.strictObject({ slug: Slug, id: Id });
const writeRefusals = [
  'not-found',
  'sign-in-needed',
  'consultation-not-open',
  'phase-closed',
  'not-open-here',
  'version-outdated',
  'proposal-changes-nothing',
  'proposal-does-not-fit',
] as const;

export const listAmendments = endpoint({
  verb: 'GET',
  path: '/consultations/:slug/amendments',
  handler: 'amendment.find',
  summary: 'Amendments in the neutral order of the day, or by number',
  access: 'anyone',
  params: slugParams,
  query: z.strictObject({
    page: Page,
    pageSize: PageSize,
    article: Id.optional(),
    status: AmendmentStatus.optional(),
    search: z.string().trim().max(limits.title).optional(),
    order: z.enum(['neutral', 'number', 'latest']).default('neutral'),
    mine: z.stringbool().optional(),
  }),
  response: z.strictObject({
    consultation: z.strictObject({ slug: Slug, title: z.string(), language: z.string() }),
    total: Count,
    /** What the neutral order was computed from: seed and day. */
    order: z.strictObject({ algorithm: z.string(), seed: z.string(), day: z.string() }),
    articles: z.array(z.strictObject({ id: Id, label: z.string(), title: z.string() })),
    items: z.array(AmendmentSummary),
  }),
  refusals: ['not-found', 'sign-in-needed'],
});

export const getAmendment = endpoint({
  verb: 'GET',
  path: '/consultations/:slug/amendments/:id',
  handler: 'amendment.findOne',
  summary: 'One amendment with its difference, opinions and fate',
  access: 'anyone',
  params: oneParams,
  response: AmendmentView,
  refusals: ['not-found'],
});

export const previewAmendment = endpoint({
  verb: 'POST',
  path: '/consultations/:slug/amendments/preview',
  handler: 'amendment.preview',
  summary: 'The difference that a proposal would make; nothing is kept',
  access: 'anyone',
  params: slugParams,
  body: z.strictObject({ base: z.number().int().min(1), proposal: Proposal }),
  response: z.strictObject({ change: Change, before: Body, after: Body }),
  refusals: ['not-found', 'version-outdated', 'proposal-changes-nothing', 'proposal-does-not-fit'],
});

export const createAmendment = endpoint({
  verb: 'POST',
  path: '/consultations/:slug/amendments',
  handler: 'amendment.create',
  summary: 'Submit an amendment, or keep it as a draft that only its author sees',
  access: 'participant',
  params: slugParams,
  body: z.strictObject({ ...AmendmentInput.shape, submit: z.boolean(), key: RequestKey }),
  response: AmendmentSummary,
  refusals: [...writeRefusals, 'key-reused'],
});

export const updateAmendment = endpoint({
  verb: 'PUT',
  path: '/consultations/:slug/amendments/:id',
  handler: 'amendment.update',
  summary: 'Change a draft of one’s own',
  access: 'participant',
  params: oneParams,
  body: z.strictObject({ ...AmendmentInput.shape, submit: z.boolean() }),
  response: AmendmentSummary,
  refusals: [...writeRefusals, 'status-forbids'],
});

export const withdrawAmendment = endpoint({
  verb: 'POST',
  path: '/consultations/:slug/amendments/:id/withdraw',
  handler: 'amendment.withdraw',
  summary: 'Withdraw an amendment of one’s own; a draft is deleted',
  access: 'participant',
  params: oneParams,
  response: z.strictObject({ id: Id, status: z.enum(['withdrawn', 'deleted']) }),
  refusals: [
    'not-found',
    'sign-in-needed',
    'consultation-not-open',
    'phase-closed',
    'status-forbids',
  ],
});
