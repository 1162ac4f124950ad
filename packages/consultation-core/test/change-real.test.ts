import { describe, expect, it } from 'vitest';
import { type Change, carryIds } from '../src/change/index.ts';
import { blockText } from '../src/text/index.ts';
import { assertLaws } from './laws.ts';
import { revisions } from './real-data.ts';

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
