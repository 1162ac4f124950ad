import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  approval,
  instantRunoff,
  type JudgmentTally,
  majorityJudgment,
  type Ranking,
  rankingOf,
  type SchulzeTally,
  type Support,
  schulze,
} from '../src/vote/index.ts';
import approvalVectors from '../vectors/vote-approval.json' with { type: 'json' };
import runoffVectors from '../vectors/vote-instant-runoff.json' with { type: 'json' };
import judgmentVectors from '../vectors/vote-majority-judgment.json' with { type: 'json' };
import schulzeVectors from '../vectors/vote-schulze.json' with { type: 'json' };
import { grades, gradings, rankings } from './vote-boxes.ts';
import { judgmentOrder, pathStrength, runoffOf, stronger } from './vote-literal.ts';

const letters = ['a', 'b', 'c', 'd', 'e'];
const optionLists = (least = 1) =>
  fc.integer({ min: least, max: 5 }).map((size) => letters.slice(0, size));

describe('approval', () => {
  it.each(approvalVectors)('vector: $name', ({ options, ballots, approvals, blank, winners }) => {
    const tally = ballots.reduce(
      (sum, { approved, weight }) => approval.add(sum, approved, weight),
      approval.empty(options)
    );
    expect({ approvals: tally.approvals, blank: tally.blank }).toEqual({ approvals, blank });
    expect(approval.result(tally).winners).toEqual(winners);
  });

  it('takes no option twice on a ballot', () => {
    expect(() => approval.add(approval.empty(['a', 'b']), ['a', 'a'])).toThrow(/named twice/);
  });
});

describe('majority judgment', () => {
  it.each(judgmentVectors)('vector: $name', ({ name: _, standings, winners, ...boxes }) => {
    const tally: JudgmentTally = { method: majorityJudgment.name, ...boxes };
    const result = majorityJudgment.result(tally);
    expect(result.standings.map(({ option, place, grade }) => ({ option, place, grade }))).toEqual(
      standings
    );
    expect(result.winners).toEqual(winners);
  });

  it('has on either side of the median those who gave better and worse grades', () => {
    const [{ name: _, standings: __, winners: ___, ...boxes }] = judgmentVectors as [
      (typeof judgmentVectors)[0],
    ];
    const { standings } = majorityJudgment.result({ method: majorityJudgment.name, ...boxes });
    const sides = Object.fromEntries(
      standings.map(({ option, above, below }) => [option, [above, below]])
    );
    // Added up by hand: E has 92 + 119 + 121 above its median grade and 109 + 105 + 105 below it.
    expect(sides).toMatchObject({ E: [332, 319], B: [251, 300], J: [363, 292] });
  });

  const graded = optionLists().chain((options) =>
    fc.record({
      options: fc.constant(options),
      ballots: fc.array(gradings(options), { maxLength: 20 }),
    })
  );

  it('orders as the procedure does that takes one median grade out at a time', () => {
    fc.assert(
      fc.property(graded, ({ options, ballots }) => {
        const tally = majorityJudgment.addAll(majorityJudgment.empty(options, grades), ballots);
        const places = majorityJudgment
          .result(tally)
          .standings.map(({ option, place, grade }) => ({ option, place, grade }));
        expect(places).toEqual(judgmentOrder(options, grades, ballots));
      }),
      { numRuns: 500 }
    );
  });

  it('never places an option lower because somebody grades it better', () => {
    fc.assert(
      fc.property(graded, fc.nat(), fc.nat(), ({ options, ballots }, which, whose) => {
        fc.pre(ballots.length > 0);
        const option = options[which % options.length] as string;
        const at = whose % ballots.length;
        const before = ballots[at] as Record<string, string>;
        fc.pre(Object.keys(before).length > 0);
        const number = grades.findIndex((grade) => grade === (before[option] ?? 'poor'));
        fc.pre(number > 0);
        const raised = ballots.with(at, { ...before, [option]: grades[number - 1] as string });
        const placeOf = (all: typeof ballots) =>
          majorityJudgment
            .result(majorityJudgment.addAll(majorityJudgment.empty(options, grades), all))
            .standings.find((row) => row.option === option)?.place as number;
        expect(placeOf(raised)).toBeLessThanOrEqual(placeOf(ballots));
      })
    );
  });

  it('gives no result of counts that no ballots give', () => {
    const tally = majorityJudgment.empty(['a', 'b'], grades);
    for (const counts of [
      [
        [2, 0, 0],
        [1, 0, 0],
      ],
      [
        [2, -1, 0],
        [1, 0, 0],
      ],
      [
        [0.5, 0, 0],
        [1, 0, 0],
      ],
    ]) {
      expect(() => majorityJudgment.result({ ...tally, ballots: 1, counts })).toThrow(RangeError);
    }
  });

  it('takes no grade that is not there', () => {
    const tally = majorityJudgment.empty(['a'], grades);
    for (const grade of ['excellent', '__proto__', '']) {
      expect(() => majorityJudgment.add(tally, { a: grade })).toThrow(RangeError);
    }
    expect(() => majorityJudgment.empty(['a'], ['good'])).toThrow(RangeError);
    expect(() => majorityJudgment.empty(['a'], ['good', 'good'])).toThrow(RangeError);
    expect(() => majorityJudgment.merge(tally, majorityJudgment.empty(['a']))).toThrow(/grades/);
    expect(majorityJudgment.empty(['a']).grades).toHaveLength(7);
    expect(majorityJudgment.sixGrades).toHaveLength(6);
  });
});

