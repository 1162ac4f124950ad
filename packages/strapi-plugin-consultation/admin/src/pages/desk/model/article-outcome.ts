import { articles, type Body, sameBlock } from 'consultation-core/text';

export type ArticleOutcome = 'untouched' | 'moved' | 'adjusted' | 'gone';

/**
 * What becomes of each article in the next version. `adjusted`: its heading or an alinea is another one; `moved`: only
 * its place among the articles is, seen from those that both versions have.
 */
export function articleOutcomes(before: Body, after: Body): ReadonlyMap<string, ArticleOutcome> {
  const now = articles(after);
  const nowById = new Map(now.map((article) => [article.id, article]));
  const kept = articles(before).filter(({ id }) => nowById.has(id));
  const keptIds = new Set(kept.map(({ id }) => id));
  const order = now.filter(({ id }) => keptIds.has(id)).map(({ id }) => id);
  const followed = new Map(order.map((id, index) => [id, order[index - 1]]));
  return new Map(
    articles(before).map(({ id, heading, blocks }): [string, ArticleOutcome] => {
      const is = nowById.get(id);
      if (is === undefined) return [id, 'gone'];
      const isSame =
        sameBlock(heading, is.heading) &&
        blocks.length === is.blocks.length &&
        blocks.every((block, index) => {
          const other = is.blocks[index];
          return other !== undefined && other.id === block.id && sameBlock(block, other);
        });
      if (!isSame) return [id, 'adjusted'];
      const at = kept.findIndex((article) => article.id === id);
      return [id, kept[at - 1]?.id === followed.get(id) ? 'untouched' : 'moved'];
    })
  );
}
