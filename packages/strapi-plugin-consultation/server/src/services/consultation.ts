import { phaseIssues } from 'consultation-core/consultation';
import {
  type BodyOf,
  type ConsultationInput,
  RefusalError,
  type StaffConsultation,
  type staffCreateConsultation,
} from 'consultation-core/contract';
import { canonicalJson, type Json } from 'consultation-core/log';
import { reservedSlugs } from 'consultation-renderer-react';
import { asService } from '../content-types/guard.ts';
import { uids } from '../content-types/index.ts';
import { emit } from '../events.ts';
import { software } from '../software.ts';
import { type Act, type ActKind, record } from '../store/act.ts';
import { dropArticles } from '../store/article.ts';
import { type FullConsultation, findConsultation, totalsOf } from '../store/consultation.ts';
import { type Db, transaction } from '../store/database.ts';
import { dropPresence } from '../store/desk-presence.ts';
import { type Strapi, service } from '../strapi.ts';
import { publicStatuses, totals, undecidedStatuses } from '../views/consultation.ts';
import { staffConsultation } from '../views/staff-consultation.ts';
import { writeConsultation } from './freeze.ts';
import { makeDocumentId, makeSeed } from './ids.ts';
import { changeOf, needFull } from './load.ts';

export type CreateInput = BodyOf<typeof staffCreateConsultation>;

const defaults = {
  language: 'fr',
  summary: '',
  organiser: '',
  presentation: '',
  commitment: '',
  contact: '',
  timeZone: 'Europe/Paris',
  phases: [],
  openings: [],
  counts: 'always',
  method: 'for-mixed-against@1',
  passing: { quorum: { kind: 'none' }, majority: { kind: 'simple' } },
  questions: [],
  charter: [],
  provenance: '',
  secondReader: false,
} as const satisfies Partial<ConsultationInput>;

function invalid(path: string, problem: string): RefusalError {
  return new RefusalError('invalid-input', { issues: [{ path, problem }] });
}

/** Settings stand in one leaf of the journal, of which a bundle of entries holds 65,535 bytes; the rest is for what else it says. */
const settingsBytes = 60_000;

const twice = (ids: readonly string[]) => new Set(ids).size !== ids.length;

function checkQuestions(questions: ConsultationInput['questions'], path: string): void {
  if (twice(questions.map(({ id }) => id))) throw invalid(path, 'id-twice');
  for (const [place, { options }] of questions.entries()) {
    if (twice(options.map(({ id }) => id))) throw invalid(`${path}.${place}.options`, 'id-twice');
    // Nobody could tell them apart, and nobody could mend it once the consultation is open.
    if (twice(options.map(({ label }) => label))) {
      throw invalid(`${path}.${place}.options`, 'label-twice');
    }
  }
}

/** What the shape alone does not say about settings. */
function check(settings: Partial<ConsultationInput>, path: string): void {
  const { timeZone, phases, charter, openings, questions } = settings;
  if (timeZone !== undefined) {
    try {
      new Intl.DateTimeFormat('en', { timeZone });
    } catch {
      throw invalid(`${path}.timeZone`, 'time-zone');
    }
  }
  const [issue] = phases === undefined ? [] : phaseIssues(phases);
  if (issue !== undefined) throw invalid(`${path}.phases`, issue.code);
  if (phases && twice(phases.map(({ id }) => id))) throw invalid(`${path}.phases`, 'id-twice');
  if (charter && twice(charter.map(({ id }) => id))) throw invalid(`${path}.charter`, 'id-twice');
  if (openings && twice(openings.map(({ article }) => article))) {
    throw invalid(`${path}.openings`, 'id-twice');
  }
  if (questions !== undefined) checkQuestions(questions, `${path}.questions`);
}

async function checkSlug(db: Db, slug: string, self?: string): Promise<void> {
  const reserved: readonly string[] = reservedSlugs;
  if (reserved.includes(slug)) throw new RefusalError('slug-taken', { slug, reserved: true });
  const other = await findConsultation(db, { slug });
  if (other !== undefined && other.id !== self) throw new RefusalError('slug-taken', { slug });
}

/** First opening, by which lists are ordered. */
function firstOpening(phases: readonly { opensAt: string }[]): string | null {
  return phases.map(({ opensAt }) => opensAt).sort()[0] ?? null;
}

/** What decides who could vote on what, when, and how it was counted: for whoever counts again. */
function countingRules(consultation: FullConsultation): Json {
  const { counts, method, openings, passing, phases, questions, slug, timeZone } = consultation;
  const settings = {
    counts,
    method,
    openings,
    passing,
    phases: phases.map(({ name: _, ...phase }) => phase),
    questions,
    slug,
    timeZone,
  };
  return settings as unknown as Json;
}

const bytesOf = (value: unknown) => Buffer.byteLength(canonicalJson(value as Json));

/** Refuses settings that no leaf could hold, and names what is longest in them. */
function insistOnSize(consultation: FullConsultation): void {
  if (bytesOf(countingRules(consultation)) <= settingsBytes) return;
  const { openings, questions } = consultation;
  const longest = bytesOf(openings) > bytesOf(questions) ? 'openings' : 'questions';
  throw invalid(`body.settings.${longest}`, 'too_big');
}

