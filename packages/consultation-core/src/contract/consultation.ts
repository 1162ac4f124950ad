import { z } from 'zod';
import { AmendmentSummary } from './amendment.ts';
import { ArgumentsView } from './argument.ts';
import { endpoint } from './endpoint.ts';
import { Receipt } from './journal.ts';
import {
  AttributedBlock,
  Body,
  Capability,
  Change,
  CharterRule,
  ConsultationState,
  Count,
  CountsVisibility,
  Id,
  Inline,
  Instant,
  Language,
  MethodName,
  Page,
  PageSize,
  PassingRules,
  Permissions,
  Phase,
  Slug,
  TallyView,
} from './shapes.ts';

export const ConsultationSummary = z.strictObject({
  id: Id,
  slug: Slug,
  language: Language,
  title: z.string(),
  summary: z.string(),
  /** The public body that asks. */
  organiser: z.string(),
  state: ConsultationState,
  timeZone: z.string(),
  opensAt: Instant.nullable(),
  closesAt: Instant.nullable(),
  currentPhase: Phase.nullable(),
  totals: z.strictObject({
    articles: Count,
    amendments: Count,
    arguments: Count,
    /** Null while counts are sealed: which targets people vote on is a count too. */
    ballots: Count.nullable(),
    participants: Count,
  }),
});
export type ConsultationSummary = z.output<typeof ConsultationSummary>;

export const VersionSummary = z.strictObject({
  number: z.number().int().min(1),
  title: z.string(),
  publishedAt: Instant,
  /** From which version and which amendments it was computed; null for a text that was imported. */
  computedFrom: z
    .strictObject({
      base: z.number().int().min(1),
      algorithm: z.string(),
      amendments: z.array(z.strictObject({ id: Id, number: Count })),
    })
    .nullable(),
});
export type VersionSummary = z.output<typeof VersionSummary>;

export const QuestionRef = z.strictObject({ id: Id, title: z.string() });
export type QuestionRef = z.output<typeof QuestionRef>;

export const ConsultationView = z.strictObject({
  ...ConsultationSummary.shape,
  /** What it is about, and what will be done with what is said. */
  presentation: Body,
  commitment: Body,
  /** The official answer, once there is one. */
  answer: Body.nullable(),
  answeredAt: Instant.nullable(),
  contact: z.string(),
  charter: z.array(CharterRule),
  phases: z.array(Phase),
  counts: CountsVisibility,
  method: MethodName,
  passing: PassingRules,
  /** In their order; empty where only the text is asked about. */
  questions: z.array(QuestionRef),
  orderSeed: z.string(),
  /** Oldest first. */
  versions: z.array(VersionSummary),
  /** Where data that the host did not collect itself come from, and their licence. */
  provenance: z.string().nullable(),
});
export type ConsultationView = z.output<typeof ConsultationView>;

export const ArticleRef = z.strictObject({
  id: Id,
  label: z.string(),
  title: z.string(),
});
export type ArticleRef = z.output<typeof ArticleRef>;

export const ArticleSummary = z.strictObject({
  ...ArticleRef.shape,
  open: z.array(Capability),
  amendments: Count,
  arguments: Count,
  tally: TallyView,
});
export type ArticleSummary = z.output<typeof ArticleSummary>;

export const VersionView = z.strictObject({
  consultation: ConsultationSummary,
  version: VersionSummary,
  versions: z.array(VersionSummary),
  body: Body,
  articles: z.array(ArticleSummary),
});
export type VersionView = z.output<typeof VersionView>;

export const ArticleView = z.strictObject({
  consultation: ConsultationSummary,
  version: VersionSummary,
  article: z.strictObject({
    ...ArticleRef.shape,
    heading: z.array(Inline),
    /** The article's own blocks, its heading first. */
    blocks: Body,
    /** The divisions it stands in, widest first. */
    path: z.array(ArticleRef),
    explanation: Body.nullable(),
  }),
  previous: ArticleRef.nullable(),
  next: ArticleRef.nullable(),
  may: Permissions,
  tally: TallyView,
  /** What decides whether it passes; says nothing of the counts. */
  passing: PassingRules,
  myChoice: z.string().nullable(),
  /** Of the reader's newest act on this ballot box, taking a ballot back included; null where she has none. */
  myReceipt: Receipt.nullable(),
  arguments: ArgumentsView,
  amendments: z.strictObject({ total: Count, items: z.array(AmendmentSummary) }),
});
export type ArticleView = z.output<typeof ArticleView>;

