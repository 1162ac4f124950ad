import type { Body } from '../text/types.ts';
import type { Applied, Change } from './types.ts';

/** The text with the change made, or why it does not fit. Law: `apply(b, invert(diff(a, b)))` is `a`. */
export function apply(body: Body, change: Change): Applied {
  throw new Error(`to be written ${body}${change}`);
}
/** The change that takes back `change`. Law: inverting twice gives the same change. */
export function invert(change: Change): Change {
  throw new Error(`to be written ${change}`);
}
