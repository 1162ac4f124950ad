import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchBrowser } from '../../../../scripts/lib/browser.mjs';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const shared: { browser?: Promise<Browser> } = {};

/** A fresh visitor: no cookies, the language of the pages under test. */
export async function visitor(
  options: { width?: number; locale?: string; javaScript?: boolean } = {}
): Promise<BrowserContext> {
  shared.browser ??= launchBrowser();
  const browser: Browser = await shared.browser;
  const { width = 1280, locale = 'fr-FR', javaScript = true } = options;
  return browser.newContext({
    viewport: { width, height: width < 500 ? 800 : 900 },
    locale,
    javaScriptEnabled: javaScript,
    reducedMotion: 'reduce',
  });
}

export async function closeBrowser(): Promise<void> {
  const open = shared.browser;
  delete shared.browser;
  await (await open)?.close();
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** No violation of axe's rules in what a person sees now; `within` leaves the host's own frame out. */
export async function expectAccessible(page: Page, within = 'body'): Promise<void> {
  // Colours are judged when they have stopped changing, and nothing is pointed at.
  await page.mouse.move(0, 0);
  await page.waitForTimeout(250);
  // Evaluated over the debugging protocol, which the page's content security policy does not stop.
  await page.evaluate(axe);
  const violations = await page.evaluate(
    async (selector) =>
      (
        await (
          window as never as { axe: { run: (where: string) => Promise<{ violations: unknown[] }> } }
        ).axe.run(selector)
      ).violations,
    within
  );
  expect(
    (violations as Violation[]).map(({ id, nodes }) => [
      id,
      ...nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)),
    ]),
    page.url()
  ).toEqual([]);
}

/** Nothing hangs over the edge of the window. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  );
  expect(overflow, `${page.url()} is ${overflow} px too wide`).toBeLessThanOrEqual(0);
}
