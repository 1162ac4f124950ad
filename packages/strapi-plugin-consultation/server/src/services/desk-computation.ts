import { type Consolidated, consolidate } from 'consultation-core/amendment';
import { type Change, mergeAlgorithm } from 'consultation-core/change';
import { RefusalError } from 'consultation-core/contract';
import { uids } from '../content-types/index.ts';
import type { Consultation } from '../store/consultation.ts';
import type { Db } from '../store/database.ts';
import { resolutionsOf, type StoredResolution } from '../store/desk.ts';
import { type Strapi, service } from '../strapi.ts';
import { fingerprint } from './keys.ts';
import type { Version } from './version-store.ts';

/** What goes into the next version, by name: each of them names something that never changes. */
interface Entering {
  readonly documentId: string;
  readonly number: number;
  /** With each edit an amendment says something else. */
  readonly edits: number | null;
  readonly parent: string | null;
  /** Number of the wording of staff that stands in for it; null when its own words do. */
  readonly wording: number | null;
}
export interface EnteringRow extends Entering {
  readonly title: string;
  readonly change: Change;
  readonly wordingChange: Change | undefined;
}

const names = ['documentId', 'number', 'edits', 'parent'];

async function load<Row extends object>(
  strapi: Strapi,
  consultation: Consultation,
  more: readonly string[] = []
) {
  const { id, latestVersion: base } = consultation;
  const rows: (Omit<Entering, 'wording'> & Row)[] = await strapi.db.query(uids.amendment).findMany({
    select: [...names, ...more],
    where: { consultation: id, status: 'adopted', base },
    orderBy: { number: 'asc' },
  });
  const accepted: { amendment: string; number: number; change?: Change }[] = await strapi.db
    .query(uids.wording)
    .findMany({
      select: ['amendment', 'number', ...(more.length > 0 ? ['change'] : [])],
      where: { consultation: id, state: 'accepted', base },
      orderBy: { number: 'asc' },
    });
  // The last one that its author accepted.
  const wordings = new Map(accepted.map((one) => [one.amendment, one]));
  return rows.map((row) => ({ row, wording: wordings.get(row.documentId) }));
}

function printOf(
  { id, latestVersion }: Consultation,
  entering: readonly Entering[],
  recorded: readonly StoredResolution[]
): string {
  return fingerprint([
    mergeAlgorithm,
    id,
    latestVersion,
    entering.map((one) => [
      one.documentId,
      one.number,
      one.edits ?? 0,
      one.parent ?? null,
      one.wording,
    ]),
    recorded.flatMap(({ collision, resolution }) =>
      resolution === null ? [] : [[collision, resolution]]
    ),
  ]);
}

/** Hash of all that the next version would be computed from, without computing it: for windows that ask often. */
export async function deskPrint(
  strapi: Strapi,
  consultation: Consultation,
  recorded: readonly StoredResolution[]
): Promise<string> {
  const entering = await load(strapi, consultation);
  return printOf(
    consultation,
    entering.map(({ row, wording }) => ({ ...row, wording: wording?.number ?? null })),
    recorded
  );
}

/** The next version as decisions and resolutions make it now, with all that it was computed from. */
export interface Computation {
  readonly base: Version;
  readonly rows: readonly EnteringRow[];
  readonly recorded: readonly StoredResolution[];
  readonly consolidated: Consolidated;
  /** How many things that were adopted fit nowhere. */
  readonly orphans: number;
  readonly print: string;
}

/** What went in, made into a text with these decisions. */
export function consolidatedWith(
  { base, rows }: Pick<Computation, 'base' | 'rows'>,
  recorded: readonly StoredResolution[]
): Consolidated {
  return consolidate(
    base.body,
    rows.map(({ documentId, number, change, wordingChange, parent }) => ({
      id: documentId,
      number,
      change,
      wording: wordingChange,
      parent,
    })),
    recorded.flatMap(({ resolution }) => (resolution === null ? [] : [resolution]))
  );
}

/** Computes the next version as it would be now; nothing is kept. */
export async function compute(
  strapi: Strapi,
  db: Db,
  consultation: Consultation
): Promise<Computation> {
  const { id, latestVersion } = consultation;
  const base = await service(strapi, 'version-store').find(id, latestVersion);
  if (base === undefined) throw new RefusalError('text-missing');
  const loaded = await load<{ title: string; change: Change }>(strapi, consultation, [
    'title',
    'change',
  ]);
  const rows = loaded.map(({ row, wording }) => ({
    ...row,
    wording: wording?.number ?? null,
    wordingChange: wording?.change,
  }));
  const recorded = await resolutionsOf(db, { consultation: id, base: latestVersion });
  const consolidated = consolidatedWith({ base, rows }, recorded);
  return {
    base,
    rows,
    recorded,
    consolidated,
    orphans: consolidated.fates.filter(({ outcome }) => outcome.kind === 'orphan').length,
    print: printOf(consultation, rows, recorded),
  };
}

/** Nothing is published while something that was adopted has no place in it. */
export function insistOnComplete({ consolidated, orphans }: Computation): void {
  const collisions = consolidated.collisions.length;
  if (collisions + orphans > 0) throw new RefusalError('collisions-open', { collisions, orphans });
}
