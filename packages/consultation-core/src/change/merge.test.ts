import { describe, expect, it } from 'vitest';
import { type Body, blockText, inlineFromText, inlineText } from '../text/index.ts';
import {
  attribution,
  diff,
  merge,
  type NamedChange,
  optionKey,
  type Resolution,
  rebase,
} from './index.ts';

const base: Body = [
  { type: 'heading', id: 'a', rank: 'article', label: 'Article 1', children: [{ text: 'Délais' }] },
  { type: 'paragraph', id: 'p', children: [{ text: 'La réponse est donnée sous six mois.' }] },
  { type: 'paragraph', id: 'q', children: [{ text: 'Elle est motivée. Elle est publique.' }] },
  { type: 'heading', id: 'b', rank: 'article', label: 'Article 2', children: [{ text: 'Coût' }] },
  { type: 'paragraph', id: 'r', children: [{ text: 'Elle est gratuite.' }] },
];

type Texts = Readonly<Record<string, string | null>>;

/** The base with other words for some blocks; null takes a block out, a new id comes behind the one before it. */
function wanting(id: string, texts: Texts, rank = 1): NamedChange {
  const after = base.flatMap((block) => {
    const text = texts[block.id];
    if (text === null) return [];
    const kept =
      text === undefined || block.type === 'table' || block.type === 'image'
        ? block
        : { ...block, children: inlineFromText(text) };
    const added = Object.entries(texts)
      .filter(([key]) => key.startsWith(`${block.id}+`))
      .map(([key, words]) => ({
        type: 'paragraph' as const,
        id: `${id}-${key.slice(2)}`,
        children: inlineFromText(words ?? ''),
      }));
    return [kept, ...added];
  });
  return { id, rank, change: diff(base, after) };
}

const words = (body: Body) => body.map(blockText);
const merged = (changes: readonly NamedChange[], resolutions: readonly Resolution[] = []) =>
  merge(base, changes, resolutions);

