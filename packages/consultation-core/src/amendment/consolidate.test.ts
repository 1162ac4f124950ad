import { describe, expect, it } from 'vitest';
import { attribution, type Change, type Edit, type Resolution } from '../change/index.ts';
import { type Block, type Body, blockText, inlineText } from '../text/index.ts';
import { type Adopted, consolidate } from './index.ts';

const p = (id: string, text: string): Block => ({ type: 'paragraph', id, children: [{ text }] });
const h = (id: string, label: string): Block => ({
  type: 'heading',
  id,
  rank: 'article',
  label,
  children: [{ text: '' }],
});
const base: Body = [
  h('a1', 'Article 1'),
  p('p1', 'alpha beta gamma'),
  p('p2', 'delta'),
  p('p3', 'epsilon'),
  h('a2', 'Article 2'),
  p('q1', 'zeta'),
  p('q2', 'eta'),
];
const change = (...edits: Edit[]): Change => ({ algorithm: 'change@1', edits });
const words = (block: string, at: number, remove: string, insert: string): Edit => ({
  kind: 'words',
  block,
  edits: [
    {
      at,
      remove: remove === '' ? [] : [{ text: remove }],
      insert: insert === '' ? [] : [{ text: insert }],
    },
  ],
});
let number = 0;
const adopted = (id: string, wants: Change, more: Partial<Adopted> = {}): Adopted => {
  number += 1;
  return { id, number, change: wants, ...more };
};
const text = (body: Body) => body.map((block) => blockText(block));
const outcomes = ({ fates }: ReturnType<typeof consolidate>) =>
  fates.map(({ change: id, outcome }) => `${id} ${outcome.kind}`);

describe('amendments with sub-amendments', () => {
  const parent = adopted('P', change(words('p1', 0, 'alpha', 'neuf mots')));
  const sub = adopted('S', change(words('p1', 0, 'neuf', 'dix')), { parent: 'P' });

  it('are one text, and each is told what became of it', () => {
    const result = consolidate(base, [parent, sub]);
    expect(text(result.body)[1]).toBe('dix mots beta gamma');
    expect(outcomes(result)).toEqual(['P applied', 'S applied']);
    const runs = attribution(base, result)[1]?.runs ?? [];
    expect(runs[0]?.origin).toEqual({ kind: 'changes', changes: ['P', 'S'] });
    const reverse = consolidate(base, [sub, parent]);
    expect(JSON.stringify(reverse.body)).toBe(JSON.stringify(result.body));
  });

  it('are never told to be in the text when their amendment lost or waits', () => {
    const rival = adopted('B', change(words('p1', 0, 'alpha', 'BBB')));
    const open = consolidate(base, [parent, sub, rival]);
    expect(outcomes(open)).toEqual(['P open', 'S open', 'B open']);
    const [{ key = '' } = {}] = open.collisions;
    const lost = consolidate(
      base,
      [parent, sub, rival],
      [{ collision: key, take: 'change', change: 'B' }]
    );
    expect(outcomes(lost)).toEqual(['P lost', 'S lost', 'B applied']);
  });

  it('of which one takes the amendment back leave nothing untold', () => {
    const back = adopted('S', change(words('p1', 0, 'neuf mots', 'alpha')), { parent: 'P' });
    const result = consolidate(base, [parent, back]);
    expect(result.body).toEqual(base);
    expect(outcomes(result)).toEqual(['P lost', 'S applied']);
  });

  it('have collisions of their own, told apart from the same words wanted by others', () => {
    const host = adopted('H', change(words('q1', 0, 'zeta', 'Z')));
    const items = [
      host,
      adopted('H1', change(words('p1', 0, 'alpha', 'one')), { parent: 'H' }),
      adopted('H2', change(words('p1', 0, 'alpha', 'two')), { parent: 'H' }),
      adopted('X', change(words('p1', 0, 'alpha', 'one'))),
      adopted('Y', change(words('p1', 0, 'alpha', 'two'))),
    ];
    const open = consolidate(base, items);
    expect(open.collisions.map(({ within }) => within)).toEqual(['H', undefined]);
    expect(new Set(open.collisions.map(({ key }) => key)).size).toBe(2);
    const decisions = open.collisions.map(
      ({ key }): Resolution => ({ collision: key, take: 'original' })
    );
    const result = consolidate(base, items, decisions);
    expect(result.collisions).toEqual([]);
    expect(result.stale).toEqual([]);
    expect(text(result.body)[1]).toBe('alpha beta gamma');
  });

  it('whose amendment is not adopted are orphans', () => {
    expect(outcomes(consolidate(base, [sub]))).toEqual(['S orphan']);
  });

  it('give way to words of staff that the author accepted', () => {
    const worded = { ...parent, wording: change(words('p1', 0, 'alpha', 'huit mots')) };
    expect(text(consolidate(base, [worded]).body)[1]).toBe('huit mots beta gamma');
  });
});

