import type { JournalView } from 'consultation-core/contract';
import { VerifyCommand } from '../components/journal.tsx';
import { Layout } from '../components/layout.tsx';
import type { VerifyOptions } from '../islands/verify-options.ts';
import type { View } from '../view.ts';
import { crumbsTo } from './common.tsx';
import { editionName } from './data-page.tsx';

export interface VerifyPageProps {
  readonly view: View;
  readonly journal: JournalView;
  /** What is checked; undefined before there are files. */
  readonly edition: JournalView['editions'][number] | undefined;
  /** Whole address of the page of the open data. */
  readonly address: string;
}

/** The whole verifier in the reader's own browser; without script, how to run it elsewhere. */
export function VerifyPage({ view, journal, edition, address }: VerifyPageProps) {
  const { t, language, format } = view.i18n;
  const { consultation, checkpoint } = journal;
  const options: VerifyOptions = {
    files: journal.files,
    edition: edition?.name ?? '',
    worker: view.links.asset(view.assets.verifier),
    language,
    report: `${consultation.slug}-${edition?.name}-report.json`,
    words: {
      again: t('verify.again'),
      stopped: t('verify.stopped'),
      reading: t('verify.reading', { percent: '{percent}', file: '{file}' }),
      computing: t('verify.computing'),
      failed: t('verify.failed', { message: '{message}' }),
      download: t('verify.download'),
    },
  };
  return (
    <Layout
      view={view}
      title={t('verify.title')}
      consultation={consultation}
      crumbs={crumbsTo(view, consultation, {
        text: t('data.title'),
        href: view.links.data(consultation.slug),
      })}
      journal={checkpoint}
      scripts={edition === undefined ? [] : [view.assets.verify]}
    >
      <h1>{t('verify.title')}</h1>
      <p className="lead">{t('verify.lead')}</p>
      {edition === undefined ? (
        <p className="empty">{t('verify.none')}</p>
      ) : (
        <>
          <p>{t('verify.edition', { edition: editionName(view, edition) })}</p>
          <p className="warning" data-plain="">
            {t('verify.noScript')}
          </p>
          <div data-verify={JSON.stringify(options)} data-scripted="" hidden>
            <details className="more">
              <summary>{t('verify.own')}</summary>
              <div className="field">
                <label htmlFor="own-receipts">{t('verify.receipts')}</label>
                <p className="hint" id="own-receipts-hint">
                  {t('verify.receiptsHint')}
                </p>
                <textarea id="own-receipts" rows={4} aria-describedby="own-receipts-hint" />
              </div>
              <div className="field">
                <label htmlFor="own-held">{t('verify.held')}</label>
                <p className="hint" id="own-held-hint">
                  {t('verify.heldHint')}
                </p>
                <textarea id="own-held" rows={4} aria-describedby="own-held-hint" />
              </div>
            </details>
            <p className="actions">
              <button type="button" data-verify-start="">
                {t('verify.start', {
                  bytes: format.bytes(edition.files.reduce((sum, { bytes }) => sum + bytes, 0)),
                })}
              </button>
              <button type="button" className="quiet" data-verify-stop="" hidden>
                {t('verify.stop')}
              </button>
            </p>
            <div className="verify-progress" data-verify-progress="" hidden>
              <progress aria-label={t('verify.progress')} max={100} value={0} />
            </div>
            <p role="status" data-verify-said="" />
            <section
              className="verify-result"
              aria-label={t('verify.report')}
              data-verify-result=""
              tabIndex={-1}
              hidden
            />
          </div>
        </>
      )}
      <section aria-labelledby="command">
        <h2 id="command">{t('verify.command')}</h2>
        <p>{t('verify.commandLead')}</p>
        <VerifyCommand view={view} address={address} />
        <p className="note">{t('verify.commandMore')}</p>
      </section>
    </Layout>
  );
}
