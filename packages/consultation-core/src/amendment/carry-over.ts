import type { Rebased } from '../change/merged.ts';
import { rebaser } from '../change/rebase.ts';
import type { Change } from '../change/types.ts';
import type { Body } from '../text/types.ts';

export interface CarriedOver extends Rebased {
  readonly id: string;
}

/**
 * What a new version makes of the amendments that are still open: each as a change of that version, with what could
 * not be carried over and why. The work on the text is done once for all of them.
 */
export function carryOver(
  base: Body,
  onto: Change,
  amendments: readonly { readonly id: string; readonly change: Change }[]
): readonly CarriedOver[] {
  const carry = rebaser(base, onto);
  return amendments.map(({ id, change }) => ({ id, ...carry(change) }));
}
