import type { ConsultationView, JournalView, ResultsView } from 'consultation-core/contract';
import { explainQuestion, method, reason, rulesInWords } from 'consultation-core/vote';
import { amendmentName } from '../components/amendment-card.tsx';
import { Layout } from '../components/layout.tsx';
import { Scroll } from '../components/scroll.tsx';
import { StatusTag } from '../components/tag.tsx';
import { Bar, choiceText, type Tally } from '../components/tally.tsx';
import type { View } from '../view.ts';
import { crumbsTo, isOver, isUnderWay, langOf } from './common.tsx';

/** Counts per article and per amendment, participation, and the files to compute with. */
export function ResultsPage(props: {
  readonly view: View;
  readonly data: ResultsView;
  readonly journal?: JournalView['checkpoint'];
  /** What an outcome is judged by, to name it. */
  readonly passing?: ConsultationView['passing'] | undefined;
}) {
  const { view, data, journal = null, passing } = props;
  const { t, format } = view.i18n;
  const { consultation } = data;
  const { slug } = consultation;
  const imported = new Set(
    [...data.articles, ...data.amendments].flatMap(({ tally }) =>
      tally.imported ? [tally.imported.source] : []
    )
  );
  return (
    <Layout
      view={view}
      title={t('results.title')}
      consultation={consultation}
      section="results"
      journal={journal}
      crumbs={crumbsTo(view, consultation)}
      width="wide"
    >
      <h1>{t('results.title')}</h1>
      <p className="lead">{t('results.at', { at: format.moment(data.at) })}</p>
      {passing && (
        <p className="note">
          {t('tally.rule', { rule: rulesInWords(passing, data.method, view.i18n.language) })}
        </p>
      )}
      {data.sealed && <p className="warning">{t('results.sealed')}</p>}
      {[...imported].map((source) => (
        <p className="note" key={source}>
          * {t('tally.imported', { source })}
        </p>
      ))}
      <p className="actions">
        <a className="button button-quiet" href={view.links.resultsCsv(slug)} download>
          {t('results.csv')}
        </a>
        <a className="button button-quiet" href={view.links.resultsJson(slug)} download>
          {t('results.json')}
        </a>
        <a href={view.links.moderation(slug)}>{t('home.register')}</a>
      </p>
      <p>
        {t('home.check')} <a href={view.links.data(slug)}>{t('data.title')}</a>
        {' · '}
        <a href={view.links.check(slug)}>{t('check.title')}</a>
      </p>
      <Participation view={view} data={data} />
      <QuestionResults view={view} data={data} />
      <section aria-labelledby="articles-title">
        <h2 id="articles-title">{t('results.articles')}</h2>
        {data.articles.length === 0 ? (
          <p className="empty">{t('text.none')}</p>
        ) : (
          <ResultTable
            view={view}
            title="articles-title"
            caption={t('results.articles')}
            method={data.method}
            passing={passing}
            rows={data.articles.map((article) => ({
              id: article.id,
              href: view.links.article(slug, article.id),
              number: article.label,
              title: article.title,
              lang: consultation.language,
              tally: article.tally,
              arguments: article.arguments,
            }))}
          />
        )}
      </section>
      <section aria-labelledby="amendments-title">
        <h2 id="amendments-title">{t('results.amendments')}</h2>
        {data.amendments.length === 0 ? (
          <p className="empty">
            {t(isOver(consultation, data.at) ? 'amendments.noneEver' : 'amendments.none')}{' '}
            {consultation.currentPhase?.allows.includes('amend') && isUnderWay(consultation) && (
              <a href={view.links.text(slug)}>{t('amendments.first')}</a>
            )}
          </p>
        ) : (
          <ResultTable
            view={view}
            title="amendments-title"
            caption={t('results.amendments')}
            method={data.method}
            passing={passing}
            rows={data.amendments.map((amendment) => ({
              id: amendment.id,
              href: view.links.amendment(slug, amendment.id),
              number: amendmentName(view, amendment),
              title: amendment.hidden ? t('hidden.item') : amendment.title,
              lang: consultation.language,
              tally: amendment.tally,
              arguments: amendment.arguments,
              status: amendment.status,
            }))}
          />
        )}
      </section>
    </Layout>
  );
}

