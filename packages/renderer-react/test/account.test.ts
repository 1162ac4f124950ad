/** What somebody finds about herself in one place, and how she ends it, for somebody without script. */
import { describe, expect, it } from 'vitest';
import { article, browser, findForm, wordsOf } from './browse.ts';

const slug = 'republique-numerique';
const item = `/en/${slug}/articles/${article}`;
const password = 'correct horse battery';

async function signedIn() {
  const b = browser();
  await b.signIn();
  return b;
}
type Browser = ReturnType<typeof browser>;
const votesOf = ({ html }: { readonly html: string }) =>
  html.slice(html.indexOf('id="my-votes"'), html.indexOf('id="my-account"'));

async function vote(b: Browser, address = item, choice = 'for') {
  return b.follow(await b.submit(await b.get(address), '/vote', { fields: { choice } }));
}

describe('the page of an account', () => {
  it('lists her votes with what she chose, when, and the receipt of each', async () => {
    const b = await signedIn();
    expect(wordsOf(votesOf(await b.get('/en/account')))).toContain('You have not voted yet.');
    const code = /check\?code=([\w-]+)"/.exec((await vote(b)).html)?.[1] ?? 'none';
    const page = votesOf(await b.get('/en/account'));
    expect(page).toContain(`<code translate="no">${code}</code>`);
    expect(page).toContain(`href="/consultations${item}#vote"`);
    expect(page).toContain(`/en/${slug}/check?code=${code}`);
    expect(page).toContain(`/en/${slug}/receipts/${code}.tlog-proof`);
    expect(page).toContain('data-copy="my-receipt-1"');
    expect(wordsOf(page)).toContain('For 10 October 2015');
    const form = await b.get(item);
    const { fields } = findForm(
      form.html.slice(form.html.indexOf('name="withdraw"') - 400),
      '/vote'
    );
    await b.submit(form, '/vote', { fields });
    const after = votesOf(await b.get('/en/account'));
    expect(wordsOf(after)).toContain('My votes');
    expect(wordsOf(after)).toContain('Taken back');
    expect(after).not.toContain(code);
    expect(wordsOf(after)).toContain('Check my withdrawal');
  });

  it('names in each button that copies a code the item that it is of', async () => {
    const b = await signedIn();
    await vote(b);
    await vote(b, `/en/${slug}/amendments/reword1`);
    const names = async (language: string) => {
      const html = votesOf(await b.get(`/${language}/account`));
      return [...html.matchAll(/<button[^>]* data-copy=.*?<\/button>/gs)].map(([button]) =>
        wordsOf(button).trim()
      );
    };
    const english = await names('en');
    expect(english).toHaveLength(2);
    expect(new Set(english).size).toBe(2);
    for (const name of english) expect(name).toMatch(/^Copy the code of the receipt: \S/);
    for (const name of await names('fr')) expect(name).toMatch(/^Copier le code du reçu : \S/);
    // What is read aloud only is not shown.
    expect((await b.get('/en/account')).html).toMatch(
      /Copy the code<span class="heard"> of the receipt: /
    );
  });

  it('shows a long list in pages, the last of which an address beyond leads to', async () => {
    const b = await signedIn();
    const [world] = b.state.consultations;
    for (let number = 1; number <= 45; number += 1) {
      const at = new Date(Date.UTC(2015, 9, 1) + number * 60_000).toISOString();
      world?.ballots.set(`article:y${number} ada@example.org`, { choice: 'against', at });
    }
    const first = votesOf(await b.get('/en/account'));
    expect(wordsOf(first)).toContain('My votes (45)');
    expect(first.match(/class="card"/g)).toHaveLength(20);
    expect(first).toContain('href="/consultations/en/account?votes=3#my-votes"');
    for (const address of ['/en/account?votes=3', '/en/account?votes=99']) {
      const page = await b.get(address);
      expect(votesOf(page).match(/class="card"/g)).toHaveLength(5);
    }
  });

  it('gives all of it as a file, to her alone', async () => {
    const b = await signedIn();
    await vote(b);
    const file = await b.get('/en/account/data.json');
    expect(file.headers.get('content-disposition')).toContain('my-contributions.json');
    expect(file.headers.get('cache-control')).toBe('no-store');
    const { ballots } = JSON.parse(file.html);
    expect(ballots).toMatchObject([{ choice: 'for', receipt: { code: expect.any(String) } }]);
    expect((await browser().get('/en/account/data.json')).status).toBe(303);
  });
});

