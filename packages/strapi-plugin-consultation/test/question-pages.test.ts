/** Questions on the pages that citizens see, before a booted server: from the paper to the proof that it is counted. */
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium as driver, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { close } from './support/amending.ts';
import { app } from './support/app.ts';
import { questions } from './support/asking.ts';
import { type Citizen, citizen } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';
import { journalOf, signed } from './support/journal.ts';
import { made } from './support/open-data.ts';
import { ballotsOf } from './support/tables.ts';

let url: string;
let browser: Browser;
let ada: Citizen;
beforeAll(async () => {
  ({ url } = await app());
  ada = await citizen();
  browser = await driver.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter((arg) => arg !== '--single-process'),
  });
}, 120_000);
afterAll(() => browser.close());

async function openPage(options: object = {}): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, ...options });
  context.setDefaultTimeout(20_000);
  await context.addCookies([{ name: 'consultation', value: ada.token, url }]);
  return { context, page: await context.newPage() };
}

const cast = (page: Page) => page.getByRole('button', { name: 'Déposer mon bulletin' });
const choicesOf = async ({ id }: Fixture) =>
  Object.fromEntries((await ballotsOf(id)).map(({ target, choice }) => [target, choice]));

describe('a citizen on a phone', () => {
  it('answers by every method without script', async () => {
    const place = await consultation({ settings: { questions } });
    const { context, page } = await openPage({ javaScriptEnabled: false });
    const go = (id: string) => page.goto(`${url}/consultations/fr/${place.slug}/questions/${id}`);
    await go('q1');
    await page.locator('#option-a').check();
    await page.locator('#option-c').check();
    await cast(page).click();
    await page.getByText('Voici votre bulletin').waitFor();
    await go('q2');
    await page.locator('#option-a-very-good').check();
    await page.locator('#option-b-to-reject').check();
    await cast(page).click();
    await page.getByText('Voici votre bulletin').waitFor();
    await go('q3');
    await page.locator('#option-b').selectOption('1');
    await page.locator('#option-a').selectOption('2');
    await page.locator('#option-c').selectOption('2');
    await cast(page).click();
    await page.getByText('Voici votre bulletin').waitFor();
    await go('q4');
    await page.getByRole('button', { name: 'Voter blanc' }).click();
    await page.getByText('Bulletin blanc', { exact: true }).waitFor();
    expect(await choicesOf(place)).toEqual({
      'question:q1': 'a,c',
      'question:q2': 'a:very-good,b:to-reject',
      'question:q3': 'b>a=c',
      'question:q4': 'blank',
    });
    await page.goto(`${url}/consultations/fr/${place.slug}/results`);
    expect(await page.locator('#questions-title ~ .cards > li').count()).toBe(questions.length);
    await context.close();
  }, 60_000);

  it('ranks with the arrows, and finds her ballot counted in what the verifier reads', async () => {
    const place = await consultation({ settings: { questions } });
    const pages = `${url}/consultations/fr/${place.slug}`;
    const { context, page } = await openPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`${pages}/questions/q3`);
    const up = (option: string) => page.locator(`li:has(#option-${option}) [data-rank-move="up"]`);
    await up('c').click();
    await up('a').click();
    await up('a').click();
    await cast(page).dblclick();
    const code = (await page.locator('.receipt-code').textContent()) ?? '';
    expect(await choicesOf(place)).toEqual({ 'question:q3': 'a>c' });
    // A double click is one act: the receipt is that of the last leaf.
    expect((await journalOf(place)).size).toBe(Number(code.split('-')[0]) + 1);
    await signed(place);
    await page.locator('.receipt-actions a').first().click();
    await page.getByRole('heading', { name: 'Ce vote est dans le journal' }).waitFor();
    expect(await page.locator('.verdict ol.paper li').count()).toBe(2);

    await close(place);
    await made(place);
    await page.goto(`${pages}/verify`);
    await page.getByText('Vérifier aussi mon reçu').click();
    await page.locator('#own-receipts').fill(code);
    await page.getByRole('button', { name: /^Vérifier maintenant/ }).click();
    await page.locator('.verdict').waitFor();
    expect(await page.locator('.findings').count()).toBe(0);
    expect(await page.locator('.verdict-yes').count()).toBe(1);
    expect(errors).toEqual([]);
    await context.close();
  }, 120_000);
});
