import type { ArticleSummary, ConsultationSummary, VersionView } from 'consultation-core/contract';
import { Law } from '../components/law.tsx';
import { Layout } from '../components/layout.tsx';
import { Outline } from '../components/outline.tsx';
import { Tag } from '../components/tag.tsx';
import { tallyLine } from '../components/tally.tsx';
import type { View } from '../view.ts';
import { crumbsTo, langOf, periodText } from './common.tsx';

/** One version of the text: outline, articles, and for each what is open and what was said. */
export function TextPage({ view, data }: { readonly view: View; readonly data: VersionView }) {
  const { t, format } = view.i18n;
  const { consultation, version, versions, body } = data;
  const { slug } = consultation;
  const newest = versions.at(-1);
  const summaries = new Map(data.articles.map((article) => [article.id, article]));
  const isNewest = version.number === newest?.number;
  const isFirst = version.number === versions[0]?.number;
  return (
    <Layout
      view={view}
      title={t('text.title', { title: version.title, number: version.number })}
      consultation={consultation}
      section="text"
      crumbs={crumbsTo(view, consultation)}
      width="wide"
    >
      <header className="text-header">
        <p className="kicker">
          {t('version.published', {
            number: version.number,
            date: format.date(version.publishedAt),
          })}
        </p>
        <h1 {...langOf(view, consultation.language)}>{version.title}</h1>
        {!isNewest && newest && (
          <div className="warning">
            <p>
              <Tag kind="waiting">{t('version.old')}</Tag>{' '}
              <a href={view.links.text(slug)}>{t('version.newest', { number: newest.number })}</a>
            </p>
          </div>
        )}
        {versions.length > 1 && (
          <ul className="version-links">
            {versions.map(({ number }) => (
              <li key={number}>
                <a
                  href={view.links.text(slug, number)}
                  {...(number === version.number ? { 'aria-current': 'page' as const } : {})}
                >
                  {t('version.number', { number })}
                </a>
              </li>
            ))}
            <li>
              <a
                href={view.links.changes(slug, {
                  from: previousOf(versions, version.number),
                  to: isFirst ? newest?.number : version.number,
                })}
              >
                {t('version.compareThis')}
              </a>
            </li>
          </ul>
        )}
        {version.computedFrom && (
          <p className="note">
            {t('version.computed', {
              base: version.computedFrom.base,
              count: version.computedFrom.amendments.length,
            })}{' '}
            <a href={view.links.origin(slug, version.number)}>{t('origin.link')}</a>
          </p>
        )}
      </header>
      <div className="text-layout">
        <Outline view={view} body={body} lang={consultation.language} link={(id) => `#${id}`} />
        <div className="law" {...langOf(view, consultation.language)}>
          {body.length === 0 && <p className="empty">{t('text.none')}</p>}
          <Law
            view={view}
            body={body}
            note={(article) => {
              const summary = summaries.get(article.id);
              return (
                summary && (
                  <ArticleNote view={view} slug={slug} article={summary} isNewest={isNewest} />
                )
              );
            }}
          />
        </div>
      </div>
    </Layout>
  );
}

/** The version in front of one; of the first one, the first itself. */
function previousOf(versions: VersionView['versions'], number: number): number | undefined {
  return versions.findLast((one) => one.number < number)?.number ?? versions[0]?.number;
}

/** The place of the text before it is published. */
export function NoTextPage(props: {
  readonly view: View;
  readonly consultation: ConsultationSummary;
}) {
  const { view, consultation } = props;
  const { t } = view.i18n;
  return (
    <Layout
      view={view}
      title={t('nav.text')}
      consultation={consultation}
      section="text"
      crumbs={crumbsTo(view, consultation)}
    >
      <h1>{t('nav.text')}</h1>
      <p className="empty">
        {t('text.none')} {periodText(view, consultation)}.
      </p>
    </Layout>
  );
}

/** Stands beside the article: what can be done, how much was said, and the way there. */
function ArticleNote(props: {
  readonly view: View;
  readonly slug: string;
  readonly article: ArticleSummary;
  readonly isNewest: boolean;
}) {
  const { view, slug, article, isNewest } = props;
  const { t, language } = view.i18n;
  const name = article.label || article.title;
  return (
    <div className="article-note" lang={language}>
      {isNewest && (
        <p className="article-open">
          {article.open.length === 0
            ? t('article.closed')
            : t('article.open', { what: article.open.map((what) => t(`may.${what}`)).join(', ') })}
        </p>
      )}
      <ul>
        <li>{tallyLine(view, article.tally)}</li>
        <li>{t('count.arguments', { count: article.arguments })}</li>
        <li>{t('count.amendments', { count: article.amendments })}</li>
      </ul>
      <p>
        <a href={view.links.article(slug, article.id)}>{t('article.see', { name })}</a>
      </p>
    </div>
  );
}
