import { sameBlock } from '../text/canonical.ts';
import { blockText, inlineText } from '../text/inline.ts';
import type { BlockId, Body } from '../text/types.ts';
import { type Made, type Span, type Traced, trace } from './apply.ts';
import { divisionsGone, wordOf } from './conflicts.ts';
import { merge } from './merge.ts';
import type { Carried, Rebased, Resolution } from './merged.ts';
import { attributesOf, type EditOf, isWorded } from './parts.ts';
import { changeFrom, placementEdits } from './placement.ts';
import { type Index, indexOf, misfitsOf, planOf } from './plan.ts';
import { type Change, changeAlgorithm, type Edit } from './types.ts';
import { narrowness, wishesOf, wishKey } from './wishes.ts';
import { removedLength } from './words.ts';

type Lost = NonNullable<Carried['why']>['code'];
/** An edit in coordinates of the new version, or what stands in its way there. */
type Outcome =
  | { readonly how: 'untouched' | 'moved' | 'adjusted'; readonly edits: readonly Edit[] }
  | { readonly how: 'adopted' }
  | { readonly how: 'lost'; readonly code: Lost; readonly block: BlockId; readonly words: string };

/** A base, what was done to it, and where everything went; made once for many changes of the base. */
interface Course {
  readonly old: Index;
  readonly now: Index;
  readonly done: ReadonlySet<string>;
  readonly plan: ReturnType<typeof planOf>;
  readonly made: readonly Made[];
  /** Blocks of the result that hold words of a block of the base, in order. */
  readonly pieces: ReadonlyMap<BlockId, readonly Made[]>;
  /** Blocks of divisions that were taken out whole, with how narrow the widest of those is. */
  readonly gone: ReadonlyMap<BlockId, number>;
  readonly places: Extract<Traced, { kind: 'applied' }>['places'];
}

function courseOf(base: Body, onto: Change): Course {
  const old = indexOf(base);
  const traced = trace(old, onto);
  if (traced.kind === 'refused') {
    const [misfit] = traced.misfits;
    throw new RangeError(`The change does not fit the base: ${misfit?.code} at ${misfit?.block}`);
  }
  const pieces = new Map<BlockId, Made[]>();
  for (const made of traced.made) {
    const from = new Set(made.spans?.map(({ block }) => block) ?? []);
    if (made.source !== undefined) from.add(made.source);
    for (const id of from) {
      const list = pieces.get(id);
      if (list) list.push(made);
      else pieces.set(id, [made]);
    }
  }
  const plan = planOf(onto);
  const gone = new Map<BlockId, number>();
  if (plan.deleted.size > 0) {
    for (const blocks of divisionsGone(old, (id) => plan.deleted.has(id))) {
      const width = narrowness(blocks[0]);
      for (const { id } of blocks) gone.set(id, Math.min(width, gone.get(id) ?? width));
    }
  }
  return {
    old,
    gone,
    now: indexOf(traced.made.map(({ block }) => block)),
    done: new Set(wishesOf(onto).map(wishKey)),
    plan,
    made: traced.made,
    pieces,
    places: traced.places,
  };
}

/** End of what a span covers of its block of the base. */
const spanEnd = (span: Span) =>
  span.kind === 'kept' ? span.to : span.edit.at + removedLength(span.edit);
const spanStart = (span: Span) => (span.kind === 'kept' ? span.from : span.edit.at);
const spanLength = (span: Span) =>
  span.kind === 'kept' ? span.to - span.from : inlineText(span.edit.insert).length;

/** What a change does as a whole that matters for its single edits. */
interface Intent {
  /** All that it wants, by key. */
  readonly own: ReadonlySet<string>;
  /** Blocks that it takes out though the new version put something into their division. */
  readonly inside: ReadonlySet<BlockId>;
}

function intentOf(course: Course, change: Change): Intent {
  return {
    own: new Set(wishesOf(change).map(wishKey)),
    inside: newInside(course, change),
  };
}

/** Where a range of words of a base block stands now, if nothing was changed in it and it is in one block. */
function rangeNow(course: Course, id: BlockId, from: number, to: number) {
  for (const made of course.pieces.get(id) ?? []) {
    let at = 0;
    for (const span of made.spans ?? []) {
      if (span.block === id && span.kind === 'kept' && span.from <= from && to <= span.to) {
        // A point at the edge of what stayed is decided on by what stands beside it.
        if (from < to) return { block: made.block.id, at: at + from - span.from };
      }
      at += spanLength(span);
    }
  }
  return undefined;
}

