/** The pages in a real Chromium: accessibility of every state, journeys without script, keyboard, small screens. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium as driver, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler } from '../src/index.ts';
import { createNodeListener } from '../src/node.ts';
import { article, secret } from './browse.ts';
import { colours, violations } from './chromium.ts';
import { fixtureApi } from './fixture-api.ts';
import { fixtureState } from './fixture-state.ts';

const slug = 'republique-numerique';
const item = `/fr/${slug}/articles/${article}`;
let browser: Browser;
let server: Server;
let base: string;

beforeAll(async () => {
  const now = () => new Date('2015-10-10T10:00:00.000Z');
  const site = { name: 'Consultations', home: 'https://example.org' };
  const handler = createHandler({ api: fixtureApi(fixtureState(), now), secret, site, now });
  server = createServer(createNodeListener(handler));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/consultations`;
  browser = await driver.launch({
    executablePath: await chromium.executablePath(),
    // In one process the browser ends with its first context.
    args: chromium.args.filter((arg) => arg !== '--single-process'),
  });
}, 60_000);
afterAll(async () => {
  await browser.close();
  server.close();
});

async function open(options: {
  javaScriptEnabled?: boolean;
  colorScheme?: 'light' | 'dark';
  width?: number;
  signedIn?: boolean;
}): Promise<{ context: BrowserContext; page: Page }> {
  const { width = 1280, signedIn = false, ...rest } = options;
  const context = await browser.newContext({ ...rest, viewport: { width, height: 800 } });
  if (signedIn) {
    await context.addCookies([{ name: 'consultation', value: 'token-of-ada', url: base }]);
  }
  context.setDefaultTimeout(10_000);
  return { context, page: await context.newPage() };
}

const pages = [
  '/fr',
  `/fr/${slug}`,
  `/fr/${slug}/text`,
  `/en/${slug}/text`,
  item,
  `${item}?choice=for`,
  `${item}/arguments`,
  `${item}/amend`,
  `${item}/amend?kind=replace&block=x00003`,
  `${item}/amend?kind=delete&block=x00003`,
  `/fr/${slug}/new-article`,
  `/fr/${slug}/amendments`,
  `/fr/${slug}/amendments?search=zzz`,
  `/fr/${slug}/amendments/reword1`,
  `/fr/${slug}/amendments/reword1?view=side&show=changed`,
  `/fr/${slug}/amendments/delete1`,
  `/fr/${slug}/results`,
  `/fr/${slug}/moderation`,
  '/fr/nuit',
  '/fr/nuit/text/1',
  '/fr/nuit/changes?show=whole',
  '/fr/nuit/results',
  '/en/harbour-charter',
  '/en/harbour-charter/text',
  '/en/harbour-charter/results',
  '/fr/account',
  '/fr/account/erase',
  '/fr/account/erase/confirm?texts=go',
  '/fr/account/erased',
  '/fr/account/sign-in',
  '/fr/account/new',
  '/fr/accessibility',
  '/fr/privacy',
  '/fr/api',
  '/fr/nowhere',
];

describe.each([
  ['light', undefined],
  ['dark', colours],
] as const)('every page, %s', (colorScheme, rules) => {
  it('breaks no rule of axe, on a desk signed in and on a small phone signed out', async () => {
    const found: string[] = [];
    for (const [width, signedIn] of [
      [1280, true],
      [320, false],
    ] as const) {
      const { context, page } = await open({ colorScheme, width, signedIn });
      for (const path of pages) {
        await page.goto(base + path);
        found.push(...(await violations(page, rules)).map((line) => `${path} ${width}: ${line}`));
        // Nothing runs out of the screen at 320 pixels, which is 1280 at 400 %.
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) found.push(`${path} ${width}: runs out to ${wide}`);
      }
      await context.close();
    }
    expect(found).toEqual([]);
  }, 180_000);
});

describe('a reader', () => {
  it('gets no cookie, no storage and nothing from elsewhere', async () => {
    const { context, page } = await open({});
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (const path of pages.filter((path) => !path.includes('account')))
      await page.goto(base + path);
    const origin = new URL(base).origin;
    expect(asked.filter((url) => !url.startsWith(origin))).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    await context.close();
  }, 60_000);

  it('goes past the frame with the first key, and finds what is wrong under her focus', async () => {
    const { context, page } = await open({});
    await page.goto(`${base}/fr/account/sign-in`);
    await page.keyboard.press('Tab');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe('Aller au contenu');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('email');
    await page.keyboard.type('nobody');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#errors');
    await expect.poll(() => page.title()).toMatch(/^Erreur/);
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('errors');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('email');
    await context.close();
  }, 60_000);

  it('reaches every link and button of an article by keyboard, each with a focus that can be seen', async () => {
    const { context, page } = await open({ signedIn: true });
    await page.goto(base + item);
    const all = await page.locator('a:visible, button:visible, textarea, input:visible').count();
    const seen = new Set<string>();
    for (let step = 0; step < all + 5; step += 1) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return { html: element.outerHTML.slice(0, 160), outlineStyle, outlineWidth };
      });
      if (focus.html.startsWith('<body')) break;
      expect([focus.html, focus.outlineStyle, focus.outlineWidth]).toEqual([
        focus.html,
        'solid',
        '3px',
      ]);
      seen.add(focus.html);
    }
    // Radios of a group are one stop.
    expect(seen.size).toBeGreaterThan(all - 6);
    await context.close();
  }, 60_000);
});

describe('with script off', () => {
  it('a citizen makes an account, votes, argues and amends, and axe finds nothing after any step', async () => {
    const { context, page } = await open({ javaScriptEnabled: false, width: 360 });
    // axe is script itself: it looks at what the page is, in a browser that has script.
    const other = await open({ width: 360 });
    const snapshot = `${base}/fr/snapshot`;
    const check = async () => {
      const body = (await page.content()).replace(/<script[^>]*><\/script>/, '');
      await other.page.route(snapshot, (route) =>
        route.fulfill({ body, contentType: 'text/html' })
      );
      await other.page.goto(snapshot);
      expect(await violations(other.page)).toEqual([]);
      await other.page.unroute(snapshot);
    };
    await page.goto(base + item);
    await page.getByRole('radio', { name: 'Mitigé' }).check();
    await page.getByRole('button', { name: 'Voter' }).click();
    await page.getByRole('link', { name: 'Créer un compte' }).click();
    await page.getByRole('button', { name: 'Créer le compte' }).click();
    await expect.poll(() => page.title()).toMatch(/^Erreur/);
    await check();
    await page.getByLabel('Nom affiché').fill('Marie C.');
    await page.getByLabel('Adresse électronique').fill('marie@example.org');
    await page.getByLabel('Mot de passe').fill('un long mot de passe');
    await page.getByRole('button', { name: 'Créer le compte' }).click();
    expect(await page.getByRole('radio', { name: 'Mitigé' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Voter' }).click();
    await page.getByText('Vous avez voté : Mitigé.').waitFor();
    await check();

    await page.getByRole('radio', { name: 'contre', exact: true }).check();
    await page.getByLabel('Votre argument', { exact: true }).fill('Trop large.');
    await page.getByRole('button', { name: 'Publier mon argument' }).click();
    await page.getByText('Votre argument est publié.').waitFor();
    await check();

    await page.getByRole('link', { name: 'Proposer une autre rédaction de l’alinéa 3' }).click();
    await page.getByLabel('Votre rédaction').fill('les documents et les codes sources ;');
    await page.getByRole('button', { name: 'Voir la différence' }).click();
    await expect.poll(() => page.title()).toMatch(/^Erreur/);
    await check();
    await page.getByLabel('Titre de votre amendement').fill('Codes sources');
    await page.getByLabel('Exposé sommaire').fill('Pour pouvoir les lire.');
    await page.getByRole('button', { name: 'Voir la différence' }).click();
    expect(await page.locator('ins').count()).toBeGreaterThan(0);
    await check();
    await page.getByRole('button', { name: 'Garder en brouillon' }).click();
    await page.getByText('Votre brouillon est enregistré.').waitFor();
    await check();
    await page.goto(`${base}/fr/account`);
    await page.getByRole('link', { name: 'Codes sources', exact: true }).waitFor();
    await check();
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    expect(await context.cookies()).toEqual([]);
    await other.context.close();
    await context.close();
  }, 60_000);
});

describe('with script', () => {
  it('somebody who writes sees how much room is left', async () => {
    const { context, page } = await open({ signedIn: true });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`${base}/fr/${slug}/new-article`);
    await page.getByLabel('Texte du nouvel article').pressSequentially('Le code est public.');
    expect(await page.locator('#text-limit').textContent()).toMatch(/^Caractères restants/);
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  }, 60_000);

  it('differences can be told apart in forced colours and in print', async () => {
    const { context, page } = await open({});
    await page.goto(`${base}/fr/${slug}/amendments/reword1`);
    for (const media of [{ forcedColors: 'active' }, { media: 'print' }] as const) {
      await page.emulateMedia({ media: null, forcedColors: null, ...media });
      const lines = await page.evaluate(() =>
        ['ins', 'del'].map((name) => {
          const element = document.querySelector(name) as Element;
          return getComputedStyle(element).textDecorationLine;
        })
      );
      expect(lines).toEqual(['underline', 'line-through']);
    }
    await context.close();
  }, 60_000);
});
