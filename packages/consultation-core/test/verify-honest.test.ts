import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verify } from '../src/verify/index.ts';
import { type StoryOptions, tell } from './edition.ts';
import { filesOf, listsOf, sourceOf } from './edition-files.ts';

const check = (seed: number, options: Partial<StoryOptions> = {}) => {
  const story = tell(seed, options);
  return verify(sourceOf(filesOf(listsOf(story))));
};

describe('honest data', () => {
  it('give no finding, whatever was done in whatever order', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2 ** 31 }),
        fc.integer({ min: 0, max: 300 }),
        fc.boolean(),
        fc.constantFrom('answer', 'close', 'open'),
        async (seed, acts, sealed, until) => {
          const report = await check(seed, { acts, sealed, until: until as 'open' });
          expect(report.trouble).toBeNull();
          expect(report.findings).toEqual([]);
          expect(report.verdict).toBe('ok');
        }
      ),
      { numRuns: 60 }
    );
  });
});
