import { clusters } from 'consultation-core/analysis';
import type { DeskAmendment } from 'consultation-core/contract';
import { canonicalBlock } from 'consultation-core/text';
import type { Families } from './groups.ts';

/** What an amendment makes of its article, to the letter; ids of new blocks do not count. */
function resultOf({ article, before, after }: DeskAmendment): string {
  const known = new Set(before.map(({ id }) => id));
  const blocks = after.map((block) => {
    const { id, ...rest } = canonicalBlock(block);
    return [known.has(id) ? id : '', rest];
  });
  return JSON.stringify([article, before.length > 0, blocks]);
}

/**
 * Amendments of one article that want the same to the letter, or nearly. What differs by a comma or a capital only is
 * nearly the same here: who decides on both at once has to have seen both.
 */
export function familiesOf(amendments: readonly DeskAmendment[]): Families {
  const byId = new Map(amendments.map((one) => [one.id, one]));
  const items = amendments.map(({ id, change }) => ({ id, change }));
  return clusters(items).clusters.map(({ wordings }) =>
    wordings.flatMap(({ ids }) => {
      const exact = new Map<string, string[]>();
      for (const id of ids) {
        const one = byId.get(id);
        const key = one ? resultOf(one) : id;
        exact.set(key, [...(exact.get(key) ?? []), id]);
      }
      return [...exact.values()];
    })
  );
}
