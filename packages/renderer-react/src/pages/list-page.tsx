import type { ConsultationSummary } from 'consultation-core/contract';
import { Layout } from '../components/layout.tsx';
import { Pagination } from '../components/pagination.tsx';
import { StateTag } from '../components/tag.tsx';
import { inZone, type View } from '../view.ts';
import { langOf, periodText } from './common.tsx';

export interface ListPageProps {
  readonly view: View;
  readonly total: number;
  readonly items: readonly ConsultationSummary[];
  readonly page: number;
  readonly pageSize: number;
  readonly done?: string;
}

/** All consultations, open ones first. */
export function ListPage({ view, total, items, page, pageSize }: ListPageProps) {
  const { t } = view.i18n;
  const open = items.filter(({ state }) => state === 'open');
  const others = items.filter(({ state }) => state !== 'open');
  return (
    <Layout view={view} title={t('list.title')}>
      <h1>{t('list.title')}</h1>
      <p className="lead">{t('list.lead')}</p>
      {total === 0 && <p className="empty">{t('list.empty')}</p>}
      <Group view={view} title={t('list.open')} items={open} />
      <Group view={view} title={t('list.others')} items={others} />
      <Pagination
        view={view}
        page={page}
        pages={Math.ceil(total / pageSize)}
        link={(number) => view.links.list({ page: number })}
      />
    </Layout>
  );
}

function Group(props: {
  readonly view: View;
  readonly title: string;
  readonly items: readonly ConsultationSummary[];
}) {
  if (props.items.length === 0) return null;
  return (
    <section className="group">
      <h2>{props.title}</h2>
      <ul className="cards">
        {props.items.map((item) => (
          <Card key={item.id} view={inZone(props.view, item.timeZone)} item={item} />
        ))}
      </ul>
    </section>
  );
}

function Card({ view, item }: { readonly view: View; readonly item: ConsultationSummary }) {
  const { t } = view.i18n;
  return (
    <li className="card consultation-card">
      <p className="card-meta">
        <StateTag view={view} state={item.state} hasPhase={item.currentPhase !== null} />
        <span>{periodText(view, item)}</span>
      </p>
      <h3 className="card-title" {...langOf(view, item.language)}>
        <a href={view.links.consultation(item.slug)}>{item.title}</a>
      </h3>
      <p {...langOf(view, item.language)}>{item.summary}</p>
      <p className="card-meta">
        <span>{t('organiser', { name: item.organiser })}</span>
        <span>{t('count.articles', { count: item.totals.articles })}</span>
        <span>{t('count.amendments', { count: item.totals.amendments })}</span>
        <span>{t('count.arguments', { count: item.totals.arguments })}</span>
      </p>
    </li>
  );
}
