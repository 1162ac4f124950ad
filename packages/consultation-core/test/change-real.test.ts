import { describe, expect, it } from 'vitest';
import { type Change, carryIds } from '../src/change/index.ts';
import { blockText } from '../src/text/index.ts';
import { assertLaws } from './laws.ts';
import { chineseLaws, revisions } from './real-data.ts';

const markedWords = (change: Change) =>
  change.edits.reduce((sum, edit) => {
    if (edit.kind === 'insert') return sum + edit.blocks.map(blockText).join('').length;
    if (edit.kind === 'delete') return sum + blockText(edit.block).length;
    if (edit.kind !== 'words') return sum;
    return sum + JSON.stringify(edit.edits.map(({ insert, remove }) => [insert, remove])).length;
  }, 0);

describe('671 revisions of the Code civil', () => {
  it('keep the laws, and mark less than half of what they touch', () => {
    const pairs = revisions();
    expect(pairs).toHaveLength(671);
    let marked = 0;
    let whole = 0;
    for (const { before, after } of pairs) {
      const change = assertLaws(before, carryIds(before, after));
      marked += markedWords(change);
      whole += [...before, ...after].map(blockText).join('').length;
    }
    expect(marked).toBeLessThan(whole / 2);
  }, 60_000);
});

describe('four Chinese laws and their amended versions', () => {
  const names = [
    'organisation of the State Council (1982, 2024), rewritten',
    'legislation (2015, 2023)',
    'diffusion of agricultural techniques (2012, 2024)',
    'protection of minors (2020, 2024)',
  ];

  it.each(chineseLaws().map((pair, index) => [names[index], pair] as const))(
    'keep the laws of changes: %s',
    (_, { before, after }) => {
      const carried = carryIds(before, after);
      expect(carried.map(blockText)).toEqual(after.map(blockText));
      const change = assertLaws(before, carried);
      expect(change.edits.length).toBeGreaterThan(0);
      assertLaws(after, before);
    }
  );

  it('are a difference of words, not of whole articles, though Chinese has no blanks', () => {
    const [, legislation, techniques, minors] = chineseLaws().map(({ before, after }) => {
      const { edits } = assertLaws(before, carryIds(before, after));
      const blocks = edits.filter(({ kind }) => kind === 'insert' || kind === 'delete');
      return { edits: edits.length, blocks: blocks.length };
    });
    for (const law of [legislation, techniques, minors]) {
      expect(law?.edits).toBeGreaterThan(0);
      expect(law?.blocks).toBeLessThan((law?.edits ?? 0) / 2);
    }
  });
});
