/** What citizens read of differences, origins and fates, in a real Chromium: axe, keyboard, small screens, what is heard. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium as driver, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler } from '../src/index.ts';
import { createNodeListener } from '../src/node.ts';
import { secret } from './browse.ts';
import { colours, violations } from './chromium.ts';
import { fixtureApi } from './fixture-api.ts';
import { withMarket } from './fixture-market.ts';
import { type FixtureState, fixtureState } from './fixture-state.ts';

let browser: Browser;
let server: Server;
let base: string;
let state: FixtureState;

beforeAll(async () => {
  const now = () => new Date('2015-10-10T10:00:00.000Z');
  const site = { name: 'Consultations', home: 'https://example.org' };
  state = withMarket(fixtureState());
  const handler = createHandler({ api: fixtureApi(state, now), secret, site, now });
  server = createServer(createNodeListener(handler));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/consultations`;
  browser = await driver.launch({
    executablePath: await chromium.executablePath(),
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

const openAll = (page: Page) =>
  page.evaluate(() => {
    for (const element of document.querySelectorAll('details')) element.open = true;
  });

const pages = [
  '/fr/marche',
  '/fr/marche/text/3',
  '/fr/marche/text/1/origin',
  '/fr/marche/text/3/origin',
  '/en/marche/text/2/origin?removed=show',
  '/fr/marche/text/3/origin?amendment=m5',
  '/en/marche/text/3/origin?amendment=m7',
  '/fr/marche/amendments',
  '/fr/marche/amendments/n1',
  '/fr/marche/amendments/n6',
  '/en/marche/amendments/n1?view=side',
  '/fr/marche/amendments/n1?show=changed&view=side',
  '/fr/marche/amendments/n2',
  '/fr/marche/amendments/n3?view=side',
  '/fr/marche/amendments/n5',
  '/fr/marche/amendments/m5',
  '/en/marche/amendments/m8?show=changed',
  '/fr/marche/changes?from=1&to=3',
  '/en/marche/changes?from=3&to=1&show=whole&view=side',
];

describe.each([
  ['light', undefined],
  ['dark', colours],
] as const)('pages of what became of a text, %s', (colorScheme, rules) => {
  it('break no rule of axe, everything unfolded, on a desk and on a small phone', async () => {
    const found: string[] = [];
    for (const [width, signedIn] of [
      [1280, true],
      [320, false],
    ] as const) {
      const { context, page } = await open({ colorScheme, width, signedIn });
      for (const path of pages) {
        await page.goto(base + path);
        await openAll(page);
        found.push(...(await violations(page, rules)).map((line) => `${path} ${width}: ${line}`));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) found.push(`${path} ${width}: runs out to ${wide}`);
      }
      await context.close();
    }
    expect(found).toEqual([]);
  }, 180_000);
});

/** Everything that a screen reader is told of a page, in its order, as roles and names. */
async function heard(page: Page): Promise<{ role: string; name: string }[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as {
    nodes: {
      nodeId: string;
      childIds?: string[];
      ignored: boolean;
      role?: { value: string };
      name?: { value: string };
    }[];
  };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const result: { role: string; name: string }[] = [];
  const walk = (id: string) => {
    const node = byId.get(id);
    if (node === undefined) return;
    if (!node.ignored) {
      result.push({ role: node.role?.value ?? '', name: node.name?.value ?? '' });
    }
    for (const child of node.childIds ?? []) walk(child);
  };
  walk(nodes[0]?.nodeId ?? '');
  return result;
}

describe('somebody who listens', () => {
  it.each([320, 1280])(
    'hears where words come and go, and which alinea she is in, at %i pixels',
    async (width) => {
      const { context, page } = await open({ width });
      for (const view of ['inline', 'side']) {
        await page.goto(`${base}/en/marche/amendments/n1?view=${view}&show=changed`);
        const tree = await heard(page);
        const said = tree
          .filter(({ role }) => role === 'StaticText')
          .map(({ name }) => name.trim())
          .join('|');
        expect(said).toContain('[added:|deux heures|end of addition]');
        expect(said).toContain('[taken out:|une heure|end of deletion]');
        expect(said).toContain('Alinea 6, which becomes alinea 2');
        expect(said).not.toContain('±');
        const roles = new Set(tree.map(({ role }) => role));
        expect([roles.has('insertion'), roles.has('deletion')]).toEqual([true, true]);
        if (view === 'side') {
          // Also where the pairs stand one above the other, it is a table with named columns and rows.
          const names = (wanted: string) =>
            tree.filter(({ role }) => role === wanted).map(({ name }) => name);
          expect(names('columnheader').slice(0, 3)).toEqual(['Alinea', 'Before', 'After']);
          expect(names('rowheader').some((name) => name.includes('Alinea 3'))).toBe(true);
        }
      }
      await context.close();
    },
    60_000
  );

  it('hears a text with its origins as a text: short links between words, a list behind it', async () => {
    const { context, page } = await open({});
    await page.goto(`${base}/en/marche/text/3/origin`);
    const tree = await heard(page);
    const links = tree.filter(({ role, name }) => role === 'link' && name.startsWith('Origin '));
    expect(links[0]?.name).toBe('Origin 1: amendment 1, amendment 2');
    const lists = tree.filter(({ role, name }) => role === 'list' && name.startsWith('Origins:'));
    expect(lists.map(({ name }) => name)).toEqual([
      'Origins: Article 1',
      'Origins: Article 2',
      'Origins: Article 3',
    ]);
    await context.close();
  }, 60_000);
});

