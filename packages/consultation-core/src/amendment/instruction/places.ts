import { apply } from '../../change/apply.ts';
import { editsOf, grouped } from '../../change/parts.ts';
import type { Change, WordEdit } from '../../change/types.ts';
import { removedLength } from '../../change/words.ts';
import type { Block, BlockId } from '../../text/types.ts';
import { type Base, blockTarget, isAlinea, placeBehind, placeOfHeading } from './base.ts';
import type { Op, Place } from './ops.ts';
import { type Unit, unitOps } from './units.ts';

/** An instruction and where it belongs in the reading order of the base. */
export interface Step {
  /** Index of the base block that it is about, or that something is put behind; -1 for the start of the text. */
  readonly at: number;
  readonly op: Op;
}

/** A kept block with the new blocks behind it. */
interface Standing extends Unit {
  readonly fresh: Block[];
}

/** All that is asked of the base, as its blocks are touched by it; no block of it that the change leaves alone. */
function read(base: Base, change: Change) {
  const index = (id: BlockId) => base.at.get(id);
  const named = change.edits.flatMap((edit): (BlockId | null)[] => {
    switch (edit.kind) {
      case 'insert':
        return [edit.after];
      case 'delete':
        return [edit.block.id];
      case 'replace':
        return [edit.before.id];
      case 'move':
        return [edit.block, edit.after];
      case 'join':
        return [edit.block, edit.joined.id];
      default:
        return [edit.block];
    }
  });
  const near = new Set<number>();
  for (const id of named) {
    const at = id === null ? undefined : index(id);
    if (at === undefined) continue;
    near.add(at);
    // With the block in front of it, so that it stands in the same place among few as among all.
    if (at > 0) near.add(at - 1);
  }
  const body = [...near].sort((a, b) => a - b).map((at) => base.body[at] as Block);
  const applied = apply(body, change);
  if (applied.kind === 'refused') {
    const [misfit] = applied.misfits;
    throw new RangeError(`The change does not fit the text: ${misfit?.code} at ${misfit?.block}`);
  }
  const sorted = (edits: readonly WordEdit[]) =>
    [...edits].sort(
      (a, b) =>
        a.at - b.at ||
        Number(b.side === 'before') - Number(a.side === 'before') ||
        removedLength(a) - removedLength(b)
    );
  const words = grouped(editsOf(change, 'words'), ({ block }) => index(block) as number);
  const indices = (ids: readonly BlockId[]) => new Set(ids.map((id) => index(id) as number));
  return {
    result: applied.body,
    editsAt: (at: number) => sorted((words.get(at) ?? []).flatMap(({ edits }) => edits)),
    moved: indices(editsOf(change, 'move').map(({ block }) => block)),
    deleted: indices(editsOf(change, 'delete').map(({ block }) => block.id)),
    joined: indices(editsOf(change, 'join').map(({ joined }) => joined.id)),
    replaced: indices(editsOf(change, 'replace').map(({ before }) => before.id)),
    /** Blocks of which more than the place changes. */
    touched: indices(
      change.edits.flatMap((edit) => {
        if (edit.kind === 'replace') return [edit.before.id];
        const isInner = edit.kind !== 'insert' && edit.kind !== 'delete' && edit.kind !== 'move';
        return isInner ? [edit.block] : [];
      })
    ),
    joins: grouped(
      editsOf(change, 'join').sort((a, b) => a.at - b.at),
      ({ block }) => index(block) as number
    ),
    cuts: new Map(editsOf(change, 'split').map(({ block, at, into }) => [into.id, { block, at }])),
  };
}
type Wish = ReturnType<typeof read>;

/** The result as kept blocks in their new order, each with what is new behind it. */
function standing(base: Base, wish: Wish) {
  const start: Block[] = [];
  const units: Standing[] = [];
  for (const block of wish.result) {
    const at = base.at.get(block.id);
    const last = units.at(-1);
    if (at !== undefined) {
      const joined = (wish.joins.get(at) ?? []).map(
        ({ joined: { id } }) => base.at.get(id) as number
      );
      const isReplaced = wish.replaced.has(at);
      units.push({ at, made: [block], cuts: [], joined, isReplaced, fresh: [] });
      continue;
    }
    const cut = wish.cuts.get(block.id);
    const from = cut && base.at.get(cut.block);
    const isPiece =
      last &&
      cut &&
      last.fresh.length === 0 &&
      (from === last.at || last.joined.includes(from as number));
    if (isPiece) {
      units[units.length - 1] = {
        ...last,
        made: [...last.made, block],
        cuts: [...last.cuts, cut.at],
      };
    } else (last?.fresh ?? start).push(block);
  }
  return { start, units };
}

/** Blocks of the base in a row as few targets: whole divisions, runs of alineas, single pictures and headings. */
function targetsOf(base: Base, row: readonly number[], ignored: ReadonlySet<number>) {
  const all = new Set(row);
  const targets: { at: number; target: ReturnType<typeof blockTarget> }[] = [];
  for (let index = 0; index < row.length; ) {
    const at = row[index] as number;
    const end = base.end[at] as number;
    const isWhole =
      base.body[at]?.type === 'heading' &&
      Array.from({ length: end - at }, (_, offset) => at + offset).every(
        (one) => all.has(one) || ignored.has(one)
      );
    if (isWhole) {
      targets.push({ at, target: { kind: 'division', of: base.divisionOf(at) } });
      while (index < row.length && (row[index] as number) < end) index += 1;
      continue;
    }
    let last = index;
    while (
      isAlinea(base, at) &&
      row[last + 1] === (row[last] as number) + 1 &&
      isAlinea(base, row[last + 1] as number)
    ) {
      last += 1;
    }
    targets.push({ at, target: blockTarget(base, at, row[last]) });
    index = last + 1;
  }
  return targets;
}

