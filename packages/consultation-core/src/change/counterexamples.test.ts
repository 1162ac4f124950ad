import { describe, expect, it } from 'vitest';
import { type Block, type Body, blockText } from '../text/index.ts';
import { apply, diff, invert, merge, type NamedChange, type Resolution, rebase } from './index.ts';

/** What random texts once broke a law with, reduced by hand. */

const paragraph = (id: string, text = id): Block => ({
  type: 'paragraph',
  id,
  children: [{ text }],
});
const heading = (id: string): Block => ({
  type: 'heading',
  id,
  rank: 'article',
  children: [{ text: id }],
});
const named = (before: Body, afters: Readonly<Record<string, Body>>): NamedChange[] =>
  Object.entries(afters).map(([id, after], rank) => ({ id, rank, change: diff(before, after) }));
const told = (body: Body) => body.map((block) => `${block.id}: ${blockText(block)}`);
const ids = (body: Body) => body.map(({ id }) => id);

/** What carrying the second change over to what the first makes gives, which is what merging gives. */
function carriedOver(before: Body, first: Body, second: Body) {
  const [one, two] = named(before, { first, second }) as [NamedChange, NamedChange];
  const merged = merge(before, [one, two]);
  const rebased = rebase(before, two.change, one.change);
  expect(merged.collisions).toEqual([]);
  expect(rebased.carried.filter(({ how }) => how === 'lost')).toEqual([]);
  expect(apply(first, rebased.change)).toEqual({ kind: 'applied', body: merged.body });
  return merged.body;
}

describe('a division of which one takes out the heading and moves the rest elsewhere', () => {
  const [front, article, inside, more] = [
    paragraph('front'),
    heading('article'),
    paragraph('inside'),
    paragraph('more'),
  ] as const;

  it('goes when somebody else moves the same paragraph out of it', () => {
    const body = carriedOver([front, article, inside], [inside, front, article], [inside, front]);
    expect(ids(body)).toEqual(['inside', 'front']);
  });

  it('lets others write into the paragraph that goes elsewhere', () => {
    const before = [front, article, inside];
    const [out, written] = [
      [inside, front],
      [front, article, paragraph('inside', 'inside too')],
    ];
    expect(told(carriedOver(before, out, written))).toEqual(['inside: inside too', 'front: front']);
    expect(told(carriedOver(before, written, out))).toEqual(['inside: inside too', 'front: front']);
  });

  it('takes back no decision on what is put into it by one on another of its paragraphs', () => {
    const next = paragraph('next', ' next');
    const before = [front, next, article, inside];
    const changes = named(before, {
      puts: [front, article, paragraph('new'), next],
      joins: [paragraph('front', 'front next'), article, inside],
      takes: [inside, next],
    });
    const decisions: Resolution[] = [];
    let merged = merge(before, changes);
    for (const taken of ['joins', 'puts', 'puts']) {
      const [collision] = merged.collisions;
      if (collision === undefined) break;
      decisions.push({ collision: collision.key, take: 'change', change: taken });
      merged = merge(before, changes, decisions);
      expect(merged.stale).toEqual([]);
    }
    expect(merged.collisions).toEqual([]);
    expect(told(merged.body)).toEqual(['front: front next', 'article: article', 'new: new']);
  });

  it('is whole when one takes it out, not when two do so together', () => {
    const before = [front, article, inside, more];
    const [first, second] = [
      [front, more, paragraph('new')],
      [front, inside],
    ];
    expect(ids(carriedOver(before, first, second))).toEqual(['front', 'new']);
    expect(ids(carriedOver(before, second, first))).toEqual(['front', 'new']);
  });
});

describe('words at the place of a split that two agree on', () => {
  const before = [paragraph('p', 'one two')];
  const parts = (head: string, tail: string) => [paragraph('p', head), paragraph('q', tail)];

  it.each([
    ['in front of it', parts('one, too', ' two')],
    ['behind it', parts('one', 'too two')],
  ])('are carried over %s', (_, written) => {
    const body = carriedOver(before, parts('one', ' two'), written);
    expect(told(body)).toEqual(told(written));
  });
});

describe('a paragraph that is joined to the one in front of it', () => {
  it('may lose all its words, and comes back', () => {
    const before = [paragraph('a', 'one; '), paragraph('b', 'two'), paragraph('c', 'three')];
    const changes = named(before, {
      joins: [paragraph('a', 'one; two'), paragraph('c', 'three')],
      empties: [paragraph('a', 'one; '), paragraph('b', 'three')],
    });
    const { body, change, collisions } = merge(before, changes);
    expect(collisions).toEqual([]);
    expect(told(body)).toEqual(['a: one; three']);
    expect(apply(body, invert(change))).toEqual({ kind: 'applied', body: before });
  });

  it('is joined there too where both put the same behind them', () => {
    const before = [paragraph('a', 'one'), paragraph('b', ' two')];
    const added = paragraph('new');
    const body = carriedOver(
      before,
      [paragraph('a', 'one'), added, paragraph('b', ' two')],
      [paragraph('a', 'one two'), added]
    );
    expect(told(body)).toEqual(['a: one two', 'new: new']);
  });
});

describe('a paragraph of which words, marker and place are wanted otherwise', () => {
  it('is decided on whole, whether or not its place was decided on before', () => {
    const [one, two, three] = [paragraph('one'), paragraph('two'), paragraph('three')];
    const marked = (marker: string, text: string): Block => ({
      type: 'paragraph',
      id: 'p',
      marker,
      children: [{ text }],
    });
    const before = [paragraph('p', 'one two'), one, two, three];
    const changes = named(before, {
      first: [one, two, marked('1°', 'one three'), three],
      second: [one, two, three, marked('2°', 'one four')],
      third: [marked('3°', 'one two'), one, two, three],
    });
    const decisions: Resolution[] = [];
    let merged = merge(before, changes);
    expect(merged.collisions).toHaveLength(2);
    for (const [place, change] of [
      [true, 'first'],
      [false, 'third'],
      [false, 'first'],
    ] as const) {
      const isPlace = ({ options }: (typeof merged.collisions)[number]) =>
        options.some((option) => option.change.edits.some(({ kind }) => kind === 'move'));
      const collision = merged.collisions.find((one) => isPlace(one) === place);
      decisions.push({ collision: collision?.key ?? '', take: 'change', change });
      merged = merge(before, changes, decisions);
      expect(merged.stale).toEqual([]);
    }
    expect(merged.body).toEqual([one, two, marked('3°', 'one three'), three]);
  });
});
