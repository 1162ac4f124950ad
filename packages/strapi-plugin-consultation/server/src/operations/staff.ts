import { isPublic } from 'consultation-core/amendment';
import {
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  RefusalError,
  type ResponseOf,
  type StaffEndpointName,
  type StaffEndpoints,
} from 'consultation-core/contract';
import { linksFor } from 'consultation-renderer-react';
import type { Language } from '../http/language.ts';
import { need, needFull } from '../services/load.ts';
import { articlesOf } from '../store/article.ts';
import { type Consultation, listConsultations } from '../store/consultation.ts';
import { type Db, database } from '../store/database.ts';
import { type Strapi, service, settings } from '../strapi.ts';
import { amendmentView, findAmendment } from '../views/amendment.ts';
import { staffAmendmentPage } from '../views/amendment-list.ts';
import { totals } from '../views/consultation.ts';
import { deskView } from '../views/desk.ts';
import { moderationQueue } from '../views/moderation-queue.ts';
import { mutable } from '../views/mutable.ts';
import { readerOf } from '../views/reader.ts';
import { staffConsultation } from '../views/staff-consultation.ts';
import { staffJournal } from '../views/staff-journal.ts';
import { versionSummary } from '../views/version.ts';

/** An administrator, let in by Strapi's own policies. */
export interface Staff {
  readonly id: number;
  /** As other staff know her. */
  readonly name: string;
  readonly language: Language;
}

export type StaffOperations = {
  readonly [Name in StaffEndpointName]: (
    staff: Staff,
    input: {
      readonly params: ParamsOf<StaffEndpoints[Name]>;
      readonly query: QueryOf<StaffEndpoints[Name]>;
      readonly body: BodyOf<StaffEndpoints[Name]>;
    }
  ) => Promise<ResponseOf<StaffEndpoints[Name]>>;
};

