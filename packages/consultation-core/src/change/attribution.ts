import { concatInline, inlineText, isOpaque, sliceInline } from '../text/inline.ts';
import type { Block, BlockId, Body } from '../text/types.ts';
import { type Made, type Span, trace } from './apply.ts';
import { wordingEdits } from './merge.ts';
import type { AttributedBlock, Merged, NamedChange, Origin, Run } from './merged.ts';
import { type EditOf, grouped, type Worded } from './parts.ts';
import { type Index, indexOf } from './plan.ts';
import type { Edit, WordEdit } from './types.ts';
import { wishesOf, wishKey } from './wishes.ts';
import { removedLength } from './words.ts';

const original: Origin = { kind: 'original' };

const sameOrigin = (a: Origin, b: Origin) => JSON.stringify(a) === JSON.stringify(b);

/** Several origins of one thing as one: all contributions, in the order given. */
function together(origins: readonly Origin[]): Origin {
  const changes = origins.flatMap((one) => (one.kind === 'changes' ? one.changes : []));
  if (changes.length > 0) return { kind: 'changes', changes: [...new Set(changes)] };
  return origins.find(({ kind }) => kind === 'drafter') ?? original;
}

/** In a chain of joins all blocks end up in the first one, whichever they were asked to be joined to. */
const keyFor = (edit: Edit) => (edit.kind === 'join' ? `joined ${edit.joined.id}` : wishKey(edit));

/** Who wanted each thing that was done. */
function originsOf(index: Index, { fates, resolved, with: contributions }: Told) {
  const asked = new Map<string, string[]>();
  const inserted = new Map<BlockId, string>();
  for (const { change, edit, outcome, within } of fates) {
    // What sub-amendments want is in coordinates of another text; they are named by the change that they are part of.
    if (outcome.kind !== 'applied' || within !== undefined) continue;
    const key = keyFor(edit);
    if (edit.kind === 'insert') for (const { id } of edit.blocks) inserted.set(id, key);
    const list = asked.get(key) ?? [];
    asked.set(key, [...new Set([...list, change, ...(contributions.get(change) ?? [])])]);
  }
  const staff = new Map<string, string>();
  const stands = (edit: Edit, collision: string) => {
    const key = keyFor(edit);
    staff.set(key, collision);
    if (edit.kind === 'insert') for (const { id } of edit.blocks) inserted.set(id, key);
  };
  for (const { collision, resolution } of resolved) {
    if (collision.within !== undefined) continue;
    if (resolution.take !== 'words' && resolution.take !== 'blocks') continue;
    for (const edit of wordingEdits(index, collision, resolution) ?? []) {
      stands(edit, collision.key);
    }
  }
  const of = (key: string | undefined): Origin => {
    const changes = key === undefined ? undefined : asked.get(key);
    if (changes) return { kind: 'changes', changes };
    const collision = key === undefined ? undefined : staff.get(key);
    return collision === undefined ? original : { kind: 'drafter', collision };
  };
  return { of: (edit: Edit) => of(keyFor(edit)), inserted: (id: BlockId) => of(inserted.get(id)) };
}

interface Told extends Pick<Merged, 'fates' | 'resolved'> {
  readonly with: ReadonlyMap<string, readonly string[]>;
}

/** Runs with neighbours of one origin joined; runs without words dropped. */
function joinRuns(runs: readonly Run[]): readonly Run[] {
  const result: Run[] = [];
  for (const run of runs) {
    if (inlineText(run.children) === '') continue;
    const last = result.at(-1);
    if (last && sameOrigin(last.origin, run.origin)) {
      const children = concatInline(last.children, run.children);
      result[result.length - 1] = { children, origin: last.origin };
    } else result.push(run);
  }
  return result;
}

/** Runs between two offsets of the words that they make. */
function sliceRuns(runs: readonly Run[], from: number, to: number): Run[] {
  const result: Run[] = [];
  let start = 0;
  for (const { children, origin } of runs) {
    const { length } = inlineText(children);
    const a = Math.max(0, from - start);
    const b = Math.min(length, to - start);
    if (a < b) result.push({ children: sliceInline(children, a, b), origin });
    start += length;
  }
  return result;
}

