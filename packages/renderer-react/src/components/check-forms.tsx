import type { JournalView } from 'consultation-core/contract';
import { receiptReasons } from '../receipts.ts';
import type { FormState, View } from '../view.ts';
import { CheckedReceipt } from './checked-receipt.tsx';
import { Form, TextArea, TextField } from './form.tsx';

/** Two ways to ask: a code, or the file of a receipt. */
export function CheckForms(props: {
  readonly view: View;
  readonly journal: JournalView;
  readonly code: FormState;
  readonly receipt: FormState;
}) {
  const { view, journal, code, receipt } = props;
  const { t } = view.i18n;
  const { slug } = journal.consultation;
  const action = view.links.check(slug);
  return (
    <>
      <section aria-labelledby="by-code">
        <h2 id="by-code">{t('check.byCode')}</h2>
        <form method="get" action={action} noValidate autoComplete="off">
          <TextField
            view={view}
            form={code}
            name="code"
            label={t('check.code')}
            hint={t('check.codeHint')}
          />
          <button type="submit">{t('check.send')}</button>
        </form>
      </section>
      <section aria-labelledby="by-file">
        <h2 id="by-file">{t('check.byFile')}</h2>
        <p data-plain="">{t('check.byFilePlain')}</p>
        <div
          data-check=""
          data-keys={JSON.stringify(journal.keys)}
          data-origin={journal.origin}
          data-language={view.i18n.language}
        >
          <div className="field" data-scripted="" hidden>
            <label htmlFor="receipt-file">{t('check.file')}</label>
            <p className="hint" id="receipt-file-hint">
              {t('check.fileHint')}
            </p>
            <input
              type="file"
              id="receipt-file"
              accept=".tlog-proof,text/plain"
              aria-describedby="receipt-file-hint"
            />
          </div>
          <Form view={view} action={action} className="receipt-form">
            <TextArea
              view={view}
              form={receipt}
              name="receipt"
              label={t('check.text')}
              hint={t('check.textHint')}
              rows={6}
            />
            <button type="submit">{t('check.sendFile')}</button>
          </Form>
          {/* What the script can come to, to be shown when it does. */}
          <div role="status" data-check-said="">
            <div data-check-result="included" hidden>
              <CheckedReceipt
                view={view}
                slug={slug}
                where="browser"
                finding={{ kind: 'included', code: '', index: 0, size: 0, at: '' }}
              />
            </div>
            {receiptReasons.map((reason) => (
              <div key={reason} data-check-result={reason} hidden>
                <CheckedReceipt
                  view={view}
                  slug={slug}
                  where="browser"
                  finding={{ kind: 'refused', reason }}
                />
              </div>
            ))}
          </div>
        </div>
      </section>
    </>
  );
}
