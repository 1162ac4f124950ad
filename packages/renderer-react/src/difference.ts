import {
  type Change,
  compareBodies,
  type DiffRow,
  diff,
  diffRows,
  type Segment,
} from 'consultation-core/change';
import {
  alineaNumbers,
  articles,
  type Block,
  type BlockId,
  type Body,
  inlineText,
  isOpaque,
} from 'consultation-core/text';
import { editsOf, rebuilt } from './rebuilt.ts';

/** A place of a text as people cite it: an alinea by its number, a heading by its label. */
export interface Place {
  readonly id: BlockId;
  readonly kind: 'alinea' | 'heading' | 'other';
  /** Number of the alinea within its article. */
  readonly number?: number;
  /** Label of the article that it stands in, or of the heading that it is. */
  readonly label?: string;
  /** Only the later text has it. */
  readonly isNew: boolean;
}

/** What happened to a block besides its words. `null` is the start of the text. */
export type Note =
  | { readonly kind: 'split-into'; readonly places: readonly Place[] }
  | { readonly kind: 'split-from'; readonly place: Place }
  | { readonly kind: 'joined-with'; readonly places: readonly Place[] }
  | { readonly kind: 'joined-to'; readonly place: Place }
  | { readonly kind: 'moved-here'; readonly behind: Place | null; readonly block: BlockId }
  | { readonly kind: 'moved-away'; readonly behind: Place | null; readonly block: BlockId }
  | {
      readonly kind: 'attribute';
      readonly name: 'label' | 'marker' | 'indent' | 'rank' | 'style' | 'type';
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: 'replaced'; readonly what: 'table' | 'image' };

interface About {
  /** Number of the alinea in the earlier and in the later text. */
  readonly numbers?: { readonly before?: number; readonly after?: number };
  readonly notes?: readonly Note[];
  /** Heading of the article that the block stands in. */
  readonly article?: BlockId;
  readonly place?: Place;
  /** What stood here before, when `segments` hold less or more than that. */
  readonly was?: readonly Segment[];
}

/** One block of a comparison, with what else happened to it. `away`: its words stand elsewhere now. */
export type Line = (
  | DiffRow
  | { readonly kind: 'away'; readonly block: Block; readonly segments: readonly Segment[] }
) &
  About;

export const blockOf = (line: Line): Block => (line.kind === 'changed' ? line.after : line.block);

/**
 * The lines of a change. A change that names blocks outside of `before` (a new article stands behind another one) is
 * shown by comparing both texts, so that no page depends on more than the words it shows.
 */
export function rowsOf(before: Body, change: Change, after: Body): readonly Line[] {
  try {
    return linesOf(before, change, diffRows(before, change), after);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return linesOf(before, diff(before, after), compareBodies(before, after), after);
  }
}

function placesIn(body: Body, isNew: (id: BlockId) => boolean) {
  const places = new Map<BlockId, Place & { readonly article?: BlockId }>();
  for (const block of body) {
    const kind = block.type === 'heading' ? 'heading' : 'other';
    const label = block.type === 'heading' ? (block.label ?? inlineText(block.children)) : '';
    places.set(block.id, { id: block.id, kind, label, isNew: isNew(block.id) });
  }
  for (const article of articles(body)) {
    const numbers = alineaNumbers(article);
    const label = article.heading.label ?? inlineText(article.heading.children);
    const own = { label, article: article.id };
    places.set(article.id, { ...own, id: article.id, kind: 'heading', isNew: isNew(article.id) });
    for (const { id } of article.blocks) {
      const number = numbers.get(id);
      const numbered = number === undefined ? { kind: 'other' } : { kind: 'alinea', number };
      places.set(id, { ...own, ...numbered, id, isNew: isNew(id) } as Place);
    }
  }
  return places;
}

/** The words that became a block of their own had no sign and no label in front of them. */
function withoutLead(block: Block): Block {
  if (block.type === 'paragraph') {
    const { marker: _, ...rest } = block;
    return rest;
  }
  if (block.type !== 'heading') return block;
  const { label: _, ...rest } = block;
  return rest;
}

