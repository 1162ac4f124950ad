import { attribution, diff, merge } from 'consultation-core/change';
import { type Block, type Body, blockText, inlineText } from 'consultation-core/text';
import { describe, expect, it } from 'vitest';
import { articleOutcomes } from './article-outcome.ts';
import { withoutBlank } from './blank.ts';
import { partlyIn } from './merge.ts';
import { changedRows, isChanged, mergedRows, piecesOf } from './merged-rows.ts';
import { originalWords, outcomeOf } from './outcome.ts';
import { placesOf } from './places.ts';

const p = (id: string, text: string): Block => ({ type: 'paragraph', id, children: [{ text }] });
const article = (id: string, label: string): Block => ({
  type: 'heading',
  id,
  rank: 'article',
  label,
  children: [{ text: '' }],
});
const base: Body = [
  article('A', 'Article 1'),
  p('a1', 'Le délai est de six mois à compter du dépôt.'),
  p('a2', 'Cet alinéa disparaît.'),
  article('B', 'Article 2'),
  p('b1', 'Rien ne change.'),
];
const edit = (
  changes: Readonly<Record<string, string | null>>,
  more: readonly Block[] = []
): Body =>
  base.flatMap((block): Block[] => {
    const text = changes[block.id];
    const own = text === undefined ? [block] : text === null ? [] : [p(block.id, text)];
    return block.id === 'a1' ? [...own, ...more] : own;
  });
const named = (id: string, rank: number, after: Body) => ({ id, rank, change: diff(base, after) });
const shorter = named('x', 1, edit({ a1: 'Le délai est de deux mois à compter du dépôt.' }));
const longer = named('y', 2, edit({ a1: 'Le délai est de neuf mois à compter du dépôt.' }));
const without = named('z', 3, edit({ a2: null }, [p('n', 'Un alinéa neuf.')]));

function merged(
  changes: readonly ReturnType<typeof named>[],
  resolutions: Parameters<typeof merge>[2] = []
) {
  const consolidated = { ...merge(base, changes, resolutions), changes };
  return { consolidated, attributed: attribution(base, consolidated) };
}
const places = placesOf(base);

describe('the next version, row by row', () => {
  const next = merged([shorter, without]);
  const rows = mergedRows(base, next.consolidated, next.attributed, places, 'A');

  it('of one article has what stands and what goes, where it stood', () => {
    expect(rows.map(({ kind, block }) => [kind, block.id])).toEqual([
      ['stands', 'A'],
      ['stands', 'a1'],
      ['goes', 'a2'],
      ['stands', 'n'],
    ]);
    expect(rows[2]).toMatchObject({ origin: { kind: 'changes', changes: ['z'] } });
    expect(mergedRows(base, next.consolidated, next.attributed, places)).toHaveLength(6);
  });

  it('tells what is not as it was', () => {
    expect(rows.map(isChanged)).toEqual([false, true, true, true]);
    expect(
      mergedRows(base, next.consolidated, next.attributed, places, 'B').map(isChanged)
    ).toEqual([false, false]);
  });

  it('is cut into pieces that lose no word, each with its origin', () => {
    for (const { id, runs, removed } of next.attributed) {
      const pieces = piecesOf(runs, removed);
      const words = (kind: string) =>
        pieces
          .filter((one) => one.kind === kind)
          .map(({ children }) => inlineText(children))
          .join('');
      const block = next.consolidated.body.find((one) => one.id === id) as Block;
      expect(words('stands')).toBe(blockText(block));
      expect(words('gone')).toBe(removed.map(({ children }) => inlineText(children)).join(''));
    }
    const own = next.attributed.find(({ id }) => id === 'a1');
    const pieces = piecesOf(own?.runs ?? [], own?.removed ?? []);
    expect(
      pieces.map(({ kind, origin, children }) => [kind, origin.kind, inlineText(children)])
    ).toEqual([
      ['stands', 'original', 'Le délai est de '],
      ['gone', 'changes', 'six'],
      ['stands', 'changes', 'deux'],
      ['stands', 'original', ' mois à compter du dépôt.'],
    ]);
  });

  it('names who asked for both once, where words take the place of others', () => {
    const own = next.attributed.find(({ id }) => id === 'a1');
    const pieces = piecesOf(own?.runs ?? [], own?.removed ?? []);
    expect(pieces.map(({ ends }) => ends)).toEqual([true, false, true, true]);
  });

  it('shows what differs below its heading', () => {
    const all = mergedRows(base, next.consolidated, next.attributed, places);
    expect(changedRows(all).map(({ block }) => block.id)).toEqual(['A', 'a1', 'a2', 'n']);
  });

  it('cuts a run where words were taken out of its middle', () => {
    const runs = [{ children: [{ text: 'un trois' }], origin: { kind: 'original' } as const }];
    const removed = [
      {
        at: 3,
        children: [{ text: 'deux ' }],
        origin: { kind: 'changes', changes: ['x'] } as const,
      },
    ];
    expect(piecesOf(runs, removed).map(({ kind, ends }) => [kind, ends])).toEqual([
      ['stands', false],
      ['gone', true],
      ['stands', true],
    ]);
  });
});

