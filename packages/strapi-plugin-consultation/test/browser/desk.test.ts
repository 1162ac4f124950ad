/** Two drafters at the desk at once, in two browsers: collisions, a dead network, a conflict, a second reader, version 2. */
import type { Block } from 'consultation-core/text';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api, citizen, newKey, ok, staff } from '../support/client.ts';
import { consultation, type Fixture } from '../support/fixture.ts';
import { closeBrowser, expectAccessible, expectNoOverflow, visitor } from './browser.ts';
import { confirm, logIn, makeStaff, screens, tab, view } from './people.ts';

const paragraph = (id: string, text: string): Block => ({
  type: 'paragraph',
  id,
  children: [{ text }],
});
const heading = (id: string, number: number): Block => ({
  type: 'heading',
  id,
  rank: 'article',
  label: `Article ${number}`,
  children: [{ text: `Matter ${number}` }],
});
const body: Block[] = [
  heading('art1', 1),
  paragraph('p1', 'Administrations publish their documents.'),
  paragraph('p2', 'They do it within a year of their making.'),
  heading('art2', 2),
  paragraph('p3', 'Secrets protected by law stay secret.'),
  paragraph('p4', 'Everybody may ask for a document.'),
];

/** Who wants what of which alinea; numbers are given in this order. */
const wishes = [
  ['Ines', 'p2', 'They do it within two months of their making.'],
  ['Joel', 'p2', 'They do it within six weeks of their making.'],
  ['Kim', 'p2', 'They do it within two months of their making.'],
  ['Lea', 'p3', 'Secrets protected by statute stay secret.'],
  ['Max', 'p3', 'Secrets protected by contract stay secret.'],
  ['Nora', 'p1', 'Administrations publish their records.'],
  ['Omar', 'p1', 'Administrations publish their files.'],
  ['Pia', 'p4', 'Everybody may ask for a document at any time.'],
] as const;

let place: Fixture;
let ada: Page;
let bob: Page;

const url = async (path: string) =>
  `${(await screens()).url}/admin/plugins/consultation/${place.id}/${path}`;
const collisionOn = (page: Page, words: string) =>
  page.getByRole('article').filter({ has: page.getByRole('heading', { name: words }) });
const settled = (page: Page) =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Take back/ }) });
const saved = (page: Page) => page.getByText(/^. All saved$/).waitFor();

/** What the server has: how each collision is settled. */
async function resolutions(): Promise<{ take: string; words: string; by: string }[]> {
  const desk = await ok(staff('GET', `/consultations/${place.id}/desk`));
  return desk.resolutions
    .filter(({ resolution }: { resolution: unknown }) => resolution !== null)
    .map(
      ({
        resolution,
        by,
      }: {
        resolution: { take: string; words?: { text: string }[] };
        by: string;
      }) => ({
        take: resolution.take,
        words: (resolution.words ?? []).map(({ text }) => text).join(''),
        by,
      })
    );
}

beforeAll(async () => {
  await screens();
  place = await consultation({
    body,
    settings: { secondReader: true, title: 'A bill on documents' },
  });
  const ids: string[] = [];
  for (const [name, block, text] of wishes) {
    const { token } = await citizen(name);
    const { id } = await ok(
      api('POST', `/consultations/${place.slug}/amendments`, {
        token,
        body: {
          base: 1,
          proposal: { kind: 'replace', block, text },
          title: `Wish of ${name}`,
          justification: `Because ${name} says so.`,
          submit: true,
          key: newKey(),
        },
      })
    );
    ids.push(id);
  }
  await ok(staff('POST', `/consultations/${place.id}/state`, { body: { state: 'closed' } }));
  // All but the last one are adopted already, except the first, which is decided on at the desk.
  await ok(
    staff('POST', `/consultations/${place.id}/decisions`, {
      body: { amendments: ids.slice(1, -1), status: 'adopted', reason: 'Clearer.' },
    })
  );
  await makeStaff('ada@example.org', 'all', ['Ada', 'Drafter']);
  await makeStaff('bob@example.org', ['read', 'decide'], ['Bob', 'Reader']);
  ada = await logIn('ada@example.org');
  bob = await logIn('bob@example.org');
}, 120_000);