/** Where a place between two characters of a base block is now, if nobody put something or split just there. */
function pointNow(course: Course, id: BlockId, point: number) {
  if (course.plan.splits.get(id)?.some(({ at }) => at === point)) return undefined;
  const pieces = course.pieces.get(id) ?? [];
  for (const [rank, made] of pieces.entries()) {
    let at = 0;
    let own = false;
    for (const span of made.spans ?? []) {
      if (span.block !== id) {
        // Words of another block that was joined on come behind.
        if (own) break;
        at += spanLength(span);
        continue;
      }
      own = true;
      const isPoint = span.kind === 'edit' && spanEnd(span) === spanStart(span);
      if (isPoint && spanStart(span) === point) return undefined;
      if (spanStart(span) < point && point < spanEnd(span)) {
        if (span.kind === 'edit') return undefined;
        return { block: made.block.id, at: at + point - span.from };
      }
      if (spanStart(span) >= point) return { block: made.block.id, at };
      at += spanLength(span);
      if (spanEnd(span) > point) break;
    }
    const next = pieces[rank + 1]?.spans?.find(({ block }) => block === id);
    if (next === undefined || spanStart(next) > point) {
      const holds = made.spans?.some(({ block }) => block === id) || made.source === id;
      if (holds) return { block: made.block.id, at };
    }
  }
  return undefined;
}

const isGone = ({ plan }: Course, id: BlockId) => plan.deleted.has(id);

/** Words that stand now where a block of the base stood. */
function wordsNow({ pieces }: Course, id: BlockId): string {
  return (pieces.get(id) ?? []).map(({ block }) => blockText(block)).join('\n');
}

const lost = (course: Course, code: Lost, id: BlockId): Extract<Outcome, { how: 'lost' }> => ({
  how: 'lost',
  code,
  block: id,
  words: wordsNow(course, id),
});

/** Whether a block stands as it stood, words and all. */
function isSame(course: Course, id: BlockId): boolean {
  const [before, now] = [course.old.blocks.get(id), course.now.blocks.get(id)];
  return before !== undefined && now !== undefined && sameBlock(before, now);
}
const reshaped = ({ plan }: Course, id: BlockId) =>
  plan.splits.has(id) || plan.joins.has(id) || plan.joined.has(id);
const wentElsewhere = (course: Course, id: BlockId) =>
  course.plan.moved.has(id) || course.plan.joined.has(id);

function howOf(course: Course, id: BlockId, now: BlockId): 'untouched' | 'moved' | 'adjusted' {
  if (now !== id || wentElsewhere(course, id)) return 'moved';
  return isSame(course, id) ? 'untouched' : 'adjusted';
}

function wordsOutcome(course: Course, edit: EditOf<'words'>): Outcome {
  const { block: id } = edit;
  if (isGone(course, id)) return lost(course, 'block-gone', id);
  if (course.plan.replaced.has(id)) return lost(course, 'block-changed', id);
  const word = wordOf(edit);
  const length = removedLength(word);
  const place =
    length === 0 ? pointNow(course, id, word.at) : rangeNow(course, id, word.at, word.at + length);
  if (place === undefined) return lost(course, 'words-changed', id);
  return {
    how: howOf(course, id, place.block),
    edits: [{ kind: 'words', block: place.block, edits: [{ ...word, at: place.at }] }],
  };
}

function splitOutcome(course: Course, edit: EditOf<'split'>): Outcome {
  const { block: id } = edit;
  if (isGone(course, id)) return lost(course, 'block-gone', id);
  const { plan } = course;
  if (plan.replaced.has(id) || plan.joins.has(id) || plan.joined.has(id)) {
    return lost(course, 'block-changed', id);
  }
  const place = pointNow(course, id, edit.at);
  if (place === undefined) return lost(course, 'words-changed', id);
  return {
    how: howOf(course, id, place.block),
    edits: [{ ...edit, block: place.block, at: place.at }],
  };
}

