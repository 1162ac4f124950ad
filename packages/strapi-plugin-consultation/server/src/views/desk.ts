import { amendmentStatuses, isPublic } from 'consultation-core/amendment';
import {
  type CarryOverItem,
  type DeskAmendment,
  type DeskView,
  RefusalError,
} from 'consultation-core/contract';
import { articles, type Body, blockText } from 'consultation-core/text';
import { uids } from '../content-types/index.ts';
import { deskPrint } from '../services/desk-computation.ts';
import { automaticReasons } from '../services/desk-sentences.ts';
import { stancesOf } from '../store/argument.ts';
import { type FullConsultation, instant } from '../store/consultation.ts';
import type { Db } from '../store/database.ts';
import { type Author, approvalsOf, resolutionsOf } from '../store/desk.ts';
import { reasonsOf } from '../store/desk-reasons.ts';
import { deskRevision } from '../store/desk-state.ts';
import { countsOf, importedCountsOf } from '../store/tally.ts';
import { type Strapi, service } from '../strapi.ts';
import { type AmendmentRow, targetOf } from './amendment-row.ts';
import { approvalView, recordedView, type StaffWordingRow, staffWording } from './desk-parts.ts';
import { hiddenView } from './hidden.ts';
import { mutable } from './mutable.ts';
import type { Reader } from './reader.ts';
import { tallyView } from './tally.ts';

/** Kept with an amendment that came over from an earlier version. */
export interface CarriedFrom {
  readonly from: number;
  readonly to: number;
  /** How often it had been edited then. */
  readonly edits: number;
  readonly outcome: CarryOverItem['outcome'];
  readonly lost: CarryOverItem['lost'];
}
interface Row extends AmendmentRow {
  readonly carried: CarriedFrom | null;
}

const shown = amendmentStatuses.filter((status) => isPublic(status) && status !== 'withdrawn');
const none = { for: 0, against: 0 };
const plain = (body: Body) => body.map(blockText).join('\n\n');

/** What of an earlier version still holds of it: nothing once its author has written it anew. */
function carriedView({ carried, base, edits }: Row): DeskAmendment['carried'] {
  if (!carried || carried.to !== base || carried.edits !== (edits ?? 0)) return null;
  const { from, outcome, lost } = carried;
  return { from, outcome, lost };
}

/** All that drafters need, in a dozen statements whatever the size. Counts that are sealed are sealed for them too. */
export async function deskView(
  strapi: Strapi,
  db: Db,
  reader: Reader & { readonly consultation: FullConsultation },
  me: Author
): Promise<DeskView> {
  const { consultation, sees } = reader;
  const { id, latestVersion: base, language, secondReader } = consultation;
  const version = await service(strapi, 'version-store').find(id, base);
  if (version === undefined) throw new RefusalError('text-missing');
  // First, so that a change in between is seen as one by the next visit.
  const revision = await deskRevision(db, id);
  const rows: Row[] = await strapi.db.query(uids.amendment).findMany({
    where: { consultation: id, base, status: { $in: shown } },
    orderBy: { number: 'asc' },
  });
  const words: StaffWordingRow[] = await strapi.db
    .query(uids.wording)
    .findMany({ where: { consultation: id }, orderBy: { number: 'asc' } });
  const wordings = new Map<string, StaffWordingRow[]>();
  for (const one of words) {
    wordings.set(one.amendment, [...(wordings.get(one.amendment) ?? []), one]);
  }
  const counts = sees ? await countsOf(db, id, 'text') : new Map();
  const imported = await importedCountsOf(db, id, 'text');
  const stances = await stancesOf(db, id, 'text');
  const place = { consultation: id, base };
  const recorded = await resolutionsOf(db, place);
  const automatic = automaticReasons(language);
  return {
    version: { number: base, title: version.title, frozenAt: version.frozenAt },
    language,
    body: mutable(version.body),
    amendments: rows.map((row): DeskAmendment => {
      const target = targetOf(row);
      const decidedAt = instant(row.decidedAt);
      return {
        id: row.documentId,
        number: row.number,
        title: row.title,
        author: row.authorName,
        status: row.status,
        kind: row.kind,
        article: row.article,
        parent: row.parent ?? null,
        change: mutable(row.change),
        before: mutable(row.before),
        after: mutable(row.after),
        justification: plain(row.justification),
        tally: tallyView(consultation, counts.get(target), imported.get(target), sees),
        arguments: { ...none, ...stances.get(target) },
        hidden: hiddenView(row),
        decision: decidedAt === null ? null : { reason: row.decisionReason ?? '', at: decidedAt },
        example: row.example,
        wordings: (wordings.get(row.documentId) ?? []).map(staffWording),
        carried: carriedView(row),
      };
    }),
    resolutions: recorded.map(recordedView),
    reasons: (await reasonsOf(db, id)).filter(({ text }) => !automatic(text)).slice(0, 50),
    approvals: (await approvalsOf(db, place)).map((one) => approvalView(one, me)),
    secondReader,
    opinions: articles(version.body).flatMap(({ id: article }) => {
      const { for: pro, against } = stances.get(`article:${article}`) ?? none;
      return pro + against === 0 ? [] : [{ article, arguments: pro + against }];
    }),
    fingerprint: await deskPrint(strapi, consultation, recorded),
    revision,
  };
}