describe('several changes of one text', () => {
  it('that are the same are one agreed edit with several authors', () => {
    const text = 'La réponse est donnée sous deux mois.';
    const result = merged([wanting('x', { p: text }), wanting('y', { p: text }, 2)]);
    expect(result.collisions).toEqual([]);
    expect(words(result.body)[1]).toBe(text);
    expect(result.fates.map(({ outcome }) => outcome)).toEqual([
      { kind: 'applied', with: ['y'] },
      { kind: 'applied', with: ['x'] },
    ]);
    const block = attribution(base, result)[1];
    expect(block?.runs.map(({ children, origin }) => [inlineText(children), origin])).toEqual([
      ['La réponse est donnée sous ', { kind: 'original' }],
      ['deux', { kind: 'changes', changes: ['x', 'y'] }],
      [' mois.', { kind: 'original' }],
    ]);
    expect(block?.removed.map(({ children }) => inlineText(children))).toEqual(['six']);
  });

  it('that touch each other do not collide', () => {
    const result = merged([
      wanting('x', { p: 'La réponse est donnée sous deux mois.' }),
      wanting('y', { p: 'La réponse est donnée sous six semaines.' }, 2),
      wanting('z', { p: 'Une réponse est donnée sous six mois.' }, 3),
    ]);
    expect(result.collisions).toEqual([]);
    expect(words(result.body)[1]).toBe('Une réponse est donnée sous deux semaines.');
  });

  it('in one word collide, and only there', () => {
    const result = merged([
      wanting('x', { p: 'La réponse est donnée sous deux mois.', r: 'Elle est payante.' }),
      wanting('y', { p: 'La réponse est donnée sous trois mois.' }, 2),
      wanting('z', { p: 'La réponse est donnée sous trois mois.' }, 3),
    ]);
    expect(result.collisions).toMatchObject([
      {
        kind: 'words',
        blocks: ['p'],
        range: { from: 27, to: 30 },
        options: [
          { changes: ['x'], words: [{ text: 'deux' }] },
          { changes: ['y', 'z'], words: [{ text: 'trois' }] },
        ],
      },
    ]);
    expect(words(result.body)).toEqual([
      'Délais',
      'La réponse est donnée sous six mois.',
      'Elle est motivée. Elle est publique.',
      'Coût',
      'Elle est payante.',
    ]);
  });

  it('are decided by recorded decisions: one of them, a wording of staff, or the original', () => {
    const changes = [
      wanting('x', { p: 'La réponse est donnée sous deux mois.' }),
      wanting('y', { p: 'La réponse est donnée sous trois mois.' }, 2),
    ];
    const [{ key = '' } = {}] = merged(changes).collisions;
    const by = (resolution: Resolution) => merged(changes, [resolution]);
    const taken = by({ collision: key, take: 'change', change: 'y' });
    expect(words(taken.body)[1]).toBe('La réponse est donnée sous trois mois.');
    expect(taken.fates.map(({ outcome }) => outcome.kind)).toEqual(['lost', 'applied']);
    const kept = by({ collision: key, take: 'original' });
    expect(kept.body).toEqual(base);
    const staff = by({ collision: key, take: 'words', words: [{ text: 'deux ou trois' }] });
    expect(words(staff.body)[1]).toBe('La réponse est donnée sous deux ou trois mois.');
    expect(attribution(base, staff)[1]?.runs[1]).toEqual({
      children: [{ text: 'deux ou trois' }],
      origin: { kind: 'drafter', collision: key },
    });
    expect(by({ collision: 'other', take: 'original' }).stale).toHaveLength(1);
  });

  it('are decided for words, whoever wants them', () => {
    const two = { p: 'La réponse est donnée sous deux mois.' };
    const three = { p: 'La réponse est donnée sous trois mois.' };
    const [collision] = merged([
      wanting('x', two),
      wanting('z', two, 3),
      wanting('y', three, 2),
    ]).collisions;
    const [option] = collision?.options ?? [];
    if (collision === undefined || option === undefined) throw new Error('There is no collision.');
    const decision: Resolution = {
      collision: collision.key,
      take: 'change',
      change: 'x',
      option: optionKey(option),
    };
    // Her own amendment is withdrawn; somebody else wants the same.
    const without = merged([wanting('z', two, 3), wanting('y', three, 2)], [decision]);
    expect(words(without.body)[1]).toBe(two.p);
    // The two change sides: what was decided are the words.
    const swapped = merged([wanting('x', three), wanting('y', two, 2)], [decision]);
    expect(words(swapped.body)[1]).toBe(two.p);
    const other = merged(
      [wanting('x', two), wanting('y', three, 2)],
      [{ ...decision, option: '0'.repeat(32) }]
    );
    expect(other.stale).toHaveLength(1);
  });

  it('of which one goes do not lose what only that one stood against', () => {
    const changes = [
      wanting('whole', { q: null }),
      wanting('first', { q: 'Elle est motivée en détail. Elle est publique.' }, 2),
      wanting('last', { q: 'Elle est motivée. Elle est affichée.' }, 3),
    ];
    const [{ key = '', options = [] } = {}] = merged(changes).collisions;
    expect(options.map((option) => option.changes)).toEqual([['whole'], ['first'], ['last']]);
    const result = merged(changes, [{ collision: key, take: 'change', change: 'first' }]);
    expect(result.collisions).toEqual([]);
    expect(words(result.body)[2]).toBe('Elle est motivée en détail. Elle est affichée.');
  });

  it('put a new alinea in the article that it is for, and report one in an article that goes', () => {
    const article = {
      type: 'heading',
      id: 'n',
      rank: 'article',
      label: 'Article 1 bis',
      children: inlineFromText('Suivi'),
    } as const;
    const added: NamedChange = {
      id: 'article',
      rank: 1,
      change: diff(base, [...base.slice(0, 3), article, ...base.slice(3)]),
    };
    const alinea = wanting('alinea', { 'q+1': 'Elle est datée.' }, 2);
    expect(words(merged([added, alinea]).body)).toEqual([
      ...words(base).slice(0, 3),
      'Elle est datée.',
      'Suivi',
      ...words(base).slice(3),
    ]);
    const gone = wanting('gone', { a: null, p: null, q: null }, 3);
    const result = merged([gone, alinea]);
    expect(result.collisions).toHaveLength(1);
    expect(result.body).toEqual(base);
  });

  it('that want a paragraph in two and in one with the next collide; words in it follow', () => {
    const split: Body = base.flatMap((block) =>
      block.id === 'q' && block.type === 'paragraph'
        ? [
            { ...block, children: inlineFromText('Elle est motivée.') },
            { ...block, id: 's', children: inlineFromText(' Elle est publique.') },
          ]
        : [block]
    );
    const inTwo: NamedChange = { id: 'in two', rank: 1, change: diff(base, split) };
    const written = wanting('written', { q: 'Elle est motivée. Elle est affichée.' }, 2);
    const result = merged([inTwo, written]);
    expect(result.collisions).toEqual([]);
    expect(words(result.body).slice(2, 4)).toEqual(['Elle est motivée.', ' Elle est affichée.']);
    const carried = rebase(base, written.change, inTwo.change);
    expect(carried).toMatchObject({
      outcome: 'moved',
      change: { edits: [{ kind: 'words', block: 's' }] },
    });
  });
});

describe('a change on a new version', () => {
  const onto = (texts: Texts) => wanting('onto', texts).change;
  const mine = wanting('mine', { p: 'La réponse est donnée sous deux mois.' }).change;

  it('is without object when it was adopted in substance', () => {
    expect(rebase(base, mine, onto({ p: 'La réponse est donnée sous deux mois.' })).outcome).toBe(
      'without-object'
    );
    const inSubstance = wanting('mine', { p: 'Réponse sous deux mois.' }).change;
    const same = onto({ p: 'Réponse sous deux  mois.' });
    expect(rebase(base, inSubstance, same).outcome).toBe('without-object');
  });

  it('is untouched or adjusted where others changed other words', () => {
    expect(rebase(base, mine, onto({ r: 'Elle est payante.' })).outcome).toBe('untouched');
    const adjusted = rebase(base, mine, onto({ p: 'Une réponse est donnée sous six mois.' }));
    expect(adjusted).toMatchObject({
      outcome: 'adjusted',
      change: { edits: [{ kind: 'words', block: 'p', edits: [{ at: 28 }] }] },
    });
  });

  it('needs a look where its words are no more, and says which stand there', () => {
    const lost = rebase(base, mine, onto({ p: 'La réponse est donnée sous un an.' }));
    expect(lost).toMatchObject({
      outcome: 'needs-look',
      change: { edits: [] },
      carried: [
        { how: 'lost', why: { code: 'words-changed', words: 'La réponse est donnée sous un an.' } },
      ],
    });
    expect(rebase(base, mine, onto({ p: null })).carried[0]?.why?.code).toBe('block-gone');
  });
});
