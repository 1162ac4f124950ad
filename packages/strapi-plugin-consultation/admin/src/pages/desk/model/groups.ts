import type { DeskAmendment } from 'consultation-core/contract';

/**
 * Who wants nearly the same. A family holds groups, a group the ids of those that want the same to the letter; whoever
 * is alone may be left out.
 */
export type Families = readonly (readonly (readonly string[])[])[];

/** Amendments that are read, and mostly decided, as one. */
export interface Group {
  /** Id of its first member. */
  readonly key: string;
  /** All want the same to the letter. */
  readonly members: readonly DeskAmendment[];
  /** First members of the groups that want nearly the same. */
  readonly near: readonly DeskAmendment[];
}

/**
 * Amendments in their order, with those that want the same as one group, and groups that want nearly the same one
 * behind the other. A group stands where its first member stands. Nothing is left out.
 */
export function groupsOf(
  amendments: readonly DeskAmendment[],
  families: Families
): readonly Group[] {
  const shown = new Map(amendments.map((one) => [one.id, one]));
  const familyOf = new Map(
    families.flatMap((family) => family.flat().map((id) => [id, family] as const))
  );
  const order = new Map(amendments.map(({ id }, index) => [id, index]));
  const byOrder = (a: DeskAmendment, b: DeskAmendment) =>
    (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0);
  const done = new Set<string>();
  const groups: Group[] = [];
  for (const one of amendments) {
    if (done.has(one.id)) continue;
    const family = (familyOf.get(one.id) ?? [[one.id]])
      .map((ids) =>
        ids
          .map((id) => shown.get(id))
          .filter((member) => member !== undefined && !done.has(member.id))
          .map((member) => member as DeskAmendment)
          .sort(byOrder)
      )
      .filter((members) => members.length > 0)
      .sort(([a], [b]) => byOrder(a as DeskAmendment, b as DeskAmendment));
    const firsts = family.map(([first]) => first as DeskAmendment);
    for (const members of family) {
      const first = members[0] as DeskAmendment;
      for (const { id } of members) done.add(id);
      groups.push({ key: first.id, members, near: firsts.filter((other) => other !== first) });
    }
  }
  return groups;
}
