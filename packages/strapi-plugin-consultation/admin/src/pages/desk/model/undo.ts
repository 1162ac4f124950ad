import { same } from '../../../lib/same.ts';
import type { Choice } from './queue.ts';

/** One decision of this session, with what stood before it. */
export interface Step {
  readonly collision: string;
  readonly before: Choice | null;
  readonly after: Choice | null;
}

/** What can be undone and redone, oldest first. */
export interface History {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

export const noHistory: History = { done: [], undone: [] };
const longest = 500;

/** Notes a decision. What was undone before it cannot be redone any more. */
export function note(history: History, step: Step): History {
  if (same(step.before, step.after)) return history;
  return { done: [...history.done, step].slice(-longest), undone: [] };
}

export interface Stepped {
  readonly history: History;
  /** What to decide now. */
  readonly step?: Step;
  /** Somebody else has decided on it since: it stays as it is, and is forgotten here. */
  readonly overtaken?: Step;
}

/** Takes the last decision back, unless something else stands there by now. */
export function undo(
  { done, undone }: History,
  current: (collision: string) => Choice | null
): Stepped {
  const last = done.at(-1);
  if (last === undefined) return { history: { done, undone } };
  const rest = done.slice(0, -1);
  if (!same(current(last.collision), last.after)) {
    return { history: { done: rest, undone }, overtaken: last };
  }
  const step = { collision: last.collision, before: last.after, after: last.before };
  return { history: { done: rest, undone: [...undone, last] }, step };
}

/** Decides once more what was undone last, unless something else stands there by now. */
export function redo(
  { done, undone }: History,
  current: (collision: string) => Choice | null
): Stepped {
  const last = undone.at(-1);
  if (last === undefined) return { history: { done, undone } };
  const rest = undone.slice(0, -1);
  if (!same(current(last.collision), last.before)) {
    return { history: { done, undone: rest }, overtaken: last };
  }
  return { history: { done: [...done, last], undone: rest }, step: last };
}

/** The server may keep a decision in other words than it was sent (ids of new blocks are its own): the same decision. */
export function recordedAs(
  history: History,
  collision: string,
  sent: Choice | null,
  kept: Choice | null
): History {
  if (same(sent, kept)) return history;
  const renamed = (choice: Choice | null) => (same(choice, sent) ? kept : choice);
  const rename = (step: Step) =>
    step.collision === collision
      ? { collision, before: renamed(step.before), after: renamed(step.after) }
      : step;
  return { done: history.done.map(rename), undone: history.undone.map(rename) };
}
