import type { View } from '../view.ts';
import type { DiffExtent, DiffLayout } from './diff-view.tsx';

export interface DiffQuery {
  readonly show: DiffExtent;
  readonly view: DiffLayout;
}

/** Ways to the other views of a difference; they are addresses, so they need no script. */
export function DiffOptions(props: {
  readonly view: View;
  readonly extent: DiffExtent;
  readonly layout: DiffLayout;
  readonly link: (query: DiffQuery) => string;
}) {
  const { view, extent, layout, link } = props;
  const { t } = view.i18n;
  return (
    <nav className="diff-options" aria-label={t('diff.options')}>
      <ul>
        {(['changed', 'whole'] as const).map((name) => (
          <li key={name}>
            <a
              href={link({ show: name, view: layout })}
              {...(name === extent ? { 'aria-current': 'true' as const } : {})}
            >
              {t(`diff.${name}`)}
            </a>
          </li>
        ))}
      </ul>
      <ul>
        {(['inline', 'side'] as const).map((name) => (
          <li key={name}>
            <a
              href={link({ show: extent, view: name })}
              {...(name === layout ? { 'aria-current': 'true' as const } : {})}
            >
              {t(`diff.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
