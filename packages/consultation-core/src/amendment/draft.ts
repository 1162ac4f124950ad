import type { Body, MakeId } from '../text/types.ts';
import type { Drafted, Proposal } from './types.ts';

export type Drafting =
  | ({ readonly kind: 'drafted' } & Drafted)
  | {
      readonly kind: 'refused';
      readonly code: 'proposal-changes-nothing' | 'proposal-does-not-fit';
    };

/** Turns what a citizen asks for into a change of the text and the words that result. */
export function draft(body: Body, proposal: Proposal, makeId: MakeId): Drafting {
  throw new Error(`to be written ${body}${proposal}${makeId}`);
}
