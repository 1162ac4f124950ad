import { amendmentStatuses, isPublic, isUndecided } from 'consultation-core/amendment';
import { may, period, phaseAt } from 'consultation-core/consultation';
import type { ConsultationSummary, ConsultationView } from 'consultation-core/contract';
import type { VersionHead } from '../services/version-store.ts';
import {
  type Consultation,
  type FullConsultation,
  type Totals,
  totalsOf,
} from '../store/consultation.ts';
import type { Db } from '../store/database.ts';
import { markdownBody } from './markdown.ts';
import { versionSummary } from './version.ts';

export const publicStatuses = () => amendmentStatuses.filter(isPublic);
export const undecidedStatuses = () => amendmentStatuses.filter(isUndecided);

export async function totals(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Totals>> {
  return totalsOf(db, ids, { public: publicStatuses(), undecided: undecidedStatuses() });
}

const none: Totals = {
  articles: 0,
  amendments: 0,
  undecided: 0,
  arguments: 0,
  hidden: 0,
  ballots: 0,
  participants: 0,
};

export function summaryOf(
  consultation: Consultation,
  figures: Totals | undefined,
  at: string
): ConsultationSummary {
  const span = period(consultation.phases);
  const phase = phaseAt(consultation.phases, at);
  const { articles, amendments, arguments: opinions, participants } = figures ?? none;
  const sees = may(consultation, { kind: 'anonymous' }, 'see-counts', {}, at).kind === 'allowed';
  const ballots = sees ? (figures ?? none).ballots : null;
  return {
    id: consultation.id,
    slug: consultation.slug,
    language: consultation.language,
    title: consultation.title,
    summary: consultation.summary,
    organiser: consultation.organiser,
    state: consultation.state,
    timeZone: consultation.timeZone,
    opensAt: span?.opensAt ?? null,
    closesAt: span?.closesAt ?? null,
    currentPhase: phase ? { ...phase, allows: [...phase.allows] } : null,
    totals: { articles, amendments, arguments: opinions, ballots, participants },
  };
}

export async function summary(
  db: Db,
  consultation: Consultation,
  at: string
): Promise<ConsultationSummary> {
  const figures = await totals(db, [consultation.id]);
  return summaryOf(consultation, figures.get(consultation.id), at);
}

export async function consultationView(
  db: Db,
  consultation: FullConsultation,
  versions: readonly VersionHead[],
  at: string
): Promise<ConsultationView> {
  return {
    ...(await summary(db, consultation, at)),
    presentation: await markdownBody(consultation.presentation, 'presentation'),
    commitment: await markdownBody(consultation.commitment, 'commitment'),
    answer: consultation.answer === null ? null : await markdownBody(consultation.answer, 'answer'),
    answeredAt: consultation.answeredAt,
    contact: consultation.contact,
    charter: consultation.charter.map(({ id, title, text }) => ({ id, title, text })),
    phases: consultation.phases.map((phase) => ({ ...phase, allows: [...phase.allows] })),
    counts: consultation.counts,
    method: consultation.method,
    passing: consultation.passing,
    questions: consultation.questions.map(({ id, title }) => ({ id, title })),
    orderSeed: consultation.orderSeed,
    versions: versions.map(versionSummary),
    provenance: consultation.provenance === '' ? null : consultation.provenance,
  };
}
