/** The whole story of a consultation, told by people at real screens: staff, citizens, a moderator. */
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../support/app.ts';
import { closeBrowser, expectAccessible, expectNoOverflow, visitor } from './browser.ts';
import { confirm, logIn, makeStaff, screens, tab, view } from './people.ts';

const file = (name: string) =>
  fileURLToPath(new URL(`../../../../playground/data/${name}`, import.meta.url));
const slug = 'republique-numerique-recit';

let app: App;
let staff: Page;
let moderator: Page;

beforeAll(async () => {
  app = await screens();
  await makeStaff('drafter@example.org', 'all');
  await makeStaff('moderator@example.org', ['read', 'moderate']);
  staff = await logIn('drafter@example.org');
}, 120_000);

afterAll(closeBrowser);

describe.sequential('1. Staff prepare a consultation', () => {
  it('create it', async () => {
    await staff.getByRole('button', { name: 'New consultation' }).click();
    await staff.getByLabel('Title').fill('Projet de loi pour une République numérique');
    await staff.getByLabel('Address').fill(slug);
    await expectAccessible(staff, '[role="dialog"]');
    await staff.getByRole('button', { name: 'Create', exact: true }).click();
    await staff.getByRole('heading', { level: 1, name: 'Projet de loi' }).waitFor();
    await staff.getByText('A first version of the text is published').waitFor();
    await expectAccessible(staff, 'main');
  });

  it('import the bill from Markdown, then from HTML, and see what was recognised', async () => {
    await tab(staff, 'Text');
    for (const name of ['projet-de-loi.md', 'projet-de-loi.html']) {
      await staff.getByLabel('File (HTML or Markdown)').setInputFiles(file(name));
      await staff.getByText(/\d+ divisions, 30 articles, \d+ alineas\./).waitFor();
      await staff.getByText('The structure is sound.').waitFor();
    }
    const outline = staff.getByText('Outline', { exact: true });
    await outline.click();
    await staff.getByRole('button', { name: /^Article 9 – / }).waitFor();
    await expectAccessible(staff, 'main');
  });

  it('correct it in the editor, explain an article, save and publish version 1', async () => {
    await staff.getByRole('button', { name: /^Article 1 – / }).click();
    const text = staff.getByRole('textbox', { name: 'Text', exact: true });
    await expect
      .poll(() => staff.getByLabel('Number or sign in front').inputValue())
      .toBe('Article 1');
    await staff.getByLabel('Number or sign in front').fill('Article 1er');
    await text.getByText('Article 1er', { exact: true }).first().waitFor();
    await staff.keyboard.press('Escape');
    await staff
      .getByLabel('Explanation', { exact: true })
      .fill('Cet article **ouvre** les données publiques.');
    await staff.getByRole('button', { name: 'Save draft' }).click();
    await staff.getByText('Draft saved.').waitFor();
    await expectAccessible(staff, 'main');
    await confirm(staff, 'Publish this version', 'Publish');
    await staff.getByText(/^Version 1: Version 1, published on/).waitFor();
  });

  it('write the settings and the charter', async () => {
    await tab(staff, 'Settings');
    await staff.getByLabel('Who is asking').fill('Secrétariat d’État au numérique');
    await staff.getByLabel('Summary').fill('Trente articles à lire et à amender.');
    await staff.getByLabel('Presentation').fill('De quoi il s’agit : **les données**.');
    await staff.getByLabel('What will be done with it').fill('Chaque amendement aura sa réponse.');
    await staff.getByRole('button', { name: 'Add a rule' }).click();
    await staff.getByLabel('Title of the rule').fill('Courtoisie');
    await staff.getByLabel('Text of the rule').fill('On ne s’en prend pas aux personnes.');
    await expectAccessible(staff, 'main');
    await staff.getByRole('button', { name: 'Save', exact: true }).click();
    await staff.getByText('Saved.', { exact: true }).waitFor();
  });

  it('ask a question beside the text, in an order of their own', async () => {
    await tab(staff, 'Questions');
    await staff.getByRole('button', { name: 'Add a question' }).click();
    const title = staff.getByLabel('Question', { exact: false }).first();
    await expect.poll(() => staff.evaluate(() => document.activeElement?.id)).toBe('title-q1');
    await staff.keyboard.type('Par quoi commencer ?');
    expect(await title.inputValue()).toBe('Par quoi commencer ?');
    await staff.getByRole('combobox', { name: /^How people answer/ }).click();
    await staff.getByRole('option', { name: 'Ranking (Schulze method)' }).click();
    await staff.getByText('Options are compared two by two').waitFor();
    await staff.getByText('Each option of question 1 needs words.').waitFor();
    await staff.getByLabel('Option a', { exact: false }).first().fill('Le réseau');
    await staff.getByLabel('Option b', { exact: false }).first().fill('À retirer');
    await staff.getByRole('button', { name: 'Add an option' }).click();
    await expect.poll(() => staff.evaluate(() => document.activeElement?.id)).toBe('option-q1-c');
    await staff.keyboard.type('Les données');
    // What was removed gives its name to nothing else.
    await staff.getByRole('button', { name: 'Remove option b', exact: true }).click();
    await staff.getByRole('button', { name: 'Add an option' }).click();
    await expect.poll(() => staff.evaluate(() => document.activeElement?.id)).toBe('option-q1-d');
    await staff.keyboard.type('L’accès');
    await staff.getByRole('button', { name: 'Move up: Option c' }).click();
    await staff.getByText('Option c is now number 1 of 3.').waitFor();
    // At the top there is only the way down.
    await expect
      .poll(() => staff.evaluate(() => document.activeElement?.id))
      .toBe('down-option-q1-c');
    await staff.getByRole('button', { name: 'Add a question' }).click();
    await staff.getByText('Question 2 needs words.').waitFor();
    await staff.getByRole('button', { name: 'Remove question 2' }).click();
    await expectAccessible(staff, 'main');
    await staff.getByRole('button', { name: 'Save', exact: true }).click();
    await staff.getByText('Saved.', { exact: true }).waitFor();
    await tab(staff, 'Overview');
    await staff.getByRole('link', { name: 'It asks 1 question beside the text' }).waitFor();
    await staff.getByText('A phase lets people vote').waitFor();
  });

  it('set a phase on the clocks of Paris', async () => {
    await tab(staff, 'Phases');
    await staff.getByLabel('Time zone').fill('Europe/Paris');
    await staff.getByRole('button', { name: 'Add a phase' }).click();
    await staff.getByLabel('Name').fill('Contributions');
    await staff.getByLabel('Opens').fill('2026-01-01T08:00');
    await staff.getByLabel('Closes').fill('2999-03-31T23:59');
    await staff.getByText(/From January 1, 2026 at 8:00\sAM to March 31, 2999/).waitFor();
    await expectAccessible(staff, 'main');
    await staff.getByRole('button', { name: 'Save', exact: true }).click();
    await staff.getByText('Saved.', { exact: true }).waitFor();
  });

  it('say what is open on which article', async () => {
    await tab(staff, 'Articles');
    await staff.getByRole('checkbox', { name: 'Vote: Article 3', exact: true }).click();
    await expectAccessible(staff, 'main');
    await staff.getByRole('button', { name: 'Save', exact: true }).click();
    await staff.getByText('Saved.', { exact: true }).waitFor();
  });

  it('open it', async () => {
    await tab(staff, 'Overview');
    await confirm(staff, 'Open the consultation', 'Open');
    await staff.getByText('Citizens take part as the current phase allows.').waitFor();
    await expectAccessible(staff, 'main');
  });

  it('and the question is fixed, and there for everybody in their order', async () => {
    await tab(staff, 'Questions');
    await staff.getByText('They cannot be changed since the opening').waitFor();
    expect(await staff.getByRole('button', { name: 'Add a question' }).count()).toBe(0);
    await expectAccessible(staff, 'main');
    const page = await (await visitor({ width: 360 })).newPage();
    await page.goto(`${app.url}/consultations/fr/${slug}/questions/q1`);
    await page.getByRole('heading', { level: 1, name: 'Par quoi commencer ?' }).waitFor();
    const text = (await page.locator('main').textContent()) as string;
    const places = ['Les données', 'Le réseau', 'L’accès'].map((option) => text.indexOf(option));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).not.toContain('À retirer');
    await expectAccessible(page);
    await page.close();
  });
});

