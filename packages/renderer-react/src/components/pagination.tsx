import type { View } from '../view.ts';

/** Ways to the pages around this one. Nothing when there is only one. */
export function Pagination(props: {
  readonly view: View;
  readonly page: number;
  readonly pages: number;
  readonly link: (page: number) => string;
}) {
  const { view, page, pages, link } = props;
  const { t } = view.i18n;
  if (pages <= 1) return null;
  const around = [...new Set([1, page - 1, page, page + 1, pages])]
    .filter((number) => number >= 1 && number <= pages)
    .sort((a, b) => a - b);
  return (
    <nav aria-label={t('pages.label')} className="pagination">
      <ul>
        {page > 1 && (
          <li>
            <a href={link(page - 1)} rel="prev">
              {t('pages.previous')}
            </a>
          </li>
        )}
        {around.map((number, index) => (
          <li key={number}>
            {index > 0 && number - (around[index - 1] ?? 0) > 1 && (
              <span className="gap" aria-hidden="true">
                …
              </span>
            )}
            <a
              href={link(number)}
              aria-label={t('pages.page', { page: number })}
              {...(number === page ? { 'aria-current': 'page' as const } : {})}
            >
              {number}
            </a>
          </li>
        ))}
        {page < pages && (
          <li>
            <a href={link(page + 1)} rel="next">
              {t('pages.next')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
