import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  approval,
  blankChoice,
  choiceLimit,
  countQuestion,
  grades,
  instantRunoff,
  isChoice,
  majorityJudgment,
  optionLimit,
  optionPattern,
  type Paper,
  paperReader,
  type QuestionMethod,
  type QuestionRules,
  questionAt,
  questionMethods,
  type Ranking,
  rankingOf,
  readPaper,
  schulze,
  writePaper,
} from '../src/vote/index.ts';
import vectors from '../vectors/vote-question.json' with { type: 'json' };
import { rankings } from './vote-boxes.ts';

const ask = (method: string, options: readonly string[]): QuestionRules => ({
  method: method as QuestionMethod,
  options: options.map((id) => ({ id })),
});

describe('vectors', () => {
  it.each(vectors)('$name', ({ method, options, counts, ballots, blank, winners, refused }) => {
    const question = ask(method, options);
    const box = JSON.parse(JSON.stringify(counts)) as Record<string, number>;
    for (const choice of Object.keys(box)) {
      expect(writePaper(question, readPaper(question, choice) as Paper)).toBe(choice);
    }
    expect(countQuestion(question, box)).toMatchObject({ method, ballots, blank, winners });
    for (const choice of refused) {
      expect(readPaper(question, choice), choice).toBeNull();
      expect(() => countQuestion(question, { ...box, [choice]: 1 })).toThrow(RangeError);
    }
  });
});

/** Names of options that sort otherwise than they stand on the paper. */
const names = ['k', 'b', 'z9', 'a', 'c0', 'abcdefgh'];
const papers = (method: QuestionMethod, options: readonly string[]): fc.Arbitrary<Paper> => {
  switch (method) {
    case 'approval@1':
      return fc.shuffledSubarray([...options]).map((approved) => ({ method, approved }));
    case 'majority-judgment@1':
      return fc
        .array(fc.tuple(fc.constantFrom(...options), fc.constantFrom(...grades)), { maxLength: 7 })
        .map((pairs) => ({ method, grades: Object.fromEntries(pairs) }));
    case 'schulze@1':
      return rankings(options).map((ranking) => ({ method, ranking }));
    case 'instant-runoff@1':
      return fc
        .shuffledSubarray([...options])
        .map((order) => ({ method, ranking: order.map((option) => [option]) }));
  }
};
const asked = fc
  .tuple(fc.constantFrom(...questionMethods), fc.integer({ min: 2, max: names.length }))
  .map(([method, size]) => ask(method, names.slice(0, size)));
const ids = ({ options }: QuestionRules) => options.map(({ id }) => id);
const withPapers = asked.chain((question) =>
  fc.record({
    question: fc.constant(question),
    papers: fc.array(papers(question.method, ids(question)), { maxLength: 30 }),
  })
);

/** The same ballot written by somebody else: what has no order is in another one. */
function mixed(paper: Paper): Paper {
  switch (paper.method) {
    case 'approval@1':
      return { ...paper, approved: [...paper.approved].reverse() };
    case 'majority-judgment@1':
      return { ...paper, grades: Object.fromEntries(Object.entries(paper.grades).reverse()) };
    default:
      return { ...paper, ranking: paper.ranking.map((group) => [...group].reverse()) };
  }
}

/** The result by the method alone, ballot by ballot, nothing written down on the way. */
function direct({ method, options }: QuestionRules, ballots: readonly Paper[]) {
  const list = options.map(({ id }) => id);
  switch (method) {
    case 'approval@1': {
      const approved = ballots.flatMap((one) => ('approved' in one ? [one.approved] : []));
      return approval.result(
        approved.reduce((sum, one) => approval.add(sum, one), approval.empty(list))
      );
    }
    case 'majority-judgment@1': {
      const graded = ballots.flatMap((one) => ('grades' in one ? [one.grades] : []));
      return majorityJudgment.result(
        graded.reduce(
          (sum, one) => majorityJudgment.add(sum, one),
          majorityJudgment.empty(list, grades)
        )
      );
    }
    case 'schulze@1': {
      const ranked = ballots.flatMap((one) => ('ranking' in one ? [one.ranking] : []));
      const tally = ranked.reduce((sum, one) => schulze.add(sum, one), schulze.empty(list));
      return { ...schulze.result(tally), preferences: tally.preferences };
    }
    case 'instant-runoff@1': {
      const ranked = ballots.flatMap((one) => ('ranking' in one ? [one.ranking.flat()] : []));
      return instantRunoff.result(
        ranked.reduce((sum, one) => instantRunoff.add(sum, one), instantRunoff.empty(list))
      );
    }
  }
}

