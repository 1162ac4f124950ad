import { Typography, VisuallyHidden } from '@strapi/design-system';
import { useIsDesktop } from '@strapi/strapi/admin';
import { headingTitle } from 'consultation-core/text';
import { type KeyboardEvent, memo, useRef, useState } from 'react';
import { styled } from 'styled-components';
import { useMessages } from '../../lib/messages.ts';
import { useDesk } from './desk-context.ts';
import type { MarkedArticle, MarkedBlock } from './model/places.ts';
import { useSelection } from './use-selection.ts';
import { useShowCurrent } from './use-show-current.ts';

const Frame = styled.details`
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  padding: 1.2rem;
  color: ${({ theme }) => theme.colors.neutral800};

  summary { cursor: pointer; }
  ul { margin: 0; padding: 0; list-style: none; }
  @media (min-width: 1080px) {
    max-height: calc(100vh - 15.2rem);
    overflow: auto;
  }
`;

/** In sight while the amendments scroll by, below what is always in sight. */
const Place = styled.nav`
  @media (min-width: 1080px) {
    position: sticky;
    top: 13.6rem;
  }
`;

const Row = styled.li`
  padding-block: 0.6rem;
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  content-visibility: auto;
  contain-intrinsic-size: auto 6rem;

  > button {
    display: block;
    width: 100%;
    padding: 0.4rem 0.6rem;
    border: 0;
    border-left: 4px solid transparent;
    background: none;
    color: inherit;
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  > button[aria-current='true'] {
    border-left-color: ${({ theme }) => theme.colors.primary600};
    background: ${({ theme }) => theme.colors.primary100};
  }
  > button:hover { text-decoration: underline; }
  .label { display: block; font-size: 1.4rem; font-weight: 600; }
  .title { font-weight: 400; }
  .counts { display: block; font-size: 1.2rem; color: ${({ theme }) => theme.colors.neutral700}; }
`;

const Strip = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.3rem;
  padding: 0.4rem 0 0 1rem;

  .tick {
    width: 0.3rem;
    height: 1rem;
    background: ${({ theme }) => theme.colors.neutral300};
  }
`;

/** A circle: something is wanted. A square on its corner: to be settled. A square: settled. */
const Cell = styled.button<{ $kind: Kind }>`
  display: inline-flex;
  align-items: center;
  justify-content: center;
  min-width: 2.4rem;
  height: 2.4rem;
  padding: 0 0.5rem;
  border: ${({ $kind }) => ($kind === 'open' ? '2px' : '1px')} solid
    ${({ theme, $kind }) => ($kind === 'open' ? theme.colors.danger600 : theme.colors.neutral500)};
  border-radius: ${({ $kind }) => ($kind === 'wanted' ? '1.2rem' : '0.2rem')};
  background: ${({ theme, $kind }) =>
    $kind === 'open' ? theme.colors.danger100 : theme.colors.neutral0};
  color: ${({ theme, $kind }) =>
    $kind === 'open' ? theme.colors.danger700 : theme.colors.neutral800};
  font: inherit;
  font-size: 1.2rem;
  font-weight: 600;
  line-height: 1;
  white-space: nowrap;
  cursor: pointer;
