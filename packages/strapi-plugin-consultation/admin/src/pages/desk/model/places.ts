import { isUndecided } from 'consultation-core/amendment';
import { blocksOf, type Change } from 'consultation-core/change';
import type { DeskAmendment } from 'consultation-core/contract';
import {
  alineaNumbers,
  articles,
  type Block,
  type BlockId,
  type Body,
  type Heading,
} from 'consultation-core/text';

/** One block of the text on the map, with what is wanted of it. */
export interface MarkedBlock {
  readonly block: BlockId;
  /** null for a heading or a picture. */
  readonly alinea: number | null;
  /** Ids of the amendments that touch it. */
  readonly amendments: readonly string[];
  /** Keys of collisions that nobody has decided on, and of those that somebody has. */
  readonly open: readonly string[];
  readonly resolved: readonly string[];
}

/** An article on the map; `heading` is null for what stands outside of all articles. */
export interface MarkedArticle {
  readonly id: BlockId;
  readonly heading: Heading | null;
  readonly blocks: readonly MarkedBlock[];
  readonly amendments: readonly DeskAmendment[];
  readonly undecided: number;
  readonly open: readonly string[];
}

/** Id of the place for what stands outside of all articles. */
export const outside = '-';

interface Touching {
  readonly key: string;
  readonly blocks: readonly BlockId[];
}

/** Blocks of the base that a change touches, or behind which it puts something; each once, in the order of its edits. */
export function touchedBlocks(change: Change): readonly BlockId[] {
  return [...new Set(change.edits.flatMap(blocksOf))];
}

/** Where each block of a text stands. */
export interface Places {
  /** Of each block, the article that it stands in, or `outside`. */
  readonly articleOf: ReadonlyMap<BlockId, BlockId>;
  /** Of each block, its place in reading order. */
  readonly index: ReadonlyMap<BlockId, number>;
  readonly sections: readonly {
    readonly id: BlockId;
    readonly heading: Heading | null;
    readonly blocks: readonly { readonly block: Block; readonly alinea: number | null }[];
  }[];
}

export function placesOf(body: Body): Places {
  const all = articles(body);
  const articleOf = new Map<BlockId, BlockId>(body.map(({ id }) => [id, outside]));
  const sections: Places['sections'][number][] = all.map((article) => {
    const numbers = alineaNumbers(article);
    const blocks = [article.heading, ...article.blocks].map((block) => {
      articleOf.set(block.id, article.id);
      return { block, alinea: numbers.get(block.id) ?? null };
    });
    return { id: article.id, heading: article.heading, blocks };
  });
  const rest = body.filter(({ id }) => articleOf.get(id) === outside);
  if (rest.length > 0) {
    const blocks = rest.map((block) => ({ block, alinea: null }));
    sections.push({ id: outside, heading: null, blocks });
  }
  return { articleOf, index: new Map(body.map(({ id }, index) => [id, index])), sections };
}

/** The article that an amendment is read with: its own, or that of the first block it touches. */
export function articleOfAmendment(
  { article, change }: Pick<DeskAmendment, 'article' | 'change'>,
  { articleOf, sections }: Places
): BlockId {
  if (article !== null && articleOf.get(article) === article) return article;
  const touched = touchedBlocks(change).find((id) => articleOf.has(id));
  const found = touched ?? article;
  return (found && articleOf.get(found)) ?? sections[0]?.id ?? outside;
}

/** First and last of the blocks of the base that an amendment touches, in reading order. */
export function spanOf(
  change: Change,
  { index }: Pick<Places, 'index'>
): { readonly first: BlockId; readonly last: BlockId } | undefined {
  const known = touchedBlocks(change)
    .filter((id) => index.has(id))
    .sort((a, b) => (index.get(a) ?? 0) - (index.get(b) ?? 0));
  const [first] = known;
  const last = known.at(-1);
  return first === undefined || last === undefined ? undefined : { first, last };
}

function listed(touching: readonly Touching[]): ReadonlyMap<BlockId, readonly string[]> {
  const byBlock = new Map<BlockId, string[]>();
  for (const { key, blocks } of touching) {
    for (const block of blocks) {
      const keys = byBlock.get(block);
      if (keys === undefined) byBlock.set(block, [key]);
      else keys.push(key);
    }
  }
  return byBlock;
}

const none: readonly string[] = [];

/** What is about every block of an article, such as its deletion: it marks the heading alone. */
function onWhole(
  blocks: Places['sections'][number]['blocks'],
  wanted: ReadonlyMap<BlockId, readonly string[]>
): ReadonlySet<string> {
  if (blocks.length < 3) return new Set();
  const [first, ...rest] = blocks.map(({ block }) => wanted.get(block.id) ?? none);
  return new Set(first?.filter((key) => rest.every((keys) => keys.includes(key))));
}
type OnBlocks = { readonly key: string; readonly blocks: readonly BlockId[] };

/**
 * The map of a text: what is wanted where; of a whole article, at its heading. Sub-amendments count with their article; only what is about the text itself
 * marks its blocks. What stands outside of the articles is there only when something is wanted of it.
 */
export function markedArticles(
  places: Places,
  amendments: readonly DeskAmendment[],
  collisions: { readonly open: readonly OnBlocks[]; readonly resolved: readonly OnBlocks[] }
): readonly MarkedArticle[] {
  const shown = amendments.filter(({ hidden }) => hidden === null);
  const wanted = listed(
    shown
      .filter(({ parent }) => parent === null)
      .map(({ id, change }) => ({ key: id, blocks: touchedBlocks(change) }))
  );
  const open = listed(collisions.open);
  const resolved = listed(collisions.resolved);
  const byArticle = new Map<BlockId, DeskAmendment[]>();
  for (const one of amendments) {
    const article = articleOfAmendment(one, places);
    const list = byArticle.get(article);
    if (list === undefined) byArticle.set(article, [one]);
    else list.push(one);
  }
  return places.sections
    .map(({ id, heading, blocks }) => {
      const own = byArticle.get(id) ?? [];
      const whole = onWhole(blocks, wanted);
      const marked = blocks.map(({ block, alinea }, index) => ({
        block: block.id,
        alinea,
        amendments: (wanted.get(block.id) ?? none).filter((one) => index === 0 || !whole.has(one)),
        open: open.get(block.id) ?? none,
        resolved: resolved.get(block.id) ?? none,
      }));
      return {
        id,
        heading,
        blocks: marked,
        amendments: own,
        undecided: own.filter(({ status }) => isUndecided(status)).length,
        open: [...new Set(marked.flatMap((block) => block.open))],
      };
    })
    .filter(({ heading, blocks, amendments: own }) => {
      const isMarked = blocks.some(
        (block) => block.amendments.length + block.open.length + block.resolved.length > 0
      );
      return heading !== null || own.length > 0 || isMarked;
    });
}
