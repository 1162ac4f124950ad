import type { Refusal } from 'consultation-core/contract';
import type { ReactNode } from 'react';
import { ErrorSummary } from '../components/form.tsx';
import { PlainWords } from '../components/inlines.tsx';
import { Layout } from '../components/layout.tsx';
import type { View } from '../view.ts';

/** What the editor of an article fetches while somebody writes: a fragment, not a page. */
export function LivePage({ children }: { readonly children?: ReactNode }) {
  return <div data-consequences-result="">{children}</div>;
}

/** Words that have no place in the text any more: they are shown whole, so that nothing is lost. */
export function KeptWordsPage(props: {
  readonly view: View;
  readonly slug: string;
  readonly refusal: Refusal;
  readonly title: string;
  readonly words: string;
  readonly justification: string;
}) {
  const { view, slug, refusal } = props;
  const { t } = view.i18n;
  const errors = [{ message: view.i18n.refusal(refusal.code, refusal.details) }];
  const typed = [
    ['amend.amendmentTitle', props.title],
    ['amend.keptText', props.words],
    ['amend.justification', props.justification],
  ] as const;
  return (
    <Layout view={view} title={t('amend.keptTitle')} errors={errors}>
      <ErrorSummary view={view} errors={errors} />
      <h1>{t('amend.keptTitle')}</h1>
      <p className="lead">{t('amend.keptLead')}</p>
      <dl className="typed">
        {typed
          .filter(([, words]) => words !== '')
          .map(([name, words]) => (
            <div key={name}>
              <dt>{t(name)}</dt>
              <dd>
                <PlainWords text={words} />
              </dd>
            </div>
          ))}
      </dl>
      <p className="actions">
        <a className="button" href={view.links.text(slug)}>
          {t('nav.text')}
        </a>
      </p>
    </Layout>
  );
}
