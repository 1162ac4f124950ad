import type { AttributedBlock, Fate, Merged, Origin } from 'consultation-core/change';
import {
  type Block,
  type BlockId,
  type Body,
  type Inline,
  inlineText,
  sliceInline,
} from 'consultation-core/text';
import { same } from '../../../lib/same.ts';
import { outside, type Places } from './places.ts';

/** One block of the next version with where its words come from, or one that goes. */
export type MergedRow =
  | {
      readonly kind: 'stands';
      readonly block: Block;
      readonly attributed: AttributedBlock | undefined;
    }
  | { readonly kind: 'goes'; readonly block: Block; readonly origin: Origin };

/** Who had each block taken out. */
function deleted(fates: readonly Fate[]): ReadonlyMap<BlockId, Origin> {
  const by = new Map<BlockId, string[]>();
  for (const { edit, outcome, change } of fates) {
    if (outcome.kind !== 'applied' || edit.kind !== 'delete') continue;
    by.set(edit.block.id, [...new Set([...(by.get(edit.block.id) ?? []), change])]);
  }
  return new Map([...by].map(([id, changes]) => [id, { kind: 'changes', changes }]));
}

/**
 * The next version block by block, with the blocks that go where they stood. With `article`, only from its heading up
 * to the next heading that the text has now: new articles are read with the one that they follow.
 */
export function mergedRows(
  base: Body,
  consolidated: Pick<Merged, 'body' | 'change' | 'fates'>,
  attributed: readonly AttributedBlock[],
  places: Places,
  article?: BlockId
): readonly MergedRow[] {
  const attributedById = new Map(attributed.map((one) => [one.id, one]));
  const gone = deleted(consolidated.fates);
  const standing = new Set(consolidated.body.map(({ id }) => id));
  const joined = new Set(
    consolidated.change.edits.flatMap((edit) => (edit.kind === 'join' ? [edit.joined.id] : []))
  );
  const behind = new Map<BlockId | null, Block[]>();
  let last: BlockId | null = null;
  for (const block of base) {
    if (standing.has(block.id)) last = block.id;
    else if (!joined.has(block.id)) behind.set(last, [...(behind.get(last) ?? []), block]);
  }
  const rows: MergedRow[] = [];
  const staff: Origin = { kind: 'drafter', collision: '' };
  const goes = (anchor: BlockId | null) => {
    for (const block of behind.get(anchor) ?? []) {
      rows.push({ kind: 'goes', block, origin: gone.get(block.id) ?? staff });
    }
  };
  goes(null);
  for (const block of consolidated.body) {
    rows.push({ kind: 'stands', block, attributed: attributedById.get(block.id) });
    goes(block.id);
  }
  return article === undefined ? rows : rowsOf(rows, places, article);
}

function rowsOf(
  rows: readonly MergedRow[],
  { articleOf, sections }: Places,
  article: BlockId
): readonly MergedRow[] {
  const headings = new Set(
    sections.flatMap(({ blocks }) =>
      blocks.flatMap(({ block }) => (block.type === 'heading' ? [block.id] : []))
    )
  );
  if (article === outside) return rows.filter(({ block }) => articleOf.get(block.id) === outside);
  const from = rows.findIndex(({ block }) => block.id === article);
  if (from === -1) return [];
  const to = rows.findIndex(
    ({ block }, index) => index > from && headings.has(block.id) && block.id !== article
  );
  return rows.slice(from, to === -1 ? undefined : to);
}

/** Whether something of a row is not as it was. */
export function isChanged(row: MergedRow): boolean {
  if (row.kind === 'goes') return true;
  if (row.attributed === undefined) return false;
  const { frame, runs, removed } = row.attributed;
  return (
    frame.kind !== 'original' ||
    removed.length > 0 ||
    runs.some(({ origin }) => origin.kind !== 'original')
  );
}

/** Words of a block in their order: those that stand, and those that went where they stood. */
export interface Piece {
  readonly kind: 'stands' | 'gone';
  readonly children: readonly Inline[];
  readonly origin: Origin;
  /** Whether it is the last of its run, behind which its origin is named. */
  readonly ends: boolean;
}

/** Law: the words of the pieces that stand are the words of the runs; those that went are those of `removed`. */
export function piecesOf(
  runs: AttributedBlock['runs'],
  removed: AttributedBlock['removed']
): readonly Piece[] {
  const waiting = [...removed].sort((a, b) => a.at - b.at);
  const pieces: Piece[] = [];
  const gone = (upTo: number) => {
    for (let [first] = waiting; first !== undefined && first.at <= upTo; [first] = waiting) {
      waiting.shift();
      pieces.push({ kind: 'gone', children: first.children, origin: first.origin, ends: true });
    }
  };
  let start = 0;
  for (const { children, origin } of runs) {
    const end = start + inlineText(children).length;
    gone(start);
    let at = start;
    while (at < end) {
      const cut = Math.min(end, waiting[0]?.at ?? end);
      const slice = sliceInline(children, at - start, cut - start);
      pieces.push({ kind: 'stands', children: slice, origin, ends: cut === end });
      at = cut;
      if (at < end) gone(at);
    }
    start = end;
  }
  gone(Number.POSITIVE_INFINITY);
  // Words that take the place of others: who asked for both is named once.
  return pieces.map((piece, index) => {
    const next = pieces[index + 1];
    return piece.kind === 'gone' && next !== undefined && same(piece.origin, next.origin)
      ? { ...piece, ends: false }
      : piece;
  });
}

/** What differs, each part below the heading that it stands under. */
export function changedRows(rows: readonly MergedRow[]): readonly MergedRow[] {
  let heading: MergedRow | undefined;
  return rows.flatMap((row) => {
    const isHeading = row.kind === 'stands' && row.block.type === 'heading';
    if (!isChanged(row)) {
      if (isHeading) heading = row;
      return [];
    }
    const above = heading;
    heading = undefined;
    return above && !isHeading ? [above, row] : [row];
  });
}
