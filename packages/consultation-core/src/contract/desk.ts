import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { ArticleBlocks, clean, strings } from './proposal.ts';
import {
  AmendmentStatus,
  Body,
  Change,
  Count,
  Hidden,
  Id,
  Inline,
  Instant,
  limits,
  line,
  TallyView,
  words,
} from './shapes.ts';

const idParams = z.strictObject({ id: Id });
/** Names a collision by what is wanted of which words. */
export const CollisionKey = z.string().regex(/^[0-9a-f]{32}$/);

/** Words of one alinea, with no signs that no text has a use for. */
const Words = z.array(Inline).check(({ value, issues }) => {
  let length = 0;
  for (const [text] of strings(value)) length += text.length;
  if (length > limits.alinea || value.length > limits.edits) {
    issues.push({ code: 'custom', message: 'too_big', path: [], input: value });
  }
  clean(value, issues);
});

export const Resolution = z.discriminatedUnion('take', [
  z.strictObject({
    collision: CollisionKey,
    take: z.literal('change'),
    change: Id,
    /** What was taken, whoever wants it. */
    option: CollisionKey.optional(),
  }),
  z.strictObject({ collision: CollisionKey, take: z.literal('original') }),
  z.strictObject({
    collision: CollisionKey,
    take: z.literal('words'),
    words: Words,
  }),
  z.strictObject({ collision: CollisionKey, take: z.literal('blocks'), blocks: ArticleBlocks }),
]);

/** A decision on one collision; `resolution` is null once it was taken back. */
export const RecordedResolution = z.strictObject({
  collision: CollisionKey,
  resolution: Resolution.nullable(),
  /** Counts the decisions on this collision; sent back with the next one, so that no update is lost. */
  revision: Count,
  by: z.string(),
  at: Instant,
});
export type RecordedResolution = z.output<typeof RecordedResolution>;

/** Other words of staff for what an amendment wants: private until they are shown to its author. */
export const Wording = z.strictObject({
  number: z.number().int().min(1),
  state: z.enum(['private', 'public', 'accepted', 'refused']),
  /** The article concerned as staff would have it. */
  after: Body,
  change: Change,
  note: z.string(),
  /** What its author said of it. */
  reply: z.string(),
  by: z.string(),
  at: Instant,
});
export type Wording = z.output<typeof Wording>;

/** What of an amendment could not be carried over: the words, and what stands there now. */
export const LostInCarryOver = z.strictObject({
  code: z.enum(['words-changed', 'block-gone', 'block-changed', 'place-gone']),
  /** Null for the start of the text. */
  block: Id.nullable(),
  wanted: z.string(),
  words: z.string(),
});
export const CarryOverOutcome = z.enum([
  'untouched',
  'moved',
  'adjusted',
  'needs-look',
  'without-object',
]);

export const DeskAmendment = z.strictObject({
  id: Id,
  number: Count,
  title: z.string(),
  author: z.string(),
  status: AmendmentStatus,
  kind: z.string(),
  article: Id.nullable(),
  /** The amendment that it amends, for a sub-amendment. */
  parent: Id.nullable(),
  change: Change,
  before: Body,
  after: Body,
  justification: z.string(),
  tally: TallyView,
  arguments: z.strictObject({ for: Count, against: Count }),
  hidden: Hidden.nullable(),
  decision: z.strictObject({ reason: z.string(), at: Instant }).nullable(),
  example: z.boolean(),
  wordings: z.array(Wording),
  /** How it came over from an earlier version; null when it was written for this one, or edited since. */
  carried: z
    .strictObject({
      from: z.number().int().min(1),
      outcome: CarryOverOutcome,
      lost: z.array(LostInCarryOver),
    })
    .nullable(),
});
export type DeskAmendment = z.output<typeof DeskAmendment>;

export const Presence = z.strictObject({
  /** One per person and open window. */
  id: z.string(),
  name: z.string(),
  /** What she looks at: an article, an amendment or a collision; empty for the whole text. */
  place: z.string(),
  seenAt: Instant,
  me: z.boolean(),
});
export type Presence = z.output<typeof Presence>;

export const Approval = z.strictObject({
  fingerprint: z.string(),
  by: z.string(),
  at: Instant,
  me: z.boolean(),
});

export type Approval = z.output<typeof Approval>;

/** All that drafters need to compute the next version themselves, live, with the core. */
export const DeskView = z.strictObject({
  version: z.strictObject({ number: Count, title: z.string(), frozenAt: Instant.nullable() }),
  language: z.string(),
  body: Body,
  /** All that were submitted and not withdrawn, by number; those of older versions are not there. */
  amendments: z.array(DeskAmendment),
  resolutions: z.array(RecordedResolution),
  /** Reasons given before, most used first. */
  reasons: z.array(z.strictObject({ text: z.string(), used: Count })),
  approvals: z.array(Approval),
  secondReader: z.boolean(),
  /** Opinions on each article, for the carry-over report. */
  opinions: z.array(z.strictObject({ article: Id, arguments: Count })),
  /** Hash of all that the next version would be computed from. */
  fingerprint: z.string(),
  /** Counts every change of the desk: a decision, a resolution, a wording. */
  revision: Count,
});
export type DeskView = z.output<typeof DeskView>;

