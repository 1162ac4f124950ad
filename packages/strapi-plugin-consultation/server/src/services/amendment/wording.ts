import { type PublicWording, RefusalError } from 'consultation-core/contract';
import { asService } from '../../content-types/guard.ts';
import { uids } from '../../content-types/index.ts';
import { emit } from '../../events.ts';
import { record } from '../../store/act.ts';
import { type Db, transaction } from '../../store/database.ts';
import { touchDesk } from '../../store/desk-state.ts';
import type { Strapi } from '../../strapi.ts';
import { subjectOf } from '../../views/amendment-row.ts';
import { groundOf } from '../../views/ground.ts';
import { insist, type Reader } from '../../views/reader.ts';
import { publicWordings, wordingView } from '../../views/wording.ts';
import type { Actor } from '../identity.ts';
import { actOn } from '../load.ts';
import { ownAmendment } from './own.ts';

export interface ReplyInput {
  readonly slug: string;
  readonly id: string;
  readonly number: number;
  readonly actor: Actor;
  readonly accept: boolean;
  readonly reply: string;
  readonly at?: string;
}

/**
 * An author accepts or refuses the words that staff propose. Her answer stands; sending it twice does it once. Only the
 * newest words can be answered.
 */
export function reply(strapi: Strapi, input: ReplyInput): Promise<PublicWording> {
  return transaction(strapi, async (db, after) => {
    const { id, number, accept } = input;
    const reader = await actOn(strapi, db, input.slug, input.actor, input.at);
    const { consultation, at } = reader;
    const row = await ownAmendment(strapi, db, reader, id);
    insist(reader, 'reply-to-wording', subjectOf(row, consultation));
    const wordings = await publicWordings(strapi, row);
    const wording = wordings.find((one) => one.number === number);
    if (wording === undefined) throw new RefusalError('not-found');
    const ground = await groundOf(strapi, row);
    const state = accept ? 'accepted' : 'refused';
    const latest = wordings.at(-1)?.number ?? number;
    if (wording.state === state && wording.reply === input.reply) {
      return wordingView(wording, ground, consultation.language);
    }
    if (number !== latest) throw new RefusalError('edited-elsewhere', { latest });
    if (wording.state !== 'public') {
      throw new RefusalError('status-forbids', { wording: wording.state });
    }
    const said = { state, reply: input.reply, repliedAt: at } as const;
    await asService(() =>
      strapi.documents(uids.wording).update({ documentId: wording.documentId, data: said as never })
    );
    await record(db, {
      consultation: consultation.id,
      kind: accept ? 'wording-accepted' : 'wording-refused',
      subject: `amendment:${id}`,
      at,
      data: { wording: number },
    });
    await touchDesk(db, consultation.id);
    after(() =>
      emit(strapi, 'wording.answered', { consultation: consultation.slug, id, number, state })
    );
    return wordingView({ ...wording, ...said }, ground, consultation.language);
  });
}

/** Words of staff were about the former form: those that are open, or accepted, are refused by an edit. */
export async function takeBackReplies(
  strapi: Strapi,
  db: Db,
  { consultation, at }: Reader,
  id: string
): Promise<void> {
  const open: { documentId: string; number: number }[] = await strapi.db
    .query(uids.wording)
    .findMany({
      select: ['documentId', 'number'],
      where: {
        consultation: consultation.id,
        amendment: id,
        state: { $in: ['public', 'accepted'] },
      },
    });
  for (const { documentId, number } of open) {
    await asService(() =>
      strapi
        .documents(uids.wording)
        .update({ documentId, data: { state: 'refused', repliedAt: at } as never })
    );
    await record(db, {
      consultation: consultation.id,
      kind: 'wording-refused',
      subject: `amendment:${id}`,
      at,
      data: { wording: number, by: 'edit' },
    });
  }
}
