import type { RecordedResolution } from 'consultation-core/contract';
import { describe, expect, it } from 'vitest';
import { persist, restore, type Store } from './outbox-store.ts';
import {
  type Choice,
  confirmed,
  dismiss,
  effective,
  emptyOutbox,
  enqueue,
  markTried,
  type Outbox,
  overtaken,
  refreshConflicts,
  refuse,
} from './queue.ts';

const c1 = '1'.repeat(32);
const c2 = '2'.repeat(32);
const original = (collision: string): Choice => ({ collision, take: 'original' });
const take = (collision: string, change: string): Choice => ({ collision, take: 'change', change });
let clock = 0;
const decide = (
  outbox: Outbox,
  key: string,
  resolution: Choice | null,
  revision = 0,
  collision = resolution?.collision ?? c1,
  standing: Choice | null = null
) => {
  clock += 1;
  const at = new Date(clock).toISOString();
  return enqueue(outbox, { key, collision, resolution, revision, version: 1, at }, standing);
};
const recorded = (resolution: Choice, revision: number): RecordedResolution => ({
  collision: resolution.collision,
  resolution,
  revision,
  by: 'Ada',
  at: '2026-01-01T00:00:00.000Z',
});

describe('decisions that are not at the server yet', () => {
  it('give way to a later one on the same collision, as long as none was sent', () => {
    let outbox = decide(emptyOutbox, 'a', original(c1));
    outbox = decide(outbox, 'b', take(c2, 'x'));
    outbox = decide(outbox, 'c', take(c1, 'y'));
    expect(outbox.queue.map(({ key }) => key)).toEqual(['b', 'c']);
  });

  it('are not sent when they are what the server has, as after undoing one that was never sent', () => {
    const outbox = decide(emptyOutbox, 'a', original(c1));
    expect(decide(outbox, 'b', null).queue).toEqual([]);
    expect(decide(emptyOutbox, 'a', original(c1), 2, c1, original(c1)).queue).toEqual([]);
    // One that was sent may have arrived: taking it back is sent too.
    expect(decide(markTried(outbox, 'a'), 'b', null).queue.map(({ key }) => key)).toEqual([
      'a',
      'b',
    ]);
  });

  it('stay in front once sent, since the server may have them; what follows builds on the answer', () => {
    let outbox = markTried(decide(emptyOutbox, 'a', original(c1), 3), 'a');
    outbox = decide(outbox, 'b', take(c1, 'y'), 3);
    expect(outbox.queue.map(({ key }) => key)).toEqual(['a', 'b']);
    outbox = confirmed(outbox, 'a', recorded(original(c1), 4));
    expect(outbox.queue).toMatchObject([{ key: 'b', revision: 4 }]);
  });

  it('are shown in the place of what is recorded, also when they take it back', () => {
    const known = [recorded(original(c1), 1), recorded(original(c2), 1)];
    const outbox = decide(
      decide(emptyOutbox, 'a', take(c1, 'x'), 1),
      'b',
      null,
      1,
      c2,
      original(c2)
    );
    expect([...effective(known, outbox.queue)]).toEqual([[c1, take(c1, 'x')]]);
  });

  it('ask when somebody else decided: the newest of mine against theirs', () => {
    let outbox = markTried(decide(emptyOutbox, 'a', original(c1)), 'a');
    outbox = decide(outbox, 'b', take(c1, 'mine'));
    outbox = overtaken(outbox, 'a', recorded(take(c1, 'theirs'), 1));
    expect(outbox.queue).toEqual([]);
    expect(outbox.conflicts).toMatchObject([
      { mine: { key: 'b' }, theirs: { revision: 1, resolution: { change: 'theirs' } } },
    ]);
    // Mine after all: it is decided anew, onto theirs.
    const kept = decide(outbox, 'c', take(c1, 'mine'), 0);
    expect(kept.conflicts).toEqual([]);
    expect(kept.queue).toMatchObject([{ key: 'c', revision: 1 }]);
    expect(dismiss(outbox, c1).conflicts).toEqual([]);
  });

  it('do not ask when both decided the same', () => {
    const outbox = decide(emptyOutbox, 'a', take(c1, 'x'));
    const theirs = { ...recorded({ change: 'x', take: 'change', collision: c1 }, 1) };
    expect(overtaken(outbox, 'a', theirs)).toEqual(emptyOutbox);
  });

  it('ask with the newest of theirs, and no longer when they come round to mine', () => {
    const asked = overtaken(
      decide(emptyOutbox, 'a', take(c1, 'mine')),
      'a',
      recorded(original(c1), 1)
    );
    const newer = refreshConflicts(asked, [recorded(take(c1, 'other'), 2)]);
    expect(newer.conflicts).toMatchObject([{ theirs: { revision: 2 } }]);
    expect(refreshConflicts(newer, [recorded(take(c1, 'mine'), 3)]).conflicts).toEqual([]);
    expect(refreshConflicts(newer, [recorded(original(c1), 1)])).toBe(newer);
  });

  it('that are refused are told and stop nothing behind them', () => {
    let outbox = decide(decide(emptyOutbox, 'a', original(c1)), 'b', original(c2));
    outbox = refuse(outbox, 'a', 'The version is published.');
    expect(outbox.queue.map(({ key }) => key)).toEqual(['b']);
    expect(outbox.refused).toMatchObject([{ mine: { key: 'a' } }]);
  });
});

function memory(): Store & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

describe('the browser', () => {
  it('keeps them over a crash, in their order, with conflicts and refusals', () => {
    const store = memory();
    let outbox = decide(emptyOutbox, 'z', original(c1));
    outbox = decide(outbox, 'a', take(c2, 'x'));
    outbox = markTried(overtaken(outbox, 'z', recorded(take(c1, 'y'), 1)), 'a');
    expect(persist(store, 'desk.', emptyOutbox, outbox)).toBe(true);
    expect(restore(store, 'desk.')).toEqual(outbox);
    expect(restore(store, 'other.')).toEqual(emptyOutbox);
    persist(store, 'desk.', outbox, emptyOutbox);
    expect(store.kept.size).toBe(0);
  });

  it('keeps those of two windows, neither of which knows of the other', () => {
    const store = memory();
    persist(store, 'd.', emptyOutbox, decide(emptyOutbox, 'one', original(c1)));
    persist(store, 'd.', emptyOutbox, decide(emptyOutbox, 'two', original(c2)));
    expect(restore(store, 'd.').queue.map(({ key }) => key)).toEqual(['one', 'two']);
  });

  it('that keeps nothing says so, and a damaged entry breaks nothing', () => {
    const full: Store = {
      ...memory(),
      length: 0,
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    const outbox = decide(emptyOutbox, 'a', original(c1));
    expect(persist(full, 'd.', emptyOutbox, outbox)).toBe(false);
    const store = memory();
    store.setItem('d.queue.x', '{');
    expect(restore(store, 'd.')).toEqual(emptyOutbox);
  });
});
