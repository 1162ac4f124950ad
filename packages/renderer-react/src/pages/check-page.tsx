import type { ConsultationView, JournalView } from 'consultation-core/contract';
import type { Question } from 'consultation-core/vote';
import { CheckForms } from '../components/check-forms.tsx';
import { CheckedAct } from '../components/checked-act.tsx';
import { CheckedReceipt, type ReceiptFinding } from '../components/checked-receipt.tsx';
import { ErrorSummary } from '../components/form.tsx';
import { Layout } from '../components/layout.tsx';
import type { FormError, FormState, View } from '../view.ts';
import { crumbsTo } from './common.tsx';

/** An act that the journal has under a code, and what could be made of it. */
export interface FoundAct {
  readonly kind: 'found';
  readonly code: string;
  readonly index: number;
  /** Leaves in the journal. */
  readonly size: number;
  /** When it was done; of a ballot the hour alone. */
  readonly at: string;
  /** Kind of the leaf. */
  readonly act: string;
  readonly standing: 'counted' | 'replaced' | 'withdrawn' | 'sealed' | 'no-ballot';
  /** What a ballot says, once it may be told; null while sealed. */
  readonly ballot: {
    readonly act: 'cast' | 'changed' | 'withdrawn';
    readonly choice: string | null;
    readonly voter: string;
  } | null;
  /** What it is about, where that may be told and is known. */
  readonly item: {
    readonly name: string;
    readonly href: string;
    /** What a ballot on it is a paper of, where it is a question. */
    readonly question?: Question;
  } | null;
  readonly proof:
    | { readonly kind: 'included'; readonly size: number }
    | { readonly kind: 'pending' }
    | { readonly kind: 'refused'; readonly reason: string };
  /** For those who compute it themselves. */
  readonly entry: string;
  readonly leaf: string;
  readonly opening: { readonly nonce: string; readonly content: string } | null;
}

/**
 * What became of a code: `malformed` is no code at all; `beyond` names a place that the journal does not have; `other`
 * a place where another act stands; `misfit` was answered with an act that the code does not fit.
 */
export type CodeFinding =
  | FoundAct
  | { readonly kind: 'malformed' }
  | { readonly kind: 'beyond' | 'other'; readonly index: number; readonly size: number }
  | { readonly kind: 'misfit'; readonly index: number };

export interface CheckPageProps {
  readonly view: View;
  readonly consultation: ConsultationView;
  readonly journal: JournalView;
  readonly code: FormState;
  readonly finding: CodeFinding | undefined;
  /** A receipt that was sent as text, and what came out. */
  readonly receipt: FormState;
  readonly receiptFinding: ReceiptFinding | undefined;
}

/** Whether one's own act is in the journal, and counted: by its code, or by the file of its receipt. */
export function CheckPage(props: CheckPageProps) {
  const { view, consultation, journal, code, finding, receipt, receiptFinding } = props;
  const { t } = view.i18n;
  const { slug } = consultation;
  const errors: readonly FormError[] = [...code.errors, ...receipt.errors];
  return (
    <Layout
      view={view}
      title={t('check.title')}
      consultation={consultation}
      crumbs={crumbsTo(view, consultation)}
      errors={errors}
      journal={journal.checkpoint}
      scripts={[view.assets.check]}
    >
      <ErrorSummary view={view} errors={errors} />
      <h1>{t('check.title')}</h1>
      <p className="lead">{t('check.lead')}</p>
      {finding && finding.kind !== 'malformed' && (
        <CheckedAct view={view} consultation={consultation} finding={finding} />
      )}
      {receiptFinding && (
        <CheckedReceipt view={view} slug={slug} finding={receiptFinding} where="server" />
      )}
      <CheckForms view={view} journal={journal} code={code} receipt={receipt} />
      <section aria-labelledby="alone">
        <h2 id="alone">{t('check.alone')}</h2>
        <p>{t('check.alone1')}</p>
        <p>{t('check.alone2')}</p>
        <p>
          <a href={view.links.verify(slug)}>{t('data.verify')}</a>
        </p>
        <p className="note">
          {t('vote.notSecret')}{' '}
          <a href={view.links.data(slug, {}, 'not')}>{t('vote.notSecretMore')}</a>
        </p>
      </section>
    </Layout>
  );
}
