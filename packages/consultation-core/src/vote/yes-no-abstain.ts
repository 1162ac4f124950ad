import { empty as emptyBox } from './tally.ts';
import type { Tally } from './types.ts';

/**
 * `yes-no-abstain@1`. Yes, no or abstention; the ballot is one of these words. Source: Règlement de l’Assemblée nationale, article 68: the
 * majority is one of the votes expressed, which an abstention is not.
 */
export const name = 'yes-no-abstain@1';

export const empty = (): Tally => emptyBox(name);

export { add, addAll, mergeTallies as merge, outcome as result, remove } from './tally.ts';