/** Two versions side by side and what became of each amendment. */
export const ComparisonView = z.strictObject({
  consultation: ConsultationSummary,
  from: VersionSummary,
  to: VersionSummary,
  before: Body,
  after: Body,
  change: Change,
  /** Those to any version on the way from one to the other. */
  amendments: z.array(AmendmentSummary),
});
export type ComparisonView = z.output<typeof ComparisonView>;

/** A version with where each run of its words comes from. */
export const AttributionView = z.strictObject({
  consultation: ConsultationSummary,
  version: VersionSummary,
  versions: z.array(VersionSummary),
  body: Body,
  /** One for each block of the body, in the same order. */
  blocks: z.array(AttributedBlock),
  /** The amendments that are named as an origin. */
  contributions: z.array(
    z.strictObject({ id: Id, number: Count, title: z.string(), author: z.string() })
  ),
  /** Collisions that staff decided with words of their own, each with the amendments whose words were not taken there. */
  decisions: z.array(
    z.strictObject({
      collision: z.string(),
      amendments: z.array(z.strictObject({ id: Id, number: Count })),
    })
  ),
});
export type AttributionView = z.output<typeof AttributionView>;

const slugParams = z.strictObject({ slug: Slug });

export const listConsultations = endpoint({
  verb: 'GET',
  path: '/consultations',
  handler: 'consultation.find',
  summary: 'Consultations that the public can see, open ones first',
  access: 'anyone',
  query: z.strictObject({ page: Page, pageSize: PageSize }),
  response: z.strictObject({ total: Count, items: z.array(ConsultationSummary) }),
});

export const getConsultation = endpoint({
  verb: 'GET',
  path: '/consultations/:slug',
  handler: 'consultation.findOne',
  summary: 'One consultation: what, who, until when, and what will be done with it',
  access: 'anyone',
  params: slugParams,
  response: ConsultationView,
  refusals: ['not-found'],
});

export const getVersion = endpoint({
  verb: 'GET',
  path: '/consultations/:slug/versions/:number',
  handler: 'version.findOne',
  summary: 'One published version of the text, `latest` for the newest',
  access: 'anyone',
  params: z.strictObject({
    slug: Slug,
    number: z.union([z.literal('latest'), z.coerce.number().int().min(1).max(10_000)]),
  }),
  response: VersionView,
  refusals: ['not-found'],
});

export const getArticle = endpoint({
  verb: 'GET',
  path: '/consultations/:slug/articles/:article',
  handler: 'version.article',
  summary: 'One article of the newest version with opinions on it',
  access: 'anyone',
  params: z.strictObject({ slug: Slug, article: Id }),
  response: ArticleView,
  refusals: ['not-found'],
});

export const compareVersions = endpoint({
  verb: 'GET',
  path: '/consultations/:slug/comparison',
  handler: 'version.compare',
  summary: 'Two versions with their difference and what became of each amendment',
  access: 'anyone',
  params: slugParams,
  query: z.strictObject({
    from: z.coerce.number().int().min(1).max(10_000),
    to: z.coerce.number().int().min(1).max(10_000),
  }),
  response: ComparisonView,
  refusals: ['not-found'],
});

export const getAttribution = endpoint({
  verb: 'GET',
  path: '/consultations/:slug/versions/:number/attribution',
  handler: 'version.attribution',
  summary: 'One published version with the origin of each run of its words',
  access: 'anyone',
  params: z.strictObject({ slug: Slug, number: z.coerce.number().int().min(1).max(10_000) }),
  response: AttributionView,
  refusals: ['not-found'],
});