/** Everything that a citizen does; the same with and without script. */
async function takePart(context: BrowserContext, who: string, script: boolean): Promise<void> {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const look = async () => {
    await expectNoOverflow(page);
    if (script) await expectAccessible(page);
  };
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  // Reading, without an account and without a cookie.
  await page.goto(`${app.url}/consultations`);
  await look();
  await page.getByRole('link', { name: 'Projet de loi pour une République numérique' }).click();
  await page.getByText('Chaque amendement aura sa réponse.').waitFor();
  await look();
  await page.getByRole('link', { name: 'Lire le texte et réagir' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await look();
  expect(await context.cookies()).toEqual([]);
  await page.getByRole('link', { name: 'Avis sur Article 1er' }).click();
  await page.getByText('ouvre').first().waitFor();
  await look();
  const article = page.url();

  // The vote asks for an account and is not lost on the way.
  await page.getByRole('radio', { name: 'Mitigé' }).check();
  await press('Voter');
  await page.getByRole('link', { name: 'Créer un compte' }).first().click();
  await look();
  await page.getByLabel('Nom affiché avec vos contributions').fill(who);
  await page.getByLabel('Adresse électronique').fill(`${who.toLowerCase()}@example.org`);
  await page.getByLabel('Mot de passe').fill('trois mots simples');
  await press('Créer le compte');
  expect(page.url()).not.toMatch(/token|password/);
  await page.goto(article);
  if ((await page.getByText('Vous avez voté : Mitigé').count()) === 0) {
    await page.getByRole('radio', { name: 'Mitigé' }).check();
    await press('Voter');
  }
  await page.getByText('Vous avez voté : Mitigé').waitFor();
  await look();
  await page.getByRole('radio', { name: 'Pour', exact: true }).first().check();
  await press('Changer mon vote');
  await page.getByText('Vous avez voté : Pour').waitFor();
  await press('Retirer mon vote');
  await page.getByText('Votre vote est retiré').waitFor();
  await look();
  await page.getByRole('radio', { name: 'Contre', exact: true }).first().check();
  await press('Voter');
  await page.getByText('Vous avez voté : Contre').waitFor();

  // An argument with a source.
  await page.locator('form').filter({ hasText: 'Votre argument' }).getByLabel('contre').check();
  await page.getByLabel('Votre argument', { exact: true }).fill(`Le seuil n’est pas dit (${who}).`);
  await page.getByLabel('Titre d’une source').first().fill('CADA');
  await page.getByLabel('Adresse de la source').first().fill('https://www.cada.fr/');
  await press('Publier mon argument');
  await page.getByText(`Le seuil n’est pas dit (${who}).`).waitFor();
  await look();

  // Four kinds of amendments, each with its difference before it is sent.
  const propose = async () => {
    await page.goto(article);
    await page.getByRole('link', { name: 'Proposer un amendement' }).first().click();
  };
  const send = async (shows: string) => {
    await page.getByLabel('Titre de votre amendement').fill(`${who} : ${shows}`);
    await page.getByLabel('Exposé sommaire').fill('Pour que chacun comprenne.');
    await page.getByRole('button', { name: 'Voir la différence', exact: true }).last().click();
    await page.getByRole('heading', { name: 'Vérifier votre amendement' }).waitFor();
    await look();
    if (shows !== 'suppression') await page.locator('ins', { hasText: shows }).first().waitFor();
    else await page.locator('del').first().waitFor();
    await press('Envoyer');
    await page.getByText('Déposé').first().waitFor();
    await look();
  };
  /** In the article itself, where there is script. */
  const write = async (number: number, act: (alinea: Locator) => Promise<void>, shows: string) => {
    await propose();
    const alinea = page.locator(`#editor .edit-block[data-number="${number}"]`);
    await alinea.click();
    await expect.poll(() => page.locator('#editor-here').textContent()).toBe(`Alinéa ${number}`);
    await act(alinea);
    await look();
    await send(shows);
  };
  /** In a form of its own, with and without script. */
  const amend = async (link: RegExp, words: Record<string, string>, shows: string) => {
    await propose();
    await page.getByRole('link', { name: link }).filter({ visible: true }).first().click();
    await look();
    for (const [label, text] of Object.entries(words)) await page.getByLabel(label).fill(text);
    await send(shows);
  };
  if (script) {
    const typed = `Rédaction de ${who}.`;
    await write(
      2,
      async (alinea) => {
        await alinea.click({ clickCount: 3 });
        await page.keyboard.type(typed);
      },
      typed
    );
    await write(
      3,
      async () => {
        await page.getByRole('button', { name: 'Nouvel alinéa' }).click();
        await page.keyboard.type(`Alinéa de ${who}.`);
      },
      `Alinéa de ${who}.`
    );
    await write(
      3,
      () => page.getByRole('button', { name: 'Supprimer', exact: true }).click(),
      'suppression'
    );
  } else {
    await amend(
      /Autre rédaction \(alinéa 6\)/,
      { 'Votre rédaction': `Rédaction de ${who}.` },
      `Rédaction de ${who}.`
    );
    await amend(
      /Ajouter un alinéa après \(alinéa 3\)/,
      { 'Texte du nouvel alinéa': `Alinéa de ${who}.` },
      `Alinéa de ${who}.`
    );
    await amend(/Supprimer \(alinéa 7\)/, {}, 'suppression');
  }
  await amend(
    /Proposer un nouvel article après/,
    { 'Intitulé de l’article': `Article de ${who}`, 'Texte du nouvel article': `Mots de ${who}.` },
    `Mots de ${who}.`
  );

  // A mistake is explained where it is, and nothing that was typed is lost.
  await page.goto(article);
  await page.getByLabel('Votre argument', { exact: true }).fill('Sans camp.');
  await press('Publier mon argument');
  await page.getByRole('link', { name: /./ }).first().waitFor();
  await expect.poll(() => page.title()).toMatch(/^Erreur/);
  expect(await page.getByLabel('Votre argument', { exact: true }).inputValue()).toBe('Sans camp.');
  await look();

  // Her own page.
  await page.getByRole('link', { name: 'Mes contributions' }).first().click();
  await page.getByText('Mes amendements (4)').waitFor();
  await look();
  // One keeps her signed in; there is no other.
  const cookies = await context.cookies();
  expect(cookies.map(({ name }) => name)).toEqual(['consultation']);
  for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  await page.close();
}

describe.sequential('2. Citizens take part', () => {
  it('on a phone', async () => {
    const context = await visitor({ width: 360 });
    await takePart(context, 'Camille', true);
    await context.close();
  }, 180_000);

  it('without JavaScript', async () => {
    const context = await visitor({ width: 1280, javaScript: false });
    await takePart(context, 'Dominique', false);
    await context.close();
  }, 180_000);

  it('by keyboard alone', async () => {
    const context = await visitor();
    const page = await context.newPage();
    await page.goto(`${app.url}/consultations/fr/${slug}`);
    await page.keyboard.press('Tab');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe('Aller au contenu');
    await page.keyboard.press('Enter');
    const reached: string[] = [];
    for (let index = 0; index < 4; index += 1) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const { outlineStyle, boxShadow } = getComputedStyle(element);
        return {
          text: element.textContent ?? '',
          seen: outlineStyle !== 'none' || boxShadow !== 'none',
        };
      });
      expect(focus.seen, `focus on ${focus.text} can be seen`).toBe(true);
      reached.push(focus.text);
    }
    expect(reached.join(' ')).toContain('Lire le texte et réagir');
    await context.close();
  });
});

