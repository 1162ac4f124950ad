import type { DiffRow } from 'consultation-core/change';
import { isOpaque } from 'consultation-core/text';
import { blockOf, type Line } from '../difference.ts';
import { languageAttributes } from '../i18n/index.ts';
import type { View } from '../view.ts';
import { LineNumber, lineId, type Shown } from './diff-line.tsx';
import { DiffNotes } from './diff-notes.tsx';
import { SideBySide } from './diff-side.tsx';
import { LineWords } from './diff-words.tsx';

export { type Line, rowsOf } from '../difference.ts';
export type DiffExtent = 'changed' | 'whole';
export type DiffLayout = 'inline' | 'side';

export interface DiffViewProps {
  readonly view: View;
  readonly rows: readonly (Line | DiffRow)[];
  /** Only what changed, or the whole text. */
  readonly extent: DiffExtent;
  readonly layout: DiffLayout;
  readonly lang: string;
  readonly names: { readonly before: string; readonly after: string };
  /** Stands in front of the ids of its lines. Two differences on one page have two of them. */
  readonly id?: string;
}

/**
 * A difference that does not depend on colour or on tags alone: signs in the margin, lines under and through words,
 * and hidden words where a change starts and ends.
 */
export function DiffView(props: DiffViewProps) {
  const { view, extent, layout, lang, id = 'd' } = props;
  const rows: readonly Line[] = props.rows;
  if (rows.every(({ kind }) => kind === 'same')) {
    return <p className="empty">{view.i18n.t('diff.none')}</p>;
  }
  const shown = extent === 'whole' ? rows.map((line) => ({ line })) : onlyChanged(rows);
  const attributes = languageAttributes(lang, view.i18n.language);
  if (layout === 'side') {
    return (
      <SideBySide view={view} shown={shown} attributes={attributes} names={props.names} id={id} />
    );
  }
  return (
    <div className="diff">
      {shown.map((item, index) =>
        'skipped' in item ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: rendered once and never reordered
          <p className="diff-gap" key={index}>
            {view.i18n.t('diff.skipped', { count: item.skipped })}
          </p>
        ) : (
          <InlineLine
            key={`${item.line.kind} ${blockOf(item.line).id}`}
            view={view}
            line={item.line}
            attributes={attributes}
            id={id}
          />
        )
      )}
    </div>
  );
}

/** What changed, each behind the heading of the article that it stands in, and how many lines are left out. */
function onlyChanged(rows: readonly Line[]): readonly Shown[] {
  const wanted = new Set(rows.flatMap((line) => (line.kind === 'same' ? [] : [line.article])));
  const shown: Shown[] = [];
  let skipped = 0;
  for (const line of rows) {
    const isHeading = line.article !== undefined && line.article === blockOf(line).id;
    if (line.kind === 'same' && !(isHeading && wanted.has(line.article))) {
      skipped += 1;
      continue;
    }
    if (skipped > 0) shown.push({ skipped });
    skipped = 0;
    shown.push({ line });
  }
  if (skipped > 0) shown.push({ skipped });
  return shown;
}

function InlineLine(props: {
  readonly view: View;
  readonly line: Line;
  readonly attributes: { lang?: string; dir?: string };
  readonly id: string;
}) {
  const { view, line, attributes, id } = props;
  return (
    <div className={`diff-row diff-${line.kind}`} id={lineId(id, line)}>
      <div className="diff-margin">
        <LineNumber view={view} line={line} />
      </div>
      <div className="diff-words">
        <DiffNotes view={view} line={line} id={id} />
        {line.kind !== 'away' && (
          <div {...attributes} className={isOpaque(blockOf(line)) ? 'diff-opaque' : undefined}>
            <LineWords view={view} line={line} />
          </div>
        )}
      </div>
    </div>
  );
}
