import { Box, Typography, VisuallyHidden } from '@strapi/design-system';
import { type Change, type DiffRow, diffRows, type Segment } from 'consultation-core/change';
import { type Block, type Body, blockText, type Inline, inlineText } from 'consultation-core/text';
import { Fragment } from 'react';
import { styled } from 'styled-components';
import { useMessages } from '../lib/messages.ts';

const Text = styled.div`
  max-width: 44rem;
  font-size: 1.5rem;
  line-height: 1.6;

  p { margin-block: 0.4em; }
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
`;

function Words({ children }: { children: readonly Inline[] }) {
  return <>{inlineText(children)}</>;
}

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
      {was === is && is} <Segments segments={row.segments} />
    </>
  );
}

function Row({ row }: { row: DiffRow }) {
  const block = row.kind === 'changed' ? row.after : row.block;
  const Tag = block.type === 'heading' ? 'strong' : 'span';
  return (
    <p>
      <Tag>
        {row.kind === 'changed' && <Changed row={row} />}
        {(row.kind === 'same' || row.kind === 'moved') && <Words>{said(block)}</Words>}
        {row.kind === 'inserted' && <Marked op="insert">{said(block)}</Marked>}
        {row.kind === 'deleted' && <Marked op="delete">{said(block)}</Marked>}
      </Tag>
    </p>
  );
}

/** A change as its readers see it; only what changed, or everything. */
export function DiffView({
  before,
  change,
  whole = false,
}: {
  before: Body;
  change: Change;
  whole?: boolean;
}) {
  const { t } = useMessages();
  const rows = diffRows(before, change).filter(({ kind }) => whole || kind !== 'same');
  return (
    <Box>
      {rows.length === 0 && <Typography>{t('diff.none')}</Typography>}
      <Text>
        {rows.map((row) => (
          <Row key={row.kind === 'changed' ? row.after.id : row.block.id} row={row} />
        ))}
      </Text>
    </Box>
  );
}