afterAll(closeBrowser);

describe.sequential('1. One drafter at the amendments', () => {
  it('finds them by article, with those that are the same as one', async () => {
    await ada.goto(await url('desk'));
    const map = ada.getByRole('navigation', { name: 'Map of the text' });
    await map.getByRole('button', { name: /^Article 1.* 5 amendments, 1 undecided/s }).click();
    await ada.getByRole('heading', { name: /^2 people, the same: No\.\s1 and No\.\s3/ }).waitFor();
    await ada.getByText('Article 1, alinea 2, line 2', { exact: true }).first().waitFor();
    await ada.locator('ins', { hasText: 'two months' }).first().waitFor();
    await expectAccessible(ada, 'main');
    await expectNoOverflow(ada);
  });

  it('goes through them by keyboard and decides with a reason given before', async () => {
    const first = ada.locator('[data-card]').first();
    await first.focus();
    await ada.keyboard.press('j');
    await ada.keyboard.press('k');
    await expect.poll(() => first.evaluate((card) => card === document.activeElement)).toBe(true);
    await ada.keyboard.press('Enter');
    await ada.getByText('Because Ines says so.').waitFor();
    await ada.keyboard.press('x');
    await ada.getByText('2 amendments chosen').waitFor();
    await ada.getByRole('combobox', { name: 'Decision' }).click();
    await ada.getByRole('option', { name: 'Adopted', exact: true }).click();
    await ada.getByRole('combobox', { name: 'Reasons given before' }).click();
    await ada.getByRole('option', { name: /^Clearer\./ }).click();
    await ada.getByRole('button', { name: 'Record the decision' }).click();
    await ada.getByText('Decision recorded on 2 amendments.').waitFor();
    // The focus is at the amendments again, not lost.
    await expect
      .poll(() => ada.evaluate(() => document.activeElement?.matches('[data-card]')))
      .toBe(true);
    await ada.getByRole('button', { name: /^Article 1.* 2 open collisions/s }).waitFor();
  });

  it('writes other words for one of them, which survive a reload, and shows them to its author', async () => {
    const map = ada.getByRole('navigation', { name: 'Map of the text' });
    await map.getByRole('button', { name: /^Article 2 – / }).click();
    const card = ada.locator('[data-card]', { hasText: 'Wish of Pia' });
    await card.getByRole('button', { name: 'Reasons and wording' }).click();
    await card.getByRole('button', { name: /^Propose a wording/ }).click();
    const text = card.getByRole('textbox', { name: 'Text', exact: true });
    await text.getByText('at any time').click();
    await ada.keyboard.press('End');
    await ada.keyboard.type(' Free of charge.');
    await card.locator('ins', { hasText: 'Free of charge.' }).first().waitFor();
    await card.getByText(/kept in this browser as you write/).waitFor();
    await expectAccessible(ada, 'main');
    await ada.waitForTimeout(600);
    await ada.reload();
    await card.getByRole('button', { name: 'Reasons and wording' }).click();
    await card.getByRole('button', { name: /^Propose a wording/ }).click();
    await card.getByText('This is what you began to write and did not save.').waitFor();
    await text.getByText('Free of charge.').waitFor();
    await card.getByLabel('Note to the author').fill('Nothing should be paid.');
    await card.getByRole('button', { name: 'Save for staff only' }).click();
    await card.getByText(/^Wording 1 \(for staff only\), Ada Drafter/).waitFor();
    await confirm(ada, 'Show to the author', 'Show');
    await card
      .getByText(/\(shown to the author\), Ada Drafter/)
      .first()
      .waitFor();
  });
});

