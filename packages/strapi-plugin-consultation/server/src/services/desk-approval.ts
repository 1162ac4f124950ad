import { RefusalError } from 'consultation-core/contract';
import { record } from '../store/act.ts';
import { transaction } from '../store/database.ts';
import { type Author, addApproval, approvalsOf } from '../store/desk.ts';
import type { Strapi } from '../strapi.ts';
import { approvalView } from '../views/desk-parts.ts';
import { compute, insistOnComplete } from './desk-computation.ts';
import { deskOf } from './desk-load.ts';

export interface ApproveInput {
  readonly consultation: string;
  /** Of the computation that was read. */
  readonly fingerprint: string;
  readonly by: Author;
  readonly at?: string;
}

/** A second reader approves just what would be published now. Doing it twice does it once. */
export function approve(strapi: Strapi, input: ApproveInput) {
  return transaction(strapi, async (db) => {
    const { by, fingerprint } = input;
    const { consultation, at } = await deskOf(strapi, db, input.consultation, input.at);
    const { id, state, latestVersion: base } = consultation;
    if (state !== 'closed') throw new RefusalError('status-forbids', { state });
    const computation = await compute(strapi, db, consultation);
    if (computation.print !== fingerprint) throw new RefusalError('edited-elsewhere');
    insistOnComplete(computation);
    const place = { consultation: id, base };
    if (await addApproval(db, place, { fingerprint, at }, by)) {
      await record(db, {
        consultation: id,
        kind: 'version-approved',
        subject: `version:${base + 1}`,
        at,
        data: { computation: fingerprint },
      });
    }
    const approvals = await approvalsOf(db, place);
    return { approvals: approvals.map((one) => approvalView(one, by)) };
  });
}

/** Whether somebody besides whoever publishes has approved just this. */
export function isApproved(
  approvals: readonly { readonly fingerprint: string; readonly user: number }[],
  fingerprint: string,
  publisher: Author | undefined
): boolean {
  return approvals.some((one) => one.fingerprint === fingerprint && one.user !== publisher?.id);
}
