import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyArbitrary } from '../../test/arbitraries.ts';
import { counter, digitalBill } from '../../test/real-data.ts';
import { apply } from '../change/index.ts';
import { readHtml } from '../formats/html.ts';
import { articles, type Block, type Body, blockText } from '../text/index.ts';
import { draft, holds, type Proposal } from './index.ts';

const text: Body = [
  { type: 'heading', id: 'h', rank: 'section', label: 'Section 1', children: [{ text: 'Objet' }] },
  {
    type: 'heading',
    id: 'a',
    rank: 'article',
    label: 'Article 1',
    children: [{ text: 'Données' }],
  },
  {
    type: 'paragraph',
    id: 'p',
    marker: '1°',
    children: [{ text: 'Les ' }, { text: 'données', bold: true }, { text: ' sont publiques.' }],
  },
  { type: 'paragraph', id: 'q', marker: '2°', children: [{ text: 'Un décret en fixe la liste.' }] },
  { type: 'heading', id: 'b', rank: 'article', label: 'Article 2', children: [{ text: 'Délai' }] },
  { type: 'paragraph', id: 'r', children: [{ text: 'Dans un délai de six mois.' }] },
];

/** What the proposal yields, or why nothing. */
function proposed(proposal: Proposal, body = text) {
  const drafting = draft(body, proposal, counter());
  if (drafting.kind === 'refused') return drafting.code;
  expect(holds(body, drafting)).toBe(true);
  const applied = apply(body, drafting.change);
  return { ...drafting, whole: applied.kind === 'applied' ? applied.body : [] };
}
const words = (blocks: readonly Block[]) =>
  blocks.map((block) =>
    [block.type === 'paragraph' ? block.marker : undefined, blockText(block)]
      .filter(Boolean)
      .join(' ')
  );

