import { describe, expect, it } from 'vitest';
import { interpret, plainBlock } from '../../test/interpreter.ts';
import vectors from '../../vectors/instruction.json' with { type: 'json' };
import { apply, type Change, changeAlgorithm, diff } from '../change/index.ts';
import type { Block, Body, Paragraph } from '../text/index.ts';
import { type InstructionLanguage, instruction, instructor } from './instruction.ts';

const text = vectors.text as unknown as Body;

describe('vectors of instructions', () => {
  it.each(vectors.cases)('$name', ({ change, fr, en }) => {
    const wanted = change as unknown as Change;
    const applied = apply(text, wanted);
    if (applied.kind === 'refused') throw new Error('The vector does not fit');
    for (const [language, told] of Object.entries({ fr, en }) as [
      InstructionLanguage,
      string[],
    ][]) {
      expect(instruction(text, wanted, language).map((one) => one.text)).toEqual(told);
      expect(interpret(text, told, language)).toEqual(applied.body.map(plainBlock));
    }
  });
});

describe('instructions', () => {
  const article: Block = {
    type: 'heading',
    id: 'a',
    rank: 'article',
    label: 'Article 2',
    children: [{ text: 'Délai' }],
  };
  const paragraph = (id: string, words: string): Block => ({
    type: 'paragraph',
    id,
    children: [{ text: words }],
  });
  const tell = (before: Body, after: Body, within?: string) =>
    instructor(
      before,
      'fr',
      within
    )(diff(before, after)).map(({ text: told, block }) => [block, told.replace(/\u00a0/g, ' ')]);

  it('name the block that they are about, and nothing at the start', () => {
    const before = [article, paragraph('p', 'Un an.')];
    expect(tell(before, [paragraph('n', 'Vu la loi.'), ...before])).toEqual([
      [null, 'Au début du texte, insérer l’alinéa suivant :\n« Vu la loi. »'],
    ]);
    expect(tell(before, [article, paragraph('p', 'Deux ans.')])[0]?.[0]).toBe('p');
  });

  it('call the article at hand “this article” and leave it out behind its alineas', () => {
    const before = [article, paragraph('p', 'Dans un an.')];
    expect(tell(before, [article, paragraph('p', 'Dans deux ans.')], 'a')).toEqual([
      ['p', 'À l’alinéa 1, substituer aux mots : « un an » les mots : « deux ans ».'],
    ]);
    expect(tell(before, [], 'a')).toEqual([['a', 'Supprimer cet article.']]);
  });

  it('count alineas in the base, whatever else the change does', () => {
    const before = [
      article,
      paragraph('p', 'Un.'),
      paragraph('q', 'Deux.'),
      paragraph('r', 'Trois fois.'),
    ];
    const after = [
      article,
      paragraph('q', 'Deux.'),
      paragraph('n', 'Et demi.'),
      paragraph('r', 'Quatre fois.'),
    ];
    expect(tell(before, after, 'a')).toEqual([
      ['p', 'Supprimer l’alinéa 1.'],
      ['q', 'Après l’alinéa 2, insérer l’alinéa suivant :\n« Et demi. »'],
      ['r', 'À l’alinéa 3, substituer au mot : « Trois » le mot : « Quatre ».'],
    ]);
  });

  it('quote whole words, also where single letters were typed', () => {
    const before = [paragraph('p', 'La donnée publique est ouverte, art. 831-2.')];
    const typed: Change = {
      algorithm: changeAlgorithm,
      edits: [
        {
          kind: 'words',
          block: 'p',
          edits: [
            { at: 9, remove: [], insert: [{ text: 's' }] },
            { at: 41, remove: [{ text: '2' }], insert: [{ text: '3' }] },
          ],
        },
      ],
    };
    expect(instruction(before, typed, 'en').map((one) => one.text)).toEqual([
      'In alinea 1, for “donnée” substitute “données”.',
      'In alinea 1, for “831-2” substitute “831-3”.',
    ]);
  });

  it('tell articles of one number apart by their division, by their title, or by their place', () => {
    const chapter = (id: string, label: string): Block => ({
      ...article,
      id,
      rank: 'chapter',
      label,
    });
    const named = (id: string, title: string): Block => ({
      ...article,
      id,
      children: [{ text: title }],
    });
    const nested = [
      chapter('c', 'Chapitre Ier'),
      article,
      chapter('d', 'Chapitre II'),
      { ...article, id: 'b' },
    ];
    expect(tell(nested, nested.slice(0, 3))[0]?.[1]).toBe('Supprimer l’article 2 du chapitre II.');
    const titled = [named('a', 'Délai'), named('b', 'Durée')];
    expect(tell(titled, titled.slice(0, 1))[0]?.[1]).toBe('Supprimer l’article « Durée ».');
    const equal = [named('a', 'Délai'), named('b', 'Délai')];
    expect(tell(equal, equal.slice(0, 1))[0]?.[1]).toBe('Supprimer l’article (le 2e du texte).');
  });

  it('can be read back whatever is quoted', () => {
    const before = [article, paragraph('p', 'Les mots « données » et “code” sont définis.')];
    const hostile = [
      'Article 3 – Un alinéa qui se lit comme un intitulé.',
      '1° Un alinéa qui se lit comme un point de liste.',
      '« Ouvert et jamais fermé',
      'Fermé sans être ouvert\u00a0»',
      '(en gras) « Faux »',
      'Deux lignes\nd’un alinéa, et un signe ⏎.',
      '“ « " \\ tout à la fois',
    ];
    const table: Block = {
      type: 'table',
      id: 't',
      rows: [
        ['a | b', '\\|'],
        ['»', ''],
      ],
      caption: 'Légende “ouverte',
      children: [{ text: '' }],
    };
    const heading: Block = {
      ...article,
      id: 'h',
      label: 'Art. « 9',
      children: [{ text: 'Titre' }],
    };
    const alineas = hostile.map((words, index) => paragraph(`n${index}`, words));
    const cases: Body[] = [
      [...before, ...alineas],
      [...before, table, ...alineas],
      [...before, heading, ...alineas, table],
      ...hostile.map((words) => [
        article,
        paragraph('p', `Les mots “code” ${words} sont définis.`),
      ]),
    ];
    for (const after of cases) {
      const change = diff(before, after);
      for (const language of ['fr', 'en'] as const) {
        const told = instruction(before, change, language).map((one) => one.text);
        expect(interpret(before, told, language), told.join('\n')).toEqual(after.map(plainBlock));
      }
    }
  });

  it('tell only what changes of how words are set', () => {
    const bold = { text: 'données', bold: true } as const;
    const set = (...inline: Paragraph['children']) => [
      { ...(paragraph('p', '') as Paragraph), children: inline },
    ];
    const before = set({ text: 'Les ' }, bold, { text: ' ouvertes.' });
    const after = set({ text: 'Les ' }, { ...bold, italic: true }, { text: ' ouvertes.' });
    expect(tell(before, after)).toEqual([
      ['p', 'À l’alinéa 1, mettre en italique le mot : « données ».'],
    ]);
  });

  it('word an alinea anew when the instructions would be longer than it', () => {
    const list = (...words: string[]) => paragraph('p', `${words.join(' ou bien ')}.`);
    const before = [list('premièrement', 'deuxièmement', 'troisièmement', 'quatrièmement')];
    const after = [list('auparavant', 'simultanément', 'postérieurement', 'immédiatement')];
    expect(tell(before, after)).toEqual([
      [
        'p',
        'Rédiger ainsi l’alinéa 1 :\n« auparavant ou bien simultanément ou bien postérieurement ou bien immédiatement. »',
      ],
    ]);
    // Fewer are left as they are.
    expect(tell([list('un', 'deux')], [list('trois', 'quatre')])).toHaveLength(2);
  });

  it('are none for a change that wants nothing, and refuse one that does not fit', () => {
    const before = [paragraph('p', 'Un an.')];
    expect(tell(before, before)).toEqual([]);
    const change = diff(before, [paragraph('p', 'Deux ans.')]);
    expect(() => instruction([paragraph('p', 'Autre texte.')], change, 'fr')).toThrow(RangeError);
  });
});