function boxOf(question: QuestionRules, ballots: readonly Paper[]): Record<string, number> {
  const box: Record<string, number> = {};
  for (const paper of ballots) {
    const choice = writePaper(question, paper);
    box[choice] = (box[choice] ?? 0) + 1;
  }
  return box;
}

describe('a ballot in one word', () => {
  it('is one word, whoever writes it, and reads as the ballot that was written', () => {
    fc.assert(
      fc.property(withPapers, ({ question, papers: all }) => {
        for (const paper of all) {
          const choice = writePaper(question, paper);
          expect(writePaper(question, mixed(paper))).toBe(choice);
          const read = readPaper(question, choice) as Paper;
          // Equal but for the order of what has none.
          const sets = (one: Paper) =>
            'ranking' in one
              ? one.ranking.map((group) => [...group].sort())
              : 'approved' in one
                ? [...one.approved].sort()
                : one.grades;
          expect(sets(read)).toEqual(sets(paper));
          expect(choice === blankChoice).toBe(
            Object.keys('grades' in paper ? paper.grades : sets(paper)).length === 0
          );
        }
      }),
      { numRuns: 300 }
    );
  });

  it('of another spelling is none', () => {
    // Pieces of papers in whatever order: near to words that are ballots, and often one.
    const near = asked.chain((question) =>
      fc.record({
        question: fc.constant(question),
        choice: fc
          .array(
            fc.constantFrom(...ids(question), ',', '>', '=', ':', ...grades, 'blank', ' ', 'q', ''),
            { maxLength: 9 }
          )
          .map((pieces) => pieces.join('')),
      })
    );
    const respelt = withPapers.chain(({ question, papers: all }) =>
      fc.record({
        question: fc.constant(question),
        choice: fc
          .tuple(
            fc.constantFrom(...all.map((one) => writePaper(question, one)), 'blank'),
            fc.nat(),
            fc.string({ maxLength: 2 })
          )
          .map(([choice, at, piece]) => {
            const place = at % (choice.length + 1);
            return choice.slice(0, place) + piece + choice.slice(place + (at % 3));
          }),
      })
    );
    let ballots = 0;
    fc.assert(
      fc.property(fc.oneof(near, respelt), ({ question, choice }) => {
        const paper = readPaper(question, choice);
        if (paper === null) return;
        ballots += 1;
        expect(writePaper(question, paper)).toBe(choice);
        expect(paper.method).toBe(question.method);
      }),
      { numRuns: 3_000 }
    );
    expect(ballots).toBeGreaterThan(100);
  });

  it('is read alike by one reader for many words, also after words that are none', () => {
    fc.assert(
      fc.property(withPapers, ({ question, papers: all }) => {
        const read = paperReader(question);
        for (const paper of all) {
          const choice = writePaper(question, paper);
          expect(read(`${choice}>${choice}`)).toBeNull();
          expect(read(choice)).toEqual(readPaper(question, choice));
        }
      })
    );
  });

  it('is at most as long as the box is wide', () => {
    const options = Array.from({ length: optionLimit }, (_, index) => `option${10 + index}`);
    const worst = [...grades].sort((a, b) => b.length - a.length)[0] as string;
    const question = ask('majority-judgment@1', options);
    const choice = writePaper(question, {
      method: 'majority-judgment@1',
      grades: Object.fromEntries(options.map((option) => [option, worst])),
    });
    expect(options.every((option) => optionPattern.test(option) && option.length === 8)).toBe(true);
    expect(choice.length).toBeLessThanOrEqual(choiceLimit);
    expect(readPaper(question, choice)).not.toBeNull();
    expect(readPaper(question, `${choice},`.padEnd(choiceLimit + 1, 'x'))).toBeNull();
  });

  it('cannot be written of what the question does not allow', () => {
    const refused: readonly (readonly [QuestionMethod, object])[] = [
      ['approval@1', { approved: ['a', 'a'] }],
      ['approval@1', { approved: ['blank'] }],
      ['approval@1', { approved: ['a,b'] }],
      ['majority-judgment@1', { grades: { a: 'excellent' } }],
      ['majority-judgment@1', { grades: { a: 'good,b:good' } }],
      ['majority-judgment@1', { grades: { z: 'good' } }],
      ['schulze@1', { ranking: [['a'], []] }],
      ['schulze@1', { ranking: [['a'], ['a']] }],
      ['schulze@1', { ranking: [['a', 'a']] }],
      ['schulze@1', { ranking: [['a>b']] }],
      ['schulze@1', { ranking: [[]] }],
      ['instant-runoff@1', { ranking: [['a', 'b']] }],
    ];
    for (const [method, paper] of refused) {
      expect(() => writePaper(ask(method, ['a', 'b']), { method, ...paper } as Paper)).toThrow(
        RangeError
      );
    }
    const blank = { method: 'approval@1', approved: [] } as const;
    expect(() => writePaper(ask('schulze@1', ['a', 'b']), blank)).toThrow(/approval@1/);
    for (const options of [['a', 'a'], ['a', 'blank'], ['a', 'b,c'], ['a', '1'], []]) {
      expect(() => writePaper(ask('approval@1', options), blank)).toThrow(RangeError);
      expect(() => paperReader(ask('approval@1', options))).toThrow(RangeError);
    }
  });
});

