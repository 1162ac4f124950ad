import { describe, expect, it, vi } from 'vitest';
import { findingCodes, verify } from '../src/verify/index.ts';
import { dice, type Story, type StoryOptions, tell } from './edition.ts';
import { filesOf, listsOf, sourceOf } from './edition-files.ts';
import { resign, type Tampering } from './tampering/hands.ts';
import { tamperings } from './tampering/index.ts';

// A machine may have other things to do.
vi.setConfig({ testTimeout: 60_000 });

const seeds = [11, 12, 13];

const stories = new Map<string, Story>();

/** The story of that seed and kind, told once: its lists are copies. */
function told(seed: number, options: Partial<StoryOptions>): Story {
  const name = JSON.stringify([seed, options]);
  const story = stories.get(name) ?? tell(seed, { acts: 90, ...options });
  stories.set(name, story);
  return story;
}

/** Codes that the verifier finds in an edition of that seed, tampered with; null where there was nothing to tamper with. */
async function found({ story: options, resigned, change }: Tampering, seed: number) {
  const story = told(seed, options ?? {});
  const lists = listsOf(story);
  if (change(lists, story, dice(seed)) === false) return null;
  if (resigned) resign(lists, story);
  return verify(sourceOf(filesOf(lists)));
}

describe('tampering is named, with sums that fit it', () => {
  it.each(tamperings)('$name: $code', async (tampering) => {
    let times = 0;
    for (const seed of seeds) {
      const report = await found(tampering, seed);
      if (report === null) continue;
      times += 1;
      expect(report.trouble).toBeNull();
      expect(report.verdict).toBe('findings');
      expect(Object.keys(report.totals)).toContain(tampering.code);
      // An operator that signs anew makes more things wrong than one; who only edits files does not.
      const codes = Object.keys(report.totals).filter((code) => code !== tampering.code);
      if (!tampering.resigned && tampering.code !== 'checkpoint-forked') {
        expect(codes.filter((code) => !tampering.also?.includes(code as never))).toEqual([]);
      }
      // Each told finding belongs to the check that failed for it.
      for (const { check, code } of report.findings) expect(findingCodes[check]).toContain(code);
    }
    expect(times).toBeGreaterThan(0);
  });
});