/** What each question came to, in a sentence; its own page has the counts. */
function QuestionResults({ view, data }: { readonly view: View; readonly data: ResultsView }) {
  const { t, language } = view.i18n;
  const { consultation, questions } = data;
  if (questions.length === 0) return null;
  return (
    <section aria-labelledby="questions-title">
      <h2 id="questions-title">{t('results.questions', { count: questions.length })}</h2>
      <ul className="cards">
        {questions.map(({ question, ballots, tally }) => (
          <li className="card" key={question.id}>
            <h3 className="card-title">
              <a
                href={view.links.question(consultation.slug, question.id, {}, 'result')}
                {...langOf(view, consultation.language)}
              >
                {question.title}
              </a>
            </h3>
            <p className="card-meta">
              <span>{t(`question.method.${question.method}`)}</span>
              <span>
                {ballots === null ? t('tally.sealedShort') : t('tally.short', { count: ballots })}
              </span>
            </p>
            {tally.result !== null && tally.result.ballots > 0 && (
              <p>{explainQuestion(question, tally.result, language)}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Row {
  readonly id: string;
  readonly href: string;
  readonly number: string;
  readonly title: string;
  readonly lang: string;
  readonly tally: Tally;
  readonly arguments: { readonly for: number; readonly against: number };
  readonly status?: ResultsView['amendments'][number]['status'];
}

function ResultTable(props: {
  readonly view: View;
  readonly title: string;
  readonly caption: string;
  readonly method: ResultsView['method'];
  readonly passing: ConsultationView['passing'] | undefined;
  readonly rows: readonly Row[];
}) {
  const { view, rows } = props;
  const { t, format, language } = view.i18n;
  const { choices } = method(props.method);
  const withStatus = rows.some(({ status }) => status !== undefined);
  return (
    <Scroll labelledBy={props.title}>
      <table className="data results">
        <caption className="heard">{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column.item')}</th>
            {withStatus && <th scope="col">{t('column.status')}</th>}
            {choices.map((choice) => (
              <th scope="col" key={choice} className="number">
                {choiceText(view, choice)}
              </th>
            ))}
            <th scope="col">{t('column.outcome')}</th>
            <th scope="col" className="number">
              {t('column.argumentsFor')}
            </th>
            <th scope="col" className="number">
              {t('column.argumentsAgainst')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const own = row.tally.counts;
            const total = own === null ? 0 : sum(own);
            const shown = own !== null && total === 0 ? (row.tally.imported?.counts ?? own) : own;
            const isImported = shown !== null && shown === row.tally.imported?.counts;
            return (
              <tr key={row.id}>
                <th scope="row">
                  <a href={row.href}>{row.number || row.title}</a>{' '}
                  {row.number && <span {...langOf(view, row.lang)}>{row.title}</span>}
                  {shown !== null && sum(shown) > 0 && (
                    <Bar
                      rows={choices.map((choice) => ({
                        choice,
                        count: shown[choice] ?? 0,
                        share: (shown[choice] ?? 0) / sum(shown),
                      }))}
                    />
                  )}
                </th>
                {withStatus && (
                  <td>{row.status && <StatusTag view={view} status={row.status} />}</td>
                )}
                {choices.map((choice) => (
                  <td key={choice} className="number">
                    {shown === null ? t('tally.sealedShort') : format.number(shown[choice] ?? 0)}
                    {isImported && <abbr title={t('tally.importedMark')}>*</abbr>}
                  </td>
                ))}
                <td>
                  {row.tally.outcome === null || isImported ? (
                    '–'
                  ) : (
                    <>
                      {t(`outcome.short.${row.tally.outcome.kind}`)}
                      {row.tally.outcome.kind !== 'no-votes' && (
                        <span className="why">
                          {reason(row.tally.outcome, language, props.passing)}
                        </span>
                      )}
                    </>
                  )}
                </td>
                <td className="number">{format.number(row.arguments.for)}</td>
                <td className="number">{format.number(row.arguments.against)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function Participation({ view, data }: { readonly view: View; readonly data: ResultsView }) {
  const { t, format } = view.i18n;
  const { participation } = data;
  const figure = (value: number | null) =>
    value === null ? t('tally.sealedShort') : format.number(value);
  return (
    <section aria-labelledby="participation-title">
      <h2 id="participation-title">{t('results.participation')}</h2>
      <dl className="figures figures-row">
        {(['participants', 'ballots', 'amendments', 'arguments'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`figure.${name}`)}</dt>
            <dd>{figure(participation[name])}</dd>
          </div>
        ))}
      </dl>
      {participation.days.length > 0 && (
        <>
          <Days view={view} days={participation.days} />
          <details open={participation.days.length <= 14}>
            <summary>{t('results.daysTable')}</summary>
            <Scroll label={t('results.daysTable')}>
              <table className="data">
                <caption className="heard">{t('results.days')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('column.day')}</th>
                    <th scope="col" className="number">
                      {t('figure.ballots')}
                    </th>
                    <th scope="col" className="number">
                      {t('figure.amendments')}
                    </th>
                    <th scope="col" className="number">
                      {t('figure.arguments')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {participation.days.map((day) => (
                    <tr key={day.day}>
                      <th scope="row">
                        <time dateTime={day.day}>{format.day(day.day)}</time>
                      </th>
                      <td className="number">{figure(day.ballots)}</td>
                      <td className="number">{format.number(day.amendments)}</td>
                      <td className="number">{format.number(day.arguments)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          </details>
        </>
      )}
    </section>
  );
}

/** Acts a day as columns. The table below says the same in figures. */
function Days(props: { readonly view: View; readonly days: ResultsView['participation']['days'] }) {
  const { view, days } = props;
  const { t, format } = view.i18n;
  const totals = days.map((day) => (day.ballots ?? 0) + day.amendments + day.arguments);
  const most = Math.max(1, ...totals);
  const step = 600 / days.length;
  const first = days[0];
  const last = days.at(-1);
  return (
    <figure className="days">
      <svg viewBox="0 0 600 120" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {totals.map((total, index) => {
          const height = Math.round((total / most) * 1160) / 10;
          return (
            <rect
              key={days[index]?.day}
              x={Math.round(index * step * 100) / 100}
              y={120 - height}
              width={Math.max(1, Math.round((step - Math.min(2, step / 4)) * 100) / 100)}
              height={height}
            />
          );
        })}
      </svg>
      <figcaption>
        {t('results.daysCaption', {
          from: first ? format.day(first.day) : '',
          to: last ? format.day(last.day) : '',
          most,
        })}
      </figcaption>
    </figure>
  );
}
