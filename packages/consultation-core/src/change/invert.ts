import { concatInline, inlineText } from '../text/inline.ts';
import type { BlockId } from '../text/types.ts';
import { type EditOf, editsOf, grouped, type Worded } from './parts.ts';
import { sortWordEdits, standsBefore } from './plan.ts';
import type { Change, Edit, WordEdit } from './types.ts';
import { editInline, removedLength } from './words.ts';

const growth = (edits: readonly WordEdit[]) =>
  edits.reduce((sum, edit) => sum + inlineText(edit.insert).length - removedLength(edit), 0);

/** Edits of one run of words that take back `edits`, in coordinates of the result, which begins at `start`. */
function takeBack(edits: readonly WordEdit[], shift: number): WordEdit[] {
  let grown = 0;
  return edits.map((edit) => {
    const at = edit.at + shift + grown;
    grown += growth([edit]);
    return { at, remove: edit.insert, insert: edit.remove };
  });
}

const words = (block: BlockId, edits: readonly WordEdit[]): Edit[] =>
  edits.length === 0 ? [] : [{ kind: 'words', block, edits }];

/** A block that was split is joined again. */
function invertSplits(id: BlockId, edits: readonly WordEdit[], splits: EditOf<'split'>[]): Edit[] {
  const sorted = [...splits].sort((a, b) => a.at - b.at);
  const result: Edit[] = [];
  let length = 0;
  for (let index = 0; index <= sorted.length; index += 1) {
    const split = sorted[index - 1];
    const from = split?.at ?? 0;
    const to = sorted[index]?.at;
    const inside = edits.filter(
      (edit) =>
        (split === undefined || !standsBefore(edit, from)) &&
        (to === undefined || standsBefore(edit, to))
    );
    result.push(...words(split?.into.id ?? id, takeBack(inside, -from)));
    if (split) result.push({ kind: 'join', block: id, joined: split.into, at: length });
    length += (to ?? from) - from + growth(inside);
  }
  return result;
}

/**
 * Blocks that were joined are split again. Where one of them has no words left, two splits would be at one place: it comes
 * back whole, and so do those behind it.
 */
function invertJoins(
  id: BlockId,
  wordsOf: (block: BlockId) => readonly WordEdit[],
  joins: EditOf<'join'>[]
): Edit[] {
  const sorted = [...joins].sort((a, b) => a.at - b.at);
  const edits: WordEdit[] = [];
  const splits: EditOf<'split'>[] = [];
  let start = 0;
  for (let index = 0; index <= sorted.length; index += 1) {
    const join = sorted[index - 1];
    const inside = wordsOf(join?.joined.id ?? id);
    const next = sorted[index];
    const length = (next?.at ?? 0) - (join?.at ?? 0) + growth(inside);
    if (join && next && length === 0) {
      const rest = sorted.slice(index - 1).map(({ joined }) => joined as Worded);
      const remove = concatInline(...rest.map((one) => editInline(one.children, wordsOf(one.id))));
      const put = inlineText(remove) === '' ? [] : [{ at: start, remove, insert: [] }];
      const back: Edit = { kind: 'insert', after: id, blocks: rest };
      return [...words(id, [...edits, ...put]), ...splits, back];
    }
    const end = next === undefined ? undefined : start + length;
    for (const edit of takeBack(inside, start)) {
      const atEnd = edit.at === end && edit.remove.length === 0;
      edits.push(atEnd ? { ...edit, side: 'before' } : edit);
    }
    if (join) splits.push({ kind: 'split', block: id, at: start, into: join.joined });
    start = end ?? start;
  }
  return [...words(id, edits), ...splits];
}

/**
 * The change that takes back `change`. Law: inverting twice gives the same change, unless a block was joined of which no
 * word was left.
 */
export function invert(change: Change): Change {
  const wordEdits = new Map(
    [...grouped(editsOf(change, 'words'), ({ block }) => block)].map(([block, edits]) => [
      block,
      sortWordEdits(edits.flatMap((edit) => edit.edits)),
    ])
  );
  const splits = grouped(editsOf(change, 'split'), ({ block }) => block);
  const joins = grouped(editsOf(change, 'join'), ({ block }) => block);
  const joined = new Set(editsOf(change, 'join').map(({ joined }) => joined.id));
  const done = new Set<BlockId>();
  const edits: Edit[] = [];
  let run: { after: BlockId | null; blocks: EditOf<'delete'>['block'][] } | undefined;
  const worded = (id: BlockId) => {
    if (done.has(id) || joined.has(id)) return;
    done.add(id);
    const split = splits.get(id);
    const join = joins.get(id);
    const own = wordEdits.get(id) ?? [];
    if (split) edits.push(...invertSplits(id, own, split));
    else if (join) edits.push(...invertJoins(id, (block) => wordEdits.get(block) ?? [], join));
    else edits.push(...words(id, takeBack(own, 0)));
  };
  for (const edit of change.edits) {
    if (edit.kind !== 'delete') run = undefined;
    switch (edit.kind) {
      case 'words':
      case 'split':
      case 'join':
        worded(edit.block);
        break;
      case 'attributes':
        edits.push({ ...edit, before: edit.after, after: edit.before });
        break;
      case 'replace':
        edits.push({ ...edit, before: edit.after, after: edit.before });
        break;
      case 'move':
        edits.push({ ...edit, from: edit.after, after: edit.from });
        break;
      case 'insert':
        for (const block of edit.blocks) edits.push({ kind: 'delete', block, after: edit.after });
        break;
      case 'delete':
        if (run?.after === edit.after) run.blocks.push(edit.block);
        else {
          run = { after: edit.after, blocks: [edit.block] };
          edits.push({ kind: 'insert', after: run.after, blocks: run.blocks });
        }
        break;
    }
  }
  return { ...change, edits };
}
