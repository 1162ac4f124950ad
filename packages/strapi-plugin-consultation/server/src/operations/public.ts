import {
  type BodyOf,
  type ParamsOf,
  type PublicEndpointName,
  type PublicEndpoints,
  type QueryOf,
  RefusalError,
  type ResponseOf,
} from 'consultation-core/contract';
import type { Language } from '../http/language.ts';
import type { Actor, User } from '../services/identity.ts';
import { needFull, readBy } from '../services/load.ts';
import { articlesOf } from '../store/article.ts';
import { listConsultations } from '../store/consultation.ts';
import { database } from '../store/database.ts';
import { type Strapi, service } from '../strapi.ts';
import { accountView } from '../views/account.ts';
import { amendmentView, findAmendment } from '../views/amendment.ts';
import { amendmentPage, orderOf } from '../views/amendment-list.ts';
import { argumentsView } from '../views/argument.ts';
import { articleView, versionView } from '../views/article.ts';
import { attributionView } from '../views/attribution.ts';
import { amendmentsOn } from '../views/comparison.ts';
import { consultationView, summary, summaryOf, totals } from '../views/consultation.ts';
import { journalView, recordedActView } from '../views/journal.ts';
import { mutable } from '../views/mutable.ts';
import { questionView } from '../views/question.ts';
import { registerView } from '../views/register.ts';
import { versionSummary } from '../views/version.ts';

/** Whoever asks, once it is known who that is. */
export interface Caller {
  readonly user: User | null;
  readonly token: string | undefined;
  readonly language: Language;
  /** Network address, for limits only. */
  readonly address: string | undefined;
}

export type Operations = {
  readonly [Name in PublicEndpointName]: (
    caller: Caller,
    input: {
      readonly params: ParamsOf<PublicEndpoints[Name]>;
      readonly query: QueryOf<PublicEndpoints[Name]>;
      readonly body: BodyOf<PublicEndpoints[Name]>;
    }
  ) => Promise<ResponseOf<PublicEndpoints[Name]>>;
};

