import { differences, intern } from '../change/sequence.ts';
import type { Change, Edit } from '../change/types.ts';
import { blockText, inlineText, markNames } from '../text/inline.ts';
import type { Block, BlockId, Inline } from '../text/types.ts';

/** How changes are compared; stored with what it found. Never edited after release; a fix is `@2`. */
export const similarAlgorithm = 'similar@1';

/**
 * What a change does, as far as it matters whether another does the same. Comparable only with fingerprints of changes
 * on the same base, made by the same algorithm.
 */
export interface Fingerprint {
  readonly algorithm: typeof similarAlgorithm;
  /** Equal for changes that put the same words in the same order at the same places, and take out the same. */
  readonly key: string;
  /** Words put in, one for each time, and moves, signs and the like: sorted, each once. */
  readonly put: readonly string[];
  /** The same with words taken out and places: sorted, each once. */
  readonly all: readonly string[];
}

/** What counts as one place for words that are put in: the block itself, or for instance its article. */
export type PlaceOf = (block: BlockId | null) => string;

const blankless =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
/** A word; a character of a script without blanks; an amount's sign. All else is punctuation. */
const wordsPattern = new RegExp(
  `[${blankless}]|(?:(?![${blankless}])[\\p{L}\\p{M}\\p{N}])+|[\\p{S}%‰§]`,
  'gu'
);
const signPattern = /\S/gu;
const anyPattern = /./gsu;