describe('Schulze', () => {
  it.each(schulzeVectors)('vector: $name', (vector) => {
    const { options, ballots, preferences, strengths, layers, winners } = vector;
    const tally = ballots.reduce(
      (sum, { ranking, weight }) => schulze.add(sum, ranking as Ranking, weight),
      schulze.empty(options)
    );
    const result = schulze.result(tally);
    expect(tally.preferences).toEqual(preferences);
    expect({ layers: result.layers, winners: result.winners }).toEqual({ layers, winners });
    if (strengths) expect(result.strengths.map((one) => one?.for ?? null)).toEqual(strengths);
  });

  const filled = optionLists(2).chain((options) =>
    fc.array(rankings(options), { minLength: 1, maxLength: 15 }).map((ballots) => ({
      options,
      tally: schulze.addAll(schulze.empty(options), ballots),
    }))
  );
  /** Any matrix, also those that few ballots would give: many equal numbers, so many ties of strength. */
  const matrices = fc.integer({ min: 2, max: 5 }).chain((size) =>
    fc
      .array(fc.nat(4), { minLength: size * size, maxLength: size * size })
      .map((cells): { options: string[]; tally: SchulzeTally } => ({
        options: letters.slice(0, size),
        tally: {
          method: schulze.name,
          options: letters.slice(0, size),
          ballots: 9,
          blank: 0,
          preferences: cells.map((cell, at) => (Math.floor(at / size) === at % size ? 0 : cell)),
        },
      }))
  );
  const any = fc.oneof(filled, matrices);

  it('finds the paths that trying all of them finds, and the winners that follow from them', () => {
    fc.assert(
      fc.property(any, ({ options, tally }) => {
        const size = options.length;
        const { strengths, layers } = schulze.result(tally);
        const best = options.map((_, from) =>
          options.map((__, to) => (from === to ? null : pathStrength(tally.preferences, from, to)))
        );
        for (const [from, row] of best.entries()) {
          for (const [to, expected] of row.entries()) {
            const ours = strengths[from * size + to] as Support | null;
            if (expected === null) expect(ours).toBeNull();
            else {
              const own = ours as Support;
              const mine = [own.for, own.against] as const;
              expect(stronger(mine, expected) || stronger(expected, mine)).toBe(false);
            }
          }
        }
        const beaten = (one: number) =>
          best.some((row, other) => {
            const [there, back] = [row[one], best[one]?.[other]];
            return !!there && !!back && stronger(there, back);
          });
        expect(layers[0]).toEqual(options.filter((_, index) => !beaten(index)));
      }),
      { numRuns: 400 }
    );
  });

  it('lets whoever beats every other win alone, and nobody outside the Smith set', () => {
    fc.assert(
      fc.property(any, ({ options, tally }) => {
        const size = options.length;
        const beats = (a: number, b: number) =>
          (tally.preferences[a * size + b] as number) > (tally.preferences[b * size + a] as number);
        const { winners } = schulze.result(tally);
        fc.pre(tally.ballots > tally.blank);
        const condorcet = options.filter((_, a) =>
          options.every((__, b) => a === b || beats(a, b))
        );
        if (condorcet.length > 0) expect(winners).toEqual(condorcet);
        // The smallest set of options whose every member beats everybody outside it, by trying all sets.
        const smith = Array.from({ length: 2 ** size - 1 }, (_, mask) =>
          options.map((__, index) => index).filter((index) => ((mask + 1) >> index) & 1)
        )
          .filter((set) =>
            set.every((a) => options.every((_, b) => set.includes(b) || beats(a, b)))
          )
          .sort((a, b) => a.length - b.length)[0] as number[];
        expect(smith.map((index) => options[index])).toEqual(expect.arrayContaining([...winners]));
      }),
      { numRuns: 400 }
    );
  });

  it('takes no option twice and no empty rank', () => {
    const tally = schulze.empty(['a', 'b']);
    expect(() => schulze.add(tally, [['a'], ['a']])).toThrow(/ranked twice/);
    expect(() => schulze.add(tally, [['a', 'a']])).toThrow(/ranked twice/);
    expect(() => schulze.add(tally, [[], ['a']])).toThrow(/names no option/);
  });
});

