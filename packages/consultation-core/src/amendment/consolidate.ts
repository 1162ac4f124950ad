import { apply } from '../change/apply.ts';
import { wishedOf } from '../change/collisions.ts';
import { compose } from '../change/compose.ts';
import { merge } from '../change/merge.ts';
import type { Collision, Fate, Merged, NamedChange, Resolution } from '../change/merged.ts';
import { grouped } from '../change/parts.ts';
import { indexOf } from '../change/plan.ts';
import type { Change, Misfit } from '../change/types.ts';
import type { Body } from '../text/types.ts';

/** An amendment that goes into the next version. */
export interface Adopted {
  readonly id: string;
  /** Its number, by which ties of place are broken. */
  readonly number: number;
  /** In coordinates of the text; for a sub-amendment, of the text as its parent would make it. */
  readonly change: Change;
  /** Words of staff that its author accepted, in the place of her own. */
  readonly wording?: Change | undefined;
  /** The amendment that it amends. */
  readonly parent?: string | null | undefined;
}

/** What the adopted amendments make of a text, and the changes that went into the merge. */
export interface Consolidated extends Merged {
  readonly changes: readonly NamedChange[];
}

const named = ({ id, number, change, wording }: Adopted): NamedChange => ({
  id,
  rank: number,
  change: wording ?? change,
});

function orphans(base: Body, subs: readonly Adopted[], misfit: Misfit): Fate[] {
  const index = indexOf(base);
  return subs.flatMap((sub) => {
    const { wishes, orphans: more } = wishedOf(index, named(sub));
    return [...wishes, ...more.map(({ edit }) => edit)].map((edit): Fate => {
      return { change: sub.id, edit, outcome: { kind: 'orphan', misfit } };
    });
  });
}

interface Amended {
  readonly change: NamedChange;
  readonly fates: readonly Fate[];
  readonly collisions: readonly Collision[];
  readonly resolved: Merged['resolved'];
}

/** An amendment with its sub-amendments made a part of it. */
function amended(
  base: Body,
  parent: Adopted,
  subs: readonly Adopted[],
  resolutions: readonly Resolution[]
): Amended {
  const own = named(parent);
  if (subs.length === 0) return { change: own, fates: [], collisions: [], resolved: [] };
  const applied = apply(base, own.change);
  if (applied.kind === 'refused') {
    const [misfit = { code: 'block-unknown', block: '' } as const] = applied.misfits;
    const fates = orphans(base, subs, misfit);
    return { change: own, fates, collisions: [], resolved: [] };
  }
  const merged = merge(applied.body, subs.map(named), resolutions);
  const within = (collision: Collision): Collision => ({ ...collision, within: parent.id });
  const kept = new Set(
    merged.fates.flatMap(({ change, outcome }) => (outcome.kind === 'applied' ? [change] : []))
  );
  return {
    change: { ...own, change: compose(base, own.change, merged.change), with: [...kept] },
    fates: merged.fates,
    collisions: merged.collisions.map(within),
    resolved: merged.resolved.map((one) => ({ ...one, collision: within(one.collision) })),
  };
}

/**
 * What the adopted amendments make of a text, with the decisions that were recorded on their collisions. A wording
 * that its author accepted stands in for the amendment; sub-amendments are merged into their amendment first. Laws are
 * those of `merge`: the same bytes in any order, and every wish of every amendment is told once in `fates`.
 */
export function consolidate(
  base: Body,
  adopted: readonly Adopted[],
  resolutions: readonly Resolution[] = []
): Consolidated {
  const children = grouped(
    adopted.filter(({ parent }) => parent),
    ({ parent }) => parent as string
  );
  const roots = adopted.filter(({ parent }) => !parent);
  const rootIds = new Set(roots.map(({ id }) => id));
  const made = roots.map((root) => amended(base, root, children.get(root.id) ?? [], resolutions));
  const used = new Set(made.flatMap(({ resolved }) => resolved.map((one) => one.collision.key)));
  const changes = made.map(({ change }) => change);
  const merged = merge(
    base,
    changes,
    resolutions.filter(({ collision }) => !used.has(collision))
  );
  const lone = [...children].flatMap(([parent, subs]) =>
    rootIds.has(parent) ? [] : orphans(base, subs, { code: 'parent-missing', block: parent })
  );
  return {
    ...merged,
    changes,
    collisions: [...made.flatMap(({ collisions }) => collisions), ...merged.collisions],
    resolved: [...made.flatMap(({ resolved }) => resolved), ...merged.resolved],
    fates: [...merged.fates, ...made.flatMap(({ fates }) => fates), ...lone],
  };
}
