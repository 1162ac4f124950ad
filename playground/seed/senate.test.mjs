import { draft } from 'consultation-core/amendment';
import { articles, blockText, checkBody } from 'consultation-core/text';
import { describe, expect, it } from 'vitest';
import {
  bodyWith,
  proposalOf,
  senateAmendments,
  senateIntroduction,
  senateText,
} from './senate.mjs';
import { linesOf, readSenateRows } from './senate-data.mjs';
import { readInstructions } from './senate-instructions.mjs';

const { body } = senateText();
const items = senateAmendments(body);
const rows = readSenateRows();
const byNumber = (number) => items.find((one) => one.number.split(' ')[0] === String(number));
const article = (label) => articles(body).find(({ heading }) => heading.label === label);
const alinea = (label, number) => article(label).blocks[number - 1];
/** The same alinea as an amendment would have it. */
const after = (number, { id }) => byNumber(number).blocks.find((block) => block.id === id);
const wordsAfter = (number, block) => blockText(after(number, block));

describe('the text put together from quotations', () => {
  it('says of itself that it is one', () => {
    expect(senateIntroduction).toMatch(/reconstitution/);
  });

  it('has the articles of the discussion in their divisions, with as many alineas as are spoken of', () => {
    expect(checkBody(body)).toEqual([]);
    expect(articles(body)).toHaveLength(57 + 19);
    expect(article('Article 11').blocks).toHaveLength(402);
    expect(article('Article 8 bis').path.map(({ label }) => label)).toEqual([
      'Troisième partie',
      'TITRE Ier',
      'Chapitre II',
    ]);
  });

  it('always comes out the same, and under other ids with other ids', () => {
    expect(senateText().body).toEqual(body);
    expect(senateAmendments(body)).toEqual(items);
    let count = 0;
    const makeId = () => {
      count += 1;
      return `x${count}`;
    };
    const other = senateText({ makeId }).body;
    expect(other.map(blockText)).toEqual(body.map(blockText));
    expect(senateAmendments(other).map(({ kind }) => kind)).toEqual(items.map(({ kind }) => kind));
  });

  it('holds no words but those that amendments quote, and gaps', () => {
    const quoted = items.map(({ dispositif }) => dispositif.replace(/\n/g, ' ')).join(' ');
    for (const { blocks } of articles(body)) {
      for (const piece of blocks.flatMap((block) => blockText(block).split(/\[…\]|[\t\n]/))) {
        const words = piece.replace(/^\. /, '').replace(/^\.$/, '').trim();
        expect(quoted).toContain(words);
      }
    }
  });
});

