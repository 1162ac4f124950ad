import { grades, type Question, questionMethods, readPaper } from 'consultation-core/vote';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOf, fieldOf, filledOf } from './papers.ts';

const question = (method: Question['method']): Question => ({
  id: 'q',
  title: 'Which?',
  explanation: '',
  method,
  options: ['a', 'b', 'c', 'd'].map((id) => ({ id, label: id.toUpperCase() })),
});
const filled = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([option, value]) => [fieldOf(option), value]));

describe('a paper that is filled in', () => {
  it.each([
    ['approval@1', { c: '1', a: '1' }, 'a,c'],
    ['majority-judgment@1', { b: 'good', a: 'to-reject' }, 'a:to-reject,b:good'],
    ['schulze@1', { a: '2', b: '1', c: '2' }, 'b>a=c'],
    ['instant-runoff@1', { a: '2', d: '1', b: ' 3 ' }, 'd>a>b'],
  ] as const)('is one word: %s', (method, values, word) => {
    expect(answerOf(question(method), filled(values))).toEqual({ choice: word });
  });

  it('says what is wrong with it, and where', () => {
    const nothing = { kind: 'nothing', field: 'vote-choices' };
    for (const method of questionMethods) {
      expect(answerOf(question(method), {})).toEqual({ mistakes: [nothing] });
      expect(answerOf(question(method), filled({ a: ' ' }))).toEqual({ mistakes: [nothing] });
    }
    const gap = { kind: 'gap', field: 'option-b', option: 'b', missing: 2, rank: 3 };
    for (const method of ['schulze@1', 'instant-runoff@1'] as const) {
      expect(answerOf(question(method), filled({ a: '1', b: '3' }))).toEqual({ mistakes: [gap] });
    }
    // Two first and one third, as in sports: the gap is told where ranks may be shared, the shared rank where not.
    const sports = filled({ a: '1', c: '1', b: '3' });
    expect(answerOf(question('schulze@1'), sports)).toEqual({ mistakes: [gap] });
    expect(answerOf(question('instant-runoff@1'), sports)).toEqual({
      mistakes: [{ kind: 'same-rank', field: 'option-c', options: ['a', 'c'], rank: 1 }],
    });
  });

  it.each([
    ['approval@1', 'on'],
    ['majority-judgment@1', 'excellent'],
    ['schulze@1', '0'],
    ['schulze@1', '1.5'],
    ['schulze@1', '100'],
    ['instant-runoff@1', 'first'],
  ] as const)('holds nothing that no form of %s offers: %s', (method, value) => {
    expect(answerOf(question(method), filled({ b: value }))).toEqual({
      mistakes: [{ kind: 'unknown', field: 'option-b', option: 'b' }],
    });
  });

  it('is the same once more when the word of it is filled in again', () => {
    const values = fc.tuple(...['a', 'b', 'c', 'd'].map(() => fc.nat({ max: 6 })));
    fc.assert(
      fc.property(fc.constantFrom(...questionMethods), values, (method, marks) => {
        const asked = question(method);
        const given = asked.options.flatMap(({ id }, index): [string, string][] => {
          const mark = marks[index] ?? 0;
          if (mark === 0) return [];
          if (method === 'approval@1') return [[id, '1']];
          return [[id, method === 'majority-judgment@1' ? (grades[mark - 1] ?? '') : String(mark)]];
        });
        const form = filled(Object.fromEntries(given));
        const read = answerOf(asked, form);
        if ('mistakes' in read) return;
        expect(readPaper(asked, read.choice)).not.toBeNull();
        expect(filledOf(asked, read.choice)).toEqual(form);
      })
    );
  });

  it('is empty for a blank ballot, for none, and for a word that is none', () => {
    for (const word of ['blank', null, 'c,a', 'x']) {
      expect(filledOf(question('approval@1'), word)).toEqual({});
    }
  });
});