/** What each endpoint of the administration does. */
export function staffOperations(strapi: Strapi): StaffOperations {
  const consultations = service(strapi, 'consultation');
  const versions = service(strapi, 'version');
  const store = service(strapi, 'version-store');
  const desk = service(strapi, 'desk');
  /** Staff read everything but sealed counts: those are sealed for them as for everybody. */
  async function reading<C extends Consultation>(db: Db, consultation: C) {
    const at = await service(strapi, 'clock').now(db, consultation.now);
    const { sees } = readerOf(strapi, consultation, null, at);
    return { ...readerOf(strapi, consultation, null, at, true), consultation, sees };
  }

  return {
    async listConsultations(_staff, { query }) {
      const db = await database(strapi);
      const { total, items } = await listConsultations(db, { drafts: true, ...query });
      const figures = await totals(
        db,
        items.map(({ id }) => id)
      );
      const now = await service(strapi, 'clock').now(db, items[0]?.now);
      const views = [];
      for (const item of items) {
        views.push(await staffConsultation(strapi, item, figures.get(item.id), now));
      }
      return { total, items: views };
    },
    createConsultation: (_staff, { body }) => consultations.create(body),
    async getConsultation(_staff, { params }) {
      return consultations.view(await database(strapi), params.id);
    },
    updateConsultation: (_staff, { params, body }) => consultations.update({ ...params, ...body }),
    deleteConsultation: (_staff, { params }) => consultations.delete(params),
    setState: (_staff, { params, body }) => consultations.setState({ ...params, ...body }),

    importText: (_staff, { body }) => versions.import(body),
    async getDraft(_staff, { params }) {
      const { id } = await need(await database(strapi), params);
      return versions.draft(id);
    },
    saveDraft: (_staff, { params, body }) =>
      versions.saveDraft({ consultation: params.id, draft: body }),
    publishDraft: (_staff, { params, body }) =>
      versions.publish({ consultation: params.id, revision: body.revision }),
    async getVersion(_staff, { params }) {
      const version = await store.need(params.id, params.number);
      const { body, explanations } = version;
      return { ...versionSummary(version), body: mutable(body), explanations: { ...explanations } };
    },

    async listAmendments(_staff, { params, query }) {
      const db = await database(strapi);
      const reader = await reading(db, await need(db, params));
      const { id, latestVersion } = reader.consultation;
      const articles = await articlesOf(db, id, latestVersion);
      return {
        articles: articles.map(({ article, label, title }) => ({ id: article, label, title })),
        ...(await staffAmendmentPage(strapi, db, reader, query)),
      };
    },
    async getAmendment(_staff, { params }) {
      const db = await database(strapi);
      const reader = await reading(db, await need(db, { id: params.id }));
      const row = await findAmendment(strapi, params.id, params.amendment);
      if (row === undefined || !isPublic(row.status)) throw new RefusalError('not-found');
      return amendmentView(strapi, db, reader, row, true);
    },
    async decide(_staff, { params, body }) {
      const items = await service(strapi, 'amendment').decide({ consultation: params.id, ...body });
      return { items };
    },

    async moderationQueue(_staff, { params, query }) {
      const db = await database(strapi);
      const reader = await reading(db, await needFull(db, params));
      return moderationQueue(strapi, db, reader, query);
    },
    moderate: (_staff, { params, body }) =>
      service(strapi, 'moderation').act({ consultation: params.id, ...body }),

    async getDesk(staff, { params }) {
      const db = await database(strapi);
      const reader = await reading(db, await needFull(db, params));
      return deskView(strapi, db, reader, staff);
    },
    visitDesk: (staff, { params, body }) =>
      desk.visit({ consultation: params.id, by: staff, ...body }),
    resolveCollision: (staff, { params, body }) =>
      desk.resolve({ consultation: params.id, collision: params.collision, by: staff, ...body }),
    saveWording: (staff, { params, body }) =>
      desk.saveWording({
        consultation: params.id,
        amendment: params.amendment,
        by: staff,
        ...body,
      }),
    approve: (staff, { params, body }) =>
      desk.approve({ consultation: params.id, by: staff, ...body }),
    publishNextVersion: (staff, { params, body }) =>
      desk.publish({ consultation: params.id, by: staff, ...body }),

    getJournal: (_staff, { params }) => staffJournal(strapi, params.id),
    async makeEdition(_staff, { params }) {
      const { state } = await need(await database(strapi), params);
      if (state === 'draft') throw new RefusalError('status-forbids', { state });
      const { make } = service(strapi, 'edition');
      // It may take minutes; how far it is, and why it failed, is told by the state of the journal.
      const made = make(params.id).catch((error: unknown) => strapi.log.error(error));
      await Promise.race([made, new Promise((resolve) => setTimeout(resolve, 500))]);
      return staffJournal(strapi, params.id);
    },
    async rotateKey(_staff, { params }) {
      await service(strapi, 'journal').rotateKey(params.id);
      return staffJournal(strapi, params.id);
    },
    async continueJournal(_staff, { params }) {
      await service(strapi, 'journal').continue(params.id);
      await service(strapi, 'journal').sign(params.id);
      return staffJournal(strapi, params.id);
    },
    async auditJournal(_staff, { params }) {
      const { id } = await need(await database(strapi), params);
      const found = await service(strapi, 'journal').audit(id);
      return found.kind === 'sound'
        ? { size: found.size, checkpoints: found.checkpoints, fault: null }
        : { size: 0, checkpoints: 0, fault: found.fault.message };
    },

    async getResults(_staff, { params }) {
      const db = await database(strapi);
      const consultation = await need(db, params);
      const at = await service(strapi, 'clock').now(db, consultation.now);
      const reader = readerOf(strapi, consultation, null, at);
      const { base } = settings(strapi);
      return {
        ...(await service(strapi, 'results').view(db, reader)),
        publicUrl: linksFor(base, consultation.language).consultation(consultation.slug),
      };
    },
  };
}
