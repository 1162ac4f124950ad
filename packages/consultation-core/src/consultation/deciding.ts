import type { AmendmentStatus } from '../amendment/types.ts';
import type { ConsultationState } from './types.ts';

export type DecidingRuling =
  | { readonly kind: 'allowed' }
  | {
      readonly kind: 'refused';
      readonly code: 'consultation-not-open' | 'status-forbids';
      readonly details: Readonly<Record<string, string>>;
    };

/**
 * Whether staff may answer amendments now. Nothing is answered before the opening or after the last version; an
 * amendment is adopted or rejected only once everybody has been heard, that is when the consultation is closed. What
 * is inadmissible or has lost its object may be said while it is open.
 */
export function mayDecide(state: ConsultationState, status: AmendmentStatus): DecidingRuling {
  if (state === 'draft') {
    return { kind: 'refused', code: 'consultation-not-open', details: { state } };
  }
  const final = status === 'adopted' || status === 'rejected';
  if (state === 'answered' || (final && state !== 'closed')) {
    return { kind: 'refused', code: 'status-forbids', details: { state, to: status } };
  }
  return { kind: 'allowed' };
}
