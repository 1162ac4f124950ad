import { readFileSync } from 'node:fs';
import { diff } from 'consultation-core/change';
import type { DeskAmendment } from 'consultation-core/contract';
import { readMarkdown } from 'consultation-core/formats/markdown';
import { articles, type Block, type Body } from 'consultation-core/text';
import { describe, expect, it } from 'vitest';
import { familiesOf } from './families.ts';
import { ordered, passes, plain } from './filters.ts';
import { type Families, groupsOf } from './groups.ts';
import { markedArticles, outside, placesOf, spanOf, touchedBlocks } from './places.ts';

const bill = readMarkdown(
  readFileSync(
    new URL('../../../../../../../playground/data/projet-de-loi.md', import.meta.url),
    'utf8'
  ),
  {
    makeId: (
      (count) => () =>
        `b${++count}`
    )(0),
  }
).body;
const places = placesOf(bill);
const [first, second] = articles(bill) as [
  ReturnType<typeof articles>[number],
  ReturnType<typeof articles>[number],
];

/** An amendment of the bill that has each block become what `rewrite` says. */
function amendment(
  number: number,
  rewrite: (block: Block) => readonly Block[],
  more: Partial<DeskAmendment> = {}
): DeskAmendment {
  const after: Body = bill.flatMap(rewrite);
  return {
    id: `a${number}`,
    number,
    title: `Titre ${number}`,
    author: 'Ada',
    status: 'submitted',
    article: first.id,
    parent: null,
    change: diff(bill, after),
    before: [],
    after: [],
    justification: '',
    hidden: null,
    decision: null,
    wordings: [],
    ...more,
  } as unknown as DeskAmendment;
}
const append = (id: string | undefined, words: string) => (block: Block) =>
  block.id === id && block.type === 'paragraph'
    ? [{ ...block, children: [...block.children, { text: words }] }]
    : [block];
const [alinea1, alinea2, alinea3] = first.blocks;

