import type { BlockId } from '../text/types.ts';

/** What citizens may do while a phase lasts. */
export const capabilities = ['comment', 'amend', 'vote'] as const;
export type Capability = (typeof capabilities)[number];

/** A moment as an ISO 8601 instant in UTC: `2015-09-26T08:00:00.000Z`. */
export type Instant = string;

/** Open from `opensAt` (included) to `closesAt` (excluded). */
export interface Phase {
  readonly id: string;
  readonly name: string;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly allows: readonly Capability[];
}

/** `draft` is seen by staff only; `closed` waits for the answer; `answered` has its last version and its answer. */
export const consultationStates = ['draft', 'open', 'closed', 'answered'] as const;
export type ConsultationState = (typeof consultationStates)[number];

/** What is open on one article; an article that is not listed has everything that the phase allows. */
export interface ArticleOpening {
  readonly article: BlockId;
  readonly allows: readonly Capability[];
}

/** Who sees counts while the consultation is open. After the close everybody does. */
export type CountsVisibility = 'always' | 'at-close';

/** As much of a consultation as its rules need. */
export interface ConsultationRules {
  readonly state: ConsultationState;
  readonly phases: readonly Phase[];
  readonly openings: readonly ArticleOpening[];
  readonly counts: CountsVisibility;
}

/** A rule of the charter that moderators refer to. */
export interface CharterRule {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export type Actor =
  | { readonly kind: 'anonymous' }
  /** `key` is opaque and says nothing about the person. */
  | { readonly kind: 'participant'; readonly key: string }
  | { readonly kind: 'staff'; readonly permissions: readonly StaffPermission[] };

export const staffPermissions = ['read', 'manage', 'moderate', 'decide', 'publish'] as const;
export type StaffPermission = (typeof staffPermissions)[number];