describe('words of staff on a collision', () => {
  const gone = adopted('A', change({ kind: 'delete', block: p('p2', 'delta'), after: 'p1' }));
  const other = adopted('B', change(words('p2', 0, 'delta', 'D')));

  it('stand where the alinea stood, wherever the one in front of it goes', () => {
    const move = adopted('M', change({ kind: 'move', block: 'p1', from: 'a1', after: 'q2' }));
    const [{ key = '' } = {}] = consolidate(base, [gone, other, move]).collisions;
    const result = consolidate(
      base,
      [gone, other, move],
      [{ collision: key, take: 'blocks', blocks: [p('zz', 'tout neuf')] }]
    );
    expect(result.body.map(({ id }) => id)).toEqual(['a1', 'zz', 'p3', 'a2', 'q1', 'q2', 'p1']);
  });

  it('that are what somebody wants are hers, and those of the original are no edit', () => {
    const [x, y] = [
      adopted('X', change(words('p1', 0, 'alpha', 'one'))),
      adopted('Y', change(words('p1', 0, 'alpha', 'two'))),
    ];
    const [{ key = '' } = {}] = consolidate(base, [x, y]).collisions;
    const by = (word: string) =>
      consolidate(base, [x, y], [{ collision: key, take: 'words', words: [{ text: word }] }]);
    expect(outcomes(by('one'))).toEqual(['X applied', 'Y lost']);
    expect(attribution(base, by('one'))[1]?.runs[0]?.origin).toEqual({
      kind: 'changes',
      changes: ['X'],
    });
    expect(by('alpha').change.edits).toEqual([]);
  });

  it('win over what else is wanted of these blocks, and decide nothing when an id stands in them twice', () => {
    const marker = (id: string, value: string) =>
      adopted(
        id,
        change({ kind: 'attributes', block: 'p2', before: {}, after: { marker: value } })
      );
    const items = [
      marker('A', '1°'),
      marker('B', 'a)'),
      adopted('C', change({ kind: 'move', block: 'p2', from: 'p1', after: 'q2' })),
    ];
    const [{ key = '' } = {}] = consolidate(base, items).collisions;
    const result = consolidate(base, items, [{ collision: key, take: 'blocks', blocks: [] }]);
    expect(result.collisions).toEqual([]);
    expect(outcomes(result)).toEqual(['A lost', 'B lost', 'C lost']);
    const twice = [p('zz', 'un'), p('zz', 'deux')];
    const wrong = consolidate(base, items, [{ collision: key, take: 'blocks', blocks: twice }]);
    expect(wrong.stale).toHaveLength(1);
  });
});

it('alineas that two amendments join to each other collide', () => {
  const join = (id: string, block: string, joined: Block, at: number) =>
    adopted(id, change({ kind: 'join', block, joined, at }));
  const result = consolidate(base, [
    join('A', 'p1', p('p2', 'delta'), 16),
    join('B', 'p2', p('p1', 'alpha beta gamma'), 5),
  ]);
  expect(result.collisions).toHaveLength(1);
  expect(result.body).toEqual(base);
});

it('a section that goes while one of its alineas moves out of it stays whole when somebody writes in it', () => {
  const section = (id: string): Block => ({ ...h(id, id), rank: 'section' }) as Block;
  const law: Body = [
    section('s1'),
    h('a', 'A'),
    p('x', 'un'),
    p('y', 'deux'),
    section('s2'),
    p('z', 'trois'),
  ];
  const gone = adopted(
    'D',
    change(
      { kind: 'move', block: 'x', from: null, after: 'z' },
      ...[0, 1, 3].map((at): Edit => ({ kind: 'delete', block: law[at] as Block, after: null }))
    )
  );
  const inside = adopted('N', change(words('y', 0, 'deux', 'trois')));
  const result = consolidate(law, [gone, inside]);
  expect(result.collisions).toHaveLength(1);
  expect(result.body.map(({ id }) => id)).toEqual(['s1', 'a', 'y', 's2', 'z', 'x']);
  expect(inlineText([{ text: 'deux' }])).toBe(blockText(result.body[2] as Block));
});
