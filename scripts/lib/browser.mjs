/** A real Chromium for tests and pictures: the one inside an npm package where it runs, otherwise one that is there. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const known = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Background traffic of a browser, which a test has no use for. */
const quiet = [
  '--no-first-run',
  '--disable-quic',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
];

/** Takes the browser out of its package, so that nobody starts it while somebody else is still writing it. */
export async function unpackBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return;
  const { default: packed } = await import('@sparticuz/chromium');
  await packed.executablePath();
}

/** @returns {Promise<import('playwright-core').Browser>} */
export async function launchBrowser() {
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packed } = await import('@sparticuz/chromium');
    return chromium.launch({
      executablePath: await packed.executablePath(),
      // Its own arguments are made for one page in one process without web security: not for tests.
      args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', ...quiet],
      headless: true,
    });
  }
  const executablePath = known.find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error('No Chromium found: install one, or name it in CHROMIUM_PATH.');
  }
  return chromium.launch({ executablePath, args: quiet, headless: true });
}
