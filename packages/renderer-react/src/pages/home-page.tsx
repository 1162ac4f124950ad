import type { ConsultationView, JournalView } from 'consultation-core/contract';
import { Blocks } from '../components/blocks.tsx';
import { Layout } from '../components/layout.tsx';
import { StateTag } from '../components/tag.tsx';
import type { View } from '../view.ts';
import { crumbsTo, isOver, isUnderWay, langOf, periodText } from './common.tsx';

export interface HomePageProps {
  readonly view: View;
  readonly consultation: ConsultationView;
  /** The moment at which the page is read, to tell phases that are over. */
  readonly now: string;
  readonly journal?: JournalView['checkpoint'];
}

/** What it is about, who asks, until when, what will be done with it, how to take part. */
export function HomePage({ view, consultation, now, journal = null }: HomePageProps) {
  const { t, format } = view.i18n;
  const { slug, totals, language } = consultation;
  const lang = langOf(view, language);
  const newest = consultation.versions.at(-1);
  return (
    <Layout
      view={view}
      title={consultation.title}
      consultation={consultation}
      section="home"
      journal={journal}
      crumbs={crumbsTo(view, consultation).slice(0, 1)}
      width="wide"
    >
      <header className="hero">
        <p className="card-meta">
          <StateTag
            view={view}
            state={consultation.state}
            hasPhase={consultation.currentPhase !== null}
          />
          <span>{periodText(view, consultation)}</span>
        </p>
        <h1 {...lang}>{consultation.title}</h1>
        <p className="lead" {...lang}>
          {consultation.summary}
        </p>
        <p className="byline">{t('organiser', { name: consultation.organiser })}</p>
        <p className="actions">
          {newest ? (
            <a className="button" href={view.links.text(slug)}>
              {t(isUnderWay(consultation) ? 'home.read' : 'home.readOnly')}
            </a>
          ) : (
            <span className="note">{t('text.none')}</span>
          )}
          <a className="button button-quiet" href={view.links.amendments(slug)}>
            {t('home.amendments', { count: totals.amendments })}
          </a>
          {consultation.questions.length > 0 && (
            <a className="button button-quiet" href="#questions">
              {t('home.toQuestions', { count: consultation.questions.length })}
            </a>
          )}
        </p>
      </header>
      <div className="columns">
        <div className="column-main">
          {consultation.answer && (
            <section className="answer" aria-labelledby="answer-title">
              <h2 id="answer-title">{t('home.answer')}</h2>
              {consultation.answeredAt && (
                <p className="byline">
                  {t('home.answeredBy', {
                    name: consultation.organiser,
                    date: format.date(consultation.answeredAt),
                  })}
                </p>
              )}
              <div {...lang}>
                <Blocks body={consultation.answer} level={3} />
              </div>
              <Checkable view={view} slug={slug} />
            </section>
          )}
          <section aria-labelledby="about-title">
            <h2 id="about-title">{t('home.about')}</h2>
            <div {...lang}>
              <Blocks body={consultation.presentation} level={3} />
            </div>
          </section>
          <Questions view={view} consultation={consultation} />
          <section className="commitment" aria-labelledby="commitment-title">
            <h2 id="commitment-title">{t('home.commitment')}</h2>
            <div {...lang}>
              <Blocks body={consultation.commitment} level={3} />
            </div>
          </section>
          {!isOver(consultation, now) && <HowTo view={view} consultation={consultation} />}
          <Charter view={view} consultation={consultation} />
        </div>
        <div className="column-side">
          <Phases view={view} consultation={consultation} now={now} />
          <section aria-labelledby="figures-title">
            <h2 id="figures-title">{t('home.figures')}</h2>
            <dl className="figures">
              {(
                [
                  ['articles', totals.articles],
                  ['amendments', totals.amendments],
                  ['arguments', totals.arguments],
                  ['ballots', totals.ballots],
                  ['participants', totals.participants],
                ] as const
              ).map(([name, value]) => (
                <div key={name}>
                  <dt>{t(`figure.${name}`)}</dt>
                  {/* Sealed counts are null: how many ballots there are tells something of them too. */}
                  <dd>{value === null ? t('tally.sealedShort') : format.number(value)}</dd>
                </div>
              ))}
            </dl>
            <p>
              <a href={view.links.results(slug)}>{t('home.results')}</a>
            </p>
            {!consultation.answer && <Checkable view={view} slug={slug} />}
          </section>
          <section aria-labelledby="versions-title">
            <h2 id="versions-title">{t('home.versions')}</h2>
            <Versions view={view} consultation={consultation} />
          </section>
          <section aria-labelledby="contact-title">
            <h2 id="contact-title">{t('home.contact')}</h2>
            <p {...lang}>{consultation.contact}</p>
          </section>
          {consultation.provenance && (
            <section aria-labelledby="provenance-title">
              <h2 id="provenance-title">{t('home.provenance')}</h2>
              <p className="note" {...lang}>
                {consultation.provenance}
              </p>
            </section>
          )}
        </div>
      </div>
    </Layout>
  );
}

