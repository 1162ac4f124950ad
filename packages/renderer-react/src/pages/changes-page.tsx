import type { ComparisonView } from 'consultation-core/contract';
import { amendmentName } from '../components/amendment-card.tsx';
import { type DiffExtent, type DiffLayout, DiffView, rowsOf } from '../components/diff-view.tsx';
import { Layout } from '../components/layout.tsx';
import { Scroll } from '../components/scroll.tsx';
import { StatusTag } from '../components/tag.tsx';
import type { View } from '../view.ts';
import { DiffOptions } from './amendment-page.tsx';
import { crumbsTo, langOf } from './common.tsx';

/** Two versions, their difference, and what became of each amendment. */
export function ChangesPage(props: {
  readonly view: View;
  readonly data: ComparisonView;
  readonly extent: DiffExtent;
  readonly layout: DiffLayout;
}) {
  const { view, data, extent, layout } = props;
  const { t, format } = view.i18n;
  const { consultation, from, to } = data;
  const { slug } = consultation;
  const title = t('changes.title', { from: from.number, to: to.number });
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
      <p className="actions">
        <a href={view.links.text(slug, from.number)}>
          {t('changes.read', { number: from.number })}
        </a>
        <a href={view.links.text(slug, to.number)}>{t('changes.read', { number: to.number })}</a>
        <a href="#fate">{t('changes.toFate')}</a>
      </p>
      <section aria-labelledby="difference">
        <h2 id="difference">{t('changes.difference')}</h2>
        <DiffOptions
          view={view}
          extent={extent}
          layout={layout}
          link={(query) => view.links.changes(slug, { from: from.number, to: to.number, ...query })}
        />
        <DiffView
          view={view}
          rows={rowsOf(data.before, data.change, data.after)}
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
          <Fate view={view} data={data} />
        )}
      </section>
    </Layout>
  );
}

function Fate({ view, data }: { readonly view: View; readonly data: ComparisonView }) {
  const { t } = view.i18n;
  const { slug, language } = data.consultation;
  const adopted = new Set(data.to.computedFrom?.amendments.map(({ id }) => id) ?? []);
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
          {data.amendments.map((amendment) => (
            <tr key={amendment.id}>
              <th scope="row">
                <a href={view.links.amendment(slug, amendment.id)}>
                  {amendmentName(view, amendment)}
                </a>{' '}
                <span {...langOf(view, language)}>
                  {amendment.hidden ? t('hidden.item') : amendment.title}
                </span>
              </th>
              <td {...langOf(view, language)}>{amendment.article?.label ?? '–'}</td>
              <td>
                <StatusTag view={view} status={amendment.status} />
                {adopted.has(amendment.id) && (
                  <span className="note"> {t('changes.inText', { number: data.to.number })}</span>
                )}
              </td>
              <td {...langOf(view, language)}>
                {amendment.decision?.reason ?? t('changes.noReason')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