describe('a box of words', () => {
  it('is counted as the method counts its ballots one by one', () => {
    fc.assert(
      fc.property(withPapers, ({ question, papers: all }) => {
        expect(countQuestion(question, boxOf(question, all))).toEqual(direct(question, all));
      }),
      { numRuns: 400 }
    );
  });

  it('is counted alike however it was split and in whatever order its words come', () => {
    fc.assert(
      fc.property(withPapers, fc.array(fc.nat(2)), ({ question, papers: all }, where) => {
        const parts = [0, 1, 2].map((part) =>
          boxOf(
            question,
            all.filter((_, index) => (where[index] ?? 0) === part)
          )
        );
        const merged: Record<string, number> = { blank: 0 };
        for (const part of parts.reverse()) {
          for (const [choice, count] of Object.entries(part).reverse()) {
            merged[choice] = (merged[choice] ?? 0) + count;
          }
        }
        expect(countQuestion(question, merged)).toEqual(
          countQuestion(question, boxOf(question, all))
        );
      })
    );
  });

  it('has no counts that are none', () => {
    for (const method of questionMethods) {
      const question = ask(method, ['a', 'b']);
      for (const count of [-1, 0.5, Number.NaN, 2 ** 53]) {
        expect(() => countQuestion(question, { blank: count })).toThrow(RangeError);
      }
      const most = Number.MAX_SAFE_INTEGER;
      const [one, other] = method === 'majority-judgment@1' ? ['a:good', 'b:good'] : ['a', 'b'];
      expect(countQuestion(question, { blank: most }).ballots).toBe(most);
      expect(() =>
        countQuestion(question, { [one as string]: most, [other as string]: 1 })
      ).toThrow(RangeError);
      expect(countQuestion(question, { nonsense: 0 }).ballots).toBe(0);
    }
  });
});

const letter = (index: number) => String.fromCharCode(97 + index);
const file = (name: string) => {
  const bytes = readFileSync(join(import.meta.dirname, 'data/votes', name));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
};

