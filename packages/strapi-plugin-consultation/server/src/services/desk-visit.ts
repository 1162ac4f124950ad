import { RefusalError } from 'consultation-core/contract';
import { database } from '../store/database.ts';
import { type Author, approvalsOf, resolutionsOf } from '../store/desk.ts';
import { left, present, seen } from '../store/desk-presence.ts';
import { deskRevision } from '../store/desk-state.ts';
import type { Strapi } from '../strapi.ts';
import { approvalView, presenceView, recordedView } from '../views/desk-parts.ts';
import { deskPrint } from './desk-computation.ts';
import { need } from './load.ts';

export interface VisitInput {
  readonly consultation: string;
  readonly window: string;
  readonly place: string;
  readonly leaving: boolean;
  readonly by: Author;
}

/** Says that somebody is at the desk and where, and tells who else is and what is new: a dozen small statements. */
export async function visit(strapi: Strapi, input: VisitInput) {
  const { window, place, leaving, by } = input;
  const db = await database(strapi);
  const consultation = await need(db, { id: input.consultation });
  const { id, latestVersion: base } = consultation;
  if (base === 0) throw new RefusalError('text-missing');
  if (leaving) await left(db, id, window, by);
  else await seen(db, id, window, by, place);
  const here = await present(db, id);
  // First, so that a change in between is seen as one by the next visit.
  const revision = await deskRevision(db, id);
  const resolutions = await resolutionsOf(db, { consultation: id, base });
  const approvals = await approvalsOf(db, { consultation: id, base });
  return {
    present: here.map((one) => presenceView(one, id, by)),
    revision,
    fingerprint: await deskPrint(strapi, consultation, resolutions),
    resolutions: resolutions.map(recordedView),
    approvals: approvals.map((one) => approvalView(one, by)),
  };
}
