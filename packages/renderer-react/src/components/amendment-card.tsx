import type { createAmendment, ResponseOf } from 'consultation-core/contract';
import type { ReactNode } from 'react';
import { languageAttributes } from '../i18n/index.ts';
import type { View } from '../view.ts';
import { StatusTag, Tag } from './tag.tsx';
import { tallyLine } from './tally.tsx';

export type Amendment = ResponseOf<typeof createAmendment>;

/** What the amendment asks for, without its words: `Other words for an alinea of Article 2`. */
export function kindText(view: View, amendment: Amendment): string {
  const article = amendment.article?.label || 'none';
  return view.i18n.t(`amendment.kind.${amendment.kind}`, { article });
}

/** Number and title as people cite it; a draft has no number yet. */
export function amendmentName(view: View, amendment: Pick<Amendment, 'number'>): string {
  return amendment.number === 0
    ? view.i18n.t('amendment.draft')
    : view.i18n.t('amendment.number', { number: String(amendment.number) });
}

/** One line of a list: the same room for every amendment, whatever its length or its counts. */
export function AmendmentCard(props: {
  readonly view: View;
  readonly slug: string;
  readonly amendment: Amendment;
  readonly lang: string;
  readonly level?: 2 | 3 | 4;
  /** It stands under the amendment that it amends. */
  readonly under?: boolean;
  /** What amends it. */
  readonly children?: ReactNode;
}) {
  const { view, slug, amendment, lang, level = 3, under = false } = props;
  const { t, format, language } = view.i18n;
  const Title = `h${level}` as const;
  return (
    <li className="card">
      <Title className="card-title">
        <a href={view.links.amendment(slug, amendment.id)}>
          <span className="card-number">{amendmentName(view, amendment)}</span>{' '}
          <span {...languageAttributes(lang, language)}>
            {amendment.hidden ? t('hidden.item') : amendment.title}
          </span>
        </a>
      </Title>
      <p className="card-kind">
        {amendment.parent && (
          <>
            {under ? (
              t('sub.tag')
            ) : (
              <a href={view.links.amendment(slug, amendment.parent.id)}>
                {t('sub.of', { number: String(amendment.parent.number) })}
              </a>
            )}
            {'. '}
          </>
        )}
        {kindText(view, amendment)}
      </p>
      <p className="card-meta">
        <StatusTag view={view} status={amendment.status} />
        {amendment.example && <Tag kind="example">{t('amendment.example')}</Tag>}
        {amendment.hidden && <Tag kind="hidden">{t('hidden.tag')}</Tag>}
        <span>{t('by', { author: amendment.author })}</span>
        {amendment.submittedAt && (
          <time dateTime={amendment.submittedAt}>{format.date(amendment.submittedAt)}</time>
        )}
        {amendment.status !== 'draft' && (
          <>
            <span>{t('count.arguments', { count: amendment.arguments })}</span>
            <span>{tallyLine(view, amendment.tally)}</span>
          </>
        )}
        {amendment.edits > 0 && (
          <a href={view.links.amendment(slug, amendment.id, {}, 'history')}>
            {t('edits.count', { count: amendment.edits })}
            <span className="heard"> ({amendmentName(view, amendment)})</span>
          </a>
        )}
      </p>
      {props.children}
    </li>
  );
}