describe('the 595 amendments', () => {
  it('are all read but one, a motion, where anything was published', () => {
    expect(items).toHaveLength(595);
    const published = rows.filter(({ dispositif_html }) => linesOf(dispositif_html).length > 0);
    expect(published).toHaveLength(521);
    const unread = published.filter((row) => !readInstructions(linesOf(row.dispositif_html)));
    expect(unread.map(({ nature }) => nature)).toEqual(['Motion']);
    const of = (kind) => items.filter((one) => one.kind === kind);
    expect(of('edit')).toHaveLength(336);
    expect(of('article')).toHaveLength(155);
    expect(of('delete')).toHaveLength(29);
    expect(of('words')).toHaveLength(75);
    const worded = of('words').filter(({ dispositif }) => dispositif !== '');
    expect(worded.map(({ nature }) => nature)).toEqual(['Motion']);
  });

  it('stand with their article, all that name one', () => {
    const named = items.filter((_, index) => rows[index].target !== '');
    expect(named).toHaveLength(566);
    expect(named.every(({ article }) => articles(body).some(({ id }) => id === article))).toBe(
      true
    );
  });

  it('stand with the alinea that was noted for them, 336 of them, save three that say otherwise themselves', () => {
    const noted = items
      .map((one, index) => ({ ...one, noted: rows[index].alinea }))
      .filter(({ noted }) => noted !== null);
    expect(noted).toHaveLength(336);
    const numbered = noted.filter(({ noted }) => /^\d+$/.test(noted));
    expect(numbered).toHaveLength(296);
    expect(numbered.every(({ block }) => block !== null)).toBe(true);
    expect(
      numbered
        .filter(({ noted, alinea }) => Number(noted) !== alinea)
        .map(({ number, noted, alinea }) => [number, noted, alinea])
    ).toEqual([
      ['48', '6', 5],
      ['131', '55', 56],
      ['165 rect.', '3', 6],
    ]);
    const whole = noted.filter(({ noted }) => !/^\d+$/.test(noted));
    expect(whole).toHaveLength(40);
    expect(whole.every(({ article, kind }) => article !== null && kind !== 'words')).toBe(true);
    expect(whole.filter(({ kind }) => kind === 'delete')).toHaveLength(29);
  });

  it('each change something, and only their own article', () => {
    for (const one of items.filter(({ blocks }) => blocks !== null)) {
      const result = bodyWith(body, one);
      const own = article(articles(body).find(({ id }) => id === one.article).heading.label);
      const outside = (blocks) =>
        blocks.filter(({ id }) => id !== own.id && !own.blocks.some((block) => block.id === id));
      const made = new Set((one.blocks ?? []).map(({ id }) => id));
      expect(outside(result).filter(({ id }) => !made.has(id))).toEqual(outside(body));
      expect(result).not.toEqual(body);
    }
  }, 30_000);

  it('can be submitted as proposals, all but two that also want a new chapter', () => {
    let count = 0;
    const makeId = () => {
      count += 1;
      return `n${count}`;
    };
    const refused = [];
    let drafted = 0;
    for (const one of items.filter(({ kind }) => kind !== 'words')) {
      const proposal = proposalOf(one);
      if (proposal === null) refused.push(one.number);
      else {
        expect([one.number, draft(body, proposal, makeId).kind]).toEqual([one.number, 'drafted']);
        drafted += 1;
      }
    }
    expect(refused).toEqual(['223 rect.', '224']);
    expect(drafted).toBe(518);
  }, 30_000);
});

