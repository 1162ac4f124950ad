import { diff } from 'consultation-core/change';
import type { AmendmentView } from 'consultation-core/contract';
import { langOf } from '../pages/common.tsx';
import type { View } from '../view.ts';
import { DiffView, rowsOf } from './diff-view.tsx';

type Form = AmendmentView['amendment']['history'][number];

/** Earlier forms, newest first, each with what was different in the next one. */
export function History({ view, data }: { readonly view: View; readonly data: AmendmentView }) {
  const { t, format } = view.i18n;
  const { amendment, consultation } = data;
  const { history } = amendment;
  const last = history.at(-1);
  if (last === undefined) return null;
  const lang = langOf(view, consultation.language);
  return (
    <section className="history" aria-labelledby="history">
      <h2 id="history">{t('history.title')}</h2>
      <p className="note">
        {t('history.lead')} {t('history.now', { date: format.date(last.at) })}
      </p>
      {history
        .map((form, index) => ({ form, next: history[index + 1] ?? amendment }))
        .reverse()
        .map(({ form, next }) => (
          <details key={form.number}>
            <summary>
              {t(`history.form.${form.ended}`, {
                number: form.number,
                date: format.date(form.at),
              })}
            </summary>
            {form.title !== next.title && (
              <p>
                {t('history.called')} <q {...lang}>{form.title}</q>
              </p>
            )}
            {form.ended === 'edited' && (
              <Next view={view} form={form} next={next.after} lang={consultation.language} />
            )}
            <h3>{t('history.was', { base: form.base })}</h3>
            <DiffView
              view={view}
              rows={rowsOf(form.before, form.change, form.after)}
              extent="changed"
              layout="inline"
              lang={consultation.language}
              names={{ before: t('diff.before'), after: t('diff.after') }}
              id={`form-${form.number}`}
            />
          </details>
        ))}
    </section>
  );
}

function Next(props: {
  readonly view: View;
  readonly form: Form;
  readonly next: Form['after'];
  readonly lang: string;
}) {
  const { view, form, next, lang } = props;
  const { t } = view.i18n;
  const change = diff(form.after, next);
  return (
    <>
      <h3>{t('history.next')}</h3>
      {change.edits.length === 0 ? (
        <p className="empty">{t('history.same')}</p>
      ) : (
        <DiffView
          view={view}
          rows={rowsOf(form.after, change, next)}
          extent="changed"
          layout="inline"
          lang={lang}
          names={{ before: t('diff.before'), after: t('diff.after') }}
          id={`next-${form.number}`}
        />
      )}
    </>
  );
}
