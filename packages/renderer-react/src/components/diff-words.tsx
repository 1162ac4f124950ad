import type { Segment } from 'consultation-core/change';
import { type Block, isOpaque } from 'consultation-core/text';
import type { ReactNode } from 'react';
import type { Line } from '../difference.ts';
import type { View } from '../view.ts';
import { HeadingWords, OneBlock, ParagraphWords } from './blocks.tsx';
import { HiddenWords } from './hidden-words.tsx';
import { Inlines } from './inlines.tsx';

/** The words of a line with all that went and came. */
export function LineWords({ view, line }: { readonly view: View; readonly line: Line }): ReactNode {
  switch (line.kind) {
    case 'same':
    case 'moved':
      return <Plain block={line.block} />;
    case 'inserted':
      return (
        <Plain block={line.block} wrap={(words) => <Inserted view={view}>{words}</Inserted>} />
      );
    case 'deleted':
      return <Plain block={line.block} wrap={(words) => <Deleted view={view}>{words}</Deleted>} />;
    case 'away':
      return null;
    case 'changed':
      return <Changed view={view} line={line} />;
  }
}

/** The words of a line as they were, or as they are; undefined where there are none. */
export function sideWords(view: View, line: Line, side: 'before' | 'after'): ReactNode {
  switch (line.kind) {
    case 'inserted':
      return side === 'before' ? undefined : <LineWords view={view} line={line} />;
    case 'deleted':
      return side === 'after' ? undefined : <LineWords view={view} line={line} />;
    case 'away': {
      if (side === 'after') return undefined;
      if (line.segments.length === 0) return <Plain block={line.block} />;
      return <Marked view={view} block={line.block} segments={line.segments} />;
    }
    case 'changed':
      return changedSide(view, line, side);
    default:
      return <Plain block={line.block} />;
  }
}

/** Block in the place of a row: headings are not headings here, so that the page keeps its outline. */
function Plain(props: { readonly block: Block; readonly wrap?: (words: ReactNode) => ReactNode }) {
  const { block, wrap = (words) => words } = props;
  if (block.type === 'heading') {
    return <p className="diff-heading">{wrap(<HeadingWords heading={block} />)}</p>;
  }
  if (block.type === 'paragraph') {
    return <p className={indentOf(block)}>{wrap(<ParagraphWords paragraph={block} />)}</p>;
  }
  return <div className="diff-block">{wrap(<OneBlock block={block} />)}</div>;
}

function indentOf(block: Block): string | undefined {
  const indent = block.type === 'paragraph' ? Math.min(block.indent ?? 0, 8) : 0;
  return indent > 0 ? `indent-${indent}` : undefined;
}

const classOf = (block: Block) => (block.type === 'heading' ? 'diff-heading' : indentOf(block));

type ChangedLine = Extract<Line, { kind: 'changed' }>;

function Changed({ view, line }: { readonly view: View; readonly line: ChangedLine }) {
  const { before, after, segments } = line;
  if (before.type !== after.type || isOpaque(after)) {
    return (
      <>
        <Plain block={before} wrap={(words) => <Deleted view={view}>{words}</Deleted>} />
        <Plain block={after} wrap={(words) => <Inserted view={view}>{words}</Inserted>} />
      </>
    );
  }
  return (
    <p className={classOf(after)}>
      <Lead view={view} before={lead(before)} after={lead(after)} />
      <Segments view={view} segments={segments} />
    </p>
  );
}

function changedSide(view: View, line: ChangedLine, side: 'before' | 'after'): ReactNode {
  const block = side === 'before' ? line.before : line.after;
  const other = side === 'before' ? line.after : line.before;
  const Wrap = side === 'before' ? Deleted : Inserted;
  if (isOpaque(block) || block.type !== other.type) {
    return <Plain block={block} wrap={(words) => <Wrap view={view}>{words}</Wrap>} />;
  }
  const { segments } = line;
  const own =
    side === 'before'
      ? (line.was ?? segments.filter(({ op }) => op !== 'insert'))
      : segments.filter(({ op }) => op !== 'delete');
  if (side === 'before' && own.length === 0 && lead(block) === '') return undefined;
  const same = lead(block) === lead(other);
  return (
    <p className={classOf(block)}>
      <Lead
        view={view}
        before={side === 'before' || same ? lead(block) : ''}
        after={side === 'after' || same ? lead(block) : ''}
      />
      <Segments view={view} segments={own} />
    </p>
  );
}

function Marked(props: {
  readonly view: View;
  readonly block: Block;
  readonly segments: readonly Segment[];
}) {
  const { view, block, segments } = props;
  return (
    <p className={classOf(block)}>
      <Lead view={view} before={lead(block)} after={lead(block)} />
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

export function Segments(props: { readonly view: View; readonly segments: readonly Segment[] }) {
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

interface Marking {
  readonly view: View;
  readonly children: ReactNode;
}

export function Inserted({ view, children }: Marking) {
  const { t } = view.i18n;
  return (
    <ins>
      <HiddenWords>{t('diff.insertStart')} </HiddenWords>
      {children}
      <HiddenWords> {t('diff.insertEnd')} </HiddenWords>
    </ins>
  );
}

export function Deleted({ view, children }: Marking) {
  const { t } = view.i18n;
  return (
    <del>
      <HiddenWords>{t('diff.deleteStart')} </HiddenWords>
      {children}
      <HiddenWords> {t('diff.deleteEnd')} </HiddenWords>
    </del>
  );
}
