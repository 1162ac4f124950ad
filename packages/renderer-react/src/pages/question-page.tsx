import type { QuestionRef, QuestionView } from 'consultation-core/contract';
import { ErrorSummary } from '../components/form.tsx';
import { PlainWords } from '../components/inlines.tsx';
import { Layout } from '../components/layout.tsx';
import { QuestionBox } from '../components/question-box.tsx';
import { QuestionResultView } from '../components/question-result.tsx';
import { type Filled, isRanked } from '../papers.ts';
import type { FormError, View } from '../view.ts';
import { crumbsTo, Done, langOf } from './common.tsx';

export interface QuestionPageProps {
  readonly view: View;
  readonly data: QuestionView;
  readonly filled: Filled | undefined;
  readonly blankKept: boolean;
  readonly errors: readonly FormError[];
  readonly requestKey: string;
  readonly done?: string | undefined;
}

/** One question: what is asked, the ballot paper, how ballots are counted, and what they come to. */
export function QuestionPage(props: QuestionPageProps) {
  const { view, data, errors, done } = props;
  const { t } = view.i18n;
  const { consultation, question, number, total, previous, next } = data;
  const { slug, language } = consultation;
  const lang = langOf(view, language);
  const result = t(consultation.state === 'open' ? 'question.resultToDate' : 'question.result');
  return (
    <Layout
      view={view}
      title={question.title}
      consultation={consultation}
      section="home"
      crumbs={crumbsTo(view, consultation, {
        text: t('home.questions', { count: total }),
        href: `${view.links.consultation(slug)}#questions`,
      })}
      errors={errors}
      width="wide"
      {...(isRanked(question) ? { scripts: [view.assets.rank] } : {})}
    >
      <ErrorSummary view={view} errors={errors} />
      <Done view={view} done={done} />
      <header className="article-header">
        <p className="kicker">{t('question.number', { number, total })}</p>
        <h1 {...lang}>{question.title}</h1>
        {question.explanation !== '' && (
          <div className="question-explanation" {...lang}>
            <PlainWords text={question.explanation} />
          </div>
        )}
        <ul className="jump">
          <li>
            <a href="#counted">{t('question.counted')}</a>
          </li>
          <li>
            <a href="#result">{result}</a>
          </li>
        </ul>
      </header>
      <div className="columns">
        <div className="column-main">
          <QuestionBox
            view={view}
            data={data}
            filled={props.filled}
            blankKept={props.blankKept}
            errors={errors}
            requestKey={props.requestKey}
            done={done}
          />
        </div>
        <div className="column-side">
          <HowCounted view={view} data={data} />
        </div>
      </div>
      <section className="question-results" id="result" aria-labelledby="result-title">
        <h2 id="result-title">{result}</h2>
        <QuestionResultView
          view={view}
          question={question}
          tally={data.tally}
          language={language}
        />
        <p>
          {t('home.check')} <a href={view.links.data(slug)}>{t('data.title')}</a>
        </p>
      </section>
      <nav className="neighbours" aria-label={t('question.neighbours')}>
        <Neighbour view={view} slug={slug} lang={lang} way="previous" to={previous} />
        <Neighbour view={view} slug={slug} lang={lang} way="next" to={next} />
      </nav>
    </Layout>
  );
}

/** The method in plain words: what a voter has to know to answer as she means it. */
function HowCounted({ view, data }: { readonly view: View; readonly data: QuestionView }) {
  const { t } = view.i18n;
  const { method } = data.question;
  return (
    <section id="counted" aria-labelledby="counted-title">
      <h2 id="counted-title">{t('question.counted')}</h2>
      <p>
        <strong>{t(`question.method.${method}`)}</strong>
      </p>
      <p>{t(`question.how.${method}`)}</p>
      <p>{t(`question.more.${method}`)}</p>
      <p className="note">{t('question.ties')}</p>
    </section>
  );
}

function Neighbour(props: {
  readonly view: View;
  readonly slug: string;
  readonly lang: ReturnType<typeof langOf>;
  readonly way: 'previous' | 'next';
  readonly to: QuestionRef | null;
}) {
  const { view, slug, lang, way, to } = props;
  if (to === null) return null;
  return (
    <a
      className={way}
      rel={way === 'next' ? 'next' : 'prev'}
      href={view.links.question(slug, to.id)}
    >
      <span className="neighbour-word">{view.i18n.t(`question.${way}`)}</span>
      <span {...lang}>{to.title}</span>
    </a>
  );
}
