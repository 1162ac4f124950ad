import type { AttributionView } from 'consultation-core/contract';
import { headingLine } from 'consultation-core/text';
import { type OriginBlock, placesIn, type Shares, sharesOf } from '../origins.ts';
import { langOf } from '../pages/common.tsx';
import type { View } from '../view.ts';
import { amendmentName } from './amendment-card.tsx';
import { Deleted } from './diff-words.tsx';
import { Contributor } from './origin-notes.tsx';
import type { Contribution, OriginOptions } from './origin-words.tsx';
import { Scroll } from './scroll.tsx';

interface SummaryProps {
  readonly options: OriginOptions;
  readonly data: AttributionView;
  readonly blocks: readonly OriginBlock[];
  readonly only: Contribution | undefined;
}

/** How much comes from where, what the signs mean, and the way to the words of one amendment. */
export function OriginSummary(props: SummaryProps) {
  const { options, data, blocks, only } = props;
  const { view, slug, removed } = options;
  const { t } = view.i18n;
  const { number } = data.version;
  const shares = sharesOf(blocks);
  const query = (next: { amendment?: string | undefined; removed: boolean }) =>
    view.links.origin(slug, number, {
      amendment: next.amendment,
      removed: next.removed ? 'show' : undefined,
    });
  return (
    <div className="origin-summary">
      {only && <Filtered {...props} only={only} shares={shares} all={query({ removed })} />}
      <section aria-labelledby="legend">
        <h2 id="legend">{t('origin.legend')}</h2>
        <Legend view={view} removed={removed} />
        <p>
          <a href={query({ amendment: only?.id, removed: !removed })}>
            {t(removed ? 'origin.removed.hide' : 'origin.removed.show')}
          </a>
        </p>
        {removed && <p className="note">{t('origin.removedNote')}</p>}
      </section>
      <section aria-labelledby="figures">
        <h2 id="figures">{t('origin.summary')}</h2>
        <p>{shareText(view, shares)}</p>
        {shares.by.size > 0 && (
          <details open={only === undefined && shares.by.size <= 6}>
            <summary>{t('origin.caption')}</summary>
            <Contributions {...props} shares={shares} query={query} />
          </details>
        )}
      </section>
    </div>
  );
}

/** A share in words: what is there is never said to be nothing. */
function percent(view: View, part: number, all: number): string {
  const { t, format } = view.i18n;
  if (part > 0 && part * 100 < all) return t('origin.less');
  // Rounded down, so that what is not all is never said to be all.
  return format.percent(all === 0 ? 0 : Math.floor((part * 100) / all) / 100);
}

function shareText(view: View, shares: Shares): string {
  const { all, original, changes, drafter, by } = shares;
  return view.i18n.t('origin.share', {
    words: all,
    original: percent(view, original, all),
    changes: percent(view, changes, all),
    drafter: percent(view, drafter, all),
    count: by.size,
  });
}

/** Each sign as it stands in the text, with what it means. */
function Legend({ view, removed }: { readonly view: View; readonly removed: boolean }) {
  const { t } = view.i18n;
  const sample = t('origin.sample');
  return (
    <ul className="origin-legend">
      <li>
        <span className="origin-sample">{sample}</span> {t('origin.legend.original')}
      </li>
      <li>
        <span className="origin-sample from from-changes">
          <span className="from-words">{sample}</span>
        </span>{' '}
        {t('origin.legend.changes')}
      </li>
      <li>
        <span className="origin-sample from from-drafter">
          <span className="from-words">{sample}</span>
        </span>{' '}
        {t('origin.legend.drafter')}
      </li>
      {removed && (
        <li>
          <span className="origin-sample">
            <Deleted view={view}>{sample}</Deleted>
          </span>{' '}
          {t('origin.legend.removed')}
        </li>
      )}
    </ul>
  );
}

function Contributions(
  props: SummaryProps & {
    readonly shares: Shares;
    readonly query: (next: { amendment?: string; removed: boolean }) => string;
  }
) {
  const { options, data, shares, query } = props;
  const { view, removed } = options;
  const { t, format } = view.i18n;
  const rows = data.contributions.filter(({ id }) => shares.by.has(id));
  return (
    <>
      <p className="note">{t('origin.shared')}</p>
      <Scroll label={t('origin.caption')}>
        <table className="data">
          <caption className="heard">{t('origin.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('column.amendment')}</th>
              <th scope="col" className="figure">
                {t('origin.words')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <Contributor options={options} found={one} lang={data.consultation.language} />
                  <a className="origin-only" href={query({ amendment: one.id, removed })}>
                    {t('origin.only')}
                    <span className="heard"> ({amendmentName(view, one)})</span>
                  </a>
                </th>
                <td className="figure">{format.number(shares.by.get(one.id) ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

/** What one amendment brought, and where it stands. */
function Filtered(
  props: SummaryProps & {
    readonly only: Contribution;
    readonly shares: Shares;
    readonly all: string;
  }
) {
  const { options, data, blocks, only, shares, all } = props;
  const { view } = options;
  const { t } = view.i18n;
  const words = shares.by.get(only.id) ?? 0;
  const places = placesIn(blocks, only.id);
  return (
    <section className="origin-filter" aria-labelledby="filtered">
      <h2 id="filtered">
        {t('origin.filtered', {
          words,
          name: t('origin.theAmendment', { number: String(only.number) }),
          number: data.version.number,
        })}
      </h2>
      <p>
        <Contributor options={options} found={only} lang={data.consultation.language} />
      </p>
      {places.length > 0 && (
        <p>
          {t('origin.filteredNote')} {t('origin.places')}{' '}
          {places.map(({ article, id }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <a href={`#${id}`} {...langOf(view, data.consultation.language)}>
                {article
                  ? article.heading.label || headingLine(article.heading)
                  : t('origin.placeOther')}
              </a>
            </span>
          ))}
        </p>
      )}
      <p>
        <a href={all}>{t('origin.all')}</a>
      </p>
    </section>
  );
}
