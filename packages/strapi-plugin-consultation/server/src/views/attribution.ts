import type { AttributedBlock, Origin } from 'consultation-core/change';
import { type AttributionView, RefusalError } from 'consultation-core/contract';
import { type Body, isOpaque } from 'consultation-core/text';
import { uids } from '../content-types/index.ts';
import type { Version } from '../services/version-store.ts';
import type { Db } from '../store/database.ts';
import { type Strapi, service } from '../strapi.ts';
import { type AmendmentHead, headFields } from './amendment-row.ts';
import { decisionsOf } from './attribution-decisions.ts';
import { publicStatuses, summary } from './consultation.ts';
import { mutable } from './mutable.ts';
import type { Reader } from './reader.ts';
import { versionSummary } from './version.ts';

const original: Origin = { kind: 'original' };

/** A text that was not computed from amendments: every word is its own. */
function allOriginal(body: Body): readonly AttributedBlock[] {
  return body.map((block) => ({
    id: block.id,
    runs: isOpaque(block) ? [] : [{ children: block.children, origin: original }],
    frame: original,
    removed: [],
  }));
}

/** Everything that is named as an origin. */
function namedIn(blocks: readonly AttributedBlock[]): readonly string[] {
  const ids = new Set<string>();
  const note = (origin: Origin) => {
    if (origin.kind === 'changes') for (const id of origin.changes) ids.add(id);
  };
  for (const { frame, runs, removed } of blocks) {
    note(frame);
    for (const { origin } of [...runs, ...removed]) note(origin);
  }
  return [...ids];
}

/** A version with the origin of each run of its words. Of an amendment that is hidden only number and author are named. */
export async function attributionView(
  strapi: Strapi,
  db: Db,
  reader: Reader,
  version: Version
): Promise<AttributionView> {
  const { consultation, at } = reader;
  const stored: { attribution: readonly AttributedBlock[] | null } | null = await strapi.db
    .query(uids.version)
    .findOne({ select: ['attribution'], where: { documentId: version.id } });
  if (stored === null) throw new RefusalError('not-found');
  const blocks = stored.attribution ?? allOriginal(version.body);
  const heads = await service(strapi, 'version-store').heads(consultation.id);
  const ids = namedIn(blocks);
  const rows: AmendmentHead[] =
    ids.length === 0
      ? []
      : await strapi.db.query(uids.amendment).findMany({
          select: headFields,
          where: {
            consultation: consultation.id,
            documentId: { $in: ids },
            status: { $in: publicStatuses() },
          },
          orderBy: { number: 'asc' },
        });
  return {
    consultation: await summary(db, consultation, at),
    version: versionSummary(version),
    versions: heads.map(versionSummary),
    body: mutable(version.body),
    blocks: mutable(blocks) as AttributionView['blocks'],
    contributions: rows.map((row) => ({
      id: row.documentId,
      number: row.number,
      title: row.hiddenAt === null ? row.title : '',
      author: row.authorName,
    })),
    decisions: await decisionsOf(strapi, consultation.id, version, heads, blocks),
  };
}
