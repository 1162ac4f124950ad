import type { ResultsView } from 'consultation-core/contract';
import { writeCsv } from 'consultation-core/formats/csv';
import { method } from 'consultation-core/vote';
import { refusedReading, securityHeaders } from './answers.tsx';
import type { Reader } from './reading.tsx';

type Row = (string | number | null)[];

/** One record per article and per amendment. Names of columns are part of the format: they do not change by language. */
export function resultsCsv(results: ResultsView): string {
  const { choices } = method(results.method);
  const columns = [
    'type',
    'id',
    'number',
    'title',
    'article',
    'status',
    'reason',
    'hidden',
    'method',
    ...choices.map((choice) => `votes_${choice}`),
    ...choices.map((choice) => `imported_${choice}`),
    'imported_source',
    'outcome',
    'arguments_for',
    'arguments_against',
  ];
  const counts = ({ tally }: ResultsView['articles'][number]): Row => [
    ...choices.map((choice) => tally.counts?.[choice] ?? null),
    ...choices.map((choice) => tally.imported?.counts[choice] ?? null),
    tally.imported?.source ?? null,
    tally.outcome?.kind ?? null,
  ];
  const rows: Row[] = [
    ...results.articles.map((article) => [
      'article',
      article.id,
      article.label,
      article.title,
      null,
      null,
      null,
      null,
      article.tally.method,
      ...counts(article),
      article.arguments.for,
      article.arguments.against,
    ]),
    ...results.amendments.map((amendment) => [
      'amendment',
      amendment.id,
      amendment.number,
      amendment.title,
      amendment.article?.label ?? null,
      amendment.status,
      amendment.reason,
      amendment.hidden ? 'yes' : 'no',
      amendment.tally.method,
      ...counts({ ...amendment, label: '', amendments: 0 }),
      amendment.arguments.for,
      amendment.arguments.against,
    ]),
  ];
  return writeCsv(columns, rows, { spreadsheet: true });
}

function file(text: string, type: string, name: string, signedIn: boolean): Response {
  return new Response(text, {
    headers: {
      ...securityHeaders,
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': signedIn ? 'no-store' : 'private, no-cache',
      vary: 'Cookie',
    },
  });
}

export const readResultsCsv: Reader = async (visit, { slug = '' }) => {
  const answer = await visit.call('getResults', { params: { slug } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const name = `${answer.data.consultation.slug}-results.csv`;
  return file(resultsCsv(answer.data), 'text/csv', name, visit.session !== undefined);
};

export const readResultsJson: Reader = async (visit, { slug = '' }) => {
  const answer = await visit.call('getResults', { params: { slug } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const name = `${answer.data.consultation.slug}-results.json`;
  const text = `${JSON.stringify(answer.data, null, 2)}\n`;
  return file(text, 'application/json', name, visit.session !== undefined);
};

/**
 * The account page as a file: what she contributed and how she voted, with receipts. It is not all that is held about
 * her: her e-mail address, the reasons and sources of her amendments, their earlier wordings, her replies and her
 * sessions are not in `getAccount`; the page on personal data says whom to ask for these.
 */
export const readAccountFile: Reader = async (visit) => {
  const answer = await visit.call('getAccount', {});
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const text = `${JSON.stringify(answer.data, null, 2)}\n`;
  return file(text, 'application/json', 'my-contributions.json', true);
};
