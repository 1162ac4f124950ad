import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairArbitrary } from '../../test/arbitraries.ts';
import { revisions } from '../../test/real-data.ts';
import { type Change, changeAlgorithm, diff, reword } from '../change/index.ts';
import type { Body, Paragraph } from '../text/index.ts';
import {
  clusters,
  fingerprintOf,
  nearlySame,
  type ProposedChange,
  similarity,
  similarTo,
} from './similarity.ts';

const paragraph = (id: string, text: string): Paragraph => ({
  type: 'paragraph',
  id,
  children: [{ text }],
});
const base: Body = [
  paragraph('p', 'L’administration publie les données dans un délai de six mois.'),
  paragraph('q', 'Les frais sont à la charge du demandeur.'),
  paragraph('r', 'The authority shall reply within two months of the request.'),
  paragraph('s', '公民有权向行政机关申请公开政府信息。'),
];

/** One alinea in other words, as somebody typed it. */
const reworded = (id: string, text: string): Change =>
  diff(
    base,
    base.map((block) =>
      block.id === id ? { ...block, children: reword((block as Paragraph).children, text) } : block
    ) as Body
  );
const added = (after: string, text: string): Change => ({
  algorithm: changeAlgorithm,
  edits: [{ kind: 'insert', after, blocks: [paragraph(`new-${text.length}`, text)] }],
});
const print = (change: Change) => fingerprintOf(change);
const how = (a: Change, b: Change) => similarity(print(a), print(b));
const idsOf = (items: readonly ProposedChange[], threshold?: number) =>
  clusters(items, threshold).clusters.map(({ wordings }) => wordings.map(({ ids }) => ids));

describe('identical wordings', () => {
  const plain = reworded('p', 'L’administration publie les données dans un délai de deux mois.');
  it('are so whatever the case, apostrophes, blanks and punctuation', () => {
    const sloppy = reworded(
      'p',
      "L'administration publie les données, dans un délai de DEUX  mois !"
    );
    expect(print(sloppy).key).toBe(print(plain).key);
    const spaced = added('q', 'Le silence vaut accord\u00a0; il est gratuit.');
    expect(print(added('q', 'le silence vaut accord; il est gratuit')).key).toBe(print(spaced).key);
  });

  it('are so however the words were put there', () => {
    const typed: Change = {
      algorithm: changeAlgorithm,
      edits: [
        {
          kind: 'words',
          block: 'p',
          edits: [
            {
              at: 36,
              remove: [{ text: 'dans un délai de six mois' }],
              insert: [{ text: 'dans un délai de deux mois' }],
            },
          ],
        },
      ],
    };
    expect(print(typed).key).toBe(print(plain).key);
    const one = (at: number, text: string): Change => ({
      algorithm: changeAlgorithm,
      edits: [{ kind: 'words', block: 'q', edits: [{ at, remove: [], insert: [{ text }] }] }],
    });
    expect(print(one(9, ' annuels')).key).toBe(print(one(10, 'annuels ')).key);
  });

  it('are not so when case, signs or marks are all that differs, or the order of words', () => {
    const capital = reworded('q', 'Les Frais sont à la charge du demandeur.');
    const comma = reworded('q', 'Les frais, sont à la charge du demandeur.');
    const nothing = diff(base, base);
    const keys = [capital, comma, nothing].map((change) => print(change).key);
    expect(new Set(keys).size).toBe(3);
    const there = added('q', 'Le maire informe le préfet.');
    const back = added('q', 'Le préfet informe le maire.');
    expect(print(there).key).not.toBe(print(back).key);
    expect(how(there, back)).toBe(1);
  });
});