describe('the map of a real bill', () => {
  const one = amendment(1, append(alinea2?.id, ' Un.'));
  const two = amendment(2, append(alinea2?.id, ' Deux.'), { status: 'adopted' });
  const gone = amendment(3, (block) => (block.id === alinea3?.id ? [] : [block]));
  const elsewhere = amendment(4, append(second.blocks[0]?.id, ' Ici.'), { article: null });
  const hidden = amendment(5, append(alinea1?.id, ' Non.'), { hidden: {} as never });
  const sub = amendment(6, append(alinea1?.id, ' Sous.'), { parent: 'a1' });
  const all = [one, two, gone, elsewhere, hidden, sub];
  const map = markedArticles(places, all, {
    open: [{ key: 'k', blocks: [alinea2?.id ?? ''] }],
    resolved: [{ key: 'r', blocks: [alinea3?.id ?? ''] }],
  });
  const marked = (id: string | undefined) =>
    map.flatMap(({ blocks }) => blocks).find(({ block }) => block === id);

  it('has every article in order, and every block once', () => {
    expect(map.map(({ id }) => id)).toEqual(articles(bill).map(({ id }) => id));
    const blocks = map.flatMap((article) => article.blocks.map(({ block }) => block));
    expect(new Set(blocks).size).toBe(blocks.length);
    expect(blocks.length).toBeGreaterThan(200);
  });

  it('marks what is wanted where, with alinea numbers; hidden and sub-amendments mark nothing', () => {
    expect(marked(alinea2?.id)).toMatchObject({ alinea: 2, amendments: ['a1', 'a2'], open: ['k'] });
    expect(marked(alinea3?.id)).toMatchObject({ amendments: ['a3'], resolved: ['r'] });
    expect(marked(alinea1?.id)).toMatchObject({ alinea: 1, amendments: [] });
    expect(marked(first.id)).toMatchObject({ alinea: null });
  });

  it('marks the heading alone for what is about the whole article', () => {
    const ids = new Set([first.id, ...first.blocks.map(({ id }) => id)]);
    const deleted = amendment(11, (block) => (ids.has(block.id) ? [] : [block]));
    const [article] = markedArticles(places, [deleted, one], { open: [], resolved: [] });
    expect(article?.blocks.map(({ amendments }) => amendments)).toEqual([
      ['a11'],
      ...first.blocks.map(({ id }) => (id === alinea2?.id ? ['a1'] : [])),
    ]);
  });

  it('counts by article, and finds the article of an amendment that names none', () => {
    const [article1, article2] = map;
    expect(article1).toMatchObject({ undecided: 4, open: ['k'] });
    expect(article1?.amendments.map(({ id }) => id)).toEqual(['a1', 'a2', 'a3', 'a5', 'a6']);
    expect(article2?.amendments.map(({ id }) => id)).toEqual(['a4']);
  });

  it('has a place for what stands outside of the articles only when something is wanted there', () => {
    const chapter = bill.find((block) => places.articleOf.get(block.id) === outside);
    expect(chapter?.type).toBe('heading');
    const renamed = amendment(
      7,
      (block) =>
        block.id === chapter?.id ? [{ ...block, children: [{ text: 'Autre' }] } as Block] : [block],
      { article: null }
    );
    const withIt = markedArticles(places, [renamed], { open: [], resolved: [] });
    expect(withIt.at(-1)).toMatchObject({ id: outside, heading: null, undecided: 1 });
    expect(map.some(({ id }) => id === outside)).toBe(false);
  });

  it('knows the first and the last block that a change touches, also of an insertion', () => {
    const inserted = amendment(8, (block) =>
      block.id === alinea1?.id
        ? [block, { type: 'paragraph', id: 'new', children: [{ text: 'Neuf.' }] }]
        : [block]
    );
    expect(touchedBlocks(inserted.change)).toEqual([alinea1?.id]);
    const both = amendment(9, (block) =>
      append(alinea3?.id, '!')(append(alinea1?.id, '!')(block)[0] as Block)
    );
    expect(spanOf(both.change, places)).toEqual({ first: alinea1?.id, last: alinea3?.id });
  });

  it('orders by number or place, never by support', () => {
    const list = [elsewhere, gone, two, one];
    expect(ordered(list, 'number', places).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    const late = amendment(10, append(alinea1?.id, ' Tard.'));
    expect(ordered([...list, late], 'place', places).map(({ number }) => number)).toEqual([
      10, 1, 2, 3, 4,
    ]);
  });
});

describe('filters', () => {
  const base = { status: 'all', undecided: false, colliding: false, wording: false, search: '' };
  const one = amendment(12, append(alinea1?.id, ''), {
    title: 'Égalité des droits',
    status: 'adopted',
    justification: 'Pour l’équité.',
  });
  const isShown = (part: object, colliding: readonly string[] = []) =>
    passes(one, { ...base, ...part }, new Set(colliding));

  it('hold together', () => {
    expect(isShown({})).toBe(true);
    expect(isShown({ status: 'rejected' })).toBe(false);
    expect(isShown({ undecided: true })).toBe(false);
    expect(isShown({ colliding: true })).toBe(false);
    expect(isShown({ colliding: true }, ['a12'])).toBe(true);
    expect(isShown({ wording: true })).toBe(false);
  });

  it('find words whatever their accents and capitals, and every one of them', () => {
    expect(plain('Égalité')).toBe('egalite');
    expect(isShown({ search: 'EGALITE equite' })).toBe(true);
    expect(isShown({ search: 'egalite ailleurs' })).toBe(false);
    expect(isShown({ search: 'n° 12' })).toBe(true);
  });
});

describe('groups', () => {
  const list = [1, 2, 3, 4, 5].map((number) => amendment(number, (block) => [block]));
  const families: Families = [[['a2', 'a5'], ['a4']], [['a1', 'hidden-by-a-filter']]];
  const groups = groupsOf(list, families);

  it('hold those that want the same, with those that want nearly the same right behind', () => {
    expect(groups.map(({ members }) => members.map(({ number }) => number))).toEqual([
      [1],
      [2, 5],
      [4],
      [3],
    ]);
    expect(groups.map(({ near }) => near.map(({ number }) => number))).toEqual([[], [4], [2], []]);
  });

  it('are found in a real article: the same to the letter, and nearly', () => {
    const wish = (number: number, words: string) => {
      const one = amendment(number, append(alinea2?.id, words));
      const before = [first.heading, ...first.blocks];
      const after = before.flatMap(append(alinea2?.id, words));
      return { ...one, before, after } as unknown as DeskAmendment;
    };
    const long = ' Le délai est porté à trois mois pour les communes de moins de mille habitants';
    const all = [
      wish(1, `${long}.`),
      wish(2, ' Rien de tout cela.'),
      wish(3, `${long}.`),
      wish(4, `${long} !`),
      wish(5, `${long} et leurs groupements.`),
    ];
    const found = groupsOf(all, familiesOf(all));
    expect(found.map(({ members }) => members.map(({ number }) => number))).toEqual([
      [1, 3],
      [4],
      [5],
      [2],
    ]);
    expect(found[0]?.near.map(({ number }) => number)).toEqual([4, 5]);
  });

  it('leave nothing out and hold nothing twice', () => {
    const all = groups.flatMap(({ members }) => members.map(({ id }) => id)).sort();
    expect(all).toEqual(list.map(({ id }) => id).sort());
  });
});
