/** The article as a field to write in, in a real Chromium: what is stored is what its author saw. */
import { blockText } from 'consultation-core/text';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { article } from './browse.ts';
import { openPage, startSite, violations } from './chromium.ts';
import { amendmentOf } from './fixture-state.ts';

const slug = 'republique-numerique';
const place = `/fr/${slug}/articles/${article}/amend`;
let site: Awaited<ReturnType<typeof startSite>>;

beforeAll(async () => {
  site = await startSite();
}, 60_000);
beforeEach(() => site.renew());
afterAll(async () => {
  await site.browser.close();
  site.server.close();
});

const world = () => {
  const consultation = site.world().consultations.find((one) => one.slug === slug);
  if (consultation === undefined) throw new Error('the consultation is gone');
  return consultation;
};
const latest = () => world().amendments.at(-1);
const wordsOf = (blocks: Parameters<typeof blockText>[0][] | undefined) => blocks?.map(blockText);

/** The editor on the article, with the cursor in front of some words. */
async function cursor(page: Page, words: string): Promise<void> {
  await page.locator('#editor').waitFor();
  await page.locator('#editor').focus();
  // The editor hears of a selection a moment later, and may put back its own as it takes the focus.
  await expect
    .poll(async () => {
      const number = await page.evaluate((search) => {
        const field = document.querySelector('#editor') as HTMLElement;
        const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.textContent?.indexOf(search) ?? -1;
          if (at === -1) continue;
          getSelection()?.setBaseAndExtent(node, at, node, at);
          return node.parentElement?.closest<HTMLElement>('.edit-block')?.dataset.number;
        }
        throw new Error(`no such words: ${search}`);
      }, words);
      await page.waitForTimeout(200);
      const name = { '': 'Intitulé', '+': 'Nouvel alinéa' }[number ?? ''] ?? `Alinéa ${number}`;
      return (await page.locator('#editor-here').textContent()) === name;
    })
    .toBe(true);
}

const blocksIn = (page: Page) =>
  page.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('#amend-form [name="blocks"]');
    return JSON.parse(field?.value ?? '[]') as { id: string; children: { text: string }[] }[];
  });
const textIn = async (page: Page) =>
  (await blocksIn(page)).map(({ children }) => children.map(({ text }) => text).join(''));

async function fillReasons(page: Page): Promise<void> {
  await page.getByLabel('Titre de votre amendement').fill('Diffuser aussi les codes');
  await page.getByLabel('Exposé sommaire').fill('Pour pouvoir les lire.');
}

