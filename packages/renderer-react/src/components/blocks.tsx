import {
  type Block,
  type Body,
  blockText,
  type Heading,
  headingRanks,
  isSafeUrl,
  type Paragraph,
  type Table,
} from 'consultation-core/text';
import { createElement, type ReactNode } from 'react';
import { Inlines } from './inlines.tsx';

export interface BlocksProps {
  readonly body: Body;
  /** Level of the widest heading that can stand in it; narrower ones follow. */
  readonly level?: number;
  /** Whether each block can be pointed at by its id. */
  readonly anchors?: boolean;
}

/** A presentation, an explanation, a justification: running text without alinea numbers. */
export function Blocks({ body, level = 2, anchors = false }: BlocksProps) {
  const ranks = headingRanks.filter((rank) =>
    body.some((block) => block.type === 'heading' && block.rank === rank)
  );
  return (
    <>
      {body.map((block) =>
        block.type === 'heading' ? (
          <HeadingLine
            key={block.id}
            heading={block}
            level={level + ranks.indexOf(block.rank)}
            {...(anchors ? { id: block.id } : {})}
          />
        ) : (
          <OneBlock key={block.id} block={block} {...(anchors ? { id: block.id } : {})} />
        )
      )}
    </>
  );
}

export function HeadingLine(props: {
  readonly heading: Heading;
  readonly level: number;
  readonly id?: string;
  readonly className?: string;
  readonly children?: ReactNode;
}) {
  const { heading, level, id, className, children } = props;
  return createElement(
    `h${Math.min(level, 6)}`,
    { ...(id === undefined ? {} : { id }), ...(className ? { className } : {}) },
    <HeadingWords heading={heading} />,
    children
  );
}

/** Label and title, apart for the eye and with a dash for the ear. */
export function HeadingWords({ heading }: { readonly heading: Heading }) {
  const title = heading.children.some((child) => 'type' in child || child.text.trim() !== '');
  return (
    <>
      {heading.label !== undefined && heading.label !== '' && (
        <span className="label">{heading.label}</span>
      )}
      {heading.label && title && <span className="label-dash"> – </span>}
      {title && (
        <span className="heading-title">
          <Inlines content={heading.children} />
        </span>
      )}
    </>
  );
}

/** Everything but a heading. A block of a kind that this page does not know still shows its words. */
export function OneBlock({ block, id }: { readonly block: Block; readonly id?: string }) {
  const anchor = id === undefined ? {} : { id };
  switch (block.type) {
    case 'paragraph':
      return (
        <p {...anchor} className={paragraphClass(block)}>
          <ParagraphWords paragraph={block} />
        </p>
      );
    case 'table':
      return (
        <div className="scroll" {...anchor}>
          <TableBlock table={block} />
        </div>
      );
    case 'image':
      return (
        <figure {...anchor}>
          {isSafeUrl(block.url) && <img src={block.url} alt={block.alt} loading="lazy" />}
          {block.caption && <figcaption>{block.caption}</figcaption>}
        </figure>
      );
    default:
      return <p {...anchor}>{blockText(block)}</p>;
  }
}

export function paragraphClass(block: Paragraph): string {
  const indent = Math.min(Math.max(block.indent ?? 0, 0), 8);
  return ['words', indent > 0 && `indent-${indent}`, block.style && `style-${block.style}`]
    .filter(Boolean)
    .join(' ');
}

export function ParagraphWords({ paragraph }: { readonly paragraph: Paragraph }) {
  return (
    <>
      {paragraph.marker && <span className="marker">{paragraph.marker} </span>}
      <Inlines content={paragraph.children} />
    </>
  );
}

function TableBlock({ table }: { readonly table: Table }) {
  const [first, ...others] = table.rows;
  const head = table.header === true ? first : undefined;
  const rows = head === undefined ? table.rows : others;
  return (
    <table>
      {table.caption && <caption>{table.caption}</caption>}
      {head && (
        <thead>
          <tr>
            {head.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rendered once and never reordered
              <th key={index} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rendered once and never reordered
          <tr key={index}>
            {row.map((cell, number) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rendered once and never reordered
              <td key={number}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
