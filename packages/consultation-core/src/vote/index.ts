export type { ApprovalResult, ApprovalTally } from './approval.ts';
export * as approval from './approval.ts';
export * from './colleges.ts';
export * from './explain.ts';
export * from './explain-question.ts';
export * as forMixedAgainst from './for-mixed-against.ts';
export type { RunoffBallot, RunoffResult, RunoffTally } from './instant-runoff.ts';
export * as instantRunoff from './instant-runoff.ts';
export type {
  GradedBallot,
  JudgmentResult,
  JudgmentStanding,
  JudgmentTally,
} from './majority-judgment.ts';
export * as majorityJudgment from './majority-judgment.ts';
export * from './methods.ts';
export * from './question.ts';
export * from './ranking.ts';
export type { Elimination, Round } from './runoff-rounds.ts';
export type { SchulzeResult, SchulzeTally } from './schulze.ts';
export * as schulze from './schulze.ts';
export type { Support } from './schulze-paths.ts';
export * from './tally.ts';
export * from './types.ts';
export * as yesNoAbstain from './yes-no-abstain.ts';