describe.sequential('3. A moderator', () => {
  it('hides a contribution with a rule and a reason, which everybody sees', async () => {
    moderator = await logIn('moderator@example.org');
    await moderator.getByRole('link', { name: 'Projet de loi' }).click();
    await tab(moderator, 'Moderation');
    await moderator.getByLabel('Search').fill('Le seuil n’est pas dit (Camille)');
    const item = moderator.getByRole('article').filter({ hasText: '(Camille)' });
    await item.getByRole('button', { name: 'Hide', exact: true }).click();
    await moderator.getByLabel('Reason').fill('Vise une personne.');
    await expectAccessible(moderator, '[role="dialog"]');
    await moderator.getByRole('button', { name: 'Hide it' }).click();
    await moderator.getByText(/^Hidden on .* Rule: /).waitFor();
    await expectAccessible(moderator, 'main');

    const page = await (await visitor()).newPage();
    await page.goto(`${app.url}/consultations/fr/${slug}/moderation`);
    await page.getByText('Vise une personne.').first().waitFor();
    expect(await page.content()).not.toContain('Le seuil n’est pas dit (Camille)');
    await expectAccessible(page);
  });

  it('may not do what drafters do', async () => {
    await tab(moderator, 'Overview');
    expect(
      await moderator.getByRole('button', { name: 'Close the consultation' }).isDisabled()
    ).toBe(true);
  });
});

