import type { previewAmendment, ResponseOf } from 'consultation-core/contract';
import { type Frame, langOf } from '../pages/common.tsx';
import type { View } from '../view.ts';
import { amendmentName } from './amendment-card.tsx';

type Preview = ResponseOf<typeof previewAmendment>;

/** A form outside of which buttons stand that send it. */
export const amendFormId = 'amend-form';

/**
 * What a proposal comes to besides its difference: the change as a drafter words it, and who wants the same or nearly.
 * On the page of the preview and, while somebody writes, below the editor.
 */
export function Consequences(props: {
  readonly view: View;
  readonly consultation: Frame;
  readonly data: Pick<Preview, 'instruction' | 'similar'>;
  readonly maySupport?: boolean;
}) {
  const { view, consultation, data, maySupport = true } = props;
  const { t, language } = view.i18n;
  const lang = langOf(view, consultation.language);
  const people = new Set(data.similar.map(({ author }) => author)).size;
  return (
    <>
      {data.instruction.length > 0 && (
        <section aria-labelledby="instruction">
          <h2 id="instruction">{t('amend.instruction')}</h2>
          {data.instruction.length === 1 ? (
            <p className="amend-instruction" {...lang}>
              {data.instruction[0]}
            </p>
          ) : (
            <ol className="amend-instruction" {...lang}>
              {data.instruction.map((words, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rendered once and never reordered
                <li key={index}>{words}</li>
              ))}
            </ol>
          )}
        </section>
      )}
      {data.similar.length > 0 && (
        <section aria-labelledby="similar" className="amend-similar">
          <h2 id="similar" data-said="">
            {t('amend.similar', { count: people })}
          </h2>
          <p className="note">{t(maySupport ? 'amend.similarNote' : 'amend.similarRead')}</p>
          <ul className="cards">
            {data.similar.map((one) => (
              <li key={one.id} className="card">
                <p className="card-title">
                  <a
                    href={view.links.amendment(consultation.slug, one.id)}
                    target="_blank"
                    rel="noopener"
                  >
                    <span className="card-number">{amendmentName(view, one)}</span>{' '}
                    <span {...(consultation.language === language ? {} : lang)}>{one.title}</span>
                    <span className="heard"> {t('amend.newTab')}</span>
                  </a>
                </p>
                <p className="card-meta">
                  <span>{t('by', { author: one.author })}</span>
                  <span>{t(one.likeness === 1 ? 'amend.same' : 'amend.nearly')}</span>
                </p>
                {maySupport && (
                  <button
                    type="submit"
                    form={amendFormId}
                    name="support"
                    value={one.id}
                    className="quiet"
                  >
                    {t('amend.support')}
                    <span className="heard"> {amendmentName(view, one)}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
