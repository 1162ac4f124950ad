import { describe, expect, it } from 'vitest';
import { article, browser, wordsOf } from './browse.ts';

const slug = 'republique-numerique';
const pages = [
  '/fr',
  '/en',
  `/fr/${slug}`,
  `/fr/${slug}/text`,
  `/fr/${slug}/text/1`,
  `/en/${slug}/articles/${article}`,
  `/fr/${slug}/articles/${article}/arguments`,
  `/fr/${slug}/articles/${article}/amend`,
  `/fr/${slug}/new-article`,
  `/fr/${slug}/amendments`,
  `/fr/${slug}/amendments/reword1`,
  `/fr/${slug}/amendments/delete1`,
  `/fr/${slug}/results`,
  `/fr/${slug}/moderation`,
  '/fr/nuit',
  '/fr/nuit/changes?from=1&to=2',
  '/en/harbour-charter',
  '/en/harbour-charter/text',
  '/en/harbour-charter/amendments',
  '/en/harbour-charter/results',
  '/fr/account/sign-in',
  '/fr/account/new',
  '/fr/accessibility',
  '/fr/privacy',
  '/fr/api',
];

describe('reading', () => {
  it.each(pages)(
    '%s is a whole page with one first heading, no cookie and a strict policy',
    async (path) => {
      const { get } = browser();
      const page = await get(path);
      expect(page.status).toBe(200);
      expect(page.html).toMatch(/^<!DOCTYPE html><html lang="(fr|en)">/);
      expect(page.html.match(/<h1[ >]/g)).toHaveLength(1);
      expect(page.html).toContain('<main id="content"');
      expect(page.headers.get('set-cookie')).toBeNull();
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      expect(page.html).not.toMatch(
        / style="| on[a-z]+="|<script(?! defer="" src="\/consultations\/assets\/)/
      );
      // Nothing is fetched from anywhere else.
      expect(page.html).not.toMatch(
        /<(?:script|img|link|iframe)[^>]+(?:src|href)="(?:https?:)?\/\//
      );
    }
  );

  it('leads to the language that the reader prefers, and says what that depends on', async () => {
    const { send } = browser();
    const answer = await send('/consultations', { headers: { 'accept-language': 'de, fr;q=0.8' } });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/consultations/fr');
    expect(answer.headers.get('vary')).toBe('Accept-Language');
    const deep = await send('/consultations/nuit/text?x=1', {});
    expect(deep.headers.get('location')).toBe('/consultations/en/nuit/text?x=1');
  });

  it('shows the text with its outline, an address for each alinea and what is open on each article', async () => {
    const { get } = browser();
    const { html } = await get(`/fr/${slug}/text`);
    const words = wordsOf(html);
    expect(words).toContain('Sommaire Section 1 Ouverture des données publiques');
    expect(html).toContain('<a class="alinea-number" href="#x00003" aria-label="Alinéa 1');
    expect(html).toContain('id="x00003"');
    expect(words).toContain('Ici, vous pouvez : argumenter, proposer des amendements, voter.');
    // On the last article only arguments are open.
    expect(words).toContain('Ici, vous pouvez : argumenter. ');
    expect(words.toLowerCase()).not.toContain('paragraphe');
  });

  it('marks the language of content that differs from the language of the page', async () => {
    const { get } = browser();
    const { html } = await get(`/en/${slug}/text`);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<div class="law" lang="fr">');
    expect(html).toContain('<div class="article-note" lang="en">');
  });

  it('says that imported counts cannot be recounted', async () => {
    const { get } = browser();
    const words = wordsOf((await get(`/en/${slug}/articles/${article}`)).html);
    expect(words).toContain('For 2,237');
    expect(words).toContain('Counts imported from republique-numerique.fr');
    expect(words).toContain('They cannot be recounted here.');
    expect(words).toContain('Nobody has voted here yet.');
  });

  it('keeps the place of what is hidden, with rule and reason, and never shows its words', async () => {
    const { get, state } = browser();
    const hidden = state.consultations[0]?.arguments.find((argument) => argument.hidden !== null);
    const list = await get(`/fr/${slug}/articles/${article}/arguments`);
    expect(list.html).toContain(`id="argument-${hidden?.id}"`);
    expect(wordsOf(list.html)).toContain('Motif Le message injurie une personne nommée.');
    expect(list.html).not.toContain(hidden?.text.slice(0, 40));
    const amendment = await get(`/fr/${slug}/amendments/delete1`);
    expect(wordsOf(amendment.html)).toContain('Règle Respect des personnes');
    expect(amendment.html).not.toContain('Supprimer le dernier alinéa');
    expect(amendment.html).not.toContain('Il répète ce que dit');
    expect(wordsOf(amendment.html)).toContain('on ne peut plus y réagir.');
    expect(amendment.html).not.toContain('<form');
  });

  it('shows a difference by signs and words, also in two columns', async () => {
    const { get } = browser();
    const { html } = await get(`/en/${slug}/amendments/reword1`);
    expect(html).toMatch(
      /<ins><span class="heard">\[added: <\/span><span lang="fr"|<ins><span class="heard">\[added: <\/span>/
    );
    expect(html).toContain('et codes sources');
    expect(html).toMatch(/<del><span class="heard">\[taken out: <\/span>/);
    const side = await get(`/en/${slug}/amendments/reword1?view=side&show=changed`);
    expect(side.html).toContain('<th scope="col" role="columnheader">Before</th>');
    expect(wordsOf(side.html)).toContain('alineas or headings without change');
  });

  it('shows two versions and what became of each amendment', async () => {
    const { get } = browser();
    const words = wordsOf((await get('/en/nuit/changes')).html);
    expect(words).toContain('From version 1 to version 2');
    expect(words).toContain(
      'Amendment 1 Éteindre plus tard Article 1 Adopted Taken into version 2.'
    );
    expect(words).toContain('Rejected Des dérogations sont nécessaires');
  });

  it('shows no count while counts are sealed', async () => {
    const { get } = browser();
    const words = wordsOf((await get('/en/harbour-charter/results')).html);
    expect(words).toContain('The counts are sealed until the close');
    expect(words).toMatch(/Votes sealed|sealed Votes/);
  });

  it('helps where there is nothing yet', async () => {
    const { get, setClock } = browser();
    const amendments = async () => wordsOf((await get('/en/harbour-charter/amendments')).html);
    expect(await amendments()).toContain('There is no amendment yet.');
    expect(await amendments()).not.toContain('Be the first');
    setClock('2016-01-15T10:00:00.000Z');
    expect(await amendments()).toContain('There is no amendment yet. Be the first');
    setClock('2016-03-01T10:00:00.000Z');
    expect(await amendments()).toContain('No amendment was proposed.');
    setClock('2015-10-10T10:00:00.000Z');
    expect(wordsOf((await get('/en/harbour-charter/text')).html)).toContain(
      'The text has not been published yet.'
    );
  });

  it('invites to take part only where something can be done', async () => {
    const { get, setClock } = browser();
    const read = async (path: string) => wordsOf((await get(path)).html);
    const none = 'Si vous en avez un, donnez-le plus bas';
    const home = await read(`/fr/${slug}`);
    expect(home).toContain('Lire le texte et réagir');
    expect(home).toContain('Comment participer');
    expect(await read(`/fr/${slug}/amendments/reword1`)).toContain(`Aucun argument pour. ${none}`);
    expect(await read(`/fr/${slug}/amendments/reword1/arguments`)).toContain('Ajouter un argument');
    const answered = await read('/fr/nuit');
    expect(answered).toContain('Lire le texte');
    expect(answered).not.toContain('réagir');
    expect(answered).not.toContain('Comment participer');
    const closed = await read('/fr/nuit/amendments/nuit2');
    expect(closed).toContain('Aucun argument pour.');
    expect(closed).not.toContain(none);
    const listed = await read('/fr/nuit/amendments/nuit2/arguments');
    expect(listed).toContain('Aucun argument pour.');
    expect(listed).not.toContain(none);
    expect(listed).not.toContain('Ajouter un argument');
    // Before its opening there is nothing to react to, but people can learn how they will.
    setClock('2015-09-19T10:00:00.000Z');
    const early = await read(`/fr/${slug}`);
    expect(early).not.toContain('réagir');
    expect(early).toContain('Comment participer');
    // After its last phase it waits to be closed: too late for anything.
    setClock('2015-10-26T10:00:00.000Z');
    const late = await read(`/fr/${slug}`);
    expect(late).not.toContain('réagir');
    expect(late).not.toContain('Comment participer');
  });

  it('filters amendments by address, ignores what it does not know, and says how the order came about', async () => {
    const { get } = browser();
    const found = await get(
      `/en/${slug}/amendments?search=codes&status=submitted&where=evil&page=x`
    );
    expect(found.status).toBe(200);
    expect(wordsOf(found.html)).toContain('1 amendment found');
    const all = wordsOf((await get(`/en/${slug}/amendments`)).html);
    expect(all).toContain('Algorithm hash-order@1 Day 2015-10-10 Seed graine-2015-09-26');
    const none = wordsOf((await get(`/en/${slug}/amendments?search=zzz`)).html);
    expect(none).toContain('No amendment fits what you chose. Show all amendments');
  });

  it.each(['/fr/nowhere', `/fr/${slug}/articles/nope`, `/fr/${slug}/x/y/z`, '/fr/%E0%A4%A'])(
    '%s is not found, on a page that leads on',
    async (path) => {
      const { get } = browser();
      const page = await get(path);
      expect(page.status).toBe(404);
      expect(page.html).toContain('<h1>');
    }
  );

  it('serves styles and script for good, under names that hold their content', async () => {
    const { get, send } = browser();
    const { html } = await get('/fr');
    const names = [...html.matchAll(/(?:href|src)="(\/consultations\/assets\/[^"]+)"/g)];
    expect(names).toHaveLength(2);
    for (const [, name = ''] of names) {
      const file = await send(name, {});
      expect(file.status).toBe(200);
      expect(file.headers.get('cache-control')).toContain('immutable');
    }
    expect((await send('/consultations/assets/other.css', {})).status).toBe(404);
  });

  it('answers other methods with what is possible', async () => {
    const { send } = browser();
    const answer = await send('/consultations/fr/nuit', { method: 'DELETE' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
    const head = await send('/consultations/fr/nuit', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.html).toBe('');
  });

  it('writes results as CSV that no spreadsheet takes for formulas, and as JSON', async () => {
    const { get, state } = browser();
    const amendment = state.consultations[0]?.amendments[0];
    if (amendment) amendment.title = '=HYPERLINK("https://evil.example")';
    const csv = await get(`/fr/${slug}/results.csv`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head = '', first = ''] = csv.html.split('\r\n');
    expect(head).toContain('type,id,number,title');
    expect(head).toContain('votes_for,votes_mixed,votes_against,imported_for');
    expect(first).toContain(`article,${article},Article 1`);
    expect(first).toContain('2237');
    expect(csv.html).toContain(`"'=HYPERLINK(`);
    const json = JSON.parse((await get(`/fr/${slug}/results.json`)).html);
    expect(json.articles).toHaveLength(7);
  });
});
