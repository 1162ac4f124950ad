/** How fast texts are compared, and how much is marked, beside the peers `diff` and `diff-match-patch-es`. */
import { blockText, diff, diffInline, inlineText, tokenize } from 'consultation-core';
import { diffArrays } from 'diff';
import { diffCleanupSemantic, diff as dmpDiff } from 'diff-match-patch-es';
import {
  bodyOf,
  bodyOfWords,
  copyOf,
  medians,
  milliseconds,
  noise,
  once,
  revisions,
  row,
  sum,
} from './measure.mjs';

/** Tokens as numbers, the plain way: what any difference of words has to do first. */
function intern(...sides) {
  const numbers = new Map();
  return sides.map((tokens) =>
    tokens.map((token) => {
      if (!numbers.has(token)) numbers.set(token, numbers.size);
      return numbers.get(token);
    })
  );
}

/** A difference as runs: 0 both, -1 taken out, 1 put in. */
function runsOfOurs(before, after) {
  const runs = [];
  let at = 0;
  for (const edit of diffInline([{ text: before }], [{ text: after }])) {
    const gone = inlineText(edit.remove);
    runs.push([0, before.slice(at, edit.at)], [-1, gone], [1, inlineText(edit.insert)]);
    at = edit.at + gone.length;
  }
  return [...runs, [0, before.slice(at)]].filter(([, text]) => text !== '');
}
const runsOfArrays = (before, after) =>
  diffArrays(tokenize(before), tokenize(after)).map(({ added, removed, value }) => [
    added ? 1 : removed ? -1 : 0,
    value.join(''),
  ]);
function runsOfSemantic(before, after) {
  const runs = dmpDiff(before, after);
  diffCleanupSemantic(runs);
  return runs;
}

const isWord = (token) => /[\p{L}\p{N}]/u.test(token);

/**
 * What is marked: all characters; the characters of words of which any part is marked (a blank or a comma between two
 * changed words is nothing that anybody reads twice, half a word is); and places, runs of marks without anything between.
 */
function marks(runs, before, after) {
  let characters = 0;
  let words = 0;
  for (const [skipped, text] of [
    [1, before],
    [-1, after],
  ]) {
    const marked = [];
    let at = 0;
    for (const [op, { length }] of runs) {
      if (op === skipped) continue;
      if (op !== 0) marked.push([at, at + length]);
      if (op !== 0) characters += length;
      at += length;
    }
    let start = 0;
    let next = 0;
    for (const token of tokenize(text)) {
      const end = start + token.length;
      while (next < marked.length && marked[next][1] <= start) next += 1;
      if (next < marked.length && marked[next][0] < end && isWord(token)) words += token.length;
      start = end;
    }
  }
  const places = runs.filter(([op], index) => op !== 0 && (runs[index - 1]?.[0] ?? 0) === 0).length;
  return { characters, words, places };
}

function markRows(pairs) {
  const total = (runsOf) => {
    const all = pairs.map(([before, after]) => marks(runsOf(before, after), before, after));
    return {
      characters: sum(all.map(({ characters }) => characters)),
      words: sum(all.map(({ words }) => words)),
      places: sum(all.map(({ places }) => places)),
    };
  };
  const ours = total(runsOfOurs);
  const arrays = total(runsOfArrays);
  const semantic = total(runsOfSemantic);
  const made = 'diff-match-patch-es with its cleanupSemantic';
  return [
    row(
      'the same revisions: characters of words touched, beside diffArrays',
      ours.words,
      arrays.words
    ),
    row(`... beside ${made}`, ours.words, semantic.words),
    row(
      '... all characters marked, blanks between changed words too, beside diffArrays',
      ours.characters,
      arrays.characters
    ),
    row(`... all characters marked, beside ${made}`, ours.characters, semantic.characters),
    row('... places where something is marked, beside diffArrays', ours.places, arrays.places),
    row(`... places, beside ${made}`, ours.places, semantic.places),
  ];
}

