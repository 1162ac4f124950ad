import type { Drafted, Proposal } from 'consultation-core/amendment';
import { type Change, carryIds, type Edit } from 'consultation-core/change';
import {
  type Block,
  type BlockId,
  type Body,
  canonicalBody,
  type MakeId,
} from 'consultation-core/text';

type EditProposal = Extract<Proposal, { kind: 'edit' }>;
type Ids = ReadonlyMap<BlockId, BlockId>;

const block = <B extends Block>(one: B, ids: Ids): B => ({ ...one, id: ids.get(one.id) ?? one.id });

function edit(one: Edit, ids: Ids): Edit {
  if (one.kind === 'insert') return { ...one, blocks: one.blocks.map((each) => block(each, ids)) };
  if (one.kind === 'split') return { ...one, into: block(one.into, ids) };
  return one;
}

/** The same change with other ids for blocks that it makes. Everything else in it is named as the base names it. */
const renamedChange = (change: Change, ids: Ids): Change => ({
  ...change,
  edits: change.edits.map((one) => edit(one, ids)),
});

const idsOf = (body: Body) => new Set(body.map(({ id }) => id));

/**
 * The proposal with ids of ours for each block that is in none of `known`: nobody chooses an id, or takes one that a
 * block had that is gone. Operations sent along keep their meaning.
 */
export function withOwnIds(
  proposal: EditProposal,
  known: readonly Body[],
  makeId: MakeId
): EditProposal {
  const old = idsOf(known.flat());
  const ids = new Map<BlockId, BlockId>();
  for (const { id } of proposal.blocks) if (!old.has(id) && !ids.has(id)) ids.set(id, makeId());
  const { change } = proposal;
  return {
    ...proposal,
    blocks: proposal.blocks.map((one) => block(one, ids)),
    ...(change === undefined ? {} : { change: renamedChange(change, ids) }),
  };
}

function renamed({ change, before, after }: Drafted, ids: Ids): Drafted {
  return {
    change: renamedChange(change, ids),
    before,
    after: after.map((one) => block(one, ids)),
  };
}

/**
 * What an author has drafted anew, with the ids of her former form for the new blocks of both, so that sub-amendments
 * to them still find them.
 */
export function withFormerIds(made: Drafted, former: Drafted, base: Body): Drafted {
  const old = idsOf(base);
  const isNew = ({ id }: Block) => !old.has(id);
  // What comes from a database has its keys in any order.
  const now = canonicalBody(made.after.filter(isNew));
  const carried = carryIds(canonicalBody(former.after.filter(isNew)), now);
  return renamed(made, new Map(now.map(({ id }, index) => [id, carried[index]?.id ?? id])));
}

/** The same with new blocks named by their order: equal for what was drafted twice from the same wish. */
export function anonymous(made: Drafted, base: Body): Drafted {
  const old = idsOf(base);
  const now = made.after.filter(({ id }) => !old.has(id));
  return renamed(made, new Map(now.map(({ id }, index) => [id, `${index}`])));
}
