import { z } from 'zod';
import { AmendmentSummary, AmendmentView } from './amendment.ts';
import { ArgumentView } from './argument.ts';
import { VersionSummary } from './consultation.ts';
import { endpoint } from './endpoint.ts';
import { ResultsView } from './results.ts';
import {
  AmendmentStatus,
  ArticleOpening,
  Body,
  CharterRule,
  ConsultationState,
  Count,
  CountsVisibility,
  Id,
  Language,
  limits,
  line,
  MethodName,
  Page,
  PageSize,
  PassingRules,
  Phase,
  Question,
  Slug,
  words,
} from './shapes.ts';

const idParams = z.strictObject({ id: Id });
const markdown = (max: number) => words(max, 0);

/** All that staff set of a consultation. Markdown where a text has paragraphs. */
export const ConsultationInput = z.strictObject({
  slug: Slug,
  language: Language,
  title: line(limits.title),
  summary: words(1_000, 0),
  organiser: line(limits.title, 0),
  presentation: markdown(limits.presentation),
  commitment: markdown(limits.presentation),
  contact: line(limits.title, 0),
  timeZone: z.string().max(60),
  phases: z.array(Phase).max(20),
  openings: z.array(ArticleOpening).max(limits.blocks),
  counts: CountsVisibility,
  method: MethodName,
  passing: PassingRules,
  /** Beside the text; like the method they stay as they are once the consultation has opened. */
  questions: z.array(Question).max(30),
  charter: z.array(CharterRule).max(50),
  provenance: words(2_000, 0),
  /** Whether the next version needs the approval of somebody besides whoever publishes it. */
  secondReader: z.boolean(),
});
export type ConsultationInput = z.output<typeof ConsultationInput>;

export const StaffConsultation = z.strictObject({
  id: Id,
  state: ConsultationState,
  orderSeed: z.string(),
  /** Changes with every save; sent back with the next one, so that no update is lost. */
  revision: z.string(),
  settings: ConsultationInput,
  versions: z.array(VersionSummary),
  hasDraft: z.boolean(),
  totals: z.strictObject({
    amendments: Count,
    undecided: Count,
    arguments: Count,
    hidden: Count,
    ballots: Count.nullable(),
  }),
});
export type StaffConsultation = z.output<typeof StaffConsultation>;

