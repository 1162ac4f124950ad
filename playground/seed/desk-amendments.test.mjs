import { draft } from 'consultation-core/amendment';
import { diff, merge } from 'consultation-core/change';
import { readHtml } from 'consultation-core/formats/html';
import { articles, blockText, checkBody } from 'consultation-core/text';
import { describe, expect, it } from 'vitest';
import { billHtml } from './bill.mjs';
import {
  deskAmendments,
  deskBody,
  deskProposal,
  deskResolutions,
  readDesk,
} from './desk-amendments.mjs';

const counter = (prefix) => {
  let number = 0;
  return () => {
    number += 1;
    return `${prefix}${number}`;
  };
};

const { body } = readHtml(billHtml(), { makeId: counter('b') });
const desk = readDesk();
const items = deskAmendments(body);
const rowOf = new Map(desk.amendments.map((row) => [row.id, row]));
const changes = new Map(
  items.map((item, rank) => [
    item.id,
    { id: item.id, rank, change: diff(body, deskBody(body, item)) },
  ])
);
const merged = (ids, resolutions) =>
  merge(
    body,
    ids.map((id) => changes.get(id)),
    resolutions
  );
const partiesOf = ({ options }) => options.flatMap((option) => option.changes);
const isAdopted = ({ decision }) => decision.status === 'adopted';
const articleText = (blocks, label) =>
  articles(blocks)
    .find(({ heading }) => heading.label === label)
    .blocks.map(blockText);

/** Kinds of edits that each kind of wish must come out as, and nothing else. */
const expected = {
  words: ['words'],
  text: ['words'],
  insert: ['insert'],
  delete: ['delete'],
  split: ['split', 'words'],
  join: ['join', 'words'],
  move: ['move'],
  article: ['insert'],
  'delete-article': ['delete'],
};

describe('the invented amendments', () => {
  it('say that they are invented, and each has an author, a title and a reason', () => {
    expect(desk.notice).toMatch(/^Exemples inventés/);
    expect(items.length).toBeGreaterThanOrEqual(110);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    expect(new Set(items.map(({ author }) => author)).size).toBe(items.length);
    for (const { author, title, justification } of items) {
      expect(author).toMatch(/^\p{Lu}[\p{L}-]+ \p{Lu}\.$/u);
      expect(title.length).toBeLessThanOrEqual(120);
      expect(justification).toMatch(/[.?]$/);
    }
  });

  it('are spread over the text, many of them on one article', () => {
    const counts = new Map();
    for (const { article } of desk.amendments) counts.set(article, (counts.get(article) ?? 0) + 1);
    expect(counts.size).toBeGreaterThanOrEqual(15);
    expect(counts.get('Article 9')).toBeGreaterThanOrEqual(30);
  });

  it('are all found in the text, and are the kind of edit that they are meant to be', () => {
    const seen = new Set();
    for (const { id } of items) {
      const { edits } = rowOf.get(id);
      const allowed = new Set(edits.flatMap(({ kind }) => expected[kind]));
      const kinds = new Set(changes.get(id).change.edits.map(({ kind }) => kind));
      expect([id, [...kinds].filter((kind) => !allowed.has(kind))]).toEqual([id, []]);
      for (const { kind } of edits) {
        expect([id, kinds.has(expected[kind][0])]).toEqual([id, true]);
        seen.add(kind);
      }
    }
    expect([...seen].sort()).toEqual(Object.keys(expected).sort());
  });

  it('can be submitted as proposals that yield the same words', () => {
    for (const item of items) {
      const drafted = draft(body, deskProposal(item), counter('n'));
      expect([item.id, drafted.kind]).toEqual([item.id, 'drafted']);
      expect(drafted.after.map(blockText)).toEqual(item.blocks.map(blockText));
    }
  }, 30_000);

  it('are refused with a clear error when what they quote is not there, or is there twice', () => {
    const row = { id: 'x', article: 'Article 9', edits: [], title: '', author: '' };
    const words = (find) => [{ ...row, edits: [{ kind: 'words', alinea: 3, find, replace: '' }] }];
    expect(() => deskAmendments(body, words('jamais écrit'))).toThrow(
      'x (Article 9): not in the text: « jamais écrit »'
    );
    expect(() => deskAmendments(body, words('éditeur'))).toThrow('x (Article 9): more than once');
    expect(() =>
      deskAmendments(body, [{ ...row, edits: [{ kind: 'delete', alinea: 99 }] }])
    ).toThrow('x (Article 9): no alinea 99');
    expect(() => deskAmendments(body, [{ ...row, article: 'Article 99' }])).toThrow(
      'x (Article 99): no such article'
    );
  });
});

