import type { StaffConsultation } from 'consultation-core/contract';
import type { FullConsultation, Totals } from '../store/consultation.ts';
import { type Strapi, service } from '../strapi.ts';
import { mutable } from './mutable.ts';
import { readerOf } from './reader.ts';
import { versionSummary } from './version.ts';

/** A consultation as staff see it; sealed counts are sealed for them too. */
export async function staffConsultation(
  strapi: Strapi,
  consultation: FullConsultation,
  figures: Totals | undefined,
  at: string
): Promise<StaffConsultation> {
  const store = service(strapi, 'version-store');
  const { sees } = readerOf(strapi, consultation, null, at);
  const { slug, language, title, summary, organiser, presentation, commitment } = consultation;
  const { contact, timeZone, counts, method, provenance, secondReader } = consultation;
  return {
    id: consultation.id,
    state: consultation.state,
    orderSeed: consultation.orderSeed,
    revision: String(consultation.revision),
    settings: {
      slug,
      language,
      title,
      summary,
      organiser,
      presentation,
      commitment,
      contact,
      timeZone,
      phases: mutable(consultation.phases),
      openings: mutable(consultation.openings),
      counts,
      method,
      passing: mutable(consultation.passing),
      questions: mutable(consultation.questions),
      charter: mutable(consultation.charter),
      provenance,
      secondReader,
    },
    versions: (await store.heads(consultation.id)).map(versionSummary),
    hasDraft: (await store.hasDraft([consultation.id])).has(consultation.id),
    totals: {
      amendments: figures?.amendments ?? 0,
      undecided: figures?.undecided ?? 0,
      arguments: figures?.arguments ?? 0,
      hidden: figures?.hidden ?? 0,
      ballots: sees ? (figures?.ballots ?? 0) : null,
    },
  };
}
