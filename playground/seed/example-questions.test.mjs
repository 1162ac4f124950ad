import { readPaper } from 'consultation-core/vote';
import { describe, expect, it } from 'vitest';
import { exampleBallots, exampleQuestions } from './example-questions.mjs';

const from = '2026-01-12T08:00:00.000Z';
const to = '2026-01-26T02:00:00.000Z';

describe('the invented answers', () => {
  const acts = exampleBallots(from, to);

  it('are papers of their questions, of every kind, the same each time', () => {
    expect(exampleBallots(from, to)).toEqual(acts);
    for (const question of exampleQuestions) {
      const target = `question:${question.id}`;
      const words = acts.flatMap((act) =>
        act.target === target && act.choice !== null ? [act.choice] : []
      );
      expect(words.length).toBeGreaterThan(150);
      expect(words.filter((word) => readPaper(question, word) === null)).toEqual([]);
      expect(words).toContain('blank');
    }
    expect(acts.some(({ choice }) => choice?.includes('='))).toBe(true);
    expect(acts.some(({ choice }) => choice === null)).toBe(true);
  });

  it('come one after the other, and nobody takes back what is not there', () => {
    const box = new Set();
    let last = from;
    for (const { at, voter, target, choice } of acts) {
      expect(last <= at && at < to).toBe(true);
      last = at;
      const seat = `${voter} ${target}`;
      if (choice === null) expect(box.delete(seat)).toBe(true);
      else box.add(seat);
    }
    expect(box.size).toBeGreaterThan(300);
  });

  it('say what they are wherever they are shown', () => {
    for (const { title, explanation } of exampleQuestions) {
      expect(title).toMatch(/^Exemple/);
      expect(explanation).toContain('inventé');
    }
  });
});
