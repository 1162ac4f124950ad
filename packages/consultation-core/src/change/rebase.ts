import { blockText } from '../text/inline.ts';
import type { BlockId, Body } from '../text/types.ts';
import { trace } from './apply.ts';
import { blocksOf } from './conflicts.ts';
import { type Course, courseOf, lost, type Outcome } from './course.ts';
import { merge, withPieces } from './merge.ts';
import type { Carried, Rebased, Resolution } from './merged.ts';
import { intentOf, outcomeOf } from './outcomes.ts';
import { changeFrom, placementEdits } from './placement.ts';
import { indexOf, misfitsOf, planOf } from './plan.ts';
import { type Change, changeAlgorithm, type Edit } from './types.ts';
import { wishesOf, wishKey } from './wishes.ts';

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
  const rebased = changeFrom(course.now, placed);
  const made = rebased.edits.some(({ kind }) => kind === 'split') && trace(course.now, rebased);
  return {
    change: made && made.kind === 'applied' ? withPieces(rebased, made.made) : rebased,
    outcome: overall(carried),
    carried,
  };
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

/** The edits that fit the new version together: mostly all of them, else as many as do, in their order. */
function together(
  { now }: Course,
  edits: readonly (readonly Edit[])[]
): ReadonlySet<readonly Edit[]> {
  const fits = (some: readonly (readonly Edit[])[]) => {
    const change = changeFrom(now, some.flat());
    return misfitsOf(now, change, planOf(change)).length === 0;
  };
  let kept: readonly (readonly Edit[])[] = [];
  const add = (some: readonly (readonly Edit[])[]): void => {
    if (fits([...kept, ...some])) kept = [...kept, ...some];
    else if (some.length > 1) {
      const half = some.length >> 1;
      add(some.slice(0, half));
      add(some.slice(half));
    }
  };
  add(edits);
  return new Set(kept);
}

const blockOf = (edit: Edit): BlockId => blocksOf(edit)[0] ?? '';

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
