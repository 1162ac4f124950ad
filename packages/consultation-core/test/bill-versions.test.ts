import { beforeAll, describe, expect, it } from 'vitest';
import { type Change, carryIds } from '../src/change/index.ts';
import { type Article, articleOfBlock, articles, blockText } from '../src/text/index.ts';
import { assertLaws } from './laws.ts';
import { type BillVersion, billVersions } from './real-data.ts';

const { versions, register, law } = billVersions();
const at = (index: number) => versions[index] as BillVersion;
const articleOf = ({ body }: Pick<BillVersion, 'body'>, number: string): Article | undefined =>
  articles(body).find(({ heading }) => heading.label === `Article ${number}`);
const deleted = (change: Change) =>
  new Set(change.edits.flatMap((edit) => (edit.kind === 'delete' ? [edit.block.id] : [])));

/** What the register says happened from one version to the next. */
const numbersWith = (index: number, status: 'new' | 'sup') =>
  [...register]
    .filter(([, steps]) =>
      steps.some((one) => one.step === at(index).step && one.status === status)
    )
    .map(([number]) => number);

/** Articles that were about something else afterwards, or said it in wholly other words, by their step. */
const rewritten: Readonly<Record<number, readonly string[]>> = {
  1: ['Article 23'],
  5: ['Article 10 bis'],
};

/** Articles of which the words went to another one, so that they are not deletions. */
const regrouped = ['17 ter', '17 quater', '17 quinquies', '17 sexies', '17 septies'];

