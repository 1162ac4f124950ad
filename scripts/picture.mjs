/** `node scripts/picture.mjs [address of an article page]`: makes the README's picture from the running playground. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from './lib/browser.mjs';
import { root } from './lib/prepare.mjs';
import { main } from './lib/terminal.mjs';

const origin = process.argv[2] ?? 'http://127.0.0.1:1337';
const list = `${origin}/consultations/fr/republique-numerique/text`;

async function shot(browser, address, width, height) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'fr-FR',
    deviceScaleFactor: 1.5,
  });
  const page = await context.newPage();
  await page.goto(address);
  const picture = await page.screenshot();
  await context.close();
  return `data:image/png;base64,${picture.toString('base64')}`;
}

await main(async () => {
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1400, height: 860 } });
  await page.goto(list);
  const article = await page
    .getByRole('link', { name: /^Avis sur Article 9$/ })
    .first()
    .getAttribute('href');
  const address = new URL(article ?? '', list).href;
  const desktop = await shot(browser, address, 1180, 820);
  const phone = await shot(browser, `${address}#vote`, 360, 700);
  // A page of its own: the security policy of the site would stop these styles.
  const paper = await browser.newPage({ viewport: { width: 1400, height: 860 } });
  await paper.setContent(`<!doctype html><style>
    body { margin: 0; background: #d9d5cc; position: relative; height: 860px; overflow: hidden; }
    img { position: absolute; box-shadow: 0 6px 30px #0005; border-radius: 6px; }
  </style><img src="${desktop}" style="left: 30px; top: 30px; width: 1120px">
  <img src="${phone}" style="right: 40px; top: 130px; width: 350px; border-radius: 22px; border: 6px solid #222">`);
  await mkdir(join(root, 'docs'), { recursive: true });
  await writeFile(join(root, 'docs', 'article.png'), await paper.screenshot());
  await browser.close();
});