describe('a collision', () => {
  const { collisions } = merged([shorter, longer]).consolidated;
  const [collision] = collisions;
  if (collision === undefined) throw new Error('They collide.');
  const shared = { collision: collision.key };
  const text = (body: Body) => body.map(blockText);

  it('becomes what a decision says, the same as the core makes of it', () => {
    const decisions = [
      { ...shared, take: 'original' },
      { ...shared, take: 'change', change: 'y' },
      { ...shared, take: 'words', words: [{ text: 'trois' }] },
    ] as const;
    for (const decision of decisions) {
      const { body } = merged([shorter, longer], [decision]).consolidated;
      expect(text(outcomeOf(collision, decision))).toEqual(
        text(body.filter(({ id }) => collision.blocks.includes(id)))
      );
    }
    expect(inlineText(originalWords(collision))).toBe('six');
    expect(outcomeOf(collision, null)).toBe(collision.before);
  });
});

describe('articles in the next version', () => {
  it('are untouched, adjusted, moved or gone', () => {
    const three: Body = [...base, article('C', 'Article 3'), p('c1', 'Trois.')];
    const [A, a1, a2, B, b1, C, c1] = three as [Block, Block, Block, Block, Block, Block, Block];
    const outcome = (after: Body) => Object.fromEntries(articleOutcomes(three, after));
    expect(outcome(three)).toEqual({ A: 'untouched', B: 'untouched', C: 'untouched' });
    expect(outcome([A, a1, B, b1, C, c1])).toMatchObject({ A: 'adjusted', B: 'untouched' });
    expect(outcome([A, a1, a2, C, c1])).toEqual({ A: 'untouched', B: 'gone', C: 'untouched' });
    expect(outcome([C, c1, A, a1, a2, B, b1])).toEqual({ A: 'moved', B: 'untouched', C: 'moved' });
    const between: Body = [A, a1, a2, article('N', 'Article 1 bis'), p('n', 'Neuf.'), B, b1, C, c1];
    expect(outcome(between)).toMatchObject({ B: 'untouched' });
  });

  it('are written without alineas that were added and left empty', () => {
    const after = [...base, p('new', ' '), p('full', 'Plein.')];
    expect(withoutBlank(base, after).map(({ id }) => id)).not.toContain('new');
    expect(withoutBlank([p('a', 'x')], [p('a', '')])).toHaveLength(1);
  });
});

it('an amendment of which one thing lost against another is told to be in the text in part', () => {
  const both = named(
    'w',
    4,
    edit({ a1: 'Le délai est de neuf mois à compter du dépôt.', b1: 'Tout change.' })
  );
  const { collisions } = merged([shorter, both]).consolidated;
  const key = collisions[0]?.key ?? '';
  const decided = merged([shorter, both], [{ collision: key, take: 'change', change: 'x' }]);
  expect(partlyIn(decided.consolidated)).toMatchObject([
    { id: 'w', some: true, lost: [{ kind: 'words', block: 'a1' }] },
  ]);
  expect(partlyIn(merged([shorter, without]).consolidated)).toEqual([]);
});
