import {
  type Change,
  compareBodies,
  type DiffRow,
  diffRows,
  type Segment,
} from 'consultation-core/change';
import type { Block, Body } from 'consultation-core/text';
import type { ReactNode } from 'react';
import { languageAttributes } from '../i18n/index.ts';
import type { View } from '../view.ts';
import { HeadingWords, OneBlock, ParagraphWords } from './blocks.tsx';
import { HiddenWords } from './hidden-words.tsx';
import { Inlines } from './inlines.tsx';

export type DiffExtent = 'changed' | 'whole';
export type DiffLayout = 'inline' | 'side';

/**
 * The rows of a change. A change that names blocks outside of `before` (a new article stands behind another one) is
 * shown by comparing both texts, so that no page depends on more than the words it shows.
 */
export function rowsOf(before: Body, change: Change, after: Body): readonly DiffRow[] {
  try {
    return diffRows(before, change);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return compareBodies(before, after);
  }
}

export interface DiffViewProps {
  readonly view: View;
  readonly rows: readonly DiffRow[];
  /** Only what changed, or the whole text. */
  readonly extent: DiffExtent;
  readonly layout: DiffLayout;
  readonly lang: string;
  readonly names: { readonly before: string; readonly after: string };
}

/**
 * A difference that does not depend on colour or on tags alone: signs in the margin, lines under and through words,
 * and hidden words where a change starts and ends.
 */
export function DiffView(props: DiffViewProps) {
  const { view, rows, extent, layout, lang } = props;
  const shown = extent === 'whole' ? rows.map((row) => ({ row })) : onlyChanged(rows);
  if (rows.every(({ kind }) => kind === 'same')) {
    return <p className="empty">{view.i18n.t('diff.none')}</p>;
  }
  const attributes = languageAttributes(lang, view.i18n.language);
  return (
    <div className={`diff diff-${layout}`}>
      <div className="diff-rows">
        {shown.map((item, index) =>
          'skipped' in item ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once and never reordered
            <p className="diff-gap" key={index}>
              {view.i18n.t('diff.skipped', { count: item.skipped })}
            </p>
          ) : (
            <InlineRow
              key={`${item.row.kind} ${blockOf(item.row).id}`}
              view={view}
              row={item.row}
              attributes={attributes}
            />
          )
        )}
      </div>
      {layout === 'side' && <SideBySide {...props} shown={shown} />}
    </div>
  );
}

type Shown = { readonly row: DiffRow } | { readonly skipped: number };

function onlyChanged(rows: readonly DiffRow[]): readonly Shown[] {
  const shown: Shown[] = [];
  let skipped = 0;
  for (const row of rows) {
    if (row.kind === 'same') {
      skipped += 1;
      continue;
    }
    if (skipped > 0) shown.push({ skipped });
    skipped = 0;
    shown.push({ row });
  }
  if (skipped > 0) shown.push({ skipped });
  return shown;
}

function blockOf(row: DiffRow): Block {
  return row.kind === 'changed' ? row.after : row.block;
}

const signs = { same: '', inserted: '+', deleted: '−', changed: '±', moved: '↕' } as const;

function InlineRow(props: {
  readonly view: View;
  readonly row: DiffRow;
  readonly attributes: { lang?: string; dir?: string };
}) {
  const { view, row, attributes } = props;
  const { t } = view.i18n;
  const moved = row.kind === 'moved' || (row.kind === 'changed' && row.moved);
  return (
    <div className={`diff-row diff-${row.kind}`}>
      <span className="diff-sign" aria-hidden="true">
        {signs[row.kind]}
      </span>
      <div className="diff-words">
        {moved && <p className="diff-note">{t('diff.moved')}</p>}
        <div {...attributes}>{rowWords(view, row)}</div>
      </div>
    </div>
  );
}

function rowWords(view: View, row: DiffRow): ReactNode {
  switch (row.kind) {
    case 'same':
    case 'moved':
      return <Plain block={row.block} />;
    case 'inserted':
      return <Plain block={row.block}>{(words) => <Inserted view={view}>{words}</Inserted>}</Plain>;
    case 'deleted':
      return <Plain block={row.block}>{(words) => <Deleted view={view}>{words}</Deleted>}</Plain>;
    case 'changed':
      return <Changed view={view} row={row} />;
  }
}

/** Block in the place of a row: headings are not headings here, so that the page keeps its outline. */
function Plain(props: {
  readonly block: Block;
  readonly children?: (words: ReactNode) => ReactNode;
}) {
  const { block, children = (words) => words } = props;
  if (block.type === 'heading') {
    return <p className="diff-heading">{children(<HeadingWords heading={block} />)}</p>;
  }
  if (block.type === 'paragraph') {
    return <p>{children(<ParagraphWords paragraph={block} />)}</p>;
  }
  return <div>{children(<OneBlock block={block} />)}</div>;
}