describe('a citizen’s proposal', () => {
  it('of other words keeps the marks of those that stay, and does not double the marker', () => {
    const result = proposed({
      kind: 'replace',
      block: 'p',
      text: '1° Les données utiles sont publiques.',
    });
    expect(result).toMatchObject({
      change: { edits: [{ kind: 'words', block: 'p' }] },
      after: [
        { id: 'a' },
        {
          id: 'p',
          marker: '1°',
          children: [
            { text: 'Les ' },
            { text: 'données', bold: true },
            { text: ' utiles sont publiques.' },
          ],
        },
        { id: 'q' },
      ],
    });
  });

  it('with a new line in it makes two alineas of one', () => {
    const result = proposed({ kind: 'replace', block: 'q', text: 'Un décret\nen fixe la liste.' });
    expect(result).toMatchObject({
      change: { edits: [{ kind: 'words' }, { kind: 'split', block: 'q' }] },
    });
  });

  it('of new alineas puts one a line behind the block, with their markers', () => {
    const result = proposed({
      kind: 'insert',
      after: 'q',
      text: '3° Un bilan est publié.\n\nIl est annuel.',
    });
    expect(typeof result === 'object' && words(result.after)).toEqual([
      'Données',
      '1° Les données sont publiques.',
      '2° Un décret en fixe la liste.',
      '3° Un bilan est publié.',
      'Il est annuel.',
    ]);
  });

  it('of a deletion takes out the alinea, or the article with all that is in it', () => {
    const alinea = proposed({ kind: 'delete', block: 'p' });
    expect(typeof alinea === 'object' && alinea.whole.map(({ id }) => id)).toEqual([
      'h',
      'a',
      'q',
      'b',
      'r',
    ]);
    const article = proposed({ kind: 'delete', block: 'a' });
    expect(article).toMatchObject({ after: [] });
    expect(typeof article === 'object' && article.whole.map(({ id }) => id)).toEqual([
      'h',
      'b',
      'r',
    ]);
  });

  it('of a new article puts it behind the end of the one that is named', () => {
    const result = proposed({
      kind: 'article',
      after: 'a',
      heading: 'Article 1er bis - Bilan',
      text: 'Un bilan est publié.',
    });
    expect(result).toMatchObject({
      before: [],
      after: [
        { rank: 'article', label: 'Article 1er bis', children: [{ text: 'Bilan' }] },
        { type: 'paragraph' },
      ],
    });
    expect(typeof result === 'object' && result.whole.map(({ id }) => id).indexOf('b')).toBe(6);
  });

  it('of the article as a whole may move, split and reword, and make two articles of one', () => {
    const [heading, first, second] = text.slice(1, 4) as [Block, Block, Block];
    const moved = proposed({ kind: 'edit', article: 'a', blocks: [heading, second, first] });
    expect(moved).toMatchObject({ change: { edits: [{ kind: 'move' }] } });
    const extra: Block[] = [
      {
        type: 'heading',
        id: 'e',
        rank: 'article',
        label: 'Article 1 bis',
        children: [{ text: 'Suivi' }],
      },
      { type: 'paragraph', id: 'f', children: [{ text: 'Un bilan est publié.' }] },
    ];
    const two = proposed({
      kind: 'edit',
      article: 'a',
      blocks: [heading, first, second, ...extra],
    });
    expect(typeof two === 'object' && two.after.map(({ id }) => id)).toEqual([
      'a',
      'p',
      'q',
      'e',
      'f',
    ]);
  });

  it('of the article as a whole keeps the operations that are sent along, if they yield just that', () => {
    const [heading, first, second] = text.slice(1, 4) as [Block, Block, Block];
    const blocks = [heading, second, first];
    const change = {
      algorithm: 'change@1' as const,
      edits: [{ kind: 'move' as const, block: 'p', from: 'a', after: 'q' }],
    };
    expect(proposed({ kind: 'edit', article: 'a', blocks, change })).toMatchObject({ change });
    const other = { ...change, edits: [] };
    expect(proposed({ kind: 'edit', article: 'a', blocks, change: other })).toBe('result-differs');
    const unknown = {
      ...change,
      edits: [{ kind: 'move' as const, block: 'x', from: 'a', after: 'q' }],
    };
    expect(proposed({ kind: 'edit', article: 'a', blocks, change: unknown })).toBe(
      'result-differs'
    );
  });

  it.each([
    ['uses a block of another article', ['a', 'p', 'q', 'r']],
    ['uses a block twice', ['a', 'p', 'p']],
    ['leaves its heading out', ['p', 'q']],
  ])('of the article as a whole that %s does not fit', (_, ids) => {
    const blocks = ids.map((id) => text.find((block) => block.id === id) as Block);
    expect(proposed({ kind: 'edit', article: 'a', blocks })).toBe('proposal-does-not-fit');
  });

  it.each([
    [
      'says nothing new',
      { kind: 'replace', block: 'r', text: 'Dans un délai de six mois.' },
      'proposal-changes-nothing',
    ],
    ['names a block that is not there', { kind: 'delete', block: 'x' }, 'proposal-does-not-fit'],
    [
      'is about a heading above the articles',
      { kind: 'replace', block: 'h', text: 'Autre' },
      'proposal-does-not-fit',
    ],
    [
      'puts an article behind an alinea',
      { kind: 'article', after: 'p', heading: 'A', text: 'b' },
      'proposal-does-not-fit',
    ],
  ] as const)('that %s is refused', (_, proposal, code) => expect(proposed(proposal)).toBe(code));

  it('always yields a change that makes just what is shown, on any text', () => {
    fc.assert(
      fc.property(
        bodyArbitrary,
        fc.nat(),
        fc.constantFrom('replace', 'insert', 'delete') as fc.Arbitrary<
          'replace' | 'insert' | 'delete'
        >,
        (body, pick, kind) => {
          const block = body[pick % Math.max(1, body.length)];
          fc.pre(block !== undefined);
          const words = 'Autres mots.\nEncore.';
          const id = block?.id ?? '';
          proposed(
            kind === 'replace'
              ? { kind, block: id, text: words }
              : kind === 'insert'
                ? { kind, after: id, text: words }
                : { kind, block: id },
            body
          );
        }
      ),
      { numRuns: 500 }
    );
  });

  it('fits every alinea of the digital bill', () => {
    const { body } = readHtml(digitalBill().html, { makeId: counter('b') });
    for (const { blocks } of articles(body)) {
      for (const { id } of blocks) {
        expect(
          typeof proposed({ kind: 'replace', block: id, text: 'Une autre rédaction.' }, body)
        ).toBe('object');
      }
    }
  }, 60_000);
});
