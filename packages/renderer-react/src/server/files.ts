import type { ResultsView } from 'consultation-core/contract';
import { writeCsv } from 'consultation-core/formats/csv';
import { method, type QuestionResult } from 'consultation-core/vote';
import { refusedReading, securityHeaders } from './answers.tsx';
import type { Reader } from './reading.tsx';

type Row = (string | number | null)[];

/** Columns that only questions and their options have. */
const questionColumns = ['ballots', 'blank', 'winners', 'place', 'approvals', 'grade'] as const;

/** One record per question, then one per option of it, as `question:<id>` and the option's own `id`. */
function questionRows(results: ResultsView, between: number): Row[] {
  const nothing: Row = Array.from({ length: between }, () => null);
  return results.questions.flatMap(({ question, tally: { result } }, index) => {
    const { id, title, method: name, options } = question;
    const row = (start: Row, end: Row): Row => [
      ...start,
      null,
      null,
      null,
      null,
      name,
      ...nothing,
      ...end,
    ];
    const standings = new Map(optionsIn(result).map((one) => [one.option, one]));
    return [
      row(
        ['question', id, index + 1, title],
        [
          result?.ballots ?? null,
          result?.blank ?? null,
          result?.winners.join(' ') ?? null,
          null,
          null,
          null,
        ]
      ),
      ...options.map(({ id: option, label }) => {
        const found = standings.get(option);
        const { place = null, approvals = null, grade = null } = found ?? {};
        return row(
          ['option', `${id}:${option}`, null, label],
          [null, null, null, place, approvals, grade]
        );
      }),
    ];
  });
}

interface Standing {
  readonly option: string;
  readonly place: number;
  readonly approvals?: number;
  readonly grade?: string | null;
}

/** Places where the method has some: rounds have none beyond who is first. */
function optionsIn(result: QuestionResult | null): readonly Standing[] {
  switch (result?.method) {
    case 'approval@1':
    case 'majority-judgment@1':
      return result.standings;
    case 'schulze@1': {
      if (result.winners.length === 0) return [];
      let place = 1;
      return result.layers.flatMap((layer) => {
        const own = place;
        place += layer.length;
        return layer.map((option) => ({ option, place: own }));
      });
    }
    default:
      return [];
  }
}

/** One record per article, per amendment, per question and per option. Names of columns are part of the format: they do not change by language. */
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
    ...questionColumns,
  ];
  const noQuestion: Row = questionColumns.map(() => null);
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
      ...noQuestion,
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
      ...noQuestion,
    ]),
    // Between the method and its own columns a question has none of those of an item.
    ...questionRows(results, columns.indexOf('ballots') - columns.indexOf('method') - 1),
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
