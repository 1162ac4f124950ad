import { isUndecided } from 'consultation-core/amendment';
import type { DeskAmendment } from 'consultation-core/contract';
import { blockText } from 'consultation-core/text';
import { type Places, spanOf } from './places.ts';

export interface Filters {
  /** A status, or `all`. */
  readonly status: string;
  readonly undecided: boolean;
  readonly colliding: boolean;
  /** Only those with words of staff. */
  readonly wording: boolean;
  readonly search: string;
}

/** Letters without accents and capitals: somebody who searches `egalite` finds `Égalité`. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

const cache = new WeakMap<DeskAmendment, string>();
function searchable(one: DeskAmendment): string {
  const known = cache.get(one);
  if (known !== undefined) return known;
  const { number, title, author, justification, decision, after } = one;
  const words = plain(
    [`n° ${number}`, title, author, justification, decision?.reason, ...after.map(blockText)].join(
      '\n'
    )
  );
  cache.set(one, words);
  return words;
}

/** Whether an amendment passes all filters; every word sought has to be somewhere in it. */
export function passes(
  one: DeskAmendment,
  filters: Filters,
  colliding: ReadonlySet<string>
): boolean {
  if (filters.status !== 'all' && one.status !== filters.status) return false;
  if (filters.undecided && !isUndecided(one.status)) return false;
  if (filters.colliding && !colliding.has(one.id)) return false;
  if (filters.wording && one.wordings.length === 0) return false;
  const sought = plain(filters.search).split(/\s+/).filter(Boolean);
  if (sought.length === 0) return true;
  const words = searchable(one);
  return sought.every((word) => words.includes(word));
}

export type Order = 'number' | 'place';

/** By number, or in the reading order of what they touch and then by number. Never by support: nothing is favoured. */
export function ordered(
  amendments: readonly DeskAmendment[],
  order: Order,
  places: Pick<Places, 'index'>
): readonly DeskAmendment[] {
  const place = new Map(
    amendments.map(({ id, change }) => {
      const first = spanOf(change, places)?.first;
      return [id, first === undefined ? -1 : (places.index.get(first) ?? -1)];
    })
  );
  return [...amendments].sort(
    (a, b) =>
      (order === 'place' ? (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0) : 0) ||
      a.number - b.number
  );
}
