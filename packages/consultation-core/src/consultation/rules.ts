import type { AmendmentStatus } from '../amendment/types.ts';
import type { BlockId } from '../text/types.ts';
import type { Actor, ConsultationRules, Instant, Phase } from './types.ts';

/** What somebody wants to do. Reading what is public needs no question. */
export type Action =
  | 'read'
  | 'comment'
  | 'amend'
  | 'vote'
  | 'edit-amendment'
  | 'withdraw-amendment'
  | 'see-counts';

/** What it is done to; `article` is the article that an amendment concerns, if it concerns one. */
export interface Subject {
  readonly article?: BlockId | null;
  readonly amendment?: {
    readonly status: AmendmentStatus;
    readonly hidden: boolean;
    /** Opaque key of its author. */
    readonly author: string;
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

/** The one place that says who may do what, to what, and when. */
export function may(
  rules: ConsultationRules,
  actor: Actor,
  action: Action,
  subject: Subject,
  at: Instant
): Ruling {
  throw new Error(`to be written ${rules}${actor}${action}${subject}${at}`);
}
/** The phase at a moment: from its opening (included) to its close (excluded). */
export function phaseAt(phases: readonly Phase[], at: Instant): Phase | undefined {
  throw new Error(`to be written ${phases}${at}`);
}
/** First opening and last close of all phases. */
export function period(
  phases: readonly Phase[]
): { readonly opensAt: Instant; readonly closesAt: Instant } | undefined {
  throw new Error(`to be written ${phases}`);
}
/** Phases that overlap, or end before they begin. */
export function phaseIssues(
  phases: readonly Phase[]
): readonly { readonly code: 'overlap' | 'ends-before-it-begins'; readonly phase: string }[] {
  throw new Error(`to be written ${phases}`);
}
