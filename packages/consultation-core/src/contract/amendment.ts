import { z } from 'zod';
import { ArgumentsView } from './argument.ts';
import { CarryOverOutcome, LostInCarryOver } from './desk.ts';
import { endpoint } from './endpoint.ts';
import { Receipt } from './journal.ts';
import { Proposal } from './proposal.ts';
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
  PassingRules,
  Permission,
  Permissions,
  RequestKey,
  Slug,
  SourceView,
  TallyView,
  words,
} from './shapes.ts';

export { Proposal } from './proposal.ts';

const ProposalKind = z.enum(['replace', 'insert', 'delete', 'article', 'edit']);

/** An amendment that wants the same, or nearly. */
export const SimilarAmendment = z.strictObject({
  id: Id,
  number: Count,
  title: z.string(),
  author: z.string(),
  status: AmendmentStatus,
  /** 1 for the same changes to the letter. */
  likeness: z.number().min(0).max(1),
  tally: TallyView,
});
export type SimilarAmendment = z.output<typeof SimilarAmendment>;

/** How an amendment stood before it was edited, or was carried over to a new version. */
export const AmendmentRevision = z.strictObject({
  number: z.number().int().min(1),
  /** When it was followed by another one. */
  at: Instant,
  /** Why it was followed by another one. */
  ended: z.enum(['edited', 'carried-over']),
  base: z.number().int().min(1),
  title: z.string(),
  change: Change,
  before: Body,
  after: Body,
});
export type AmendmentRevision = z.output<typeof AmendmentRevision>;

/**
 * Other words that staff propose to the author of an amendment. An author who edits her amendment instead has refused
 * those that she did not answer, and takes back what she accepted.
 */
export const PublicWording = z.strictObject({
  number: z.number().int().min(1),
  state: z.enum(['public', 'accepted', 'refused']),
  change: Change,
  after: Body,
  /** The change in words, in the language of the text. */
  instruction: z.array(z.string()),
  note: z.string(),
  reply: z.string(),
  at: Instant,
});
export type PublicWording = z.output<typeof PublicWording>;

/** What became of one thing that an amendment wants, once a version was computed from it. */
export const WordFate = z.strictObject({
  kind: z.enum(['words', 'split', 'join', 'move', 'insert', 'delete', 'attributes', 'replace']),
  /** What it took out and what it put in, as plain words; both are empty where it is not about words. */
  removed: z.string(),
  inserted: z.string(),
  block: Id,
  outcome: z.enum(['applied', 'lost', 'orphan']),
  /** Others who wanted the same. */
  with: z.array(z.strictObject({ id: Id, number: Count })),
});
export type WordFate = z.output<typeof WordFate>;

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
  /** The amendment that it amends, for a sub-amendment. */
  parent: z.strictObject({ id: Id, number: Count }).nullable(),
  /** How often it was edited since it was submitted. */
  edits: Count,
  /** Of the act that recorded its words, for its author alone; a draft has none. */
  receipt: Receipt.optional(),
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
    /** The change in words as a drafter writes it, in the language of the text. */
    instruction: z.array(z.string()),
    /** Whether its change fits the text that it amends: not when the parent was edited since in the words concerned. */
    fits: z.boolean(),
    /** Earlier forms, oldest first. */
    history: z.array(AmendmentRevision),
    wordings: z.array(PublicWording),
    /** How it came over from an earlier version; null when it was written for this one, or edited since. */
    carried: z
      .strictObject({
        from: z.number().int().min(1),
        to: z.number().int().min(1),
        outcome: CarryOverOutcome,
        lost: z.array(LostInCarryOver),
      })
      .nullable(),
    /** What became of its words; null until a version was computed after its decision. */
    fate: z.strictObject({ version: z.number().int().min(1), words: z.array(WordFate) }).nullable(),
  }),
  subAmendments: z.array(AmendmentSummary),
  /** Others that want the same or nearly, most alike first. */
  similar: z.array(SimilarAmendment),
  mine: z.boolean(),
  may: z.strictObject({
    /** Here `amend` is whether a sub-amendment can be proposed. */
    ...Permissions.shape,
    edit: Permission,
    withdraw: Permission,
    /** Whether the reader, as its author, may accept or refuse a wording of staff. */
    reply: Permission,
  }),
  /** What decides whether it passes; says nothing of the counts. */
  passing: PassingRules,
  myChoice: z.string().nullable(),
  /** Of the reader's newest act on this ballot box, taking a ballot back included; null where she has none. */
  myReceipt: Receipt.nullable(),
  arguments: ArgumentsView,
});
export type AmendmentView = z.output<typeof AmendmentView>;

export const AmendmentInput = z.strictObject({
  /** Number of the version that the author read. */
  base: z.number().int().min(1),
  proposal: Proposal,
  /** The amendment that this one amends: the proposal is then about the text as that one would make it. */
  parent: Id.optional(),
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
  'item-hidden',
  'status-forbids',
  'version-outdated',
  'proposal-changes-nothing',
  'proposal-does-not-fit',
  'result-differs',
  'too-many-edits',
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
  body: z.strictObject({
    base: z.number().int().min(1),
    proposal: Proposal,
    parent: Id.optional(),
    /** One's own amendment that is being edited: it is not similar to itself. */
    except: Id.optional(),
  }),
  response: z.strictObject({
    change: Change,
    before: Body,
    after: Body,
    instruction: z.array(z.string()),
    similar: z.array(SimilarAmendment),
  }),
  refusals: [
    'not-found',
    'not-open-here',
    'item-hidden',
    'status-forbids',
    'version-outdated',
    'proposal-changes-nothing',
    'proposal-does-not-fit',
    'result-differs',
    'too-many-edits',
  ],
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
  summary:
    'Change an amendment of one’s own until it is decided; each public form stays in its history',
  access: 'participant',
  params: oneParams,
  body: z.strictObject({ ...AmendmentInput.shape, submit: z.boolean() }),
  response: AmendmentSummary,
  refusals: [...writeRefusals],
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

export const replyToWording = endpoint({
  verb: 'POST',
  path: '/consultations/:slug/amendments/:id/wordings/:number',
  handler: 'amendment.replyToWording',
  summary: 'Accept or refuse, as the author, the words that staff propose',
  access: 'participant',
  params: z.strictObject({ slug: Slug, id: Id, number: z.coerce.number().int().min(1) }),
  body: z.strictObject({ accept: z.boolean(), reply: words(limits.reason, 0) }),
  response: PublicWording,
  refusals: [
    'not-found',
    'sign-in-needed',
    'not-allowed',
    'consultation-not-open',
    'item-hidden',
    'status-forbids',
    'edited-elsewhere',
  ],
});
