import {
  type AmendmentStatus,
  draft,
  isPublic,
  mayBecome,
  type Proposal,
} from 'consultation-core/amendment';
import { mayDecide } from 'consultation-core/consultation';
import {
  type AmendmentSummary,
  type BodyOf,
  type createAmendment,
  RefusalError,
  type updateAmendment,
} from 'consultation-core/contract';
import { articleOfBlock, type BlockId, type Body } from 'consultation-core/text';
import { asService } from '../content-types/guard.ts';
import { uids } from '../content-types/index.ts';
import { emit } from '../events.ts';
import { record } from '../store/act.ts';
import { type Db, transaction } from '../store/database.ts';
import { next, takePart } from '../store/participant.ts';
import { once } from '../store/request.ts';
import { type Strapi, service } from '../strapi.ts';
import {
  type AmendmentHead,
  amendmentSummaries,
  findAmendment,
  headFields,
} from '../views/amendment.ts';
import { plainBody } from '../views/markdown.ts';
import { insist, type Reader, readerOf } from '../views/reader.ts';
import type { Actor } from './identity.ts';
import { makeBlockId, makeDocumentId } from './ids.ts';
import { fingerprint } from './keys.ts';
import { actOn, changeOf } from './load.ts';

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

export interface DecideInput {
  readonly consultation: string;
  readonly amendments: readonly string[];
  readonly status: 'admissible' | 'inadmissible' | 'adopted' | 'rejected' | 'moot';
  readonly reason: string;
  readonly at?: string;
}

/** The article that a proposal is about, or behind whose article a new one would stand. */
function articleOf(body: Body, proposal: Proposal): BlockId | null {
  const block =
    proposal.kind === 'replace' || proposal.kind === 'delete' ? proposal.block : proposal.after;
  return block === null ? null : (articleOfBlock(body, block)?.id ?? null);
}

