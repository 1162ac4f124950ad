import { apply } from 'consultation-core/change';
import { type Body, inlineText, isOpaque } from 'consultation-core/text';
import { describe, expect, it } from 'vitest';
import { countWords, originBlocks, placesIn, sharesOf, sourcesOf } from '../src/origins.ts';
import { browser, decode, wordsOf } from './browse.ts';
import { withMarket } from './fixture-market.ts';
import { attributionOf } from './fixture-merged.ts';

const reader = () => {
  const b = browser();
  withMarket(b.state);
  return b;
};
function version(number: number) {
  const market = reader().state.consultations.at(-1);
  if (market === undefined) throw new Error('the market is missing');
  const body: Body = market.versions.find((one) => one.number === number)?.body ?? [];
  return originBlocks(body, attributionOf(market, number));
}
/** The text of a page of origins as it is read aloud, without what links to its notes. */
const textOnly = (html: string) =>
  html
    .replace(/<sup class="from-ref">.*?<\/sup>/gs, '')
    .replace(/<div class="origin-notes".*?<\/div>/gs, '')
    .replace(/<span class="from-frame".*?<\/span>/gs, '');
const lawOf = (html: string) => /<div class="law[ "].*?<\/main>/s.exec(html)?.[0] ?? '';

describe('origins', () => {
  it.each([1, 2, 3])('of version %i are of all its words, in their order', (number) => {
    const blocks = version(number);
    expect(blocks.length).toBeGreaterThan(10);
    for (const { block, pieces } of blocks) {
      if (isOpaque(block)) continue;
      const words = pieces.filter(({ kind }) => kind === 'words').map(({ children }) => children);
      expect(words.map(inlineText).join('')).toBe(inlineText(block.children));
    }
  });

  it('are numbered in reading order, one number for all who asked for the same', () => {
    const article = version(3).slice(0, 8);
    const sources = sourcesOf(article, { removed: false });
    expect(sources.map(({ number, origin }) => [number, origin])).toEqual([
      [1, { kind: 'changes', changes: ['m1', 'm2'] }],
      [2, { kind: 'changes', changes: ['m8'] }],
      [3, { kind: 'changes', changes: ['m3', 'm4'] }],
    ]);
    // The alinea that was split off kept its words: only its place comes from somebody.
    expect(sources[1]?.places).toEqual([{ block: 'leave', id: 'frame-leave' }]);
  });

  it('put what was taken out where it stood, between the words', () => {
    const before = version(2).find(({ block }) => block.id === 'hours');
    expect(before?.pieces.map(({ kind, children }) => [kind, inlineText(children)])).toEqual([
      ['words', 'Le marché se tient sur la place le mercredi et le samedi, de sept heures à '],
      ['removed', 'treize'],
      ['words', 'quatorze'],
      ['words', ' heures.'],
    ]);
  });

  it('are counted once for the text and for each who asked', () => {
    const blocks = version(3);
    const shares = sharesOf(blocks);
    const all = blocks.reduce(
      (sum, { block }) => sum + (isOpaque(block) ? 0 : countWords(block.children)),
      0
    );
    expect(shares.all).toBe(all);
    expect(shares.drafter).toBe(1);
    expect(shares.by.get('m1')).toBe(1);
    expect(shares.by.get('m2')).toBe(1);
    expect(shares.by.has('m7')).toBe(false);
    expect(placesIn(blocks, 'm1').map(({ article }) => article?.id)).toEqual(['art1']);
    expect(placesIn(blocks, 'm8').map(({ id }) => id)).toEqual(['frame-leave']);
  });
});

