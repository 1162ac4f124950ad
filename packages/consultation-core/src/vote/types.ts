/** A way to ask and to count. The name is stored with every ballot box and published with every result. */
export const methodNames = ['for-mixed-against@1', 'yes-no-abstain@1'] as const;
export type MethodName = (typeof methodNames)[number];

/** A choice of the method, such as `for` or `abstain`. */
export type Choice = string;

/** Counts per choice of one ballot box. Tallies of parts add up to the tally of the whole. */
export interface Tally {
  readonly method: MethodName;
  readonly counts: Readonly<Record<Choice, number>>;
}

/**
 * What a majority is a part of: all ballots (`cast`), ballots that take a side (`expressed`: without mixed
 * opinions and abstentions), or all who may vote (`entitled`).
 */
export type Base = 'cast' | 'expressed' | 'entitled';

export type Quorum =
  | { readonly kind: 'none' }
  /** At least this many ballots. */
  | { readonly kind: 'ballots'; readonly count: number }
  /** At least this share of those entitled. */
  | { readonly kind: 'share'; readonly numerator: number; readonly denominator: number };

export type Majority =
  /** More for than against; the base plays no part. */
  | { readonly kind: 'simple' }
  /** More than half of the base. */
  | { readonly kind: 'absolute'; readonly base: Base }
  /** At least this share of the base: two thirds means at least two thirds. */
  | {
      readonly kind: 'qualified';
      readonly numerator: number;
      readonly denominator: number;
      readonly base: Base;
    };

export interface PassingRules {
  readonly quorum: Quorum;
  readonly majority: Majority;
  /** How many may vote; needed when a quorum or a base speaks of them. */
  readonly entitled?: number;
}

/** Papers in the box that name no choice: left empty on purpose, or not filled in as the method asks. */
export interface PapersApart {
  readonly blank: number;
  readonly spoiled: number;
}

/** Nobody voted is `no-votes`, never `passed`. */
export type OutcomeKind = 'passed' | 'not-passed' | 'tie' | 'no-votes' | 'no-quorum';

export interface Outcome {
  readonly kind: OutcomeKind;
  readonly method: MethodName;
  /** All ballots in the box. */
  readonly cast: number;
  /** Ballots that take a side. */
  readonly expressed: number;
  readonly inFavour: number;
  readonly opposed: number;
  /** Name and size of the base of the majority; for a simple majority the expressed ballots. */
  readonly base: { readonly name: Base; readonly size: number };
  /** The smallest number of ballots in favour that would have passed. */
  readonly needed: number;
  readonly quorum: { readonly needed: number; readonly met: boolean };
}

/** An outcome that shows the papers that were counted apart; they are part of `cast`. */
export type FullOutcome = Outcome & PapersApart;
