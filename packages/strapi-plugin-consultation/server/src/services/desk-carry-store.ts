import { amendmentStatuses, isUndecided } from 'consultation-core/amendment';
import { asService } from '../content-types/guard.ts';
import { uids } from '../content-types/index.ts';
import { record } from '../store/act.ts';
import type { FullConsultation } from '../store/consultation.ts';
import type { Db } from '../store/database.ts';
import type { Strapi } from '../strapi.ts';
import type { AmendmentRow } from '../views/amendment-row.ts';
import type { CarriedFrom } from '../views/desk.ts';
import type { StaffWordingRow } from '../views/desk-parts.ts';
import { type CarriedAmendment, carryAmendments } from './desk-carry-over.ts';
import type { Computation } from './desk-computation.ts';
import { containedReason, parentGoneReason } from './desk-sentences.ts';
import { makeDocumentId } from './ids.ts';

/** A version that is being published. */
export interface NewVersion {
  readonly consultation: FullConsultation;
  readonly number: number;
  readonly title: string;
  readonly at: string;
}

interface Wording extends StaffWordingRow {
  readonly documentId: string;
}
type Carried = Extract<CarriedAmendment, { kind: 'carried' }>;

/** What is open on the base, and what sub-amendments among it amend. */
async function openOn(strapi: Strapi, consultation: string, base: number) {
  const query = strapi.db.query(uids.amendment);
  const open: AmendmentRow[] = await query.findMany({
    where: { consultation, base, status: { $in: amendmentStatuses.filter(isUndecided) } },
    orderBy: { number: 'asc' },
  });
  const ids = [...new Set(open.flatMap(({ parent }) => (parent === null ? [] : [parent])))];
  const rows: AmendmentRow[] =
    ids.length === 0
      ? []
      : await query.findMany({ where: { consultation, documentId: { $in: ids } } });
  return { open, parents: new Map(rows.map((row) => [row.documentId, row])) };
}

/** How the open amendments would come over to the version that was computed. */
export async function carriedTo(
  strapi: Strapi,
  consultation: string,
  { base, consolidated }: Computation
): Promise<readonly (CarriedAmendment & { readonly parentNumber: number | undefined })[]> {
  const { open, parents } = await openOn(strapi, consultation, base.number);
  const carried = carryAmendments({
    base: base.body,
    after: consolidated.body,
    onto: consolidated.change,
    open,
    parents,
  });
  return carried.map((one) => ({
    ...one,
    parentNumber: one.row.parent === null ? undefined : parents.get(one.row.parent)?.number,
  }));
}

/** The form that an amendment had on the former version, whole. */
async function keepForm(strapi: Strapi, row: AmendmentRow, number: number, at: string) {
  await strapi.documents(uids.revision).create({
    data: {
      documentId: makeDocumentId(),
      consultation: row.consultation,
      amendment: row.documentId,
      number,
      ended: 'carried-over',
      at,
      base: row.base,
      title: row.title,
      proposal: row.proposal,
      change: row.change,
      before: row.before,
      after: row.after,
      justification: row.justification,
      parent: row.parent,
    } as never,
  });
}

/** Words of staff go with what they are for; those that no longer stand as they were shown are open no more. */
async function carryWordings(
  strapi: Strapi,
  db: Db,
  { consultation, number: base, at }: NewVersion,
  carried: Carried,
  wordings: readonly Wording[]
): Promise<void> {
  for (const wording of wordings) {
    const { outcome, change, after } = carried.also(wording.change);
    const isWhole = outcome !== 'needs-look' && outcome !== 'without-object';
    const data =
      isWhole || wording.state === 'private'
        ? { base, change, before: carried.before, after }
        : { state: 'refused', repliedAt: at };
    await strapi
      .documents(uids.wording)
      .update({ documentId: wording.documentId, data: data as never });
    if (isWhole || wording.state === 'private') continue;
    await record(db, {
      consultation: consultation.id,
      kind: 'wording-refused',
      subject: `amendment:${carried.row.documentId}`,
      at,
      data: { wording: wording.number, by: 'version' },
    });
  }
}

/** Makes the open amendments those of the new version; none of them is lost, and their former forms stay. */
export async function storeCarried(
  strapi: Strapi,
  db: Db,
  version: NewVersion,
  all: Awaited<ReturnType<typeof carriedTo>>
): Promise<void> {
  const { consultation, number: to, title, at } = version;
  const { id, language } = consultation;
  const ids = all.map(({ row }) => row.documentId);
  if (ids.length === 0) return;
  const forms: { amendment: string }[] = await strapi.db
    .query(uids.revision)
    .findMany({ select: ['amendment'], where: { consultation: id } });
  const count = new Map<string, number>();
  for (const { amendment } of forms) count.set(amendment, (count.get(amendment) ?? 0) + 1);
  const live: Wording[] = await strapi.db.query(uids.wording).findMany({
    where: { consultation: id, state: { $in: ['private', 'public', 'accepted'] } },
    orderBy: { number: 'asc' },
  });
  await asService(async () => {
    for (const one of all) {
      const { row, outcome, lost } = one;
      const { documentId, base: from } = row;
      const edits = row.edits ?? 0;
      const carried: CarriedFrom = { from, to, edits, outcome, lost };
      const write = (data: object) =>
        strapi
          .documents(uids.amendment)
          .update({ documentId, data: { ...data, carried } as never });
      if (one.kind === 'moot') {
        const reason =
          one.why === 'contained'
            ? containedReason(language, to, title)
            : parentGoneReason(language, to, one.parentNumber ?? 0);
        await write({ status: 'moot', decisionReason: reason, decidedAt: at });
        await record(db, {
          consultation: id,
          kind: 'amendment-decided',
          subject: `amendment:${documentId}`,
          at,
          data: { from: row.status, status: 'moot' },
          content: { reason },
        });
        continue;
      }
      const { change, before, after, article, parent } = one;
      await keepForm(strapi, row, (count.get(documentId) ?? 0) + 1, at);
      const [heading] = before;
      const proposal =
        heading !== undefined && after[0]?.id === heading.id
          ? { kind: 'edit', article: heading.id, blocks: after }
          : row.proposal;
      await write({ base: to, change, before, after, article, parent, proposal });
      await carryWordings(
        strapi,
        db,
        version,
        one,
        live.filter(({ amendment }) => amendment === documentId)
      );
      await record(db, {
        consultation: id,
        kind: 'amendment-carried-over',
        subject: `amendment:${documentId}`,
        at,
        data: { from, to, outcome },
      });
    }
  });
}
