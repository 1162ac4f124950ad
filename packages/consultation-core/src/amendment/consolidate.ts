import { apply } from '../change/apply.ts';
import { wishedOf } from '../change/collisions.ts';
import { compose } from '../change/compose.ts';
import { blocksOf } from '../change/conflicts.ts';
import { merge } from '../change/merge.ts';
import type { Collision, Fate, Merged, NamedChange, Resolution } from '../change/merged.ts';
import { grouped } from '../change/parts.ts';
import { indexOf } from '../change/plan.ts';
import type { Change, Edit, Misfit } from '../change/types.ts';
import { byRank, wishesOf, wishKey } from '../change/wishes.ts';
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
  /** What became of the changes that went into the merge; `fates` tells amendments and sub-amendments apart. */
  readonly merged: readonly Fate[];
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
  /** What its author wants, before sub-amendments. */
  readonly own: NamedChange;
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
  if (subs.length === 0) return { change: own, own, fates: [], collisions: [], resolved: [] };
  const applied = apply(base, own.change);
  if (applied.kind === 'refused') {
    const [misfit = { code: 'block-unknown', block: '' } as const] = applied.misfits;
    const fates = orphans(base, subs, misfit);
    return { change: own, own, fates, collisions: [], resolved: [] };
  }
  const merged = merge(applied.body, subs.map(named), resolutions, parent.id);
  const kept = new Set(
    merged.fates.flatMap(({ change, outcome }) => (outcome.kind === 'applied' ? [change] : []))
  );
  return {
    change: { ...own, change: compose(base, own.change, merged.change), with: [...kept] },
    own,
    fates: merged.fates.map((fate) => ({ ...fate, within: parent.id })),
    collisions: merged.collisions,
    resolved: merged.resolved,
  };
}

const rank = { orphan: 3, open: 2, lost: 1, applied: 0 } as const;
const worst = (outcomes: readonly Fate['outcome'][]) =>
  outcomes.reduce<Fate['outcome'] | undefined>(
    (bad, one) => (bad === undefined || rank[one.kind] > rank[bad.kind] ? one : bad),
    undefined
  );

/** Blocks that an edit puts in or is about. */
const held = (edit: Edit): readonly string[] =>
  edit.kind === 'insert'
    ? edit.blocks.map(({ id }) => id)
    : edit.kind === 'split'
      ? [edit.block, edit.into.id]
      : blocksOf(edit);

/**
 * What became of an amendment and of its sub-amendments, from what became of the change that they make together: where
 * one of their blocks waits for a decision or lost one, nothing that they want of it is told to be in the text.
 */
function toldApart({ own, fates }: Amended, together: readonly Fate[]): readonly Fate[] {
  const byKey = new Map(together.map((fate) => [wishKey(fate.edit), fate.outcome]));
  const about = (edit: Edit) => {
    const ids = new Set(held(edit));
    return together.filter((fate) => held(fate.edit).some((id) => ids.has(id)));
  };
  const ownFates = wishesOf(own.change).map((edit): Fate => {
    const known = byKey.get(wishKey(edit));
    const outcome = known ?? worst(about(edit).map((fate) => fate.outcome));
    // A sub-amendment took it back.
    return { change: own.id, edit, outcome: outcome ?? { kind: 'lost', collision: '' } };
  });
  const subs = fates.map((fate): Fate => {
    if (fate.outcome.kind !== 'applied') return fate;
    const bad = worst(about(fate.edit).map(({ outcome }) => outcome));
    return bad === undefined || bad.kind === 'applied' ? fate : { ...fate, outcome: bad };
  });
  return [...ownFates, ...subs];
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
  const changes = made.map(({ change }) => change);
  const merged = merge(base, changes, resolutions);
  const used = new Set(made.flatMap(({ resolved }) => resolved.map((one) => one.collision.key)));
  const byChange = grouped(merged.fates, ({ change }) => change);
  const fates = [...made]
    .sort((a, b) => byRank(a.change, b.change))
    .flatMap((one) => {
      const told = byChange.get(one.change.id) ?? [];
      return one.fates.length === 0 ? told : toldApart(one, told);
    });
  const lone = [...children].flatMap(([parent, subs]) =>
    rootIds.has(parent) ? [] : orphans(base, subs, { code: 'parent-missing', block: parent })
  );
  return {
    ...merged,
    changes,
    collisions: [...made.flatMap(({ collisions }) => collisions), ...merged.collisions],
    resolved: [...made.flatMap(({ resolved }) => resolved), ...merged.resolved],
    stale: merged.stale.filter(({ collision }) => !used.has(collision)),
    fates: [...fates, ...lone],
    merged: merged.fates,
  };
}