interface Token {
  /** As compared: case, width and ligatures do not count. */
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

const fold = (word: string) => word.normalize('NFKC').toLowerCase().normalize('NFKC');

function tokensOf(text: string, pattern: RegExp, isFolded: boolean): readonly Token[] {
  return Array.from(text.matchAll(pattern), ({ 0: word, index }) => ({
    word: isFolded ? fold(word) : word,
    from: index,
    to: index + word.length,
  }));
}

/** Words taken out and put in at one place. */
interface Stretch {
  readonly gone: readonly Token[];
  readonly come: readonly string[];
  /** End of the word in front, as an offset in what was there. */
  readonly behind: number;
}

function stretchesOf(
  before: string,
  after: string,
  pattern: RegExp,
  isFolded: boolean
): readonly Stretch[] {
  const old = tokensOf(before, pattern, isFolded);
  const now = tokensOf(after, pattern, isFolded);
  const [a, b] = intern(
    old.map(({ word }) => word),
    now.map(({ word }) => word)
  ) as [Int32Array, Int32Array];
  // Where nothing stood, a blank in front of the words tells that they come right behind a word.
  const first = old[0]?.from ?? (now[0]?.from === 0 ? 0 : 1);
  return differences(a, b).map(({ fromA, toA, fromB, toB }) => ({
    gone: old.slice(fromA, toA),
    come: now.slice(fromB, toB).map(({ word }) => word),
    behind: old[fromA - 1]?.to ?? first - 1,
  }));
}

/** How closely is looked: at words; at signs and marks too; at the way in which they are written. */
const levels = [
  [wordsPattern, true],
  [signPattern, true],
  [anyPattern, false],
] as const;
type Level = 0 | 1 | 2;

const wordsOf = (text: string) => tokensOf(text, wordsPattern, true).map(({ word }) => word);

/** Marks and links, run by run, of words that stay the same. */
function wearOf(children: readonly Inline[]): string {
  const runs = children.flatMap((inline) =>
    'type' in inline
      ? inline.children.map((leaf) => [leaf, inline.url] as const)
      : [[inline, ''] as const]
  );
  return JSON.stringify(
    runs.map(([leaf, url]) => [leaf.text, url, ...markNames.filter((name) => leaf[name])])
  );
}

/** What a new block is, besides its words. */
function shapeOf(block: Block): readonly unknown[] {
  if (block.type === 'heading') return [block.type, block.rank, block.label ?? ''];
  if (block.type === 'paragraph') return [block.type, block.marker ?? ''];
  return block.type === 'image' ? [block.type, block.url] : [block.type];
}

/** Collects features; the same one several times is numbered, so that a set of them counts. */
function collector() {
  const counts = new Map<string, number>();
  const put: string[] = [];
  const rest: string[] = [];
  const lines: string[] = [];
  const add = (to: string[], ...parts: readonly unknown[]) => {
    const feature = JSON.stringify(parts);
    const nth = (counts.get(feature) ?? 0) + 1;
    counts.set(feature, nth);
    to.push(`${feature}${nth}`);
  };
  return { put, rest, lines, add };
}
type Collector = ReturnType<typeof collector>;

function addWords(
  { put, rest, lines, add }: Collector,
  placeOf: PlaceOf,
  block: BlockId,
  at: number,
  before: string,
  after: string,
  level: Level
): void {
  const [pattern, isFolded] = levels[level];
  for (const { gone, come, behind } of stretchesOf(before, after, pattern, isFolded)) {
    for (const { from } of gone) add(rest, '-', block, at + from);
    for (const word of come) add(put, '+', placeOf(block), word);
    if (gone.length === 0) add(rest, '@', block, at + behind);
    const places = gone.length > 0 ? gone.map(({ from }) => at + from) : ['@', at + behind];
    lines.push(JSON.stringify(['words', block, places, come]));
  }
}

function addEdit(collected: Collector, placeOf: PlaceOf, edit: Edit, level: Level): void {
  const { put, rest, lines, add } = collected;
  const structure = (...parts: readonly unknown[]) => {
    add(put, ...parts);
    lines.push(JSON.stringify(parts));
  };
  switch (edit.kind) {
    case 'words':
      for (const { at, remove, insert } of edit.edits) {
        const before = inlineText(remove);
        const after = inlineText(insert);
        if (before !== after) addWords(collected, placeOf, edit.block, at, before, after, level);
        else if (level > 0 && wearOf(remove) !== wearOf(insert))
          structure('wear', edit.block, at, wearOf(insert));
      }
      break;
    case 'insert': {
      for (const block of edit.blocks) {
        add(rest, 'block', edit.after, shapeOf(block));
        for (const word of wordsOf(blockText(block))) add(put, '+', placeOf(edit.after), word);
      }
      const blocks = edit.blocks.map((block) => [shapeOf(block), wordsOf(blockText(block))]);
      lines.push(JSON.stringify(['insert', edit.after, blocks]));
      break;
    }
    case 'delete':
      add(rest, 'gone', edit.block.id);
      for (const { from } of tokensOf(blockText(edit.block), wordsPattern, true)) {
        add(rest, '-', edit.block.id, from);
      }
      lines.push(JSON.stringify(['delete', edit.block.id]));
      break;
    case 'replace': {
      const { before, after } = edit;
      addWords(collected, placeOf, before.id, 0, blockText(before), blockText(after), level);
      if (JSON.stringify(shapeOf(before)) !== JSON.stringify(shapeOf(after))) {
        structure('shape', before.id, shapeOf(after));
      }
      break;
    }
    case 'attributes':
      for (const name of Object.keys({ ...edit.before, ...edit.after }).sort()) {
        structure('set', edit.block, name, edit.after[name as keyof typeof edit.after] ?? null);
      }
      break;
    case 'move':
      structure('move', edit.block, edit.after);
      break;
    case 'split':
      structure('split', edit.block, edit.at, shapeOf(edit.into));
      break;
    case 'join':
      structure('join', edit.block, edit.joined.id);
      break;
  }
}

/**
 * The fingerprint of a change. Case, apostrophes, blanks, punctuation and marks do not count, unless nothing else
 * differs; ids
 * of new blocks never do. `placeOf` says what counts as one place for words that are put in; it is the block otherwise.
 */
export function fingerprintOf(
  change: Change,
  placeOf: PlaceOf = (block) => block ?? ''
): Fingerprint {
  let collected = collector();
  for (const level of [0, 1, 2] as const) {
    for (const edit of change.edits) addEdit(collected, placeOf, edit, level);
    if (collected.lines.length > 0) break;
    collected = collector();
  }
  const put = collected.put.sort();
  return {
    algorithm: similarAlgorithm,
    key: collected.lines.sort().join('\n'),
    put,
    all: [...collected.rest, ...put].sort(),
  };
}
