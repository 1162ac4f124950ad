import type {
  DeskView,
  RecordedResolution,
  ResponseOf,
  StaffEndpoints,
} from 'consultation-core/contract';
import { same } from '../../../lib/same.ts';

export type Visit = ResponseOf<StaffEndpoints['visitDesk']>;

/** The newest decision on each collision of two lists. An older answer that comes late changes nothing. */
export function newest(
  known: readonly RecordedResolution[],
  heard: readonly RecordedResolution[]
): readonly RecordedResolution[] {
  const byCollision = new Map(known.map((one) => [one.collision, one]));
  let news = false;
  for (const one of heard) {
    if ((byCollision.get(one.collision)?.revision ?? -1) >= one.revision) continue;
    byCollision.set(one.collision, one);
    news = true;
  }
  return news ? [...byCollision.values()] : known;
}

const decisions = (list: readonly RecordedResolution[]) =>
  list.reduce((sum, { revision }) => sum + revision, 0);

/**
 * Takes in what a visit told. `reload` when something besides decisions on collisions is new: amendments, wordings.
 * The desk's revision counts every change, a decision's counts its own: what they do not explain is something else.
 */
export function afterVisit(
  desk: DeskView,
  visit: Pick<Visit, 'revision' | 'fingerprint' | 'resolutions' | 'approvals'>
): { readonly desk: DeskView; readonly reload: boolean } {
  if (visit.revision < desk.revision) return { desk, reload: false };
  const resolutions = newest(desk.resolutions, visit.resolutions);
  const explained = decisions(resolutions) - decisions(desk.resolutions);
  const approvals = same(desk.approvals, visit.approvals) ? desk.approvals : visit.approvals;
  const { fingerprint, revision } = visit;
  const isSame =
    resolutions === desk.resolutions &&
    approvals === desk.approvals &&
    fingerprint === desk.fingerprint &&
    revision === desk.revision;
  return {
    desk: isSame
      ? desk
      : { ...desk, resolutions: [...resolutions], approvals, fingerprint, revision },
    reload: revision - desk.revision > explained,
  };
}

/** A loaded desk in which all that is as before is the very same object: nothing of it is computed or drawn again. */
export function keepSame(before: DeskView | undefined, after: DeskView): DeskView {
  if (before === undefined || before.version.number !== after.version.number) return after;
  const known = new Map(before.amendments.map((one) => [one.id, one]));
  const amendments = after.amendments.map((one) => {
    const last = known.get(one.id);
    return last !== undefined && same(last, one) ? last : one;
  });
  const isSame =
    amendments.length === before.amendments.length &&
    amendments.every((one, index) => one === before.amendments[index]);
  return {
    ...after,
    body: before.body,
    amendments: isSame ? before.amendments : amendments,
    resolutions: [...newest(before.resolutions, after.resolutions)],
    reasons: same(before.reasons, after.reasons) ? before.reasons : after.reasons,
  };
}
