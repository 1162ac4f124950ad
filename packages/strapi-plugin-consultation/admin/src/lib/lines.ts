import {
  type Article,
  articles,
  type Block,
  type BlockId,
  type Body,
  blockText,
} from 'consultation-core/text';

/** Characters of a line. A constant: line 12 is the same words on every screen and in every window. */
export const measure = 80;

/** A line: its number in the article, and where it stands in the words of its block (UTF-16 offsets). */
export interface Line {
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

/** Signs that take the room of two. */
const wide = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;
const room = (text: string) => {
  let sum = 0;
  for (const sign of text) sum += wide.test(sign) ? 2 : 1;
  return sum;
};

/**
 * Where lines begin when no more than `width` signs stand in one (`first` in the first). Lines end at blanks, never at
 * one that does not break; a word longer than a line, or of a script without blanks, is cut.
 */
export function breaks(text: string, width = measure, first = width): readonly number[] {
  const starts = [0];
  let left = first;
  const next = (at: number) => {
    starts.push(at);
    left = width;
  };
  for (const { 0: piece, index } of text.matchAll(/\n|[^ \t\n]+[ \t]*|[ \t]+/gu)) {
    if (piece === '\n') {
      next(index + 1);
      continue;
    }
    const word = piece.replace(/[ \t]+$/, '');
    const size = room(word);
    if (size <= width && !wide.test(word)) {
      if (size > left && starts.at(-1) !== index) next(index);
      left -= size;
    } else {
      let at = index;
      for (const sign of word) {
        if (room(sign) > left) next(at);
        left -= room(sign);
        at += sign.length;
      }
    }
    left -= piece.length - word.length;
  }
  return starts;
}

/** A block never changes; it is read once, however often its text is drawn. */
const known = new WeakMap<Block, readonly number[]>();

function startsOf(block: Block): readonly number[] {
  const starts = known.get(block) ?? startsIn(block);
  known.set(block, starts);
  return starts;
}

function startsIn(block: Block): readonly number[] {
  if (block.type === 'image') return [];
  const marker = block.type === 'paragraph' && block.marker ? block.marker.length + 1 : 0;
  const indent = block.type === 'paragraph' ? (block.indent ?? 0) * 2 : 0;
  const width = Math.max(20, measure - indent);
  return breaks(blockText(block), width, Math.max(10, width - marker));
}

/** Lines of the alineas of an article, counted from 1; its heading and pictures have none. */
export function linesOfArticle({
  blocks,
}: Pick<Article, 'blocks'>): ReadonlyMap<BlockId, readonly Line[]> {
  const result = new Map<BlockId, readonly Line[]>();
  let count = 0;
  for (const block of blocks) {
    const starts = startsOf(block);
    const end = blockText(block).length;
    result.set(
      block.id,
      starts.map((from, index) => ({
        number: count + index + 1,
        from,
        to: starts[index + 1] ?? end,
      }))
    );
    count += starts.length;
  }
  return result;
}

/** Lines of every alinea of a text, each article counted by itself. */
export function linesOf(body: Body): ReadonlyMap<BlockId, readonly Line[]> {
  return new Map(articles(body).flatMap((article) => [...linesOfArticle(article)]));
}
