import type { Origin } from 'consultation-core/change';
import type { BlockId } from 'consultation-core/text';
import { languageAttributes } from '../i18n/index.ts';
import type { Source } from '../origins.ts';
import { type Contribution, type Decided, type OriginOptions, sourceId } from './origin-words.tsx';

/** Behind an article: whose the numbered words are, with the ways back. One link leads past the list. */
export function OriginNotes(props: {
  readonly options: OriginOptions;
  readonly part: string;
  readonly name: string;
  readonly sources: readonly Source[];
  /** What a place is called: the alinea that a block is. */
  readonly placeOf: (block: BlockId) => string;
  /** Language of the text. */
  readonly lang: string;
}) {
  const { options, part, name, sources, placeOf, lang } = props;
  const { t, language } = options.view.i18n;
  if (sources.length === 0) return null;
  const title = `origins-${part}`;
  return (
    <div className="origin-notes" lang={language}>
      <a className="skip-notes" href={`#after-${part}`}>
        {t('origin.skip')}
      </a>
      <p className="origin-notes-title" id={title}>
        {t('origin.notes', { name })}
      </p>
      <ol aria-labelledby={title}>
        {sources.map((source) => (
          <li key={source.number} id={sourceId(part, source)} value={source.number}>
            <Told options={options} origin={source.origin} lang={lang} />{' '}
            <span className="origin-back">
              {t('origin.back')}{' '}
              {source.places.map(({ block, id }, index) => (
                <span key={id}>
                  {index > 0 && ', '}
                  <a href={`#${id}`}>{placeOf(block)}</a>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
      <span id={`after-${part}`} tabIndex={-1} />
    </div>
  );
}

function Told(props: {
  readonly options: OriginOptions;
  readonly origin: Origin;
  readonly lang: string;
}) {
  const { options, origin, lang } = props;
  const { t } = options.view.i18n;
  if (origin.kind === 'original') return null;
  if (origin.kind === 'drafter') {
    return <Drafted options={options} between={options.decisions.get(origin.collision) ?? []} />;
  }
  const { changes } = origin;
  return (
    <>
      {changes.length > 1 && `${t('origin.agreed', { count: changes.length })} `}
      {changes.map((id, index) => (
        <span key={id}>
          {index > 0 && ' ; '}
          <Contributor options={options} found={options.contributions.get(id)} lang={lang} />
        </span>
      ))}
    </>
  );
}

/** Words of staff, with the amendments that they decided between where that is known. */
function Drafted(props: { readonly options: OriginOptions; readonly between: Decided }) {
  const { options, between } = props;
  const { t, format } = options.view.i18n;
  if (between.length === 0) return <>{t('origin.drafter')}</>;
  const signs = format.separators(between.length);
  return (
    <>
      {t('origin.between', { count: between.length })}{' '}
      {between.map(({ id, number }, index) => (
        <span key={id}>
          <a
            href={options.view.links.amendment(options.slug, id)}
            aria-label={t('origin.amendment', { number: String(number) })}
          >
            {t('origin.number', { number: String(number) })}
          </a>
          {signs[index]}
        </span>
      ))}
    </>
  );
}

/** An amendment by number, title and author. */
export function Contributor(props: {
  readonly options: Pick<OriginOptions, 'view' | 'slug'>;
  readonly found: Contribution | undefined;
  readonly lang: string;
}) {
  const { options, found, lang } = props;
  const { t, language } = options.view.i18n;
  if (found === undefined) return <>{t('origin.unknown')}</>;
  const { id, number, title, author } = found;
  return (
    <>
      <a href={options.view.links.amendment(options.slug, id)}>
        {t('origin.amendment', { number: String(number) })}
      </a>
      {title !== '' && (
        <>
          {' '}
          <q {...languageAttributes(lang, language)}>{title}</q>
        </>
      )}{' '}
      {t('origin.by', { author })}
    </>
  );
}
