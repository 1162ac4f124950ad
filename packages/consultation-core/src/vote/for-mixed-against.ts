import { empty as emptyBox } from './tally.ts';
import type { Tally } from './types.ts';

/**
 * `for-mixed-against@1`. For, mixed or against; the ballot is one of these words. Source: the question of the French consultation on the digital
 * bill (2015). A mixed opinion is cast, not expressed.
 */
export const name = 'for-mixed-against@1';

export const empty = (): Tally => emptyBox(name);

export { add, addAll, mergeTallies as merge, outcome as result, remove } from './tally.ts';
