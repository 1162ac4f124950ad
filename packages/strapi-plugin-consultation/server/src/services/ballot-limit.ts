import { RefusalError } from 'consultation-core/contract';
import { attemptAll, forgetAttempts } from '../store/attempt.ts';
import type { Db } from '../store/database.ts';
import { type Strapi, service, settings } from '../strapi.ts';
import type { BallotAsk } from './ballot-known.ts';

const slotSeconds = 15 * 60;

/**
 * Counts what each account asks of ballots, and says which asks are too many. Many people may share one network
 * address, so addresses are not counted here.
 */
export function ballotLimit(strapi: Strapi) {
  /** The last stretch of time whose predecessors were cleared away; a second process may clear them again. */
  let cleared = 0;
  return async (
    db: Db,
    asks: readonly BallotAsk[]
  ): Promise<readonly (RefusalError | undefined)[]> => {
    const keys = service(strapi, 'keys');
    const most = settings(strapi).attempts.ballotsPerAccount;
    // What is brought from elsewhere is nobody's attempt.
    const bucketOf = ({ actor, at }: BallotAsk) =>
      at === undefined ? keys.bucket('ballots', actor.key) : undefined;
    const buckets = asks.map(bucketOf);
    const times = new Map<string, number>();
    for (const bucket of buckets) {
      if (bucket !== undefined) times.set(bucket, (times.get(bucket) ?? 0) + 1);
    }
    if (times.size === 0) return asks.map(() => undefined);
    const { now, counts } = await attemptAll(db, times, slotSeconds);
    const slot = Math.floor(now / slotSeconds);
    if (cleared < slot) {
      cleared = slot;
      await forgetAttempts(db, slot - 1);
    }
    const left = new Map(
      [...times].map(([bucket, asked]) => [bucket, most - ((counts.get(bucket) ?? 0) - asked)])
    );
    const retryAfter = (slot + 1) * slotSeconds - now;
    return buckets.map((bucket) => {
      if (bucket === undefined) return undefined;
      const rest = left.get(bucket) ?? 0;
      left.set(bucket, rest - 1);
      return rest > 0 ? undefined : new RefusalError('too-many-requests', { retryAfter });
    });
  };
}