describe.sequential('4. Staff answer', () => {
  const decide = async (title: string, status: string, reason: string) => {
    await tab(staff, 'Drafting desk');
    await view(staff, 'List of all');
    await staff.getByLabel('Search').fill(title);
    await staff.waitForURL((url) => url.searchParams.get('search') === title);
    await staff.getByRole('link', { name: title }).first().click();
    await staff.getByRole('heading', { name: 'Difference' }).waitFor();
    await staff.getByRole('combobox', { name: 'Decision' }).click();
    await staff.getByRole('option', { name: status, exact: true }).click();
    await staff.getByLabel('Reason').fill(reason);
    await staff.getByRole('button', { name: 'Record the decision' }).click();
    await staff.getByText(`Reason given: ${reason}`).waitFor();
  };

  it('close it and decide on the amendments', async () => {
    await tab(staff, 'Overview');
    await confirm(staff, 'Close the consultation', 'Close it');
    await staff.getByText('Nobody can take part any more.').waitFor();
    await decide('Camille : Rédaction de Camille.', 'Adopted', 'Plus clair.');
    await expectAccessible(staff, 'main');
    await decide('Camille : Mots de Camille.', 'Adopted', 'Utile.');
    await tab(staff, 'Drafting desk');
    await view(staff, 'List of all');
    await staff.getByLabel('Search').fill('');
    await staff.getByRole('combobox', { name: 'Status' }).click();
    await staff.getByRole('option', { name: 'Submitted', exact: true }).click();
    await staff.getByText('6 amendments', { exact: true }).waitFor();
    await staff.getByRole('checkbox', { name: 'Choose all on this page' }).click();
    await staff.getByRole('combobox', { name: 'Decision' }).click();
    await staff.getByRole('option', { name: 'Rejected', exact: true }).click();
    await staff.getByLabel('Reason').fill('Hors du sujet de la loi.');
    await expectAccessible(staff, 'main');
    await staff.getByRole('button', { name: 'Record the decision' }).click();
    await staff.getByText('No amendment here.').waitFor();
  });

  it('see version 2 computed, and publish it with an answer', async () => {
    await tab(staff, 'Drafting desk');
    await view(staff, 'Preview and publish');
    await staff.getByText('Every amendment is decided: there is none to carry over.').waitFor();
    await staff.locator('ins', { hasText: 'Rédaction de Camille.' }).first().waitFor();
    await staff.getByLabel('Official answer').fill('Merci. Deux amendements sont **retenus**.');
    await expectAccessible(staff, 'main');
    await confirm(staff, 'Publish the version', 'Publish');
    await staff.getByText('The last version and the answer are published.').waitFor();
  });

  it('and everybody sees the two versions and what became of each amendment', async () => {
    const page = await (await visitor({ width: 360 })).newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`${app.url}/consultations/fr/${slug}`);
    await page.getByText('retenus').waitFor();
    await expectAccessible(page);
    await page.goto(`${app.url}/consultations/fr/${slug}/changes?from=1&to=2`);
    await page.locator('ins', { hasText: 'Rédaction de Camille.' }).first().waitFor();
    expect(await page.getByText('Hors du sujet de la loi.').count()).toBe(6);
    await expectAccessible(page);
    await expectNoOverflow(page);
  });
});

