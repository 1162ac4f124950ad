/** From a vote to the proof of it, on the pages that citizens see, in a browser before a booted server. */
import { mkdir, readFile } from 'node:fs/promises';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as driver, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { close } from './support/amending.ts';
import { app } from './support/app.ts';
import { citizens } from './support/citizens.ts';
import { type Citizen, citizen } from './support/client.ts';
import { journalOf, signed } from './support/journal.ts';
import { busy, made } from './support/open-data.ts';

let tokens: string[];
let ada: Citizen;
let url: string;
let browser: Browser;
beforeAll(async () => {
  ({ url } = await app());
  tokens = await citizens(5);
  ada = await citizen();
  browser = await driver.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter((arg) => arg !== '--single-process'),
  });
}, 120_000);
afterAll(() => browser.close());

/** Pictures of what was seen, where somebody asks for them. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

describe('a citizen', () => {
  it('votes, keeps the receipt, checks it alone, and verifies everything in her browser', async () => {
    const { place } = await busy(tokens, ada);
    const pages = `${url}/consultations/fr/${place.slug}`;
    const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
    context.setDefaultTimeout(20_000);
    await context.addCookies([{ name: 'consultation', value: ada.token, url }]);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));

    await page.goto(`${pages}/articles/art2`);
    await page.locator('#choice-for').check();
    await page.locator('.vote-form button').dblclick();
    const code = (await page.locator('.receipt-code').textContent()) ?? '';
    expect(code).toMatch(/^\d+(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
    // A double click is one act: the receipt is that of the last leaf.
    expect((await journalOf(place)).size).toBe(Number(code.split('-')[0]) + 1);
    await shoot(page, 'voted');

    await page.locator('.receipt-actions a').first().click();
    await page.getByText('Cet acte est enregistré').waitFor();
    await signed(place);
    await page.getByRole('link', { name: 'Regarder à nouveau' }).click();
    await page.getByRole('heading', { name: 'Ce vote est dans le journal' }).waitFor();
    await page.getByText('Il est compté.').waitFor();
    await shoot(page, 'checked');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger la preuve' }).click();
    const file = await (await download).path();
    expect((await readFile(file, 'utf8')).length).toBeLessThan(3_000);
    await page.locator('#receipt-file').setInputFiles(file);
    await page.getByRole('heading', { name: 'Ce reçu est authentique' }).waitFor();

    await close(place);
    const edition = await made(place);
    await page.goto(`${pages}/data`);
    await shoot(page, 'data');
    const links = await page
      .locator('.file-forms a')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    expect(links.length).toBe(edition.files.length);
    for (const link of links) expect((await fetch(link, { method: 'HEAD' })).status).toBe(200);
    const addresses = await page.locator('.addresses code').allTextContents();
    for (const address of addresses.slice(0, 3)) expect((await fetch(address)).status).toBe(200);

    await page.goto(`${pages}/verify`);
    await page.getByText('Vérifier aussi mon reçu').click();
    await page.locator('#own-receipts').fill(code);
    await page.getByRole('button', { name: /^Vérifier maintenant/ }).click();
    await page.locator('.verdict').waitFor();
    await shoot(page, 'verified');
    expect(await page.locator('.findings').count()).toBe(0);
    expect(await page.locator('.verdict-yes').count()).toBe(1);
    expect(await page.locator('[data-verify-result]').textContent()).toContain(code);
    expect(errors).toEqual([]);
    await context.close();
  }, 120_000);
});