describe('somebody without a mouse', () => {
  it('goes from a word to whose it is and back, and past the list, without script', async () => {
    const { context, page } = await open({ javaScriptEnabled: false, width: 360 });
    await page.goto(`${base}/en/marche/text/3/origin`);
    await page.getByRole('link', { name: 'Origin 1: amendment 1, amendment 2' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#origin-art1-1$/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#from-hours-\d$/);
    const skip = page.locator('.skip-notes').first();
    await skip.focus();
    expect((await skip.boundingBox())?.width).toBeGreaterThan(40);
    const behind = await skip.getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.hash === behind);
    await page.keyboard.press('Tab');
    // The first place to go to behind the list is in the next article.
    expect(
      await page
        .locator(':focus')
        .evaluate((element) => element.closest('.alinea')?.id ?? element.outerHTML)
    ).toBe('draw');
    await context.close();
  }, 60_000);

  it('finds a focus that can be seen on every link of a difference', async () => {
    const { context, page } = await open({ signedIn: true });
    await page.goto(`${base}/fr/marche/amendments/n1?view=side`);
    const all = await page.locator('main a:visible').count();
    expect(all).toBeGreaterThan(15);
    for (const link of await page.locator('main a:visible').all()) {
      await link.focus();
      // Focus by script shows no outline; a key does.
      await page.keyboard.press('Shift');
      const outline = await link.evaluate((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return element.matches(':focus-visible') ? `${outlineStyle} ${outlineWidth}` : 'none';
      });
      expect([await link.textContent(), outline]).toEqual([await link.textContent(), 'solid 3px']);
    }
    await context.close();
  }, 60_000);

  it('answers the words of staff by keyboard, without script, and axe finds nothing on the way', async () => {
    const { context, page } = await open({
      javaScriptEnabled: false,
      width: 360,
      signedIn: true,
    });
    const other = await open({ width: 360 });
    const snapshot = `${base}/fr/snapshot`;
    const check = async () => {
      const body = (await page.content()).replace(/<script[^>]*><\/script>/g, '');
      await other.page.route(snapshot, (route) =>
        route.fulfill({ body, contentType: 'text/html' })
      );
      await other.page.goto(snapshot);
      await openAll(other.page);
      expect(await violations(other.page)).toEqual([]);
      await other.page.unroute(snapshot);
    };
    await page.goto(`${base}/fr/marche/amendments/n1`);
    await page.getByLabel('Ce que vous voulez en dire').fill('x'.repeat(3001));
    await page.getByRole('button', { name: 'Refuser cette rédaction' }).press('Enter');
    await expect.poll(() => page.title()).toMatch(/^Erreur/);
    await check();
    await page.getByLabel('Ce que vous voulez en dire').fill('Une heure et demie me va.');
    await page.getByRole('button', { name: 'Accepter cette rédaction' }).press('Enter');
    await page.getByRole('heading', { name: 'Accepter la rédaction des services ?' }).waitFor();
    await check();
    await page.getByRole('button', { name: 'Accepter cette rédaction' }).press('Enter');
    await page.getByText('Vous avez accepté la rédaction des services.').waitFor();
    await check();
    const market = state.consultations.find(({ slug }) => slug === 'marche');
    const answered = market?.amendments.find(({ id }) => id === 'n1')?.wordings[1];
    expect(answered).toMatchObject({ state: 'accepted', reply: 'Une heure et demie me va.' });
    await other.context.close();
    await context.close();
  }, 60_000);
});

describe('signs', () => {
  it('do not depend on colours: lines stay in forced colours and in print', async () => {
    const { context, page } = await open({});
    await page.goto(`${base}/fr/marche/text/3/origin?removed=show`);
    for (const media of [{ forcedColors: 'active' }, { media: 'print' }] as const) {
      await page.emulateMedia({ media: null, forcedColors: null, ...media });
      const lines = await page.evaluate(() =>
        ['.from-changes .from-words', '.from-drafter .from-words', '.law del'].map((selector) => {
          const { textDecorationLine, textDecorationStyle } = getComputedStyle(
            document.querySelector(selector) as Element
          );
          return `${textDecorationLine} ${textDecorationStyle}`;
        })
      );
      expect(lines).toEqual(['underline solid', 'underline dashed', 'line-through solid']);
    }
    await context.close();
  }, 60_000);
});

describe('with script', () => {
  it('one button copies the change in words, line by line', async () => {
    const { context, page } = await open({});
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${base}/fr/marche/amendments/m5`);
    await page.getByRole('button', { name: 'Copier' }).click();
    await page.getByText('Copié.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split('\n')).toHaveLength(2);
    expect(copied).toMatch(/«\strois ans\s»/);
    expect(await violations(page)).toEqual([]);
    await context.close();
  }, 60_000);
});