const whole = (block: Block, origin: Origin): AttributedBlock => ({
  id: block.id,
  runs: isOpaque(block) ? [] : joinRuns([{ children: block.children, origin }]),
  frame: origin,
  removed: [],
});

/**
 * Where each run of words of a merged text comes from, block by block in its order: the original, all who asked for
 * it, or a wording of staff. `previous` is the attribution of the base, if the base was itself computed: what stayed
 * keeps its origin through all versions. `changes` tells what else is in a change (sub-amendments).
 * Law: the words of the runs of a block are the words of the block.
 */
export function attribution(
  base: Body,
  merged: Pick<Merged, 'change' | 'fates' | 'resolved'> & {
    readonly changes?: readonly Pick<NamedChange, 'id' | 'with'>[];
    readonly merged?: Merged['fates'];
  },
  previous: readonly AttributedBlock[] = []
): readonly AttributedBlock[] {
  const index = indexOf(base);
  const traced = trace(index, merged.change);
  if (traced.kind === 'refused') {
    const [misfit] = traced.misfits;
    throw new RangeError(`The change does not fit the base: ${misfit?.code} at ${misfit?.block}`);
  }
  const contributions = new Map((merged.changes ?? []).map((one) => [one.id, one.with ?? []]));
  const before = new Map(previous.map((block) => [block.id, block]));
  const origins = originsOf(index, {
    fates: merged.merged ?? merged.fates,
    resolved: merged.resolved,
    with: contributions,
  });
  const wishes = grouped(wishesOf(merged.change), (edit) => frameOf(edit) ?? '');
  const wordOrigin = (block: BlockId, edit: WordEdit) =>
    origins.of({ kind: 'words', block, edits: [edit] });
  const runsOf = (span: Span): readonly Run[] => {
    if (span.kind === 'edit') {
      return [{ children: span.edit.insert, origin: wordOrigin(span.block, span.edit) }];
    }
    const known = before.get(span.block);
    if (known) return sliceRuns(known.runs, span.from, span.to);
    const { children } = index.blocks.get(span.block) as Worded;
    return [{ children: sliceInline(children, span.from, span.to), origin: original }];
  };
  const frameFor = ({ block, source }: Made): Origin => {
    const done = (wishes.get(block.id) ?? []).map(origins.of);
    const known = before.get(source ?? '')?.frame;
    return together(done.length > 0 ? done : known ? [known] : []);
  };
  return traced.made.map((made): AttributedBlock => {
    const { block, spans, source } = made;
    if (source === undefined) return whole(block, origins.inserted(block.id));
    if (spans === undefined) {
      const replaced = merged.change.edits.find(
        (edit): edit is EditOf<'replace'> => edit.kind === 'replace' && edit.after.id === block.id
      );
      if (replaced) return { ...whole(block, origins.of(replaced)), frame: origins.of(replaced) };
      const known = before.get(source);
      return { id: block.id, runs: known?.runs ?? [], frame: frameFor(made), removed: [] };
    }
    let at = 0;
    const removed = spans.flatMap((span) => {
      if (span.kind === 'kept') {
        at += span.to - span.from;
        return [];
      }
      const { remove, insert } = span.edit;
      const place = at;
      at += inlineText(insert).length;
      if (removedLength(span.edit) === 0) return [];
      return [{ at: place, children: remove, origin: wordOrigin(span.block, span.edit) }];
    });
    return { id: block.id, runs: joinRuns(spans.flatMap(runsOf)), frame: frameFor(made), removed };
  });
}

/** The block of the result whose place or frame an edit makes. */
function frameOf(edit: Edit): BlockId | undefined {
  switch (edit.kind) {
    case 'split':
      return edit.into.id;
    case 'move':
    case 'attributes':
    case 'join':
      return edit.block;
    default:
      return undefined;
  }
}
