import { type AmendmentStatus, mayBecome } from 'consultation-core/amendment';
import { mayDecide } from 'consultation-core/consultation';
import { type AmendmentSummary, RefusalError } from 'consultation-core/contract';
import { asService } from '../../content-types/guard.ts';
import { uids } from '../../content-types/index.ts';
import { emit } from '../../events.ts';
import { record } from '../../store/act.ts';
import { transaction } from '../../store/database.ts';
import { touchDesk } from '../../store/desk-state.ts';
import type { Strapi } from '../../strapi.ts';
import { amendmentSummaries } from '../../views/amendment.ts';
import { type AmendmentHead, headFields } from '../../views/amendment-row.ts';
import { readerOf } from '../../views/reader.ts';
import { changeOf } from '../load.ts';

export interface DecideInput {
  readonly consultation: string;
  readonly amendments: readonly string[];
  readonly status: 'admissible' | 'inadmissible' | 'adopted' | 'rejected' | 'moot';
  readonly reason: string;
  readonly at?: string;
}

/** Staff's answer to one or many amendments, with one reason; all of them or none. */
export function decide(strapi: Strapi, input: DecideInput): Promise<AmendmentSummary[]> {
  return transaction(strapi, async (db, after) => {
    const { status, reason } = input;
    const { consultation, at } = await changeOf(strapi, db, input.consultation, input.at);
    const ids = [...new Set(input.amendments)];
    const found: AmendmentHead[] = await strapi.db.query(uids.amendment).findMany({
      select: headFields,
      where: { documentId: { $in: ids }, consultation: consultation.id },
    });
    const rows = found.filter((row) => row.status !== 'draft');
    if (rows.length !== ids.length) throw new RefusalError('not-found');
    const ruling = mayDecide(consultation.state, status);
    if (ruling.kind === 'refused') throw new RefusalError(ruling.code, ruling.details);
    for (const row of rows) {
      const from: AmendmentStatus = row.status;
      // A version was computed from what was decided on it.
      if (row.base < consultation.latestVersion) {
        throw new RefusalError('status-forbids', { amendment: row.documentId, base: row.base });
      }
      if (from !== status && !mayBecome(from, status, 'staff')) {
        throw new RefusalError('status-forbids', {
          amendment: row.documentId,
          from,
          to: status,
        });
      }
      await asService(() =>
        strapi.documents(uids.amendment).update({
          documentId: row.documentId,
          data: { status, decisionReason: reason, decidedAt: at } as never,
        })
      );
      await record(db, {
        consultation: consultation.id,
        kind: 'amendment-decided',
        subject: `amendment:${row.documentId}`,
        at,
        data: { from, status },
        content: { reason },
      });
    }
    await touchDesk(db, consultation.id);
    after(() =>
      emit(strapi, 'amendment.decided', { consultation: consultation.slug, ids, status })
    );
    const reader = readerOf(strapi, consultation, null, at, true);
    const order = new Map(ids.map((id, index) => [id, index]));
    const changed: AmendmentHead[] = await strapi.db.query(uids.amendment).findMany({
      select: headFields,
      where: { documentId: { $in: ids } },
    });
    changed.sort((a, b) => (order.get(a.documentId) ?? 0) - (order.get(b.documentId) ?? 0));
    return amendmentSummaries(db, reader, changed, true);
  });
}