describe.sequential('5. Results', () => {
  it('are shown as chart and table, and can be taken away as CSV and JSON', async () => {
    const context = await visitor();
    const page = await context.newPage();
    await page.goto(`${app.url}/consultations/fr/${slug}/results`);
    await expectAccessible(page);
    await expectNoOverflow(page);
    expect(await page.getByRole('table').count()).toBeGreaterThan(1);
    const csv = await context.request.get(`${app.url}/consultations/fr/${slug}/results.csv`);
    expect(csv.headers()['content-type']).toContain('text/csv');
    expect(await csv.text()).toContain('Article 1er');
    const json = await context.request.get(`${app.url}/consultations/fr/${slug}/results.json`);
    const { articles, amendments } = await json.json();
    expect(articles).toHaveLength(31);
    expect(amendments).toHaveLength(8);
    const first = articles.find(({ label }: { label: string }) => label === 'Article 1er');
    expect(first.tally.counts).toEqual({ for: 0, mixed: 0, against: 2 });
    await tab(staff, 'Results');
    await staff.getByRole('heading', { name: '31 articles' }).waitFor();
    await staff.getByRole('heading', { name: '1 question', exact: true }).waitFor();
    await staff.getByRole('link', { name: 'Par quoi commencer ?' }).waitFor();
    await expectAccessible(staff, 'main');
  });
});
