import { amendmentStatuses, isPublic } from 'consultation-core/amendment';
import type { listAmendments, ResponseOf } from 'consultation-core/contract';
import { type Amendment, AmendmentCard } from '../components/amendment-card.tsx';
import { Layout } from '../components/layout.tsx';
import { Pagination } from '../components/pagination.tsx';
import type { View } from '../view.ts';
import { crumbsTo, langOf } from './common.tsx';

export interface AmendmentFilters {
  readonly article?: string;
  readonly status?: string;
  readonly search?: string;
  readonly order: 'neutral' | 'number' | 'latest';
}

export interface AmendmentsPageProps {
  readonly view: View;
  readonly data: ResponseOf<typeof listAmendments>;
  readonly filters: AmendmentFilters;
  readonly page: number;
  readonly pageSize: number;
  /** Where there is none: whether one can be proposed now, or can no longer be. */
  readonly stage?: 'open' | 'over' | 'other';
}

/** All amendments, in an order that favours none, with filters that work by address. */
export function AmendmentsPage(props: AmendmentsPageProps) {
  const { view, data, filters, page, pageSize, stage = 'other' } = props;
  const { t } = view.i18n;
  const { consultation, total, items } = data;
  const { slug, language } = consultation;
  const filtered = Boolean(filters.article || filters.status || filters.search);
  const query = {
    article: filters.article,
    status: filters.status,
    search: filters.search,
    order: filters.order === 'neutral' ? undefined : filters.order,
  };
  return (
    <Layout
      view={view}
      title={t('amendments.title')}
      consultation={consultation}
      section="amendments"
      crumbs={crumbsTo(view, consultation)}
      width="wide"
    >
      <h1>{t('amendments.title')}</h1>
      <div className="filtered">
        <Filters view={view} data={data} filters={filters} />
        <section aria-labelledby="found">
          <h2 id="found" className="found">
            {t(filtered ? 'amendments.found' : 'amendments.total', { count: total })}
          </h2>
          <Order view={view} data={data} filters={filters} />
          {items.length === 0 ? (
            <p className="empty">
              {filtered
                ? t('amendments.noneFound')
                : t(stage === 'over' ? 'amendments.noneEver' : 'amendments.none')}{' '}
              {filtered && <a href={view.links.amendments(slug)}>{t('amendments.clear')}</a>}
              {!filtered && stage === 'open' && (
                <a href={view.links.text(slug)}>{t('amendments.first')}</a>
              )}
            </p>
          ) : (
            <ul className="cards">
              {nested(items).map(({ amendment, under }) => (
                <AmendmentCard
                  key={amendment.id}
                  view={view}
                  slug={slug}
                  amendment={amendment}
                  lang={language}
                >
                  {under.length > 0 && (
                    <ul className="cards cards-under">
                      {under.map((one) => (
                        <AmendmentCard
                          key={one.id}
                          view={view}
                          slug={slug}
                          amendment={one}
                          lang={language}
                          level={4}
                          under
                        />
                      ))}
                    </ul>
                  )}
                </AmendmentCard>
              ))}
            </ul>
          )}
          <Pagination
            view={view}
            page={page}
            pages={Math.ceil(total / pageSize)}
            link={(number) => view.links.amendments(slug, { ...query, page: number })}
          />
        </section>
      </div>
    </Layout>
  );
}

/** Sub-amendments stand under what they amend, where that is on the same page; the order is that of the others. */
function nested(items: readonly Amendment[]) {
  const here = new Set(items.map(({ id }) => id));
  const isUnder = ({ parent }: Amendment) => parent !== null && here.has(parent.id);
  return items
    .filter((one) => !isUnder(one))
    .map((amendment) => ({
      amendment,
      under: items.filter((one) => one.parent?.id === amendment.id),
    }));
}

function Filters({ view, data, filters }: Pick<AmendmentsPageProps, 'view' | 'data' | 'filters'>) {
  const { t } = view.i18n;
  const { slug, language } = data.consultation;
  return (
    <search>
      <form method="get" action={view.links.amendments(slug)} className="filters">
        <h2>{t('filter.title')}</h2>
        <div className="field">
          <label htmlFor="search">{t('filter.search')}</label>
          <input type="search" id="search" name="search" defaultValue={filters.search ?? ''} />
        </div>
        <div className="field">
          <label htmlFor="article">{t('filter.article')}</label>
          <select id="article" name="article" defaultValue={filters.article ?? ''}>
            <option value="">{t('filter.all')}</option>
            {data.articles.map(({ id, label, title }) => (
              <option key={id} value={id} {...langOf(view, language)}>
                {[label, title].filter(Boolean).join(' – ')}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="status">{t('filter.status')}</label>
          <select id="status" name="status" defaultValue={filters.status ?? ''}>
            <option value="">{t('filter.all')}</option>
            {amendmentStatuses.filter(isPublic).map((status) => (
              <option key={status} value={status}>
                {t(`status.${status}`)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="order">{t('filter.order')}</label>
          <select id="order" name="order" defaultValue={filters.order}>
            {(['neutral', 'number', 'latest'] as const).map((order) => (
              <option key={order} value={order}>
                {t(`filter.order.${order}`)}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">{t('filter.apply')}</button>
      </form>
    </search>
  );
}

/** How the order came about, so that anybody can compute it again. */
function Order({ view, data, filters }: Pick<AmendmentsPageProps, 'view' | 'data' | 'filters'>) {
  const { t } = view.i18n;
  const { algorithm, seed, day } = data.order;
  if (filters.order !== 'neutral') {
    return <p className="note">{t(`amendments.order.${filters.order}`)}</p>;
  }
  return (
    <details className="order">
      <summary>{t('amendments.order.neutral')}</summary>
      <p>{t('amendments.order.how')}</p>
      <dl>
        <dt>{t('amendments.order.algorithm')}</dt>
        <dd>
          <code>{algorithm}</code>
        </dd>
        <dt>{t('amendments.order.day')}</dt>
        <dd>
          <code>{day}</code>
        </dd>
        <dt>{t('amendments.order.seed')}</dt>
        <dd>
          <code>{seed}</code>
        </dd>
      </dl>
    </details>
  );
}
