import type { AttributedBlock, Origin } from 'consultation-core/change';
import {
  type Article,
  articles,
  type Block,
  type BlockId,
  type Inline,
  inlineText,
  isOpaque,
  sliceInline,
  tokenize,
} from 'consultation-core/text';

/** A piece of a block: words of one origin, or what was taken out there. */
export interface Piece {
  readonly kind: 'words' | 'removed';
  readonly children: readonly Inline[];
  readonly origin: Origin;
  /** Address of the piece on the page. */
  readonly id: string;
}

/** A block with its words by origin. `frame` is set when something besides its words comes from somebody. */
export interface OriginBlock {
  readonly block: Block;
  readonly pieces: readonly Piece[];
  readonly frame: Origin | undefined;
}

/** The same for the same contributions, whatever their order, and for the same decision of staff. */
export function originKey(origin: Origin): string {
  if (origin.kind === 'changes') return [...origin.changes].sort().join(' ');
  return origin.kind === 'drafter' ? `drafter ${origin.collision}` : origin.kind;
}

const isFrom = (origin: Origin, only: string | undefined) =>
  only === undefined
    ? origin.kind !== 'original'
    : origin.kind === 'changes' && origin.changes.includes(only);

/** Whether an origin is marked: any but the original, or only that of one amendment. */
export const isMarked = isFrom;

/** How many words there are: what holds a letter or a digit. */
export function countWords(children: readonly Inline[]): number {
  return tokenize(inlineText(children)).filter((token) => /[\p{L}\p{N}]/u.test(token)).length;
}

/**
 * Blocks of a text with what is known of their words. Law: pieces of kind `words` put together are the words of the
 * block. What was taken out stands between them; a mere blank is not shown.
 */
export function originBlocks(
  body: readonly Block[],
  attributed: readonly AttributedBlock[]
): readonly OriginBlock[] {
  const known = new Map(attributed.map((one) => [one.id, one]));
  return body.map((block): OriginBlock => {
    const found = known.get(block.id);
    if (found === undefined || isOpaque(block)) {
      const frame = found && found.frame.kind !== 'original' ? found.frame : undefined;
      return { block, pieces: [], frame };
    }
    const pieces = piecesOf(found);
    const isAll = (origin: Origin) =>
      found.runs.length > 0 &&
      found.runs.every((run) => originKey(run.origin) === originKey(origin));
    // An alinea that came whole needs no word on its place too.
    const { frame } = found;
    const isSaid = frame.kind === 'original' || isAll(frame);
    return { block, pieces, frame: isSaid ? undefined : frame };
  });
}

function piecesOf({ id, runs, removed }: AttributedBlock): readonly Piece[] {
  const pieces: Piece[] = [];
  const gone = removed.filter(({ children }) => inlineText(children).trim() !== '');
  const add = (kind: Piece['kind'], children: readonly Inline[], origin: Origin) =>
    pieces.push({ kind, children, origin, id: `from-${id}-${pieces.length}` });
  let start = 0;
  let next = 0;
  const takeOut = (before: number) => {
    for (let one = gone[next]; one && one.at < before; one = gone[next]) {
      add('removed', one.children, one.origin);
      next += 1;
    }
  };
  for (const { children, origin } of runs) {
    const { length } = inlineText(children);
    let from = 0;
    takeOut(start + 1);
    for (const { at } of gone.slice(next)) {
      if (at >= start + length) break;
      add('words', sliceInline(children, from, at - start), origin);
      from = at - start;
      takeOut(at + 1);
    }
    add('words', from === 0 ? children : sliceInline(children, from), origin);
    start += length;
  }
  takeOut(Number.POSITIVE_INFINITY);
  return pieces;
}

/** One origin as a list names it, with the places that it has. */
export interface Source {
  readonly number: number;
  readonly origin: Origin;
  readonly places: readonly { readonly block: BlockId; readonly id: string }[];
}

/** The origins of some blocks, numbered in reading order. */
export function sourcesOf(
  blocks: readonly OriginBlock[],
  options: { readonly only?: string | undefined; readonly removed: boolean }
): readonly Source[] {
  const found = new Map<string, Source>();
  const note = (origin: Origin, place: Source['places'][number]) => {
    if (!isMarked(origin, options.only)) return;
    const key = originKey(origin);
    const known = found.get(key) ?? { number: found.size + 1, origin, places: [] };
    found.set(key, { ...known, places: [...known.places, place] });
  };
  for (const { block, pieces, frame } of blocks) {
    for (const { kind, origin, id } of pieces) {
      if (kind === 'removed' && !options.removed) continue;
      note(origin, { block: block.id, id });
    }
    if (frame !== undefined) note(frame, { block: block.id, id: `frame-${block.id}` });
  }
  return [...found.values()];
}

/** Words of a version by origin. Words of several amendments are counted for each in `by`, once in `changes`. */
export interface Shares {
  readonly all: number;
  readonly original: number;
  readonly changes: number;
  readonly drafter: number;
  readonly by: ReadonlyMap<string, number>;
}

export function sharesOf(blocks: readonly OriginBlock[]): Shares {
  const counts = { original: 0, changes: 0, drafter: 0 };
  const by = new Map<string, number>();
  for (const { kind, children, origin } of blocks.flatMap(({ pieces }) => pieces)) {
    if (kind === 'removed') continue;
    const words = countWords(children);
    counts[origin.kind] += words;
    if (origin.kind !== 'changes') continue;
    for (const id of origin.changes) by.set(id, (by.get(id) ?? 0) + words);
  }
  return { ...counts, all: counts.original + counts.changes + counts.drafter, by };
}

/** Articles that hold words of one amendment, for the list of places. */
export function placesIn(
  blocks: readonly OriginBlock[],
  only: string
): readonly { readonly article: Article | undefined; readonly id: string }[] {
  const body = blocks.map(({ block }) => block);
  const articleOf = new Map(
    articles(body).flatMap((article) =>
      [article.heading, ...article.blocks].map(({ id }) => [id, article] as const)
    )
  );
  const found = new Map<string, { article: Article | undefined; id: string }>();
  for (const { block, pieces, frame } of blocks) {
    const piece = pieces.find(({ kind, origin }) => kind === 'words' && isMarked(origin, only));
    const id = piece?.id ?? (frame && isMarked(frame, only) ? `frame-${block.id}` : undefined);
    if (id === undefined) continue;
    const article = articleOf.get(block.id);
    const key = article?.id ?? '';
    if (!found.has(key)) found.set(key, { article, id });
  }
  return [...found.values()];
}
