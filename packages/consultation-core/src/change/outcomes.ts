import type { BlockId } from '../text/types.ts';
import { blocksOf, wordOf } from './conflicts.ts';
import {
  type Course,
  howOf,
  isGone,
  isSame,
  lost,
  type Outcome,
  pointNow,
  rangeNow,
  reshaped,
  wentElsewhere,
} from './course.ts';
import { divisionsGone, widthsOf } from './divisions.ts';
import { attributesOf, type EditOf, grouped, isWorded } from './parts.ts';
import { planOf } from './plan.ts';
import type { Change, Edit } from './types.ts';
import { narrowness, wishesOf, wishKey } from './wishes.ts';
import { removedLength } from './words.ts';

/** What a change does as a whole that matters for its single edits. */
export interface Intent {
  /** All that it wants, by key. */
  readonly own: ReadonlySet<string>;
  /** Blocks that it takes out though the new version put something into their division. */
  readonly inside: ReadonlySet<BlockId>;
  /** Blocks of divisions that are no more, with how narrow the widest of those is. */
  readonly gone: ReadonlyMap<BlockId, number>;
}

export function intentOf(course: Course, change: Change): Intent {
  const own = new Set(wishesOf(change).map(wishKey));
  return { own, inside: newInside(course, change, own), gone: widthsFor(course, own) };
}

const isOwn =
  ({ own }: Intent) =>
  (edit: Edit) =>
    own.has(wishKey(edit));

function wordsOutcome(course: Course, edit: EditOf<'words'>, intent: Intent): Outcome {
  const { block: id } = edit;
  if (isGone(course, id)) return lost(course, 'block-gone', id);
  if (course.plan.replaced.has(id)) return lost(course, 'block-changed', id);
  const word = wordOf(edit);
  const length = removedLength(word);
  const place =
    length === 0
      ? pointNow(course, id, word, isOwn(intent))
      : rangeNow(course, id, word.at, word.at + length);
  if (place === undefined) return lost(course, 'words-changed', id);
  return {
    how: howOf(course, id, place.block),
    edits: [{ kind: 'words', block: place.block, edits: [{ ...word, at: place.at }] }],
  };
}

function splitOutcome(course: Course, edit: EditOf<'split'>, intent: Intent): Outcome {
  const { block: id } = edit;
  if (isGone(course, id)) return lost(course, 'block-gone', id);
  const { plan } = course;
  if (plan.replaced.has(id) || plan.joins.has(id) || plan.joined.has(id)) {
    return lost(course, 'block-changed', id);
  }
  const place = pointNow(course, id, edit, isOwn(intent));
  if (place === undefined) return lost(course, 'words-changed', id);
  return {
    how: howOf(course, id, place.block),
    edits: [{ ...edit, block: place.block, at: place.at }],
  };
}

function joinOutcome(course: Course, edit: EditOf<'join'>, intent: Intent): Outcome {
  const { plan, now, old } = course;
  const ids = [edit.block, edit.joined.id];
  for (const id of ids) {
    if (isGone(course, id)) return lost(course, 'block-gone', id);
    if (plan.replaced.has(id) || plan.splits.has(id)) return lost(course, 'block-changed', id);
  }
  if (plan.joined.has(edit.joined.id) || plan.attributes.has(edit.joined.id)) {
    return lost(course, 'block-changed', edit.joined.id);
  }
  const headId = plan.joined.get(edit.block)?.block ?? edit.block;
  const joined = now.blocks.get(edit.joined.id);
  const front = old.body[(old.places.get(edit.joined.id) ?? 0) - 1]?.id ?? null;
  if (joined === undefined || !isWorded(joined)) return lost(course, 'block-gone', edit.joined.id);
  const put = [
    ...(plan.inserts.get(front) ?? []),
    ...[...plan.moved.values()].filter(({ after }) => after === front),
  ];
  if (plan.moved.has(edit.joined.id) || !put.every(isOwn(intent))) {
    return lost(course, 'place-gone', edit.joined.id);
  }
  return {
    how: howOf(course, edit.block, headId),
    edits: [{ kind: 'join', block: headId, joined, at: edit.at }],
  };
}

function attributesOutcome(course: Course, edit: EditOf<'attributes'>): Outcome {
  const { block: id } = edit;
  if (isGone(course, id)) return lost(course, 'block-gone', id);
  const { plan } = course;
  const now = course.now.blocks.get(id);
  if (now === undefined || plan.replaced.has(id)) return lost(course, 'block-changed', id);
  const has = attributesOf(now);
  const [name] = [...Object.keys(edit.before), ...Object.keys(edit.after)] as (keyof typeof has)[];
  if (name === undefined || has[name] !== edit.before[name]) {
    return lost(course, 'block-changed', id);
  }
  return { how: howOf(course, id, id), edits: [edit] };
}

