/** Questions with options, answered, changed and counted, for somebody without script. */
import { describe, expect, it } from 'vitest';
import { browser, findForm, type Page, wordsOf } from './browse.ts';
import { withQuestions } from './fixture-questions.ts';

const slug = 'republique-numerique';
const at = (id: string, language = 'en') => `/${language}/${slug}/questions/${id}`;
const me = 'ada@example.org';

function site() {
  const b = browser();
  const open = withQuestions(b.state).consultations[0];
  if (open === undefined) throw new Error('the fixture has no consultation');
  const fill = async (page: Page, values: Readonly<Record<string, string>>) => {
    const fields = Object.entries(values).map(([id, value]) => [`option-${id}`, value]);
    return b.submit(page, '/vote', { fields: Object.fromEntries(fields) });
  };
  /** Sends the form that has a hidden field of this name. */
  const press = (page: Page, name: string) => {
    const field = page.html.indexOf(`name="${name}"`);
    const html = page.html.slice(page.html.lastIndexOf('<form', field));
    return b.submit({ ...page, html }, '/vote');
  };
  return {
    ...b,
    open,
    fill,
    press,
    box: (id: string, who = me) => open.ballots.get(`question:${id} ${who}`)?.choice,
    go: (id: string, language?: string) => b.get(at(id, language)),
    signIn: () => b.signIn(),
  };
}

