/** Questions in a real Chromium: by keyboard and on a small phone, with script and without. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { colours, openPage, startSite, violations } from './chromium.ts';
import { withQuestions } from './fixture-questions.ts';

const slug = 'republique-numerique';
const at = (id: string, language = 'fr') => `/${language}/${slug}/questions/${id}`;
let site: Awaited<ReturnType<typeof startSite>>;

beforeAll(async () => {
  site = await startSite();
}, 60_000);
beforeEach(() => {
  site.renew();
  withQuestions(site.world());
});
afterAll(async () => {
  await site.browser.close();
  site.server.close();
});

const box = (id: string) =>
  site.world().consultations[0]?.ballots.get(`question:${id} ada@example.org`)?.choice;
const runsOut = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
/** Options as they are listed, each with its number. */
const ranks = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.ranking select')].map(
      (select) =>
        `${(select as HTMLSelectElement).name.slice(-1)}${(select as HTMLSelectElement).value}`
    )
  );

describe.each([
  ['light', undefined],
  ['dark', colours],
] as const)('the pages of questions, %s', (colorScheme, rules) => {
  it('break no rule of axe and never run out of the screen, on a desk and on a small phone', async () => {
    const found: string[] = [];
    const ballots = site.world().consultations[0]?.ballots;
    const own = { uses: 'a,c', plans: 'a:good', names: 'b>a=c', seat: 'blank' };
    for (const [id, choice] of Object.entries(own)) {
      ballots?.set(`question:${id} ada@example.org`, { choice, at: '2015-10-09T12:00:00.000Z' });
    }
    for (const [width, signedIn] of [
      [1280, true],
      [360, true],
      [320, false],
    ] as const) {
      const { context, page, errors } = await openPage(site, { colorScheme, width, signedIn });
      for (const path of [
        at('uses'),
        at('plans'),
        at('names'),
        at('names', 'en'),
        at('seat'),
        `${at('plans')}?choice=blank`,
        '/fr/nuit/questions/uses',
        '/en/harbour-charter/questions/name',
        `/fr/${slug}`,
        `/fr/${slug}/results`,
        ...(signedIn ? ['/fr/account'] : []),
      ]) {
        await page.goto(site.base + path);
        found.push(...(await violations(page, rules)).map((line) => `${path} ${width}: ${line}`));
        if ((await runsOut(page)) > 0) found.push(`${path} ${width}: runs out`);
      }
      found.push(...errors);
      await context.close();
    }
    expect(found).toEqual([]);
  }, 180_000);
});

describe('a paper of twenty long options', () => {
  it('fits the smallest phone, with its result, by every method', async () => {
    const consultation = site.world().consultations[0];
    if (consultation === undefined) throw new Error('the fixture has no consultation');
    const options = Array.from({ length: 20 }, (_, index) => ({
      id: `a${index}`,
      label: `Option ${index} : anticonstitutionnellement, l’intergouvernementalisation des infrastructures du département`,
    }));
    const papers = {
      uses: options.map(({ id }) => id).join(','),
      plans: options.map(({ id }) => `${id}:insufficient`).join(','),
      names: options.map(({ id }) => id).join('>'),
      seat: options.map(({ id }) => id).join('>'),
    };
    consultation.questions = (consultation.questions ?? []).map((one) => ({ ...one, options }));
    for (const key of consultation.ballots.keys()) {
      if (key.startsWith('question:')) consultation.ballots.delete(key);
    }
    const { context, page, errors } = await openPage(site, { width: 320 });
    const found: string[] = [];
    for (const [id, choice] of Object.entries(papers)) {
      const ballot = { choice, at: '2015-10-09T12:00:00.000Z' };
      consultation.ballots.set(`question:${id} ada@example.org`, ballot);
      await page.goto(site.base + at(id));
      expect(await page.locator('.paper li').count()).toBe(20);
      found.push(...(await violations(page)).map((line) => `${id}: ${line}`));
      if ((await runsOut(page)) > 0) found.push(`${id}: runs out`);
    }
    await page.goto(`${site.base}/fr/${slug}/results`);
    if ((await runsOut(page)) > 0) found.push('results: run out');
    expect([...found, ...errors]).toEqual([]);
    await context.close();
  }, 60_000);
});

