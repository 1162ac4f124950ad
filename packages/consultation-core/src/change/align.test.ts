import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairArbitrary } from '../../test/arbitraries.ts';
import { chineseLaws, revisions } from '../../test/real-data.ts';
import { type Block, type Body, canonicalBlock, type Heading } from '../text/index.ts';
import { carryIds } from './align.ts';

const content = (body: Body) => body.map(({ id: _, ...rest }) => rest);
const ids = (body: Body) => body.map(({ id }) => id);
const fresh = (body: Body): Body =>
  body.map((block, index) => ({ ...block, id: `fresh-${index}` }));

const article = (label: string, ...texts: string[]): Block[] => [
  {
    type: 'heading',
    id: label,
    rank: 'article',
    label: `Article ${label}`,
    children: [{ text: '' }],
  },
  ...texts.map(
    (text, index): Block => ({ type: 'paragraph', id: `${label}-${index}`, children: [{ text }] })
  ),
];
const section = (label: string, title: string): Heading => ({
  type: 'heading',
  id: `s${label}`,
  rank: 'section',
  label: `Section ${label}`,
  children: [{ text: title }],
});

const access = 'Les administrations communiquent les documents administratifs qu’elles détiennent.';
const reuse =
  'Les informations publiques peuvent être réutilisées par toute personne qui le souhaite.';
const delay =
  'Le silence gardé pendant deux mois par l’autorité compétente vaut décision de rejet.';
const fines = 'Le montant de la sanction est proportionné à la gravité du manquement commis.';
const data = 'La portabilité des données permet au consommateur de récupérer ses fichiers.';

describe('ids carried to a text that comes from elsewhere', () => {
  it('are different from each other, and nothing else changes', () => {
    fc.assert(
      fc.property(pairArbitrary, fc.boolean(), ({ before, after }, isFresh) => {
        const carried = carryIds(before, isFresh ? fresh(after) : after);
        expect(new Set(ids(carried)).size).toBe(after.length);
        expect(content(carried)).toEqual(content(after));
      }),
      { numRuns: 1_000 }
    );
  }, 60_000);

  it('are believed when both texts have them', () => {
    fc.assert(
      fc.property(pairArbitrary, ({ before, after }) => {
        const had = new Set(ids(before));
        for (const [index, { id }] of carryIds(before, after).entries()) {
          if (had.has(after[index]?.id ?? '')) expect(id).toBe(after[index]?.id);
        }
      }),
      { numRuns: 500 }
    );
  }, 60_000);

  it('are all back when nothing else changed', () => {
    const distinct = (body: Body) => {
      const seen = new Set<string>();
      return body.filter((block) => {
        const key = JSON.stringify(canonicalBlock({ ...block, id: '' }));
        return !seen.has(key) && seen.add(key);
      });
    };
    fc.assert(
      fc.property(pairArbitrary, ({ before }) => {
        const body = distinct(before);
        expect(carryIds(body, fresh(body))).toEqual(body);
      }),
      { numRuns: 1_000 }
    );
  }, 60_000);

  it('follow an alinea that was moved, as it was or reworded', () => {
    const before = [...article('1', access, reuse), ...article('2', delay), ...article('3', fines)];
    const reworded = delay.replace('deux mois', 'quatre mois');
    const after = [
      ...article('1', reuse),
      ...article('2', fines),
      ...article('3', reworded, access),
    ];
    expect(ids(carryIds(before, fresh(after)))).toEqual([
      '1',
      '1-1',
      '3',
      '3-0',
      '2',
      '2-0',
      '1-0',
    ]);
  });

  it('follow an article to its new number, and do not pass to another that takes the old one', () => {
    const before = [...article('1', access), ...article('2', reuse), ...article('3', delay, fines)];
    const renumbered = [...article('1', data), ...article('2', reuse), ...article('3', delay)];
    expect(ids(carryIds(before, fresh(renumbered)))).toEqual([
      'fresh-0',
      'fresh-1',
      '2',
      '2-0',
      '3',
      '3-0',
    ]);
    const shifted = [...article('1', reuse), ...article('2', delay, fines)];
    expect(ids(carryIds(before, fresh(shifted)))).toEqual(['2', '2-0', '3', '3-0', '3-1']);
  });

  it('stay with a number when its words are struck out, and come back with other words', () => {
    const before = [...article('1', access), ...article('2', reuse)];
    const empty = [...article('1', access), ...article('2')];
    const struck = carryIds(before, fresh(empty));
    expect(ids(struck)).toEqual(['1', '1-0', '2']);
    const again = fresh([...article('1', access), ...article('2', data)]);
    expect(ids(carryIds(struck, again))).toEqual(['1', '1-0', '2', 'fresh-3']);
  });

  it('know sections of one number by the division that they stand in, or by their title', () => {
    const title = (label: string): Heading => ({
      ...section(label, ''),
      rank: 'title',
      id: `t${label}`,
    });
    const before = [title('1'), section('1', 'Accès'), ...article('1', access), title('2')];
    const rest = [{ ...section('1', 'Accès'), id: 'other' }, ...article('2', reuse)];
    const after = [...before, ...rest];
    expect(ids(carryIds(after, fresh(after)))).toEqual(ids(after));
    const without = [title('1'), ...article('1', access), title('2'), ...rest];
    expect(ids(carryIds(after, fresh(without)))).toEqual(ids(without));
  });

  it('keep apart what only has its short words in common', () => {
    const before = article('1', 'Le maire de la ville et de la région.');
    const after = article('1', 'Le juge de la cour et de la chambre.');
    expect(ids(carryIds(before, fresh(after)))[1]).toBe('fresh-1');
  });

  it('take time with the words of two texts, not with the product of their blocks', () => {
    const text = (seed: number): Body =>
      Array.from({ length: 20_000 }, (_, index) => ({
        type: 'paragraph' as const,
        id: `${seed}-${index}`,
        children: [{ text: `le mot${(index * seed) % 19_997} du ${index % 7} mai à la ville` }],
      }));
    const carried = carryIds(text(5), text(7));
    expect(new Set(ids(carried)).size).toBe(20_000);
  }, 60_000);

  it('are those of most alineas of real revisions', () => {
    const pairs = revisions();
    let kept = 0;
    let all = 0;
    for (const { before, after } of pairs) {
      const old = new Set(ids(before));
      const carried = ids(carryIds(before, after));
      kept += carried.filter((id) => old.has(id)).length;
      all += Math.min(before.length, after.length);
    }
    expect(kept / all).toBeGreaterThan(0.6);
  }, 60_000);

  it('are those of most alineas of amended Chinese laws', () => {
    for (const { before, after } of chineseLaws().slice(1)) {
      const old = new Set(ids(before));
      const kept = ids(carryIds(before, after)).filter((id) => old.has(id));
      expect(kept.length).toBeGreaterThan(before.length * 0.8);
    }
  }, 60_000);
});