`;

type Kind = 'wanted' | 'open' | 'resolved';
const kindOf = ({ open, resolved }: MarkedBlock): Kind =>
  open.length > 0 ? 'open' : resolved.length > 0 ? 'resolved' : 'wanted';
const signs = { wanted: '', open: '◆ ', resolved: '✓ ' } as const;

const isMarked = ({ amendments, open, resolved }: MarkedBlock) =>
  amendments.length + open.length + resolved.length > 0;

const Article = memo(function Article({
  article,
  current,
  focusable,
  onSelect,
}: {
  article: MarkedArticle;
  current: boolean;
  /** The element of the map that the Tab key reaches: the article's id, or a block's. */
  focusable: string | undefined;
  onSelect: (article: string, block?: string) => void;
}) {
  const { t, number } = useMessages();
  const { heading, blocks, amendments, undecided, open } = article;
  const label = heading?.label || (heading ? headingTitle(heading) : t('desk.map.outside'));
  const title = heading?.label ? headingTitle(heading) : '';
  const counts = { amendments: amendments.length, undecided, open: open.length };
  return (
    <Row>
      <button
        type="button"
        data-map={article.id}
        tabIndex={focusable === article.id ? 0 : -1}
        aria-current={current}
        onClick={() => onSelect(article.id)}
      >
        <span className="label">
          {label}
          {title && <span className="title"> – {title}</span>}
        </span>
        <span className="counts">{t('desk.map.counts', counts)}</span>
      </button>
      {blocks.some(isMarked) && (
        <Strip>
          {blocks.map((block) =>
            isMarked(block) ? (
              <Cell
                key={block.block}
                type="button"
                $kind={kindOf(block)}
                data-map={block.block}
                tabIndex={focusable === block.block ? 0 : -1}
                onClick={() => onSelect(article.id, block.block)}
              >
                <span aria-hidden>
                  {signs[kindOf(block)]}
                  {block.alinea === null ? t('desk.map.heading') : number(block.alinea)}
                </span>
                <VisuallyHidden tag="span">
                  {t('desk.map.block', {
                    article: label,
                    alinea: block.alinea ?? 0,
                    amendments: block.amendments.length,
                    open: block.open.length,
                    resolved: block.resolved.length,
                  })}
                </VisuallyHidden>
              </Cell>
            ) : (
              <span key={block.block} className="tick" aria-hidden />
            )
          )}
        </Strip>
      )}
    </Row>
  );
});

const steps: Readonly<Record<string, -1 | 1>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
};

/** The whole text by article: how much is wanted of it, what is undecided, where wishes collide. */
export function TextMap() {
  const { t } = useMessages();
  const { articles } = useDesk();
  const { article: current, whole, select } = useSelection();
  const isDesktop = useIsDesktop();
  const list = useRef<HTMLUListElement>(null);
  const frame = useRef<HTMLDetailsElement>(null);
  useShowCurrent(frame, whole ? undefined : current?.id);
  const [focused, setFocused] = useState<string>();
  const reachable = focused ?? current?.id;

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[data-map]') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    if (at === -1) return;
    const rows = items.filter((item) => item.matches('li > button'));
    const row = items[at]?.closest('li')?.querySelector<HTMLElement>(':scope > button');
    const rowAt = row ? rows.indexOf(row) : -1;
    const step = steps[event.key];
    const to =
      step !== undefined
        ? items[at + step]
        : event.key === 'ArrowDown'
          ? rows[rowAt + 1]
          : event.key === 'ArrowUp'
            ? items[at] === row
              ? rows[rowAt - 1]
              : row
            : event.key === 'Home'
              ? rows[0]
              : event.key === 'End'
                ? rows.at(-1)
                : undefined;
    if (to === undefined || to === null) return;
    event.preventDefault();
    to.focus();
    to.scrollIntoView({ block: 'nearest' });
  };
  return (
    <Place aria-label={t('desk.map.label')}>
      <Frame ref={frame} key={String(isDesktop)} open={isDesktop}>
        <summary>
          <Typography fontWeight="bold">{t('desk.map.label')}</Typography>
        </summary>
        <Typography tag="p" variant="pi" textColor="neutral700">
          {t('desk.map.legend')}
        </Typography>
        <ul
          ref={list}
          onKeyDown={onKeyDown}
          onFocus={(event) => setFocused(event.target.dataset.map)}
        >
          {articles.map((article) => (
            <Article
              key={article.id}
              article={article}
              current={!whole && article.id === current?.id}
              focusable={
                article.id === reachable || article.blocks.some(({ block }) => block === reachable)
                  ? reachable
                  : undefined
              }
              onSelect={select}
            />
          ))}
        </ul>
      </Frame>
    </Place>
  );
}