describe('a question', () => {
  it('is on the first page of its consultation, and leads to the one before and after', async () => {
    const { get, go } = site();
    const home = await get(`/en/${slug}`);
    expect(home.html).toContain('href="#questions"');
    expect(wordsOf(home.html)).toContain('4 questions are asked. Answer those');
    expect(home.html).toContain(`href="/consultations${at('uses')}"`);
    expect(home.html).toContain(`href="/consultations${at('seat')}"`);
    const page = await go('plans');
    expect(page.status).toBe(200);
    expect(wordsOf(page.html)).toContain('Question 2 of 4');
    expect(page.html).toContain(`rel="prev" href="/consultations${at('uses')}"`);
    expect(page.html).toContain(`rel="next" href="/consultations${at('names')}"`);
    expect(page.html.match(/<h1/g)).toHaveLength(1);
    expect(page.headers.get('set-cookie')).toBeNull();
    expect((await go('seat')).html).not.toContain('rel="next"');
    const nuit = await get('/fr/nuit');
    expect(wordsOf(nuit.html)).toContain('Une question vous est posée.');
  });

  it('that is not there is not found, and its form address leads back to it', async () => {
    const { go, get, send } = site();
    expect((await go('nope')).status).toBe(404);
    const form = await get(`${at('uses')}/vote`);
    expect(form.status).toBe(303);
    expect(form.headers.get('location')).toBe(`/consultations${at('uses')}`);
    const token = findForm((await go('uses')).html, '/vote').fields.token ?? '';
    const other = await send(`/consultations${at('nope')}/vote`, {
      method: 'POST',
      body: new URLSearchParams({ token, 'option-a': '1' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(other.status).toBe(404);
  });

  it('loads the script of rankings where there is one to make, and nowhere else', async () => {
    const { go, send } = site();
    const scripts = async (id: string) =>
      [...(await go(id)).html.matchAll(/<script defer="" src="([^"]+)"/g)].map(([, src]) => src);
    expect(await scripts('uses')).toHaveLength(1);
    expect(await scripts('plans')).toHaveLength(1);
    const [, rank = ''] = await scripts('names');
    const file = await send(rank, {});
    expect(file.headers.get('content-type')).toContain('text/javascript');
    // Small: it comes along with each ranking, over the phone.
    expect(file.html.length).toBeLessThan(2_500);
    expect(await scripts('seat')).toHaveLength(2);
  });

  it('shows what staff wrote as words', async () => {
    const { get, open, go } = site();
    const evil = '</title><script>alert(1)</script>"\'><img src=x>';
    open.questions = (open.questions ?? []).map((question) => ({
      ...question,
      title: evil,
      explanation: evil,
      options: question.options.map((option) => ({ ...option, label: evil + option.id })),
    }));
    open.ballots.set(`question:names ${me}`, { choice: 'a>b', at: '2015-10-02T10:00:00.000Z' });
    for (const page of [
      await go('uses'),
      await go('plans'),
      await go('names'),
      await go('seat'),
      await get(`/en/${slug}`),
      await get(`/en/${slug}/results`),
    ]) {
      expect(page.status).toBe(200);
      expect(page.html).not.toContain('<script>alert');
      expect(page.html).not.toContain('<img src=x');
    }
  });
});

describe('answering', () => {
  it('approves of options, changes that, and takes the ballot back', async () => {
    const { go, fill, press, follow, signIn, box } = site();
    await signIn();
    const none = await fill(await go('uses'), {});
    expect(none.status).toBe(422);
    expect(none.html).toContain('<title>Error: ');
    expect(none.html).toContain('<a href="#vote-choices">Tick at least one option');
    const cast = await fill(none, { c: '1', a: '1' });
    expect(cast.headers.get('location')).toBe(`/consultations${at('uses')}?done=voted#vote`);
    expect(box('uses')).toBe('a,c');
    const page = await follow(cast);
    expect(wordsOf(page.html)).toContain(
      'This is your ballot: L’état civil Les permis de construire You can change it until 18 October 2015'
    );
    expect(page.html).toContain('receipts/');
    expect(wordsOf(page.html)).toContain('Next question: Que pensez-vous de chaque calendrier');
    expect(findForm(page.html, '/vote').fields).toMatchObject({ 'option-a': '1', 'option-c': '1' });
    // The result has the ballot in it.
    expect(wordsOf(page.html)).toContain('“Les aides au logement” comes first: 16 approvals on 21');
    const changed = await follow(await fill(page, { b: '1' }));
    expect(box('uses')).toBe('a,b,c');
    const gone = await follow(await press(changed, 'withdraw'));
    expect(box('uses')).toBeUndefined();
    expect(wordsOf(gone.html)).toContain('Your vote was withdrawn.');
    expect(gone.html).not.toContain('name="withdraw"');
  });

  it('gives grades, and is told what becomes of an option without one', async () => {
    const { go, fill, follow, signIn, box } = site();
    await signIn();
    const page = await follow(await fill(await go('plans'), { b: 'very-good', c: 'passable' }));
    expect(box('plans')).toBe('b:very-good,c:passable');
    expect(wordsOf(page.html)).toContain(
      'Tout de suite, pour toutes les administrations : no grade, counted as “to reject”'
    );
    expect(wordsOf(page.html)).toContain('En deux ans, les plus grandes d’abord : very good');
  });

  it('ranks options, equal ones too where the method allows it', async () => {
    const { go, fill, follow, signIn, box } = site();
    await signIn();
    const page = await follow(await fill(await go('names'), { d: '1', a: '2', c: '2' }));
    expect(box('names')).toBe('d>a=c');
    expect(wordsOf(page.html)).toContain(
      'L’armoire publique Données ouvertes and, at the same rank, Tout est là'
    );
    // Those that have a rank are listed first, in their order.
    const order = [...page.html.matchAll(/<select name="option-(\w)"/g)].map(([, id]) => id);
    expect(order).toEqual(['d', 'a', 'c', 'b']);
    const refused = await fill(await go('seat'), { a: '1', c: '1', b: '2' });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.html)).toContain(
      '“Amiens” and “Clermont-Ferrand” have the same rank, 1. Here each option needs a rank of its own.'
    );
    expect(refused.html).toContain('href="#option-c"');
    expect(refused.html).toMatch(/<select name="option-c"[^>]*aria-invalid="true"/);
    expect(box('seat')).toBeUndefined();
  });

  it('keeps the ranks that were chosen where some rank is missing, in the order of the paper', async () => {
    const { go, fill, signIn } = site();
    await signIn();
    const page = await fill(await go('seat'), { a: '4', b: '1', d: '2' });
    expect(page.status).toBe(422);
    expect(wordsOf(page.html)).toContain(
      '“Amiens” has rank 4, yet no option has rank 3. Give ranks that follow each other.'
    );
    expect(findForm(page.html, '/vote').fields).toMatchObject({
      'option-a': '4',
      'option-b': '1',
      'option-c': '',
      'option-d': '2',
    });
    const order = [...page.html.matchAll(/<select name="option-(\w)"/g)].map(([, id]) => id);
    expect(order).toEqual(['a', 'b', 'c', 'd']);
    const other = await fill(page, { a: 'first' });
    expect(wordsOf(other.html)).toContain('For “Amiens”, choose one of the answers');
  });

  it('casts a blank ballot with its own button, whatever is filled in', async () => {
    const { go, press, fill, follow, signIn, box } = site();
    await signIn();
    const page = await follow(await press(await go('names', 'fr'), 'blank'));
    expect(box('names')).toBe('blank');
    expect(wordsOf(page.html)).toContain('Voici votre bulletin : Bulletin blanc');
    expect(page.html).not.toContain('name="blank"');
    await fill(page, { a: '1' });
    expect(box('names')).toBe('a');
  });

  it('is one act however often its form is sent, and an old form does not look as if it counted', async () => {
    const { go, fill, follow, signIn, open } = site();
    await signIn();
    const form = await go('uses');
    await fill(form, { a: '1' });
    const leaves = open.journal?.leaves.length;
    await fill(form, { a: '1' });
    expect(open.journal?.leaves.length).toBe(leaves);
    await fill(await go('uses'), { b: '1' });
    const again = await fill(form, { a: '1', b: '1' });
    expect(again.status).toBe(409);
    expect(wordsOf(again.html)).toContain('sent before');
    expect(findForm(again.html, '/vote').fields).toMatchObject({
      'option-a': '1',
      'option-b': '1',
    });
    expect((await follow(again)).status).toBe(409);
  });

  it('waits until its voter has signed in, filled in as she left it', async () => {
    const { go, fill, press, follow, submit, box } = site();
    const page = await go('names');
    expect(wordsOf(page.html)).toContain('asked to sign in');
    // What is wrong is said before she is sent anywhere.
    expect((await fill(page, { a: '2' })).status).toBe(422);
    const sent = await fill(page, { c: '1', a: '2' });
    expect(sent.headers.get('location')).toContain('/account/sign-in?return=');
    const signIn = await follow(sent);
    const fields = { email: me, password: 'correct horse battery' };
    const back = await follow(await submit(signIn, '/account/sign-in', { fields }));
    expect(back.path).toContain('choice=c%3Ea');
    expect(findForm(back.html, '/vote').fields).toMatchObject({ 'option-c': '1', 'option-a': '2' });
    expect(box('names')).toBeUndefined();
    await fill(back, {});
    expect(box('names')).toBe('c>a');
    await press(await go('names'), 'blank');
    expect(box('names')).toBe('blank');
  });

  it('is kept whole where the form was open for too long, and sent with one button', async () => {
    const { go, fill, submit, signIn, setClock, box } = site();
    await signIn();
    const form = await go('names');
    setClock('2015-10-12T10:00:00.000Z');
    const expired = await fill(form, { b: '1', a: '2', c: '2' });
    expect(expired.status).toBe(403);
    expect(box('names')).toBeUndefined();
    await submit(expired, '/vote');
    expect(box('names')).toBe('b>a=c');
  });

  it('says that a blank ballot waits, and takes no other word of an address for a ballot', async () => {
    const { get, press, go } = site();
    const sent = await press(await go('plans'), 'blank');
    expect(decodeURIComponent(sent.headers.get('location') ?? '')).toContain('choice=blank');
    const page = await get(`${at('plans')}?choice=blank`);
    expect(wordsOf(page.html)).toContain('You were about to cast a blank ballot.');
    for (const word of ['a:great', 'b:good,a:good', '<script>', 'a']) {
      const other = await get(`${at('plans')}?choice=${encodeURIComponent(word)}`);
      expect(other.status).toBe(200);
      expect(other.html).not.toContain('checked');
      expect(wordsOf(other.html)).not.toContain('about to cast');
    }
  });

  it('is closed where no phase allows votes, with what is sealed kept sealed', async () => {
    const { get, signIn, go, fill, setClock, box } = site();
    await signIn();
    const page = await get('/en/harbour-charter/questions/name');
    expect(wordsOf(page.html)).toContain('This opens on 10 January 2016');
    expect(wordsOf(page.html)).toContain('The counts are sealed until the close');
    expect(page.html).not.toContain('/vote"');
    // What can be chosen is told before anybody can.
    expect(wordsOf(page.html)).toContain('Options The old harbour Ship Street');
    setClock('2015-10-18T17:59:00.000Z');
    const form = await go('uses');
    setClock('2015-10-18T18:01:00.000Z');
    const late = await fill(form, { a: '1' });
    expect(late.status).toBe(409);
    expect(wordsOf(late.html)).toContain('This closed on 18 October 2015');
    expect(box('uses')).toBeUndefined();
  });
});

describe('what questions came to', () => {
  it('is told in a sentence, with the counts of its method', async () => {
    const { go, get } = site();
    const approval = wordsOf((await get('/en/nuit/questions/uses')).html);
    expect(approval).toContain(
      '“Les aides au logement” comes first: 16 approvals on 20 ballots that are not blank; next “L’état civil”, with 11. 1 ballot is blank.'
    );
    expect(approval).toContain('1 Les aides au logement 16 80%');
    expect(approval).toContain('21 ballots, 1 of them blank.');
    const grades = wordsOf((await go('plans')).html);
    expect(grades).toContain('have the same grade, “good”');
    expect(grades).toContain('1 En deux ans, les plus grandes d’abord Good 0 14 4 3 0 0');
    expect(grades).toContain('4 ballots give it no grade: counted as “to reject”');
    const pairs = wordsOf((await go('names')).html);
    expect(pairs).toContain('no option is preferred to all others');
    expect(pairs).toContain('Données ouvertes – 14 preferred 8 14 preferred');
    const rounds = wordsOf((await go('seat')).html);
    expect(rounds).toContain(
      '“Brest” comes first in round 3: 11 of 19 ballots that still name an option go to it, more than half. Dropped out before: “Dijon”, then “Clermont-Ferrand”.'
    );
    expect(rounds).toContain('Clermont-Ferrand 4 4 drops out –');
    expect(rounds).toContain('Ballots that name none of those left 0 2 2');
  });

  it('is on the page of results and in its files, or sealed in all of them', async () => {
    const { get } = site();
    const page = wordsOf((await get(`/fr/${slug}/results`)).html);
    expect(page).toContain('« Brest » arrive en tête au tour 3');
    expect(page).toContain('Classement (tours, la dernière est éliminée)');
    const [head = '', ...rows] = (await get(`/fr/${slug}/results.csv`)).html.split('\r\n');
    const columns = head.replace(/^\ufeff/, '').split(',');
    const record = (start: string) => {
      const cells = rows.find((row) => row.startsWith(start))?.split(',') ?? [];
      return Object.fromEntries(columns.map((column, index) => [column, cells[index]]));
    };
    expect(record('question,uses,')).toMatchObject({
      number: '1',
      method: 'approval@1',
      votes_for: '',
      ballots: '21',
      blank: '1',
      winners: 'b',
    });
    expect(record('option,uses:b,')).toMatchObject({ place: '1', approvals: '16', grade: '' });
    expect(record('option,plans:c,')).toMatchObject({ place: '3', grade: 'to-reject' });
    expect(record('option,names:d,')).toMatchObject({ place: '4' });
    expect(record('question,seat,')).toMatchObject({ winners: 'b', method: 'instant-runoff@1' });
    expect(record('option,seat:a,')).toMatchObject({ place: '' });
    const json = JSON.parse((await get(`/fr/${slug}/results.json`)).html);
    expect(json.questions).toHaveLength(4);
    const sealed = await get('/en/harbour-charter/results');
    expect(wordsOf(sealed.html)).toContain('What should the harbour be called?');
    const csv = (await get('/en/harbour-charter/results.csv')).html.split('\r\n');
    expect(
      csv[1]?.endsWith(`,schulze@1${','.repeat(columns.length - columns.indexOf('method') - 1)}`)
    ).toBe(true);
  });

  it('is in the account and behind a receipt in words', async () => {
    const { go, fill, follow, get, signIn, open } = site();
    await signIn();
    const page = await follow(await fill(await go('names'), { b: '1', a: '2', c: '2' }));
    await fill(await go('seat'), { d: '1' });
    const account = await get('/en/account');
    expect(wordsOf(account.html)).toContain(
      'La place commune Données ouvertes and, at the same rank, Tout est là'
    );
    expect(account.html).toContain(`href="/consultations${at('names')}#vote"`);
    const code = /check\?code=([^"]+)"/.exec(page.html)?.[1] ?? '';
    const check = await get(`/en/${slug}/check?code=${code}`);
    expect(check.status).toBe(200);
    expect(check.html).toContain(`href="/consultations${at('names')}"`);
    expect(wordsOf(check.html)).toContain(
      'La place commune Données ouvertes and, at the same rank, Tout est là'
    );
    expect(open.ballots.get(`question:names ${me}`)?.choice).toBe('b>a=c');
  });
});
