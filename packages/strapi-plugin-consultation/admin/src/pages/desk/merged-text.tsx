import { Typography, VisuallyHidden } from '@strapi/design-system';
import { type AttributedBlock, attribution } from 'consultation-core/change';
import { type Block, blockText } from 'consultation-core/text';
import { Fragment, memo, type ReactNode, useDeferredValue, useMemo } from 'react';
import { styled } from 'styled-components';
import { TableView } from '../../components/table-view.tsx';
import { Words } from '../../components/words.tsx';
import { linesOf } from '../../lib/lines.ts';
import { useMessages } from '../../lib/messages.ts';
import { numbersOf } from '../../lib/numbers.ts';
import { useDesk } from './desk-context.ts';
import {
  changedRows,
  isChanged,
  type MergedRow,
  mergedRows,
  piecesOf,
} from './model/merged-rows.ts';
import { OriginMark } from './origin-mark.tsx';

const Text = styled.div`
  max-width: 80rem;
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.5rem;
  line-height: 1.7;

  .row {
    display: grid;
    grid-template-columns: 3.6rem minmax(0, 1fr);
    column-gap: 1.2rem;
    padding-block: 0.4rem;
    border-left: 4px solid transparent;
    content-visibility: auto;
    contain-intrinsic-size: auto 4rem;
  }
  .row.changed { border-left-color: ${({ theme }) => theme.colors.primary600}; }
  .heading { font-weight: 700; padding-top: 1.2rem; }
  .number {
    padding-top: 0.3rem;
    font-size: 1.2rem;
    font-weight: 400;
    text-align: right;
    color: ${({ theme }) => theme.colors.neutral600};
  }
  .number .line { display: block; font-size: 1.1rem; white-space: nowrap; }
  .front { font-weight: 600; }
  .words { min-width: 0; overflow-wrap: break-word; }
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
  strong { font-weight: 600; }
  em { font-style: italic; }
  sup { vertical-align: super; font-size: smaller; }
  td, th { border: 1px solid ${({ theme }) => theme.colors.neutral200}; padding: 0.4rem 0.8rem; }
`;

function Said({ op, children }: { op: 'insert' | 'delete'; children: ReactNode }) {
  const { t } = useMessages();
  const Tag = op === 'insert' ? 'ins' : 'del';
  return (
    <Tag>
      <VisuallyHidden tag="span">{t(`diff.${op}.start`)} </VisuallyHidden>
      {children}
      <VisuallyHidden tag="span"> {t(`diff.${op}.end`)}</VisuallyHidden>
    </Tag>
  );
}

/** Runs in their order, with what was taken out where it stood; at a border of runs it stands in front. */
function Runs({ runs, removed }: Pick<AttributedBlock, 'runs' | 'removed'>) {
  const pieces = piecesOf(runs, removed);
  return (
    <>
      {pieces.map(({ kind, children, origin, ends }, index) => {
        const words = <Words>{children}</Words>;
        const op = kind === 'gone' ? 'delete' : origin.kind === 'original' ? undefined : 'insert';
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place
          <Fragment key={index}>
            {op === undefined ? words : <Said op={op}>{words}</Said>}
            {ends && <OriginMark origin={origin} />}
          </Fragment>
        );
      })}
    </>
  );
}

function Content({ block, attributed }: { block: Block; attributed: AttributedBlock | undefined }) {
  if (block.type === 'table' || block.type === 'image' || attributed === undefined) {
    return (
      <>
        {block.type === 'table' ? <TableView table={block} /> : <em>{blockText(block)}</em>}
        {attributed && <OriginMark origin={attributed.frame} />}
      </>
    );
  }
  const front = block.type === 'heading' ? block.label : block.marker;
  const { runs, removed, frame } = attributed;
  const isNew = frame.kind !== 'original' && !runs.some(({ origin }) => origin.kind === frame.kind);
  return (
    <>
      {front && <span className="front">{front} </span>}
      <Runs runs={runs} removed={removed} />
      {isNew && <OriginMark origin={frame} />}
    </>
  );
}

const Row = memo(function Row({
  row,
  number,
  line,
}: {
  row: MergedRow;
  number: number | undefined;
  line: number | undefined;
}) {
  const { t } = useMessages();
  const { block } = row;
  return (
    <div
      id={`desk-merged-${block.id}`}
      tabIndex={-1}
      className={`row ${block.type === 'heading' ? 'heading' : ''} ${isChanged(row) ? 'changed' : ''}`}
    >
      <span className="number">
        {number}
        {line !== undefined && number !== undefined && (
          <span className="line">{t('diff.line', { line })}</span>
        )}
      </span>
      <div
        className="words"
        style={{ paddingLeft: `${block.type === 'paragraph' ? (block.indent ?? 0) * 2 : 0}rem` }}
      >
        {row.kind === 'stands' ? (
          <Content block={block} attributed={row.attributed} />
        ) : (
          <>
            <Said op="delete">{blockText(block)}</Said>
            <OriginMark origin={row.origin} />
          </>
        )}
      </div>
    </div>
  );
});

/** The next version as the decisions make it now, each run of new words with who asked for it. */
export function MergedText({
  article,
  onlyChanged = false,
}: {
  article?: string;
  onlyChanged?: boolean;
}) {
  const { t } = useMessages();
  const { view, next, places } = useDesk();
  // What is decided is on the screen at once; where words come from follows.
  const calm = useDeferredValue(next);
  const { body } = calm;
  const attributed = useMemo(() => attribution(view.body, calm), [view.body, calm]);
  const rows = useMemo(
    () => mergedRows(view.body, calm, attributed, places, article),
    [view.body, calm, attributed, places, article]
  );
  const numbers = useMemo(() => numbersOf(body), [body]);
  const lines = useMemo(() => linesOf(body), [body]);
  const shown = onlyChanged ? changedRows(rows) : rows;
  return (
    <Text>
      {shown.length === 0 && <Typography>{t('diff.none')}</Typography>}
      {shown.map((row) => (
        <Row
          key={row.block.id}
          row={row}
          number={numbers.get(row.block.id)}
          line={lines.get(row.block.id)?.[0]?.number}
        />
      ))}
    </Text>
  );
}
