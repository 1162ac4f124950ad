import type { ArticleView } from 'consultation-core/contract';
import { type Article, type Block, headingLine } from 'consultation-core/text';
import { AmendmentCard } from '../components/amendment-card.tsx';
import { ArgumentForm, Arguments } from '../components/arguments.tsx';
import { Blocks, HeadingWords } from '../components/blocks.tsx';
import { ErrorSummary } from '../components/form.tsx';
import { Alineas } from '../components/law.tsx';
import { Layout } from '../components/layout.tsx';
import { canTry, VoteBox } from '../components/vote-box.tsx';
import type { FormState, View } from '../view.ts';
import { crumbsTo, Done, langOf } from './common.tsx';

export interface ArticlePageProps {
  readonly view: View;
  readonly data: ArticleView;
  readonly vote: FormState;
  readonly argue: FormState;
  readonly requestKey: string;
  readonly done?: string;
}

/** An article of the contract as the core knows it. */
export function articleOf(data: ArticleView): Article {
  const [first, ...blocks] = data.article.blocks;
  const { id, label, heading } = data.article;
  const own = first?.type === 'heading' ? first : undefined;
  return {
    id,
    heading: own ?? { type: 'heading', id, rank: 'article', label, children: heading },
    blocks: own === undefined ? data.article.blocks : blocks,
    path: [],
  };
}