describe('ranks', () => {
  it('follow each other, unless gaps are closed', () => {
    expect(rankingOf({ a: 2, b: 1, c: 2, d: null })).toEqual([['b'], ['a', 'c']]);
    expect(() => rankingOf({ a: 1, b: 3 })).toThrow('No option has rank 2, yet one has rank 3');
    expect(() => rankingOf({ a: 2 })).toThrow(RangeError);
    expect(rankingOf({ a: 7, b: 3 }, 'close')).toEqual([['b'], ['a']]);
    for (const rank of [0, -1, 1.5, Number.NaN]) {
      expect(() => rankingOf({ a: rank }, 'close')).toThrow(RangeError);
    }
    const forged = JSON.parse('{"__proto__": 1}');
    expect(() => schulze.add(schulze.empty(['a']), rankingOf(forged))).toThrow(RangeError);
  });
});

describe('instant run-off', () => {
  it.each(runoffVectors)('vector: $name', ({ options, ballots, rounds, winners }) => {
    const tally = ballots.reduce(
      (sum, { ranking, weight }) => instantRunoff.add(sum, ranking, weight),
      instantRunoff.empty(options)
    );
    const result = instantRunoff.result(tally);
    expect(
      result.rounds.map(({ counts, ...round }) => ({
        votes: counts.map(({ votes }) => votes),
        ...round,
      }))
    ).toEqual(rounds);
    expect(result.winners).toEqual(winners);
  });

  it('gives what counting the papers by hand gives', () => {
    const cases = optionLists().chain((options) =>
      fc.record({
        options: fc.constant(options),
        ballots: fc.array(fc.shuffledSubarray(options), { maxLength: 15 }),
      })
    );
    fc.assert(
      fc.property(cases, ({ options, ballots }) => {
        const { rounds, winners } = instantRunoff.result(
          instantRunoff.addAll(instantRunoff.empty(options), ballots)
        );
        expect({ out: rounds.map(({ eliminated }) => eliminated), winners }).toEqual(
          runoffOf(options, ballots)
        );
      }),
      { numRuns: 500 }
    );
  });

  it('takes no option twice', () => {
    expect(() => instantRunoff.add(instantRunoff.empty(['a', 'b']), ['a', 'b', 'a'])).toThrow(
      /ranked twice/
    );
  });
});