describe.sequential('2. Two drafters settle collisions', () => {
  it('see each other, and each other’s decisions without a reload', async () => {
    await ada.goto(await url('desk/merge?article=all'));
    await bob.goto(await url('desk/merge?article=all'));
    await ada.getByText(/Also here: Bob Reader/).waitFor();
    await bob.getByText(/Also here: Ada Drafter/).waitFor();
    await ada.getByRole('heading', { name: '3 collisions to settle' }).waitFor();
    await bob.getByRole('heading', { name: '3 collisions to settle' }).waitFor();
    await expectAccessible(ada, 'main');
    const delay = collisionOn(ada, 'Article 1, alinea 2');
    await delay.getByRole('heading', { name: /^2 people: No\.\s1 and No\.\s3/ }).waitFor();
    await delay.getByRole('button', { name: /^Take this one: No\.\s1/ }).click();
    await ada.getByRole('heading', { name: '2 collisions to settle' }).waitFor();
    // The focus is on the next one.
    await expect
      .poll(() => ada.evaluate(() => document.activeElement?.id))
      .toMatch(/^desk-collision-/);
    await saved(ada);
    await bob.getByRole('heading', { name: '2 collisions to settle' }).waitFor();
    await settled(bob).filter({ hasText: 'Ada Drafter' }).waitFor();
    // The live text says who asked for it.
    await bob.locator('ins', { hasText: 'two months' }).first().waitFor();
    await bob
      .getByRole('button', { name: /Comes from: .*Wish of Ines/ })
      .first()
      .waitFor();
  });

  it('take a decision back and do it again, by keyboard', async () => {
    await ada.getByRole('heading', { name: '2 collisions to settle' }).click();
    await ada.keyboard.press('Control+z');
    await ada.getByRole('heading', { name: '3 collisions to settle' }).waitFor();
    await saved(ada);
    await bob.getByRole('heading', { name: '3 collisions to settle' }).waitFor();
    await ada.keyboard.press('Control+Shift+z');
    await ada.getByRole('heading', { name: '2 collisions to settle' }).waitFor();
    await saved(ada);
    await bob.getByRole('heading', { name: '2 collisions to settle' }).waitFor();
  });

  it('go on without a network, and are asked when somebody else decided meanwhile', async () => {
    await bob.context().setOffline(true);
    await collisionOn(bob, 'Article 1, alinea 1')
      .getByRole('button', { name: /No\.\s7/ })
      .click();
    await bob.getByText(/^. 1 not saved yet: no connection/).waitFor();
    const secrets = collisionOn(bob, 'Article 2');
    await secrets.getByRole('button', { name: 'Write other words' }).click();
    await secrets
      .getByRole('textbox', { name: 'Words in the place of those disputed' })
      .fill('decree');
    await secrets.locator('ins', { hasText: 'decree' }).waitFor();
    await secrets.getByRole('button', { name: 'Take these words' }).click();
    await bob.getByText(/^. 2 not saved yet: no connection/).waitFor();
    await bob.getByRole('heading', { name: 'No collision to settle here' }).waitFor();
    await expectAccessible(bob, 'main');

    await collisionOn(ada, 'Article 1, alinea 1')
      .getByRole('button', { name: 'Keep the original' })
      .click();
    await saved(ada);
    expect((await resolutions()).map(({ take }) => take).sort()).toEqual(['change', 'original']);

    await bob.context().setOffline(false);
    await bob.getByRole('heading', { name: 'Ada Drafter decided otherwise meanwhile' }).waitFor();
    await bob.getByRole('heading', { name: 'Your decision' }).waitFor();
    await expectAccessible(bob, 'main');
    // The other decision went through; the one that is asked about is as Ada left it.
    await saved(bob);
    expect(await resolutions()).toContainEqual({
      take: 'words',
      words: 'decree',
      by: 'Bob Reader',
    });
    await bob.getByRole('button', { name: 'Keep mine' }).click();
    await saved(bob);
    expect((await resolutions()).map(({ take }) => take).sort()).toEqual([
      'change',
      'change',
      'words',
    ]);
    await ada.locator('ins', { hasText: 'files' }).first().waitFor();
    await ada.locator('ins', { hasText: 'decree' }).first().waitFor();
  });

  it('lose nothing when a browser dies before its decisions were sent', async () => {
    await bob.context().setOffline(true);
    await settled(bob)
      .filter({ hasText: 'Article 1, alinea 2' })
      .getByRole('button', { name: /^Take back/ })
      .click();
    await collisionOn(bob, 'Article 1, alinea 2')
      .getByRole('button', { name: /No\.\s2/ })
      .click();
    // Both: the first one was sent already, and may have arrived.
    await bob.getByText(/^. 2 not saved yet: no connection/).waitFor();
    const context = bob.context();
    await bob.close();
    expect((await resolutions()).length).toBe(3);
    await context.setOffline(false);
    bob = await context.newPage();
    bob.setDefaultTimeout(20_000);
    await bob.goto(await url('desk/merge?article=all'));
    await bob.locator('ins', { hasText: 'six weeks' }).first().waitFor();
    await saved(bob);
    await ada.locator('ins', { hasText: 'six weeks' }).first().waitFor();
    await settled(ada).filter({ hasText: 'Amendment 2 is taken' }).waitFor();
  });

  it('on a narrow screen too', async () => {
    await bob.setViewportSize({ width: 390, height: 800 });
    await bob.getByRole('heading', { name: '3 settled collisions' }).waitFor();
    await expectNoOverflow(bob);
    await expectAccessible(bob, 'main');
    await bob.setViewportSize({ width: 1280, height: 900 });
  });
});

