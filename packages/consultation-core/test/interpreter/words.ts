import type { Grammar } from './grammar.ts';
import { fail } from './quotes.ts';

/** A character with its marks and link; of a blank nobody sees them. */
export interface Cell {
  readonly char: string;
  readonly wear: readonly string[];
}

export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly cells: readonly Cell[];
  readonly isBefore: boolean;
}

export const blank = /^\s$/u;
export const cellsOf = (text: string, wear: readonly string[] = []): Cell[] =>
  text.split('').map((char) => ({ char, wear: blank.test(char) ? [] : wear }));
export const textOf = (cells: readonly Cell[]) => cells.map(({ char }) => char).join('');

const noBlanks =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const letter = `(?![${noBlanks}])[\\p{L}\\p{N}][\\p{M}\\u200d]*`;
/** Words, with hyphens within and with the signs within numbers; any other sign by itself. */
const wholes = new RegExp(
  `(?:${letter})(?:${letter}|[-\u2011](?=${letter})|(?<=\\p{N})[.,](?=\\p{N}))*|.[\\p{M}\\u200d]*`,
  'gsu'
);

/** Places of a run of whole words. */
export function placesOf(text: string, words: string): number[] {
  const edges = new Set([0]);
  for (const match of text.matchAll(wholes)) edges.add(match.index + match[0].length);
  const found: number[] = [];
  for (let at = 0; at + words.length <= text.length; at += 1) {
    if (text.startsWith(words, at) && edges.has(at) && edges.has(at + words.length)) found.push(at);
  }
  return found;
}

export function pick(
  places: readonly number[],
  occurrence: number | undefined,
  words: string
): number {
  if (occurrence === undefined && places.length > 1) fail('Occurs more than once', words);
  return places[(occurrence ?? 1) - 1] ?? fail('Occurs nowhere', words);
}

/** One blank between two runs, or none. */
export function between(left: string, right: string): Cell[] {
  const none = new RegExp(`^$|[\\s([’'（「《${noBlanks}]$`, 'u').test(left);
  const close = new RegExp(`^$|^[\\s,.…)\\]’'\\-，。、；：）」》！？${noBlanks}]`, 'u').test(right);
  return none || close ? [] : cellsOf(' ');
}

export function trimEnds(cells: readonly Cell[], start: boolean, end: boolean): readonly Cell[] {
  let [from, to] = [0, cells.length];
  while (start && from < to && blank.test((cells[from] as Cell).char)) from += 1;
  while (end && to > from && blank.test((cells[to - 1] as Cell).char)) to -= 1;
  return cells.slice(from, to);
}

export function spliced(
  cells: readonly Cell[],
  splices: readonly Splice[],
  from: number,
  to: number
) {
  const sorted = [...splices].sort((a, b) => a.from - b.from || a.to - b.to);
  const made: Cell[] = [];
  let at = from;
  for (const splice of sorted) {
    if (splice.from < at || splice.to > to) fail('Two instructions on one word', textOf(cells));
    made.push(...cells.slice(at, splice.from), ...splice.cells);
    at = splice.to;
  }
  return [...made, ...cells.slice(at, to)];
}

/** From and to of a run of words, or of letters in one. */
export function part(
  grammar: Grammar,
  text: string,
  phrase: string,
  quotes: readonly string[]
): [number, number] {
  const read = grammar.part(phrase) ?? fail('No run of words', phrase);
  const words = quotes[read.quote] as string;
  const at = pick(placesOf(text, words), read.occurrence, words);
  if (!read.letters) return [at, at + words.length];
  const letters = quotes[read.letters.quote] as string;
  const all = [...words].length
    ? words.split('').flatMap((_, index) => (words.startsWith(letters, index) ? [index] : []))
    : [];
  const from = at + pick(all, read.letters.occurrence, letters);
  return [from, from + letters.length];
}
export function worn(
  grammar: Grammar,
  cells: readonly Cell[],
  notes: readonly string[],
  quotes: readonly string[]
): Cell[] {
  const result = [...cells];
  for (const note of notes) {
    const [what, on] = grammar.wear(note) ?? fail('No marks', note);
    const wear = what.map((name) =>
      name.replace(/^⟦(\d+)⟧$/u, (_, quote) => quotes[Number(quote)] as string)
    );
    const [from, to] =
      on === undefined ? [0, cells.length] : part(grammar, textOf(cells), on, quotes);
    for (let at = from; at < to; at += 1) {
      const cell = result[at] as Cell;
      if (!blank.test(cell.char)) result[at] = { ...cell, wear: [...wear].sort() };
    }
  }
  return result;
}
/** New words: a quotation, with what is told of it in brackets. */
export function fresh(grammar: Grammar, phrase: string, quotes: readonly string[]): Cell[] {
  const [, quote, notes] = /⟦(\d+)⟧(?: \((.+)\))?$/u.exec(phrase) ?? fail('No words', phrase);
  return worn(
    grammar,
    cellsOf(quotes[Number(quote)] as string),
    notes === undefined ? [] : notes.split(grammar.between),
    quotes
  );
}
