import { amendmentStatuses, isUndecided } from 'consultation-core/amendment';
import { type AttributedBlock, attribution } from 'consultation-core/change';
import { type CarryOverReport, RefusalError } from 'consultation-core/contract';
import { articles, type Body } from 'consultation-core/text';
import { asService } from '../content-types/guard.ts';
import { uids } from '../content-types/index.ts';
import { emit } from '../events.ts';
import { record } from '../store/act.ts';
import { stancesOf } from '../store/argument.ts';
import type { FullConsultation } from '../store/consultation.ts';
import { type Db, transaction } from '../store/database.ts';
import { type Author, approvalsOf } from '../store/desk.ts';
import { touchDesk } from '../store/desk-state.ts';
import type { Strapi } from '../strapi.ts';
import { isApproved } from './desk-approval.ts';
import { articlesCarried } from './desk-articles.ts';
import { carriedTo, storeCarried } from './desk-carry-store.ts';
import { type Computation, compute, insistOnComplete } from './desk-computation.ts';
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
  readonly outcome: 'answered' | 'continue';
  /** Nobody in particular for a seed. */
  readonly by?: Author;
  readonly at?: string;
}

/** Official explanations of the articles that are still there. */
function explanationsFor(base: Version, after: Body): Record<string, string> {
  const there = new Set(articles(after).map(({ id }) => id));
  return Object.fromEntries(Object.entries(base.explanations).filter(([id]) => there.has(id)));
}

/** All that the version was computed from, so that anybody can compute it again. */
function computedFrom({ base, rows, recorded, consolidated }: Computation): ComputedFrom {
  return {
    base: base.number,
    algorithm: consolidated.algorithm,
    amendments: rows.map(({ documentId: id, number, parent, wording, change, wordingChange }) => ({
      id,
      number,
      ...(parent ? { parent } : {}),
      ...(wording === null ? {} : { wording }),
      change: fingerprint(wordingChange ?? change),
    })),
    resolutions: recorded.flatMap(({ resolution }) => (resolution === null ? [] : [resolution])),
  };
}

/** What nothing may be published without. */
async function insistOnReady(
  strapi: Strapi,
  db: Db,
  consultation: FullConsultation,
  computation: Computation,
  input: PublishInput
): Promise<void> {
  const { id, latestVersion: base, secondReader } = consultation;
  const { consolidated, print } = computation;
  if (print !== input.fingerprint) throw new RefusalError('edited-elsewhere');
  insistOnComplete(computation);
  if (input.outcome === 'answered') {
    const count = await strapi.db.query(uids.amendment).count({
      where: { consultation: id, status: { $in: amendmentStatuses.filter(isUndecided) } },
    });
    if (count > 0) throw new RefusalError('undecided-left', { count });
    if (input.answer === '') {
      throw new RefusalError('invalid-input', {
        issues: [{ path: 'body.answer', problem: 'too_small' }],
      });
    }
  } else if (consolidated.change.edits.length === 0) {
    // The same text once more would only make people look for what is different.
    throw new RefusalError('proposal-changes-nothing');
  }
  if (secondReader) {
    const approvals = await approvalsOf(db, { consultation: id, base });
    if (!isApproved(approvals, print, input.by)) throw new RefusalError('second-reader-needed');
  }
  insistOnStructure(consolidated.body);
}

async function originsIn(strapi: Strapi, version: string): Promise<readonly AttributedBlock[]> {
  const row: { attribution: readonly AttributedBlock[] | null } | null = await strapi.db
    .query(uids.version)
    .findOne({ select: ['attribution'], where: { documentId: version } });
  return row?.attribution ?? [];
}

/**
 * Publishes just the version that was looked at, whole or not at all: its words and where each comes from, what became
 * of every wish, and the amendments that are still open as amendments of the new text. `answered` ends the consultation;
 * with `continue` it stays closed, and may be opened again.
 */
export function publish(
  strapi: Strapi,
  input: PublishInput
): Promise<{ number: number; carryOver: CarryOverReport }> {
  return transaction(strapi, async (db, afterCommit) => {
    const { consultation, at } = await changeOf(strapi, db, input.consultation, input.at);
    const { id, state, latestVersion } = consultation;
    if (latestVersion === 0) throw new RefusalError('text-missing');
    if (state !== 'closed') throw new RefusalError('status-forbids', { state });
    const computation = await compute(strapi, db, consultation);
    await insistOnReady(strapi, db, consultation, computation, input);
    const { base, consolidated, print } = computation;
    const { body } = consolidated;
    const carried = await carriedTo(strapi, id, computation);
    const stances = await stancesOf(db, id, 'articles');
    const carryOver: CarryOverReport = {
      amendments: carried.map(({ row, outcome, lost }) => ({
        amendment: { id: row.documentId, number: row.number, title: row.title },
        outcome,
        lost,
      })),
      articles: articlesCarried(
        base.body,
        body,
        new Map(
          [...stances].map(([target, one]) => [
            target.slice('article:'.length),
            one.for + one.against,
          ])
        )
      ),
    };
    const { title, answer } = input;
    const documentId = makeDocumentId();
    const from = computedFrom(computation);
    const made = { documentId, title, body, computedFrom: from };
    const { number } = await freeze(db, consultation, at, made);
    const previous = await originsIn(strapi, base.id);
    await asService(() =>
      strapi.documents(uids.version).create({
        data: {
          ...made,
          consultation: id,
          number,
          explanations: explanationsFor(base, body),
          notices: [],
          attribution: attribution(base.body, consolidated, previous),
          fates: consolidated.fates,
          carryOver,
          frozenAt: at,
          revision: 1,
        } as never,
      })
    );
    await storeCarried(strapi, db, { consultation, number, title, at }, carried);
    const isAnswered = input.outcome === 'answered';
    await writeConsultation(strapi, consultation, {
      latestVersion: number,
      ...(isAnswered ? { state: 'answered' } : {}),
      ...(answer === '' ? {} : { answer, answeredAt: at }),
    });
    if (answer !== '') {
      await record(db, {
        consultation: id,
        kind: 'answer-published',
        subject: `version:${number}`,
        at,
        data: { answer: fingerprint(answer), computation: print },
      });
    }
    await touchDesk(db, id);
    const { slug } = consultation;
    afterCommit(() => emit(strapi, 'version.published', { consultation: slug, number }));
    if (isAnswered) {
      afterCommit(() => emit(strapi, 'consultation.answered', { consultation: slug, number }));
    }
    return { number, carryOver };
  });
}
