import type { ConsultationSummary } from 'consultation-core/contract';
import type { Crumb } from '../components/layout.tsx';
import { languageAttributes } from '../i18n/index.ts';
import type { View } from '../view.ts';

/** As much of a consultation as a page's frame needs. */
export interface Frame {
  readonly slug: string;
  readonly title: string;
  readonly language: string;
}

/** The way to a consultation, and further to `more`. */
export function crumbsTo(view: View, consultation: Frame, ...more: readonly Crumb[]): Crumb[] {
  return [
    { text: view.i18n.t('nav.list'), href: view.links.list() },
    {
      text: consultation.title,
      href: view.links.consultation(consultation.slug),
      lang: consultation.language,
    },
    ...more,
  ];
}

/** Until when it is open, or since when it is closed, in one line. */
export function periodText(view: View, consultation: ConsultationSummary): string {
  const { t, format } = view.i18n;
  const { opensAt, closesAt, state } = consultation;
  if (opensAt === null || closesAt === null) return t('period.none');
  const from = format.date(opensAt);
  if (state !== 'open') return t('period.past', { from, to: format.date(closesAt) });
  return consultation.currentPhase === null
    ? t('period.range', { from, to: format.moment(closesAt) })
    : t('period.until', { to: format.moment(closesAt) });
}

/** Whether anything at all can be done now, by somebody, somewhere in it. */
export function isUnderWay({ state, currentPhase }: ConsultationSummary): boolean {
  return state === 'open' && currentPhase !== null && currentPhase.allows.length > 0;
}

/** Whether nothing can be done any more, as opposed to not yet. */
export function isOver({ state, closesAt }: ConsultationSummary, now: string): boolean {
  return state === 'closed' || state === 'answered' || (closesAt !== null && closesAt <= now);
}

/** Something that just worked. Focus goes here after a form was sent. */
export function Done({ view, done }: { readonly view: View; readonly done: string | undefined }) {
  const key = doneKeys.find((name) => name === done);
  if (key === undefined) return null;
  return (
    <div className="done" role="status" id="done" tabIndex={-1} data-focus="">
      <p>{view.i18n.t(`done.${key}`)}</p>
    </div>
  );
}

const doneKeys = [
  'argued',
  'submitted',
  'drafted',
  'supported',
  'withdrawn',
  'wording-accepted',
  'wording-refused',
  'deleted',
  'signed-in',
  'account-made',
] as const;

export function langOf(view: View, language: string) {
  return languageAttributes(language, view.i18n.language);
}