function joinOutcome(course: Course, edit: EditOf<'join'>): Outcome {
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
  const between = [...plan.moved.values()].some(({ after }) => after === front);
  if (plan.moved.has(edit.joined.id) || plan.inserts.has(front) || between) {
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

/** Blocks of divisions that a change takes out whole, in which the new version changed something. */
function newInside(course: Course, change: Change): ReadonlySet<BlockId> {
  const { old, plan } = course;
  const gone = planOf(change).deleted;
  const inside = new Set<BlockId>();
  if (gone.size === 0) return inside;
  const put = (id: BlockId, width: number) =>
    (plan.inserts.get(id) ?? []).some(({ blocks }) => narrowness(blocks[0]) > width) ||
    [...plan.moved.values()].some(
      (move) => move.after === id && narrowness(old.blocks.get(move.block)) > width
    );
  const touched = (id: BlockId) =>
    !isGone(course, id) && (!isSame(course, id) || reshaped(course, id) || plan.moved.has(id));
  for (const blocks of divisionsGone(old, (id) => gone.has(id))) {
    const width = narrowness(blocks[0]);
    if (blocks.some(({ id }) => touched(id) || put(id, width))) {
      for (const { id } of blocks) inside.add(id);
    }
  }
  return inside;
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
function noPlace(course: Course, after: BlockId | null, width: number, { own }: Intent): boolean {
  if (after !== null && !course.places.has(after)) return true;
  if (after !== null && width > (course.gone.get(after) ?? Number.POSITIVE_INFINITY)) return true;
  // Joined to what stood behind it: there is no place between them any more.
  const at = after === null ? 0 : (course.old.places.get(after) ?? -1) + 1;
  const join = course.plan.joined.get(course.old.body[at]?.id ?? '');
  return join !== undefined && !own.has(wishKey(join));
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

function outcomeOf(course: Course, edit: Edit, intent: Intent): Outcome {
  if (course.done.has(wishKey(edit))) return { how: 'adopted' };
  switch (edit.kind) {
    case 'words':
      return wordsOutcome(course, edit);
    case 'split':
      return splitOutcome(course, edit);
    case 'join':
      return joinOutcome(course, edit);
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

const plain = (text: string) =>
  text.normalize('NFC').replace(/[’]/g, "'").replace(/\s+/gu, ' ').trim();

/** Blocks that the change alone would make just what they are in the new version: it was adopted in substance. */
function sameResult({ old, now }: Course, change: Change): ReadonlySet<BlockId> {
  const same = new Set<BlockId>();
  const touched = new Set(
    change.edits.flatMap((edit) => (edit.kind === 'words' ? [edit.block] : []))
  );
  const body = [...touched].flatMap((id) => old.blocks.get(id) ?? []);
  const only = change.edits.filter(({ kind }) => kind === 'words');
  const alone = trace(indexOf(body), { algorithm: changeAlgorithm, edits: only });
  if (alone.kind === 'refused') return same;
  for (const { block } of alone.made) {
    const there = now.blocks.get(block.id);
    if (there && plain(blockText(there)) === plain(blockText(block))) same.add(block.id);
  }
  return same;
}

function rebaseOn(course: Course, onto: Change, change: Change): Rebased {
  const wishes = wishesOf(change);
  const tried = planOf(change);
  const fits = misfitsOf(course.old, change, tried).length === 0;
  const intent = intentOf(course, change);
  const outcomes = wishes.map((edit) => ({
    edit,
    outcome: fits ? outcomeOf(course, edit, intent) : lost(course, 'block-changed', blockOf(edit)),
  }));
  const isLost = outcomes.some(({ outcome }) => outcome.how === 'lost');
  const substance = isLost ? sameResult(course, change) : new Set<BlockId>();
  const told = outcomes.map(({ edit, outcome }) =>
    edit.kind === 'words' && substance.has(edit.block) && outcome.how === 'lost'
      ? { edit, outcome: { how: 'adopted' } as Outcome }
      : { edit, outcome }
  );
  const fitting = together(
    course,
    told.flatMap(({ outcome }) => ('edits' in outcome ? [outcome.edits] : []))
  );
  const edits = [...fitting].flat();
  const { placed, kept } = needsPlaces(edits)
    ? placedBy(course, onto, change, edits)
    : { placed: edits, kept: () => true };
  const carried = told.map(({ edit, outcome }): Carried => {
    if (outcome.how === 'adopted') return { edit, how: 'adopted' };
    if (outcome.how !== 'lost' && fitting.has(outcome.edits) && kept(edit)) {
      return { edit, how: outcome.how };
    }
    const { code, block, words } =
      outcome.how === 'lost' ? outcome : lost(course, 'block-changed', blockOf(edit));
    return { edit, how: 'lost', why: { code, block, words } };
  });
  return { change: changeFrom(course.now, placed), outcome: overall(carried), carried };
}

/** Whether places depend on each other: something moves, or several insertions lost the block that they stood behind. */
const needsPlaces = (edits: readonly Edit[]) => {
  const inserts = edits.flatMap((edit) => (edit.kind === 'insert' ? [edit.after] : []));
  return edits.some(({ kind }) => kind === 'move') || new Set(inserts).size < inserts.length;
};

const placing: readonly Edit['kind'][] = ['insert', 'delete', 'move'];

/**
 * What moves is put where merging would put it, with what the new version split off from it and put behind it. Costs
 * as much as a merge; few changes move something.
 */
function placedBy(
  { old, now }: Course,
  onto: Change,
  change: Change,
  edits: readonly Edit[]
): { readonly placed: readonly Edit[]; readonly kept: (edit: Edit) => boolean } {
  const both = [
    { id: 'onto', rank: 0, change: onto },
    { id: 'change', rank: 1, change },
  ];
  const decided: Resolution[] = [];
  let merged = merge(old.body, both);
  for (let round = 0; merged.collisions.length > 0 && round < 100; round += 1) {
    for (const { key, options } of merged.collisions) {
      const has = options.some(({ changes }) => changes.includes('onto'));
      decided.push(
        has
          ? { collision: key, take: 'change', change: 'onto' }
          : { collision: key, take: 'original' }
      );
    }
    merged = merge(old.body, both, decided);
  }
  const pieces = new Set(
    edits.flatMap((edit) =>
      edit.kind === 'split' ? [edit.into.id] : edit.kind === 'join' ? [edit.joined.id] : []
    )
  );
  const rest = edits.filter(({ kind }) => !placing.includes(kind));
  const lostHere = new Set(
    merged.fates.flatMap(({ change: id, edit, outcome }) =>
      id === 'change' && outcome.kind === 'lost' ? [wishKey(edit)] : []
    )
  );
  return {
    placed: [...rest, ...placementEdits(now.body, merged.body, pieces)],
    kept: (edit: Edit) => !placing.includes(edit.kind) || !lostHere.has(wishKey(edit)),
  };
}

/** The edits that fit the new version together: mostly all of them, else one after the other. */
function together(
  { now }: Course,
  edits: readonly (readonly Edit[])[]
): ReadonlySet<readonly Edit[]> {
  const fits = (some: readonly (readonly Edit[])[]) => {
    const change = changeFrom(now, some.flat());
    return misfitsOf(now, change, planOf(change)).length === 0;
  };
  if (fits(edits)) return new Set(edits);
  const kept: (readonly Edit[])[] = [];
  for (const edit of edits) if (fits([...kept, edit])) kept.push(edit);
  return new Set(kept);
}

const blockOf = (edit: Edit): BlockId => {
  switch (edit.kind) {
    case 'insert':
      return edit.after ?? '';
    case 'delete':
      return edit.block.id;
    case 'replace':
      return edit.before.id;
    default:
      return edit.block;
  }
};

function overall(carried: readonly Carried[]): Rebased['outcome'] {
  const has = (...hows: Carried['how'][]) => carried.some(({ how }) => hows.includes(how));
  if (has('lost')) return 'needs-look';
  if (carried.length > 0 && !has('untouched', 'moved', 'adjusted')) return 'without-object';
  if (has('adjusted', 'adopted')) return 'adjusted';
  return has('moved') ? 'moved' : 'untouched';
}

/**
 * `rebase` for many changes of one base: the work that is common to all is done once.
 * Throws RangeError when `onto` does not fit the base.
 */
export function rebaser(base: Body, onto: Change): (change: Change) => Rebased {
  if (onto.edits.length === 0) {
    return (change) => ({
      change,
      outcome: 'untouched',
      carried: wishesOf(change).map((edit) => ({ edit, how: 'untouched' })),
    });
  }
  const course = courseOf(base, onto);
  return (change) => rebaseOn(course, onto, change);
}

/**
 * A change of a base as a change of the version that `onto` made of it: its words are followed to where they stand now.
 * Laws: `rebase(base, change, none).change` is `change`; where `onto` and the change do not collide, `onto` and then
 * the rebased change give the text that merging both gives; each thing that the change wants is told once in `carried`.
 */
export function rebase(base: Body, change: Change, onto: Change): Rebased {
  return rebaser(base, onto)(change);
}
