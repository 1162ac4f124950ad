/** What the benchmarks of the core share: time, real texts, amendments on them. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const file = new URL('../test/data/code-civil-revisions.ndjson.gz', import.meta.url);

/** Real revisions of articles of the Code civil: alineas before and after. */
export const revisions = gunzipSync(readFileSync(file))
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

/** Middle of several runs in milliseconds; the sides take turns, so that all meet the same noise. */
export function medians(rounds, ...sides) {
  const times = sides.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, side] of sides.entries()) {
      const start = performance.now();
      side();
      times[index].push(performance.now() - start);
    }
  }
  return times.map((list) => list.sort((a, b) => a - b)[Math.floor(rounds / 2)]);
}

/** What a slow peer takes in one go, without the patience to repeat it; what it has not done by then it is stopped at. */
export function once(side) {
  const start = performance.now();
  side();
  return performance.now() - start;
}

export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** One row of a benchmark: ours against a named peer, lower is better. */
export const row = (name, ours, peer, unit = (value) => String(value)) => ({
  name,
  ours: unit(ours),
  peer: unit(peer),
  ratio: ours / peer,
});
export const milliseconds = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

/** Numbers from 0 to 1 that look random and are the same in every run. */
export function noise(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One text of many articles; `sides` says for each revision whether it is taken `before` or `after`. */
export function bodyOf(count, side = () => 'before') {
  const blocks = [];
  for (let index = 0; index < count; index += 1) {
    const revision = revisions[index % revisions.length];
    blocks.push({
      type: 'heading',
      id: `h${index}`,
      rank: 'article',
      label: `Article ${index + 1}`,
      children: [{ text: '' }],
    });
    for (const [place, text] of revision[side(index)].entries()) {
      blocks.push({ type: 'paragraph', id: `p${index}-${place}`, children: [{ text }] });
    }
  }
  return blocks;
}

/** The same in other objects, as two texts are that come from a database. */
export const copyOf = (body) => JSON.parse(JSON.stringify(body));

/** Articles of that many words at least. */
export function bodyOfWords(words) {
  const sizes = revisions.map(({ before }) => sum(before.map((text) => text.split(/\s+/).length)));
  let total = 0;
  let count = 0;
  while (total < words) {
    total += sizes[count % sizes.length];
    count += 1;
  }
  return bodyOf(count);
}
