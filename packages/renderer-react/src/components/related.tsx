import { isUndecided } from 'consultation-core/amendment';
import type { AmendmentView } from 'consultation-core/contract';
import { langOf } from '../pages/common.tsx';
import type { View } from '../view.ts';
import { AmendmentCard, amendmentName } from './amendment-card.tsx';
import { StatusTag } from './tag.tsx';
import { tallyLine } from './tally.tsx';
import { canTry } from './vote-box.tsx';

interface Part {
  readonly view: View;
  readonly data: AmendmentView;
}

/** What amends this amendment, and the way to propose more. A sub-amendment has none. */
export function SubAmendments({ view, data }: Part) {
  const { t } = view.i18n;
  const { amendment, consultation, subAmendments, may } = data;
  const { slug, language } = consultation;
  // Signing in would not help where it was decided already.
  const isOpen =
    amendment.hidden === null &&
    amendment.parent === null &&
    isUndecided(amendment.status) &&
    canTry(may.amend);
  if (subAmendments.length === 0 && !isOpen) return null;
  return (
    <section aria-labelledby="sub-amendments">
      <h2 id="sub-amendments">{t('sub.title', { count: subAmendments.length })}</h2>
      <p className="note">
        {t('sub.lead')} {subAmendments.length === 0 && t('sub.none')}
      </p>
      {subAmendments.length > 0 && (
        <ul className="cards">
          {subAmendments.map((one) => (
            <AmendmentCard key={one.id} view={view} slug={slug} amendment={one} lang={language} />
          ))}
        </ul>
      )}
      {isOpen && (
        <p>
          <a className="button button-quiet" href={view.links.subAmend(slug, amendment.id)}>
            {t('sub.propose')}
          </a>
        </p>
      )}
    </section>
  );
}

/** Others that want the same or nearly, with the likeness in words: a figure would say less than it seems to. */
export function Similar({ view, data }: Part) {
  const { t, language } = view.i18n;
  const { consultation, similar } = data;
  if (similar.length === 0) return null;
  const people = new Set(similar.map(({ author }) => author)).size;
  const lang = langOf(view, consultation.language);
  return (
    <section aria-labelledby="similar" className="similar">
      <h2 id="similar">{t('amend.similar', { count: people })}</h2>
      <ul className="cards">
        {similar.map((one) => (
          <li key={one.id} className="card">
            <h3 className="card-title">
              <a href={view.links.amendment(consultation.slug, one.id)}>
                <span className="card-number">{amendmentName(view, one)}</span>{' '}
                <span {...(consultation.language === language ? {} : lang)}>{one.title}</span>
              </a>
            </h3>
            <p className="card-meta">
              <StatusTag view={view} status={one.status} />
              <span>{t('by', { author: one.author })}</span>
              <span>{t(likeness(one.likeness))}</span>
              <span>{tallyLine(view, one.tally)}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The same to the letter is said only of what is. */
function likeness(value: number) {
  if (value === 1) return 'amend.same';
  return value >= 0.75 ? 'amend.nearly' : 'similar.partly';
}