describe('a ranking', () => {
  it('is made by keyboard with arrows that keep the numbers in step and say each new place', async () => {
    const { context, page, errors } = await openPage(site, { width: 360 });
    await page.goto(site.base + at('names'));
    const said = page.locator('[data-rank-said]');
    const up = (name: string) => page.getByRole('button', { name: `Monter : ${name}` });
    const down = (name: string) => page.getByRole('button', { name: `Descendre : ${name}` });
    expect(await ranks(page)).toEqual(['a', 'b', 'c', 'd']);
    await up('Tout est là').press('Enter');
    expect(await ranks(page)).toEqual(['c1', 'a', 'b', 'd']);
    await expect.poll(() => said.textContent()).toBe('Tout est là\u00a0: rang 1 sur 1');
    await up('L’armoire publique').press('Enter');
    expect(await ranks(page)).toEqual(['c1', 'd2', 'a', 'b']);
    await page.keyboard.press('Enter');
    // The button keeps the focus while its option moves.
    expect(await ranks(page)).toEqual(['d1', 'c2', 'a', 'b']);
    await expect.poll(() => said.textContent()).toBe('L’armoire publique\u00a0: rang 1 sur 2');
    await page.keyboard.press('Enter');
    await expect.poll(() => said.textContent()).toBe('L’armoire publique\u00a0: déjà au rang 1');
    await down('Tout est là').press('Space');
    expect(await ranks(page)).toEqual(['d1', 'a', 'b', 'c']);
    await expect.poll(() => said.textContent()).toBe('Tout est là\u00a0: sans rang');
    // A rank that is shared is left upwards.
    await page.getByLabel('Données ouvertes').first().selectOption('2');
    await page.getByLabel('La place commune').first().selectOption('2');
    expect(await ranks(page)).toEqual(['d1', 'a2', 'b2', 'c']);
    await up('La place commune').press('Enter');
    expect(await ranks(page)).toEqual(['d1', 'b2', 'a3', 'c']);
    expect(await violations(page)).toEqual([]);
    expect(await runsOut(page)).toBe(0);
    await page.getByRole('button', { name: 'Déposer mon bulletin' }).press('Enter');
    await page.getByText('Voici votre bulletin').waitFor();
    expect(box('names')).toBe('d>b>a');
    expect(await ranks(page)).toEqual(['d1', 'b2', 'a3', 'c']);
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  }, 60_000);

  it('closes a gap, and keeps what is moved under the finger', async () => {
    const { context, page } = await openPage(site, { width: 360, hasTouch: true });
    await page.goto(site.base + at('seat'));
    await page.getByLabel('Amiens').first().selectOption('1');
    await page.getByLabel('Brest').first().selectOption('3');
    await page.getByLabel('Dijon').first().selectOption('4');
    const button = page.getByRole('button', { name: 'Monter : Dijon' });
    await button.scrollIntoViewIfNeeded();
    const before = await button.boundingBox();
    await button.tap();
    expect(await ranks(page)).toEqual(['a1', 'd2', 'b3', 'c']);
    const after = await button.boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 999))).toBeLessThan(2);
    await button.tap();
    expect(await ranks(page)).toEqual(['d1', 'a2', 'b3', 'c']);
    expect(after?.height).toBeGreaterThanOrEqual(44);
    expect(after?.width).toBeGreaterThanOrEqual(44);
    await context.close();
  }, 60_000);

  it('leads from what is wrong to the number, with all that was chosen', async () => {
    const { context, page } = await openPage(site, { width: 360 });
    await page.goto(site.base + at('seat'));
    const cast = page.getByRole('button', { name: 'Déposer mon bulletin' });
    await cast.click();
    await page.getByRole('link', { name: 'Classez au moins une option' }).press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('option-a');
    await page.getByLabel('Brest').first().selectOption('1');
    await page.getByLabel('Dijon').first().selectOption('1');
    await cast.click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('errors');
    expect(await violations(page)).toEqual([]);
    expect(await runsOut(page)).toBe(0);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('option-d');
    expect(await ranks(page)).toEqual(['a', 'b1', 'c', 'd1']);
    await context.close();
  }, 60_000);
});

describe('with script off, on a phone', () => {
  it('a citizen grades, approves, ranks, votes blank and takes it back', async () => {
    const { context, page } = await openPage(site, { javaScriptEnabled: false, width: 360 });
    await page.goto(site.base + at('plans'));
    const cast = page.getByRole('button', { name: 'Déposer mon bulletin' });
    await cast.click();
    await page.getByRole('link', { name: 'Donnez une mention' }).click();
    expect(new URL(page.url()).hash).toBe('#vote-choices');
    const first = page.getByRole('group', { name: 'Tout de suite' });
    await first.getByRole('radio', { name: 'Assez bien' }).check();
    await page
      .getByRole('group', { name: 'Seulement à la demande' })
      .getByRole('radio', { name: 'À rejeter' })
      .check();
    // Touched without hitting a neighbour: every grade has its own 44 pixels.
    for (const grade of await first.locator('.grade').all()) {
      expect((await grade.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
    await cast.click();
    expect(box('plans')).toBe('a:fair,c:to-reject');

    await page.goto(site.base + at('uses'));
    await page.getByRole('checkbox', { name: 'L’état civil' }).check();
    await cast.click();
    expect(box('uses')).toBe('a');

    await page.goto(site.base + at('names'));
    expect(await page.locator('[data-rank-move]:visible').count()).toBe(0);
    await page.getByLabel('Tout est là').selectOption('1');
    await page.getByLabel('Données ouvertes').selectOption('2');
    await cast.click();
    expect(box('names')).toBe('c>a');
    await page.getByRole('button', { name: 'Voter blanc' }).click();
    expect(box('names')).toBe('blank');
    await page.getByRole('button', { name: 'Retirer mon bulletin' }).click();
    expect(box('names')).toBeUndefined();
    expect(await page.content()).toContain('Votre vote est retiré.');
    await context.close();
  }, 60_000);
});