/** What each public endpoint does, whether it is reached by HTTP or by the pages in the same process. */
export function operations(strapi: Strapi): Operations {
  const person = ({ user }: Caller): Actor | null =>
    user === null ? null : service(strapi, 'identity').actorOf(user);
  const participant = (caller: Caller): Actor => {
    const actor = person(caller);
    if (actor === null) throw new RefusalError('sign-in-needed');
    return actor;
  };
  const versions = service(strapi, 'version-store');

  return {
    async listConsultations(_caller, { query }) {
      const db = await database(strapi);
      const { total, items } = await listConsultations(db, { drafts: false, ...query });
      const figures = await totals(
        db,
        items.map(({ id }) => id)
      );
      const now = await service(strapi, 'clock').now(db, items[0]?.now);
      return { total, items: items.map((item) => summaryOf(item, figures.get(item.id), now)) };
    },

    async getConsultation(caller, { params }) {
      const db = await database(strapi);
      const { at } = await readBy(strapi, db, params.slug, person(caller));
      const consultation = await needFull(db, params);
      return consultationView(db, consultation, await versions.heads(consultation.id), at);
    },

    async getVersion(caller, { params }) {
      const db = await database(strapi);
      const reader = await readBy(strapi, db, params.slug, person(caller));
      const { id, latestVersion } = reader.consultation;
      const number = params.number === 'latest' ? latestVersion : params.number;
      return versionView(strapi, db, reader, await versions.need(id, number));
    },

    async getArticle(caller, { params }) {
      const db = await database(strapi);
      const reader = await readBy(strapi, db, params.slug, person(caller));
      const { id, latestVersion } = reader.consultation;
      const version = await versions.need(id, latestVersion);
      return articleView(strapi, db, reader, version, params.article);
    },

    async getAttribution(caller, { params }) {
      const db = await database(strapi);
      const reader = await readBy(strapi, db, params.slug, person(caller));
      const version = await versions.need(reader.consultation.id, params.number);
      return attributionView(strapi, db, reader, version);
    },

    async compareVersions(caller, { params, query }) {
      const db = await database(strapi);
      const reader = await readBy(strapi, db, params.slug, person(caller));
      const { consultation, at } = reader;
      const from = await versions.need(consultation.id, query.from);
      const to = await versions.need(consultation.id, query.to);
      return {
        consultation: await summary(db, consultation, at),
        from: versionSummary(from),
        to: versionSummary(to),
        before: mutable(from.body),
        after: mutable(to.body),
        change: service(strapi, 'version').compare(from, to),
        amendments: await amendmentsOn(strapi, db, reader, [from.number, to.number]),
      };
    },

    async listAmendments(caller, { params, query }) {
      const db = await database(strapi);
      const reader = await readBy(strapi, db, params.slug, person(caller));
      const { id, slug, title, language, latestVersion } = reader.consultation;
      const articles = await articlesOf(db, id, latestVersion);
      return {
        consultation: { slug, title, language },
        order: orderOf(reader),
        articles: articles.map(({ article, label, title: name }) => ({
          id: article,
          label,
          title: name,
        })),
        ...(await amendmentPage(strapi, db, reader, query)),
      };
    },

    async getAmendment(caller, { params }) {
      const db = await database(strapi);
      const reader = await readBy(strapi, db, params.slug, person(caller));
      const row = await findAmendment(strapi, reader.consultation.id, params.id);
      const mine = row !== undefined && row.authorKey === reader.author;
      if (row === undefined || (row.status === 'draft' && !mine)) {
        throw new RefusalError('not-found');
      }
      return amendmentView(strapi, db, reader, row);
    },

    async previewAmendment(caller, { params, body }) {
      const db = await database(strapi);
      const reader = await readBy(strapi, db, params.slug, person(caller));
      return service(strapi, 'amendment').preview(db, reader, body);
    },

    async createAmendment(caller, { params, body }) {
      const actor = participant(caller);
      return service(strapi, 'amendment').create({ slug: params.slug, actor, amendment: body });
    },

    async updateAmendment(caller, { params, body }) {
      const actor = participant(caller);
      return service(strapi, 'amendment').update({ ...params, actor, amendment: body });
    },

    async withdrawAmendment(caller, { params }) {
      const actor = participant(caller);
      return service(strapi, 'amendment').withdraw({ ...params, actor });
    },

    async replyToWording(caller, { params, body }) {
      const actor = participant(caller);
      return service(strapi, 'amendment').replyToWording({ ...params, actor, ...body });
    },

    async listArguments(caller, { params, query }) {
      const db = await database(strapi);
      const reader = await readBy(strapi, db, params.slug, person(caller));
      await service(strapi, 'argument').insistOnTarget(reader, db, query.target);
      return argumentsView(strapi, reader, query.target, query);
    },

    async createArgument(caller, { params, body }) {
      const actor = participant(caller);
      return service(strapi, 'argument').create({ slug: params.slug, actor, argument: body });
    },

    async castBallot(caller, { params, body }) {
      const actor = participant(caller);
      return service(strapi, 'ballot').cast({ ...params, actor, ...body });
    },

    async withdrawBallot(caller, { params, query }) {
      const actor = participant(caller);
      return service(strapi, 'ballot').withdraw({ ...params, actor, ...query });
    },

    async getQuestion(caller, { params }) {
      const db = await database(strapi);
      const reader = await readBy(strapi, db, params.slug, person(caller));
      return questionView(strapi, db, reader, params.question);
    },

    async getResults(caller, { params }) {
      const db = await database(strapi);
      const reader = await readBy(strapi, db, params.slug, person(caller));
      return service(strapi, 'results').view(db, reader);
    },

    async getRegister(caller, { params }) {
      const db = await database(strapi);
      const reader = await readBy(strapi, db, params.slug, person(caller));
      return registerView(strapi, db, reader);
    },

    async getJournal(caller, { params }) {
      const db = await database(strapi);
      const reader = await readBy(strapi, db, params.slug, person(caller));
      return journalView(strapi, db, reader);
    },

    async getRecordedAct(caller, { params }) {
      const db = await database(strapi);
      const reader = await readBy(strapi, db, params.slug, person(caller));
      return recordedActView(db, reader, params.code);
    },

    async createAccount({ address }, { body }) {
      return service(strapi, 'account').signUp({ ...body, address });
    },

    async signIn({ address }, { body }) {
      return service(strapi, 'account').signIn({ ...body, address });
    },

    async signOut({ token }) {
      await service(strapi, 'account').signOut(token);
      return null;
    },

    async getAccount(caller) {
      return accountView(strapi, await database(strapi), participant(caller));
    },

    async eraseAccount(caller, { body }) {
      const { user, address } = caller;
      if (user === null) throw new RefusalError('sign-in-needed');
      const { password, texts } = body;
      await service(strapi, 'account').prove({ user: user.id, password, address });
      await service(strapi, 'erasure').erase({ user, texts });
      return null;
    },
  };
}
