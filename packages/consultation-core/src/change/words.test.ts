import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockArbitrary } from '../../test/arbitraries.ts';
import { revisions } from '../../test/real-data.ts';
import {
  blockText,
  inlineFromText,
  inlineText,
  normalizeInline,
  sliceInline,
} from '../text/index.ts';
import type { Inline } from '../text/types.ts';
import { diffInline, diffWords, editInline, reword } from './words.ts';

const inlineArbitrary = blockArbitrary('x').map((block) => block.children as readonly Inline[]);

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
    // Neighbouring words that change change together; a word between them that is long enough stays.
    ['un délai de six mois', 'un délai de douze ans', 'un délai de [-six mois-]{+douze ans+}'],
    [
      'le président du conseil général',
      'le maire du conseil municipal',
      'le [-président-]{+maire+} du conseil [-général-]{+municipal+}',
    ],
    // A sentence is put in as a sentence, a clause as a clause, wherever the same words could begin.
    [
      'Le juge statue. Le juge publie.',
      'Le juge statue. Le juge entend. Le juge publie.',
      'Le juge statue. {+Le juge entend. +}Le juge publie.',
    ],
    [
      'le père, la mère, le tuteur',
      'le père, le frère, la mère, le tuteur',
      'le père, {+le frère, +}la mère, le tuteur',
    ],
    [
      'le maire de la ville et de la région',
      'le maire de la ville et de la métropole et de la région',
      'le maire de la ville {+et de la métropole +}et de la région',
    ],
    [
      'Le maire décide ; il publie ; il rend compte.',
      'Le maire décide ; il rend compte.',
      'Le maire décide ; [-il publie ; -]il rend compte.',
    ],
    // What stays is what says more: the long word, not the short ones around it.
    ['de la collectivité', 'collectivité de la', '[-de la -]collectivité{+ de la+}'],
    ['L’article 3', 'L’article\u00a03', 'L’article[- -]{+\u00a0+}3'],
    ['12,5 %', '12,7 %', '12,[-5-]{+7+} %'],
    ['👩‍👧 ici', '👩‍👦 ici', '[-👩‍👧-]{+👩‍👦+} ici'],
    ['حقوق الناس كافة', 'حقوق المواطنين كافة', 'حقوق [-الناس-]{+المواطنين+} كافة'],
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

describe('the difference of inline content', () => {
  it('gives the other side back, marks and links included, and nothing when there is none', () => {
    fc.assert(
      fc.property(inlineArbitrary, inlineArbitrary, (before, after) => {
        const edits = diffInline(before, after);
        expect(editInline(before, edits)).toEqual(normalizeInline(after));
        let at = 0;
        for (const edit of edits) {
          expect(edit.at).toBeGreaterThanOrEqual(at);
          expect(edit.remove.length + edit.insert.length).toBeGreaterThan(0);
          const end = edit.at + inlineText(edit.remove).length;
          if (edit.remove.length > 0) {
            expect(edit.remove).toEqual(sliceInline(before, edit.at, end));
          }
          at = end + 1;
        }
        expect(diffInline(before, normalizeInline(before))).toEqual([]);
      }),
      { numRuns: 2_000 }
    );
  }, 60_000);

  it('is the same whether the ends that both sides share are read or not', () => {
    let longest = 0;
    for (const { before, after } of revisions()) {
      const [a, b] = [before, after].map((body) => body.map(blockText).join('\n')) as [
        string,
        string,
      ];
      longest = Math.max(longest, a.length);
      // In two pieces of equal looks nothing is left out.
      const whole = diffInline([{ text: a.slice(0, 9) }, { text: a.slice(9) }], [{ text: b }]);
      expect(diffInline([{ text: a }], [{ text: b }])).toEqual(whole);
      expect(editInline([{ text: a }], whole)).toEqual([{ text: b }]);
    }
    expect(longest).toBeGreaterThan(2_000);
  }, 60_000);

  it('says when so much differs that a shorter one may exist', () => {
    const text = (seed: number) =>
      inlineFromText(
        Array.from({ length: 9_000 }, (_, index) => `mot${(index * seed) % 8_999}`).join(' ')
      );
    expect(diffWords(text(5), text(7)).approximate).toBe(true);
    expect(diffWords(text(5), text(5)).approximate).toBe(false);
    expect(editInline(text(5), diffWords(text(5), text(7)).edits)).toEqual(text(7));
  }, 60_000);

  it('keeps apart what only looks the same', () => {
    const bold = [{ text: 'un ' }, { text: 'mot', bold: true as const }];
    expect(diffInline([{ text: 'un mot' }], bold)).toEqual([
      { at: 3, remove: [{ text: 'mot' }], insert: [{ text: 'mot', bold: true }] },
    ]);
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
