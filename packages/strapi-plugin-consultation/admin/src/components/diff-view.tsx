import { Box, Typography, VisuallyHidden } from '@strapi/design-system';
import { type Change, type DiffRow, diffRows, type Segment } from 'consultation-core/change';
import {
  type Block,
  type BlockId,
  type Body,
  blockText,
  type Inline,
} from 'consultation-core/text';
import { Fragment, memo, useMemo } from 'react';
import { styled } from 'styled-components';
import { type Line, linesOf } from '../lib/lines.ts';
import { useMessages } from '../lib/messages.ts';
import { numbersOf } from '../lib/numbers.ts';
import { TableView } from './table-view.tsx';
import { Words } from './words.tsx';

const Text = styled.div<{ $numbered: boolean; $side: boolean }>`
  max-width: ${({ $side }) => ($side ? '130rem' : '80rem')};
  font-size: 1.5rem;
  line-height: 1.6;

  > div {
    display: grid;
    grid-template-columns: ${({ $numbered }) => ($numbered ? '3.6rem ' : '')}minmax(0, 1fr);
    column-gap: 1.2rem;
    padding-block: 0.4rem;
    content-visibility: auto;
    contain-intrinsic-size: auto 3rem;
  }
  > .heading { padding-top: 1.6rem; font-weight: 700; }
  > .quote { font-style: italic; }
  .number {
    padding-top: 0.3rem;
    font-size: 1.2rem;
    font-weight: 400;
    text-align: right;
    color: ${({ theme }) => theme.colors.neutral600};
  }
  .number .line { display: block; font-size: 1.1rem; white-space: nowrap; }
  .words { min-width: 0; overflow-wrap: break-word; }
  .sides {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    column-gap: 1.6rem;
  }
  .sides > * { overflow-wrap: break-word; }
  .front { font-weight: 600; }
  ins {
    background: ${({ theme }) => theme.colors.success100};
    color: ${({ theme }) => theme.colors.success700};
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
  del {
    background: ${({ theme }) => theme.colors.danger100};
    color: ${({ theme }) => theme.colors.danger700};
    text-decoration: line-through;
  }
  ins, del { white-space: pre-line; }
  strong { font-weight: 600; }
  em { font-style: italic; }
  a { color: ${({ theme }) => theme.colors.primary700}; text-decoration: underline; }
  sup { vertical-align: super; font-size: smaller; }
  sub { vertical-align: sub; font-size: smaller; }
  td, th {
    border: 1px solid ${({ theme }) => theme.colors.neutral200};
    padding: 0.4rem 0.8rem;
    text-align: left;
  }
`;

/** Inserted or deleted words, said to those who do not see them. */
function Marked({ op, children }: { op: 'insert' | 'delete'; children: readonly Inline[] }) {
  const { t } = useMessages();
  const Tag = op === 'insert' ? 'ins' : 'del';
  return (
    <Tag>
      <VisuallyHidden tag="span">{t(`diff.${op}.start`)} </VisuallyHidden>
      <Words>{children}</Words>
      <VisuallyHidden tag="span"> {t(`diff.${op}.end`)}</VisuallyHidden>
    </Tag>
  );
}

function Segments({ segments }: { segments: readonly Segment[] }) {
  return (
    <>
      {segments.map(({ op, children }, index) => (
        // Segments have no name but their place, and never move.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Fragment key={index}>
          {op === 'equal' ? <Words>{children}</Words> : <Marked op={op}>{children}</Marked>}
        </Fragment>
      ))}
    </>
  );
}

const front = (block: Block) =>
  block.type === 'heading' ? block.label : block.type === 'paragraph' ? block.marker : undefined;

/** Label or marker, and words: as one of a block that came or went. */
const said = (block: Block) => [
  { text: [front(block), blockText(block)].filter(Boolean).join(' ') },
];

function Changed({ row }: { row: Extract<DiffRow, { kind: 'changed' }> }) {
  const was = front(row.before);
  const is = front(row.after);
  // Another type, a table or a picture: one whole for the other.
  if (row.segments.length === 0) {
    return (
      <>
        <Marked op="delete">{said(row.before)}</Marked>{' '}
        <Marked op="insert">{said(row.after)}</Marked>
      </>
    );
  }
  return (
    <>
      {was !== is && was && <Marked op="delete">{[{ text: was }]}</Marked>}
      {was !== is && is && <Marked op="insert">{[{ text: is }]}</Marked>}
      {was === is && is && <span className="front">{is}</span>} <Segments segments={row.segments} />
    </>
  );
}

/** A block as it stands, to be read. */
function Standing({ block }: { block: Block }) {
  if (block.type === 'table') return <TableView table={block} />;
  if (block.type === 'image')
    return <em>{[block.alt, block.caption].filter(Boolean).join(' – ')}</em>;
  return (
    <>
      {front(block) && <span className="front">{front(block)} </span>}
      <Words>{block.children}</Words>
    </>
  );
}

