import type { Choice } from '../vote/index.ts';
import { optionLimit, paperReader, type QuestionRules, questionMethods } from '../vote/index.ts';
import { isPlain, type Plain, word } from './files.ts';

/** A question as the settings of the journal have it. */
export interface AskedQuestion {
  readonly id: string;
  readonly method: string;
  /** Null where the method is none that this verifier knows. */
  readonly rules: QuestionRules | null;
  /** Whether a word is a ballot on it; by a method that is not known every word is. */
  readonly isPaper: (choice: Choice) => boolean;
}

const namePattern = /^[A-Za-z0-9_-]{1,64}$/;

function optionsOf(value: unknown): QuestionRules['options'] | null {
  if (!Array.isArray(value) || value.length < 2 || value.length > optionLimit) return null;
  const options = value.filter(isPlain).map((option) => ({ id: word(option, 'id') }));
  return options.length === value.length ? options : null;
}

/** Ballots are many and papers few: each word is read once. */
function remembering(read: (choice: Choice) => unknown): (choice: Choice) => boolean {
  const known = new Set<Choice>();
  return (choice) => {
    if (known.has(choice)) return true;
    if (read(choice) === null) return false;
    known.add(choice);
    return true;
  };
}

function questionOf(value: Plain): AskedQuestion | null {
  const id = word(value, 'id');
  const name = word(value, 'method');
  const options = optionsOf(value.options);
  if (!namePattern.test(id) || name === '' || options === null) return null;
  const method = questionMethods.find((one) => one === name);
  if (method === undefined) return { id, method: name, rules: null, isPaper: () => true };
  const rules = { method, options };
  try {
    return { id, method: name, rules, isPaper: remembering(paperReader(rules)) };
  } catch {
    return null;
  }
}

/** Questions of the settings, by their targets; null where what is there are none. Journals of before have no list. */
export function questionsOf(value: unknown = []): ReadonlyMap<string, AskedQuestion> | null {
  if (!Array.isArray(value)) return null;
  const questions = value.flatMap((one) => (isPlain(one) && questionOf(one)) || []);
  const byTarget = new Map(questions.map((one) => [`question:${one.id}`, one]));
  return byTarget.size === value.length ? byTarget : null;
}
