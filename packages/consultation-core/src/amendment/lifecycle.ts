import type { AmendmentStatus } from './types.ts';

/** Who moves an amendment from one status to another. */
export type Mover = 'author' | 'staff';

const byAuthor: Readonly<Partial<Record<AmendmentStatus, readonly AmendmentStatus[]>>> = {
  draft: ['submitted'],
  submitted: ['withdrawn'],
  // An amendment that its author edits has to be looked at anew.
  admissible: ['submitted', 'withdrawn'],
};

const decisions: readonly AmendmentStatus[] = [
  'admissible',
  'inadmissible',
  'adopted',
  'rejected',
  'moot',
];

/** Whether the life cycle has this step. Staff may revise a decision until the version that carries it is published. */
export function mayBecome(from: AmendmentStatus, to: AmendmentStatus, mover: Mover): boolean {
  if (mover === 'author') return byAuthor[from]?.includes(to) ?? false;
  return from !== 'draft' && from !== 'withdrawn' && decisions.includes(to);
}

/** Whether everybody can see an amendment of this status. */
export function isPublic(status: AmendmentStatus): boolean {
  return status !== 'draft';
}

/** Whether staff still have to answer it. */
export function isUndecided(status: AmendmentStatus): boolean {
  return status === 'submitted' || status === 'admissible';
}