/** Blocks of divisions that a change takes out whole, in which the new version changed what the change did not want. */
function newInside(course: Course, change: Change, own: ReadonlySet<string>): ReadonlySet<BlockId> {
  const { deleted, moved } = planOf(change);
  const inside = new Set<BlockId>();
  const divisions = divisionsGone(course.old, deleted, moved);
  if (divisions.length === 0) return inside;
  const other = [...course.done].flatMap(([key, edit]) => (own.has(key) ? [] : [edit]));
  const touched = new Set(
    other.flatMap((edit) => {
      if (edit.kind === 'insert' || edit.kind === 'delete') return [];
      return blocksOf(edit).filter((id) => edit.kind === 'move' || !moved.has(id));
    })
  );
  const put = other.flatMap((edit) => {
    if (edit.kind === 'insert') return [{ after: edit.after, first: edit.blocks[0] }];
    if (edit.kind !== 'move') return [];
    return [{ after: edit.after, first: course.old.blocks.get(edit.block) }];
  });
  const behind = grouped(put, ({ after }) => after);
  for (const blocks of divisions) {
    const width = narrowness(blocks[0]);
    const isOther = (id: BlockId) =>
      touched.has(id) || behind.get(id)?.some(({ first }) => narrowness(first) > width);
    if (blocks.some(({ id }) => isOther(id))) for (const { id } of blocks) inside.add(id);
  }
  return inside;
}

/** How narrow the divisions are that the new version took out whole, and not just as the change wants it. */
function widthsFor({ gone, widths, plan, done }: Course, own: ReadonlySet<string>) {
  const isOwn = (id: BlockId) => {
    const edit = plan.deleted.get(id);
    return edit === undefined || own.has(wishKey(edit));
  };
  if (gone.length === 0 || ![...own].some((key) => done.has(key))) return widths;
  return widthsOf(gone.filter((blocks) => !blocks.every(({ id }) => isOwn(id))));
}

/** A deletion or a replacement wants the block as its author read it. */
function wholeOutcome(
  course: Course,
  edit: EditOf<'delete'> | EditOf<'replace'>,
  { inside }: Intent
): Outcome {
  const block = edit.kind === 'delete' ? edit.block : edit.before;
  if (edit.kind === 'delete' && inside.has(block.id))
    return lost(course, 'block-changed', block.id);
  if (isGone(course, block.id)) return lost(course, 'block-gone', block.id);
  if (reshaped(course, block.id) || !isSame(course, block.id)) {
    return lost(course, 'block-changed', block.id);
  }
  if (edit.kind === 'delete' && course.plan.moved.has(block.id)) {
    return lost(course, 'block-changed', block.id);
  }
  return { how: howOf(course, block.id, block.id), edits: [edit] };
}

/**
 * The block of the new version behind which something of a width comes that was to come behind a block of the old one:
 * behind what was inserted there, and a new division behind what was moved there too.
 */
function anchorNow(
  course: Course,
  after: BlockId | null,
  width: number,
  own: ReadonlySet<string>
): BlockId | null {
  const { places, made, plan, old } = course;
  const behind = [...plan.moved.values()].filter(
    (move) =>
      move.after === after &&
      narrowness(old.blocks.get(move.block)) > width &&
      !own.has(wishKey(move))
  );
  const anchor = behind.at(-1)?.block ?? after;
  let count = places.get(anchor)?.own ?? 0;
  for (const { blocks } of plan.inserts.get(anchor) ?? []) {
    if (narrowness(blocks[0]) < width) break;
    count += blocks.length;
  }
  return made[count - 1]?.block.id ?? null;
}

/** What stands in the way of putting something of a width behind a block. */
function noPlace(course: Course, after: BlockId | null, width: number, intent: Intent): boolean {
  if (after !== null && !course.places.has(after)) return true;
  if (after !== null && width > (intent.gone.get(after) ?? Number.POSITIVE_INFINITY)) return true;
  // Joined to what stood behind it: there is no place between them any more.
  const at = after === null ? 0 : (course.old.places.get(after) ?? -1) + 1;
  const join = course.plan.joined.get(course.old.body[at]?.id ?? '');
  return join !== undefined && !intent.own.has(wishKey(join));
}

function insertOutcome(course: Course, edit: EditOf<'insert'>, intent: Intent): Outcome {
  const width = narrowness(edit.blocks[0]);
  const { after } = edit;
  if (noPlace(course, after, width, intent)) return lost(course, 'place-gone', after ?? '');
  const anchor = anchorNow(course, after, width, intent.own);
  const how =
    anchor !== after ? 'adjusted' : wentElsewhere(course, after ?? '') ? 'moved' : 'untouched';
  return { how, edits: [{ ...edit, after: anchor }] };
}

function moveOutcome(course: Course, edit: EditOf<'move'>, intent: Intent): Outcome {
  const { block: id, after } = edit;
  const { plan } = course;
  if (isGone(course, id)) return lost(course, 'block-gone', id);
  if (plan.moved.has(id) || plan.joined.has(id)) return lost(course, 'block-changed', id);
  if (noPlace(course, after, narrowness(course.old.blocks.get(id)), intent)) {
    return lost(course, 'place-gone', after ?? '');
  }
  // Its place is found for all moves together.
  const there = after !== null && course.now.blocks.has(after) ? after : null;
  return { how: howOf(course, id, id), edits: [{ ...edit, after: there }] };
}

export function outcomeOf(course: Course, edit: Edit, intent: Intent): Outcome {
  if (course.done.has(wishKey(edit))) return { how: 'adopted' };
  switch (edit.kind) {
    case 'words':
      return wordsOutcome(course, edit, intent);
    case 'split':
      return splitOutcome(course, edit, intent);
    case 'join':
      return joinOutcome(course, edit, intent);
    case 'attributes':
      return attributesOutcome(course, edit);
    case 'delete':
    case 'replace':
      return wholeOutcome(course, edit, intent);
    case 'insert':
      return insertOutcome(course, edit, intent);
    case 'move':
      return moveOutcome(course, edit, intent);
  }
}