describe('checked by hand', () => {
  it('44: other words', () => {
    const block = alinea('Article 8 bis', 1);
    expect(byNumber(44)).toMatchObject({ alinea: 1, block: block.id, fate: 'Adopté' });
    expect(blockText(block)).toBe(
      '[…] les contributions additionnelle et supplémentaire mentionnées aux articles L. 245-13 et L. 245-13-1, ainsi que […]'
    );
    expect(wordsAfter(44, block)).toBe(
      '[…] la contribution additionnelle mentionnée à l’article L. 245-13 du même code, ainsi que […]'
    );
  });

  it('51: two words of one alinea, joined by "and"', () => {
    const block = alinea('Article 9', 9);
    expect(blockText(block)).toBe('[…] tout […] cette exonération […]');
    expect(wordsAfter(51, block)).toBe(
      '[…] aucun […] l’exonération mentionnée au I du présent article […]'
    );
  });

  it('72: the second occurrence of a word', () => {
    const block = alinea('Article 11', 153);
    expect(byNumber(72)).toMatchObject({ alinea: 153, block: block.id });
    expect(blockText(block)).toBe('[…] premier […] premier […]');
    expect(wordsAfter(72, block)).toBe('[…] premier […] troisième […]');
  });

  it('66: words of the first sentence, and the end of the last', () => {
    const block = alinea('Article 11', 84);
    expect(blockText(block)).toBe('[…] en métropole et à La Réunion […]. […] pour […].');
    expect(wordsAfter(66, block)).toBe(
      '[…] […]. […] pour l’ensemble des collectivités mentionnées à l’article L. 751-1 à l’exception de La Réunion.'
    );
  });

  it('584: the second and the last of three sentences', () => {
    expect(wordsAfter(584, alinea('Article 11', 356))).toBe(
      '[…]. […] 1° du présent VII […]. […] 1° du présent VII […].'
    );
  });

  it('4: alineas 30 to 33 go', () => {
    const gone = [30, 31, 32, 33].map((number) => alinea('Article 40', number).id);
    const left = byNumber(4).blocks.map(({ id }) => id);
    expect(byNumber(4).alinea).toBe(30);
    expect(left.filter((id) => gone.includes(id))).toEqual([]);
    expect(left).toHaveLength(1 + article('Article 40').blocks.length - 4);
  });

  it('239: alineas 22, 24, 25 and 34 go, 23 stays', () => {
    const ids = byNumber(239).blocks.map(({ id }) => id);
    const there = [22, 23, 24, 25, 34].map((number) =>
      ids.includes(alinea('Article 18', number).id)
    );
    expect(there).toEqual([false, true, false, false, false]);
  });

  it('50: one alinea becomes four, the first of which keeps its place', () => {
    const { blocks } = byNumber(50);
    const at = blocks.findIndex(({ id }) => id === alinea('Article 9', 7).id);
    expect(blocks.slice(at, at + 4).map(({ marker }) => marker)).toEqual(['b)', '-', '-', '-']);
    expect(blockText(blocks[at])).toBe('Le premier alinéa est ainsi modifié\u00a0:');
    expect(blocks[at + 4].id).toBe(alinea('Article 9', 8).id);
  });

  it('97: an alinea behind 401, then words and a sentence more in 402', () => {
    const { blocks } = byNumber(97);
    const at = blocks.findIndex(({ id }) => id === alinea('Article 11', 401).id);
    expect(blockText(blocks[at + 1])).toMatch(/^L’organisme mentionné à l’article L. 225-1/);
    expect(blockText(blocks[at + 2])).toMatch(
      /^\[…\] expérimentation et de la mission de réflexion mentionnées au présent VIII \[…\]\. Il précise .*\.$/
    );
  });

  it('426: single cells of a table, counted with its first line', () => {
    const table = alinea('Article 12', 3);
    expect(table.rows[2]).toEqual(['[…]', '30,5', '31,4']);
    expect(after(426, table).rows[2]).toEqual(['[…]', '26,9', '24,7']);
    expect(byNumber(426).author).toBe('LE GOUVERNEMENT');
  });

  it('596: a sub-amendment, which counts the lines of the amendment that it amends', () => {
    const table = alinea('Article 12', 3);
    expect(byNumber(596)).toMatchObject({ parent: '229 rect.', nature: 'S/Amt' });
    expect(after(229, table).rows[2]).toEqual(['Cigares et cigarillos', '32,35', '32,40']);
    expect(after(596, table).rows[2]).toEqual(['Cigares et cigarillos', '26,9', '24,7']);
    expect(after(596, alinea('Article 12', 23)).rows[2]).toEqual([
      'Cigares et cigarillos',
      '36,1',
      '46',
    ]);
  });

  it('1, 485, 223: new articles behind, in front, and with a chapter of their own', () => {
    expect(byNumber(1)).toMatchObject({
      kind: 'article',
      article: article('Article 7').id,
      alinea: null,
    });
    expect(
      byNumber(1)
        .blocks.map(({ marker }) => marker)
        .slice(1, 4)
    ).toEqual(['I. –', '1°', 'a)']);
    const result = bodyWith(body, byNumber(485));
    const at = result.findIndex((block) => block.id === article('Article 39').id);
    expect(result.slice(at - 2, at).map(blockText)).toEqual([
      'Article additionnel avant l’article 39',
      'L’article 81 de la loi n° 2015-1702 du 21 décembre 2015 de financement de la sécurité sociale pour 2016 est abrogé.',
    ]);
    expect(byNumber(223).blocks[0]).toMatchObject({ rank: 'chapter', label: 'Chapitre…' });
  });

  it('175 and 106: the only alinea of an article, which they do not name', () => {
    expect(byNumber(175)).toMatchObject({ block: alinea('Article 44 ter', 1).id });
    expect(wordsAfter(106, alinea('Article 18 bis', 1))).toBe('[…] article 3-3 […]');
  });
});
