import { isPublic, isUndecided, mayBecome } from '../amendment/lifecycle.ts';
import type { AmendmentStatus } from '../amendment/types.ts';
import type { BlockId } from '../text/types.ts';
import type { Actor, Capability, ConsultationRules, Instant, Phase } from './types.ts';

/** What somebody wants to do. Reading what is public needs no question. */
export type Action =
  | 'read'
  | 'comment'
  | 'amend'
  | 'vote'
  /** See what a proposal would change, whether or not the time for it is now. */
  | 'preview-amendment'
  | 'edit-amendment'
  | 'withdraw-amendment'
  /** Accept or refuse, as its author, other words that staff propose for an amendment. */
  | 'reply-to-wording'
  | 'see-counts';

/**
 * What it is done to; `article` is the article that an amendment concerns, if it concerns one. To `amend` an amendment
 * is to propose a sub-amendment to it.
 */
export interface Subject {
  readonly article?: BlockId | null;
  readonly amendment?: {
    readonly status: AmendmentStatus;
    readonly hidden: boolean;
    /** Opaque key of its author. */
    readonly author: string;
    /** Whether it amends another amendment. */
    readonly sub?: boolean;
    /** Whether a version was published since: what that was computed from stays. */
    readonly settled?: boolean;
  };
}

export type Ruling =
  | { readonly kind: 'allowed' }
  | {
      readonly kind: 'refused';
      readonly code:
        | 'not-found'
        | 'sign-in-needed'
        | 'consultation-not-open'
        | 'phase-closed'
        | 'not-open-here'
        | 'item-hidden'
        | 'status-forbids'
        | 'not-allowed';
      /** `opensAt` of the next phase that allows it, or `closedAt` of the last one, where that explains it. */
      readonly details: Readonly<Record<string, string>>;
    };
type RefusedCode = Extract<Ruling, { kind: 'refused' }>['code'];

const allowed: Ruling = { kind: 'allowed' };
const refuse = (code: RefusedCode, details: Readonly<Record<string, string>> = {}): Ruling => ({
  kind: 'refused',
  code,
  details,
});

/** Milliseconds, so that instants of different precision compare as the moments that they are. */
const time = (instant: Instant) => Date.parse(instant);

/** Capability that the phase must allow for an action; editing and withdrawing follow amending. */
const needs: Readonly<Partial<Record<Action, Capability>>> = {
  comment: 'comment',
  amend: 'amend',
  vote: 'vote',
  'edit-amendment': 'amend',
  'withdraw-amendment': 'amend',
};

function isAuthor(actor: Actor, subject: Subject): boolean {
  return actor.kind === 'participant' && actor.key === subject.amendment?.author;
}

function maySee(rules: ConsultationRules, actor: Actor, subject: Subject): boolean {
  if (rules.state === 'draft' && actor.kind !== 'staff') return false;
  const { amendment } = subject;
  return amendment === undefined || isPublic(amendment.status) || isAuthor(actor, subject);
}

/** Why the consultation as it stands, or the time, does not allow something. */
function closedBy(
  rules: ConsultationRules,
  capability: Capability,
  article: BlockId | null | undefined,
  at: Instant
): Ruling | undefined {
  if (rules.state !== 'open') return refuse('consultation-not-open', { state: rules.state });
  if (!phaseAt(rules.phases, at)?.allows.includes(capability)) {
    const when = rules.phases.filter(({ allows }) => allows.includes(capability));
    const next = when
      .filter(({ opensAt }) => time(opensAt) > time(at))
      .sort((a, b) => time(a.opensAt) - time(b.opensAt))[0];
    if (next !== undefined) return refuse('phase-closed', { opensAt: next.opensAt });
    const last = when.sort((a, b) => time(b.closesAt) - time(a.closesAt))[0];
    return refuse('phase-closed', last === undefined ? {} : { closedAt: last.closesAt });
  }
  const opening = rules.openings.find((one) => one.article === article);
  if (opening !== undefined && !opening.allows.includes(capability)) return refuse('not-open-here');
  return undefined;
}

/** What follows no phase goes on after the close, until the answer is given. */
function answeredAlready({ state }: ConsultationRules): Ruling | undefined {
  return state === 'open' || state === 'closed'
    ? undefined
    : refuse('consultation-not-open', { state });
}

