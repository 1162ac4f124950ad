/** How fast ballots are counted, beside a plain loop and beside readings of the papers step by step. */
import {
  addAll,
  countQuestion,
  empty,
  instantRunoff,
  majorityJudgment,
  method,
  schulze,
} from 'consultation-core';
import { medians, milliseconds, noise, once, row } from './measure.mjs';

const million = 1_000_000;

function threeWayRows() {
  const { choices } = method('for-mixed-against@1');
  const next = noise(1);
  const bytes = Uint8Array.from({ length: 10 * million }, () => Math.floor(next() * 3));
  const words = Array.from(bytes, (choice) => choices[choice]);
  const loop = () => {
    const counts = { for: 0, mixed: 0, against: 0 };
    for (const choice of words) counts[choice] += 1;
    return counts;
  };
  const box = empty('for-mixed-against@1');
  const counted = addAll(box, words).counts;
  if (JSON.stringify(counted) !== JSON.stringify(loop())) throw new Error('not the same counts');
  const [ours, numbers, peer] = medians(
    7,
    () => addAll(box, words),
    () => addAll(box, bytes),
    loop
  );
  const name = '10 million ballots for, mixed or against, in memory';
  return [
    row(`${name}: addAll beside a plain loop that counts into an object`, ours, peer, milliseconds),
    row('... choices as bytes, beside the same loop', numbers, peer, milliseconds),
  ];
}

const ways = ['path', 'road', 'tram', 'bus', 'boat', 'none'];

/** Opinions that lean one way, so that neither everything nor nothing is tied. */
function ordersOf(count, next) {
  return Array.from({ length: count }, () => {
    const scores = ways.map((_, index) => next() + index * 0.05);
    return ways
      .map((way, index) => [scores[index], way])
      .sort(([a], [b]) => a - b)
      .map(([, way]) => way);
  });
}

/** Medians taken out one by one from the lists of all grades; what is taken out is passed over, not cut out. */
function literalJudgment(ballots, grades) {
  const lists = ways.map((way) => ballots.map((ballot) => grades.indexOf(ballot[way])));
  for (const list of lists) list.sort((a, b) => a - b);
  const values = lists.map((list) => {
    let [low, high] = [Math.floor(list.length / 2), Math.floor(list.length / 2) + 1];
    const value = [list[low]];
    low -= 1;
    while (value.length < list.length) {
      const lower = (list.length - value.length) % 2 === 0 ? high < list.length : low < 0;
      value.push(lower ? list[high++] : list[low--]);
    }
    return value;
  });
  const compare = (a, b) => {
    const at = a.findIndex((grade, index) => grade !== b[index]);
    return at === -1 ? 0 : a[at] - b[at];
  };
  return ways[values.indexOf([...values].sort(compare)[0])];
}

function judgmentRow() {
  const next = noise(2);
  const grades = majorityJudgment.sevenGrades;
  const ballots = Array.from({ length: million }, () =>
    Object.fromEntries(
      ways.map((way, index) => [way, grades[Math.floor(7 * next() ** (1 + index / 50))]])
    )
  );
  const ours = () =>
    majorityJudgment.result(majorityJudgment.addAll(majorityJudgment.empty(ways), ballots));
  const literal = () => literalJudgment(ballots, grades);
  if (ours().winners.join() !== literal()) throw new Error('not the same winner');
  const [mine] = medians(3, ours);
  return row(
    '1 million ballots of 6 grades: majority judgment beside taking medians out of lists one by one',
    mine,
    once(literal),
    milliseconds
  );
}

/** Each two options on each ballot, then all paths to a depth that reaches everywhere. */
function literalSchulze(rankings) {
  const prefers = (ranking, a, b) => {
    const place = (way) => ranking.findIndex((group) => group.includes(way));
    return place(a) < place(b);
  };
  const over = ways.map((a) =>
    ways.map((b) => rankings.filter((ranking) => a !== b && prefers(ranking, a, b)).length)
  );
  const walk = (path, weakest, to) => {
    const last = path.at(-1);
    if (last === to) return weakest;
    let best = 0;
    for (let next = 0; next < ways.length; next += 1) {
      if (path.includes(next) || over[last][next] <= over[next][last]) continue;
      best = Math.max(best, walk([...path, next], Math.min(weakest, over[last][next]), to));
    }
    return best;
  };
  const strength = (a, b) => walk([a], Number.POSITIVE_INFINITY, b);
  return ways
    .filter((_, a) => ways.every((__, b) => a === b || strength(a, b) >= strength(b, a)))
    .join();
}

function rankedRows() {
  const orders = ordersOf(million, noise(3));
  const rankings = orders.map((order) => order.map((way) => [way]));
  const ours = () => schulze.result(schulze.addAll(schulze.empty(ways), rankings));
  const literal = () => literalSchulze(rankings);
  if (ours().winners.join() !== literal()) throw new Error('not the same winners');
  const runoff = () =>
    instantRunoff.result(instantRunoff.addAll(instantRunoff.empty(ways), orders));
  const heaps = () => {
    let left = ways;
    for (;;) {
      const votes = Object.fromEntries(left.map((way) => [way, 0]));
      for (const order of orders) votes[order.find((way) => left.includes(way))] += 1;
      const most = left.find((way) => 2 * votes[way] > orders.length);
      if (most) return most;
      const least = Math.min(...Object.values(votes));
      left = left.filter((way) => votes[way] !== least);
    }
  };
  if (runoff().winners.join() !== heaps()) throw new Error('not the same winner');
  const [mine, mineRunoff, heaped] = medians(3, ours, runoff, heaps);
  return [
    row(
      '1 million rankings of 6 options: Schulze beside comparing each two on each ballot and walking all paths',
      mine,
      once(literal),
      milliseconds
    ),
    row(
      '... instant run-off beside sorting all ballots into heaps at each round',
      mineRunoff,
      heaped,
      milliseconds
    ),
  ];
}

/** Ballots on a question come as words; beside the same rankings that need not be read, counted by the method. */
function questionRows() {
  const next = noise(4);
  const options = Array.from({ length: 12 }, (_, index) => String.fromCharCode(97 + index));
  const orders = Array.from({ length: 100_000 }, () =>
    options
      .map((option) => [next(), option])
      .sort(([a], [b]) => a - b)
      .map(([, option]) => option)
  );
  const counts = {};
  for (const order of orders) {
    const word = order.join('>');
    counts[word] = (counts[word] ?? 0) + 1;
  }
  const rankings = orders.map((order) => order.map((option) => [option]));
  const direct = {
    'schulze@1': () => schulze.result(schulze.addAll(schulze.empty(options), rankings)),
    'instant-runoff@1': () =>
      instantRunoff.result(instantRunoff.addAll(instantRunoff.empty(options), orders)),
  };
  return Object.entries(direct).map(([name, read]) => {
    const question = { method: name, options: options.map((id) => ({ id })) };
    const ours = () => countQuestion(question, counts);
    if (ours().winners.join() !== read().winners.join()) throw new Error('not the same winners');
    const [mine, peer] = medians(3, ours, read);
    return row(
      `${Object.keys(counts).length} different rankings of 12 options as words, ${name}: beside the method on rankings that are read`,
      mine,
      peer,
      milliseconds
    );
  });
}

export function run() {
  return [...threeWayRows(), judgmentRow(), ...rankedRows(), ...questionRows()];
}
