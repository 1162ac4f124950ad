import type { Question } from 'consultation-core/vote';

/** What a question of the tests offers. */
export const options = [
  { id: 'a', label: 'A library' },
  { id: 'b', label: 'A garden' },
  { id: 'c', label: 'A pool' },
];

const question = (id: string, method: Question['method']): Question => ({
  id,
  title: `What shall be built first (${id})?`,
  explanation: 'The site is the same.\n\nSo is the price.',
  method,
  options,
});

/** One of each method: `q1` by approval, `q2` by grades, `q3` and `q4` by rankings. */
export const questions = [
  question('q1', 'approval@1'),
  question('q2', 'majority-judgment@1'),
  question('q3', 'schulze@1'),
  question('q4', 'instant-runoff@1'),
];
