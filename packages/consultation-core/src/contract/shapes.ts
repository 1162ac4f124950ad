import { z } from 'zod';
import { amendmentStatuses } from '../amendment/types.ts';
import { capabilities, consultationStates } from '../consultation/types.ts';
import { headingRanks } from '../text/types.ts';
import { isSafeUrl } from '../text/url.ts';
import { choiceLimit, optionLimit, optionPattern, questionMethods } from '../vote/question.ts';
import { eliminations } from '../vote/runoff-rounds.ts';
import { methodNames } from '../vote/types.ts';
import { refusalCodes } from './refusals.ts';

/** Limits of what can be sent, in UTF-16 code units unless said otherwise. */
export const limits = {
  title: 200,
  name: 60,
  argument: 3_000,
  justification: 10_000,
  proposal: 20_000,
  /** Of one alinea that is proposed. */
  alinea: 50_000,
  /** Blocks of an article that is proposed whole. */
  articleBlocks: 500,
  /** Edits of one proposal. */
  edits: 2_000,
  presentation: 50_000,
  reason: 3_000,
  sources: 5,
  /** Bytes of a text to import. */
  importSource: 5_000_000,
  blocks: 20_000,
  pageSize: 100,
} as const;

// Characters that no field has a use for: controls (but tab and line ends) and lone surrogates.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u;

export const hasUnprintable = (value: string) => unprintable.test(value);

/** Words somebody typed: line ends made equal, outer blanks dropped, control characters refused. */
export function words(max: number, min = 1) {
  return z
    .string()
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .min(min)
        .max(max)
        .refine((value) => !hasUnprintable(value), { message: 'control-characters' })
    );
}
/** Words on one line. */
export function line(max: number, min = 1) {
  return words(max, min).refine((value) => !value.includes('\n'), { message: 'one-line' });
}

export const Url = z
  .string()
  .trim()
  .max(2_000)
  .refine((value) => /^https?:\/\//i.test(value) && isSafeUrl(value), { message: 'url' });

export const Instant = z.iso.datetime({ offset: false });
export const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
export const Slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$/);
export const Language = z.enum(['fr', 'en']);
/** Made by the client once per intention, so that sending twice does it once. */
export const RequestKey = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
export const Page = z.coerce.number().int().min(1).max(10_000).default(1);
export const PageSize = z.coerce.number().int().min(1).max(limits.pageSize).default(20);
export const Count = z.number().int().min(0);

// --- text ---
const mark = z.literal(true).optional();
export const Leaf = z.strictObject({
  text: z.string(),
  bold: mark,
  italic: mark,
  underline: mark,
  strikethrough: mark,
  code: mark,
  superscript: mark,
  subscript: mark,
});
export const Link = z.strictObject({
  type: z.literal('link'),
  url: z.string().refine(isSafeUrl, { message: 'url' }),
  children: z.array(Leaf),
});
export const Inline = z.union([Leaf, Link]);
const voidChildren = z.tuple([Leaf]);
export const HeadingRank = z.enum(headingRanks);
const style = z.enum(['quote', 'code']).optional();
export const Block = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('heading'),
    id: Id,
    rank: HeadingRank,
    label: z.string().max(limits.title).optional(),
    children: z.array(Inline),
  }),
  z.strictObject({
    type: z.literal('paragraph'),
    id: Id,
    marker: z.string().max(40).optional(),
    indent: z.number().int().min(0).max(8).optional(),
    style,
    children: z.array(Inline),
  }),
  z.strictObject({
    type: z.literal('table'),
    id: Id,
    header: z.boolean().optional(),
    caption: z.string().optional(),
    rows: z.array(z.array(z.string())),
    children: voidChildren,
  }),
  z.strictObject({
    type: z.literal('image'),
    id: Id,
    url: z.string().refine(isSafeUrl, { message: 'url' }),
    alt: z.string(),
    caption: z.string().optional(),
    children: voidChildren,
  }),
]);
export const Body = z.array(Block).max(limits.blocks);

