import type { AmendmentView } from 'consultation-core/contract';
import { langOf } from '../pages/common.tsx';
import type { View } from '../view.ts';
import { Deleted, Inserted } from './diff-words.tsx';
import { Tag } from './tag.tsx';

type WordFate = NonNullable<AmendmentView['amendment']['fate']>['words'][number];

const isSaid = (words: string) => words.trim() !== '';

/**
 * Which of its words are in the text of a version, which are not, and why. The reason of the decision on the amendment is
 * not told here: it says why it was adopted, not why some of its words were not taken.
 */
export function FateOfWords({ view, data }: { readonly view: View; readonly data: AmendmentView }) {
  const { t } = view.i18n;
  const { amendment, consultation } = data;
  const { fate } = amendment;
  if (fate === null) return null;
  const { version, words } = fate;
  const lang = langOf(view, consultation.language);
  const applied = words.filter(({ outcome }) => outcome === 'applied').length;
  return (
    <section className="fate" aria-labelledby="fate">
      <h2 id="fate">{t('fate.title', { version })}</h2>
      <p>
        {t('fate.summary', { applied, all: words.length })}{' '}
        {applied > 0 && (
          <a href={view.links.origin(consultation.slug, version, { amendment: amendment.id })}>
            {t('fate.mine', { version })}
          </a>
        )}
      </p>
      <ol className="fates">
        {words.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rendered once and never reordered
          <li key={index} className={`fate-${one.outcome}`}>
            <p>
              <Tag kind={`fate-${one.outcome}`}>{t(`fate.${one.outcome}`)}</Tag>{' '}
              <span className="fate-words">
                <Wanted view={view} fate={one} lang={lang} />
              </span>
            </p>
            {one.outcome !== 'applied' && (
              <p className="note">
                {t(`fate.why.${one.outcome}`)}{' '}
                {one.outcome === 'lost' && (
                  <a href={view.links.origin(consultation.slug, version, {}, one.block)}>
                    {t('fate.seeTaken')}
                  </a>
                )}
              </p>
            )}
            {one.with.length > 0 && (
              <p className="note">
                {t('fate.with')}{' '}
                {one.with.map(({ id, number }, place) => (
                  <span key={id}>
                    {place > 0 && ', '}
                    <a href={view.links.amendment(consultation.slug, id)}>
                      {t('origin.amendment', { number: String(number) })}
                    </a>
                  </span>
                ))}
              </p>
            )}
            {one.outcome === 'applied' && <WhereItIs view={view} data={data} fate={one} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What it wanted at one place: words out, words in, or what it is when it is not about words. */
function Wanted(props: {
  readonly view: View;
  readonly fate: WordFate;
  readonly lang: ReturnType<typeof langOf>;
}) {
  const { view, fate, lang } = props;
  const { kind, removed, inserted } = fate;
  const hasWords = isSaid(removed) || isSaid(inserted);
  const what = view.i18n.t(`fate.kind.${kind}`);
  if (!hasWords) return <em>{what}</em>;
  return (
    <>
      {kind === 'attributes' && <em>{what}</em>}
      {kind === 'attributes' && ' '}
      <span {...lang}>
        {isSaid(removed) && <Deleted view={view}>{removed}</Deleted>}
        {isSaid(removed) && isSaid(inserted) && ' '}
        {isSaid(inserted) && <Inserted view={view}>{inserted}</Inserted>}
      </span>
    </>
  );
}

function WhereItIs(props: {
  readonly view: View;
  readonly data: AmendmentView;
  readonly fate: WordFate;
}) {
  const { view, data, fate } = props;
  const { amendment, consultation } = data;
  const version = amendment.fate?.version ?? amendment.base;
  const { t } = view.i18n;
  const { slug } = consultation;
  // What was only taken out has no place in the new text.
  return (
    <p className="note">
      {isSaid(fate.inserted) || !isSaid(fate.removed) ? (
        <a href={view.links.origin(slug, version, { amendment: amendment.id }, fate.block)}>
          {t('fate.see', { version })}
        </a>
      ) : (
        <a href={view.links.changes(slug, { from: amendment.base, to: version })}>
          {t('fate.compare', { version })}
        </a>
      )}
    </p>
  );
}
