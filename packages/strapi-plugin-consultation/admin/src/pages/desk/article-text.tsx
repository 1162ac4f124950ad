import { Box, Typography } from '@strapi/design-system';
import { type Block, headingLine, sliceInline } from 'consultation-core/text';
import { memo, useEffect } from 'react';
import { styled } from 'styled-components';
import { TableView } from '../../components/table-view.tsx';
import { Words } from '../../components/words.tsx';
import type { Line } from '../../lib/lines.ts';
import { useMessages } from '../../lib/messages.ts';
import { useDesk } from './desk-context.ts';
import type { MarkedArticle, MarkedBlock } from './model/places.ts';
import { focusOn } from './use-selection.ts';

const Sheet = styled.div`
  max-height: 46vh;
  overflow: auto;
  padding: 0.8rem 0;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.4rem;
  line-height: 1.6;

  .block {
    display: grid;
    grid-template-columns: 3.2rem minmax(0, 72rem);
    column-gap: 0.8rem;
    padding: 0.4rem 1.2rem 0.4rem 0;
    border-left: 4px solid transparent;
  }
  .block.touched { border-left-color: ${({ theme }) => theme.colors.neutral500}; }
  .block.disputed { border-left: 4px double ${({ theme }) => theme.colors.danger600}; }
  .block:focus { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -2px; }
  .alinea {
    font-size: 1.2rem;
    font-weight: 600;
    text-align: right;
    color: ${({ theme }) => theme.colors.neutral700};
  }
  .line {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 2.8rem;
    column-gap: 0.8rem;
  }
  .line > .number {
    font-size: 1.1rem;
    text-align: right;
    color: ${({ theme }) => theme.colors.neutral600};
    user-select: none;
  }
  .front { font-weight: 600; }
  .wanted {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    padding-top: 0.2rem;
  }
  .wanted button {
    min-width: 2.4rem;
    min-height: 2.4rem;
    padding: 0 0.6rem;
    border: 1px solid ${({ theme }) => theme.colors.neutral500};
    border-radius: 1.2rem;
    background: ${({ theme }) => theme.colors.neutral0};
    color: ${({ theme }) => theme.colors.neutral800};
    font: inherit;
    font-size: 1.2rem;
    cursor: pointer;
  }
  strong { font-weight: 600; }
  em { font-style: italic; }
  sup { vertical-align: super; font-size: smaller; }
  sub { vertical-align: sub; font-size: smaller; }
  td, th { border: 1px solid ${({ theme }) => theme.colors.neutral200}; padding: 0.4rem 0.8rem; }
`;

/** Words of a block line by line, each with its number. */
function Lines({ block, lines }: { block: Block; lines: readonly Line[] }) {
  if (block.type === 'table') return <TableView table={block} />;
  if (block.type === 'image')
    return <em>{[block.alt, block.caption].filter(Boolean).join(' – ')}</em>;
  if (block.type === 'heading') return <strong>{headingLine(block)}</strong>;
  const depth = block.indent ?? 0;
  return (
    <>
      {lines.map(({ number, from, to }, index) => (
        <span key={number} className="line">
          <span style={{ paddingLeft: `${depth * 1.6}rem` }}>
            {index === 0 && block.marker && <span className="front">{block.marker} </span>}
            <Words>{sliceInline(block.children, from, to)}</Words>
          </span>
          <span className="number" aria-hidden>
            {number}
          </span>
        </span>
      ))}
    </>
  );
}

const blockId = (id: string) => `desk-block-${id}`;
const shownInline = 8;

const MarkedText = memo(function MarkedText({
  marked,
  block,
  lines,
  numberOf,
  onShow,
}: {
  marked: MarkedBlock;
  block: Block;
  lines: readonly Line[];
  numberOf: (amendment: string) => number;
  onShow: (amendment: string) => void;
}) {
  const { t, number } = useMessages();
  const { alinea, amendments, open } = marked;
  const [first] = amendments;
  return (
    <div
      id={blockId(block.id)}
      tabIndex={-1}
      className={`block ${open.length > 0 ? 'disputed' : amendments.length > 0 ? 'touched' : ''}`}
    >
      <span className="alinea">{alinea && number(alinea)}</span>
      <div>
        <Lines block={block} lines={lines} />
        {amendments.length > 0 && (
          <div className="wanted">
            {amendments.slice(0, shownInline).map((id) => (
              <button
                key={id}
                type="button"
                onClick={() => onShow(id)}
                aria-label={t('desk.text.go', { number: numberOf(id) })}
              >
                {t('desk.number', { number: numberOf(id) })}
              </button>
            ))}
            {amendments.length > shownInline && first && (
              <Typography variant="pi">
                {t('desk.text.more', { count: amendments.length - shownInline })}
              </Typography>
            )}
            {open.length > 0 && (
              <Typography variant="pi" fontWeight="bold" textColor="danger700">
                ◆ {t('desk.text.open', { count: open.length })}
              </Typography>
            )}
          </div>
        )}
      </div>
    </div>
  );
});

/** An article as it stands, with the numbers of its alineas and lines, and what is wanted where. */
export function ArticleText({
  article,
  block,
  onShow,
}: {
  article: MarkedArticle;
  /** To be shown and focused, when it changes. */
  block: string | null;
  onShow: (amendment: string) => void;
}) {
  const { t } = useMessages();
  const { places, lines, byId } = useDesk();
  useEffect(() => {
    if (block) focusOn(blockId(block));
  }, [block]);
  const section = places.sections.find(({ id }) => id === article.id);
  const blocks = new Map(section?.blocks.map(({ block: one }) => [one.id, one]));
  return (
    <Box>
      <Sheet tabIndex={0} role="region" aria-label={t('desk.text.label')}>
        {article.blocks.map((marked) => {
          const own = blocks.get(marked.block);
          return (
            own && (
              <MarkedText
                key={marked.block}
                marked={marked}
                block={own}
                lines={lines.get(marked.block) ?? []}
                numberOf={(id) => byId.get(id)?.number ?? 0}
                onShow={onShow}
              />
            )
          );
        })}
      </Sheet>
    </Box>
  );
}