const styleOf = (block: Block) => (block.type === 'paragraph' ? (block.style ?? 'none') : 'none');

/** What differs between two forms of a block besides its words. */
function attributeNotes(before: Block, after: Block): Note[] {
  if (isOpaque(after) || isOpaque(before)) {
    if (before.type === after.type) {
      return [{ kind: 'replaced', what: after.type === 'table' ? 'table' : 'image' }];
    }
  }
  const notes: Note[] = [];
  const note = (name: Extract<Note, { kind: 'attribute' }>['name'], a: string, b: string) => {
    if (a !== b) notes.push({ kind: 'attribute', name, before: a, after: b });
  };
  note('type', before.type, after.type);
  if (before.type === 'heading' && after.type === 'heading') {
    note('label', before.label ?? '', after.label ?? '');
    note('rank', before.rank, after.rank);
  }
  if (before.type === 'paragraph' && after.type === 'paragraph') {
    note('marker', before.marker ?? '', after.marker ?? '');
    note('indent', String(before.indent ?? 0), String(after.indent ?? 0));
    note('style', styleOf(before), styleOf(after));
  }
  return notes;
}

function linesOf(
  before: Body,
  change: Change,
  rows: readonly DiffRow[],
  after: Body
): readonly Line[] {
  const old = placesIn(before, () => false);
  // Of a change within a longer text `after` may hold more than the rows; what the rows show is what is numbered.
  const result = rows.flatMap((row) => (row.kind === 'deleted' ? [] : [blockOf(row)]));
  const now = placesIn(result.length > 0 ? result : after, (id) => !old.has(id));
  const cite = (id: BlockId): Place =>
    old.get(id) ?? now.get(id) ?? { id, kind: 'other', isNew: true };
  const behindOf = new Map(result.map(({ id }, index) => [id, result[index - 1]?.id]));
  const behind = (id: BlockId) => {
    const anchor = behindOf.get(id);
    return anchor === undefined ? null : cite(anchor);
  };
  const { segments, was } = rebuilt(before, change);
  const intoOf = new Map(editsOf(change, 'split').map((edit) => [edit.into.id, edit]));
  const joinOf = new Map(editsOf(change, 'join').map((edit) => [edit.joined.id, edit]));
  const piecesBy = new Map<BlockId, BlockId[]>();
  for (const { block, into } of intoOf.values()) {
    piecesBy.set(block, [...(piecesBy.get(block) ?? []), into.id]);
  }
  const joinedBy = new Map<BlockId, BlockId[]>();
  for (const { block, joined } of joinOf.values()) {
    joinedBy.set(block, [...(joinedBy.get(block) ?? []), joined.id]);
  }
  const oldBlocks = new Map(before.map((block) => [block.id, block]));

  const about = (row: DiffRow, notes: readonly Note[]): About => {
    const { id } = blockOf(row);
    const article = (row.kind === 'deleted' ? old.get(id) : (now.get(id) ?? old.get(id)))?.article;
    const a = row.kind === 'inserted' ? undefined : old.get(id)?.number;
    const b = row.kind === 'deleted' ? undefined : now.get(id)?.number;
    return {
      numbers: { ...(a ? { before: a } : {}), ...(b ? { after: b } : {}) },
      ...(notes.length > 0 ? { notes } : {}),
      ...(article === undefined ? {} : { article }),
      place: cite(id),
    };
  };
  /** Blocks that it was split into or joined with, and where it was. */
  const made = (row: DiffRow): Note[] => {
    const { id } = blockOf(row);
    const notes: Note[] = [];
    const pieces = piecesBy.get(id);
    if (pieces) notes.push({ kind: 'split-into', places: pieces.map(cite) });
    const joined = joinedBy.get(id);
    if (joined) notes.push({ kind: 'joined-with', places: joined.map(cite) });
    if (row.kind === 'moved' || (row.kind === 'changed' && row.moved)) {
      notes.push({ kind: 'moved-here', behind: behind(id), block: id });
    }
    return notes;
  };
  const lines = rows.map((row): Line => {
    const { id } = blockOf(row);
    const join = row.kind === 'deleted' ? joinOf.get(id) : undefined;
    if (row.kind === 'deleted' && join !== undefined) {
      const { numbers, ...rest } = about(row, [{ kind: 'joined-to', place: cite(join.block) }]);
      return { kind: 'away', block: row.block, segments: was.get(id) ?? [], numbers, ...rest };
    }
    const split = row.kind === 'inserted' ? intoOf.get(id) : undefined;
    const source = split && oldBlocks.get(split.block);
    const own = segments.get(id);
    if (row.kind === 'inserted' && split && source && own) {
      return {
        kind: 'changed',
        before: withoutLead(row.block),
        after: row.block,
        segments: own,
        moved: false,
        was: [],
        ...about(row, [{ kind: 'split-from', place: cite(split.block) }]),
      };
    }
    const notes = made(row);
    if (row.kind !== 'changed') return { ...row, ...about(row, notes) };
    const all = [...notes, ...attributeNotes(row.before, row.after)];
    if (own === undefined) return { ...row, ...about(row, all) };
    return { ...row, segments: own, was: was.get(id) ?? [], ...about(row, all) };
  });
  return withOldPlaces(lines, before, behind, cite, old);
}