export const consultation = ({ strapi }: { strapi: Strapi }) => {
  const documents = () => strapi.documents(uids.consultation);
  const view = async (db: Db, id: string): Promise<StaffConsultation> => {
    return viewOf(db, await needFull(db, { id }));
  };
  const viewOf = async (db: Db, full: FullConsultation): Promise<StaffConsultation> => {
    const { id } = full;
    const at = await service(strapi, 'clock').now(db, full.now);
    const figures = await totals(db, [id]);
    return staffConsultation(strapi, full, figures.get(id), at);
  };
  /** After its settings were written. */
  const viewWritten = async (db: Db, id: string): Promise<StaffConsultation> => {
    const full = await needFull(db, { id });
    insistOnSize(full);
    return viewOf(db, full);
  };
  /** With all that the rules of counting hang on, as it is from now on. */
  const note = async (db: Db, id: string, kind: ActKind, at: string, data: Act['data']) => {
    const full = await needFull(db, { id });
    insistOnSize(full);
    const settings = countingRules(full);
    await record(db, { consultation: id, kind, subject: '', at, data: { ...data, settings } });
  };

  return {
    view,

    /** A consultation in draft; what is left out gets its default. */
    create: (input: CreateInput): Promise<StaffConsultation> =>
      transaction(strapi, async (db) => {
        const settings = { ...defaults, ...input };
        check(settings as Partial<ConsultationInput>, 'body');
        await checkSlug(db, settings.slug);
        const id = makeDocumentId();
        await asService(() =>
          documents().create({
            data: {
              ...settings,
              documentId: id,
              state: 'draft',
              orderSeed: makeSeed(),
              latestVersion: 0,
              opensAt: firstOpening(settings.phases),
              revision: 1,
            } as never,
          })
        );
        return viewWritten(db, id);
      }),

    /** Changes settings; what contributions already rest upon stays as it is. */
    update: (input: {
      id: string;
      revision: string;
      settings: Partial<ConsultationInput>;
      at?: string;
    }): Promise<StaffConsultation> =>
      transaction(strapi, async (db) => {
        const { id, settings } = input;
        const { consultation: current, at } = await changeOf(strapi, db, id, input.at);
        if (String(current.revision) !== input.revision) throw new RefusalError('edited-elsewhere');
        check(settings, 'body.settings');
        // The order of what an object holds may be another one than when it was stored.
        const changes = (name: 'slug' | 'method' | 'questions') =>
          settings[name] !== undefined &&
          canonicalJson(settings[name]) !== canonicalJson(current[name] as unknown as Json);
        for (const name of ['slug', 'method', 'questions'] as const) {
          if (changes(name) && current.state !== 'draft') {
            throw new RefusalError('status-forbids', { field: name, state: current.state });
          }
        }
        if (settings.slug !== undefined) await checkSlug(db, settings.slug, id);
        await writeConsultation(strapi, current, {
          ...settings,
          ...(settings.phases && { opensAt: firstOpening(settings.phases) }),
        });
        if (current.state !== 'draft') {
          await note(db, id, 'settings-changed', at, { fields: Object.keys(settings).sort() });
        }
        return viewWritten(db, id);
      }),

    /** Deletes a draft that nobody has contributed to. */
    delete: (input: { id: string }): Promise<null> =>
      transaction(strapi, async (db) => {
        const { id } = input;
        const { consultation: current } = await changeOf(strapi, db, id, undefined);
        if (current.state !== 'draft') {
          throw new RefusalError('status-forbids', { state: current.state });
        }
        const figures = (
          await totalsOf(db, [id], { public: publicStatuses(), undecided: undecidedStatuses() })
        ).get(id);
        const drafts = await strapi.db.query(uids.amendment).count({ where: { consultation: id } });
        const { arguments: opinions = 0, ballots = 0 } = figures ?? {};
        if (drafts + opinions + ballots > 0) throw new RefusalError('has-contributions');
        await asService(async () => {
          const versions = await strapi.db
            .query(uids.version)
            .findMany({ select: ['documentId'], where: { consultation: id } });
          for (const { documentId } of versions) {
            await strapi.documents(uids.version).delete({ documentId });
          }
          await documents().delete({ documentId: id });
        });
        await dropArticles(db, id);
        await dropPresence(db, id);
        return null;
      }),

    /** draft -> open -> closed, and open again if need be. Repeating changes nothing. */
    setState: (input: {
      id: string;
      state: 'open' | 'closed';
      at?: string;
    }): Promise<StaffConsultation> =>
      transaction(strapi, async (db, after) => {
        const { id, state } = input;
        const { consultation: current, at } = await changeOf(strapi, db, id, input.at);
        if (current.state === state) return view(db, id);
        const possible =
          state === 'open'
            ? current.state === 'draft' || current.state === 'closed'
            : current.state === 'open';
        if (!possible) {
          throw new RefusalError('status-forbids', { from: current.state, to: state });
        }
        if (state === 'open') {
          if (current.latestVersion === 0) throw new RefusalError('text-missing');
          if (current.phases.length === 0) throw new RefusalError('phases-missing');
        }
        await writeConsultation(strapi, current, { state });
        await note(db, id, state === 'open' ? 'consultation-opened' : 'consultation-closed', at, {
          from: current.state,
          ...(state === 'open' && { software }),
        });
        after(() =>
          emit(strapi, state === 'open' ? 'consultation.opened' : 'consultation.closed', {
            consultation: current.slug,
            id,
          })
        );
        return view(db, id);
      }),
  };
};