/** That nobody has to be believed, and where to begin. */
function Checkable({ view, slug }: { readonly view: View; readonly slug: string }) {
  const { t } = view.i18n;
  return (
    <p>
      {t('home.check')} <a href={view.links.data(slug)}>{t('data.title')}</a>
    </p>
  );
}

interface Part {
  readonly view: View;
  readonly consultation: ConsultationView;
}

/** What is asked beside the text, in its order. Whether one answered is not told here: this page knows no reader. */
function Questions({ view, consultation }: Part) {
  const { t } = view.i18n;
  const { questions, slug, language } = consultation;
  const count = questions.length;
  if (count === 0) return null;
  return (
    <section id="questions" aria-labelledby="questions-title">
      <h2 id="questions-title">{t('home.questions', { count })}</h2>
      <p>{t('home.questionsLead', { count })}</p>
      <ol className="question-list">
        {questions.map(({ id, title }) => (
          <li key={id}>
            <a href={view.links.question(slug, id)} {...langOf(view, language)}>
              {title}
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Phases({ view, consultation, now }: Part & { readonly now: string }) {
  const { t, format } = view.i18n;
  return (
    <section aria-labelledby="phases-title">
      <h2 id="phases-title">{t('home.phases')}</h2>
      {consultation.phases.length === 0 ? (
        <p className="empty">{t('period.none')}</p>
      ) : (
        <ol className="phases">
          {consultation.phases.map((phase) => {
            const current = phase.id === consultation.currentPhase?.id;
            const state = current ? 'now' : phase.closesAt <= now ? 'over' : 'coming';
            return (
              <li key={phase.id} className={`phase phase-${state}`}>
                <h3 {...langOf(view, consultation.language)}>{phase.name}</h3>
                <p className="phase-state">{t(`phase.${state}`)}</p>
                <p>
                  {t('period.between', {
                    from: format.moment(phase.opensAt),
                    to: format.moment(phase.closesAt),
                  })}
                </p>
                <p className="note">
                  {phase.allows.length === 0
                    ? t('phase.nothing')
                    : t('phase.allows', {
                        what: phase.allows.map((name) => t(`may.${name}`)).join(', '),
                      })}
                </p>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}

function HowTo({ view, consultation }: Part) {
  const { t } = view.i18n;
  return (
    <section className="howto" aria-labelledby="howto-title">
      <h2 id="howto-title">{t('home.howto')}</h2>
      <ol>
        <li>
          <h3>{t('howto.read')}</h3>
          <p>{t('howto.readText')}</p>
        </li>
        <li>
          <h3>{t('howto.react')}</h3>
          <p>{t('howto.reactText')}</p>
        </li>
        <li>
          <h3>{t('howto.amend')}</h3>
          <p>{t('howto.amendText')}</p>
        </li>
      </ol>
      <p className="note">
        {t(consultation.counts === 'always' ? 'howto.countsAlways' : 'howto.countsAtClose')}
      </p>
    </section>
  );
}

function Charter({ view, consultation }: Part) {
  const { t } = view.i18n;
  return (
    <section aria-labelledby="charter-title">
      <h2 id="charter-title">{t('home.charter')}</h2>
      {consultation.charter.length > 0 && (
        <>
          <p>{t('home.charterLead')}</p>
          <dl className="charter" {...langOf(view, consultation.language)}>
            {consultation.charter.map((rule) => (
              <div key={rule.id} id={`rule-${rule.id}`}>
                <dt>{rule.title}</dt>
                <dd>{rule.text}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <p>
        <a href={view.links.moderation(consultation.slug)}>{t('home.register')}</a>
      </p>
    </section>
  );
}

function Versions({ view, consultation }: Part) {
  const { t, format } = view.i18n;
  const { versions, slug } = consultation;
  if (versions.length === 0) return <p className="empty">{t('text.none')}</p>;
  return (
    <>
      <ul className="plain-list">
        {versions.map(({ number, publishedAt, computedFrom }) => (
          <li key={number}>
            <a href={view.links.text(slug, number)}>{t('version.number', { number })}</a>
            {', '}
            {format.date(publishedAt)}
            {computedFrom && (
              <>
                {' – '}
                <a href={view.links.origin(slug, number)}>
                  {t('origin.link')}
                  <span className="heard"> ({t('version.number', { number })})</span>
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
      {versions.length > 1 && (
        <p>
          <a
            href={view.links.changes(slug, {
              from: versions.at(-2)?.number,
              to: versions.at(-1)?.number,
            })}
          >
            {t('version.compare')}
          </a>
        </p>
      )}
    </>
  );
}
