import type { ReceiptReason } from '../receipts.ts';
import type { View } from '../view.ts';

/** What a receipt file proves, as the page says it. */
export type ReceiptFinding =
  | {
      readonly kind: 'included';
      readonly code: string;
      readonly index: number;
      /** Leaves that the journal had in the state that was signed. */
      readonly size: number;
      /** When the act was done, for people. */
      readonly at: string;
    }
  | { readonly kind: 'refused'; readonly reason: ReceiptReason };

/** The same words from the server and in the browser; script fills in what it found. */
export function CheckedReceipt(props: {
  readonly view: View;
  readonly slug: string;
  readonly finding: ReceiptFinding;
  readonly where: 'server' | 'browser';
}) {
  const { view, slug, finding, where } = props;
  const { t, format } = view.i18n;
  const focus = where === 'server' ? { id: 'checked', tabIndex: -1, 'data-focus': '' } : {};
  if (finding.kind === 'refused') {
    return (
      <section className="verdict verdict-no" {...focus}>
        <h3>{t('receipt.refused')}</h3>
        <p>{t(`receipt.reason.${finding.reason}`)}</p>
      </section>
    );
  }
  const isScript = where === 'browser';
  return (
    <section className="verdict verdict-yes" {...focus}>
      <h3>{t('receipt.included')}</h3>
      <dl className="facts">
        <div>
          <dt>{t('check.place')}</dt>
          <dd data-fill="index">{isScript ? '' : format.number(finding.index)}</dd>
        </div>
        <div>
          <dt>{t('checkpoint.size')}</dt>
          <dd data-fill="size">{isScript ? '' : format.number(finding.size)}</dd>
        </div>
        <div>
          <dt>{t('check.since')}</dt>
          <dd data-fill="at">{finding.at}</dd>
        </div>
        <div>
          <dt>{t('check.code')}</dt>
          <dd>
            <code data-fill="code">{finding.code}</code>
          </dd>
        </div>
      </dl>
      <p>{t(isScript ? 'receipt.byBrowser' : 'receipt.byServer')}</p>
      <p>
        <a data-fill-href="code" href={view.links.check(slug, { code: finding.code || undefined })}>
          {t('receipt.standing')}
        </a>
      </p>
    </section>
  );
}
