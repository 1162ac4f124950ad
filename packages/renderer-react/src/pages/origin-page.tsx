import type { AttributionView } from 'consultation-core/contract';
import {
  type Article,
  alineaNumbers,
  type Block,
  type BlockId,
  type Heading,
  headingLine,
} from 'consultation-core/text';
import { createElement } from 'react';
import { OneBlock, paragraphClass } from '../components/blocks.tsx';
import { levelsOf, parts } from '../components/law.tsx';
import { Layout } from '../components/layout.tsx';
import { OriginNotes } from '../components/origin-notes.tsx';
import { OriginSummary } from '../components/origin-summary.tsx';
import {
  type Contribution,
  type Numbered,
  numbered,
  type OriginOptions,
  OriginWords,
  Reference,
} from '../components/origin-words.tsx';
import { Outline } from '../components/outline.tsx';
import { isMarked, type OriginBlock, originBlocks, sourcesOf } from '../origins.ts';
import type { View } from '../view.ts';
import { crumbsTo, langOf } from './common.tsx';

export interface OriginPageProps {
  readonly view: View;
  readonly data: AttributionView;
  /** Only the words of this amendment are marked. */
  readonly only: Contribution | undefined;
  /** Whether what was taken out is shown too. */
  readonly removed: boolean;
}

/** A version in which every word says where it comes from. Without its numbers and lists it reads as the text. */
export function OriginPage({ view, data, only, removed }: OriginPageProps) {
  const { t } = view.i18n;
  const { consultation, version, body } = data;
  const { slug, language } = consultation;
  const blocks = originBlocks(body, data.blocks);
  const options: OriginOptions = {
    view,
    slug,
    contributions: new Map(data.contributions.map((one) => [one.id, one])),
    decisions: new Map(data.decisions.map((one) => [one.collision, one.amendments])),
    only: only?.id,
    removed,
  };
  const isOriginal = sourcesOf(blocks, { removed: true }).length === 0;
  const title = t('origin.title', { number: version.number });
  return (
    <Layout
      view={view}
      title={title}
      consultation={consultation}
      section="text"
      crumbs={crumbsTo(view, consultation, {
        text: t('version.number', { number: version.number }),
        href: view.links.text(slug, version.number),
      })}
      width="wide"
    >
      <header className="text-header">
        <h1>{title}</h1>
        <p className="lead">
          {isOriginal ? t('origin.none', { number: version.number }) : t('origin.lead')}
        </p>
        <p className="actions">
          <a href={view.links.text(slug, version.number)}>{t('origin.plain')}</a>
          {version.computedFrom && (
            <a
              href={view.links.changes(slug, {
                from: version.computedFrom.base,
                to: version.number,
              })}
            >
              {t('fate.compare', { version: version.computedFrom.base })}
            </a>
          )}
        </p>
      </header>
      {!isOriginal && <OriginSummary options={options} data={data} blocks={blocks} only={only} />}
      <div className="text-layout">
        <Outline view={view} body={body} lang={language} link={(id) => `#${id}`} folds />
        <div className="law law-origins" {...langOf(view, language)}>
          <Parts options={options} data={data} blocks={blocks} />
        </div>
      </div>
    </Layout>
  );
}

function Parts(props: {
  readonly options: OriginOptions;
  readonly data: AttributionView;
  readonly blocks: readonly OriginBlock[];
}) {
  const { options, data, blocks } = props;
  const { body } = data;
  const level = levelsOf(body);
  const byId = new Map(blocks.map((one) => [one.block.id, one]));
  return (
    <>
      {parts(body).map((part) => {
        const own: readonly Block[] =
          part.kind === 'article'
            ? [part.article.heading, ...part.article.blocks]
            : [part.kind === 'division' ? part.heading : part.block];
        const shown = own.flatMap(({ id }) => byId.get(id) ?? []);
        return (
          <OnePart
            key={own[0]?.id}
            options={options}
            data={data}
            blocks={shown}
            article={part.kind === 'article' ? part.article : undefined}
            level={level.get(own[0]?.id ?? '') ?? 2}
          />
        );
      })}
    </>
  );
}

