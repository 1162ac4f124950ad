import { grades, labelsOf, type Question, type QuestionResult } from 'consultation-core/vote';
import { langOf } from '../pages/common.tsx';
import type { View } from '../view.ts';
import { GradeBar, GradeKeys } from './grade-bar.tsx';
import { gradeTitle } from './paper-words.tsx';
import { Scroll } from './scroll.tsx';
import { Bar } from './tally.tsx';

interface Props<Method extends QuestionResult['method']> {
  readonly view: View;
  readonly question: Question;
  readonly result: Extract<QuestionResult, { readonly method: Method }>;
  /** Of the labels. */
  readonly language: string;
}

/** How many ballots approve of each option. */
export function ApprovalTable({ view, question, result, language }: Props<'approval@1'>) {
  const { t, format } = view.i18n;
  const label = labelsOf(question);
  const expressed = result.ballots - result.blank;
  return (
    <Scroll label={t('question.table.approval@1')}>
      <table className="data question-table">
        <caption className="heard">{t('question.table.approval@1')}</caption>
        <thead>
          <tr>
            <th scope="col" className="place">
              {t('question.column.place')}
            </th>
            <th scope="col">{t('question.column.option')}</th>
            <th scope="col" className="number">
              {t('question.column.approvals')}
            </th>
            <th scope="col" className="number">
              {t('tally.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {result.standings.map(({ option, place, approvals }) => {
            const share = expressed === 0 ? 0 : approvals / expressed;
            return (
              <tr key={option}>
                <td className="place">{format.number(place)}</td>
                <th scope="row">
                  <span {...langOf(view, language)}>{label(option)}</span>
                  <Bar rows={[{ choice: option, count: approvals, share }]} />
                </th>
                <td className="number">{format.number(approvals)}</td>
                <td className="number">{format.percent(share)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

/** How many ballots give each grade to each option, and the grade in the middle. */
export function JudgmentTable(props: Props<'majority-judgment@1'>) {
  const { view, question, result, language } = props;
  const { t, format } = view.i18n;
  const label = labelsOf(question);
  return (
    <>
      <GradeKeys view={view} />
      <Scroll label={t('question.table.majority-judgment@1')}>
        <table className="data question-table">
          <caption className="heard">{t('question.table.majority-judgment@1')}</caption>
          <thead>
            <tr>
              <th scope="col" className="place">
                {t('question.column.place')}
              </th>
              <th scope="col">{t('question.column.option')}</th>
              <th scope="col">{t('question.column.grade')}</th>
              {grades.map((grade) => (
                <th scope="col" className="number" key={grade}>
                  {gradeTitle(view, grade)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {result.standings.map(({ option, place, grade, counts, missing }) => (
              <tr key={option}>
                <td className="place">{format.number(place)}</td>
                <th scope="row">
                  <span {...langOf(view, language)}>{label(option)}</span>
                  <GradeBar counts={counts} />
                  {missing > 0 && (
                    <span className="why">{t('question.missing', { count: missing })}</span>
                  )}
                </th>
                <td>
                  <strong>{grade === null ? '–' : gradeTitle(view, grade)}</strong>
                </td>
                {counts.map((count, index) => (
                  <td className="number" key={grades[index]}>
                    {format.number(count)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

/** How many ballots prefer each option to each other, after the order that comes of it. */
export function PairsTable({ view, question, result, language }: Props<'schulze@1'>) {
  const { t, format } = view.i18n;
  const { options } = question;
  const label = labelsOf(question);
  const lang = langOf(view, language);
  const size = options.length;
  const prefer = (row: number, column: number) => result.preferences[row * size + column] ?? 0;
  return (
    <>
      <h3>{t('question.order')}</h3>
      <ol className="question-order">
        {result.layers.map((layer) => (
          <li key={layer.join()} {...lang}>
            {layer.map(label).join(' = ')}
          </li>
        ))}
      </ol>
      <h3 id="pairs-title">{t('question.table.schulze@1')}</h3>
      <p className="note" id="pairs-note">
        {t('question.pairsNote')}
      </p>
      <Scroll labelledBy="pairs-title">
        <table className="data question-table pairs" aria-describedby="pairs-note">
          <caption className="heard">{t('question.table.schulze@1')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('question.column.preferred')}</th>
              {options.map(({ id, label }) => (
                <th scope="col" className="number" key={id} {...lang}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {options.map(({ id, label }, row) => (
              <tr key={id}>
                <th scope="row" {...lang}>
                  {label}
                </th>
                {options.map((other, column) => {
                  const wins = prefer(row, column) > prefer(column, row);
                  const count = format.number(prefer(row, column));
                  return (
                    <td className={wins ? 'number wins' : 'number'} key={other.id}>
                      {row === column ? (
                        '–'
                      ) : wins ? (
                        <>
                          <strong>{count}</strong>
                          <span className="heard"> {t('question.wins')}</span>
                        </>
                      ) : (
                        count
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

/** How many ballots each option has in each round, and who drops out. */
export function RoundsTable({ view, question, result, language }: Props<'instant-runoff@1'>) {
  const { t, format } = view.i18n;
  const label = labelsOf(question);
  const { rounds } = result;
  return (
    <Scroll label={t('question.table.instant-runoff@1')}>
      <table className="data question-table">
        <caption className="heard">{t('question.table.instant-runoff@1')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('question.column.option')}</th>
            {rounds.map((_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: it is the number of the round
              <th scope="col" className="number" key={index}>
                {t('question.column.round', { number: index + 1 })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {question.options.map(({ id }) => (
            <tr key={id}>
              <th scope="row" {...langOf(view, language)}>
                {label(id)}
              </th>
              {rounds.map(({ counts, eliminated, by }, index) => {
                const votes = counts.find(({ option }) => option === id)?.votes;
                const out = eliminated.includes(id);
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: it is the number of the round
                  <td className="number" key={index}>
                    {votes === undefined ? '–' : format.number(votes)}
                    {out && (
                      <span className="why">
                        {t(by === 'earlier-round' ? 'question.outEarlier' : 'question.out')}
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('question.exhausted')}</th>
            {rounds.map(({ exhausted }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: it is the number of the round
              <td className="number" key={index}>
                {format.number(exhausted)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}
