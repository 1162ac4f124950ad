import { readFileSync } from 'node:fs';
import { readMarkdown } from 'consultation-core/formats/markdown';
import { articles, type Body, blockText } from 'consultation-core/text';
import { describe, expect, it } from 'vitest';
import { breaks, linesOf, linesOfArticle, measure } from './lines.ts';

const bill = readMarkdown(
  readFileSync(new URL('../../../../../playground/data/projet-de-loi.md', import.meta.url), 'utf8'),
  {
    makeId: (
      (count) => () =>
        `b${++count}`
    )(0),
  }
).body;
const cut = (text: string, width: number) =>
  breaks(text, width).map((from, index, all) => text.slice(from, all[index + 1]));

describe('lines of a text', () => {
  it('end at blanks; blanks at the end of a line take no room', () => {
    expect(cut('un deux trois quatre', 9)).toEqual(['un deux ', 'trois ', 'quatre']);
    expect(cut('un deux', 7)).toEqual(['un deux']);
    expect(cut('', 7)).toEqual(['']);
  });

  it('never end at a blank that does not break, and always at a line end', () => {
    expect(cut('le mot\u00a0: oui', 7)).toEqual(['le ', 'mot\u00a0: ', 'oui']);
    expect(cut('a\nb', 8)).toEqual(['a\n', 'b']);
  });

  it('cut a word that is longer than a line, and scripts without blanks', () => {
    expect(cut('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
    expect(cut('第一条国家', 6)).toEqual(['第一条', '国家']);
  });

  it('of a real bill hold all words, in order, and no line is too long', () => {
    for (const article of articles(bill)) {
      const lines = linesOfArticle(article);
      let last = 0;
      for (const block of article.blocks) {
        const text = blockText(block);
        const own = lines.get(block.id) ?? [];
        expect(own.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text);
        for (const { number, from, to } of own) {
          expect(number).toBe(last + 1);
          expect(text.slice(from, to).trimEnd().length).toBeLessThanOrEqual(measure);
          last = number;
        }
      }
    }
    expect(linesOf(bill).size).toBeGreaterThan(200);
  });

  it('count from 1 in each article; pictures have none', () => {
    const body: Body = [
      { type: 'heading', id: 'h', rank: 'article', children: [{ text: 'A' }] },
      { type: 'image', id: 'i', url: '/x.png', alt: 'X', children: [{ text: '' }] },
      { type: 'paragraph', id: 'p', children: [{ text: 'x'.repeat(measure + 1) }] },
      { type: 'heading', id: 'k', rank: 'article', children: [{ text: 'B' }] },
      { type: 'paragraph', id: 'q', children: [{ text: 'y' }] },
    ];
    const lines = linesOf(body);
    expect(lines.get('i')).toEqual([]);
    expect(lines.get('p')?.map(({ number }) => number)).toEqual([1, 2]);
    expect(lines.get('q')?.map(({ number }) => number)).toEqual([1]);
  });
});