function Changed(props: {
  readonly view: View;
  readonly row: Extract<DiffRow, { kind: 'changed' }>;
}) {
  const { view, row } = props;
  const { before, after, segments } = row;
  const opaque = (block: Block) => block.type === 'table' || block.type === 'image';
  if (before.type !== after.type || opaque(after)) {
    return (
      <>
        <Plain block={before}>{(words) => <Deleted view={view}>{words}</Deleted>}</Plain>
        <Plain block={after}>{(words) => <Inserted view={view}>{words}</Inserted>}</Plain>
      </>
    );
  }
  return (
    <p className={after.type === 'heading' ? 'diff-heading' : undefined}>
      <Lead view={view} before={lead(before)} after={lead(after)} />
      <Segments view={view} segments={segments} />
    </p>
  );
}

/** What stands in front of the words: a heading's label or an alinea's marker. */
function lead(block: Block): string {
  if (block.type === 'heading') return block.label ?? '';
  return block.type === 'paragraph' ? (block.marker ?? '') : '';
}

function Lead(props: { readonly view: View; readonly before: string; readonly after: string }) {
  const { view, before, after } = props;
  if (before === after) return after === '' ? null : <span className="marker">{after} </span>;
  return (
    <>
      {before !== '' && (
        <Deleted view={view}>
          <span className="marker">{before} </span>
        </Deleted>
      )}
      {after !== '' && (
        <Inserted view={view}>
          <span className="marker">{after} </span>
        </Inserted>
      )}
    </>
  );
}

function Segments(props: { readonly view: View; readonly segments: readonly Segment[] }) {
  return (
    <>
      {props.segments.map(({ op, children }, index) => {
        const words = <Inlines content={children} />;
        // biome-ignore-start lint/suspicious/noArrayIndexKey: rendered once and never reordered
        if (op === 'insert') {
          return (
            <Inserted key={index} view={props.view}>
              {words}
            </Inserted>
          );
        }
        if (op === 'delete') {
          return (
            <Deleted key={index} view={props.view}>
              {words}
            </Deleted>
          );
        }
        return <span key={index}>{words}</span>;
        // biome-ignore-end lint/suspicious/noArrayIndexKey: see above
      })}
    </>
  );
}

function Inserted({ view, children }: { readonly view: View; readonly children: ReactNode }) {
  const { t } = view.i18n;
  return (
    <ins>
      <HiddenWords>{t('diff.insertStart')} </HiddenWords>
      {children}
      <HiddenWords> {t('diff.insertEnd')} </HiddenWords>
    </ins>
  );
}

function Deleted({ view, children }: { readonly view: View; readonly children: ReactNode }) {
  const { t } = view.i18n;
  return (
    <del>
      <HiddenWords>{t('diff.deleteStart')} </HiddenWords>
      {children}
      <HiddenWords> {t('diff.deleteEnd')} </HiddenWords>
    </del>
  );
}

/** Before and after in two columns, for wide screens; on narrow ones the rows above stand in its place. */
function SideBySide(props: DiffViewProps & { readonly shown: readonly Shown[] }) {
  const { view, shown, names, lang } = props;
  const { t, language } = view.i18n;
  const attributes = languageAttributes(lang, language);
  return (
    <table className="diff-side-table">
      <caption className="heard">{t('diff.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{names.before}</th>
          <th scope="col">{names.after}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((item, index) =>
          'skipped' in item ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once and never reordered
            <tr key={index} className="diff-gap">
              <td colSpan={2}>{t('diff.skipped', { count: item.skipped })}</td>
            </tr>
          ) : (
            <tr
              key={`${item.row.kind} ${blockOf(item.row).id}`}
              className={`diff-${item.row.kind}`}
            >
              <td {...attributes}>{sideWords(view, item.row, 'before')}</td>
              <td {...attributes}>{sideWords(view, item.row, 'after')}</td>
            </tr>
          )
        )}
      </tbody>
    </table>
  );
}

function sideWords(view: View, row: DiffRow, side: 'before' | 'after'): ReactNode {
  const nothing = <span className="diff-nothing">{view.i18n.t('diff.nothing')}</span>;
  if (row.kind === 'inserted') return side === 'before' ? nothing : rowWords(view, row);
  if (row.kind === 'deleted') return side === 'after' ? nothing : rowWords(view, row);
  if (row.kind !== 'changed') return <Plain block={row.block} />;
  const block = side === 'before' ? row.before : row.after;
  const other = side === 'before' ? row.after : row.before;
  if (block.type !== 'heading' && block.type !== 'paragraph') {
    return (
      <Plain block={block}>
        {(words) =>
          side === 'before' ? (
            <Deleted view={view}>{words}</Deleted>
          ) : (
            <Inserted view={view}>{words}</Inserted>
          )
        }
      </Plain>
    );
  }
  const own = row.segments.filter(({ op }) => op !== (side === 'before' ? 'insert' : 'delete'));
  const same = lead(block) === lead(other);
  return (
    <p className={block.type === 'heading' ? 'diff-heading' : undefined}>
      <Lead
        view={view}
        before={side === 'before' || same ? lead(block) : ''}
        after={side === 'after' || same ? lead(block) : ''}
      />
      <Segments view={view} segments={own} />
    </p>
  );
}
