import type { AttributedBlock, Origin } from 'consultation-core/change';
import type { AttributionView } from 'consultation-core/contract';
import { uids } from '../content-types/index.ts';
import type { Version, VersionHead } from '../services/version-store.ts';
import type { Strapi } from '../strapi.ts';
import { publicStatuses } from './consultation.ts';
import { fatesIn } from './fate.ts';

/** Collisions that are named as an origin: staff wrote words of their own there. */
function decidedIn(blocks: readonly AttributedBlock[]): ReadonlySet<string> {
  const origins = blocks.flatMap(({ frame, runs, removed }): Origin[] => [
    frame,
    ...[...runs, ...removed].map(({ origin }) => origin),
  ]);
  return new Set(
    origins.flatMap((origin) => (origin.kind === 'drafter' ? [origin.collision] : []))
  );
}

/**
 * Between which amendments staff decided: those whose words were not taken there. Words keep their origin through
 * versions, so a decision is looked for in the version itself, then in those that it was computed from.
 */
export async function decisionsOf(
  strapi: Strapi,
  consultation: string,
  version: Version,
  heads: readonly VersionHead[],
  blocks: readonly AttributedBlock[]
): Promise<AttributionView['decisions']> {
  const open = new Set(decidedIn(blocks));
  const found = new Map<string, Set<string>>();
  const byNumber = new Map(heads.map((head) => [head.number, head]));
  let at: VersionHead | undefined = version;
  while (open.size > 0 && at !== undefined && at.computedFrom !== null) {
    for (const [amendment, fates] of await fatesIn(strapi, at.id)) {
      for (const { outcome } of fates) {
        if (outcome.kind !== 'lost' || !open.has(outcome.collision)) continue;
        const lost = found.get(outcome.collision) ?? new Set();
        found.set(outcome.collision, lost.add(amendment));
      }
    }
    for (const key of found.keys()) open.delete(key);
    at = byNumber.get(at.computedFrom.base);
  }
  const ids = [...new Set([...found.values()].flatMap((lost) => [...lost]))];
  if (ids.length === 0) return [];
  const rows: { documentId: string; number: number }[] = await strapi.db
    .query(uids.amendment)
    .findMany({
      select: ['documentId', 'number'],
      where: { consultation, documentId: { $in: ids }, status: { $in: publicStatuses() } },
      orderBy: { number: 'asc' },
    });
  return [...found].map(([collision, lost]) => ({
    collision,
    amendments: rows
      .filter(({ documentId }) => lost.has(documentId))
      .map(({ documentId: id, number }) => ({ id, number })),
  }));
}
