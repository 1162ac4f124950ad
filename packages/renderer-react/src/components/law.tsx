import {
  type Article,
  alineaNumbers,
  articles,
  type Block,
  type Body,
  type Heading,
  headingRanks,
} from 'consultation-core/text';
import type { ReactNode } from 'react';
import type { View } from '../view.ts';
import { HeadingLine, OneBlock, ParagraphWords, paragraphClass } from './blocks.tsx';

type Part =
  | { readonly kind: 'division'; readonly heading: Heading }
  | { readonly kind: 'loose'; readonly block: Block }
  | { readonly kind: 'article'; readonly article: Article };

/** A body as it is read: divisions, articles with their alineas, and words outside of any article. */
export function parts(body: Body): readonly Part[] {
  const byId = new Map(articles(body).map((article) => [article.id, article]));
  const inside = new Set([...byId.values()].flatMap(({ blocks }) => blocks.map(({ id }) => id)));
  const result: Part[] = [];
  for (const block of body) {
    const article = byId.get(block.id);
    if (article !== undefined) result.push({ kind: 'article', article });
    else if (block.type === 'heading') result.push({ kind: 'division', heading: block });
    else if (!inside.has(block.id)) result.push({ kind: 'loose', block });
  }
  return result;
}

const widths: readonly string[] = headingRanks;

/** Levels of headings without a gap, whatever ranks the text has. The page's own title is level 1. */
export function levelsOf(body: Body): ReadonlyMap<string, number> {
  const result = new Map<string, number>();
  const open: { width: number; level: number }[] = [];
  for (const block of body) {
    if (block.type !== 'heading') continue;
    const width = widths.indexOf(block.rank);
    while ((open.at(-1)?.width ?? -1) >= width) open.pop();
    const level = Math.min((open.at(-1)?.level ?? 1) + 1, 6);
    open.push({ width, level });
    result.set(block.id, level);
  }
  return result;
}

/** The whole text, each article with what `note` says of it. */
export function Law(props: {
  readonly view: View;
  readonly body: Body;
  readonly note: (article: Article) => ReactNode;
}) {
  const { view, body, note } = props;
  const level = levelsOf(body);
  return (
    <>
      {parts(body).map((part) => {
        if (part.kind === 'division') {
          return (
            <HeadingLine
              key={part.heading.id}
              heading={part.heading}
              level={level.get(part.heading.id) ?? 2}
              id={part.heading.id}
              className={`division division-${part.heading.rank}`}
            />
          );
        }
        if (part.kind === 'loose') {
          return <OneBlock key={part.block.id} block={part.block} id={part.block.id} />;
        }
        const { article } = part;
        return (
          <div className="law-article" key={article.id}>
            <HeadingLine
              heading={article.heading}
              level={level.get(article.id) ?? 2}
              id={article.id}
              className="article-heading"
            />
            <div className="law-alineas">
              <Alineas view={view} article={article} />
            </div>
            {note(article)}
          </div>
        );
      })}
    </>
  );
}

/** The alineas of an article, each with its number, which is also its address. */
export function Alineas(props: {
  readonly view: View;
  readonly article: Article;
  /** What can be done with one alinea. */
  readonly tools?: (block: Block, number: number | undefined) => ReactNode;
}) {
  const { view, article, tools } = props;
  const numbers = alineaNumbers(article);
  return (
    <>
      {article.blocks.map((block) => {
        const number = numbers.get(block.id);
        const link = number !== undefined && (
          <a
            className="alinea-number"
            href={`#${block.id}`}
            aria-label={view.i18n.t('alinea.link', { number })}
          >
            {number}
          </a>
        );
        return (
          <div className="alinea" key={block.id} id={block.id}>
            {link}
            {block.type === 'paragraph' ? (
              <p className={paragraphClass(block)}>
                <ParagraphWords paragraph={block} />
              </p>
            ) : (
              <OneBlock block={block} />
            )}
            {tools?.(block, number)}
          </div>
        );
      })}
    </>
  );
}