/** Runs of numbers in which each is the next, or parted from it by ignored ones only. */
function rows(numbers: readonly number[], ignored: ReadonlySet<number>): number[][] {
  const result: number[][] = [];
  for (const number of numbers) {
    const row = result.at(-1);
    let next = (row?.at(-1) ?? Number.NaN) + 1;
    while (next < number && ignored.has(next)) next += 1;
    if (row && next === number) row.push(number);
    else result.push([number]);
  }
  return result;
}

/** Index of the first heading; the length when there is none. */
function headingIn(blocks: readonly Block[]): number {
  const at = blocks.findIndex(({ type }) => type === 'heading');
  return at === -1 ? blocks.length : at;
}

function insertion(at: number, place: Place, blocks: readonly Block[], base: Base): Step {
  const named = isAlinea(base, at) ? at : at + 1;
  const like =
    place.kind !== 'start' && place.target.kind === 'alineas' ? base.body[named] : undefined;
  return { at, op: { kind: 'insert', place, brought: { blocks, like } } };
}

/** What goes behind `anchor` and what comes there, as one instruction: alineas for alineas, an article for one. */
function replacement(
  base: Base,
  anchor: number,
  fresh: readonly Block[],
  gone: ReadonlySet<number>
) {
  const at = anchor + 1;
  const was = base.body[at];
  const [is] = fresh;
  if (was === undefined || is === undefined || !gone.has(at)) return undefined;
  const taken: number[] = [];
  const isArticle = (block: Block) => block.type === 'heading' && block.rank === 'article';
  const used = isArticle(is) ? fresh.length : headingIn(fresh);
  if (used === 0 || isArticle(was) !== isArticle(is)) return undefined;
  if (isArticle(was)) {
    for (let one = at; one < (base.end[at] as number); one += 1) taken.push(one);
    if (!taken.every((one) => gone.has(one))) return undefined;
  } else {
    for (let one = at; gone.has(one) && isAlinea(base, one); one += 1) taken.push(one);
    if (taken.length === 0) return undefined;
  }
  const target = isArticle(was)
    ? ({ kind: 'division', of: base.divisionOf(at) } as const)
    : blockTarget(base, at, taken.at(-1));
  const brought = { blocks: fresh.slice(0, used), like: was };
  const step: Step = { at, op: { kind: 'rewrite', target, brought } };
  return { step, taken, used };
}

/** All instructions of a change, each in coordinates of the base. Throws RangeError when it does not fit. */
export function steps(base: Base, change: Change): readonly Step[] {
  const wish = read(base, change);
  const { start, units } = standing(base, wish);
  const found: Step[] = [];
  const gone = new Set(wish.deleted);
  for (const unit of units) {
    if (!wish.touched.has(unit.at)) continue;
    const { ops, joins } = unitOps(base, unit, wish.editsAt);
    found.push(...ops.map((op) => ({ at: unit.at, op })));
    if (!joins) for (const at of unit.joined) gone.add(at);
  }
  const absent = new Set([...wish.deleted, ...wish.joined]);
  const put = (anchor: number, fresh: readonly Block[], movedBehind: boolean) => {
    const replacing = movedBehind ? undefined : replacement(base, anchor, fresh, gone);
    if (replacing) {
      found.push(replacing.step);
      for (const at of replacing.taken) gone.delete(at);
    }
    const left = replacing ? fresh.slice(replacing.used) : fresh;
    const first = headingIn(left);
    const heading = left[first];
    if (first > 0)
      found.push(insertion(anchor, placeBehind(base, anchor), left.slice(0, first), base));
    if (heading?.type !== 'heading') return;
    let behind = replacing?.taken.at(-1) ?? anchor;
    const isSkipped = (at: number) =>
      absent.has(at) && base.heading[at] === (base.heading[anchor] ?? -1);
    while (!movedBehind && isSkipped(behind + 1)) behind += 1;
    found.push(
      insertion(behind, placeOfHeading(base, behind, heading.rank), left.slice(first), base)
    );
  };
  const isMoved = ({ at }: Unit) => wish.moved.has(at);
  for (let index = -1; index < units.length; ) {
    const anchor = units[index];
    let next = index + 1;
    while (next < units.length && isMoved(units[next] as Unit)) next += 1;
    const moved = units.slice(index + 1, next);
    const at = anchor?.at ?? -1;
    put(at, anchor?.fresh ?? start, moved.length > 0);
    const numbers = moved.map((unit) => unit.at);
    for (const row of rows(numbers, absent)) {
      for (const { target } of targetsOf(base, row, absent)) {
        const isDivision = target.kind === 'division' || target.kind === 'head';
        const rank = isDivision ? target.of.rank : undefined;
        const place = rank ? placeOfHeading(base, at, rank) : placeBehind(base, at);
        found.push({ at, op: { kind: 'move', target, place } });
      }
    }
    for (const unit of moved) put(unit.at, unit.fresh, true);
    index = next;
  }
  const going = [...gone].sort((a, b) => a - b);
  for (const row of rows(going, wish.joined)) {
    for (const { at, target } of targetsOf(base, row, wish.joined)) {
      found.push({ at, op: { kind: 'delete', target } });
    }
  }
  return found
    .map((step, rank) => ({ step, rank }))
    .sort((a, b) => a.step.at - b.step.at || a.rank - b.rank)
    .map(({ step }) => step);
}