describe('real votes, as words', () => {
  it('the leader of the Debian project, 2006', () => {
    const sheet = file('leader2006_tally.txt.gz');
    const votes = [...sheet.matchAll(/^V: ([\d-]{8})/gm)].map(([, ranks]) => [
      ...(ranks as string),
    ]);
    const options = Array.from({ length: 8 }, (_, index) => letter(index));
    const question = ask('schulze@1', options);
    const ballots = votes.map(
      (ranks): Ranking =>
        rankingOf(
          Object.fromEntries(
            options.map((option, at) => [option, ranks[at] === '-' ? null : Number(ranks[at])])
          ),
          'close'
        )
    );
    const box = boxOf(
      question,
      ballots.map((ranking) => ({ method: 'schulze@1', ranking }))
    );
    const tally = schulze.addAll(schulze.empty(options), ballots);
    expect(Object.keys(box).length).toBeLessThan(ballots.length);
    expect(countQuestion(question, box)).toEqual({
      ...schulze.result(tally),
      preferences: tally.preferences,
    });
  });

  it('election A1 of the collection of Tideman', () => {
    const [head = '', ...lines] = file('A1.HIL').split(/\r?\n/);
    const options = Array.from({ length: Number(head.trim().split(/\s+/)[0]) }, (_, at) =>
      letter(at)
    );
    const rows = lines
      .slice(
        0,
        lines.findIndex((line) => line.trim() === '0')
      )
      .map((line) => line.trim().split(/\s+/));
    const box: Record<string, number> = {};
    const ballots: string[][] = [];
    for (const [weight, ...numbers] of rows) {
      const order = numbers.slice(0, -1).map((one) => letter(Number(one) - 1));
      for (let one = 0; one < Number(weight); one += 1) ballots.push(order);
      const choice = order.join('>') || 'blank';
      box[choice] = (box[choice] ?? 0) + Number(weight);
    }
    const expected = instantRunoff.result(
      instantRunoff.addAll(instantRunoff.empty(options), ballots)
    );
    expect(expected.ballots).toBe(380);
    expect(countQuestion(ask('instant-runoff@1', options), box)).toEqual(expected);
    expect(countQuestion(ask('schulze@1', options), box)).toMatchObject({ winners: ['a'] });
  });
});

describe('a target', () => {
  const questions = [{ id: 'q1', ...ask('approval@1', ['a', 'b']) }];
  const boxes = { method: 'for-mixed-against@1', questions } as const;

  it('is a question where it says so, and has the ballots of that', () => {
    expect(questionAt(questions, 'question:q1')).toBe(questions[0]);
    for (const target of ['question:q2', 'question:', 'article:q1', 'q1', 'question:q1 ']) {
      expect(questionAt(questions, target)).toBeUndefined();
    }
    expect(isChoice(boxes, 'question:q1', 'a,b')).toBe(true);
    expect(isChoice(boxes, 'question:q1', 'for')).toBe(false);
    expect(isChoice(boxes, 'question:q2', 'a,b')).toBe(false);
    expect(isChoice(boxes, 'article:q1', 'for')).toBe(true);
    expect(isChoice(boxes, 'article:q1', 'a,b')).toBe(false);
    expect(isChoice(boxes, 'amendment:x', 'blank')).toBe(false);
  });
});

it('a hundred thousand different rankings are counted in a breath', { timeout: 60_000 }, () => {
  const options = Array.from({ length: 12 }, (_, index) => letter(index));
  const box: Record<string, number> = {};
  let state = 1;
  for (let count = 0; count < 100_000; count += 1) {
    const left = [...options];
    const order: string[] = [];
    while (left.length > 0) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      order.push(...left.splice(Math.floor((state / 2 ** 32) * left.length), 1));
    }
    const choice = order.join('>');
    box[choice] = (box[choice] ?? 0) + 1;
  }
  expect(Object.keys(box).length).toBeGreaterThan(99_000);
  for (const method of ['schulze@1', 'instant-runoff@1'] as const) {
    const before = process.cpuUsage().user;
    expect(countQuestion(ask(method, options), box).ballots).toBe(100_000);
    // About one second of work; counting that copies for each paper takes ten times as long.
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(5);
  }
});