/** One article: its words, why they are there, the vote, arguments, amendments. */
export function ArticlePage(props: ArticlePageProps) {
  const { view, data, vote, argue, requestKey, done } = props;
  const { t } = view.i18n;
  const { consultation, version, may, previous, next } = data;
  const { slug, language } = consultation;
  const article = articleOf(data);
  const name = article.heading.label || headingLine(article.heading);
  const lang = langOf(view, language);
  const errors = [...vote.errors, ...argue.errors];
  const canAmend = canTry(may.amend);
  const until = consultation.currentPhase?.closesAt ?? null;
  return (
    <Layout
      view={view}
      title={headingLine(article.heading)}
      consultation={consultation}
      section="text"
      crumbs={crumbsTo(view, consultation, {
        text: t('nav.text'),
        href: view.links.text(slug, undefined, article.id),
      })}
      errors={errors}
      width="wide"
    >
      <ErrorSummary view={view} errors={errors} />
      <Done view={view} done={done} />
      <header className="article-header">
        {data.article.path.length > 0 && (
          <p className="kicker" {...lang}>
            {data.article.path
              .map(({ label, title }) => [label, title].filter(Boolean).join(' – '))
              .join(' › ')}
          </p>
        )}
        <h1 {...lang}>
          <HeadingWords heading={article.heading} />
        </h1>
        <ul className="jump">
          <li>
            <a href={view.links.text(slug, version.number, article.id)}>
              {t('version.number', { number: version.number })}
            </a>
          </li>
          <li>
            <a href="#vote">{t('vote.title')}</a>
          </li>
          <li>
            <a href="#arguments">
              {t('count.arguments', {
                count: data.arguments.for.total + data.arguments.against.total,
              })}
            </a>
          </li>
          <li>
            <a href="#amendments">{t('count.amendments', { count: data.amendments.total })}</a>
          </li>
        </ul>
      </header>
      <div className="columns">
        <div className="column-main">
          <section aria-labelledby="words-title">
            <h2 id="words-title" className="heard">
              {t('article.words')}
            </h2>
            <div className="law law-single" {...lang}>
              <Alineas
                view={view}
                article={article}
                {...(canAmend ? { tools: amendTools(view, slug, article.id) } : {})}
              />
            </div>
            <div className="amend-call">
              {canAmend ? (
                <>
                  <a className="button button-quiet" href={view.links.amend(slug, article.id)}>
                    {t('amend.start')}
                  </a>
                  <a href={view.links.newArticle(slug, { after: article.id })}>
                    {t('amend.newArticleAfter', { name })}
                  </a>
                </>
              ) : (
                may.amend.kind === 'refused' && (
                  <p className="closed">
                    {t('amend.closed')}{' '}
                    {view.i18n.refusal(may.amend.code as never, may.amend.details)}
                  </p>
                )
              )}
            </div>
          </section>
          {data.article.explanation && data.article.explanation.length > 0 && (
            <section className="explanation" aria-labelledby="explanation-title">
              <h2 id="explanation-title">{t('article.explanation')}</h2>
              <p className="byline">
                {t('article.explanationBy', { name: consultation.organiser })}
              </p>
              <div {...lang}>
                <Blocks body={data.article.explanation} level={3} />
              </div>
            </section>
          )}
        </div>
        <div className="column-side">
          <VoteBox
            view={view}
            action={`${view.links.article(slug, article.id)}/vote`}
            name={name}
            permission={may.vote}
            tally={data.tally}
            myChoice={data.myChoice}
            until={until}
            form={vote}
            requestKey={props.requestKey}
            slug={slug}
            passing={data.passing}
            receipt={data.myReceipt?.code}
            done={done}
          />
        </div>
      </div>
      <section className="opinions" id="arguments" aria-labelledby="arguments-title">
        <h2 id="arguments-title">{t('argument.title', { name })}</h2>
        <Arguments
          view={view}
          arguments={data.arguments}
          seed={article.id}
          lang={language}
          permission={may.comment}
          all={view.links.articleArguments(slug, article.id)}
        />
        <h3 id="argue">{t('argument.add')}</h3>
        <ArgumentForm
          view={view}
          action={`${view.links.article(slug, article.id)}/argue`}
          name={name}
          seed={article.id}
          permission={may.comment}
          form={argue}
          requestKey={requestKey}
        />
      </section>
      <section id="amendments" aria-labelledby="amendments-title">
        <h2 id="amendments-title">
          {t('article.amendments', { name, count: data.amendments.total })}
        </h2>
        {data.amendments.items.length === 0 ? (
          <p className="empty">
            {t('amendments.none')}{' '}
            {canAmend && <a href={view.links.amend(slug, article.id)}>{t('amendments.first')}</a>}
          </p>
        ) : (
          <ul className="cards">
            {data.amendments.items.map((amendment) => (
              <AmendmentCard
                key={amendment.id}
                view={view}
                slug={slug}
                amendment={amendment}
                lang={language}
              />
            ))}
          </ul>
        )}
        {data.amendments.items.length < data.amendments.total && (
          <p>
            <a href={view.links.amendments(slug, { article: article.id })}>
              {t('article.allAmendments', { count: data.amendments.total })}
            </a>
          </p>
        )}
      </section>
      <nav className="neighbours" aria-label={t('article.neighbours')}>
        {previous && (
          <a className="previous" rel="prev" href={view.links.article(slug, previous.id)}>
            <span className="neighbour-word">{t('article.previous')}</span>
            <span {...lang}>{neighbour(previous)}</span>
          </a>
        )}
        {next && (
          <a className="next" rel="next" href={view.links.article(slug, next.id)}>
            <span className="neighbour-word">{t('article.next')}</span>
            <span {...lang}>{neighbour(next)}</span>
          </a>
        )}
      </nav>
    </Layout>
  );
}

function neighbour({ label, title }: { readonly label: string; readonly title: string }): string {
  return [label, title].filter(Boolean).join(' – ');
}

/** A way from each alinea to the form that has its words in it. */
function amendTools(view: View, slug: string, article: string) {
  return (block: Block, number: number | undefined) =>
    block.type === 'paragraph' &&
    number !== undefined && (
      <a
        className="alinea-tool"
        href={view.links.amend(slug, article, { kind: 'replace', block: block.id })}
        lang={view.i18n.language}
      >
        {view.i18n.t('amend.alinea')}
        <span className="heard"> {view.i18n.t('amend.alineaNumber', { number })}</span>
      </a>
    );
}
