import type { View } from '../view.ts';
import { CopyButton } from './copy-button.tsx';

/** What proves that an act is in the journal: its code, what it is for, and what to do with it. */
export function Receipt(props: {
  readonly view: View;
  readonly slug: string;
  readonly code: string;
  /** What the act was: a ballot in the box, or one taken back. */
  readonly act: 'cast' | 'withdrawn';
  /** Whether the act was a moment ago: its file needs one. */
  readonly fresh: boolean;
}) {
  const { view, slug, code, act, fresh } = props;
  const { t } = view.i18n;
  return (
    <section className="receipt" aria-labelledby="receipt-title">
      <h3 id="receipt-title">{t(`receipt.title.${act}`)}</h3>
      <ReceiptWords view={view} code={code} />
      <p>{t(`receipt.why.${act}`)}</p>
      <ul className="receipt-actions">
        <li>
          <a href={view.links.check(slug, { code })}>{t(`receipt.check.${act}`)}</a>
        </li>
        <li>
          <a href={view.links.receiptFile(slug, code)}>{t('receipt.file')}</a>
          {fresh && (
            <>
              {' '}
              <span className="note">{t('receipt.soon')}</span>
            </>
          )}
        </li>
      </ul>
      <p className="note">{t('receipt.keep')}</p>
    </section>
  );
}

/** A code in groups, which one touch selects whole and a button copies. */
export function ReceiptWords({ view, code }: { readonly view: View; readonly code: string }) {
  const { t } = view.i18n;
  return (
    <>
      <p className="receipt-code" id="receipt-code">
        <code translate="no">
          {code.split('-').map((group, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once and never reordered
            <span key={index}>{index === 0 ? group : `-${group}`}</span>
          ))}
        </code>
      </p>
      <CopyButton
        view={view}
        of="receipt-code"
        label={t('receipt.copy')}
        notCopied={t('receipt.notCopied')}
      />
    </>
  );
}

/** In one line, for a contribution of one's own: its code and the way to what became of it. */
export function ReceiptLine(props: {
  readonly view: View;
  readonly slug: string;
  readonly code: string | undefined;
}) {
  const { view, slug, code } = props;
  const { t } = view.i18n;
  if (code === undefined) return null;
  return (
    <p className="note">
      {t('receipt.line')} <code translate="no">{code}</code>{' '}
      <a href={view.links.check(slug, { code })}>
        {t('receipt.lineCheck')}
        <span className="heard"> {code}</span>
      </a>
    </p>
  );
}
