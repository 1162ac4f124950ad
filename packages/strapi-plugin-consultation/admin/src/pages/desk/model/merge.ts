import {
  type Adopted,
  type Consolidated,
  carryOver,
  consolidate,
  isUndecided,
} from 'consultation-core/amendment';
import {
  apply,
  type Change,
  type Collision,
  collisions,
  type Edit,
  type NamedChange,
} from 'consultation-core/change';
import type { DeskAmendment } from 'consultation-core/contract';
import type { Body } from 'consultation-core/text';
import { touchedBlocks } from './places.ts';
import type { Choice } from './queue.ts';

/** The adopted amendments as the core merges them: each with the words of staff that its author accepted. */
export function adoptedOf(amendments: readonly DeskAmendment[]): readonly Adopted[] {
  return amendments
    .filter(({ status }) => status === 'adopted')
    .map(({ id, number, change, parent, wordings }) => {
      const accepted = wordings.findLast(({ state }) => state === 'accepted');
      return { id, number, change, parent, ...(accepted && { wording: accepted.change }) };
    });
}

/** The next version as the decisions make it now. */
export function nextVersion(
  body: Body,
  amendments: readonly DeskAmendment[],
  choices: ReadonlyMap<string, Choice>
): Consolidated {
  return consolidate(body, adoptedOf(amendments), [...choices.values()]);
}

/** Amendments that still may come in, as changes of the text itself. */
function live(amendments: readonly DeskAmendment[]): readonly NamedChange[] {
  return amendments
    .filter(
      ({ status, hidden, parent }) =>
        hidden === null && parent === null && (isUndecided(status) || status === 'adopted')
    )
    .map(({ id, number, change }) => ({ id, rank: number, change }));
}

/** For each amendment, those that want something else of the same words, if all that are not refused were adopted. */
export function rivals(
  body: Body,
  amendments: readonly DeskAmendment[]
): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, Set<string>>();
  for (const { options } of collisions(body, live(amendments))) {
    for (const [index, { changes }] of options.entries()) {
      const others = options.flatMap((option, at) => (at === index ? [] : option.changes));
      for (const id of changes) {
        const known = result.get(id) ?? new Set<string>();
        for (const other of others) if (other !== id) known.add(other);
        result.set(id, known);
      }
    }
  }
  return new Map([...result].map(([id, others]) => [id, [...others]]));
}

/** How the amendments that nobody has decided on would come over to the text that `onto` makes. */
export function carriedOver(body: Body, onto: Change, amendments: readonly DeskAmendment[]) {
  const undecided = amendments.filter(
    ({ status, parent }) => isUndecided(status) && parent === null
  );
  return carryOver(
    body,
    onto,
    undecided.map(({ id, change }) => ({ id, change }))
  );
}

/** The text that an amendment's change is about: for a sub-amendment, the text as its parent would have it. */
export function baseOf(
  one: Pick<DeskAmendment, 'parent'>,
  body: Body,
  byId: ReadonlyMap<string, DeskAmendment>
): Body {
  const parent = one.parent === null ? undefined : byId.get(one.parent);
  if (parent === undefined) return body;
  const applied = apply(body, parent.change);
  return applied.kind === 'applied' ? applied.body : body;
}

/** Where a collision is on the text itself: one among sub-amendments is where their parent is. */
export function ontoText(
  { key, blocks, within }: Collision,
  byId: ReadonlyMap<string, DeskAmendment>
): { readonly key: string; readonly blocks: readonly string[] } {
  const parent = within === undefined ? undefined : byId.get(within);
  return { key, blocks: parent ? touchedBlocks(parent.change) : blocks };
}

/** Adopted amendments of which something does not fit the text; nothing can be published while there are any. */
export function orphansOf({ fates }: Pick<Consolidated, 'fates'>): readonly string[] {
  const ids = fates.flatMap(({ change, outcome }) => (outcome.kind === 'orphan' ? [change] : []));
  return [...new Set(ids)];
}

/** An adopted amendment of which not all words were taken, in the order of their numbers. */
export interface Partly {
  readonly id: string;
  /** What of it is not in the text. */
  readonly lost: readonly Edit[];
  /** Whether anything of it is. */
  readonly some: boolean;
}

/**
 * Adopted amendments that are in the text in part or not at all, since a decision on a collision did not take their
 * words, for the sake of others or of those that stood there. What is left of one may read oddly by itself, so somebody
 * should look before it is published.
 */
export function partlyIn({ fates }: Pick<Consolidated, 'fates'>): readonly Partly[] {
  const told = new Map<string, { lost: Edit[]; some: boolean }>();
  for (const { change, edit, outcome } of fates) {
    const one = told.get(change) ?? { lost: [], some: false };
    if (outcome.kind === 'lost') one.lost.push(edit);
    if (outcome.kind === 'applied') one.some = true;
    told.set(change, one);
  }
  return [...told].flatMap(([id, one]) => (one.lost.length > 0 ? [{ id, ...one }] : []));
}
