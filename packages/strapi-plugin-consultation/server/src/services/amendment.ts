import { isPublic } from 'consultation-core/amendment';
import type { Change } from 'consultation-core/change';
import {
  type AmendmentSummary,
  type BodyOf,
  type createAmendment,
  type previewAmendment,
  RefusalError,
  type updateAmendment,
} from 'consultation-core/contract';
import type { Json } from 'consultation-core/log';
import type { Body } from 'consultation-core/text';
import { asService } from '../content-types/guard.ts';
import { uids } from '../content-types/index.ts';
import { emit } from '../events.ts';
import { record } from '../store/act.ts';
import { holdAmendment } from '../store/amendment-links.ts';
import { type Db, transaction } from '../store/database.ts';
import { touchDesk } from '../store/desk-state.ts';
import { next, takePart } from '../store/participant.ts';
import { once } from '../store/request.ts';
import { type Strapi, service } from '../strapi.ts';
import { amendmentSummaries } from '../views/amendment.ts';
import { type AmendmentHead, findAmendment, subjectOf } from '../views/amendment-row.ts';
import { plainBody } from '../views/markdown.ts';
import { insist, type Reader } from '../views/reader.ts';
import { type DecideInput, decide } from './amendment/decide.ts';
import { drafted, type Made, type Wish } from './amendment/drafting.ts';
import { ownAmendment } from './amendment/own.ts';
import { preview } from './amendment/preview.ts';
import { insistOnSamePlace, keepFormerForm, saysTheSame } from './amendment/revision.ts';
import { type WithdrawInput, withdraw } from './amendment/withdraw.ts';
import { type ReplyInput, reply, takeBackReplies } from './amendment/wording.ts';
import type { Actor } from './identity.ts';
import { makeBlockId, makeDocumentId } from './ids.ts';
import { fingerprint } from './keys.ts';
import { actOn } from './load.ts';

export interface SubmitInput {
  readonly slug: string;
  readonly actor: Actor;
  readonly amendment: BodyOf<typeof createAmendment>;
  /** When it happened, for acts that are brought from elsewhere; the database's time otherwise. */
  readonly at?: string;
  /** What only an import brings along. */
  readonly extra?: {
    /** In place of the words of the justification. */
    readonly justification?: Body;
    readonly sources?: readonly { readonly title: string; readonly url: string }[];
    readonly example?: boolean;
  };
}

export interface UpdateInput {
  readonly slug: string;
  readonly id: string;
  readonly actor: Actor;
  readonly amendment: BodyOf<typeof updateAmendment>;
  readonly at?: string;
}

/** What of an amendment follows from its proposal. */
function contentOf(made: Made, { base, parent }: Wish) {
  return {
    kind: made.proposal.kind,
    article: made.article,
    base,
    parent: parent ?? null,
    proposal: made.proposal,
    change: made.change,
    before: made.before,
    after: made.after,
  };
}

type Words = Pick<SubmitInput['amendment'], 'title' | 'justification'>;

/** What the journal commits to of an amendment: everything in it that somebody wrote. */
function said(author: string, title: string, justification: string, change: Change): Json {
  return { author, title, justification, change: change as unknown as Json };
}