/** Something that an importer met and did not understand, or changed. `code` is translated at the edge. */
export const Notice = z.strictObject({
  code: z.string(),
  /** The words concerned, cut at 200 characters. */
  excerpt: z.string(),
  block: Id.optional(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export const DraftVersion = z.strictObject({
  /** null when nothing is in preparation. */
  title: z.string(),
  body: Body,
  explanations: z.record(Id, z.string()),
  notices: z.array(Notice),
  revision: z.string(),
});
export type DraftVersion = z.output<typeof DraftVersion>;

export const staffListConsultations = endpoint({
  verb: 'GET',
  path: '/consultations',
  handler: 'admin-consultation.find',
  summary: 'All consultations',
  access: 'read',
  query: z.strictObject({ page: Page, pageSize: PageSize }),
  response: z.strictObject({ total: Count, items: z.array(StaffConsultation) }),
});
export const staffCreateConsultation = endpoint({
  verb: 'POST',
  path: '/consultations',
  handler: 'admin-consultation.create',
  summary: 'Create a consultation in draft; what is left out gets its default',
  access: 'manage',
  body: ConsultationInput.partial().required({ title: true, slug: true }),
  response: StaffConsultation,
  refusals: ['slug-taken'],
});
export const staffGetConsultation = endpoint({
  verb: 'GET',
  path: '/consultations/:id',
  handler: 'admin-consultation.findOne',
  summary: 'One consultation with its settings',
  access: 'read',
  params: idParams,
  response: StaffConsultation,
  refusals: ['not-found'],
});
export const staffUpdateConsultation = endpoint({
  verb: 'PUT',
  path: '/consultations/:id',
  handler: 'admin-consultation.update',
  summary: 'Change settings',
  access: 'manage',
  params: idParams,
  body: z.strictObject({ revision: z.string(), settings: ConsultationInput.partial() }),
  response: StaffConsultation,
  refusals: ['not-found', 'slug-taken', 'edited-elsewhere', 'status-forbids'],
});
export const staffDeleteConsultation = endpoint({
  verb: 'DELETE',
  path: '/consultations/:id',
  handler: 'admin-consultation.delete',
  summary: 'Delete a draft that nobody has contributed to',
  access: 'manage',
  params: idParams,
  refusals: ['not-found', 'has-contributions', 'status-forbids'],
});
/** draft -> open -> closed -> open again if need be; `answered` comes with the last version. */
export const staffSetState = endpoint({
  verb: 'POST',
  path: '/consultations/:id/state',
  handler: 'admin-consultation.setState',
  summary: 'Open or close a consultation',
  access: 'publish',
  params: idParams,
  body: z.strictObject({ state: z.enum(['open', 'closed']) }),
  response: StaffConsultation,
  refusals: ['not-found', 'text-missing', 'phases-missing', 'status-forbids'],
});
export const staffImportText = endpoint({
  verb: 'POST',
  path: '/import',
  handler: 'admin-version.import',
  summary: 'Read a text from HTML or Markdown and say what was recognised; nothing is kept',
  access: 'manage',
  body: z.strictObject({
    format: z.enum(['html', 'markdown']),
    source: z.string().max(limits.importSource),
  }),
  response: z.strictObject({ body: Body, notices: z.array(Notice) }),
  refusals: ['import-unreadable', 'too-large'],
});
export const staffGetDraft = endpoint({
  verb: 'GET',
  path: '/consultations/:id/draft',
  handler: 'admin-version.draft',
  summary: 'The version in preparation, or null',
  access: 'read',
  params: idParams,
  response: DraftVersion.nullable(),
  refusals: ['not-found'],
});
export const staffSaveDraft = endpoint({
  verb: 'PUT',
  path: '/consultations/:id/draft',
  handler: 'admin-version.saveDraft',
  summary: 'Keep the version in preparation',
  access: 'manage',
  params: idParams,
  body: z.strictObject({
    /** The revision that was read; null when there was no draft. */
    revision: z.string().nullable(),
    title: line(limits.title),
    body: Body,
    explanations: z.record(Id, words(limits.presentation)),
    notices: z.array(Notice).default([]),
  }),
  response: DraftVersion,
  refusals: ['not-found', 'edited-elsewhere', 'structure-invalid'],
});
export const staffPublishDraft = endpoint({
  verb: 'POST',
  path: '/consultations/:id/draft/publish',
  handler: 'admin-version.publish',
  summary: 'Publish the version in preparation; it is frozen from then on',
  access: 'publish',
  params: idParams,
  body: z.strictObject({ revision: z.string() }),
  response: VersionSummary,
  refusals: [
    'not-found',
    'text-missing',
    'edited-elsewhere',
    'structure-invalid',
    'status-forbids',
  ],
});
export const staffGetVersion = endpoint({
  verb: 'GET',
  path: '/consultations/:id/versions/:number',
  handler: 'admin-version.findOne',
  summary: 'A published version',
  access: 'read',
  params: z.strictObject({ id: Id, number: z.coerce.number().int().min(1) }),
  response: z.strictObject({
    ...VersionSummary.shape,
    body: Body,
    explanations: z.record(Id, z.string()),
  }),
  refusals: ['not-found'],
});
export const staffListAmendments = endpoint({
  verb: 'GET',
  path: '/consultations/:id/amendments',
  handler: 'admin-amendment.find',
  summary: 'Amendments to decide on',
  access: 'read',
  params: idParams,
  query: z.strictObject({
    page: Page,
    pageSize: PageSize,
    article: Id.optional(),
    status: AmendmentStatus.optional(),
    search: z.string().trim().max(limits.title).optional(),
    hidden: z.stringbool().optional(),
  }),
  response: z.strictObject({
    total: Count,
    articles: z.array(z.strictObject({ id: Id, label: z.string(), title: z.string() })),
    items: z.array(AmendmentSummary),
  }),
  refusals: ['not-found'],
});
export const staffGetAmendment = endpoint({
  verb: 'GET',
  path: '/consultations/:id/amendments/:amendment',
  handler: 'admin-amendment.findOne',
  summary: 'One amendment, shown to staff even while hidden',
  access: 'read',
  params: z.strictObject({ id: Id, amendment: Id }),
  response: AmendmentView,
  refusals: ['not-found'],
});
export const staffDecide = endpoint({
  verb: 'POST',
  path: '/consultations/:id/decisions',
  handler: 'admin-amendment.decide',
  summary: 'Decide on one or many amendments with one reason',
  access: 'decide',
  params: idParams,
  body: z.strictObject({
    amendments: z.array(Id).min(1).max(1_000),
    status: z.enum(['admissible', 'inadmissible', 'adopted', 'rejected', 'moot']),
    reason: words(limits.reason),
  }),
  response: z.strictObject({ items: z.array(AmendmentSummary) }),
  refusals: ['not-found', 'consultation-not-open', 'status-forbids'],
});
export const ModerationItem = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('amendment'), item: AmendmentSummary, excerpt: z.string() }),
  z.strictObject({ type: z.literal('argument'), item: ArgumentView, label: z.string() }),
]);
export const staffModerationQueue = endpoint({
  verb: 'GET',
  path: '/consultations/:id/moderation',
  handler: 'admin-moderation.find',
  summary: 'Contributions, newest first, to read against the charter',
  access: 'moderate',
  params: idParams,
  query: z.strictObject({
    page: Page,
    pageSize: PageSize,
    show: z.enum(['all', 'hidden', 'visible']).default('all'),
    type: z.enum(['all', 'amendment', 'argument']).default('all'),
    search: z.string().trim().max(limits.title).optional(),
  }),
  response: z.strictObject({
    total: Count,
    charter: z.array(CharterRule),
    items: z.array(ModerationItem),
  }),
  refusals: ['not-found'],
});
export const staffModerate = endpoint({
  verb: 'POST',
  path: '/consultations/:id/moderation',
  handler: 'admin-moderation.act',
  summary: 'Hide a contribution with a rule of the charter and a reason, or restore it',
  access: 'moderate',
  params: idParams,
  body: z.strictObject({
    type: z.enum(['amendment', 'argument']),
    item: Id,
    act: z.enum(['hide', 'restore']),
    /** Id of a rule of the charter; empty when restoring. */
    rule: z.string().max(64),
    reason: words(limits.reason),
  }),
  response: z.strictObject({ hidden: z.boolean() }),
  refusals: ['not-found', 'status-forbids'],
});
export const staffResults = endpoint({
  verb: 'GET',
  path: '/consultations/:id/results',
  handler: 'admin-consultation.results',
  summary: 'What the public sees of the results now',
  access: 'read',
  params: idParams,
  /** `publicUrl` is the address of the consultation's public page; `/results.csv` and the like follow it. */
  response: ResultsView.extend({ publicUrl: z.string() }),
  refusals: ['not-found'],
});
