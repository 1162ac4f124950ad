/** A real Chromium before the pages, which run on the fixture API in this process. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import chromium from '@sparticuz/chromium';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium as driver,
  type Page,
} from 'playwright-core';
import { createHandler } from '../src/index.ts';
import { createNodeListener } from '../src/node.ts';
import { secret } from './browse.ts';
import { fixtureApi } from './fixture-api.ts';
import { serveData } from './fixture-data.ts';
import { type FixtureState, fixtureState } from './fixture-state.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Site {
  readonly base: string;
  readonly browser: Browser;
  readonly server: Server;
}

export async function startSite(): Promise<
  Site & { world: () => FixtureState; renew: () => void }
> {
  const now = () => new Date('2015-10-10T10:00:00.000Z');
  let state = fixtureState();
  const site = { name: 'Consultations', home: 'https://example.org' };
  const api: ReturnType<typeof fixtureApi> = (name, request, caller) =>
    fixtureApi(state, now)(name, request, caller);
  const handler = createHandler({ api, secret, site, now });
  const listener = createNodeListener(handler);
  const server = createServer((request, response) => {
    if (!serveData(() => state, request, response)) listener(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/consultations`;
  const browser = await driver.launch({
    executablePath: await chromium.executablePath(),
    // In one process the browser ends with its first context.
    args: chromium.args.filter((arg) => arg !== '--single-process'),
  });
  return {
    base,
    browser,
    server,
    world: () => state,
    renew: () => {
      state = fixtureState();
    },
  };
}

/** A page of a reader, and what goes wrong on it. */
export async function openPage(
  { browser, base }: Site,
  options: BrowserContextOptions & { width?: number; signedIn?: boolean } = {}
): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
  const { width = 1280, signedIn = true, ...rest } = options;
  const context = await browser.newContext({ viewport: { width, height: 800 }, ...rest });
  if (signedIn) {
    await context.addCookies([{ name: 'consultation', value: 'token-of-ada', url: base }]);
  }
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  return { context, page, errors };
}

/** Rules for what is another in the dark. */
export const colours: readonly string[] = ['color-contrast', 'link-in-text-block'];

/** Rules of axe, all that are for us or just these, that a page breaks, with the elements. */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{
          violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
        }>;
      };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const result = await axe.run({ runOnly: rules ?? tags });
    return result.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`)
    );
  }, rules);
}
