/** What a question came to, in words: the sentences of the vectors, and laws that hold for every box. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countQuestion,
  explainQuestion,
  grades,
  type Paper,
  type Question,
  type QuestionMethod,
  questionMethods,
  writePaper,
} from '../src/vote/index.ts';
import vectors from '../vectors/vote-question-explained.json' with { type: 'json' };

describe('the result of a question', () => {
  it.each(vectors)('is told in both languages: $name', ({ question, counts, winners, fr, en }) => {
    const asked = question as Pick<Question, 'method' | 'options'>;
    const known = Object.fromEntries(
      Object.entries(counts).filter((entry): entry is [string, number] => entry[1] !== undefined)
    );
    const result = countQuestion(asked, known);
    expect(result.winners).toEqual(winners);
    expect(explainQuestion(asked, result, 'fr')).toBe(fr);
    expect(explainQuestion(asked, result, 'en')).toBe(en);
  });

  it('names everybody who is first, and is one text without gaps, whatever the ballots', () => {
    fc.assert(
      fc.property(boxes, ({ question, papers }) => {
        const counts: Record<string, number> = {};
        for (const paper of papers) {
          const word = writePaper(question, paper);
          counts[word] = (counts[word] ?? 0) + 1;
        }
        const result = countQuestion(question, counts);
        for (const language of ['fr', 'en'] as const) {
          const text = explainQuestion(question, result, language);
          for (const winner of result.winners) {
            expect(text).toContain(question.options.find(({ id }) => id === winner)?.label);
          }
          expect(text).toMatch(/^\S.*\.$/);
          expect(text).not.toMatch(/undefined|null|NaN|\{|\[|\s{2}/);
          // Who is not among several firsts is not told to be tied.
          if (result.winners.length === 1) expect(text).not.toMatch(/^(?:Égalité|Tie)/);
          else if (result.winners.length > 1) expect(text).toMatch(/^(?:Égalité|Tie)/);
        }
      }),
      { numRuns: 400 }
    );
  });

  it('names nobody where there are too many orders of elimination to follow', () => {
    const options = Array.from('abcdefghijklmnopqrst', (id) => ({ id, label: `Rue ${id}` }));
    const asked = { method: 'instant-runoff@1', options } as const;
    const pairs = options.flatMap(({ id }) =>
      options.filter((other) => other.id !== id).map((other) => [`${id}>${other.id}`, 1])
    );
    const result = countQuestion(asked, Object.fromEntries(pairs));
    expect(result.ballots).toBe(380);
    expect(explainQuestion(asked, result, 'fr')).toBe(
      'Au tour 1, rien ne dit laquelle des dernières éliminer, et les ordres d’élimination possibles sont trop nombreux pour être tous suivis\u00a0: aucune option ne peut être dite gagnante.'
    );
    expect(explainQuestion(asked, result, 'en')).toBe(
      'In round 1 nothing says which of the last ones drops out, and there are too many orders of elimination to follow them all: no option can be named as the winner.'
    );
  });

  it('claims a majority, and that nobody is preferred to all others, only where it is so', () => {
    fc.assert(
      fc.property(boxes, ({ question, papers }) => {
        const counts: Record<string, number> = {};
        for (const paper of papers) {
          const word = writePaper(question, paper);
          counts[word] = (counts[word] ?? 0) + 1;
        }
        const result = countQuestion(question, counts);
        const text = explainQuestion(question, result, 'en');
        const claimed = /(\d+) of (\d+) ballots? .* more than half/.exec(text);
        if (claimed !== null) expect(Number(claimed[1]) * 2).toBeGreaterThan(Number(claimed[2]));
        if (result.method !== 'schulze@1' || result.winners.length !== 1) return;
        // Counted anew from the papers, not read off the matrix.
        const { options } = question;
        const beats = (one: string, other: string) => {
          const rank = (paper: Paper, option: string) => {
            const ranking = 'ranking' in paper ? paper.ranking : [];
            const at = ranking.findIndex((group) => group.includes(option));
            return at < 0 ? ranking.length : at;
          };
          const margin = papers.map((paper) => Math.sign(rank(paper, other) - rank(paper, one)));
          return margin.reduce((sum, one) => sum + one, 0) > 0;
        };
        const preferredToAll = options.filter(({ id }) =>
          options.every((other) => other.id === id || beats(id, other.id))
        );
        const says = text.includes('no option is preferred to all others');
        expect(says).toBe(preferredToAll.length === 0);
        if (!says) expect(text).toContain(`“${preferredToAll[0]?.label}” comes first`);
      }),
      { numRuns: 600 }
    );
  });

  it('is told of an option by its name where the question does not know it any more', () => {
    const question = { method: 'approval@1' as const, options: [{ id: 'a' }, { id: 'b' }] };
    const result = countQuestion(question, { b: 2 });
    expect(explainQuestion({ options: [] }, result, 'en')).toContain('“b” comes first');
  });
});

function paperOf(
  method: QuestionMethod,
  marks: readonly number[],
  options: readonly string[]
): Paper {
  const marked = options.flatMap((option, index) => {
    const mark = marks[index] ?? 0;
    return mark === 0 ? [] : [{ option, mark }];
  });
  switch (method) {
    case 'approval@1':
      return { method, approved: marked.map(({ option }) => option) };
    case 'majority-judgment@1':
      return {
        method,
        grades: Object.fromEntries(
          marked.map(({ option, mark }) => [option, grades[mark - 1] as string])
        ),
      };
    case 'schulze@1': {
      const ranks = [...new Set(marked.map(({ mark }) => mark))].sort();
      return {
        method,
        ranking: ranks.map((rank) =>
          marked.filter(({ mark }) => mark === rank).map(({ option }) => option)
        ),
      };
    }
    case 'instant-runoff@1':
      return {
        method,
        ranking: [...marked].sort((a, b) => a.mark - b.mark).map(({ option }) => [option]),
      };
  }
}

const boxes = fc
  .record({
    method: fc.constantFrom(...questionMethods),
    size: fc.integer({ min: 2, max: 5 }),
    ballots: fc.array(fc.array(fc.nat({ max: 6 }), { minLength: 5, maxLength: 5 }), {
      maxLength: 12,
    }),
  })
  .map(({ method, size, ballots }) => {
    const options = ['a', 'b', 'c', 'd', 'e']
      .slice(0, size)
      .map((id) => ({ id, label: `Option ${id.toUpperCase()}` }));
    const ids = options.map(({ id }) => id);
    return {
      question: { method, options },
      papers: ballots.map((marks) => paperOf(method, marks, ids)),
    };
  });
