import { blockOf, type Line } from '../difference.ts';
import type { View } from '../view.ts';
import { HiddenWords } from './hidden-words.tsx';

/** A line, or how many are left out. */
export type Shown = { readonly line: Line } | { readonly skipped: number };

/** Where a line is on the page. What went elsewhere has an address of its own. */
export const lineId = (prefix: string, line: Line) =>
  `${prefix}-${line.kind === 'away' || line.kind === 'deleted' ? 'was-' : ''}${blockOf(line).id}`;

const signs = {
  same: '',
  inserted: '+',
  deleted: '−',
  changed: '±',
  moved: '↕',
  away: '↷',
} as const;

/** Number of the alinea in both texts and the sign of what happened to it. */
export function LineNumber({ view, line }: { readonly view: View; readonly line: Line }) {
  const { t } = view.i18n;
  const { before, after } = line.numbers ?? {};
  const sign = signs[line.kind];
  return (
    <>
      {before !== undefined && after !== undefined && before !== after ? (
        <span className="diff-number">
          <HiddenWords>{t('diff.renumbered', { before, after })}</HiddenWords>
          <span aria-hidden="true">
            {before} → {after}
          </span>
        </span>
      ) : (
        (before ?? after) !== undefined && (
          <span className="diff-number">
            <HiddenWords>{t('diff.number')} </HiddenWords>
            {before ?? after}
          </span>
        )
      )}
      {sign !== '' && (
        <span className="diff-sign" aria-hidden="true">
          {sign}
        </span>
      )}
    </>
  );
}
