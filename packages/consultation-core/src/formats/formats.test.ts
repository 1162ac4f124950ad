import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyArbitrary } from '../../test/arbitraries.ts';
import { counter, digitalBill, markdownFile, senatePage } from '../../test/real-data.ts';
import { articles, type Body, blockText, headingLine, outline } from '../text/index.ts';
import { readBlocks, writeBlocks } from './blocks.ts';
import { UnreadableError } from './builder.ts';
import { writeCsv } from './csv.ts';
import { readHtml, writeHtml } from './html.ts';
import { readMarkdown, writeMarkdown } from './markdown.ts';

const html = (source: string) => readHtml(source, { makeId: counter() });
const markdown = (source: string) => readMarkdown(source, { makeId: counter() });
const anonymous = (body: Body) => body.map((block) => ({ ...block, id: '' }));
const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');

/** All that a body says, labels and markers included. */
const allWords = (body: Body) =>
  body
    .map((block) =>
      [
        block.type === 'heading' ? block.label : '',
        block.type === 'paragraph' ? block.marker : '',
        blockText(block),
      ].join(' ')
    )
    .join(' ');

describe('reading HTML', () => {
  it('recognises the sections, articles and alineas of the digital bill and loses no letter', () => {
    const bill = digitalBill();
    const { body } = html(bill.html);
    const found = articles(body);
    expect(found).toHaveLength(30);
    expect(found.map(({ heading }) => heading.label)).toEqual(
      Array.from({ length: 30 }, (_, index) => `Article ${index + 1}`)
    );
    expect(outline(body).every(({ heading }) => heading.rank === 'section')).toBe(true);
    expect(found[0]?.path.map(headingLine)).toEqual([
      'Section 1 – Ouverture des données publiques',
    ]);
    const markers = found[0]?.blocks.map((block) => block.type === 'paragraph' && block.marker);
    expect(markers).toEqual(expect.arrayContaining(['I.', '1°', '2°', '3°', 'II.', 'III.']));
    const source = bill.html
      .replace(/<[^>]*>/g, ' ')
      .replace(/&nbsp;/g, ' ')
      .replace(/&amp;/g, '&')
      .replace(/&[lg]t;/g, ' ');
    expect(letters(allWords(body))).toBe(letters(source));
  });

  it('reads the Senate’s page with a whole finance bill', () => {
    const { body } = html(senatePage());
    expect(articles(body).length).toBeGreaterThan(100);
  });

  it('makes alineas of line ends, markers of signs, and keeps marks and links', () => {
    const { body, notices } = html(
      '<h2>Article 1er - Objet</h2><p>Les <b>mots</b> :<br>1° un ;<br>a) <a href="https://example.org">deux</a>.</p>'
    );
    expect(anonymous(body)).toEqual([
      {
        type: 'heading',
        id: '',
        rank: 'article',
        label: 'Article 1er',
        children: [{ text: 'Objet' }],
      },
      {
        type: 'paragraph',
        id: '',
        children: [{ text: 'Les ' }, { text: 'mots', bold: true }, { text: ' :' }],
      },
      { type: 'paragraph', id: '', marker: '1°', children: [{ text: 'un ;' }] },
      {
        type: 'paragraph',
        id: '',
        marker: 'a)',
        children: [
          { type: 'link', url: 'https://example.org', children: [{ text: 'deux' }] },
          { text: '.' },
        ],
      },
    ]);
    expect(notices).toEqual([]);
  });

  it('leaves an alinea that speaks of an article an alinea', () => {
    const { body } = html('<h2>Article 2</h2><p>Article 4 de la loi est abrogé.</p>');
    expect(body.map(({ type }) => type)).toEqual(['heading', 'paragraph']);
  });

  it('drops scripts with a notice, and unsafe addresses but not their words', () => {
    const { body, notices } = html(
      `<p onclick="alert(1)">a<script>alert(1)</script> <a href="java\nscript:alert(1)">b</a>
       <img src=x:y onerror=alert(1) alt="c"><iframe srcdoc="<script>"></iframe><svg onload=alert(1)>d</svg></p>`
    );
    expect(allWords(body).trim()).toBe('a b');
    expect(JSON.stringify(body)).not.toMatch(/script|alert/);
    expect(notices.map(({ code }) => code).sort()).toEqual([
      'image-dropped',
      'link-dropped',
      'script-dropped',
      'script-dropped',
      'script-dropped',
    ]);
  });

  it('reads lists, tables and quotes', () => {
    const { body } = html(
      '<ol start=3><li>c<ul><li>d</li></ul></li></ol><blockquote><p>q</p></blockquote><table><caption>T</caption><tr><th>a<th>b<tr><td>1<td>2</table>'
    );
    expect(anonymous(body)).toMatchObject([
      { marker: '3.', indent: 1, children: [{ text: 'c' }] },
      { marker: '•', indent: 2, children: [{ text: 'd' }] },
      { style: 'quote', children: [{ text: 'q' }] },
      {
        type: 'table',
        header: true,
        caption: 'T',
        rows: [
          ['a', 'b'],
          ['1', '2'],
        ],
      },
    ]);
  });

  it('repairs broken nesting and loses no word', () => {
    const { body } = html('<p>a<b>b<p>c</b>d</i></div><td>e<table>f<tr>g');
    expect(letters(allWords(body)).split('').sort().join('')).toBe('abcdefg');
  });

  it('refuses what is nested to do harm, and what has no words', () => {
    expect(() => html('<div>'.repeat(100_000))).toThrow(UnreadableError);
    expect(() => html('<script>x</script>')).toThrow(UnreadableError);
  });

  it('keeps up with 10 MB', () => {
    const page = '<h3>Article 7</h3><p>Les mots <i>de la loi</i> sont remplacés.</p>'.repeat(
      160_000
    );
    expect(page.length).toBeGreaterThan(10_000_000);
    expect(html(page).body).toHaveLength(320_000);
  }, 30_000);

  it('takes the narrowest headings for articles where there are none, and says so', () => {
    const { body, notices } = html('<h1>Charte</h1><h2>Nos valeurs</h2><p>Le respect.</p>');
    expect(articles(body).map(({ heading }) => headingLine(heading))).toEqual(['Nos valeurs']);
    expect(notices).toMatchObject([{ code: 'numbering-guessed' }]);
  });
});

