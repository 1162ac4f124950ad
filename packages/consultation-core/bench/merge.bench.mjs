/** What many amendments on one text cost: finding what collides, merging, carrying over to the next version. */
import {
  changeAlgorithm,
  collisions,
  diff,
  diffInline,
  inlineText,
  merge,
  rebaser,
  tokenize,
} from 'consultation-core';
import {
  bodyOf,
  bodyOfWords,
  copyOf,
  medians,
  milliseconds,
  noise,
  revisions,
  row,
} from './measure.mjs';

const isWord = (token) => /\p{L}{4}/u.test(token);

/** The paragraph as somebody wants it: a word for another, some words out, some words in, or a sentence behind it. */
function reworded(text, next) {
  const tokens = [...tokenize(text)];
  const words = tokens.flatMap((token, index) => (isWord(token) ? [index] : []));
  const at = words[Math.floor(next() * words.length)] ?? 0;
  const kind = Math.floor(next() * 4);
  if (kind === 0) tokens[at] = 'département';
  else if (kind === 1) tokens.splice(at, 2 + Math.floor(next() * 6));
  else if (kind === 2) tokens.splice(at, 0, 'notamment', ' ');
  else tokens.push(' ', 'Un décret fixe les conditions d’application du présent article.');
  return tokens.join('');
}

/** Amendments of one paragraph each; a fifth of them wants something of one paragraph in a hundred. */
function amendments(body, count, seed = 1) {
  const next = noise(seed);
  const paragraphs = body.filter(
    ({ type, children }) => type === 'paragraph' && inlineText(children).length > 60
  );
  const made = [];
  while (made.length < count) {
    const part = next() < 0.2 ? paragraphs.length / 100 : paragraphs.length;
    const { id, children } = paragraphs[Math.floor(next() * part)];
    const edits = diffInline(children, [{ text: reworded(inlineText(children), next) }]);
    if (edits.length === 0) continue;
    made.push({
      id: `a${made.length}`,
      rank: made.length,
      change: { algorithm: changeAlgorithm, edits: [{ kind: 'words', block: id, edits }] },
    });
  }
  return made;
}

function collisionRows() {
  const body = bodyOfWords(500_000);
  const later = copyOf(
    bodyOf(body.filter(({ type }) => type === 'heading').length, (index) =>
      index % 7 === 0 ? 'after' : 'before'
    )
  );
  const all = amendments(body, 10_000);
  const sizes = [1_250, 2_500, 5_000, 10_000];
  const [compared, ...times] = medians(
    5,
    () => diff(body, later),
    ...sizes.map((size) => () => collisions(body, all.slice(0, size)))
  );
  const unit = (index) => times[index] / (sizes[index] * Math.log2(sizes[index]));
  return [
    ...sizes.map((size, index) =>
      row(
        `what collides among ${size} amendments on 500,000 words: time by n log n, beside the first`,
        unit(index) * 1e6,
        unit(0) * 1e6,
        (value) => `${value.toFixed(1)} ns`
      )
    ),
    row(
      'what collides among 10,000 amendments on 500,000 words, beside one diff of the text',
      times[3],
      compared,
      milliseconds
    ),
  ];
}

function lawRows() {
  const body = bodyOf(revisions.length);
  const later = copyOf(bodyOf(revisions.length, (index) => (index % 7 === 0 ? 'after' : 'before')));
  const onto = diff(body, later);
  const wanted = amendments(body, 3_500, 2);
  // The longest article and its neighbours' headings, and a hundred amendments on it alone.
  const starts = body.flatMap(({ type }, index) => (type === 'heading' ? [index] : []));
  const longest = starts.reduce((best, start, index) => {
    const end = starts[index + 1] ?? body.length;
    return end - start > best.length ? body.slice(start, end) : best;
  }, []);
  const crowd = amendments(longest, 100, 3);
  const [compared, merged, alone, carried] = medians(
    5,
    () => diff(body, later),
    () => merge(body, crowd),
    () => merge(longest, crowd),
    () => {
      const carry = rebaser(body, onto);
      return wanted.map(({ change }) => carry(change));
    }
  );
  return [
    row(
      '100 amendments on one article of a law of 130,000 tokens merged, beside one diff of the law',
      merged,
      compared,
      milliseconds
    ),
    row('... the article alone, beside one diff of the law', alone, compared, milliseconds),
    row(
      '3,500 amendments carried over to the next version of the law, beside one diff of the law',
      carried,
      compared,
      milliseconds
    ),
  ];
}

export function run() {
  return [...collisionRows(), ...lawRows()];
}