export const amendment = ({ strapi }: { strapi: Strapi }) => {
  /** The proposal as a change of the newest version, or the refusal that says why it is none. */
  async function drafted(
    reader: Reader,
    input: { base: number; proposal: Proposal },
    makeId: () => string
  ) {
    const { consultation } = reader;
    if (input.base !== consultation.latestVersion) {
      throw new RefusalError('version-outdated', { latest: consultation.latestVersion });
    }
    const version = await service(strapi, 'version-store').need(consultation.id, input.base);
    const drafting = draft(version.body, input.proposal, makeId);
    if (drafting.kind === 'refused') throw new RefusalError(drafting.code);
    const { change, before, after } = drafting;
    return { change, before, after, article: articleOf(version.body, input.proposal) };
  }

  async function oneSummary(db: Db, reader: Reader, row: AmendmentHead): Promise<AmendmentSummary> {
    const [view] = await amendmentSummaries(db, reader, [row]);
    if (view === undefined) throw new Error(`Amendment ${row.documentId} has no summary.`);
    return view;
  }

  async function submitted(
    db: Db,
    reader: Reader,
    actor: Actor,
    id: string,
    data: { kind: string; article: string | null }
  ): Promise<number> {
    const { consultation, at } = reader;
    const number = await next(db, consultation.id, 'amendments');
    const keys = service(strapi, 'keys');
    await takePart(db, consultation.id, keys.participant(consultation.id, actor.key));
    await record(db, {
      consultation: consultation.id,
      kind: 'amendment-submitted',
      subject: `amendment:${id}`,
      at,
      data: { number, ...data },
    });
    return number;
  }

  /** Somebody's own amendment; a draft of somebody else is not there. */
  async function own(reader: Reader, id: string) {
    const row = await findAmendment(strapi, reader.consultation.id, id);
    const mine = row !== undefined && row.authorKey === reader.author;
    if (row === undefined || (!isPublic(row.status) && !mine)) throw new RefusalError('not-found');
    const subject = {
      article: row.article,
      amendment: {
        status: row.status,
        hidden: row.hiddenAt !== null,
        author: row.authorKey,
      },
    };
    return { row, subject };
  }

  return {
    /** The difference that a proposal would make; nothing is kept. */
    async preview(reader: Reader, input: { base: number; proposal: Proposal }) {
      let number = 0;
      const { change, before, after } = await drafted(reader, input, () => {
        number += 1;
        return `new-${number}`;
      });
      return { change, before, after };
    },

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
        const made = await drafted(reader, content, makeBlockId);
        insist(reader, 'amend', { article: made.article });
        const kind = content.proposal.kind;
        const number = submit
          ? await submitted(db, reader, actor, id, { kind, article: made.article })
          : 0;
        const row = await asService(() =>
          strapi.documents(uids.amendment).create({
            data: {
              documentId: id,
              consultation: consultation.id,
              number,
              title: content.title,
              authorName: actor.name,
              authorKey: reader.author,
              kind,
              status: submit ? 'submitted' : 'draft',
              article: made.article,
              base: content.base,
              proposal: content.proposal,
              change: made.change,
              before: made.before,
              after: made.after,
              justification: extra?.justification ?? plainBody(content.justification, id),
              sources: extra?.sources ?? [],
              submittedAt: submit ? at : null,
              example: extra?.example ?? false,
            } as never,
          })
        );
        if (submit) {
          after(() => emit(strapi, 'amendment.submitted', { consultation: consultation.slug, id }));
        }
        return oneSummary(db, reader, row as never);
      }),

    /** Changes a draft of one's own, and submits it if asked to. */
    update: (input: {
      slug: string;
      id: string;
      actor: Actor;
      amendment: BodyOf<typeof updateAmendment>;
      at?: string;
    }): Promise<AmendmentSummary> =>
      transaction(strapi, async (db, after) => {
        const { actor, id } = input;
        const { submit, ...content } = input.amendment;
        const reader = await actOn(strapi, db, input.slug, actor, input.at);
        const { consultation, at } = reader;
        const { subject } = await own(reader, id);
        insist(reader, 'edit-amendment', subject);
        const made = await drafted(reader, content, makeBlockId);
        insist(reader, 'amend', { article: made.article });
        const kind = content.proposal.kind;
        const number = submit
          ? await submitted(db, reader, actor, id, { kind, article: made.article })
          : 0;
        const row = await asService(() =>
          strapi.documents(uids.amendment).update({
            documentId: id,
            data: {
              number,
              title: content.title,
              authorName: actor.name,
              kind,
              status: submit ? 'submitted' : 'draft',
              article: made.article,
              base: content.base,
              proposal: content.proposal,
              change: made.change,
              before: made.before,
              after: made.after,
              justification: plainBody(content.justification, id),
              submittedAt: submit ? at : null,
            } as never,
          })
        );
        if (submit) {
          after(() => emit(strapi, 'amendment.submitted', { consultation: consultation.slug, id }));
        }
        return oneSummary(db, reader, row as never);
      }),

    /** Withdraws an amendment of one's own; a draft, which nobody else saw, is deleted. */
    withdraw: (input: { slug: string; id: string; actor: Actor; at?: string }) =>
      transaction(strapi, async (db, after) => {
        const { id } = input;
        const reader = await actOn(strapi, db, input.slug, input.actor, input.at);
        const { consultation, at } = reader;
        const { row, subject } = await own(reader, id);
        insist(reader, 'withdraw-amendment', subject);
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
        after(() => emit(strapi, 'amendment.withdrawn', { consultation: consultation.slug, id }));
        return { id, status: 'withdrawn' as const };
      }),

    /** Staff's answer to one or many amendments, with one reason; all of them or none. */
    decide: (input: DecideInput): Promise<AmendmentSummary[]> =>
      transaction(strapi, async (db, after) => {
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
            data: { from, status, reason },
          });
        }
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
      }),
  };
};