describe('reading Markdown', () => {
  it('gives the text that the same bill gives in HTML', () => {
    const { body } = html(digitalBill().html);
    expect(anonymous(markdown(writeMarkdown(body)).body)).toEqual(anonymous(body));
  });

  it('reads the law of another script and an association’s amendments', () => {
    for (const file of ['01-2024-03-11.md', '20150107_PJLNum_AmendementsCommission.md']) {
      const source = markdownFile(file);
      const { body } = markdown(source);
      const words = source.replace(/<!--[\s\S]*?-->|\]\([^)]*\)|\d+\. /g, ' ');
      expect(letters(allWords(body)).length).toBeGreaterThan(letters(words).length * 0.98);
    }
  });

  it('reads the words of HTML and drops its scripts', () => {
    const { body, notices } = markdown(
      '# A\n\n<div onclick="x()">b</div>\n\n<script>alert(1)</script>\n\nc [d](javascript:alert(1))'
    );
    expect(allWords(body).replace(/\s+/g, ' ').trim()).toBe('A b c d');
    expect(notices.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['element-unwrapped', 'script-dropped', 'link-dropped'])
    );
  });
});

/** What importers make: blanks single and inside, nothing that reads as a number of a division by chance. */
const tidyBody = bodyArbitrary.map((body) =>
  body.filter((block) => blockText(block).trim() !== '')
);

describe('writing and reading', () => {
  it('HTML gives the same text', () => {
    fc.assert(
      fc.property(tidyBody, (body) => {
        if (body.length === 0) return;
        const hasArticle = body.some((one) => one.type === 'heading' && one.rank === 'article');
        fc.pre(hasArticle || body.every(({ type }) => type !== 'heading'));
        expect(anonymous(html(writeHtml(body)).body)).toEqual(anonymous(body));
      }),
      { numRuns: 300 }
    );
  });

  it('Strapi’s Blocks give the same text, ids included', () => {
    fc.assert(
      fc.property(bodyArbitrary, (body) => {
        const stored = JSON.parse(JSON.stringify(writeBlocks(body)));
        expect(readBlocks(stored, { makeId: counter() }).body).toEqual(body);
      })
    );
  });

  it('Blocks of Strapi’s own editor are read', () => {
    const { body } = readBlocks(
      [
        { type: 'heading', level: 2, children: [{ type: 'text', text: 'Article 1 - Objet' }] },
        {
          type: 'list',
          format: 'ordered',
          children: [
            { type: 'list-item', children: [{ type: 'text', text: 'un' }] },
            {
              type: 'list',
              format: 'unordered',
              children: [
                { type: 'list-item', children: [{ type: 'text', text: 'deux', bold: true }] },
              ],
            },
          ],
        },
        {
          type: 'paragraph',
          children: [
            { type: 'text', text: 'voir ' },
            { type: 'link', url: 'javascript:x', children: [{ type: 'text', text: 'là' }] },
          ],
        },
      ],
      { makeId: counter() }
    );
    expect(anonymous(body)).toMatchObject([
      { type: 'heading', rank: 'article', label: 'Article 1', children: [{ text: 'Objet' }] },
      { marker: '1.', indent: 1, children: [{ text: 'un' }] },
      { marker: '•', indent: 2, children: [{ text: 'deux', bold: true }] },
      { children: [{ text: 'voir là' }] },
    ]);
  });
});

describe('CSV', () => {
  it('quotes what has to be, and disarms formulas for spreadsheets only', () => {
    const rows = [['a,b', 'c"d', '=1+1', -3, null]];
    expect(writeCsv(['1', '2', '3', '4', '5'], rows)).toBe(
      '1,2,3,4,5\r\n"a,b","c""d",=1+1,-3,\r\n'
    );
    expect(writeCsv(['1'], [['=1+1'], ['-x'], ['@a']], { spreadsheet: true })).toBe(
      "1\r\n'=1+1\r\n'-x\r\n'@a\r\n".replaceAll("'", '"\'').replace(/(=1\+1|-x|@a)/g, '$1"')
    );
  });
});
