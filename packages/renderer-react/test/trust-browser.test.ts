/** Receipts and the verifier in a real Chromium: by script and without, by keyboard, on a small phone. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { article } from './browse.ts';
import { colours, openPage, startSite, violations } from './chromium.ts';
import { withOpenData } from './fixture-data.ts';
import { sign } from './fixture-journal.ts';

const slug = 'republique-numerique';
const item = `/fr/${slug}/articles/${article}`;
let site: Awaited<ReturnType<typeof startSite>>;

beforeAll(async () => {
  site = await startSite();
  const nuit = site.world().consultations[1];
  if (nuit) withOpenData(nuit);
}, 60_000);
afterAll(async () => {
  await site.browser.close();
  site.server.close();
});

const runsOut = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '');

describe.each([
  ['light', undefined],
  ['dark', colours],
] as const)('the pages of the journal, %s', (colorScheme, rules) => {
  it('break no rule of axe, everything unfolded, on a desk and on a small phone', async () => {
    const found: string[] = [];
    for (const width of [1280, 320]) {
      const { context, page } = await openPage(site, { colorScheme, width, signedIn: false });
      for (const path of [
        '/fr/nuit/data',
        `/en/${slug}/data`,
        '/en/nuit/verify',
        `/fr/${slug}/verify`,
        `/fr/${slug}/check`,
        `/fr/${slug}/check?code=12`,
        `/en/${slug}/check?code=9999-AAAA-BBBB-CCCC-DDDD`,
      ]) {
        await page.goto(site.base + path);
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        found.push(...(await violations(page, rules)).map((line) => `${path} ${width}: ${line}`));
        if ((await runsOut(page)) > 0) found.push(`${path} ${width}: runs out`);
      }
      await context.close();
    }
    expect(found).toEqual([]);
  }, 120_000);
});

describe('a voter', () => {
  it('keeps her receipt and checks it by keyboard, with her own browser', async () => {
    const { context, page, errors } = await openPage(site, { width: 360 });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(site.base + item);
    await page.locator('#choice-for').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    const code = (await page.locator('.receipt-code').textContent()) ?? '';
    expect(await violations(page)).toEqual([]);
    expect(await runsOut(page)).toBe(0);
    await page.getByRole('button', { name: 'Copier le code' }).press('Enter');
    await page.getByText('Copié.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
    // The file is not there yet: a page says so, nothing is lost.
    await page.getByRole('link', { name: 'Télécharger le reçu' }).press('Enter');
    await page.getByRole('heading', { name: 'n’est pas encore prêt' }).waitFor();
    expect(await violations(page)).toEqual([]);
    const journal = site.world().consultations[0]?.journal;
    if (journal) sign(journal, '2015-10-10T10:01:00.000Z');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Réessayer' }).press('Enter');
    const file = await (await download).path();
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^c2sp\.org\/tlog-proof@v1\n/);

    await page.goto(`${site.base}/fr/${slug}/check?code=${code}`);
    expect(await focused(page)).toBe('checked');
    await page.getByRole('heading', { name: 'Ce vote est dans le journal' }).waitFor();
    // From here on the server is not asked: it may be gone.
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.locator('#receipt-file').setInputFiles(file);
    await page.getByRole('heading', { name: 'Ce reçu est authentique' }).waitFor();
    expect(await page.locator('[data-fill=code]').textContent()).toBe(code);
    expect(await violations(page)).toEqual([]);
    expect(await runsOut(page)).toBe(0);
    const forged = text.replace(/^index \d+/m, 'index 2');
    await page.locator('#receipt-file').setInputFiles({
      name: 'forged.tlog-proof',
      mimeType: 'text/plain',
      buffer: Buffer.from(forged),
    });
    await page.getByText('Le chemin d’empreintes ne mène pas').waitFor();
    await page.locator('#receipt').fill('rien');
    await page.getByRole('button', { name: 'Vérifier le reçu' }).press('Enter');
    await page.getByText('Ce n’est pas le fichier d’un reçu').waitFor();
    expect(await page.locator('[data-check-result]:visible').count()).toBe(1);
    expect(asked).toEqual([]);
    expect(errors.filter((line) => !line.includes('503'))).toEqual([]);
    await context.close();
  }, 60_000);
});

describe('the verifier of the page', () => {
  it('runs beside the page, says how far it is, and shows what it found', async () => {
    const { context, page, errors } = await openPage(site, { width: 360, signedIn: false });
    await page.goto(`${site.base}/fr/nuit/verify`);
    await page.getByRole('button', { name: /^Vérifier maintenant/ }).press('Enter');
    await page.locator('.verdict-yes').waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.className))
      .toBe('verify-result');
    expect(await page.locator('.check-failed').count()).toBe(0);
    expect(await page.locator('.check-passed').count()).toBeGreaterThan(10);
    await page.getByRole('button', { name: 'Arrêter' }).waitFor({ state: 'hidden' });
    expect(await violations(page)).toEqual([]);
    expect(await runsOut(page)).toBe(0);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger le rapport' }).click();
    const report = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
    expect([report.format, report.verdict]).toEqual(['consultation-report@1', 'ok']);
    expect(errors).toEqual([]);
    await context.close();
  }, 60_000);

  it('names a ballot that was changed behind the journal', async () => {
    const { context, page } = await openPage(site, { signedIn: false });
    const files = site.world().consultations[1]?.openData?.files as Map<string, Uint8Array>;
    const path = [...files.keys()].find((name) => name.endsWith('/ballots.ndjson')) ?? '';
    const honest = files.get(path) ?? new Uint8Array();
    const changed = Buffer.from(honest).toString().replace('"choice":"yes"', '"choice":"no"');
    files.set(path, Buffer.from(changed));
    await page.goto(`${site.base}/en/nuit/verify`);
    await page.getByRole('button', { name: /^Check now/ }).click();
    await page.locator('.verdict-no').waitFor();
    expect(await page.locator('.findings li').count()).toBeGreaterThan(0);
    expect(await page.locator('.findings').textContent()).toContain('ballots.ndjson');
    expect(await page.locator('.findings').textContent()).toMatch(
      /is “no”; the journal says “yes”/
    );
    expect(await violations(page)).toEqual([]);
    files.set(path, honest);
    await context.close();
  }, 60_000);

  it('says so when files cannot be fetched, and can be stopped', async () => {
    const { context, page } = await openPage(site, { signedIn: false });
    await page.route('**/data/nuit/**', (route) => route.abort());
    await page.goto(`${site.base}/en/nuit/verify`);
    await page.getByRole('button', { name: /^Check now/ }).click();
    await page.locator('.verdict-no, [data-verify-said]:not(:empty)').first().waitFor();
    const words = await page.locator('main').textContent();
    expect(words).toMatch(/could not be/);
    await page.unroute('**/data/nuit/**');
    // A network that never answers: she does not have to wait for it.
    await page.route('**/journal.ndjson', () => {});
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    expect(await page.locator('[data-verify-said]').textContent()).toBe('Stopped.');
    expect(await page.getByRole('button', { name: 'Check again' }).isEnabled()).toBe(true);
    await context.close();
  }, 60_000);

  it('is explained where there is no script', async () => {
    const { context, page } = await openPage(site, { javaScriptEnabled: false, width: 320 });
    await page.goto(`${site.base}/fr/nuit/verify`);
    await page.getByText('Votre navigateur n’exécute pas de script ici.').waitFor();
    await page.getByText('npx --package=consultation-core').waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    await context.close();
  }, 60_000);
});
