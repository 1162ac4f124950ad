import type { Line } from '../difference.ts';
import { blockOf } from '../difference.ts';
import type { View } from '../view.ts';
import { LineNumber, lineId, type Shown } from './diff-line.tsx';
import { DiffNotes } from './diff-notes.tsx';
import { sideWords } from './diff-words.tsx';

/**
 * Before and after in two columns that are aligned alinea by alinea; on a narrow screen each pair stands one above the
 * other. The roles say again what the elements are: browsers forget it of a table that is not laid out as one.
 */
export function SideBySide(props: {
  readonly view: View;
  readonly shown: readonly Shown[];
  readonly attributes: { lang?: string; dir?: string };
  readonly names: { readonly before: string; readonly after: string };
  readonly id: string;
}) {
  const { view, shown, names, id, attributes } = props;
  const { t } = view.i18n;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <table className="diff diff-side" role="table">
      <caption className="heard">{t('diff.caption')}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader" className="diff-margin">
            {t('diff.column')}
          </th>
          <th scope="col" role="columnheader">
            {names.before}
          </th>
          <th scope="col" role="columnheader">
            {names.after}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {shown.map((item, index) =>
          'skipped' in item ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once and never reordered
            <tr key={index} className="diff-gap" role="row">
              <td colSpan={3} role="cell">
                {t('diff.skipped', { count: item.skipped })}
              </td>
            </tr>
          ) : (
            <Pair
              key={`${item.line.kind} ${blockOf(item.line).id}`}
              view={view}
              line={item.line}
              names={names}
              id={id}
              attributes={attributes}
            />
          )
        )}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}

function Pair(props: {
  readonly view: View;
  readonly line: Line;
  readonly names: { readonly before: string; readonly after: string };
  readonly id: string;
  readonly attributes: { lang?: string; dir?: string };
}) {
  const { view, line, names, id, attributes } = props;
  const { t } = view.i18n;
  const heading = blockOf(line).type === 'heading';
  const isSplitOff = line.notes?.some(({ kind }) => kind === 'split-from') === true;
  const cell = (side: 'before' | 'after') => {
    const words = sideWords(view, line, side);
    // Where a side has no words of its own, a note says where they are: of a part that was split off, before.
    const noted = (side === 'before') === isSplitOff && line.notes !== undefined;
    const empty = words === undefined || words === null;
    return (
      // biome-ignore lint/a11y/noRedundantRoles: see above
      <td className={`diff-${side}`} role="cell">
        <span className="diff-label" aria-hidden="true">
          {names[side]}
        </span>
        {noted && <DiffNotes view={view} line={line} id={id} />}
        {!empty && <div {...attributes}>{words}</div>}
        {empty && !noted && <p className="diff-nothing">{t('diff.nothing')}</p>}
      </td>
    );
  };
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <tr className={`diff-row diff-${line.kind}`} id={lineId(id, line)} role="row">
      <th scope="row" role="rowheader" className="diff-margin">
        <LineNumber view={view} line={line} />
        {heading && <span className="heard">{t('diff.headingRow')}</span>}
      </th>
      {cell('before')}
      {cell('after')}
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}
