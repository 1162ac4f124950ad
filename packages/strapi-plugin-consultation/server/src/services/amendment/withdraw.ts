import { asService } from '../../content-types/guard.ts';
import { uids } from '../../content-types/index.ts';
import { emit } from '../../events.ts';
import { record } from '../../store/act.ts';
import { transaction } from '../../store/database.ts';
import { touchDesk } from '../../store/desk-state.ts';
import type { Strapi } from '../../strapi.ts';
import { subjectOf } from '../../views/amendment-row.ts';
import { insist } from '../../views/reader.ts';
import type { Actor } from '../identity.ts';
import { actOn } from '../load.ts';
import { ownAmendment } from './own.ts';

export interface WithdrawInput {
  readonly slug: string;
  readonly id: string;
  readonly actor: Actor;
  readonly at?: string;
}

/** Withdraws an amendment of one's own; a draft, which nobody else saw, is deleted. */
export function withdraw(strapi: Strapi, input: WithdrawInput) {
  return transaction(strapi, async (db, after) => {
    const { id } = input;
    const reader = await actOn(strapi, db, input.slug, input.actor, input.at);
    const { consultation, at } = reader;
    const row = await ownAmendment(strapi, db, reader, id);
    insist(reader, 'withdraw-amendment', subjectOf(row, consultation));
    if (row.status === 'draft') {
      await asService(() => strapi.documents(uids.amendment).delete({ documentId: id }));
      return { id, status: 'deleted' as const };
    }
    await asService(() =>
      strapi.documents(uids.amendment).update({
        documentId: id,
        data: { status: 'withdrawn' } as never,
      })
    );
    await record(db, {
      consultation: consultation.id,
      kind: 'amendment-withdrawn',
      subject: `amendment:${id}`,
      at,
      data: {},
    });
    await touchDesk(db, consultation.id);
    after(() => emit(strapi, 'amendment.withdrawn', { consultation: consultation.slug, id }));
    return { id, status: 'withdrawn' as const };
  });
}