/** One side of a block that changed: what stands there on that side, what differs marked. */
function Side({ row, side }: { row: DiffRow; side: 'before' | 'after' }) {
  if (row.kind === 'same' || row.kind === 'moved') return <Standing block={row.block} />;
  const op = side === 'before' ? 'delete' : 'insert';
  if (row.kind !== 'changed') {
    const isHere = (row.kind === 'deleted') === (side === 'before');
    return isHere ? <Marked op={op}>{said(row.block)}</Marked> : null;
  }
  if (row.segments.length === 0) return <Marked op={op}>{said(row[side])}</Marked>;
  const sign = front(row[side]);
  const isSame = front(row.before) === front(row.after);
  return (
    <>
      {sign &&
        (isSame ? (
          <span className="front">{sign}</span>
        ) : (
          <Marked op={op}>{[{ text: sign }]}</Marked>
        ))}{' '}
      <Segments segments={row.segments.filter((one) => one.op === 'equal' || one.op === op)} />
    </>
  );
}

function Row({
  row,
  numbered,
  number,
  line,
  side,
}: {
  row: DiffRow;
  numbered: boolean;
  number: number | undefined;
  /** Number of its first line. */
  line: number | undefined;
  side: boolean;
}) {
  const { t } = useMessages();
  const block = row.kind === 'changed' ? row.after : row.block;
  const moved = row.kind === 'moved' || (row.kind === 'changed' && row.moved);
  const style = block.type === 'paragraph' ? block.style : block.type;
  return (
    <div className={style}>
      {numbered && (
        <span className="number">
          {number}
          {line !== undefined && number !== undefined && (
            <span className="line">{t('diff.line', { line })}</span>
          )}
        </span>
      )}
      <div
        className="words"
        style={{ paddingLeft: `${block.type === 'paragraph' ? (block.indent ?? 0) * 2 : 0}rem` }}
      >
        {moved && (
          <Typography variant="pi" textColor="neutral600">
            {t('diff.moved')}{' '}
          </Typography>
        )}
        {side ? (
          <div className="sides">
            <div>
              <Side row={row} side="before" />
            </div>
            <div>
              <Side row={row} side="after" />
            </div>
          </div>
        ) : (
          <>
            {row.kind === 'changed' && <Changed row={row} />}
            {(row.kind === 'same' || row.kind === 'moved') && <Standing block={block} />}
            {row.kind === 'inserted' && <Marked op="insert">{said(block)}</Marked>}
            {row.kind === 'deleted' && <Marked op="delete">{said(block)}</Marked>}
          </>
        )}
      </div>
    </div>
  );
}

const noNumbers: ReadonlyMap<BlockId, number> = new Map();
const noLines: ReadonlyMap<BlockId, readonly Line[]> = new Map();

/** What differs; when `headed`, each part below the heading that it stands under. */
function changedOf(rows: readonly DiffRow[], headed: boolean): readonly DiffRow[] {
  let heading: DiffRow | undefined;
  return rows.flatMap((row) => {
    if (row.kind === 'same') {
      if (row.block.type === 'heading') heading = row;
      return [];
    }
    const above = heading;
    heading = undefined;
    return above && headed ? [above, row] : [row];
  });
}

/**
 * A change as its readers see it; only what changed, or everything; as one text, or with `side` as two side by side.
 * `numbered` when `before` is a whole text or article, whose alineas and lines have their numbers; `headed` puts the
 * heading above what changes below it.
 */
export const DiffView = memo(function DiffView({
  before,
  change,
  whole = false,
  numbered = false,
  side = false,
  headed = false,
}: {
  before: Body;
  change: Change;
  whole?: boolean;
  numbered?: boolean;
  side?: boolean;
  headed?: boolean;
}) {
  const { t } = useMessages();
  const all = useMemo(() => diffRows(before, change), [before, change]);
  const numbers = useMemo(() => (numbered ? numbersOf(before) : noNumbers), [numbered, before]);
  const lines = useMemo(() => (numbered ? linesOf(before) : noLines), [numbered, before]);
  const rows = whole ? all : changedOf(all, headed);
  return (
    <Box>
      {rows.length === 0 && <Typography>{t('diff.none')}</Typography>}
      <Text $numbered={numbered} $side={side}>
        {rows.map((row) => {
          const { id } = row.kind === 'changed' ? row.after : row.block;
          return (
            <Row
              key={id}
              row={row}
              numbered={numbered}
              number={numbers.get(id)}
              line={lines.get(id)?.[0]?.number}
              side={side}
            />
          );
        })}
      </Text>
    </Box>
  );
});