describe('the page of origins', () => {
  it('still reads as the text: without notes it has the words of the text, and no others', async () => {
    const b = reader();
    const origin = await b.get('/fr/marche/text/3/origin');
    const plain = await b.get('/fr/marche/text/3');
    expect(origin.status).toBe(200);
    const text = wordsOf(lawOf(plain.html).replace(/<div class="article-note".*?<\/div>/gs, ''));
    const read = wordsOf(textOnly(lawOf(origin.html)));
    const squeeze = (words: string) => words.replace(/\s/g, '');
    expect(squeeze(text).length).toBeGreaterThan(400);
    expect(squeeze(read)).toBe(squeeze(text));
  });

  it('says whose each word is, leads there and back, and lets the list be skipped', async () => {
    const { html } = await reader().get('/en/marche/text/3/origin');
    expect(html).toContain(
      'href="#origin-art1-1" aria-label="Origin 1: amendment 1, amendment 2" lang="en">1</a>'
    );
    const note = /<li id="origin-art1-1".*?<\/li>/s.exec(html)?.[0] ?? '';
    expect(wordsOf(note)).toBe(
      'Asked for by 2 amendments: amendment 1 Fermer à quatorze heures by Ada L. ; amendment 2 Une heure de plus by Yacine B. Back to alinea 1'
    );
    const back = /href="#(from-hours-\d+)"/.exec(note)?.[1];
    expect(html).toContain(`<span id="${back}" class="from from-changes">`);
    expect(html).toContain('<a class="skip-notes" href="#after-art1">');
    const between = 'Words of staff, between amendments 5 and 6 Back to alinea 2';
    expect(wordsOf(html)).toContain(between);
    expect(html).toContain(
      '<a href="/consultations/en/marche/amendments/m6" aria-label="amendment 6">6</a>'
    );
    expect(html).toContain('class="from from-drafter"');
  });

  it('tells two decisions of staff apart, and one of which nobody knows between whom', async () => {
    const html = decode((await reader().get('/fr/marche/text/3/origin')).html);
    expect(wordsOf(html)).toContain('Rédaction des services, entre les amendements n° 5 et n° 6');
    const drafted = (collision: string) => ({ kind: 'drafter', collision }) as const;
    const run = (collision: string) => ({
      children: [{ text: 'mot ' }],
      origin: drafted(collision),
    });
    const block = { type: 'paragraph', id: 'p', children: [{ text: 'mot mot ' }] } as const;
    const runs = [run('one'), run('two')];
    const blocks = originBlocks(
      [block],
      [{ id: 'p', runs, frame: { kind: 'original' }, removed: [] }]
    );
    expect(sourcesOf(blocks, { removed: false }).map(({ origin }) => origin)).toEqual([
      drafted('one'),
      drafted('two'),
    ]);
  });

  it('says how much comes from whom, in figures that add up', async () => {
    const words = wordsOf((await reader().get('/en/marche/text/3/origin')).html);
    expect(words).toMatch(
      /133 words: 84% from the first text, 15% from 6 amendments, less than 1% from staff\./
    );
    expect(words).toContain('Words that several asked for are counted for each of them.');
  });

  it('marks the words of one amendment alone when it is asked for', async () => {
    const b = reader();
    const { html } = await b.get('/en/marche/text/3/origin?amendment=m5');
    const words = wordsOf(html);
    expect(words).toContain('2 words of amendment 5 are in version 3');
    expect(words).toContain('They stand in Article 2');
    const marked = [...html.matchAll(/<span class="from-words">(.*?)<\/span>/g)];
    expect(marked.map(([, inside = '']) => inside).slice(-1)).toEqual(['trois ans']);
    expect(lawOf(html).match(/from-words/g)).toHaveLength(1);
    const none = wordsOf((await b.get('/en/marche/text/3/origin?amendment=m7')).html);
    expect(none).toContain('No word of amendment 7 is in version 3');
    // One that does not exist is as if it was not asked for.
    const all = await b.get('/en/marche/text/3/origin?amendment=nobody');
    expect(lawOf(all.html).match(/from-words/g)?.length).toBeGreaterThan(3);
  });

  it('shows what was taken out when it is asked for, with words for the ear', async () => {
    const b = reader();
    const without = await b.get('/fr/marche/text/3/origin');
    expect(lawOf(without.html)).not.toContain('à partir de 2027');
    const shown = await b.get('/fr/marche/text/3/origin?removed=show');
    expect(wordsOf(lawOf(shown.html))).toContain(
      '[supprimé : à partir de 2027 fin de la suppression]'
    );
  });

  it('says of a text that was written as it stands that it has no origins', async () => {
    const b = reader();
    const words = wordsOf((await b.get('/en/marche/text/1/origin')).html);
    expect(words).toContain('No word of version 1 comes from an amendment');
    expect(words).not.toContain('In figures');
    for (const path of ['9/origin', 'x/origin', '0/origin']) {
      expect((await b.get(`/en/marche/text/${path}`)).status).toBe(404);
    }
  });

  it('is led to from the text, the home page and the comparison of a computed version', async () => {
    const b = reader();
    const address = '/consultations/fr/marche/text/3/origin';
    for (const path of ['/fr/marche', '/fr/marche/text', '/fr/marche/changes?from=2&to=3']) {
      expect(decode((await b.get(path)).html)).toContain(`href="${address}"`);
    }
    expect((await b.get('/fr/marche/text/1')).html).not.toContain('/origin');
  });

  it('keeps words of people as words', async () => {
    const b = reader();
    const evil = '<img src=x onerror=alert(1)>';
    for (const one of b.state.consultations.at(-1)?.amendments ?? []) one.title = evil;
    for (const path of [
      '/fr/marche/text/3/origin',
      '/fr/marche/changes',
      '/fr/marche/amendments/n1',
    ]) {
      const { html } = await b.get(path);
      expect(html).not.toContain('<img');
      expect(decode(html)).toContain(evil);
    }
  });
});

