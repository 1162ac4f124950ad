import type { AmendmentStatus } from 'consultation-core/amendment';
import type { Change } from 'consultation-core/change';
import type { AmendmentSummary } from 'consultation-core/contract';
import type { Body } from 'consultation-core/text';
import { uids } from '../content-types/index.ts';
import type { Consultation } from '../store/consultation.ts';
import type { Strapi } from '../strapi.ts';
import type { CarriedFrom } from './desk.ts';

/** What lists need of an amendment. */
export interface AmendmentHead {
  readonly documentId: string;
  readonly consultation: string;
  readonly number: number;
  readonly title: string;
  readonly authorName: string;
  readonly authorKey: string;
  readonly kind: AmendmentSummary['kind'];
  readonly status: AmendmentStatus;
  readonly article: string | null;
  readonly base: number;
  readonly submittedAt: unknown;
  readonly decisionReason: string | null;
  readonly decidedAt: unknown;
  readonly hiddenRule: string | null;
  readonly hiddenReason: string | null;
  readonly hiddenAt: unknown;
  readonly example: boolean;
  /** documentId of the amendment that it amends, for a sub-amendment. */
  readonly parent: string | null;
  /** How often it was edited since it was submitted; null for one of before that was possible. */
  readonly edits: number | null;
}
export interface AmendmentRow extends AmendmentHead {
  readonly proposal: unknown;
  readonly justification: Body;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  readonly change: Change;
  readonly before: Body;
  readonly after: Body;
  readonly carried: CarriedFrom | null;
}

export const headFields = [
  'documentId',
  'consultation',
  'number',
  'title',
  'authorName',
  'authorKey',
  'kind',
  'status',
  'article',
  'base',
  'submittedAt',
  'decisionReason',
  'decidedAt',
  'hiddenRule',
  'hiddenReason',
  'hiddenAt',
  'example',
  'parent',
  'edits',
];

export async function findAmendment(
  strapi: Strapi,
  consultation: string,
  id: string
): Promise<AmendmentRow | undefined> {
  const row = await strapi.db
    .query(uids.amendment)
    .findOne({ where: { documentId: id, consultation } });
  return row ?? undefined;
}

/** An amendment as the rules see it. */
export function subjectOf(row: AmendmentHead, { latestVersion }: Consultation) {
  return {
    article: row.article,
    amendment: {
      status: row.status,
      hidden: row.hiddenAt !== null,
      author: row.authorKey,
      sub: row.parent !== null,
      settled: row.status !== 'draft' && row.base < latestVersion,
    },
  };
}

export const targetOf = (row: { readonly documentId: string }) => `amendment:${row.documentId}`;