describe('near wordings', () => {
  it('share four in five of the words that change', () => {
    const long = 'Un rapport annuel présente au Parlement les délais constatés et leurs causes.';
    const near = added('q', long);
    expect(how(near, added('q', long.replace('annuel', 'public')))).toBeGreaterThan(nearlySame);
    expect(
      how(near, added('q', long.replace('annuel', 'public').replace('causes', 'motifs')))
    ).toBeLessThan(nearlySame);
    expect(how(near, added('p', long))).toBe(0);
    const inArticle = (change: Change) => fingerprintOf(change, () => 'article 2');
    const elsewhere = similarity(inArticle(near), inArticle(added('p', long)));
    expect(elsewhere).toBeGreaterThan(nearlySame);
  });

  it('do not count what both leave alone', () => {
    const two = reworded('p', 'L’administration publie les données dans un délai de deux mois.');
    const three = reworded('p', 'L’administration publie les données dans un délai de trois mois.');
    expect(how(two, three)).toBeLessThan(0.5);
  });

  it('are not to delete, and to put other words in the place', () => {
    const gone: Change = {
      algorithm: changeAlgorithm,
      edits: [{ kind: 'delete', block: base[0] as Paragraph, after: null }],
    };
    const other = diff(base, [paragraph('p', 'Néant.'), ...base.slice(1)]);
    expect(how(gone, other)).toBe(0);
    expect(how(gone, gone)).toBe(1);
  });

  it('are found in English and in Chinese', () => {
    const en = (text: string) => reworded('r', text);
    const one = en(
      'The authority shall reply, free of charge and in plain words, within two months of the request.'
    );
    const other = en(
      'The authority shall reply, free of charge and in plain language, within two months of the request.'
    );
    const third = en('The authority shall reply within ten days of the request.');
    expect(how(one, other)).toBeGreaterThanOrEqual(0.75);
    expect(how(one, third)).toBe(0);
    const zh = (text: string) => reworded('s', text);
    const free = zh('公民有权向行政机关免费申请公开政府信息，行政机关应当在十五日内答复。');
    const almost = zh('公民有权向行政机关免费申请公开政府信息，行政机关应当在二十日内答复。');
    expect(how(free, almost)).toBeGreaterThan(nearlySame);
    expect(how(free, zh('公民和法人有权向行政机关申请公开政府信息。'))).toBeLessThan(0.2);
  });
});