function revisionRows(pairs) {
  const ours = () => pairs.map(([a, b]) => diffInline([{ text: a }], [{ text: b }]));
  const [mine, arrays, semantic] = medians(
    5,
    ours,
    () => pairs.map(([a, b]) => diffArrays(tokenize(a), tokenize(b))),
    () => pairs.map(([a, b]) => runsOfSemantic(a, b))
  );
  // By themselves: what the slow ones leave behind would be cleared away at the cost of one of these.
  const [again, tokens] = medians(15, ours, () =>
    pairs.map(([a, b]) => intern(tokenize(a), tokenize(b)))
  );
  const name = `${pairs.length} revisions of the Code civil, word by word: time`;
  return [
    row(`${name} beside diffArrays on the same tokens`, mine, arrays, milliseconds),
    row('... beside diff-match-patch-es', mine, semantic, milliseconds),
    row('... beside cutting and numbering their tokens alone', again, tokens, milliseconds),
  ];
}

const textOf = (body) => body.map(blockText).join('\n');

/** One text in which every seventh article was revised. */
function lawRow() {
  const before = bodyOf(revisions.length);
  const after = copyOf(bodyOf(revisions.length, (index) => (index % 7 === 0 ? 'after' : 'before')));
  const [a, b] = [tokenize(textOf(before)), tokenize(textOf(after))];
  const [ours] = medians(5, () => diff(before, after));
  const peer = once(() => diffArrays(a, b));
  return row(
    `one text of ${a.length} tokens, 1 article in 7 revised: diff beside diffArrays on all tokens`,
    ours,
    peer,
    milliseconds
  );
}

/** A long text in which every hundredth word is another. */
function longRow() {
  const before = bodyOfWords(500_000);
  let count = 0;
  const after = copyOf(before).map((block) => ({
    ...block,
    children: block.children.map(({ text }) => ({
      text: text.replace(/\p{L}+/gu, (word) => {
        count += 1;
        return count % 100 === 0 ? `${word}x` : word;
      }),
    })),
  }));
  const texts = before.map(blockText);
  const [ours, peer] = medians(
    5,
    () => diff(before, after),
    () => texts.map(tokenize)
  );
  return row(
    `${count} words, 1 in 100 changed, all over the text: diff beside cutting one of the two texts into tokens`,
    ours,
    peer,
    milliseconds
  );
}

/** A number as a word of ten letters of the alphabet, from `first` on. */
const spelt = (number, first) =>
  String(number).replace(/\d/g, (digit) =>
    String.fromCharCode(first.charCodeAt(0) + Number(digit))
  );

/** How long a peer may take that has nothing to hold on to. */
const patience = 5_000;

function strangerRows() {
  const words = (count, word) => Array.from({ length: count }, (_, index) => word(index)).join(' ');
  const text = (seed) => {
    const next = noise(seed);
    return words(10_000, () => spelt(Math.floor(next() ** 3 * 4_000), 'a'));
  };
  const compare = (name, a, b) => {
    const [ours] = medians(5, () => diffInline([{ text: a }], [{ text: b }]));
    const peer = once(() => diffArrays(tokenize(a), tokenize(b), { timeout: patience }));
    const fullName = peer < patience ? name : `${name} (stopped after ${patience / 1000} s)`;
    return row(fullName, ours, peer, milliseconds);
  };
  const whole = revisions.map(({ before }) => before.join('\n'));
  const some = (from) => tokenize(whole.slice(from).join('\n')).slice(0, 20_000).join('');
  return [
    compare(
      'two texts of 10,000 words with no word in common: time beside diffArrays',
      words(10_000, (index) => spelt(index % 3_000, 'a')),
      words(10_000, (index) => spelt(index % 3_000, 'k'))
    ),
    compare('two texts of 10,000 words drawn from the same 4,000', text(1), text(2)),
    compare(
      'two parts of the Code civil of 10,000 words that have nothing to do with each other',
      some(0),
      some(350)
    ),
  ];
}

export function run() {
  const pairs = revisions.map(({ before, after }) => [before.join('\n'), after.join('\n')]);
  return [...revisionRows(pairs), ...markRows(pairs), lawRow(), longRow(), ...strangerRows()];
}