describe('a bill in its nine versions', () => {
  /** The change to each version from the one before it. */
  const changes: Change[] = [];
  beforeAll(() => {
    for (const [index, { body }] of versions.entries()) {
      if (index > 0) changes[index] = assertLaws(at(index - 1).body, body);
    }
  }, 120_000);

  it('has as many articles and alineas at each step as it was printed with', () => {
    expect(versions.map(({ body }) => articles(body).length)).toEqual([
      24, 45, 65, 65, 93, 102, 99, 96, 96,
    ]);
    expect(
      versions.map(({ body }) => body.filter(({ type }) => type === 'paragraph').length)
    ).toEqual([429, 638, 803, 802, 925, 1025, 1017, 1018, 995]);
    const [first] = articles(at(0).body);
    expect(first?.path.map(({ label }) => label)).toEqual(['Titre Ier']);
    expect(first?.blocks[0]).toMatchObject({
      marker: 'I. -',
      children: [{ text: 'Le livre II du code rural est ainsi modifié :' }],
    });
  });

  it('keeps the laws of changes at every step', () => {
    expect(changes.filter(Boolean)).toHaveLength(8);
    expect(changes.map(({ edits }) => edits.length > 0).filter(Boolean)).toHaveLength(8);
  });

  it('keeps every article under its number when nothing happened to the number', () => {
    for (let index = 1; index < 9; index += 1) {
      const before = new Map(
        articles(at(index - 1).body).map((one) => [one.heading.label, one.id])
      );
      const missed = articles(at(index).body)
        .filter(({ heading, id }) => before.has(heading.label) && before.get(heading.label) !== id)
        .map(({ heading }) => heading.label);
      expect([index, missed]).toEqual([index, rewritten[index] ?? []]);
    }
  });

  it.each([
    [1, 21, 2],
    [2, 22, 0],
    [3, 0, 0],
    [4, 28, 10],
    [5, 19, 4],
    [6, 1, 3],
    [7, 0, 0],
    [8, 0, 0],
  ])(
    'puts articles in as insertions and takes them out as deletions (step %i)',
    (index, put, out) => {
      const inserted = new Set(
        (changes[index] as Change).edits.flatMap((edit) =>
          edit.kind === 'insert' ? edit.blocks.map(({ id }) => id) : []
        )
      );
      const before = new Set(at(index - 1).body.map(({ id }) => id));
      const came = numbersWith(index, 'new');
      expect(came).toHaveLength(put);
      for (const number of came) {
        const article = articleOf(at(index), number) as Article;
        // A number that was printed as struck out comes back with its heading.
        if (articleOf(at(index - 1), number)) continue;
        expect(inserted).toContain(article.id);
        expect(before).not.toContain(article.id);
      }

      const went = numbersWith(index, 'sup');
      expect(went).toHaveLength(out);
      const gone = deleted(changes[index] as Change);
      for (const number of went) {
        expect(at(index).statuts.get(number)).toBe('supprimé');
        expect(articleOf(at(index), number)?.blocks).toEqual([]);
        const { blocks } = articleOf(at(index - 1), number) as Article;
        expect(blocks.length).toBeGreaterThan(0);
        for (const { id } of blocks) {
          const now = articleOfBlock(at(index).body, id)?.heading.label;
          expect([number, gone.has(id)]).toEqual([number, now === undefined]);
          if (regrouped.includes(number)) expect([undefined, 'Article 17 bis']).toContain(now);
          else expect(now).not.toBe(`Article ${number}`);
        }
      }
    }
  );

  it('finds the words of four struck-out articles whole in the article that they were brought under', () => {
    const words = ['17 quater', '17 quinquies', '17 sexies', '17 septies'].flatMap(
      (number) => articleOf(at(3), number)?.blocks ?? []
    );
    expect(words).toHaveLength(17);
    const gone = deleted(changes[4] as Change);
    expect(words.filter(({ id }) => gone.has(id))).toEqual([]);
    expect(new Set(words.map(({ id }) => articleOfBlock(at(4).body, id)?.heading.label))).toEqual(
      new Set(['Article 17 bis'])
    );
  });

  it('deletes all of an article that vanished for good, in two steps: its words, then its number', () => {
    const eleven = articleOf(at(0), '11') as Article;
    expect(deleted(changes[1] as Change)).toEqual(
      expect.objectContaining(new Set(eleven.blocks.map(({ id }) => id)))
    );
    expect(articleOf(at(1), '11')?.id).toBe(eleven.id);
    expect(deleted(changes[2] as Change)).toContain(eleven.id);
    for (const version of versions.slice(2)) expect(articleOf(version, '11')).toBeUndefined();
  });

  it('gives an article that comes back new ids: nothing that was deleted is used again', () => {
    // Struck out in committee at the second step, new words in the plenary.
    const thirteen = articleOf(at(2), '13') as Article;
    expect(thirteen.id).toBe(articleOf(at(0), '13')?.id);
    expect(thirteen.blocks.length).toBeGreaterThan(0);
    const old = new Set(articleOf(at(0), '13')?.blocks.map(({ id }) => id));
    expect(thirteen.blocks.filter(({ id }) => old.has(id))).toEqual([]);
    // Struck out, not printed any more, and back in the joint committee with the words that it had.
    const back = articleOf(at(6), '7 bis A') as Article;
    const was = articleOf(at(3), '7 bis A') as Article;
    expect(articleOf(at(5), '7 bis A')).toBeUndefined();
    expect(back.blocks.map(blockText)[0]).toMatch(/^Après l'article L. 112-2 du code de la conso/);
    expect(was.blocks.map(blockText)[0]).toMatch(/^Après l'article L. 112-2 du code de la conso/);
    expect(back.id).not.toBe(was.id);

    const over = new Set<string>();
    let present = new Set<string>();
    for (const { body } of versions) {
      const now = new Set(body.map(({ id }) => id));
      expect(now.size).toBe(body.length);
      for (const id of present) if (!now.has(id)) over.add(id);
      expect([...now].filter((id) => over.has(id))).toEqual([]);
      present = now;
    }
  });

  describe('numbered anew as a law', () => {
    const last = at(8).body;
    const carried = carryIds(last, law);

    it('is the same text under other numbers', () => {
      const numbers = articles(law).map(({ heading }) => heading.label?.slice('Article '.length));
      expect(numbers).toEqual(['1er', ...Array.from({ length: 95 }, (_, index) => `${index + 2}`)]);
      expect(law.map(blockText)).toEqual(last.map(blockText));
    });

    it('keeps the id of every alinea', () => {
      const alineas = carried.flatMap(({ type, id }, index) =>
        type === 'paragraph' ? [id === last[index]?.id] : []
      );
      expect(alineas).toHaveLength(995);
      expect(alineas.every(Boolean)).toBe(true);
      assertLaws(last, carried);
    });

    it('is a change of 95 numbers of articles and six of titles when its ids are kept', () => {
      const kept = law.map((block, index) => ({ ...block, id: last[index]?.id as string }));
      const { edits } = assertLaws(last, kept);
      expect(edits.every(({ kind }) => kind === 'attributes')).toBe(true);
      expect(edits).toHaveLength(101);
    });

    it('keeps the id of an article that has a number and no title', () => {
      expect(articles(carried).map(({ id }) => id)).toEqual(articles(last).map(({ id }) => id));
    });
  });
});
