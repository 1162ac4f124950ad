import { grades, type Question } from 'consultation-core/vote';
import type { ReactNode } from 'react';
import { langOf } from '../pages/common.tsx';
import { type Filled, fieldOf, isRanked, wholePaper } from '../papers.ts';
import type { FormError, View } from '../view.ts';
import { gradeTitle } from './paper-words.tsx';

interface Fields {
  readonly view: View;
  readonly question: Question;
  readonly language: string;
  readonly filled: Filled;
  readonly errors: readonly FormError[];
}

/** What a question is answered with, by its method; fields have the names of `fieldOf`. */
export function QuestionFields(props: Fields) {
  if (isRanked(props.question)) return <Ranks {...props} />;
  return props.question.method === 'approval@1' ? <Boxes {...props} /> : <Grades {...props} />;
}

/** What is wrong with one option, or with the whole. */
function Wrong({ view, errors, field }: Pick<Fields, 'view' | 'errors'> & { field: string }) {
  const wrong = errors.filter((error) => error.field === field);
  if (wrong.length === 0) return null;
  return (
    <p className="field-error" id={`${field}-error`}>
      <span className="heard">{view.i18n.t('error.word')} </span>
      {wrong.map(({ message }) => message).join(' ')}
    </p>
  );
}

const isWrong = ({ errors }: Fields, field: string) =>
  errors.some((error) => error.field === field);
const described = (...ids: readonly (string | false)[]) => ids.filter(Boolean).join(' ');

/** All controls, what they ask, and what is wrong with them together. */
function Paper(
  props: Fields & { readonly ask: string; readonly hint: ReactNode; readonly children: ReactNode }
) {
  const { view, errors } = props;
  const wrong = isWrong(props, wholePaper);
  return (
    <fieldset
      id={wholePaper}
      tabIndex={-1}
      className={wrong ? 'field-wrong' : undefined}
      aria-describedby={described('vote-hint', wrong && `${wholePaper}-error`)}
    >
      <legend>{props.ask}</legend>
      <p className="hint" id="vote-hint">
        {props.hint}
      </p>
      <Wrong view={view} errors={errors} field={wholePaper} />
      {props.children}
    </fieldset>
  );
}

function Boxes(props: Fields) {
  const { view, question, language, filled, errors } = props;
  const { t } = view.i18n;
  return (
    <Paper {...props} ask={t('question.ask.approval@1')} hint={t('question.hint.approval@1')}>
      <div className="choices">
        {question.options.map(({ id, label }) => {
          const field = fieldOf(id);
          const wrong = isWrong(props, field);
          return (
            <div className="choice" key={id}>
              <input
                type="checkbox"
                name={field}
                id={field}
                value="1"
                defaultChecked={filled[field] === '1'}
                aria-describedby={wrong ? `${field}-error` : undefined}
              />
              <label htmlFor={field} {...langOf(view, language)}>
                {label}
              </label>
              <Wrong view={view} errors={errors} field={field} />
            </div>
          );
        })}
      </div>
    </Paper>
  );
}

function Grades(props: Fields) {
  const { view, question, language, filled, errors } = props;
  const { t } = view.i18n;
  return (
    <Paper
      {...props}
      ask={t('question.ask.majority-judgment@1')}
      hint={t('question.hint.majority-judgment@1')}
    >
      {question.options.map(({ id, label }) => {
        const field = fieldOf(id);
        const wrong = isWrong(props, field);
        return (
          <fieldset
            key={id}
            id={field}
            tabIndex={-1}
            className={wrong ? 'graded field-wrong' : 'graded'}
            aria-describedby={wrong ? `${field}-error` : undefined}
          >
            <legend {...langOf(view, language)}>{label}</legend>
            <Wrong view={view} errors={errors} field={field} />
            <div className="grades">
              {grades.map((grade) => (
                <div className="grade" key={grade}>
                  <input
                    type="radio"
                    name={field}
                    id={`${field}-${grade}`}
                    value={grade}
                    defaultChecked={filled[field] === grade}
                  />
                  <label htmlFor={`${field}-${grade}`}>{gradeTitle(view, grade)}</label>
                </div>
              ))}
            </div>
          </fieldset>
        );
      })}
    </Paper>
  );
}

/** A number for each option; script adds buttons that keep the numbers in step. */
function Ranks(props: Fields) {
  const { view, question, language, filled, errors } = props;
  const { method, options } = question;
  const { t } = view.i18n;
  const key = method === 'schulze@1' ? 'schulze@1' : 'instant-runoff@1';
  const rank = (option: string) => Number(filled[fieldOf(option)] ?? '') || Number.MAX_VALUE;
  const rows = options.map((option, place) => ({ ...option, place }));
  // What is wrong is looked for where it was typed: then nothing changes its place.
  if (errors.length === 0) rows.sort((a, b) => rank(a.id) - rank(b.id));
  const words = { option: '{option}', rank: '{rank}', count: '{count}' };
  return (
    <Paper
      {...props}
      ask={t('question.ask.ranking')}
      hint={
        <>
          {t(`question.hint.${key}`)}{' '}
          <span data-rank-only="" hidden>
            {t('question.rank.buttons')}
          </span>
        </>
      }
    >
      <ul
        className="ranking"
        data-ranking=""
        data-first={t('question.rank.first', words)}
        data-place={t('question.rank.place', words)}
        data-none={t('question.rank.noPlace', words)}
      >
        {rows.map(({ id, label, place }) => {
          const field = fieldOf(id);
          const wrong = isWrong(props, field);
          return (
            <li
              key={id}
              className={wrong ? 'ranked field-wrong' : 'ranked'}
              data-place={place}
              data-option={label}
            >
              <Wrong view={view} errors={errors} field={field} />
              <label htmlFor={field}>
                <span className="heard">{t('question.rank.of')} </span>
                <span {...langOf(view, language)}>{label}</span>
              </label>
              <select
                name={field}
                id={field}
                defaultValue={filled[field] ?? ''}
                aria-describedby={wrong ? `${field}-error` : undefined}
                aria-invalid={wrong ? true : undefined}
              >
                <option value="">{t('question.rank.none')}</option>
                {options.map((_, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: it is the rank
                  <option key={index} value={String(index + 1)}>
                    {index === 0 ? t('question.rank.best') : index + 1}
                  </option>
                ))}
              </select>
              <span className="rank-moves" data-rank-only="" hidden>
                {(['up', 'down'] as const).map((way) => (
                  <button key={way} type="button" className="quiet" data-rank-move={way}>
                    <span aria-hidden="true">{way === 'up' ? '↑' : '↓'}</span>
                    <span className="heard">{t(`question.rank.${way}`, { option: label })}</span>
                  </button>
                ))}
              </span>
            </li>
          );
        })}
      </ul>
      <p className="heard" role="status" data-rank-said="" />
    </Paper>
  );
}
