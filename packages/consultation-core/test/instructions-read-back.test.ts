import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instructor } from '../src/amendment/index.ts';
import { apply, type Change, carryIds, diff, merge, reword } from '../src/change/index.ts';
import { readHtml } from '../src/formats/html.ts';
import { articles, type Body, blockText, canonicalBody } from '../src/text/index.ts';
import { pairArbitrary } from './arbitraries.ts';
import { interpret, plainBlock, type ReadBlock } from './interpreter.ts';
import { counter, digitalBill, revisions } from './real-data.ts';
import { wildArbitrary } from './wild-changes.ts';

const comparable = (blocks: readonly ReadBlock[]) =>
  blocks.map(({ words, ...rest }) => ({
    ...rest,
    text: words.map(({ char }) => char).join(''),
    wear: words.map(({ wear }) => wear.join('+')).join(' '),
  }));

/** Who follows the instructions gets what applying the change gives: words, marks, blocks, signs, numbers, order. */
function assertReadBack(before: Body, change: Change, within?: string): readonly string[] {
  const applied = apply(before, change);
  if (applied.kind === 'refused') throw new Error(JSON.stringify(applied.misfits));
  const expected = comparable(applied.body.map(plainBlock));
  const all: string[] = [];
  for (const language of ['fr', 'en'] as const) {
    const texts = instructor(before, language, within)(change).map(({ text }) => text);
    let read: unknown;
    try {
      read = comparable(interpret(before, texts, language, within));
    } catch (error) {
      throw new Error(`${(error as Error).message}\n\n${texts.join('\n')}`);
    }
    expect(read, texts.join('\n')).toEqual(expected);
    all.push(...texts);
  }
  return all;
}

describe('instructions, followed by a reader', () => {
  it('give the words of random texts', () => {
    fc.assert(
      fc.property(pairArbitrary, ({ before, after }) => {
        assertReadBack(before, diff(before, after));
      }),
      { numRuns: 1_000 }
    );
  }, 120_000);

  it('give what anybody can do to a text', () => {
    fc.assert(
      fc.property(wildArbitrary, ({ before, change }) => {
        assertReadBack(before, change);
      }),
      { numRuns: 700 }
    );
  }, 120_000);

  it('give what several people want together', () => {
    const several = fc.tuple(pairArbitrary, pairArbitrary);
    fc.assert(
      fc.property(several, ([{ before, after }, other]) => {
        const change = (id: string, rank: number, to: Body) => ({
          id,
          rank,
          change: diff(before, to),
        });
        const merged = merge(before, [change('a', 0, after), change('b', 1, other.after)]);
        assertReadBack(before, merged.change);
      }),
      { numRuns: 300 }
    );
  }, 120_000);

  it('give the 671 revisions of the Code civil, few of them by a whole new wording', () => {
    let told = 0;
    let anew = 0;
    for (const { before, after } of revisions()) {
      const now = carryIds(before, after);
      const change = diff(before, now);
      assertReadBack(before, change);
      const kept = new Set(now.map(({ id }) => id));
      for (const { block, text } of instructor(before, 'fr')(change)) {
        told += 1;
        if (/^(?:Rédiger|Substituer)/.test(text) && kept.has(block as string)) anew += 1;
      }
    }
    expect(told).toBeGreaterThan(1_000);
    expect(anew).toBeLessThan(told / 20);
  }, 120_000);

  it('give invented edits of every alinea of the digital bill, named from within its article', () => {
    const { body: read } = readHtml(digitalBill().html, { makeId: counter('d') });
    const body = canonicalBody(read);
    const invented: ((text: string) => string)[] = [
      (text) => text.replace(/(\p{L}+) (\p{L}+)/u, '$2 $1'),
      (text) => text.replace(/^\S+ /u, ''),
      (text) => text.replace(/(\S+) (\S+)$/u, '$1 et $2'),
      (text) => `${text} Un décret en fixe les conditions.`,
      (text) => text.replace(/\b(?:la|le|les|de|des)\b/u, 'ce'),
      (text) => text.replace(/(\p{L}{5,})(?!.*\p{L}{5,})/u, '« $1 »'),
    ];
    let told = 0;
    for (const [rank, article] of articles(body).entries()) {
      const edited = new Map(
        article.blocks.flatMap((block, index) => {
          if (block.type !== 'paragraph') return [];
          const words = (invented[index % invented.length] as (text: string) => string)(
            blockText(block)
          );
          return [[block.id, { ...block, children: reword(block.children, words) }]];
        })
      );
      // The whole bill for some of them, that names be looked for among many.
      const before = rank % 6 === 0 ? body : [article.heading, ...article.blocks];
      const after = canonicalBody(before.map((block) => edited.get(block.id) ?? block));
      told += assertReadBack(before, diff(before, after), article.id).length / 2;
    }
    expect(told).toBeGreaterThan(200);
  }, 120_000);
});

describe('the reader', () => {
  const body: Body = [
    { type: 'paragraph', id: 'p', children: [{ text: 'La loi fixe le délai et la loi suffit.' }] },
  ];
  it('refuses what can be read in two ways, or in none', () => {
    const follow = (text: string) => () => interpret(body, [text], 'fr');
    expect(follow('À l’alinéa 1, supprimer le mot\u00a0: «\u00a0loi\u00a0».')).toThrow(
      'more than once'
    );
    expect(follow('À l’alinéa 1, supprimer le mot\u00a0: «\u00a0lo\u00a0».')).toThrow('nowhere');
    expect(follow('À l’alinéa 2, supprimer le mot\u00a0: «\u00a0délai\u00a0».')).toThrow(
      'No such alinea'
    );
    expect(follow('Biffer l’alinéa 1.')).toThrow('0 ways');
  });
  it('refuses two instructions on one word', () => {
    const omit = 'À l’alinéa 1, supprimer le mot\u00a0: «\u00a0délai\u00a0».';
    expect(() => interpret(body, [omit, omit], 'fr')).toThrow('Two instructions');
  });
});