describe('what became of an amendment', () => {
  it('says which words are in the text, which are not and why, with the way to their place', async () => {
    const { html } = await reader().get('/en/marche/amendments/m5');
    const words = wordsOf(html);
    expect(words).toContain('What became of its words in version 2');
    expect(words).toContain('1 of its 2 changes is in the text.');
    expect(words).toMatch(
      /In the text \[taken out: un an end of deletion\] \[added: trois ans end of addition\]/
    );
    expect(words).toMatch(
      /Not taken \[taken out: dix .*? Its words were not taken at this place: a decision was made between competing amendments\. Read what stands at this place/
    );
    // Why it was adopted stands once, by its status, and is no reason for what was not taken.
    expect(words.split('Retenu pour la durée')).toHaveLength(2);
    expect(words).toMatch(
      /Adopted [^.]*? Reason of the decision on the amendment: Retenu pour la durée.*?What became of its words/
    );
    expect(html).toContain('/en/marche/text/2/origin?amendment=m5#draw"');
  });

  it('tells a split, a move, a join and a sign as what they are', async () => {
    const b = reader();
    const split = wordsOf((await b.get('/fr/marche/amendments/m8')).html);
    expect(split).toContain('Dans le texte Un alinéa coupé en deux');
    const market = b.state.consultations.at(-1);
    const last = market?.versions.at(-1);
    const order = market?.amendments.find(({ id }) => id === 'n1');
    if (!market || !last || !order) throw new Error('the market is not as it was');
    const made = apply(last.body, order.change);
    if (made.kind === 'refused') throw new Error('the change does not fit');
    const computedFrom = { base: 3, algorithm: 'merge@2', amendments: ['n1'] };
    market.versions.push({ ...last, number: 4, body: made.body, computedFrom });
    const fate = wordsOf((await b.get('/fr/marche/amendments/n1')).html);
    expect(fate).toContain('Dans le texte Un changement de place');
    expect(fate).toContain('Dans le texte Deux alinéas réunis en un seul');
    expect(fate).toContain(
      'Un autre repère, rang ou retrait [supprimé : 1° fin de la suppression] [ajouté : a) fin de l’ajout]'
    );
  });

  it('names others who wanted the same', async () => {
    const words = wordsOf((await reader().get('/en/marche/amendments/m1')).html);
    expect(words).toContain('Its change is in the text.');
    expect(words).toContain('Also wanted by amendment 2');
  });

  it('is not told before there is a version', async () => {
    const words = wordsOf((await reader().get('/en/marche/amendments/n1')).html);
    expect(words).not.toContain('What became of its words');
  });
});