/** An article, or a block outside of all, with the list of its origins. */
function OnePart(props: {
  readonly options: OriginOptions;
  readonly data: AttributionView;
  readonly blocks: readonly OriginBlock[];
  readonly article: Article | undefined;
  readonly level: number;
}) {
  const { options, data, blocks, article, level } = props;
  const { t } = options.view.i18n;
  const [first] = blocks;
  if (first === undefined) return null;
  const { id } = first.block;
  const sources = sourcesOf(blocks, options);
  const own = numbered(id, sources);
  const numbers = article === undefined ? new Map<BlockId, number>() : alineaNumbers(article);
  const placeOf = (block: BlockId) => {
    const number = numbers.get(block);
    if (number !== undefined) return t('origin.place', { number: String(number) });
    return t(block === id ? 'origin.placeHeading' : 'origin.placeOther');
  };
  const heading = first.block.type === 'heading' ? first.block : undefined;
  return (
    <div className={article === undefined ? undefined : 'origin-article'}>
      {blocks.map((one) =>
        one.block.type === 'heading' ? (
          <OriginHeading
            key={one.block.id}
            options={options}
            numbered={own}
            block={one}
            heading={one.block}
            level={level}
            isArticle={article !== undefined}
          />
        ) : (
          <OriginAlinea
            key={one.block.id}
            options={options}
            numbered={own}
            block={one}
            number={numbers.get(one.block.id)}
          />
        )
      )}
      <OriginNotes
        options={options}
        part={id}
        name={heading?.label || (heading ? headingLine(heading) : t('origin.placeOther'))}
        sources={sources}
        placeOf={placeOf}
        lang={data.consultation.language}
      />
    </div>
  );
}

interface BlockProps {
  readonly options: OriginOptions;
  readonly numbered: Numbered;
  readonly block: OriginBlock;
}

function OriginHeading(
  props: BlockProps & {
    readonly heading: Heading;
    readonly level: number;
    readonly isArticle: boolean;
  }
) {
  const { heading, level, isArticle } = props;
  const { label } = heading;
  const words = <OriginWords {...props} />;
  return createElement(
    `h${level}`,
    {
      id: heading.id,
      className: isArticle ? 'article-heading' : `division division-${heading.rank}`,
    },
    label !== undefined && label !== '' && <span className="label">{label}</span>,
    label && <span className="label-dash"> – </span>,
    <span className="heading-title">{words}</span>,
    <Frame {...props} />
  );
}

function OriginAlinea(props: BlockProps & { readonly number: number | undefined }) {
  const { block: one, number, options } = props;
  const { t } = options.view.i18n;
  const { block } = one;
  return (
    <div className="alinea" id={block.id}>
      {number !== undefined && (
        <a
          className="alinea-number"
          href={`#${block.id}`}
          aria-label={t('alinea.link', { number })}
        >
          {number}
        </a>
      )}
      {block.type === 'paragraph' ? (
        <p className={paragraphClass(block)}>
          {block.marker && <span className="marker">{block.marker} </span>}
          <OriginWords {...props} />
        </p>
      ) : (
        <OneBlock block={block} />
      )}
      <Frame {...props} />
    </div>
  );
}

/** Who gave the block its place, its division or its sign, where that is not who gave its words. */
function Frame({ options, numbered: own, block }: BlockProps) {
  const { t, language } = options.view.i18n;
  const { frame, block: of } = block;
  if (frame === undefined || !isMarked(frame, options.only)) return null;
  const isOpaque = of.type === 'table' || of.type === 'image';
  return (
    <span className="from-frame" id={`frame-${of.id}`} lang={language}>
      {t(isOpaque ? 'origin.frameWhole' : 'origin.frame')}{' '}
      <Reference options={options} numbered={own} origin={frame} />
    </span>
  );
}
