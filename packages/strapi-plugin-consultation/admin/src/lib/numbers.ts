import { alineaNumbers, articles, type BlockId, type Body } from 'consultation-core/text';

/** Number of each alinea in its article. */
export function numbersOf(body: Body): ReadonlyMap<BlockId, number> {
  return new Map(articles(body).flatMap((article) => [...alineaNumbers(article)]));
}
