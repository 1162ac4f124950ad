import type { RefusalCode } from 'consultation-core/contract';
import { Layout } from '../components/layout.tsx';
import type { View } from '../view.ts';

/** Something is not there or did not work. Says what, and where to go from here. */
export function ErrorPage(props: {
  readonly view: View;
  readonly code: RefusalCode;
  readonly details?: Readonly<Record<string, unknown>>;
}) {
  const { view, code, details } = props;
  const { t, refusal } = view.i18n;
  const title =
    code === 'not-found'
      ? t('error.notFound')
      : code === 'form-expired'
        ? t('error.expired')
        : code === 'service-unavailable'
          ? t('error.unavailable')
          : t('error.other');
  return (
    <Layout view={view} title={title}>
      <h1>{title}</h1>
      <p className="lead">{refusal(code, details)}</p>
      {code === 'not-found' && <p>{t('error.notFoundHelp')}</p>}
      <p>
        <a className="button button-quiet" href={view.links.list()}>
          {t('error.home')}
        </a>
      </p>
    </Layout>
  );
}

/** What is known of the accessibility of these pages; not a claim before somebody has checked. */
export function AccessibilityPage({ view }: { readonly view: View }) {
  const { t } = view.i18n;
  return (
    <Layout view={view} title={t('accessibility.title')}>
      <h1>{t('accessibility.title')}</h1>
      <p className="lead">{t('accessibility.state', { site: view.site.name })}</p>
      <h2>{t('accessibility.doneTitle')}</h2>
      <ul>
        <li>{t('accessibility.done1')}</li>
        <li>{t('accessibility.done2')}</li>
        <li>{t('accessibility.done3')}</li>
        <li>{t('accessibility.done4')}</li>
      </ul>
      <h2>{t('accessibility.missingTitle')}</h2>
      <p>{t('accessibility.missing')}</p>
      <h2>{t('accessibility.contactTitle')}</h2>
      <p>{t('accessibility.contact')}</p>
      <h2>{t('accessibility.rightsTitle')}</h2>
      <p>{t('accessibility.rights')}</p>
    </Layout>
  );
}

export function PrivacyPage({ view }: { readonly view: View }) {
  const { t } = view.i18n;
  return (
    <Layout view={view} title={t('privacy.title')}>
      <h1>{t('privacy.title')}</h1>
      <p className="lead">{t('privacy.lead')}</p>
      <h2>{t('privacy.readingTitle')}</h2>
      <p>{t('privacy.reading')}</p>
      <h2>{t('privacy.accountTitle')}</h2>
      <p>{t('privacy.account')}</p>
      <h2>{t('privacy.publicTitle')}</h2>
      <p>{t('privacy.public')}</p>
      <h2>{t('privacy.votesTitle')}</h2>
      <p>{t('privacy.votes')}</p>
      <h2>{t('privacy.journalTitle')}</h2>
      <p>{t('privacy.journal')}</p>
      <h2>{t('privacy.rightsTitle')}</h2>
      <p>{t('privacy.rights')}</p>
    </Layout>
  );
}

export function ApiPage(props: { readonly view: View; readonly description: string | undefined }) {
  const { view, description } = props;
  const { t } = view.i18n;
  return (
    <Layout view={view} title={t('api.title')}>
      <h1>{t('api.title')}</h1>
      <p className="lead">{t('api.lead')}</p>
      {description === undefined ? (
        <p className="empty">{t('api.none')}</p>
      ) : (
        <p>
          <a className="button button-quiet" href={description}>
            {t('api.description')}
          </a>
        </p>
      )}
      <h2>{t('api.filesTitle')}</h2>
      <p>{t('api.files')}</p>
      <h2>{t('api.refusalsTitle')}</h2>
      <p>{t('api.refusals')}</p>
    </Layout>
  );
}
