/** Ways to tamper with an edition, each with what the verifier must say of it. */
import { activity, ballots, counts } from './ballots.ts';
import { checkpoints } from './checkpoints.ts';
import { contributions, decisions } from './contributions.ts';
import { always, type Tampering } from './hands.ts';
import { leaves, withholding } from './leaves.ts';
import { operators } from './operators.ts';
import { texts } from './texts.ts';

export const tamperings: readonly Tampering[] = [
  ...ballots,
  ...counts,
  ...activity,
  ...contributions,
  ...decisions,
  ...texts,
  ...leaves,
  ...withholding,
  ...operators,
  ...checkpoints,
].map((one) => ({ story: always, ...one }));
