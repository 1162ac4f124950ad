import { type Refusal, statusOf } from 'consultation-core/contract';
import { blankChoice, labelsOf, type Question, readPaper } from 'consultation-core/vote';
import type { I18n } from '../i18n/index.ts';
import { QuestionPage } from '../pages/question-page.tsx';
import { answerOf, type Filled, fieldOf, filledOf, isBlank, type Mistake } from '../papers.ts';
import type { FormError } from '../view.ts';
import { page, refusedReading } from './answers.tsx';
import { refusalErrors } from './form-errors.ts';
import { type BallotBox, type Sender, sendBallot } from './opinions.ts';
import { type Params, type Reader, requestKey } from './reading.tsx';
import { type Visit, viewOf } from './visit.ts';

/** A question's page; after a form on it was refused with what was filled in and what is wrong. */
async function questionPage(
  visit: Visit,
  params: Params,
  sent?: {
    readonly filled: Filled;
    readonly errors: (i18n: I18n, question: Question) => readonly FormError[];
    readonly status: number;
  }
): Promise<Response> {
  const { slug = '', question: id = '' } = params;
  const answer = await visit.call('getQuestion', { params: { slug, question: id } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const { data } = answer;
  const view = viewOf(visit, data.consultation.timeZone);
  const { searchParams } = visit.url;
  // A ballot that somebody filled in before she signed in; a word that is none is as if it were not there.
  const word = searchParams.get('choice');
  const kept = word !== null && readPaper(data.question, word) !== null ? word : null;
  return page(
    visit,
    <QuestionPage
      view={view}
      data={data}
      filled={
        sent?.filled ?? (kept === null || isBlank(kept) ? undefined : filledOf(data.question, kept))
      }
      blankKept={isBlank(kept) && sent === undefined && !isBlank(data.myChoice)}
      errors={sent?.errors(view.i18n, data.question) ?? []}
      requestKey={requestKey()}
      done={searchParams.get('done') ?? undefined}
    />,
    { status: sent?.status ?? 200 }
  );
}

export const readQuestion: Reader = (visit, params) => questionPage(visit, params);

export const sendAnswer: Sender = async (visit, params, form) => {
  const { slug = '', question: id = '' } = params;
  const answer = await visit.call('getQuestion', { params: { slug, question: id } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const { question } = answer.data;
  const filled = filledIn(question, form);
  const read = form.has('withdraw')
    ? { choice: null }
    : form.has('blank')
      ? { choice: blankChoice }
      : answerOf(question, filled);
  if ('mistakes' in read) {
    return questionPage(visit, params, {
      filled,
      errors: (i18n) => read.mistakes.map((mistake) => mistakeIn(i18n, question, mistake)),
      status: 422,
    });
  }
  const box: BallotBox = {
    target: `question:${id}`,
    href: (query, hash) => visit.links.question(slug, id, query, hash),
  };
  return sendBallot(visit, slug, box, { choice: read.choice, form }, (refusal) =>
    questionPage(visit, params, {
      filled: 'choice' in read && read.choice !== null && !isBlank(read.choice) ? filled : {},
      errors: (i18n) => refusalIn(i18n, refusal),
      status: statusOf(refusal.code),
    })
  );
};

/** Fields of the options, and nothing else that was sent. */
function filledIn({ options }: Question, form: URLSearchParams): Filled {
  return Object.fromEntries(
    options.flatMap(({ id }) => {
      const value = form.get(fieldOf(id)) ?? '';
      return value === '' ? [] : [[fieldOf(id), value]];
    })
  );
}

function refusalIn(i18n: I18n, refusal: Refusal): readonly FormError[] {
  return refusal.code === 'key-reused'
    ? [{ message: i18n.t('vote.sentBefore') }]
    : refusalErrors(i18n, refusal);
}

/** What is wrong with a ballot paper, and what to do. */
function mistakeIn({ t, format }: I18n, question: Question, mistake: Mistake): FormError {
  const label = labelsOf(question);
  const { field } = mistake;
  switch (mistake.kind) {
    case 'nothing':
      return { field, message: t(`question.nothing.${question.method}`) };
    case 'unknown':
      return { field, message: t('question.unknown', { option: label(mistake.option) }) };
    case 'gap':
      return {
        field,
        message: t('question.gap', {
          option: label(mistake.option),
          missing: format.number(mistake.missing),
          rank: format.number(mistake.rank),
        }),
      };
    case 'same-rank': {
      const signs = format.separators(mistake.options.length);
      const options = mistake.options
        .map(
          (option, index) => t('question.quoted', { option: label(option) }) + (signs[index] ?? '')
        )
        .join('');
      return {
        field,
        message: t('question.sameRank', { options, rank: format.number(mistake.rank) }),
      };
    }
  }
}