export const getDesk = endpoint({
  verb: 'GET',
  path: '/consultations/:id/desk',
  handler: 'admin-desk.find',
  summary: 'The text, all amendments on it and the decisions on their collisions',
  access: 'decide',
  params: idParams,
  response: DeskView,
  refusals: ['not-found', 'text-missing'],
});

export const visitDesk = endpoint({
  verb: 'POST',
  path: '/consultations/:id/desk/presence',
  handler: 'admin-desk.visit',
  summary: 'Say that one is at the desk and where; learn who else is, and what changed since',
  access: 'decide',
  params: idParams,
  body: z.strictObject({
    /** Made once per window. */
    window: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
    place: z.string().max(80),
    leaving: z.boolean().default(false),
  }),
  response: z.strictObject({
    present: z.array(Presence),
    revision: Count,
    fingerprint: z.string(),
    resolutions: z.array(RecordedResolution),
    approvals: z.array(Approval),
  }),
  refusals: ['not-found', 'text-missing'],
});

/** The answer to a lost update carries the decision that stands: `details.current`. */
export const resolveCollision = endpoint({
  verb: 'PUT',
  path: '/consultations/:id/desk/resolutions/:collision',
  handler: 'admin-desk.resolve',
  summary: 'Record, change or take back a decision on a collision',
  access: 'decide',
  params: z.strictObject({ id: Id, collision: CollisionKey }),
  body: z.strictObject({
    /** Of the decision that was seen; 0 when there was none. */
    revision: Count,
    resolution: Resolution.nullable(),
    /** Made once per intention: sending it twice does it once. */
    key: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  }),
  response: z.strictObject({ recorded: RecordedResolution, revision: Count }),
  refusals: [
    'not-found',
    'text-missing',
    'edited-elsewhere',
    'status-forbids',
    'invalid-input',
    'structure-invalid',
    'key-reused',
  ],
});

export const saveWording = endpoint({
  verb: 'PUT',
  path: '/consultations/:id/amendments/:amendment/wording',
  handler: 'admin-desk.saveWording',
  summary:
    'Keep other words for an amendment, or show them to its author; each save gets the next number, and a private one takes the place of the private one before',
  access: 'decide',
  params: z.strictObject({ id: Id, amendment: Id }),
  body: z.strictObject({
    /** Number of the newest wording that was seen; 0 when there was none. */
    number: Count,
    /** The article concerned as staff would have it. */
    after: ArticleBlocks,
    note: words(limits.reason, 0),
    publish: z.boolean(),
  }),
  response: z.strictObject({ wordings: z.array(Wording), revision: Count }),
  refusals: [
    'not-found',
    'edited-elsewhere',
    'proposal-changes-nothing',
    'proposal-does-not-fit',
    'structure-invalid',
    'too-many-edits',
    'item-hidden',
    'status-forbids',
  ],
});

export const approve = endpoint({
  verb: 'POST',
  path: '/consultations/:id/desk/approvals',
  handler: 'admin-desk.approve',
  summary: 'Approve, as a second reader, the next version as it would be computed now',
  access: 'decide',
  params: idParams,
  body: z.strictObject({ fingerprint: z.string() }),
  response: z.strictObject({ approvals: z.array(Approval) }),
  refusals: ['not-found', 'edited-elsewhere', 'collisions-open', 'status-forbids'],
});

/** How each amendment that is still undecided, and each article with opinions, comes over to the next version. */
export const CarryOverItem = z.strictObject({
  amendment: z.strictObject({ id: Id, number: Count, title: z.string() }),
  outcome: CarryOverOutcome,
  lost: z.array(LostInCarryOver),
});
export type CarryOverItem = z.output<typeof CarryOverItem>;

export const CarryOverReport = z.strictObject({
  amendments: z.array(CarryOverItem),
  /** Articles that people gave opinions on. */
  articles: z.array(
    z.strictObject({
      article: Id,
      label: z.string(),
      outcome: z.enum(['untouched', 'moved', 'adjusted', 'gone']),
      arguments: Count,
    })
  ),
});
export type CarryOverReport = z.output<typeof CarryOverReport>;

export const publishNextVersion = endpoint({
  verb: 'POST',
  path: '/consultations/:id/desk/publish',
  handler: 'admin-desk.publish',
  summary: 'Publish the next version and carry over what is still open, or answer with it',
  access: 'publish',
  params: idParams,
  body: z.strictObject({
    /** Of the computation that was looked at; another one is not published. */
    fingerprint: z.string(),
    title: line(limits.title),
    /** Markdown; needed with `answered`, published with `continue` too when it is there. */
    answer: words(limits.presentation, 0),
    /** `answered` ends the consultation; `continue` leaves it closed, with open amendments on the new version. */
    outcome: z.enum(['answered', 'continue']),
  }),
  response: z.strictObject({ number: Count, carryOver: CarryOverReport }),
  refusals: [
    'not-found',
    'text-missing',
    'invalid-input',
    'proposal-changes-nothing',
    'status-forbids',
    'collisions-open',
    'undecided-left',
    'edited-elsewhere',
    'second-reader-needed',
    'structure-invalid',
  ],
});