export const amendment = ({ strapi }: { strapi: Strapi }) => {
  async function oneSummary(db: Db, reader: Reader, row: AmendmentHead): Promise<AmendmentSummary> {
    const [view] = await amendmentSummaries(db, reader, [row]);
    if (view === undefined) throw new Error(`Amendment ${row.documentId} has no summary.`);
    return view;
  }

  /** The proposal as a change, where the rules let it be one now. */
  async function draftedBy(
    db: Db,
    reader: Reader,
    wish: Wish,
    former?: Parameters<typeof drafted>[4]
  ): Promise<Made> {
    // Nobody edits or withdraws an amendment while somebody amends it.
    if (wish.parent !== undefined) await holdAmendment(db, wish.parent);
    const made = await drafted(strapi, reader, wish, makeBlockId, former);
    const { parent } = made.ground;
    insist(reader, 'amend', {
      article: made.article,
      ...(parent === undefined
        ? {}
        : { amendment: subjectOf(parent, reader.consultation).amendment }),
    });
    return made;
  }

  async function submitted(
    db: Db,
    reader: Reader,
    actor: Actor,
    id: string,
    { kind, article, parent, change }: ReturnType<typeof contentOf>,
    { title, justification }: Words
  ): Promise<number> {
    const { consultation, at } = reader;
    const number = await next(db, consultation.id, 'amendments');
    const keys = service(strapi, 'keys');
    await record(db, {
      consultation: consultation.id,
      kind: 'amendment-submitted',
      subject: `amendment:${id}`,
      at,
      data: { number, kind, article, ...(parent === null ? {} : { parent }) },
      content: said(actor.name, title, justification, change),
    });
    await takePart(db, consultation.id, keys.participant(consultation.id, actor.key));
    await touchDesk(db, consultation.id);
    return number;
  }

  return {
    preview: (db: Db, reader: Reader, input: BodyOf<typeof previewAmendment>) =>
      preview(strapi, db, reader, input),

    /** Submits an amendment, or keeps it as a draft that only its author sees. */
    create: (input: SubmitInput): Promise<AmendmentSummary> =>
      transaction(strapi, async (db, after) => {
        const { actor, extra } = input;
        const { key, submit, ...content } = input.amendment;
        const reader = await actOn(strapi, db, input.slug, actor, input.at);
        const { consultation, at } = reader;
        const id = makeDocumentId();
        const first = await once(db, {
          actor: service(strapi, 'keys').requester(actor.key),
          key,
          body: fingerprint(['amendment', consultation.id, submit, content]),
          subject: id,
          at,
        });
        if (first !== undefined) {
          const row = await findAmendment(strapi, consultation.id, first);
          if (row === undefined) throw new RefusalError('not-found');
          return oneSummary(db, reader, row);
        }
        insist(reader, 'amend', {});
        const made = contentOf(await draftedBy(db, reader, content), content);
        const number = submit ? await submitted(db, reader, actor, id, made, content) : 0;
        const row = await asService(() =>
          strapi.documents(uids.amendment).create({
            data: {
              ...made,
              documentId: id,
              consultation: consultation.id,
              number,
              title: content.title,
              authorName: actor.name,
              authorKey: reader.author,
              status: submit ? 'submitted' : 'draft',
              justification: extra?.justification ?? plainBody(content.justification, id),
              sources: extra?.sources ?? [],
              submittedAt: submit ? at : null,
              example: extra?.example ?? false,
              edits: 0,
            } as never,
          })
        );
        if (submit) {
          after(() => emit(strapi, 'amendment.submitted', { consultation: consultation.slug, id }));
        }
        return oneSummary(db, reader, row as never);
      }),

    /**
     * Changes a draft of one's own, and submits it if asked to; or edits what was submitted, until it is decided: its
     * former form stays in its history, opinions on it stay, and it is undecided again. Sending the same twice does it
     * once.
     */
    update: (input: UpdateInput): Promise<AmendmentSummary> =>
      transaction(strapi, async (db, after) => {
        const { actor, id } = input;
        const { submit, ...content } = input.amendment;
        const reader = await actOn(strapi, db, input.slug, actor, input.at);
        const { consultation, at } = reader;
        const former = await ownAmendment(strapi, db, reader, id);
        insist(reader, 'edit-amendment', subjectOf(former, consultation));
        const seen = isPublic(former.status);
        // What people have read and voted on is not made a draft again.
        if (seen && !submit) throw new RefusalError('status-forbids', { status: former.status });
        const drafting = await draftedBy(db, reader, content, former);
        const made = contentOf(drafting, content);
        const data = {
          ...made,
          title: content.title,
          authorName: actor.name,
          justification: plainBody(content.justification, id),
          status: submit ? 'submitted' : 'draft',
        };
        const write = (more: object) =>
          asService(() =>
            strapi
              .documents(uids.amendment)
              .update({ documentId: id, data: { ...data, ...more } as never })
          );
        if (!seen) {
          const number = submit ? await submitted(db, reader, actor, id, made, content) : 0;
          const row = await write({ number, submittedAt: submit ? at : null });
          if (submit) {
            after(() =>
              emit(strapi, 'amendment.submitted', { consultation: consultation.slug, id })
            );
          }
          return oneSummary(db, reader, row as never);
        }
        insistOnSamePlace(former, made);
        if (saysTheSame(former, { ...drafting, ...data })) return oneSummary(db, reader, former);
        await keepFormerForm(strapi, former, at);
        await takeBackReplies(strapi, db, reader, id);
        const edits = (former.edits ?? 0) + 1;
        const row = await write({ edits, decisionReason: null, decidedAt: null, carried: null });
        await record(db, {
          consultation: consultation.id,
          kind: 'amendment-edited',
          subject: `amendment:${id}`,
          at,
          data: { edits, from: former.status, kind: made.kind, article: made.article },
          content: said(actor.name, content.title, content.justification, made.change),
        });
        await touchDesk(db, consultation.id);
        after(() => emit(strapi, 'amendment.edited', { consultation: consultation.slug, id }));
        return oneSummary(db, reader, row as never);
      }),

    withdraw: (input: WithdrawInput) => withdraw(strapi, input),

    replyToWording: (input: ReplyInput) => reply(strapi, input),

    decide: (input: DecideInput) => decide(strapi, input),
  };
};