describe('writing in the article', () => {
  it('shows what changes as it is typed, and sends just that', async () => {
    const { context, page, errors } = await openPage(site);
    await page.goto(site.base + place);
    await page.getByRole('textbox', { name: 'Votre rédaction de l’article' }).waitFor();
    // The lists of alineas to choose from give way to the article itself.
    expect(await page.getByText('Quels mots ?').count()).toBe(0);
    expect(await violations(page)).toEqual([]);

    await cursor(page, 'les documents qu’elles communiquent');
    await page.keyboard.type('tous ');
    const difference = page.locator('.editor-difference');
    await difference.locator('ins').first().waitFor();
    expect(await difference.locator('ins').first().textContent()).toContain('tous');
    expect(await page.locator('#editor .edit-inserted').textContent()).toContain('tous');
    expect(await page.locator('#editor-here').textContent()).toBe('Alinéa 3');

    // Enter splits, and Backspace joins again.
    const before = await textIn(page);
    await cursor(page, ', ainsi que leurs mises à jour');
    await page.keyboard.press('Enter');
    const split = await textIn(page);
    expect(split).toHaveLength(before.length + 1);
    expect(split[4]).toMatch(/^, ainsi que/);
    // What was only split off is not shown as new.
    expect(await page.locator('#editor .edit-inserted').count()).toBe(1);
    await difference.getByText('Alinéa scindé').waitFor();
    await page.keyboard.press('Backspace');
    expect(await textIn(page)).toEqual(before);

    // Taken back and brought again.
    await page.keyboard.press('Control+z');
    expect(await textIn(page)).toEqual(split);
    await page.keyboard.press('Control+y');
    expect(await textIn(page)).toEqual(before);

    // An alinea down and up by keys, one out by a button, a new one.
    const ids = (await blocksIn(page)).map(({ id }) => id);
    await page.keyboard.press('Alt+ArrowDown');
    expect((await blocksIn(page)).map(({ id }) => id)).toEqual([
      ...ids.slice(0, 3),
      ids[4],
      ids[3],
      ...ids.slice(5),
    ]);
    await page.keyboard.press('Alt+ArrowUp');
    expect((await blocksIn(page)).map(({ id }) => id)).toEqual(ids);
    await cursor(page, 'l’ensemble des documents qui figurent');
    await page.getByRole('button', { name: 'Supprimer' }).click();
    await page.getByRole('button', { name: 'Nouvel alinéa' }).click();
    await page.keyboard.type('2° les codes sources ;');
    await page.getByText('3 alinéas ou intitulés sont changés.').first().waitFor();
    expect(await difference.locator('del').first().textContent()).toContain('l’ensemble des');
    expect(await violations(page)).toEqual([]);

    // The server says the same in words, as a drafter does.
    const words = page.locator('.editor-difference .amend-instruction');
    await words.getByText('insérer le mot : « tous »').waitFor();
    await words.getByText('« 2° les codes sources ; »').waitFor();
    await fillReasons(page);
    const seen = (await textIn(page)).slice();
    expect(seen[4]).toBe('les codes sources ;');
    await page.getByRole('button', { name: 'Voir la différence' }).last().click();
    await page.getByRole('heading', { name: 'Vérifier votre amendement' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.getByText('Votre amendement est envoyé et public.').waitFor();

    const stored = latest();
    expect(stored?.proposal.kind).toBe('edit');
    expect(wordsOf([...(stored?.after ?? [])])).toEqual(seen);
    expect(stored?.after[4]).toMatchObject({ marker: '2°' });
    expect(stored?.change.edits.map(({ kind }) => kind).sort()).toEqual([
      'delete',
      'insert',
      'words',
    ]);
    // Nothing of it is left in the browser.
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  }, 60_000);

  it('takes words from a clipboard without what they looked like, each line as an alinea', async () => {
    const { context, page } = await openPage(site);
    await page.goto(site.base + place);
    await cursor(page, 'les documents qu’elles communiquent');
    const before = await textIn(page);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(async () => {
      const part = (text: string, type: string) => new Blob([text], { type });
      const item = {
        'text/plain': part('un\ndeux ', 'text/plain'),
        'text/html': part('<h1>un</h1><p><b>deux</b> </p>', 'text/html'),
      };
      await navigator.clipboard.write([new ClipboardItem(item)]);
    });
    await page.keyboard.press('Control+v');
    await expect.poll(() => textIn(page)).toHaveLength(before.length + 1);
    const blocks = await blocksIn(page);
    expect(blocks[3]?.children).toEqual([{ text: 'un' }]);
    expect(blocks[4]?.children[0]?.text).toMatch(/^deux les documents/);
    await context.close();
  }, 60_000);

  it('keeps the heading first and apart, whatever is deleted or moved', async () => {
    const { context, page } = await openPage(site);
    await page.goto(site.base + place);
    await cursor(page, 'Les deuxième, troisième');
    const before = await textIn(page);
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Alt+ArrowUp');
    expect(await textIn(page)).toEqual(before);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.type('Rien');
    expect(await textIn(page)).toEqual(['', 'Rien']);
    expect((await blocksIn(page))[0]?.id).toBe(article);
    await context.close();
  }, 60_000);

  it('can be done and left by keyboard alone', async () => {
    const { context, page } = await openPage(site);
    await page.goto(site.base + place);
    await page.getByRole('button', { name: 'Annuler' }).focus();
    const stops: string[] = [];
    for (let step = 0; step < 9; step += 1) {
      await page.keyboard.press('Tab');
      stops.push(
        await page.evaluate(
          () => document.activeElement?.id || document.activeElement?.textContent?.trim() || ''
        )
      );
    }
    expect(stops.slice(0, 6).map((stop) => stop.replace(/^\S\s*/, ''))).toEqual([
      'Rétablir',
      'Monter',
      'Descendre',
      'Nouvel alinéa',
      'Supprimer',
      'ditor',
    ]);
    expect(stops).toContain('title');
    await context.close();
  }, 60_000);

  it('starts at the alinea that somebody chose, or in a new one behind it', async () => {
    const { context, page } = await openPage(site);
    const third = world().versions[0]?.body.find((block) =>
      blockText(block).startsWith('les documents')
    );
    await page.goto(`${site.base}${place}?kind=replace&block=${third?.id}`);
    await page.locator('#editor').waitFor();
    await expect.poll(() => page.locator('#editor-here').textContent()).toBe('Alinéa 3');
    await page.keyboard.type(' et plus');
    expect((await textIn(page))[3]).toMatch(/ et plus$/);
    await page.evaluate(() => localStorage.clear());
    await page.goto(`${site.base}${place}?kind=insert&block=${third?.id}`);
    await expect.poll(() => page.locator('#editor-here').textContent()).toBe('Nouvel alinéa');
    await page.keyboard.type('Un de plus.');
    expect((await textIn(page))[4]).toBe('Un de plus.');
    await context.close();
  }, 60_000);
});

describe('what others want already', () => {
  /** Fourteen people who want just this alinea behind the third one. */
  function others(text: string): void {
    const { nextId } = site.world();
    const body = world().versions.at(-1)?.body ?? [];
    const third = body.find((block) => blockText(block).startsWith('les documents'));
    const plain = () => [];
    for (let count = 0; count < 14; count += 1) {
      const proposal = { kind: 'insert', after: third?.id ?? '', text } as const;
      const rest = { id: `same${count}`, number: 100 + count, title: `Les codes ${count}` };
      const author = `p1${count}`;
      world().amendments.push(
        amendmentOf({ nextId, plain }, body, proposal, { ...rest, author, article })
      );
    }
  }

  it('is shown as she types, and one button supports it', async () => {
    others('les codes sources publics de chaque administration ;');
    const { context, page, errors } = await openPage(site);
    await page.goto(site.base + place);
    await cursor(page, 'les documents qu’elles communiquent');
    await page.getByRole('button', { name: 'Nouvel alinéa' }).click();
    await page.keyboard.type('les codes sources publics de chaque');
    await page.getByText('14 personnes proposent presque la même chose').first().waitFor();
    expect(await page.getByText('Presque la même chose', { exact: true }).count()).toBe(14);
    await page.keyboard.type(' administration ;');
    await page.getByText('Mot pour mot la même chose').first().waitFor();
    expect(await violations(page)).toEqual([]);
    // The Enter key in a field does not support anybody.
    await page.getByLabel('Titre de votre amendement').fill('Les codes');
    await page.getByLabel('Titre de votre amendement').press('Enter');
    await page.getByText('Indiquez l’exposé sommaire').first().waitFor();
    expect([...world().ballots.keys()].filter((key) => key.includes('amendment:same'))).toEqual([]);
    await page.locator('#editor').waitFor();
    const written = await textIn(page);
    const button = page.getByRole('button', { name: 'Soutenir cet amendement Amendement n° 100' });
    await button.click();
    await page.getByText('Votre vote pour cet amendement est compté.').waitFor();
    expect(page.url()).toContain('/amendments/same0');
    expect(world().ballots.get('amendment:same0 ada@example.org')).toMatchObject({ choice: 'for' });
    expect(latest()).toMatchObject({ status: 'draft', title: 'Les codes' });
    expect(wordsOf([...(latest()?.after ?? [])])).toEqual(written);
    expect(errors.filter((error) => !error.includes('422'))).toEqual([]);
    await context.close();
  }, 60_000);

  it('is shown before sending where there is no script, one person in the singular', async () => {
    others('les codes sources publics de chaque administration ;');
    world().amendments.splice(-13);
    const { context, page } = await openPage(site, { javaScriptEnabled: false, width: 360 });
    await page.goto(site.base + place);
    const third = page.locator('li', { has: page.getByText('Alinéa 3', { exact: true }) });
    await third.getByRole('link', { name: 'Ajouter un alinéa après' }).click();
    await page
      .getByLabel('Texte du nouvel alinéa')
      .fill('les codes sources publics de chaque administration ;');
    await fillReasons(page);
    await page.getByRole('button', { name: 'Voir la différence' }).click();
    await page.getByText('Une personne propose presque la même chose').waitFor();
    await page.getByRole('button', { name: /^Soutenir cet amendement/ }).click();
    await page.getByText('Votre vote pour cet amendement est compté.').waitFor();
    expect(latest()).toMatchObject({ status: 'draft', title: 'Diffuser aussi les codes' });
    await context.close();
  }, 60_000);
});

describe('what is typed is not lost', () => {
  it('it is back after the page was closed, until it is thrown away', async () => {
    const { context, page } = await openPage(site, { signedIn: false });
    await page.goto(site.base + place);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await cursor(page, 'les documents qu’elles communiquent');
    await page.keyboard.type('tous ');
    await page.getByLabel('Titre de votre amendement').fill('Tous');
    const written = await textIn(page);
    await page.waitForTimeout(600);
    await page.goto(`${site.base}/fr/${slug}`);
    await page.goto(site.base + place);
    await page.getByText('gardés dans ce navigateur').waitFor();
    expect(await textIn(page)).toEqual(written);
    expect(await page.getByLabel('Titre de votre amendement').inputValue()).toBe('Tous');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Les effacer' }).click();
    expect(await textIn(page)).not.toEqual(written);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await context.close();
  }, 60_000);

  it('words that were kept on an older version are carried over to the newest', async () => {
    const { context, page } = await openPage(site);
    await page.goto(site.base + place);
    await cursor(page, 'les documents qu’elles communiquent');
    await page.keyboard.type('tous ');
    await page.waitForTimeout(600);
    const [first] = world().versions;
    world().versions.push({
      number: 2,
      title: 'Deuxième version',
      publishedAt: '2015-10-09T06:00:00.000Z',
      computedFrom: null,
      body: (first?.body ?? []).map((block) =>
        blockText(block).startsWith('les bases de données')
          ? ({ ...block, children: [{ text: 'les bases ;' }] } as typeof block)
          : block
      ),
    });
    await page.goto(site.base + place);
    await page.getByText('écrits sur une version plus ancienne').waitFor();
    expect((await textIn(page))[3]).toMatch(/^les documents/);
    await page.getByRole('button', { name: 'Les reporter sur la dernière version' }).click();
    await page.getByText('Tout ce que vous vouliez changer est reporté').waitFor();
    await page.locator('#editor').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('errors');
    expect((await textIn(page))[3]).toMatch(/^tous les documents/);
    expect((await textIn(page))[5]).toBe('les bases ;');
    expect(await violations(page)).toEqual([]);
    await fillReasons(page);
    await page.getByRole('button', { name: 'Voir la différence' }).last().click();
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.getByText('Votre amendement est envoyé et public.').waitFor();
    expect(latest()).toMatchObject({ base: 2 });
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await context.close();
  }, 60_000);

  it('a session that ended on the way costs nothing', async () => {
    const { context, page } = await openPage(site);
    await page.goto(site.base + place);
    await cursor(page, 'les documents qu’elles communiquent');
    await page.keyboard.type('tous ');
    const written = await textIn(page);
    await fillReasons(page);
    await page.getByRole('button', { name: 'Voir la différence' }).last().click();
    site.world().sessions.clear();
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.getByText('Se connecter').first().waitFor();
    expect(await page.evaluate(() => localStorage.length)).toBeGreaterThan(0);
    await page.getByLabel('Adresse électronique').fill('ada@example.org');
    await page.getByLabel('Mot de passe').fill('correct horse battery');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.getByText('Votre amendement est envoyé et public.').waitFor();
    expect(wordsOf([...(latest()?.after ?? [])])).toEqual(written);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await context.close();
  }, 60_000);
});

describe('on a phone', () => {
  it('words are typed, split and moved with a finger, and nothing runs out of the screen', async () => {
    const { context, page, errors } = await openPage(site, {
      viewport: { width: 320, height: 640 },
      hasTouch: true,
      isMobile: true,
    });
    await page.goto(site.base + place);
    await page.locator('#editor').waitFor();
    await page.locator('#editor .edit-block').nth(3).tap();
    await expect.poll(() => page.locator('#editor-here').textContent()).toBe('Alinéa 3');
    await cursor(page, 'les documents qu’elles communiquent');
    // As keyboards of phones send it: composed, not key by key.
    const input = await context.newCDPSession(page);
    await input.send('Input.imeSetComposition', {
      text: 'tou',
      selectionStart: 3,
      selectionEnd: 3,
    });
    await input.send('Input.insertText', { text: 'tous ' });
    await expect.poll(async () => (await textIn(page))[3]).toMatch(/^tous les documents/);
    await page.getByRole('button', { name: 'Descendre' }).tap();
    await expect.poll(async () => (await textIn(page))[4]).toMatch(/^tous les documents/);
    await page.getByRole('button', { name: 'Annuler' }).tap();
    await expect.poll(async () => (await textIn(page))[3]).toMatch(/^tous les documents/);
    await page.locator('.editor-difference ins').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    for (const button of await page.locator('.editor-tools button').all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    expect(await violations(page)).toEqual([]);
    await fillReasons(page);
    await page.getByRole('button', { name: 'Voir la différence' }).last().tap();
    await page.getByRole('button', { name: 'Envoyer' }).tap();
    await page.getByText('Votre amendement est envoyé et public.').waitFor();
    expect(wordsOf([...(latest()?.after ?? [])])?.[3]).toMatch(/^tous les documents/);
    expect(errors).toEqual([]);
    await context.close();
  }, 60_000);
});

describe('without script', () => {
  it('the whole article can be rewritten, alinea by alinea', async () => {
    const { context, page } = await openPage(site, { javaScriptEnabled: false, width: 360 });
    await page.goto(site.base + place);
    await page.getByRole('link', { name: 'Modifier plusieurs alinéas à la fois' }).click();
    await page.getByLabel('Alinéa 3', { exact: true }).fill('tous les documents ;\nles autres ;');
    await page.getByLabel('Alinéa 4', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Voir la différence' }).click();
    await expect.poll(() => page.title()).toMatch(/^Erreur/);
    expect(await page.getByLabel('Alinéa 3', { exact: true }).inputValue()).toBe(
      'tous les documents ;'
    );
    await fillReasons(page);
    await page.getByRole('button', { name: 'Voir la différence' }).click();
    expect(await page.locator('del').count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.getByText('Votre amendement est envoyé et public.').waitFor();
    expect(latest()?.proposal.kind).toBe('edit');
    expect(latest()?.after.slice(3, 6).map(blockText)).toEqual([
      'tous les documents ;',
      'les autres ;',
      expect.stringMatching(/^les bases de données/),
    ]);
    await context.close();
  }, 60_000);
});
