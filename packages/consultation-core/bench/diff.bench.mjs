/** How fast real revisions are compared, and how much is marked, beside the `diff` package on the same tokens. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { diffInline, inlineText, tokenize } from 'consultation-core';
import { diffArrays } from 'diff';

const file = new URL('../test/data/code-civil-revisions.ndjson.gz', import.meta.url);
const rounds = 7;

/** Middle of several runs in milliseconds; the two sides take turns, so that both meet the same noise. */
function medians(...sides) {
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

const length = (text) => text.length;
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

export async function run() {
  const pairs = gunzipSync(readFileSync(file))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ before, after }) => [before.join('\n'), after.join('\n')]);
  const ours = () => pairs.map(([a, b]) => diffInline([{ text: a }], [{ text: b }]));
  const peer = () => pairs.map(([a, b]) => diffArrays(tokenize(a), tokenize(b)));
  const [mine, theirs] = medians(ours, peer);
  const marked = sum(
    ours().map((edits) =>
      sum(edits.map(({ remove, insert }) => inlineText(remove).length + inlineText(insert).length))
    )
  );
  const markedByPeer = sum(
    peer().map((parts) =>
      sum(
        parts
          .filter(({ added, removed }) => added || removed)
          .map(({ value }) => sum(value.map(length)))
      )
    )
  );
  return [
    {
      name: `${pairs.length} revisions of the Code civil, word by word: time beside diffArrays (lower is better)`,
      ours: `${mine.toFixed(0)} ms`,
      peer: `${theirs.toFixed(0)} ms`,
      ratio: mine / theirs,
    },
    {
      name: 'the same revisions: characters marked as changed beside diffArrays (lower is better)',
      ours: marked,
      peer: markedByPeer,
      ratio: marked / markedByPeer,
    },
  ];
}