/** Why the amendment as it stands does not allow something. */
function forbiddenBy(actor: Actor, action: Action, subject: Subject): Ruling | undefined {
  const { amendment } = subject;
  if (amendment === undefined) return undefined;
  const refused = refuse('status-forbids', { status: amendment.status });
  const open = isUndecided(amendment.status) && amendment.settled !== true;
  switch (action) {
    case 'amend':
    case 'preview-amendment':
      if (amendment.hidden) return refuse('item-hidden');
      if (!open) return refused;
      // One level: what amends a sub-amendment is better said as another sub-amendment.
      return amendment.sub === true ? refuse('not-open-here') : undefined;
    case 'edit-amendment':
      if (!isAuthor(actor, subject)) return refuse('not-allowed');
      if (amendment.hidden) return refuse('item-hidden');
      // People vote on what they read; once it is decided, what was decided on stays.
      return amendment.status === 'draft' || open ? undefined : refused;
    case 'reply-to-wording':
      if (!isAuthor(actor, subject)) return refuse('not-allowed');
      if (amendment.hidden) return refuse('item-hidden');
      if (amendment.settled === true) return refused;
      return open || amendment.status === 'adopted' ? undefined : refused;
    case 'withdraw-amendment':
      if (!isAuthor(actor, subject)) return refuse('not-allowed');
      return amendment.status === 'draft' || mayBecome(amendment.status, 'withdrawn', 'author')
        ? undefined
        : refused;
    case 'comment':
    case 'vote':
      if (amendment.hidden) return refuse('item-hidden');
      return ['draft', 'withdrawn', 'inadmissible'].includes(amendment.status)
        ? refused
        : undefined;
    default:
      return undefined;
  }
}

function maySeeCounts(rules: ConsultationRules, at: Instant): boolean {
  if (rules.counts === 'always' || rules.state === 'closed' || rules.state === 'answered') {
    return true;
  }
  const span = period(rules.phases);
  return rules.state === 'open' && span !== undefined && time(at) >= time(span.closesAt);
}

/**
 * The one place that says who may do what, to what, and when. What may not be seen is `not-found`; sealed counts are
 * sealed for staff too.
 */
export function may(
  rules: ConsultationRules,
  actor: Actor,
  action: Action,
  subject: Subject,
  at: Instant
): Ruling {
  if (!maySee(rules, actor, subject)) return refuse('not-found');
  if (action === 'read') return allowed;
  if (action === 'see-counts') return maySeeCounts(rules, at) ? allowed : refuse('not-allowed');
  if (action === 'preview-amendment') return forbiddenBy(actor, action, subject) ?? allowed;
  const capability = needs[action];
  const closed =
    capability === undefined
      ? answeredAlready(rules)
      : closedBy(rules, capability, subject.article, at);
  if (closed !== undefined) return closed;
  if (actor.kind === 'anonymous') return refuse('sign-in-needed');
  if (actor.kind === 'staff') return refuse('not-allowed');
  return forbiddenBy(actor, action, subject) ?? allowed;
}

/** The phase at a moment: from its opening (included) to its close (excluded). */
export function phaseAt(phases: readonly Phase[], at: Instant): Phase | undefined {
  const now = time(at);
  return phases.find(({ opensAt, closesAt }) => time(opensAt) <= now && now < time(closesAt));
}

/** First opening and last close of all phases. */
export function period(
  phases: readonly Phase[]
): { readonly opensAt: Instant; readonly closesAt: Instant } | undefined {
  if (phases.length === 0) return undefined;
  const opens = phases.map(({ opensAt }) => time(opensAt));
  const closes = phases.map(({ closesAt }) => time(closesAt));
  return {
    opensAt: new Date(Math.min(...opens)).toISOString(),
    closesAt: new Date(Math.max(...closes)).toISOString(),
  };
}

export interface PhaseIssue {
  readonly code: 'overlap' | 'ends-before-it-begins';
  readonly phase: string;
}

/** Phases that overlap an earlier one, or end before they begin. */
export function phaseIssues(phases: readonly Phase[]): readonly PhaseIssue[] {
  return phases.flatMap((phase, index): PhaseIssue[] => {
    if (time(phase.closesAt) <= time(phase.opensAt)) {
      return [{ code: 'ends-before-it-begins', phase: phase.id }];
    }
    const overlaps = phases
      .slice(0, index)
      .some(
        (other) =>
          time(other.opensAt) < time(phase.closesAt) && time(phase.opensAt) < time(other.closesAt)
      );
    return overlaps ? [{ code: 'overlap', phase: phase.id }] : [];
  });
}
