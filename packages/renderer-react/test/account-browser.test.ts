/** Votes with their receipts in one place, and the end of an account, in a real Chromium. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as driver, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler } from '../src/index.ts';
import { createNodeListener } from '../src/node.ts';
import { article, secret } from './browse.ts';
import { fixtureApi } from './fixture-api.ts';
import { fixtureState } from './fixture-state.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const slug = 'republique-numerique';
let browser: Browser;
beforeAll(async () => {
  browser = await driver.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter((arg) => arg !== '--single-process'),
  });
}, 60_000);
const servers: Server[] = [];
afterAll(async () => {
  await browser.close();
  for (const server of servers) server.close();
});

/** Ada, signed in at a site of her own. */
async function ada(javaScriptEnabled: boolean, width: number) {
  const now = () => new Date('2015-10-10T10:00:00.000Z');
  const site = { name: 'Consultations', home: 'https://example.org' };
  const handler = createHandler({ api: fixtureApi(fixtureState(), now), secret, site, now });
  const server = createServer(createNodeListener(handler));
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/consultations`;
  const context = await browser.newContext({
    javaScriptEnabled,
    viewport: { width, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(10_000);
  await context.addCookies([{ name: 'consultation', value: 'token-of-ada', url: base }]);
  return { base, context, page: await context.newPage() };
}

/** Rules that the page breaks; and it fits on the screen. */
async function expectSound(page: Page): Promise<void> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: object[] }[] }> };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    return (await axe.run({ runOnly: tags })).violations.map(
      ({ id, nodes }) => `${id} ${JSON.stringify(nodes).slice(0, 300)}`
    );
  });
  expect(found).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over).toBeLessThanOrEqual(0);
}

/** Presses Tab until the focus is on what has these words. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const on = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (on.trim() === words) return;
  }
  throw new Error(`No “${words}” is reached by keyboard`);
}

describe('somebody who voted', () => {
  it('finds her receipts in one place, copies one, and erases her account by keyboard', async () => {
    const { base, context, page } = await ada(true, 360);
    for (const address of [`articles/${article}`, 'amendments/reword1']) {
      await page.goto(`${base}/fr/${slug}/${address}`);
      await page.locator('#choice-for').check();
      await page.locator('.vote-form button').click();
      await page.locator('.receipt-code').waitFor();
      await expectSound(page);
    }
    await page.getByRole('button', { name: 'Retirer mon vote' }).click();
    await page.getByText('Reçu de votre retrait').waitFor();
    expect((await context.cookies()).map(({ name }) => name)).toEqual(['consultation']);

    await page.goto(`${base}/fr/account`);
    await expectSound(page);
    const votes = page.locator('section[aria-labelledby="my-votes"]');
    expect(await votes.locator('.card').count()).toBe(2);
    expect(await votes.textContent()).toContain('Retiré');
    await votes.getByRole('button', { name: 'Copier le code' }).first().click();
    await votes.getByText('Copié.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await votes.locator('#my-receipt-1 code').textContent());

    await tabTo(page, 'Effacer mon compte');
    await page.keyboard.press('Enter');
    await page.getByText('Rien n’est encore effacé').waitFor();
    await expectSound(page);
    await tabTo(page, 'Continuer');
    await page.keyboard.press('Enter');
    await page.locator('#password').waitFor();
    await expectSound(page);
    await page.locator('#password').focus();
    await page.keyboard.type('not this one');
    await page.keyboard.press('Enter');
    // Focus is where it says what is wrong, and the way to the field is there.
    await page.locator('#errors').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('errors');
    await expectSound(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('password');
    await page.keyboard.type('correct horse battery');
    await page.keyboard.press('Enter');
    await page.getByText('Votre compte est effacé et vous êtes déconnecté.').waitFor();
    await expectSound(page);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  }, 90_000);

  it('does so without script as well', async () => {
    const { base, context, page } = await ada(false, 1280);
    await page.goto(`${base}/en/account`);
    await page.getByRole('link', { name: 'Erase my account' }).click();
    const words = page.getByLabel('Erase my texts also');
    if ((await words.count()) > 0) await words.check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.locator('#password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Erase my account for ever' }).click();
    await page.getByText('Your account is erased, and you are signed out.').waitFor();
    expect(await context.cookies()).toEqual([]);
    await context.close();
  }, 60_000);
});
