import { Layout } from '../components/layout.tsx';
import { ReceiptWords } from '../components/receipt.tsx';
import type { View } from '../view.ts';
import { crumbsTo, type Frame } from './common.tsx';

/** The file of a receipt is asked for before the journal was signed again. */
export function ReceiptWaitPage(props: {
  readonly view: View;
  readonly consultation: Frame;
  readonly code: string;
}) {
  const { view, consultation, code } = props;
  const { t } = view.i18n;
  const { slug } = consultation;
  return (
    <Layout
      view={view}
      title={t('receipt.waitTitle')}
      consultation={consultation}
      crumbs={crumbsTo(view, consultation, {
        text: t('check.title'),
        href: view.links.check(slug, { code }),
      })}
    >
      <h1>{t('receipt.waitTitle')}</h1>
      <p className="lead">{t('receipt.wait')}</p>
      <ReceiptWords view={view} code={code} />
      <p className="actions">
        <a className="button" href={view.links.receiptFile(slug, code)}>
          {t('receipt.again')}
        </a>
        <a href={view.links.check(slug, { code })}>{t('check.title')}</a>
      </p>
    </Layout>
  );
}
