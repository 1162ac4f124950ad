import type { BlockId, Body } from '../text/types.ts';
import type { Change } from './types.ts';

/** A change and a name for whoever wants it. `rank` breaks ties of place (two insertions behind the same block). */
export interface NamedChange {
  readonly id: string;
  readonly rank: number;
  readonly change: Change;
}
/** Several changes want the same words of a block to be different, or one deletes what another rewrites. */
export interface Collision {
  readonly block: BlockId;
  readonly changes: readonly string[];
}
export interface Merged {
  readonly algorithm: 'merge@1';
  /** What can be done together, without anything that collides. */
  readonly change: Change;
  readonly collisions: readonly Collision[];
  /** Changes that do not fit the base (any more), with the block that is missing or differs. */
  readonly orphans: readonly { readonly id: string; readonly block: BlockId }[];
}
/**
 * Changes on one base as one. Identical edits are an agreement. Law: without collisions the result is the same bytes
 * in every order of `changes`; nothing vanishes: each edit is in the change, in a collision or in an orphan.
 * A change that takes part in a collision or is an orphan is left out whole.
 */
export function merge(base: Body, changes: readonly NamedChange[]): Merged {
  throw new Error(`to be written ${base}${changes}`);
}