// --- change ---
const attributes = z.strictObject({
  rank: HeadingRank.optional(),
  label: z.string().optional(),
  marker: z.string().optional(),
  indent: z.number().int().optional(),
  style,
});
const place = Id.nullable();
export const Edit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('insert'), after: place, blocks: z.array(Block) }),
  z.strictObject({ kind: z.literal('delete'), block: Block, after: place }),
  z.strictObject({
    kind: z.literal('words'),
    block: Id,
    edits: z.array(
      z.strictObject({
        at: Count,
        remove: z.array(Inline),
        insert: z.array(Inline),
        side: z.literal('before').optional(),
      })
    ),
  }),
  z.strictObject({
    kind: z.literal('attributes'),
    block: Id,
    before: attributes,
    after: attributes,
  }),
  z.strictObject({ kind: z.literal('replace'), before: Block, after: Block }),
  z.strictObject({ kind: z.literal('move'), block: Id, from: place, after: place }),
  z.strictObject({ kind: z.literal('split'), block: Id, at: Count, into: Block }),
  z.strictObject({ kind: z.literal('join'), block: Id, joined: Block, at: Count }),
]);
export const Change = z.strictObject({
  algorithm: z.literal('change@1'),
  edits: z.array(Edit).max(50_000),
  /** Blocks of which more is marked than had to be: the search for the shortest difference was given up. */
  approximate: z.array(Id).optional(),
});

// --- merge ---
export const Origin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('original') }),
  z.strictObject({ kind: z.literal('changes'), changes: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('drafter'), collision: z.string() }),
]);
/** A block of a version with where each run of its words comes from. */
export const AttributedBlock = z.strictObject({
  id: Id,
  runs: z.array(z.strictObject({ children: z.array(Inline), origin: Origin })),
  frame: Origin,
  removed: z.array(z.strictObject({ at: Count, children: z.array(Inline), origin: Origin })),
});

// --- vote ---
export const MethodName = z.enum(methodNames);
/** A choice of the method, or a paper of a question written as one word. */
export const Choice = z.string().max(choiceLimit);
const counts = z.record(z.string(), Count);
const Base = z.enum(['cast', 'expressed', 'entitled']);
const share = { numerator: z.number().int().min(1), denominator: z.number().int().min(1) };
export const PassingRules = z.strictObject({
  quorum: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('ballots'), count: z.number().int().min(1) }),
    z.strictObject({ kind: z.literal('share'), ...share }),
  ]),
  majority: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('simple') }),
    z.strictObject({ kind: z.literal('absolute'), base: Base }),
    z.strictObject({ kind: z.literal('qualified'), ...share, base: Base }),
  ]),
  entitled: z.number().int().min(1).optional(),
});
export const Outcome = z.strictObject({
  kind: z.enum(['passed', 'not-passed', 'tie', 'no-votes', 'no-quorum']),
  method: MethodName,
  cast: Count,
  expressed: Count,
  inFavour: Count,
  opposed: Count,
  base: z.strictObject({ name: Base, size: Count }),
  needed: Count,
  quorum: z.strictObject({ needed: Count, met: z.boolean() }),
});
/** Counts brought from elsewhere, which nobody can recount here. */
export const ImportedCounts = z.strictObject({ counts, source: z.string() });
/** `counts` and `outcome` are null while counts are sealed for this reader. */
export const TallyView = z.strictObject({
  method: MethodName,
  counts: counts.nullable(),
  outcome: Outcome.nullable(),
  imported: ImportedCounts.optional(),
});

