import { diff } from 'consultation-core/change';
import { type BodyOf, RefusalError, type staffSaveDraft } from 'consultation-core/contract';
import { asService } from '../content-types/guard.ts';
import { uids } from '../content-types/index.ts';
import { emit } from '../events.ts';
import { transaction } from '../store/database.ts';
import { type Strapi, service } from '../strapi.ts';
import { mutable } from '../views/mutable.ts';
import { freeze, insistOnStructure, writeConsultation } from './freeze.ts';
import { makeBlockId } from './ids.ts';
import { changeOf } from './load.ts';
import type { Draft, Version } from './version-store.ts';

export type SaveDraftInput = BodyOf<typeof staffSaveDraft>;

function draftView(draft: Draft) {
  return {
    title: draft.title,
    body: mutable(draft.body),
    explanations: { ...draft.explanations },
    notices: draft.notices as never[],
    revision: String(draft.revision),
  };
}

export const version = ({ strapi }: { strapi: Strapi }) => {
  const store = () => service(strapi, 'version-store');
  const documents = () => strapi.documents(uids.version);
  return {
    /** A text from a file that people have; what was not understood comes back as notices. Nothing is kept. */
    async import(input: { format: 'html' | 'markdown'; source: string }) {
      if (input.source.trim() === '') throw new RefusalError('import-unreadable');
      const options = { makeId: makeBlockId };
      const read =
        input.format === 'html'
          ? (await import('consultation-core/formats/html')).readHtml
          : (await import('consultation-core/formats/markdown')).readMarkdown;
      const imported = read(input.source, options);
      if (imported.body.length === 0) throw new RefusalError('import-unreadable');
      return mutable(imported);
    },

    /** The version in preparation, or null. */
    async draft(consultation: string) {
      const draft = await store().draft(consultation);
      return draft === undefined ? null : draftView(draft);
    },

    /** Keeps the version in preparation. `revision` is the one that was read, null when there was none. */
    saveDraft: (input: { consultation: string; draft: SaveDraftInput }) =>
      transaction(strapi, async (db) => {
        const { revision, ...content } = input.draft;
        const { consultation } = await changeOf(strapi, db, input.consultation, undefined);
        const before = await store().draft(consultation.id);
        const expected = before === undefined ? null : String(before.revision);
        if (expected !== revision) throw new RefusalError('edited-elsewhere');
        // Errors of the text may wait until it is published; these would make every reference ambiguous or unsafe.
        insistOnStructure(content.body, ['id-duplicate', 'link-unsafe']);
        await asService(() =>
          before === undefined
            ? documents().create({
                data: {
                  ...content,
                  consultation: consultation.id,
                  number: 0,
                  revision: 1,
                } as never,
              })
            : documents().update({
                documentId: before.id,
                data: { ...content, revision: before.revision + 1 } as never,
              })
        );
        const draft = await store().draft(consultation.id);
        if (draft === undefined) throw new Error(`The draft of ${consultation.id} was not kept.`);
        return draftView(draft);
      }),

    /** Freezes the version in preparation. Once people contribute, the next one comes from their amendments. */
    publish: (input: { consultation: string; revision: string; at?: string }) =>
      transaction(strapi, async (db, after) => {
        const { consultation, at } = await changeOf(strapi, db, input.consultation, input.at);
        const draft = await store().draft(consultation.id);
        if (draft === undefined) throw new RefusalError('text-missing');
        if (String(draft.revision) !== input.revision) throw new RefusalError('edited-elsewhere');
        if (consultation.state !== 'draft') {
          throw new RefusalError('status-forbids', { state: consultation.state });
        }
        insistOnStructure(draft.body);
        const { id: documentId, title, body } = draft;
        const summary = await freeze(db, consultation, at, {
          documentId,
          title,
          body,
          computedFrom: null,
        });
        const { number } = summary;
        await asService(() =>
          documents().update({ documentId, data: { number, frozenAt: at } as never })
        );
        await writeConsultation(strapi, consultation, { latestVersion: number });
        after(() => emit(strapi, 'version.published', { consultation: consultation.slug, number }));
        return summary;
      }),

    /** The difference between two frozen versions. */
    compare: (from: Version, to: Version) => mutable(diff(from.body, to.body)),
  };
};
