import { describe, expect, it } from 'vitest';
import type { Choice } from './queue.ts';
import { noHistory, note, recordedAs, redo, undo } from './undo.ts';

const c = 'c'.repeat(32);
const original: Choice = { collision: c, take: 'original' };
const mine: Choice = { collision: c, take: 'change', change: 'a' };
const standing = (choice: Choice | null) => () => choice;

describe('the decisions of a session', () => {
  it('are undone and redone in turn', () => {
    let history = note(noHistory, { collision: c, before: null, after: original });
    history = note(history, { collision: c, before: original, after: mine });
    const once = undo(history, standing(mine));
    expect(once.step).toEqual({ collision: c, before: mine, after: original });
    const twice = undo(once.history, standing(original));
    expect(twice.step?.after).toBeNull();
    expect(undo(twice.history, standing(null)).step).toBeUndefined();
    const again = redo(twice.history, standing(null));
    expect(again.step?.after).toEqual(original);
    expect(redo(again.history, standing(original)).step?.after).toEqual(mine);
  });

  it('are left alone when somebody else has decided since', () => {
    const history = note(noHistory, { collision: c, before: null, after: original });
    const { step, overtaken, history: left } = undo(history, standing(mine));
    expect(step).toBeUndefined();
    expect(overtaken?.collision).toBe(c);
    expect(left.done).toEqual([]);
  });

  it('cannot be redone after a new one, and one that changes nothing is none', () => {
    const history = note(noHistory, { collision: c, before: null, after: original });
    const undone = undo(history, standing(original)).history;
    expect(note(undone, { collision: c, before: null, after: mine }).undone).toEqual([]);
    expect(note(undone, { collision: c, before: null, after: null })).toBe(undone);
  });

  it('are known again when the server gave new blocks ids of its own', () => {
    const blocks = (id: string): Choice => ({
      collision: c,
      take: 'blocks',
      blocks: [{ type: 'paragraph', id, children: [{ text: 'Neuf.' }] }],
    });
    const history = note(noHistory, { collision: c, before: null, after: blocks('mine') });
    expect(undo(history, standing(blocks('theirs'))).step).toBeUndefined();
    const known = recordedAs(history, c, blocks('mine'), blocks('theirs'));
    expect(undo(known, standing(blocks('theirs'))).step?.after).toBeNull();
    expect(recordedAs(history, c, original, original)).toBe(history);
  });
});