export const QuestionMethod = z.enum(questionMethods);
const Option = z.string().regex(optionPattern);
/** A question with its options, as staff write it and everybody reads it. */
export const Question = z.strictObject({
  id: Id,
  title: line(limits.title),
  /** Plain text; paragraphs are parted by empty lines. */
  explanation: words(limits.reason, 0),
  method: QuestionMethod,
  /** In the order of the paper. */
  options: z
    .array(z.strictObject({ id: Option, label: line(limits.title) }))
    .min(2)
    .max(optionLimit),
});
/** A list of options, several where they are equal. */
const options = z.array(z.string());
const Ballots = { ballots: Count, blank: Count };
const Support = z.strictObject({ for: Count, against: Count });
/** What a question comes to: the result of its method, in full; see the methods in `consultation-core/vote`. */
export const QuestionResult = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('approval@1'),
    ...Ballots,
    standings: z.array(z.strictObject({ option: z.string(), place: Count, approvals: Count })),
    winners: options,
  }),
  z.strictObject({
    method: z.literal('majority-judgment@1'),
    ...Ballots,
    standings: z.array(
      z.strictObject({
        option: z.string(),
        place: Count,
        grade: z.string().nullable(),
        above: Count,
        below: Count,
        /** By grade, best first. */
        counts: z.array(Count),
        missing: Count,
      })
    ),
    winners: options,
  }),
  z.strictObject({
    method: z.literal('schulze@1'),
    ...Ballots,
    winners: options,
    layers: z.array(options),
    /** Of option i over option j at `i * n + j`, n options. */
    strengths: z.array(Support.nullable()),
    preferences: z.array(Count),
  }),
  z.strictObject({
    method: z.literal('instant-runoff@1'),
    ...Ballots,
    rounds: z.array(
      z.strictObject({
        counts: z.array(z.strictObject({ option: z.string(), votes: Count })),
        exhausted: Count,
        eliminated: options,
        by: z.enum(eliminations),
      })
    ),
    winners: options,
  }),
]);
/** `result` is null while counts are sealed for this reader. */
export const QuestionTally = z.strictObject({
  method: QuestionMethod,
  result: QuestionResult.nullable(),
});

// --- consultation ---
export const Capability = z.enum(capabilities);
export const Phase = z
  .strictObject({
    id: Id,
    name: line(limits.title),
    opensAt: Instant,
    closesAt: Instant,
    allows: z.array(Capability),
  })
  .refine((phase) => phase.opensAt < phase.closesAt, { message: 'closes-before-it-opens' });
export const ArticleOpening = z.strictObject({ article: Id, allows: z.array(Capability) });
export const CharterRule = z.strictObject({
  id: Id,
  title: line(limits.title),
  text: words(limits.reason),
});
export const ConsultationState = z.enum(consultationStates);
export const CountsVisibility = z.enum(['always', 'at-close']);

/** Whether the reader may do something here and now, and if not, why. */
export const Permission = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('allowed') }),
  z.strictObject({
    kind: z.literal('refused'),
    code: z.enum(refusalCodes as [string, ...string[]]),
    details: z.record(z.string(), z.unknown()),
  }),
]);
export const Permissions = z.strictObject({
  comment: Permission,
  amend: Permission,
  vote: Permission,
});

// --- contributions ---
export const AmendmentStatus = z.enum(amendmentStatuses);
export const Stance = z.enum(['for', 'against']);
export const Source = z.strictObject({ title: line(limits.title), url: Url });
export const TargetType = z.enum(['article', 'amendment']);
/** What an opinion is about: `article:<block id>` or `amendment:<id>`. */
export const Target = z.string().regex(/^(?:article|amendment):[A-Za-z0-9_-]{1,64}$/);
/** What a ballot is on: what an opinion can be about, or `question:<id>`. */
export const BallotTarget = z
  .string()
  .regex(/^(?:article|amendment|question):[A-Za-z0-9_-]{1,64}$/);
/** Why something is out of sight; its place, replies and votes stay. */
export const Hidden = z.strictObject({
  rule: z.string(),
  reason: z.string(),
  at: Instant,
});
export const SourceView = z.strictObject({ title: z.string(), url: z.string() });