describe('erasing an account', () => {
  it('tells first what goes and what stays, and does nothing yet', async () => {
    const b = await signedIn();
    await vote(b);
    await b.submit(await b.get(item), '/argue', { fields: { stance: 'for', text: 'Because.' } });
    expect((await b.get('/en/account')).html).toContain('href="/consultations/en/account/erase"');
    const page = await b.get('/en/account/erase');
    const words = wordsOf(page.html);
    expect(words).toContain('Nothing is erased yet');
    expect(words).toContain('Your vote stays counted, under a pseudonym');
    expect(words).toContain('“Erased account” stands in its place');
    expect(page.html).toContain('href="/consultations/en/account/data.json"');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(b.calls).not.toContain('eraseAccount');
    expect(wordsOf((await b.get('/fr/account/erase')).html)).toContain('Ce qui reste');
  });

  it('asks for the password, says what is wrong, and then signs her out and tells her so', async () => {
    const b = await signedIn();
    await b.submit(await b.get(item), '/argue', { fields: { stance: 'for', text: 'Because.' } });
    const ask = await b.get('/en/account/erase/confirm?texts=go');
    expect(wordsOf(ask.html)).toContain('lose your name and their words');
    const empty = await b.submit(ask, '/confirm', { fields: { password: '' } });
    expect(empty.status).toBe(422);
    expect(empty.html).toContain('<a href="#password">');
    const wrong = await b.submit(empty, '/confirm', { fields: { password: 'not this one' } });
    expect(wrong.status).toBe(401);
    expect(wrong.html).toContain('<a href="#password">This is not the password of your account.');
    expect(wrong.html).not.toContain('not this one');
    expect(findForm(wrong.html, '/confirm').fields.texts).toBe('go');
    expect((await b.get('/en/account')).status).toBe(200);
    const gone = await b.submit(wrong, '/confirm', { fields: { password } });
    expect(gone.status).toBe(303);
    expect([...b.cookies]).toEqual([]);
    const page = await b.follow(gone);
    expect(page.status).toBe(200);
    expect(wordsOf(page.html)).toContain('Your account is erased, and you are signed out.');
    expect(b.state.consultations[0]?.arguments.some(({ text }) => text === 'Because.')).toBe(false);
    expect((await b.get('/en/account')).status).toBe(303);
  });

  it('keeps the words where she does not ask for more', async () => {
    const b = await signedIn();
    await b.submit(await b.get(item), '/argue', { fields: { stance: 'for', text: 'Because.' } });
    const ask = await b.get('/en/account/erase/confirm?texts=stay');
    await b.submit(ask, '/confirm', { fields: { password } });
    const kept = b.state.consultations[0]?.arguments.find(({ text }) => text === 'Because.');
    expect(kept?.author).toBe('');
  });

  it('asks again what becomes of her texts wherever her answer was lost on the way', async () => {
    const erase = '/consultations/en/account/erase';
    // Her session ends on the server, or her browser has lost it, between the question and the password.
    for (const end of [
      (b: Browser) => b.state.sessions.clear(),
      (b: Browser) => b.cookies.clear(),
    ]) {
      const b = await signedIn();
      await b.submit(await b.get(item), '/argue', { fields: { stance: 'for', text: 'Because.' } });
      const ask = await b.get('/en/account/erase/confirm?texts=go');
      end(b);
      const sent = await b.submit(ask, '/confirm', { fields: { password } });
      expect(sent.status).toBe(303);
      const signIn = await b.follow(sent);
      expect(signIn.html).toContain('/account/sign-in');
      const back = await b.submit(signIn, '/account/sign-in', {
        fields: { email: 'ada@example.org', password },
      });
      expect(back.headers.get('location')?.split('?')[0]).toBe(erase);
      expect((await b.follow(back)).html).toContain('id="texts-go"');
      expect(b.state.consultations[0]?.arguments.some(({ text }) => text === 'Because.')).toBe(
        true
      );
    }
    const b = await signedIn();
    await b.submit(await b.get(item), '/argue', { fields: { stance: 'for', text: 'Because.' } });
    for (const unclear of ['', '?texts=', '?texts=maybe']) {
      const page = await b.get(`/en/account/erase/confirm${unclear}`);
      expect([page.status, page.headers.get('location')]).toEqual([303, erase]);
    }
    const ask = await b.get('/en/account/erase/confirm?texts=go');
    const sent = await b.submit(ask, '/confirm', { fields: { password }, without: ['texts'] });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, erase]);
    expect(b.calls).not.toContain('eraseAccount');
  });

  it('needs no answer about texts from whoever has none', async () => {
    const b = await signedIn();
    for (const world of b.state.consultations) {
      world.amendments.splice(0);
      world.arguments.splice(0);
    }
    const page = await b.get('/en/account/erase');
    expect(page.html).not.toContain('id="texts-go"');
    const { action, fields } = findForm(page.html, '/confirm');
    const ask = await b.send(`${action}?${new URLSearchParams(fields)}`, {});
    expect(ask.status).toBe(200);
    const gone = await b.submit(ask, '/confirm', { fields: { password } });
    expect(gone.headers.get('location')).toBe('/consultations/en/account/erased');
  });

  it('happens by no form of another site, by no old one, and for nobody who is not signed in', async () => {
    const b = await signedIn();
    const ask = await b.get('/en/account/erase/confirm?texts=stay');
    const fields = { password };
    const foreign = await b.submit(ask, '/confirm', {
      fields,
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    });
    expect(foreign.status).toBe(403);
    const old = await b.submit(ask, '/confirm', { fields: { ...fields, token: 'none' } });
    expect(old.status).toBe(403);
    expect(old.html).toContain('name="password"');
    expect(old.html).not.toContain(password);
    expect((await b.get('/en/account')).status).toBe(200);
    expect((await b.get('/en/account/erased')).headers.get('location')).toBe(
      '/consultations/en/account'
    );
    const nobody = browser();
    for (const path of ['/en/account/erase', '/en/account/erase/confirm?texts=go']) {
      expect((await nobody.get(path)).headers.get('location')).toContain(
        '/account/sign-in?return='
      );
    }
  });
});