describe('clusters', () => {
  const sentence = 'Un rapport annuel présente au Parlement les délais constatés et leurs causes.';
  const items: ProposedChange[] = [
    { id: 'a', change: added('q', sentence) },
    { id: 'b', change: added('q', sentence.replace('annuel', 'public')) },
    { id: 'c', change: added('q', sentence.toUpperCase()) },
    { id: 'd', change: reworded('p', 'L’administration publie tout.') },
    { id: 'e', change: added('q', `${sentence} Il est débattu en séance publique.`) },
  ];
  it('put the wording first that most propose, then the nearest; and nobody is lost', () => {
    expect(clusters(items)).toMatchObject({ algorithm: 'similar@1', threshold: nearlySame });
    expect(idsOf(items)).toEqual([[['a', 'c'], ['b']], [['d']], [['e']]]);
    expect(clusters(items).clusters.map(({ size }) => size)).toEqual([3, 1, 1]);
    expect(idsOf(items, 0.5)).toEqual([[['a', 'c'], ['b'], ['e']], [['d']]]);
    expect(idsOf([])).toEqual([]);
    expect(() => clusters(items, 0)).toThrow(RangeError);
  });

  it('gather round the most typical wording when each is proposed once', () => {
    const without = (...gone: string[]) =>
      added(
        'q',
        sentence
          .split(' ')
          .filter((word) => !gone.includes(word))
          .join(' ')
      );
    // Each of two left out another word; they are near to the one in the middle, not to each other.
    for (const names of ['xyz', 'zyx', 'yzx']) {
      const [left, middle, right] = names.split('') as [string, string, string];
      const three = [
        { id: left, change: without('annuel', 'constatés') },
        { id: middle, change: added('q', sentence) },
        { id: right, change: without('Parlement', 'rapport') },
      ];
      const [first] = idsOf(three, 0.8);
      expect(first?.[0]).toEqual([middle]);
      expect(first?.flat().sort()).toEqual([...names].sort());
    }
  });

  it('agree with what is said beside one proposal', () => {
    const [one, ...others] = items as [ProposedChange, ...ProposedChange[]];
    expect(similarTo(one, items)).toEqual(similarTo(one, others));
    expect(similarTo(one, others).map(({ id, identical }) => [id, identical])).toEqual([
      ['c', true],
      ['b', false],
    ]);
  });

  const several = pairArbitrary.chain(({ before, after }) =>
    fc
      .array(pairArbitrary, { minLength: 1, maxLength: 8 })
      .map((pairs) => [after, ...pairs.map((pair) => pair.after)])
      .map((afters) => {
        const wished = afters.map((body) => diff(before, body));
        // Some of what one wants and all that another does, so that there is something near.
        const mixed = wished.map((change, index) => ({
          ...change,
          edits: [...(wished[0] as Change).edits.slice(index % 3), ...change.edits.slice(-1)],
        }));
        return [...wished, ...mixed, ...wished.slice(0, 3)].map((change, index) => ({
          id: `c${index}`,
          change,
        }));
      })
  );

  it('are the same in any order; near what comes first, and not near a first of before', () => {
    fc.assert(
      fc.property(several, fc.constantFrom(0.3, 0.5, nearlySame, 1), (all, threshold) => {
        const found = clusters(all, threshold);
        expect(clusters([...all].reverse(), threshold)).toEqual(found);
        const ids = found.clusters.flatMap(({ wordings }) => wordings.flatMap((one) => one.ids));
        expect([...ids].sort()).toEqual(all.map(({ id }) => id).sort());
        const prints = new Map(all.map(({ id, change }) => [id, print(change)]));
        const of = (id: string | undefined) => prints.get(id as string) as ReturnType<typeof print>;
        const firsts = found.clusters.map(({ wordings }) => of(wordings[0]?.ids[0]));
        for (const [index, { wordings }] of found.clusters.entries()) {
          const first = firsts[index] as ReturnType<typeof print>;
          for (const { ids: same, similarity: value } of wordings) {
            expect(new Set(same.map((id) => of(id).key)).size).toBe(1);
            expect(similarity(first, of(same[0]))).toBe(value);
            expect(value).toBeGreaterThanOrEqual(threshold);
          }
          // Comparing all firsts with each other finds nothing that the index missed.
          for (const other of firsts.slice(index + 1)) {
            expect(similarity(first, other)).toBeLessThan(threshold);
          }
        }
      }),
      { numRuns: 60 }
    );
  }, 60_000);

  it('are built on a measure that is symmetric, between 0 and 1, and 1 for what is the same', () => {
    fc.assert(
      fc.property(several, (all) => {
        const prints = all.map(({ change }) => print(change));
        for (const a of prints) {
          expect(similarity(a, a)).toBe(1);
          for (const b of prints) {
            const value = similarity(a, b);
            expect(similarity(b, a)).toBe(value);
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
            if (a.key === b.key) expect(value).toBe(1);
          }
        }
      }),
      { numRuns: 30 }
    );
  }, 60_000);

  // All with all would be fifty million comparisons: minutes.
  it('of 10,000 proposals are found without comparing all with all', () => {
    const texts = revisions().slice(0, 100);
    const many = texts.flatMap(({ before, after }, index) =>
      Array.from({ length: 100 }, (_, copy) => {
        const [first = paragraph('x', '')] = after as readonly Paragraph[];
        const words = `${(first.children[0] as { text: string }).text} ${copy % 10 === 0 ? `variante ${copy}` : ''}`;
        const change: Change = {
          algorithm: changeAlgorithm,
          edits: [
            {
              kind: 'insert',
              after: `${before[0]?.id}-${index}`,
              blocks: [paragraph(`${copy}`, words)],
            },
          ],
        };
        return { id: `${index}-${copy}`, change };
      })
    );
    const found = clusters(many).clusters;
    expect(found.reduce((sum, { size }) => sum + size, 0)).toBe(10_000);
    expect(Math.max(...found.map(({ size }) => size))).toBe(100);
  }, 60_000);
});
