import { optionLimit, type Question } from 'consultation-core/vote';

/** Questions that a consultation has at most. */
export const questionLimit = 30;

/** Number `n` of the names a, b, … z, aa, ab, …, from 0. */
export function letters(n: number): string {
  const last = String.fromCharCode(97 + (n % 26));
  return n < 26 ? last : `${letters(Math.floor(n / 26) - 1)}${last}`;
}

/** The first name that is not taken: names of what was removed stay taken while somebody edits. */
function fresh(taken: ReadonlySet<string>, nameOf: (n: number) => string): string {
  let n = 0;
  while (taken.has(nameOf(n))) n += 1;
  return nameOf(n);
}

type Option = Question['options'][number];

/** An option without words. `gone`: names of options that the question had. */
export function newOption(options: readonly Option[], gone: ReadonlySet<string>): Option {
  const taken = new Set([...gone, ...options.map(({ id }) => id)]);
  return { id: fresh(taken, letters), label: '' };
}

/** A question to be filled in. `gone`: names of questions that there were. */
export function newQuestion(questions: readonly Question[], gone: ReadonlySet<string>): Question {
  const taken = new Set([...gone, ...questions.map(({ id }) => id)]);
  return {
    id: fresh(taken, (n) => `q${n + 1}`),
    title: '',
    explanation: '',
    method: 'approval@1',
    options: [
      { id: 'a', label: '' },
      { id: 'b', label: '' },
    ],
  };
}

/** The list with one item some places further on; the same list where there is no such place. */
export function moved<Item>(list: readonly Item[], index: number, by: number): readonly Item[] {
  const item = list[index];
  if (item === undefined || index + by < 0 || index + by >= list.length) return list;
  return list.toSpliced(index, 1).toSpliced(index + by, 0, item);
}

/** Why a question cannot be asked as it is; null where it can. */
export type QuestionProblem = 'title' | 'few' | 'many' | 'label' | 'same' | null;

export function questionProblem({ title, options }: Question): QuestionProblem {
  if (title.trim() === '') return 'title';
  if (options.length < 2) return 'few';
  if (options.length > optionLimit) return 'many';
  const labels = options.map(({ label }) => label.trim());
  if (labels.includes('')) return 'label';
  return new Set(labels).size < labels.length ? 'same' : null;
}
