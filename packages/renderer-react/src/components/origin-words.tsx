import type { Origin } from 'consultation-core/change';
import type { AttributionView } from 'consultation-core/contract';
import type { ReactNode } from 'react';
import { isMarked, type OriginBlock, originKey, type Piece, type Source } from '../origins.ts';
import type { View } from '../view.ts';
import { Deleted } from './diff-words.tsx';
import { Inlines } from './inlines.tsx';

export type Contribution = AttributionView['contributions'][number];
/** The amendments that staff decided between. */
export type Decided = AttributionView['decisions'][number]['amendments'];

/** What a page of origins shows of each word. */
export interface OriginOptions {
  readonly view: View;
  readonly slug: string;
  readonly contributions: ReadonlyMap<string, Contribution>;
  /** By collision. */
  readonly decisions: ReadonlyMap<string, Decided>;
  /** Only the words of this amendment are marked. */
  readonly only: string | undefined;
  readonly removed: boolean;
}

/** The origins of a part of the text by what they are, and where their list stands. */
export interface Numbered {
  readonly part: string;
  readonly sources: ReadonlyMap<string, Source>;
}

export function numbered(part: string, sources: readonly Source[]): Numbered {
  return { part, sources: new Map(sources.map((one) => [originKey(one.origin), one])) };
}

export const sourceId = (part: string, { number }: Source) => `origin-${part}-${number}`;

/** `amendments 1 and 2`: short enough for the name of a link. */
export function whoText({ view, contributions }: OriginOptions, origin: Origin): string {
  const { t } = view.i18n;
  if (origin.kind !== 'changes') return t('origin.drafterShort');
  return origin.changes
    .map((id) => contributions.get(id))
    .map((one) =>
      one === undefined
        ? t('origin.unknown')
        : t('origin.amendment', { number: String(one.number) })
    )
    .join(', ');
}

/** The words of a block; what somebody brought is underlined and carries the number of its origin. */
export function OriginWords(props: {
  readonly options: OriginOptions;
  readonly numbered: Numbered;
  readonly block: OriginBlock;
}) {
  const { options, numbered, block } = props;
  return (
    <>
      {block.pieces.map((piece) => (
        <PieceWords key={piece.id} options={options} numbered={numbered} piece={piece} />
      ))}
    </>
  );
}

function PieceWords(props: {
  readonly options: OriginOptions;
  readonly numbered: Numbered;
  readonly piece: Piece;
}): ReactNode {
  const { options, numbered, piece } = props;
  const { view, only, removed } = options;
  const { origin, children, kind } = piece;
  const marked = isMarked(origin, only);
  if (kind === 'removed') {
    if (!removed || (only !== undefined && !marked)) return null;
    return (
      <span id={piece.id} className="from">
        <Deleted view={view}>
          <Inlines content={children} />
        </Deleted>
        <Reference options={options} numbered={numbered} origin={origin} />{' '}
      </span>
    );
  }
  if (!marked) return <Inlines content={children} />;
  return (
    <span id={piece.id} className={`from from-${origin.kind}`}>
      <span className="from-words">
        <Inlines content={children} />
      </span>
      <Reference options={options} numbered={numbered} origin={origin} />
    </span>
  );
}

/** The number of an origin, which leads to where it is told. */
export function Reference(props: {
  readonly options: OriginOptions;
  readonly numbered: Numbered;
  readonly origin: Origin;
}) {
  const { options, numbered, origin } = props;
  const { t, language } = options.view.i18n;
  const source = numbered.sources.get(originKey(origin));
  if (source === undefined) return null;
  return (
    <sup className="from-ref">
      <a
        href={`#${sourceId(numbered.part, source)}`}
        aria-label={t('origin.ref', { number: source.number, who: whoText(options, origin) })}
        lang={language}
      >
        {source.number}
      </a>
    </sup>
  );
}
