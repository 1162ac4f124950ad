import type { ComparisonView, VersionSummary } from 'consultation-core/contract';
import { articles, headingLine } from 'consultation-core/text';
import { amendmentName } from '../components/amendment-card.tsx';
import { lineId } from '../components/diff-line.tsx';
import { DiffOptions } from '../components/diff-options.tsx';
import {
  type DiffExtent,
  type DiffLayout,
  DiffView,
  type Line,
  rowsOf,
} from '../components/diff-view.tsx';
import { HiddenFields } from '../components/form.tsx';
import { Layout } from '../components/layout.tsx';
import { Scroll } from '../components/scroll.tsx';
import { StatusTag } from '../components/tag.tsx';
import { changedArticles, type Summary } from '../difference.ts';
import { keepNumber } from '../i18n/typography.ts';
import type { View } from '../view.ts';
import { crumbsTo, langOf } from './common.tsx';

export interface ChangesPageProps {
  readonly view: View;
  readonly data: ComparisonView;
  /** All versions, oldest first. */
  readonly versions: readonly VersionSummary[];
  readonly extent: DiffExtent;
  readonly layout: DiffLayout;
}

/** Two versions, what changed article by article, their difference, and what became of each amendment. */
export function ChangesPage(props: ChangesPageProps) {
  const { view, data, extent, layout } = props;
  const { t, format } = view.i18n;
  const { consultation, from, to } = data;
  const { slug } = consultation;
  const title = t('changes.title', { from: from.number, to: to.number });
  const lines = rowsOf(data.before, data.change, data.after);
  return (
    <Layout
      view={view}
      title={title}
      consultation={consultation}
      section="text"
      crumbs={crumbsTo(view, consultation, { text: t('nav.text'), href: view.links.text(slug) })}
      width="wide"
    >
      <h1>{title}</h1>
      <p className="lead">
        {t('changes.lead', {
          from: from.number,
          fromDate: format.date(from.publishedAt),
          to: to.number,
          toDate: format.date(to.publishedAt),
        })}
      </p>
      <Choose {...props} />
      <p className="actions">
        <a href={view.links.text(slug, from.number)}>
          {t('changes.read', { number: from.number })}
        </a>
        <a href={view.links.text(slug, to.number)}>{t('changes.read', { number: to.number })}</a>
        {to.computedFrom && (
          <a href={view.links.origin(slug, to.number)}>
            {t('origin.title', { number: to.number })}
          </a>
        )}
        <a href="#fate">{t('changes.toFate')}</a>
      </p>
      <ByArticle {...props} lines={lines} />
      <section aria-labelledby="difference">
        <h2 id="difference">{t('changes.difference')}</h2>
        <DiffOptions
          view={view}
          extent={extent}
          layout={layout}
          link={(query) =>
            view.links.changes(slug, { from: from.number, to: to.number, ...query }, 'difference')
          }
        />
        <DiffView
          view={view}
          rows={lines}
          extent={extent}
          layout={layout}
          lang={consultation.language}
          names={{
            before: t('version.number', { number: from.number }),
            after: t('version.number', { number: to.number }),
          }}
        />
      </section>
      <section aria-labelledby="fate">
        <h2 id="fate">{t('changes.fate')}</h2>
        {data.amendments.length === 0 ? (
          <p className="empty">{t('changes.noAmendments')}</p>
        ) : (
          <Fate {...props} />
        )}
      </section>
    </Layout>
  );
}

/** Any two versions, by address. How the difference is shown stays. */
function Choose({ view, data, versions, extent, layout }: ChangesPageProps) {
  const { t, format } = view.i18n;
  const { consultation, from, to } = data;
  if (versions.length < 2) return null;
  const select = (name: 'from' | 'to', value: number) => (
    <div className="field">
      <label htmlFor={name}>{t(`changes.${name}`)}</label>
      <select id={name} name={name} defaultValue={value}>
        {versions.map(({ number, publishedAt }) => (
          <option key={number} value={number}>
            {t('version.published', { number, date: format.date(publishedAt) })}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <form
      method="get"
      action={view.links.changes(consultation.slug)}
      className="choose-versions"
      aria-label={t('changes.choose')}
    >
      {select('from', from.number)}
      {select('to', to.number)}
      <HiddenFields values={{ show: extent, view: layout }} />
      <button type="submit" className="quiet">
        {t('changes.show')}
      </button>
    </form>
  );
}

/** Which articles something changed in, and how much, with the way there. */
function ByArticle({ view, data, lines }: ChangesPageProps & { readonly lines: readonly Line[] }) {
  const { t } = view.i18n;
  const changed = changedArticles(lines);
  if (changed.length === 0) return null;
  const headings = new Map(
    [...articles(data.before), ...articles(data.after)].map(({ id, heading }) => [id, heading])
  );
  const lang = langOf(view, data.consultation.language);
  return (
    <section aria-labelledby="articles">
      <h2 id="articles">{t('changes.articles')}</h2>
      <ul className="changed-articles">
        {changed.map(({ article, first, summary }) => {
          const heading = article === null ? undefined : headings.get(article);
          return (
            <li key={article ?? ''}>
              <a href={`#${lineId('d', first)}`}>
                {heading ? <span {...lang}>{headingLine(heading)}</span> : t('changes.outside')}
              </a>{' '}
              <span className="note">{summaryText(view, summary)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** `2 changed, 1 added (alineas or headings)`. */
function summaryText(view: View, summary: Summary): string {
  const { t } = view.i18n;
  const parts = (['changed', 'inserted', 'deleted', 'moved'] as const)
    .filter((name) => summary[name] > 0)
    .map((name) => t(`changes.summary.${name}`, { count: summary[name] }));
  return `${parts.join(', ')} (${t('changes.summary.unit')})`;
}

function Fate({ view, data, versions }: ChangesPageProps) {
  const { t } = view.i18n;
  const { slug, language } = data.consultation;
  const [low, high] = [data.from.number, data.to.number].sort((a, b) => a - b) as [number, number];
  /** In which version on the way an amendment was taken up. */
  const adopted = new Map(
    versions
      .filter(({ number }) => number > low && number <= high)
      .flatMap(({ number, computedFrom }) =>
        (computedFrom?.amendments ?? []).map(({ id }) => [id, number] as const)
      )
  );
  return (
    <Scroll labelledBy="fate">
      <table className="data">
        <caption className="heard">{t('changes.fate')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column.amendment')}</th>
            <th scope="col">{t('column.article')}</th>
            <th scope="col">{t('column.status')}</th>
            <th scope="col">{t('column.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {data.amendments.map((amendment) => {
            const number = adopted.get(amendment.id);
            return (
              <tr key={amendment.id}>
                <th scope="row">
                  <a href={view.links.amendment(slug, amendment.id)}>
                    {amendmentName(view, amendment)}
                  </a>{' '}
                  <span {...langOf(view, language)}>
                    {amendment.hidden ? t('hidden.item') : amendment.title}
                  </span>
                  {amendment.parent && (
                    <span className="note">
                      {' '}
                      {t('sub.of', { number: String(amendment.parent.number) })}
                    </span>
                  )}
                </th>
                <td {...langOf(view, language)}>{keepNumber(amendment.article?.label ?? '–')}</td>
                <td>
                  <StatusTag view={view} status={amendment.status} />
                  {number !== undefined && (
                    <span className="note">
                      {' '}
                      <a href={view.links.origin(slug, number, { amendment: amendment.id })}>
                        {t('changes.inText', { number })}
                      </a>
                    </span>
                  )}
                </td>
                <td {...langOf(view, language)}>
                  {amendment.decision?.reason ?? t('changes.noReason')}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}