/** A line where each block stood that was moved, behind what stood in front of it. */
function withOldPlaces(
  lines: readonly Line[],
  before: Body,
  behind: (id: BlockId) => Place | null,
  cite: (id: BlockId) => Place,
  old: ReadonlyMap<BlockId, Place & { readonly article?: BlockId }>
): readonly Line[] {
  const moved = new Set(
    lines.flatMap((line) =>
      line.notes?.some(({ kind }) => kind === 'moved-here') ? [blockOf(line).id] : []
    )
  );
  if (moved.size === 0) return lines;
  const waiting = new Map<BlockId | null, Line[]>();
  let anchor: BlockId | null = null;
  const shown = new Set(lines.map((line) => blockOf(line).id));
  for (const block of before) {
    if (!moved.has(block.id)) {
      if (shown.has(block.id)) anchor = block.id;
      continue;
    }
    const place = old.get(block.id);
    const line: Line = {
      kind: 'away',
      block,
      segments: [],
      numbers: place?.number === undefined ? {} : { before: place.number },
      notes: [{ kind: 'moved-away', behind: behind(block.id), block: block.id }],
      place: cite(block.id),
      ...(place?.article === undefined ? {} : { article: place.article }),
    };
    waiting.set(anchor, [...(waiting.get(anchor) ?? []), line]);
  }
  return [
    ...(waiting.get(null) ?? []),
    ...lines.flatMap((line) => {
      const { id } = blockOf(line);
      const isHere = line.kind !== 'inserted' && !moved.has(id);
      return [line, ...(isHere ? (waiting.get(id) ?? []) : [])];
    }),
  ];
}

/** Lines that show a change, and how many of one kind there are. */
export interface Summary {
  readonly inserted: number;
  readonly deleted: number;
  readonly changed: number;
  readonly moved: number;
}

/** What changed in each article that something changed in, in reading order; `article` is null outside of all. */
export function changedArticles(lines: readonly Line[]) {
  const found = new Map<BlockId | null, { first: Line; summary: Summary }>();
  for (const line of lines) {
    if (line.kind === 'same' || line.kind === 'away') continue;
    const key = line.article ?? null;
    const none = { inserted: 0, deleted: 0, changed: 0, moved: 0 };
    const known = found.get(key) ?? { first: line, summary: none };
    const { summary } = known;
    found.set(key, {
      ...known,
      summary: { ...summary, [line.kind]: summary[line.kind] + 1 },
    });
  }
  return [...found].map(([article, rest]) => ({ article, ...rest }));
}
