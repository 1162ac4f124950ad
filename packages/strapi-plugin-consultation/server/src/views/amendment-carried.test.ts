import type { AmendmentRevision } from 'consultation-core/contract';
import { describe, expect, it } from 'vitest';
import { carriedOf } from './amendment-carried.ts';

const lost = [{ code: 'words-changed' as const, block: 'p', wanted: 'week', words: 'month' }];
const carried = { from: 1, to: 2, edits: 1, outcome: 'needs-look' as const, lost };
const form = (edits: AmendmentRevision['change']['edits']): AmendmentRevision => ({
  number: 1,
  at: '2026-01-01T00:00:00.000Z',
  ended: 'carried-over',
  base: 1,
  title: 'Sooner',
  change: { algorithm: 'change@1', edits },
  before: [],
  after: [],
});
const seen = form([{ kind: 'move', block: 'p', from: null, after: 'q' }]);
const told = { from: 1, to: 2, outcome: 'needs-look' };

describe('how an amendment came over', () => {
  it('is told with what was lost of the form that it had', () => {
    expect(carriedOf({ carried, edits: 1 }, [seen])).toEqual({ ...told, lost });
  });

  it('is told without words where that form is out of sight', () => {
    expect(carriedOf({ carried, edits: 1 }, [form([])])).toEqual({ ...told, lost: [] });
    expect(carriedOf({ carried, edits: 1 }, [])).toEqual({ ...told, lost: [] });
    // An earlier form that can be seen says nothing of the one that lost them.
    const earlier: AmendmentRevision = { ...seen, ended: 'edited' };
    expect(carriedOf({ carried, edits: 1 }, [earlier, form([])])?.lost).toEqual([]);
  });

  it('is no more once its author has edited it, nor for one that was written where it is', () => {
    expect(carriedOf({ carried, edits: 2 }, [seen])).toBeNull();
    expect(carriedOf({ carried: null, edits: null }, [])).toBeNull();
  });
});
