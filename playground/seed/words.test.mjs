import { blockText } from 'consultation-core/text';
import { describe, expect, it } from 'vitest';
import { htmlToBody, htmlToLines, htmlToMarkdown, plainWords } from './words.mjs';

describe('HTML of the platform', () => {
  it('becomes alineas, one a line, with signs of lists and addresses of links', () => {
    const html =
      '<h2>Objet</h2><p>Un<br />deux</p><ul><li>voir <a href="https://a.example/x">là</a></li></ul>';
    expect(htmlToLines(html)).toBe('Objet\nUn\ndeux\n• voir là (https://a.example/x)');
  });

  it('keeps marks and links where blocks can hold them, and makes no divisions', () => {
    const body = htmlToBody('<h1>Titre 1</h1><p><em>Un</em> mot</p>', 'j');
    expect(body.map(({ type, id }) => [type, id])).toEqual([
      ['paragraph', 'j-1'],
      ['paragraph', 'j-2'],
    ]);
    expect(body.map(blockText)).toEqual(['Titre 1', 'Un mot']);
    expect(body[1].children[0]).toEqual({ text: 'Un', italic: true });
  });

  it('is nothing where there are no words', () => {
    expect(htmlToBody('<p>&nbsp;</p>', 'j')).toEqual([]);
    expect(htmlToMarkdown('')).toBe('');
  });

  it('becomes Markdown for explanations', () => {
    expect(htmlToMarkdown('<p><strong>Objectif :</strong> ouvrir</p>')).toBe(
      '**Objectif :** ouvrir'
    );
  });
});

describe('words of a text field', () => {
  it('have line ends where people wrote them as HTML, and no other change', () => {
    expect(plainWords('un<br>\ndeux</br>trois <3 quatre\r\n\r\n\r\ncinq ')).toBe(
      'un\ndeux\ntrois <3 quatre\n\ncinq'
    );
  });
});
