import { isPublic } from 'consultation-core/amendment';
import { type BodyOf, RefusalError, type staffModerate } from 'consultation-core/contract';
import { asService } from '../content-types/guard.ts';
import { uids } from '../content-types/index.ts';
import { emit } from '../events.ts';
import { record } from '../store/act.ts';
import { transaction } from '../store/database.ts';
import { touchDesk } from '../store/desk-state.ts';
import type { Strapi } from '../strapi.ts';
import { findAmendment } from '../views/amendment.ts';
import { makeDocumentId } from './ids.ts';
import { changeOf } from './load.ts';

export type ModerateInput = BodyOf<typeof staffModerate> & {
  readonly consultation: string;
  readonly at?: string;
};

export const moderation = ({ strapi }: { strapi: Strapi }) => {
  async function find(consultation: string, type: 'amendment' | 'argument', id: string) {
    if (type === 'amendment') {
      const row = await findAmendment(strapi, consultation, id);
      if (row === undefined || !isPublic(row.status)) throw new RefusalError('not-found');
      return { hidden: row.hiddenAt !== null };
    }
    const row = await strapi.db
      .query(uids.argument)
      .findOne({ select: ['hiddenAt'], where: { documentId: id, consultation } });
    if (row === null) throw new RefusalError('not-found');
    return { hidden: row.hiddenAt !== null };
  }

  return {
    /** Puts a contribution out of sight with a rule of the charter and a reason, or back. Nothing else of it changes. */
    act: (input: ModerateInput): Promise<{ hidden: boolean }> =>
      transaction(strapi, async (db, after) => {
        const { type, item: id, act, reason } = input;
        const { consultation, at } = await changeOf(strapi, db, input.consultation, input.at);
        const { hidden } = await find(consultation.id, type, id);
        if (hidden === (act === 'hide')) throw new RefusalError('status-forbids', { hidden });
        const rule = consultation.charter.find((one) => one.id === input.rule);
        if (act === 'hide' && rule === undefined) {
          throw new RefusalError('invalid-input', {
            issues: [{ path: 'body.rule', problem: 'unknown-rule' }],
          });
        }
        const data =
          act === 'hide'
            ? { hiddenRule: rule?.title, hiddenReason: reason, hiddenAt: at }
            : { hiddenRule: null, hiddenReason: null, hiddenAt: null };
        const item = `${type}:${id}`;
        await asService(async () => {
          const uid = type === 'amendment' ? uids.amendment : uids.argument;
          await strapi.documents(uid).update({ documentId: id, data: data as never });
          await strapi.documents(uids.moderation).create({
            data: {
              documentId: makeDocumentId(),
              consultation: consultation.id,
              act,
              item,
              rule: rule?.title ?? '',
              reason,
              decidedAt: at,
            } as never,
          });
        });
        await record(db, {
          consultation: consultation.id,
          kind: act === 'hide' ? 'item-hidden' : 'item-restored',
          subject: item,
          at,
          data: { rule: rule?.id ?? null },
          content: { reason },
        });
        await touchDesk(db, consultation.id);
        after(() =>
          emit(strapi, act === 'hide' ? 'moderation.hidden' : 'moderation.restored', {
            consultation: consultation.slug,
            item,
          })
        );
        return { hidden: act === 'hide' };
      }),
  };
};
