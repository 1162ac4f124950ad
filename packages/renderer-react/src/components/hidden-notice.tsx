import type { View } from '../view.ts';

/** Stands where a contribution stood: which rule, why, and since when. */
export function HiddenNotice(props: {
  readonly view: View;
  readonly hidden: { readonly rule: string; readonly reason: string; readonly at: string };
  readonly lang?: string;
}) {
  const { view, hidden } = props;
  const { t, format } = view.i18n;
  return (
    <div className="hidden-notice">
      <p>
        <strong>{t('hidden.title')}</strong> {t('hidden.at', { date: format.date(hidden.at) })}
      </p>
      <dl>
        <dt>{t('hidden.rule')}</dt>
        <dd lang={props.lang}>{hidden.rule}</dd>
        <dt>{t('hidden.reason')}</dt>
        <dd lang={props.lang}>{hidden.reason}</dd>
      </dl>
    </div>
  );
}
