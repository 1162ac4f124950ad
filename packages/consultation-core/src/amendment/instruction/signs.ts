import type { Quoted } from './ops.ts';

/**
 * The rules of reading that instructions count on, as anybody would apply them:
 * a run of words begins and ends where a word does; new words are set off by one blank, unless a sign (or a script
 * without blanks) wants none.
 */

const word = /[\p{L}\p{N}\p{M}\u200d]/u;
const extending = /[\p{M}\u200d]/u;
const blankless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Signs that stand close to the word in front of them, and close to the word behind them. */
const closing = /[,.…)\]’'\-，。、；：）」》！？]/u;
const opening = /[([’'（「《]/u;

export const isBlank = (sign: string | undefined) => sign !== undefined && /^\s$/u.test(sign);
const isWordy = (text: string) => word.test(text);

/** The character that ends at `at`, or nothing. */
function charBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  const pair = at > 1 && low >= 0xdc00 && low <= 0xdfff;
  return text.slice(Math.max(0, at - (pair ? 2 : 1)), at);
}
const charAt = (text: string, at: number) =>
  at < text.length ? String.fromCodePoint(text.codePointAt(at) as number) : '';

const isLetter = (char: string) => word.test(char) && !blankless.test(char);
const hyphen = /[-\u2011]/u;
const separator = /[.,]/u;
const digit = /\p{N}/u;

/** Whether a word may begin or end at `at`: not within letters, a hyphened word (`peut-être`) or a number (`4,5`). */
export function isBoundary(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true;
  const code = text.charCodeAt(at);
  if (code >= 0xdc00 && code <= 0xdfff && charBefore(text, at + 1).length === 2) return false;
  const left = charBefore(text, at);
  const right = charAt(text, at);
  if (extending.test(right)) return false;
  if (isLetter(left) && isLetter(right)) return false;
  // A sign within a word, at either side of the place.
  const inWord = (before: string, sign: string, behind: string) =>
    (hyphen.test(sign) && isLetter(before) && isLetter(behind)) ||
    (separator.test(sign) && digit.test(before) && digit.test(behind));
  const before = charBefore(text, at - left.length);
  const behind = charAt(text, at + right.length);
  return !inWord(left, right, behind) && !inWord(before, left, right);
}

/** Whether the end of one text and the start of another would make one word. */
export function wouldFuse(left: string, right: string): boolean {
  const end = left.slice(-4);
  return end !== '' && right !== '' && !isBoundary(end + right.slice(0, 4), end.length);
}

/** The blank between two runs of words, by the rule. */
export function glue(left: string, right: string): '' | ' ' {
  if (left === '' || right === '') return '';
  const before = charBefore(left, left.length);
  const behind = charAt(right, 0);
  const close = isBlank(before) || isBlank(behind) || opening.test(before) || closing.test(behind);
  return close || blankless.test(before) || blankless.test(behind) ? '' : ' ';
}

/** Signs of a script without blanks that make a readable quotation. */
const fewSigns = 4;

/** Where the word (and signs around it) begins that ends at `from` or before it; `from` when there is none. */
export function wordStart(text: string, from: number, lowest: number): number {
  let at = from;
  while (at > lowest && isBlank(text[at - 1])) at -= 1;
  for (let signs = 0; at > lowest && !isBlank(text[at - 1]) && signs < fewSigns; ) {
    const char = charBefore(text, at);
    at -= char.length;
    if (blankless.test(char)) signs += 1;
  }
  while (at > lowest && !isBoundary(text, at)) at -= 1;
  const found = text.slice(at, from);
  if (at > lowest && found.trim() !== '' && !isWordy(found)) return wordStart(text, at, lowest);
  return found.trim() === '' ? from : at;
}

/** Where the word ends that begins at `from` or behind it; `from` when there is none. */
export function wordEnd(text: string, from: number, highest: number): number {
  let at = from;
  while (at < highest && isBlank(text[at])) at += 1;
  for (let signs = 0; at < highest && !isBlank(text[at]) && signs < fewSigns; ) {
    const char = charAt(text, at);
    at += char.length;
    if (blankless.test(char)) signs += 1;
  }
  while (at < highest && !isBoundary(text, at)) at += 1;
  const found = text.slice(from, at);
  if (at < highest && found.trim() !== '' && !isWordy(found)) return wordEnd(text, at, highest);
  return found.trim() === '' ? from : at;
}

/** Places where a run of whole words occurs. */
function occurrences(text: string, words: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    if (isBoundary(text, at) && isBoundary(text, at + words.length)) found.push(at);
  }
  return found;
}

/** A run of words as somebody quotes it; undefined when it cuts a word. */
export function locate(text: string, from: number, to: number): Quoted | undefined {
  if (from >= to || !isBoundary(text, from) || !isBoundary(text, to)) return undefined;
  const words = text.slice(from, to);
  const all = occurrences(text, words);
  return { words, occurrence: all.length === 1 ? 0 : all.indexOf(from) + 1 };
}

/** A run of letters of a word, counted among all places where they stand in it. */
export function locateLetters(text: string, from: number, to: number): Quoted {
  const words = text.slice(from, to);
  let count = 0;
  let occurrence = 0;
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    count += 1;
    if (at === from) occurrence = count;
  }
  return { words, occurrence: count === 1 ? 0 : occurrence };
}