describe('how they go together', () => {
  it('identical ones are an agreement', () => {
    expect(desk.identical.length).toBeGreaterThanOrEqual(15);
    for (const ids of desk.identical) {
      const { collisions, body: result } = merged(ids);
      expect(collisions).toEqual([]);
      const alone = deskBody(
        body,
        items.find(({ id }) => id === ids[0])
      );
      expect(result.map(blockText)).toEqual(alone.map(blockText));
    }
  });

  it('near-identical ones are not', () => {
    expect(desk.near).toHaveLength(10);
    for (const { ids } of desk.near) {
      const [first, second] = ids.map((id) => items.find((one) => one.id === id));
      expect(first.article).toBe(second.article);
      expect(deskBody(body, first).map(blockText)).not.toEqual(
        deskBody(body, second).map(blockText)
      );
    }
  });

  it('those that want different things of the same words collide, in as many options as there are wishes', () => {
    expect(desk.collisions.length).toBeGreaterThanOrEqual(12);
    for (const { why, ids } of desk.collisions) {
      const { collisions } = merged(ids);
      expect([why, new Set(collisions.flatMap(partiesOf))]).toEqual([why, new Set(ids)]);
      // No two of them are told as one wish.
      for (const { options } of collisions) {
        for (const option of options) expect(option.changes).toHaveLength(1);
      }
    }
    expect(desk.collisions.filter(({ ids }) => ids.length === 3).length).toBeGreaterThanOrEqual(5);
  });

  it('neighbours do not collide, and both are in the result', () => {
    for (const ids of desk.adjacent) {
      const { collisions, fates } = merged(ids);
      expect([ids, collisions]).toEqual([ids, []]);
      expect(fates.every(({ outcome }) => outcome.kind === 'applied')).toBe(true);
    }
  });

  it('all together collide at all the places that were meant, and what does not is made', () => {
    const { collisions, fates } = merged(items.map(({ id }) => id));
    for (const { why, ids } of desk.collisions) {
      const together = collisions.some((one) => {
        const parties = partiesOf(one);
        return ids.every((id) => parties.includes(id));
      });
      expect([why, together]).toEqual([why, true]);
    }
    expect(collisions.length).toBeGreaterThanOrEqual(desk.collisions.length);
    expect(new Set(fates.map(({ change }) => change)).size).toBe(items.length);
    expect(fates.filter(({ outcome }) => outcome.kind === 'orphan')).toEqual([]);
  });
});

describe('the decisions', () => {
  const adopted = items.filter(isAdopted).map(({ id }) => id);

  it('are there for nearly all, with a reason, and the same for those who ask for the same', () => {
    const undecided = items.filter(({ decision }) => decision.status === null);
    expect(undecided.length).toBeGreaterThanOrEqual(5);
    expect(undecided.length).toBeLessThanOrEqual(10);
    for (const { decision } of items) {
      if (decision.status !== null) expect(decision.reason).toMatch(/\.$/);
    }
    for (const ids of desk.identical) {
      expect(new Set(ids.map((id) => rowOf.get(id).decision.status)).size).toBe(1);
    }
  });

  it('leave no collision of adopted ones open, and none is there for nothing', () => {
    const open = merged(adopted).collisions;
    expect(open.length).toBeGreaterThanOrEqual(8);
    const resolutions = deskResolutions(open);
    expect(resolutions).toHaveLength(desk.resolutions.length);
    expect(new Set(resolutions.map(({ take }) => take))).toEqual(
      new Set(['change', 'original', 'words'])
    );
    const result = merged(adopted, resolutions);
    expect(result.collisions).toEqual([]);
    expect(result.stale).toEqual([]);
    expect(checkBody(result.body)).toEqual([]);
    expect(() => deskResolutions(open, [])).toThrow('No decision on the collision of');
  });

  it('make a second version that says what was decided', () => {
    const { body: next } = merged(adopted, deskResolutions(merged(adopted).collisions));
    const nine = articleText(next, 'Article 9');
    expect(nine[2]).toBe(
      'Lorsqu’un écrit scientifique, issu d’une activité de recherche financée en tout ou partie par des fonds publics, est publié dans un périodique, un ouvrage paraissant au moins une fois par an, des actes de congrès ou de colloques ou des recueils de mélanges, son auteur, même après avoir cédé ses droits à titre exclusif à un éditeur, dispose du droit de mettre à disposition gratuitement sous une forme numérique, sous réserve de l’accord des éventuels coauteurs, la dernière version de son manuscrit acceptée par son éditeur, à l’exclusion du travail de mise en forme qui incombe à ce dernier, au terme d’un délai maximal de six mois pour les sciences, la technique et la médecine et de douze mois pour les sciences humaines et sociales, à compter de la date de la première publication. Cette mise à disposition ne peut donner lieu à aucune exploitation commerciale sans l’accord de l’auteur.'
    );
    expect(nine).toHaveLength(6);
    expect(articleText(next, 'Article 1')[1]).toContain(
      'est inférieur à cinquante équivalents temps plein, diffusent'
    );
    expect(articleText(next, 'Article 12').join('\n')).toContain(
      'ne peut excéder 15\u00a0000\u00a0€ pour une personne physique et 375\u00a0000\u00a0€ ou, si ce montant est supérieur, 2\u00a0% du chiffre d’affaires annuel pour une personne morale'
    );
    expect(articleText(next, 'Article 14')[0]).toMatch(/^L’Autorité administrative veille/);
    expect(articleText(next, 'Article 28')[7]).toMatch(
      /dans un délai de trois ans .* Par dérogation, les dispositions du II entrent en vigueur/
    );
    expect(next.filter(({ label }) => label === 'Article 31').map(blockText)).toEqual([
      'Priorité au logiciel libre',
      'Évaluation de la loi',
    ]);
  });
});
