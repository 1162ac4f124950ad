import type { AmendmentStatus } from './types.ts';

/** Who moves an amendment from one status to another. */
export type Mover = 'author' | 'staff';

/** Whether the life cycle has this step. Staff may revise a decision until the version that carries it is published. */
export function mayBecome(from: AmendmentStatus, to: AmendmentStatus, mover: Mover): boolean {
  throw new Error(`to be written ${from}${to}${mover}`);
}
/** Whether everybody can see an amendment of this status. */
export function isPublic(status: AmendmentStatus): boolean {
  throw new Error(`to be written ${status}`);
}
/** Whether staff still have to answer it. */
export function isUndecided(status: AmendmentStatus): boolean {
  throw new Error(`to be written ${status}`);
}
