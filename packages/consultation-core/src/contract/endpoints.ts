import { createAccount, eraseAccount, getAccount, signIn, signOut } from './account.ts';
import * as admin from './admin.ts';
import * as adminJournal from './admin-journal.ts';
import {
  createAmendment,
  getAmendment,
  listAmendments,
  previewAmendment,
  replyToWording,
  updateAmendment,
  withdrawAmendment,
} from './amendment.ts';
import { createArgument, listArguments } from './argument.ts';
import { castBallot, withdrawBallot } from './ballot.ts';
import {
  compareVersions,
  getArticle,
  getAttribution,
  getConsultation,
  getVersion,
  listConsultations,
} from './consultation.ts';
import * as desk from './desk.ts';
import type { Answer, Endpoint, RequestOf, ResponseOf } from './endpoint.ts';
import { getJournal, getRecordedAct } from './journal.ts';
import { getQuestion } from './question.ts';
import { getRegister, getResults } from './results.ts';

/** What citizens and other programs can ask, below `/api/consultation`. */
export const publicEndpoints = {
  listConsultations,
  getConsultation,
  getVersion,
  getArticle,
  getAttribution,
  compareVersions,
  listAmendments,
  previewAmendment,
  getAmendment,
  createAmendment,
  updateAmendment,
  withdrawAmendment,
  replyToWording,
  listArguments,
  createArgument,
  castBallot,
  withdrawBallot,
  getQuestion,
  getResults,
  getRegister,
  getJournal,
  getRecordedAct,
  createAccount,
  signIn,
  signOut,
  getAccount,
  eraseAccount,
} as const satisfies Record<string, Endpoint>;

/** What staff can ask, below `/consultation`, signed in to the administration. */
export const staffEndpoints = {
  listConsultations: admin.staffListConsultations,
  createConsultation: admin.staffCreateConsultation,
  getConsultation: admin.staffGetConsultation,
  updateConsultation: admin.staffUpdateConsultation,
  deleteConsultation: admin.staffDeleteConsultation,
  setState: admin.staffSetState,
  importText: admin.staffImportText,
  getDraft: admin.staffGetDraft,
  saveDraft: admin.staffSaveDraft,
  publishDraft: admin.staffPublishDraft,
  getVersion: admin.staffGetVersion,
  listAmendments: admin.staffListAmendments,
  getAmendment: admin.staffGetAmendment,
  decide: admin.staffDecide,
  moderationQueue: admin.staffModerationQueue,
  moderate: admin.staffModerate,
  getDesk: desk.getDesk,
  visitDesk: desk.visitDesk,
  resolveCollision: desk.resolveCollision,
  saveWording: desk.saveWording,
  approve: desk.approve,
  publishNextVersion: desk.publishNextVersion,
  getResults: admin.staffResults,
  getJournal: adminJournal.staffJournal,
  makeEdition: adminJournal.staffMakeEdition,
  rotateKey: adminJournal.staffRotateKey,
  continueJournal: adminJournal.staffContinueJournal,
  auditJournal: adminJournal.staffAuditJournal,
} as const satisfies Record<string, Endpoint>;

export type PublicEndpoints = typeof publicEndpoints;
export type PublicEndpointName = keyof PublicEndpoints;
export type StaffEndpoints = typeof staffEndpoints;
export type StaffEndpointName = keyof StaffEndpoints;

/** The API as pages see it, whether it is reached in the same process or by HTTP. */
export type PublicApi = <Name extends PublicEndpointName>(
  name: Name,
  request: RequestOf<PublicEndpoints[Name]>,
  caller: Caller
) => Promise<Answer<ResponseOf<PublicEndpoints[Name]>>>;

export interface Caller {
  /** Session token, if the reader is signed in. */
  readonly token?: string | undefined;
  /** Language of the sentences in the answer. */
  readonly language: 'fr' | 'en';
  /** Network address, for limits only. */
  readonly address?: string | undefined;
}
