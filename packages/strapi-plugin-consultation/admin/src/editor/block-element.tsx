import type { Block, Image } from 'consultation-core/text';
import { memo, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { TableView } from '../components/table-view.tsx';
import { useMessages } from '../lib/messages.ts';

/** One block of the text as it is written: number in the margin, sign in front, words. */
const Row = styled.div<{ $depth: number; $issue: boolean }>`
  display: grid;
  grid-template-columns: 3.2rem 1fr;
  column-gap: 1rem;
  padding: 0.4rem 0.8rem 0.4rem calc(${({ $depth }) => $depth} * 2rem);
  border-left: 3px solid
    ${({ $issue, theme }) => ($issue ? theme.colors.danger500 : 'transparent')};
  content-visibility: auto;
  contain-intrinsic-size: auto 3rem;

  > .margin {
    color: ${({ theme }) => theme.colors.neutral600};
    font-size: 1.2rem;
    text-align: right;
    user-select: none;
    padding-top: 0.3rem;
  }
  .front {
    font-weight: 600;
    margin-right: 0.6rem;
    user-select: none;
  }
  .kind {
    display: block;
    font-size: 1.1rem;
    letter-spacing: 0.02em;
    text-transform: uppercase;
    color: ${({ theme }) => theme.colors.neutral600};
    user-select: none;
  }
  &.heading {
    font-weight: 700;
    padding-top: 1.4rem;
  }
  &.quote {
    font-style: italic;
  }
  table {
    border-collapse: collapse;
  }
  td,
  th {
    border: 1px solid ${({ theme }) => theme.colors.neutral200};
    padding: 0.4rem 0.8rem;
    text-align: left;
  }
`;

function ImageView({ image }: { image: Image }) {
  const { t } = useMessages();
  return (
    <figure>
      <em>{t('editor.image', { alt: image.alt || image.url })}</em>
      {image.caption && <figcaption>{image.caption}</figcaption>}
    </figure>
  );
}

export const BlockElement = memo(function BlockElement({
  block,
  number,
  issue,
  attributes,
  children,
}: {
  block: Block;
  /** Number of the alinea in its article. */
  number: number | undefined;
  issue: boolean;
  attributes: object;
  children: ReactNode;
}) {
  const { t } = useMessages();
  const isOpaque = block.type === 'table' || block.type === 'image';
  const front = block.type === 'heading' ? block.label : block.type === 'paragraph' && block.marker;
  return (
    <Row
      {...attributes}
      $depth={block.type === 'paragraph' ? (block.indent ?? 0) : 0}
      $issue={issue}
      className={block.type === 'paragraph' ? block.style : block.type}
    >
      <span className="margin" contentEditable={false}>
        {number}
      </span>
      <div>
        {block.type === 'heading' && (
          <span className="kind" contentEditable={false}>
            {t(`editor.type.${block.rank}`)}
          </span>
        )}
        {front && (
          <span className="front" contentEditable={false}>
            {front}
          </span>
        )}
        {isOpaque && (
          <div contentEditable={false}>
            {block.type === 'table' ? <TableView table={block} /> : <ImageView image={block} />}
          </div>
        )}
        {children}
      </div>
    </Row>
  );
});
