import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describe, verify } from '../src/verify/index.ts';
import { dice, type Json, type Story, tell } from './edition.ts';
import { filesOf, type Lists, listsOf, sourceOf } from './edition-files.ts';
import { resign } from './tampering/hands.ts';

const odd: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  2 ** 53,
  '',
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  'x'.repeat(70_000),
  [],
  [[[]]],
  {},
  { kind: 'ballot' },
  JSON.parse('{"__proto__":{"a":1},"toString":1}'),
  '2015-13-45T99:00:00.000Z',
];

/** Puts something odd in the place of a value somewhere in a record, or takes the value out. */
function spoil(value: unknown, roll: ReturnType<typeof dice>): unknown {
  if (typeof value !== 'object' || value === null || roll.below(4) === 0) return roll.one(odd);
  const names = Object.keys(value);
  if (names.length === 0) return roll.one(odd);
  const name = roll.one(names);
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Json;
  if (roll.below(8) === 0) delete copy[name];
  else copy[name] = spoil(copy[name], roll);
  return copy;
}

const names = [
  'journal',
  'checkpoints',
  'ballots',
  'counts',
  'activity',
  'contributions',
  'decisions',
  'versions',
  'orders',
] as const;

function spoiled(story: Story, seed: number): Lists {
  const roll = dice(seed);
  const lists = listsOf(story);
  for (let times = 1 + roll.below(3); times > 0; times -= 1) {
    const name = roll.below(3) === 0 ? roll.one(names) : 'journal';
    const list = lists[name];
    if (list.length === 0) continue;
    const at = roll.below(list.length);
    list[at] = spoil(list[at], roll) as Json;
    if (roll.below(10) === 0) lists.consultation = spoil(lists.consultation, roll) as Json;
    if (name !== 'journal' || roll.below(3) === 0) continue;
    try {
      // An operator that signs whatever it is.
      resign(lists, story);
    } catch {
      // What has no leaf cannot be signed.
    }
  }
  return lists;
}

const stories = [
  tell(81, { acts: 60, until: 'answer' }),
  tell(82, { acts: 60, until: 'open', sealed: true }),
];

it('whatever the files say, the verifier says what is wrong, and does not stumble', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.boolean(), async (seed, first) => {
      const story = stories[first ? 0 : 1] as Story;
      let files: ReturnType<typeof filesOf>;
      try {
        files = filesOf(spoiled(story, seed));
      } catch {
        // The writer of this test cannot write it.
        return;
      }
      const report = await verify(sourceOf(files));
      expect([null, 'datapackage.json cannot be read']).toContain(report.trouble);
      for (const language of ['fr', 'en'] as const) {
        expect(JSON.stringify(describe(report, language))).not.toContain('[object');
      }
    }),
    { numRuns: 150 }
  );
});
