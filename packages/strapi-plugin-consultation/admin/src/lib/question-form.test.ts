import { optionLimit, optionPattern } from 'consultation-core/vote';
import { describe, expect, it } from 'vitest';
import { letters, moved, newOption, newQuestion, questionProblem } from './question-form.ts';

const none: ReadonlySet<string> = new Set();
const question = (...labels: string[]) => ({
  ...newQuestion([], none),
  title: 'Which?',
  options: labels.map((label, n) => ({ id: letters(n), label })),
});

describe('names', () => {
  it('are letters in their order, each such as an option can have', () => {
    const names = Array.from({ length: 800 }, (_, n) => letters(n));
    expect(names.slice(0, 3)).toEqual(['a', 'b', 'c']);
    expect(names.slice(25, 29)).toEqual(['z', 'aa', 'ab', 'ac']);
    expect(names.slice(701, 703)).toEqual(['zz', 'aaa']);
    expect(new Set(names).size).toBe(800);
    expect(names.every((name) => optionPattern.test(name))).toBe(true);
  });

  it('of what was removed are not given again', () => {
    const { options } = question('x', 'y', 'z');
    expect(newOption(options, none).id).toBe('d');
    expect(newOption(options.slice(0, 2), new Set(['c'])).id).toBe('d');
    expect(newOption(options.slice(1), none).id).toBe('a');
    expect(newQuestion([question()], none).id).toBe('q2');
    expect(newQuestion([], new Set(['q1', 'q2'])).id).toBe('q3');
  });
});

it('something moves as far as there are places, and nothing is lost', () => {
  const list = ['a', 'b', 'c'];
  expect(moved(list, 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(list, 2, -2)).toEqual(['c', 'a', 'b']);
  expect(moved(list, 0, -1)).toBe(list);
  expect(moved(list, 2, 1)).toBe(list);
  expect(moved(list, 9, 1)).toBe(list);
});

it('what cannot be asked is told', () => {
  expect(questionProblem(question('x', 'y'))).toBeNull();
  expect(questionProblem({ ...question('x', 'y'), title: '  ' })).toBe('title');
  expect(questionProblem(question('x'))).toBe('few');
  expect(questionProblem(question('x', ' '))).toBe('label');
  expect(questionProblem(question('x', 'y', ' x'))).toBe('same');
  const many = Array.from({ length: optionLimit + 1 }, (_, n) => `${n}`);
  expect(questionProblem(question(...many))).toBe('many');
  expect(questionProblem(question(...many.slice(1)))).toBeNull();
});
