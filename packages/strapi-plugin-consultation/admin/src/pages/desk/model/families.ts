import { clusters } from 'consultation-core/analysis';
import type { DeskAmendment } from 'consultation-core/contract';
import type { Families } from './groups.ts';

/** Amendments of one article that want the same, or nearly. */
export function familiesOf(amendments: readonly DeskAmendment[]): Families {
  return clusters(amendments.map(({ id, change }) => ({ id, change })));
}
