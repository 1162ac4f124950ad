import type { JournalView } from 'consultation-core/contract';
import type { ReactNode } from 'react';
import { languageAttributes, languageNames } from '../i18n/index.ts';
import type { FormError, View } from '../view.ts';
import { CheckpointLine } from './journal.tsx';

export interface Crumb {
  readonly text: string;
  readonly href: string;
  readonly lang?: string;
}

export type Section = 'home' | 'text' | 'amendments' | 'results';

export interface LayoutProps {
  readonly view: View;
  /** What this page is called, without the site. */
  readonly title: string;
  /** The consultation that the page belongs to. */
  readonly consultation?: {
    readonly slug: string;
    readonly title: string;
    readonly language: string;
  };
  readonly section?: Section;
  /** The way from the site's start; the page itself is not in it. */
  readonly crumbs?: readonly Crumb[];
  /** With errors the title says so first. */
  readonly errors?: readonly FormError[];
  readonly width?: 'reading' | 'wide';
  /** The newest signed state of the consultation's journal, where the page knows it: it is told at the foot. */
  readonly journal?: JournalView['checkpoint'];
  /** Names of scripts that only this page needs. */
  readonly scripts?: readonly string[];
  readonly children: ReactNode;
}

/** A whole document. */
export function Layout(props: LayoutProps) {
  const { view, title, consultation, crumbs = [], errors = [], width = 'reading' } = props;
  const { t, language } = view.i18n;
  const failed = errors.length > 0;
  const parts = [title, consultation?.title, view.site.name];
  const whole = parts.filter((part, index) => part && parts.indexOf(part) === index).join(' – ');
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <title>{failed ? t('error.title', { title: whole }) : whole}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href={view.links.asset(view.assets.style)} />
        <script defer src={view.links.asset(view.assets.script)} />
        {(props.scripts ?? []).map((name) => (
          <script key={name} defer src={view.links.asset(name)} />
        ))}
      </head>
      <body>
        <a className="skip" href="#content">
          {t('site.skip')}
        </a>
        <SiteHeader view={view} />
        {consultation && (
          <ConsultationBar view={view} consultation={consultation} section={props.section} />
        )}
        <div className={`page page-${width}`}>
          {crumbs.length > 0 && <Breadcrumbs view={view} crumbs={crumbs} />}
          <main id="content" tabIndex={-1}>
            {props.children}
          </main>
        </div>
        <SiteFooter view={view} consultation={consultation} journal={props.journal ?? null} />
      </body>
    </html>
  );
}

function SiteHeader({ view }: { readonly view: View }) {
  const { t, language } = view.i18n;
  const other = language === 'fr' ? 'en' : 'fr';
  return (
    <header className="site-header">
      <div className="site-header-inner">
        <a className="site-name" href={view.links.list()}>
          {view.site.name}
        </a>
        <nav aria-label={t('nav.site')} className="site-nav">
          <ul>
            <li>
              <a href={view.otherLanguage} lang={other} hrefLang={other}>
                {languageNames[other]}
              </a>
            </li>
            <li>
              {view.signedIn ? (
                <a href={view.links.account()}>{t('nav.account')}</a>
              ) : (
                <a href={view.links.signIn({ return: view.here })} rel="nofollow">
                  {t('nav.signIn')}
                </a>
              )}
            </li>
          </ul>
        </nav>
      </div>
    </header>
  );
}

function ConsultationBar(props: {
  readonly view: View;
  readonly consultation: NonNullable<LayoutProps['consultation']>;
  readonly section: Section | undefined;
}) {
  const { view, consultation, section } = props;
  const { t, language } = view.i18n;
  const { slug } = consultation;
  const items: readonly (readonly [Section, string, string])[] = [
    ['home', view.links.consultation(slug), t('nav.overview')],
    ['text', view.links.text(slug), t('nav.text')],
    ['amendments', view.links.amendments(slug), t('nav.amendments')],
    ['results', view.links.results(slug), t('nav.results')],
  ];
  return (
    <div className="consultation-bar">
      <nav className="consultation-bar-inner" aria-label={t('nav.consultation')}>
        <p
          className="consultation-bar-title"
          {...languageAttributes(consultation.language, language)}
        >
          {consultation.title}
        </p>
        <ul>
          {items.map(([name, href, text]) => (
            <li key={name}>
              <a href={href} {...(name === section ? { 'aria-current': 'true' as const } : {})}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

function Breadcrumbs({ view, crumbs }: { readonly view: View; readonly crumbs: readonly Crumb[] }) {
  const { t, language } = view.i18n;
  return (
    <nav aria-label={t('nav.breadcrumbs')} className="breadcrumbs">
      <ol>
        {crumbs.map(({ text, href, lang }) => (
          <li key={href}>
            <a href={href} {...languageAttributes(lang ?? language, language)}>
              {text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function SiteFooter(props: {
  readonly view: View;
  readonly consultation: LayoutProps['consultation'];
  readonly journal: JournalView['checkpoint'];
}) {
  const { view, consultation, journal } = props;
  const { t } = view.i18n;
  return (
    <footer className="site-footer">
      <div className="site-footer-inner">
        <p>{t('footer.neutral')}</p>
        {consultation && (
          <nav aria-label={t('nav.trust')}>
            <ul>
              <li>
                <a href={view.links.check(consultation.slug)}>{t('check.title')}</a>
              </li>
              <li>
                <a href={view.links.data(consultation.slug)}>{t('data.title')}</a>
              </li>
              <li>
                <a href={view.links.moderation(consultation.slug)}>{t('home.register')}</a>
              </li>
            </ul>
          </nav>
        )}
        {consultation && journal && (
          <CheckpointLine view={view} slug={consultation.slug} checkpoint={journal} />
        )}
        <nav aria-label={t('nav.footer')}>
          <ul>
            {view.site.home && (
              <li>
                <a href={view.site.home}>{t('nav.siteHome')}</a>
              </li>
            )}
            <li>
              <a href={view.links.list()}>{t('nav.list')}</a>
            </li>
            <li>
              <a href={view.links.accessibility()}>{t('footer.accessibility')}</a>
            </li>
            <li>
              <a href={view.links.privacy()}>{t('footer.privacy')}</a>
            </li>
            <li>
              <a href={view.links.api()}>{t('footer.api')}</a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}
