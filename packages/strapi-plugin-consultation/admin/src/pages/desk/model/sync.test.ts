import type { DeskView, RecordedResolution } from 'consultation-core/contract';
import { describe, expect, it } from 'vitest';
import { afterVisit, keepSame, newest } from './sync.ts';

const recorded = (collision: string, revision: number): RecordedResolution => ({
  collision,
  resolution: { collision, take: 'original' },
  revision,
  by: 'Ada',
  at: '2026-01-01T00:00:00.000Z',
});
const desk = {
  version: { number: 1, title: 'Version 1', frozenAt: null },
  language: 'fr',
  body: [{ type: 'paragraph', id: 'p', children: [{ text: 'Un.' }] }],
  amendments: [
    { id: 'a', number: 1, status: 'adopted' },
    { id: 'b', number: 2, status: 'submitted' },
  ],
  resolutions: [recorded('x', 1)],
  reasons: [],
  approvals: [],
  secondReader: false,
  opinions: [],
  fingerprint: 'f1',
  revision: 10,
} as unknown as DeskView;
const visit = (part: object) =>
  afterVisit(desk, {
    revision: 10,
    fingerprint: 'f1',
    resolutions: desk.resolutions,
    approvals: [],
    ...part,
  });

describe('what a visit tells', () => {
  it('changes nothing when nothing is new', () => {
    expect(visit({ resolutions: [recorded('x', 1)] })).toEqual({ desk, reload: false });
    expect(visit({ resolutions: [recorded('x', 1)] }).desk).toBe(desk);
  });

  it('needs no loading when all that is new are decisions on collisions', () => {
    const resolutions = [recorded('x', 3), recorded('y', 1)];
    const after = visit({ revision: 13, fingerprint: 'f2', resolutions });
    expect(after.reload).toBe(false);
    expect(after.desk).toMatchObject({ resolutions, revision: 13, fingerprint: 'f2' });
    expect(after.desk.amendments).toBe(desk.amendments);
  });

  it('asks to load when something else is new', () => {
    expect(visit({ revision: 11 }).reload).toBe(true);
    expect(visit({ revision: 12, resolutions: [recorded('x', 2)] }).reload).toBe(true);
  });

  it('that comes late is passed over', () => {
    expect(visit({ revision: 9, fingerprint: 'f0' })).toEqual({ desk, reload: false });
    expect(newest(desk.resolutions, [recorded('x', 0)])).toBe(desk.resolutions);
  });
});

describe('a desk that is loaded again', () => {
  it('keeps what is as before, so that it is not computed again', () => {
    const next = structuredClone(desk);
    const kept = keepSame(desk, next);
    expect(kept.body).toBe(desk.body);
    expect(kept.amendments).toBe(desk.amendments);
    const one = { ...next.amendments[1], status: 'adopted' } as DeskView['amendments'][number];
    const changed = keepSame(desk, {
      ...next,
      amendments: [next.amendments[0] as DeskView['amendments'][number], one],
    });
    expect(changed.amendments[0]).toBe(desk.amendments[0]);
    expect(changed.amendments[1]).toBe(one);
  });

  it('is another one after a new version', () => {
    const next = { ...structuredClone(desk), version: { ...desk.version, number: 2 } };
    expect(keepSame(desk, next)).toBe(next);
  });
});
