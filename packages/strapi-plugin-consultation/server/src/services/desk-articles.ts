import type { CarryOverReport } from 'consultation-core/contract';
import { articles, type Body, headingLine, sameBlock } from 'consultation-core/text';

type Outcome = CarryOverReport['articles'][number]['outcome'];

/**
 * What becomes of each article with opinions in a new version. `adjusted`: its heading or an alinea is another one;
 * `moved`: only its place among the articles that both versions have is.
 */
export function articlesCarried(
  before: Body,
  after: Body,
  opinions: ReadonlyMap<string, number>
): CarryOverReport['articles'] {
  const was = articles(before);
  const now = articles(after);
  const byId = new Map(now.map((article) => [article.id, article]));
  const known = new Set(was.map(({ id }) => id));
  const follows = (list: readonly { readonly id: string }[]) =>
    new Map(list.map(({ id }, index) => [id, list[index - 1]?.id]));
  const followed = follows(was.filter(({ id }) => byId.has(id)));
  const following = follows(now.filter(({ id }) => known.has(id)));
  const outcomeOf = ({ id, heading, blocks }: (typeof was)[number]): Outcome => {
    const there = byId.get(id);
    if (there === undefined) return 'gone';
    const same =
      sameBlock(heading, there.heading) &&
      blocks.length === there.blocks.length &&
      blocks.every((block, index) => {
        const other = there.blocks[index];
        return other !== undefined && other.id === block.id && sameBlock(block, other);
      });
    if (!same) return 'adjusted';
    return followed.get(id) === following.get(id) ? 'untouched' : 'moved';
  };
  return was.flatMap((article) => {
    const count = opinions.get(article.id) ?? 0;
    if (count === 0) return [];
    return [
      {
        article: article.id,
        label: headingLine(article.heading),
        outcome: outcomeOf(article),
        arguments: count,
      },
    ];
  });
}
