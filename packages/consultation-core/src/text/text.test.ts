import { describe, expect, it } from 'vitest';
import {
  alineaNumbers,
  articleById,
  articleOfBlock,
  articles,
  type Body,
  checkBody,
  concatInline,
  headingLine,
  outline,
  readHeadingLine,
  readMarker,
  sliceInline,
  tokenize,
} from './index.ts';

const heading = (id: string, rank: 'title' | 'section' | 'article', label: string) =>
  ({ type: 'heading', id, rank, label, children: [{ text: `Titre ${id}` }] }) as const;
const paragraph = (id: string, text = 'Mots.') =>
  ({ type: 'paragraph', id, children: [{ text }] }) as const;
const body: Body = [
  heading('t', 'title', 'Titre Ier'),
  heading('s', 'section', 'Section 1'),
  heading('a', 'article', 'Article 1er'),
  paragraph('p'),
  { type: 'image', id: 'i', url: '/a.png', alt: 'Carte', children: [{ text: '' }] },
  { type: 'table', id: 'x', rows: [['1', '2']], children: [{ text: '' }] },
  paragraph('q'),
  heading('u', 'title', 'Titre II'),
  heading('b', 'article', 'Article 2'),
];

describe('the structure of a text', () => {
  it('follows from the ranks of headings', () => {
    const names = (nodes: ReturnType<typeof outline>): unknown =>
      nodes.map(({ heading: { id }, children }) => [id, names(children)]);
    expect(names(outline(body))).toEqual([
      ['t', [['s', [['a', []]]]]],
      ['u', [['b', []]]],
    ]);
    expect(articles(body).map(({ id, path }) => [id, path.map((one) => one.id)])).toEqual([
      ['a', ['t', 's']],
      ['b', ['u']],
    ]);
    expect(articleOfBlock(body, 'q')?.id).toBe('a');
    expect(articleOfBlock(body, 's')).toBeUndefined();
    expect(headingLine(heading('t', 'title', 'Titre Ier'))).toBe('Titre Ier – Titre t');
  });

  it('counts alineas as the circular does: tables are one, pictures and headings none', () => {
    const article = articleById(body, 'a');
    expect(article && [...alineaNumbers(article)]).toEqual([
      ['p', 1],
      ['x', 2],
      ['q', 3],
    ]);
  });

  it('is looked over before it is published', () => {
    expect(checkBody(body)).toEqual([]);
    const codes = (of: Body) => checkBody(of).map(({ code }) => code);
    expect(codes([paragraph('p')])).toEqual(['no-article']);
    expect(codes([paragraph('p'), heading('a', 'article', ''), paragraph('p', ' ')])).toEqual([
      'words-before-first-article',
      'id-duplicate',
      'paragraph-empty',
    ]);
    const unsafe = { type: 'link' as const, url: 'javascript:x', children: [{ text: 'y' }] };
    expect(
      codes([heading('a', 'article', 'A'), { type: 'paragraph', id: 'p', children: [unsafe] }])
    ).toEqual(['link-unsafe']);
  });
});

describe('inline content', () => {
  it('is cut and put together with its marks and links', () => {
    const children = [
      { text: 'ab', bold: true as const },
      { type: 'link' as const, url: '/x', children: [{ text: 'cd' }] },
      { text: 'ef' },
    ];
    for (let at = 0; at <= 6; at += 1) {
      expect(concatInline(sliceInline(children, 0, at), sliceInline(children, at))).toEqual(
        children
      );
    }
    expect(sliceInline(children, 3, 5)).toEqual([
      { type: 'link', url: '/x', children: [{ text: 'd' }] },
      { text: 'e' },
    ]);
  });
});

describe('words', () => {
  it.each([
    ['L’État, d’un coup', ['L’', 'État', ',', ' ', 'd’', 'un', ' ', 'coup']],
    ['« Oui\u00a0! »', ['«', ' ', 'Oui', '\u00a0', '!', ' ', '»']],
    ['art. 12', ['art', '.', ' ', '12']],
    ['国务院组织法', ['国务院', '组织', '法']],
  ])('of %j', (text, tokens) => {
    expect(tokenize(text)).toEqual(tokens);
    expect(tokenize(text).join('')).toBe(text);
  });
});

describe('numbers as printed', () => {
  it.each([
    ['Article 1er - Objet', 'article', 'Article 1er', 'Objet'],
    ['ARTICLE 2 BIS A : Délais', 'article', 'ARTICLE 2 BIS A', 'Délais'],
    ['Article L. 533-4', 'article', 'Article L. 533-4', ''],
    ['TITRE II', 'title', 'TITRE II', ''],
    ['Chapitre III – De l’accès', 'chapter', 'Chapitre III', 'De l’accès'],
    ['Section 2. Rights', 'section', 'Section 2', 'Rights'],
    ['Article unique', 'article', 'Article unique', ''],
    ['Titre Ier L’ouverture', 'title', 'Titre Ier', 'L’ouverture'],
    ["Chapitre II D'autres droits", 'chapter', 'Chapitre II', "D'autres droits"],
  ])('%j is a heading', (line, rank, label, title) => {
    expect(readHeadingLine(line)).toEqual({ rank, label, title });
  });
  it.each(['Les articles 1 et 2', 'Titre de séjour', 'Articles 3', 'Section'])(
    '%j is none',
    (line) => {
      expect(readHeadingLine(line)).toBeUndefined();
    }
  );
  it.each([
    ['1° les mots', '1°', 'les mots'],
    ['a) les mots', 'a)', 'les mots'],
    ['II. – Les mots', 'II. –', 'Les mots'],
    ['• un', '•', 'un'],
    ['1.5 point', undefined, '1.5 point'],
    ['« I. – Les mots', undefined, '« I. – Les mots'],
  ])('the sign of %j', (line, marker, text) => {
    expect(readMarker(line)).toEqual(marker === undefined ? { text } : { marker, text });
  });
});
