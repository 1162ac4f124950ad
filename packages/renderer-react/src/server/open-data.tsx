import { DataPage } from '../pages/data-page.tsx';
import { VerifyPage } from '../pages/verify-page.tsx';
import { page, refusedReading } from './answers.tsx';
import type { Reader } from './reading.tsx';
import { type Visit, viewOf } from './visit.ts';

/** Whole address of a page of this host, as a program elsewhere needs it. */
function addressOf(visit: Visit, path: string): string {
  const { origin } = visit.url;
  return (visit.secure ? origin.replace(/^http:/, 'https:') : origin) + path;
}

/** The journal and what its page needs besides: the consultation's time zone. */
async function journalOf(visit: Visit, slug: string) {
  const [journal, consultation] = await Promise.all([
    visit.call('getJournal', { params: { slug } }),
    visit.call('getConsultation', { params: { slug } }),
  ]);
  if (journal.kind === 'refused') return journal;
  if (consultation.kind === 'refused') return consultation;
  return { kind: 'ok' as const, journal: journal.data, consultation: consultation.data };
}

export const readData: Reader = async (visit, { slug = '' }) => {
  const found = await journalOf(visit, slug);
  if (found.kind === 'refused') return refusedReading(visit, found);
  return page(
    visit,
    <DataPage
      view={viewOf(visit, found.consultation.timeZone)}
      journal={found.journal}
      address={addressOf(visit, visit.links.data(slug))}
    />
  );
};

export const readVerify: Reader = async (visit, { slug = '' }) => {
  const found = await journalOf(visit, slug);
  if (found.kind === 'refused') return refusedReading(visit, found);
  const { editions } = found.journal;
  const asked = visit.url.searchParams.get('edition');
  return page(
    visit,
    <VerifyPage
      view={viewOf(visit, found.consultation.timeZone)}
      journal={found.journal}
      edition={editions.find(({ name }) => name === asked) ?? editions[0]}
      address={addressOf(visit, visit.links.data(slug))}
    />
  );
};
