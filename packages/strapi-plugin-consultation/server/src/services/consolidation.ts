import { amendmentStatuses, isUndecided } from 'consultation-core/amendment';
import { apply, merge } from 'consultation-core/change';
import { RefusalError } from 'consultation-core/contract';
import { articles, type Block, type Body, blockText, headingLine } from 'consultation-core/text';
import { asService } from '../content-types/guard.ts';
import { uids } from '../content-types/index.ts';
import { emit } from '../events.ts';
import { record } from '../store/act.ts';
import type { Consultation } from '../store/consultation.ts';
import { type Db, transaction } from '../store/database.ts';
import { type Strapi, service } from '../strapi.ts';
import { type AmendmentRow, amendmentSummaries } from '../views/amendment.ts';
import { mutable } from '../views/mutable.ts';
import type { Reader } from '../views/reader.ts';
import { versionSummary } from '../views/version.ts';
import { freeze, insistOnStructure, writeConsultation } from './freeze.ts';
import { makeDocumentId } from './ids.ts';
import { fingerprint } from './keys.ts';
import { changeOf } from './load.ts';
import type { ComputedFrom, Version } from './version-store.ts';

export interface PublishInput {
  readonly consultation: string;
  /** Of the computation that was looked at; another one is not published. */
  readonly fingerprint: string;
  readonly title: string;
  /** Markdown. */
  readonly answer: string;
  readonly at?: string;
}

const excerptOf = (block: Block | undefined) => {
  if (block === undefined) return '';
  const words = block.type === 'heading' ? headingLine(block) : blockText(block);
  return words.length > 200 ? `${words.slice(0, 199)}…` : words;
};

/** Official explanations of the articles that are still there. */
function carriedOver(base: Version, after: Body): Record<string, string> {
  const there = new Set(articles(after).map(({ id }) => id));
  return Object.fromEntries(Object.entries(base.explanations).filter(([id]) => there.has(id)));
}

export const consolidation = ({ strapi }: { strapi: Strapi }) => {
  /** The next version as the decisions make it, with all that it was computed from. */
  async function compute(consultation: Consultation) {
    const store = service(strapi, 'version-store');
    const base = await store.find(consultation.id, consultation.latestVersion);
    if (base === undefined) throw new RefusalError('text-missing');
    const rows: AmendmentRow[] = await strapi.db.query(uids.amendment).findMany({
      where: { consultation: consultation.id, status: 'adopted', base: base.number },
      orderBy: { number: 'asc' },
    });
    const merged = merge(
      base.body,
      rows.map((row) => ({ id: row.documentId, rank: row.number, change: row.change }))
    );
    const applied = apply(base.body, merged.change);
    if (applied.kind === 'refused') {
      throw new Error(`The merged change does not fit version ${base.number}.`);
    }
    const print = fingerprint([
      merged.algorithm,
      base.id,
      base.body,
      rows.map((row) => [row.documentId, row.change]),
    ]);
    return { base, rows, merged, after: applied.body, print };
  }

  const countUndecided = (consultation: string): Promise<number> =>
    strapi.db.query(uids.amendment).count({
      where: { consultation, status: { $in: amendmentStatuses.filter(isUndecided) } },
    });

  return {
    /** The next version as computed from the adopted amendments; nothing is kept. */
    async view(db: Db, reader: Reader) {
      const { consultation } = reader;
      const { base, rows, merged, after, print } = await compute(consultation);
      const byId = new Map(rows.map((row) => [row.documentId, row]));
      const blocks = new Map(base.body.map((block) => [block.id, block]));
      const named = (id: string) => {
        const row = byId.get(id);
        return { id, number: row?.number ?? 0, title: row?.title ?? '' };
      };
      return {
        base: versionSummary(base),
        adopted: await amendmentSummaries(db, reader, rows, true),
        undecided: await countUndecided(consultation.id),
        collisions: merged.collisions.map(({ block, changes }) => ({
          block,
          amendments: changes.map(named),
          excerpt: excerptOf(blocks.get(block)),
        })),
        orphans: [...new Set(merged.orphans.map(({ id }) => id))].map(named),
        before: mutable(base.body),
        after: mutable(after),
        change: mutable(merged.change),
        fingerprint: print,
      };
    },

    /** Publishes just that version, with the official answer; the consultation is then answered. */
    publish: (input: PublishInput) =>
      transaction(strapi, async (db, afterCommit) => {
        const { consultation, at } = await changeOf(strapi, db, input.consultation, input.at);
        if (consultation.state !== 'closed') {
          throw new RefusalError('status-forbids', { state: consultation.state });
        }
        const { base, rows, merged, after, print } = await compute(consultation);
        if (print !== input.fingerprint) throw new RefusalError('edited-elsewhere');
        const collisions = merged.collisions.length;
        const orphans = merged.orphans.length;
        if (collisions + orphans > 0) {
          throw new RefusalError('collisions-open', { collisions, orphans });
        }
        const undecided = await countUndecided(consultation.id);
        if (undecided > 0) throw new RefusalError('undecided-left', { count: undecided });
        insistOnStructure(after);
        const computedFrom: ComputedFrom = {
          base: base.number,
          algorithm: merged.algorithm,
          amendments: rows.map(({ documentId: id, number }) => ({ id, number })),
        };
        const documentId = makeDocumentId();
        const { title, answer } = input;
        const summary = await freeze(db, consultation, at, {
          documentId,
          title,
          body: after,
          computedFrom,
        });
        const { number } = summary;
        await asService(() =>
          strapi.documents(uids.version).create({
            data: {
              documentId,
              consultation: consultation.id,
              number,
              title,
              body: after,
              explanations: carriedOver(base, after),
              notices: [],
              computedFrom,
              frozenAt: at,
              revision: 1,
            } as never,
          })
        );
        await writeConsultation(strapi, consultation, {
          latestVersion: number,
          state: 'answered',
          answer,
          answeredAt: at,
        });
        await record(db, {
          consultation: consultation.id,
          kind: 'answer-published',
          subject: `version:${number}`,
          at,
          data: { answer: fingerprint(answer), computation: print },
        });
        afterCommit(() =>
          emit(strapi, 'consultation.answered', { consultation: consultation.slug, number })
        );
        return summary;
      }),
  };
};