describe.sequential('3. The next version', () => {
  it('waits for a second reader, who approves just this state', async () => {
    await view(ada, 'Preview and publish');
    await ada.getByRole('heading', { name: 'What version 2 would change' }).waitFor();
    await ada.getByRole('button', { name: 'Side by side' }).click();
    await ada.locator('ins', { hasText: 'six weeks' }).first().waitFor();
    await ada.getByRole('radio', { name: /^Go on/ }).click();
    await ada.getByText('A second reader has to approve this state.').waitFor();
    expect(await ada.getByRole('button', { name: 'Publish the version' }).isDisabled()).toBe(true);
    await ada.getByText('1 comes over untouched').waitFor();
    await expectAccessible(ada, 'main');
    await view(bob, 'Preview and publish');
    await bob.getByRole('button', { name: 'Approve this state' }).click();
    await bob.getByText('You have approved this state.').first().waitFor();
    await ada.getByText(/Approved by Bob Reader/).waitFor();
    await expectAccessible(bob, 'main');
  });

  it('is approved anew when something is decided after that', async () => {
    await view(bob, 'Merge');
    await settled(bob)
      .filter({ hasText: 'Article 1, alinea 2' })
      .getByRole('button', { name: /^Take back/ })
      .click();
    await collisionOn(bob, 'Article 1, alinea 2')
      .getByRole('button', { name: /No\.\s1/ })
      .click();
    await saved(bob);
    await ada.getByText(/Approved by Bob Reader, .*; something has changed since/).waitFor();
    await view(bob, 'Preview and publish');
    await bob.getByRole('button', { name: 'Approve this state' }).click();
    await ada
      .getByText('A second reader has to approve this state.')
      .waitFor({ state: 'detached' });
  });

  it('is published; both see version 2, with what was open carried over to it', async () => {
    await confirm(ada, 'Publish the version', 'Publish');
    await ada
      .getByText(/Version 2 is published\. 1 amendment was carried over\./)
      .first()
      .waitFor();
    await ada.getByRole('heading', { name: 'Publish version 3' }).waitFor();
    await bob.getByRole('heading', { name: 'What version 3 would change' }).waitFor();
    await view(bob, 'Amendments');
    await bob.getByRole('heading', { name: /Wish of Pia/ }).waitFor();
    await tab(ada, 'Text');
    await ada.getByText(/^Version 2: /).waitFor();
    await ada.getByText('They do it within two months of their making.').waitFor();
    await ada.getByText('Administrations publish their files.').waitFor();
    await ada.getByText('Secrets protected by decree stay secret.').waitFor();
    const context = await visitor({ locale: 'en-US' });
    const reader = await context.newPage();
    await reader.goto(`${(await screens()).url}/consultations/en/${place.slug}/text`);
    await reader.getByText('They do it within two months of their making.').first().waitFor();
    await context.close();
  });
});
