import { describe, expect, it } from 'vitest';
import { article, browser, findForm, wordsOf } from './browse.ts';

const slug = 'republique-numerique';
const item = `/en/${slug}/articles/${article}`;

describe('taking part without script', () => {
  it('makes an account, and only then sets one cookie', async () => {
    const b = browser({}, { secure: true });
    const form = await b.get(
      `/en/account/new?return=${encodeURIComponent(`/consultations${item}`)}`
    );
    const wrong = await b.submit(form, '/account/new', {
      fields: { name: 'G', email: 'grace', password: 'short' },
    });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('<title>Error: Make an account');
    expect(wrong.html).toContain('<a href="#email">Check your e-mail address');
    expect(wrong.html).toContain('value="grace"');
    expect(wrong.html).not.toContain('short"');
    expect(b.cookie()).toBeUndefined();
    const made = await b.submit(wrong, '/account/new', {
      fields: { name: 'Grace H.', email: 'grace@example.org', password: 'a long password' },
    });
    expect(made.status).toBe(303);
    expect(made.headers.get('location')).toBe(`/consultations${item}`);
    expect(made.headers.get('set-cookie')).toMatch(
      /^__Host-consultation=token-\w+; Path=\/; HttpOnly; SameSite=Lax; Expires=[^;]+; Secure$/
    );
    const account = await b.get('/en/account');
    expect(account.headers.get('cache-control')).toBe('no-store');
    expect(wordsOf(account.html)).toContain('You are signed in as Grace H.');
    const out = await b.submit(account, '/account/sign-out');
    expect(out.status).toBe(303);
    expect(b.cookie()).toBeUndefined();
  });

  it('tells the same about an address that is known and one that is not', async () => {
    const b = browser();
    const page = await b.get('/en/account/sign-in');
    const fields = { email: 'ada@example.org', password: 'wrong' };
    const known = await b.submit(page, '/account/sign-in', { fields });
    const unknown = await b.submit(page, '/account/sign-in', {
      fields: { ...fields, email: 'who@example.org' },
    });
    expect(known.status).toBe(401);
    expect(unknown.status).toBe(401);
    expect(wordsOf(known.html)).toBe(wordsOf(unknown.html));
  });

  it('votes, changes the vote and withdraws it', async () => {
    const b = browser();
    await b.signIn();
    const none = await b.submit(await b.get(item), '/vote');
    expect(none.status).toBe(422);
    expect(none.html).toContain('<a href="#vote-choices">Choose one of the answers.');
    const voted = await b.submit(await b.get(item), '/vote', { fields: { choice: 'for' } });
    expect(voted.status).toBe(303);
    expect(voted.headers.get('location')).toContain('#vote');
    const page = await b.follow(voted);
    expect(wordsOf(page.html)).toContain('You voted: For. You can change it until 18 October 2015');
    const changed = await b.follow(
      await b.submit(page, '/vote', { fields: { choice: 'against' } })
    );
    expect(wordsOf(changed.html)).toContain('You voted: Against.');
    expect(
      b.state.consultations[0]?.ballots.get(`article:${article} ada@example.org`)?.choice
    ).toBe('against');
    const form = findForm(
      changed.html.slice(changed.html.indexOf('name="withdraw"') - 400),
      '/vote'
    );
    expect(form.fields.withdraw).toBe('1');
    const withdrawn = await b.submit(changed, '/vote', { fields: { withdraw: '1' } });
    expect(wordsOf((await b.follow(withdrawn)).html)).toContain('Your vote was withdrawn.');
    expect(b.state.consultations[0]?.ballots.has(`article:${article} ada@example.org`)).toBe(false);
  });

  it('brings a vote through signing in with its choice made, but does not cast it by itself', async () => {
    const b = browser();
    const asked = await b.follow(
      await b.submit(await b.get(item), '/vote', { fields: { choice: 'mixed' } })
    );
    expect(asked.html).toContain('<title>Sign in');
    const back = await b.follow(
      await b.submit(asked, '/account/sign-in', {
        fields: { email: 'ada@example.org', password: 'correct horse battery' },
      })
    );
    expect(back.html).toMatch(/value="mixed"[^>]*checked|checked[^>]*value="mixed"/);
    expect(b.calls).not.toContain('castBallot');
  });

  it('argues with a source; sending the same form twice does it once', async () => {
    const b = browser();
    await b.signIn();
    const page = await b.get(item);
    const empty = await b.submit(page, '/argue', {
      fields: { 'source-url': 'javascript:alert(1)' },
    });
    expect(empty.status).toBe(422);
    expect(wordsOf(empty.html)).toContain(
      'There is a problem Enter the side of your argument. Enter your argument. Check the address of the source: it must start with https:// or http://.'
    );
    expect(empty.html).toContain('value="javascript:alert(1)"');
    const fields = {
      stance: 'against',
      text: 'Too wide.\n\nAnd too late.',
      'source-title': 'A study',
      'source-url': 'https://example.org/study',
    };
    const before = b.state.consultations[0]?.arguments.length ?? 0;
    const sent = await b.submit(page, '/argue', { fields });
    expect(sent.status).toBe(303);
    await b.submit(page, '/argue', { fields });
    expect(b.state.consultations[0]?.arguments).toHaveLength(before + 1);
    const shown = await b.follow(sent);
    expect(wordsOf(shown.html)).toContain('Your argument is published.');
    const all = await b.get(`${item}/arguments`);
    expect(all.html).toContain(
      '<a href="https://example.org/study" rel="nofollow ugc noopener">A study</a>'
    );
  });

  it.each([
    ['replace', 'x00003', { text: 'I. D’autres mots.' }, 'D’autres'],
    ['insert', 'x00003', { text: 'Un alinéa de plus.' }, 'Un alinéa de plus.'],
    ['delete', 'x00003', {}, 'sont remplacés'],
  ] as const)(
    'proposes to %s, sees the difference first, and sends',
    async (kind, block, typed, words) => {
      const b = browser();
      await b.signIn();
      const form = await b.get(`${item}/amend?kind=${kind}&block=${block}`);
      const fields = {
        ...typed,
        title: 'Mon titre',
        justification: 'Mes raisons',
        step: 'preview',
      };
      const preview = await b.submit(form, '/amend', { fields });
      expect(preview.status).toBe(200);
      expect(preview.html).toContain(words);
      expect(preview.html).toMatch(kind === 'delete' ? /<del>/ : /<ins>/);
      expect(b.calls).not.toContain('createAmendment');
      const again = await b.submit(preview, '/amend', { fields: { step: 'change' } });
      expect(again.html).toContain('value="Mon titre"');
      const sent = await b.submit(preview, '/amend', { fields: { step: 'send' } });
      expect(sent.status).toBe(303);
      const shown = await b.follow(sent);
      expect(wordsOf(shown.html)).toContain('Your amendment is sent and public.');
      expect(wordsOf(shown.html)).toContain('Mes raisons');
      // Twice the same form is one amendment.
      const twice = await b.submit(preview, '/amend', { fields: { step: 'send' } });
      expect(twice.headers.get('location')).toBe(sent.headers.get('location'));
    }
  );

  it('proposes a new article, keeps it as a draft, changes it, sends it, withdraws it', async () => {
    const b = browser();
    await b.signIn();
    const form = await b.get(`/en/${slug}/new-article?after=${article}`);
    const fields = {
      heading: 'Article 1 bis – Du code',
      text: 'Le code est public.\nIl est commenté.',
      title: 'Ouvrir le code',
      justification: 'Pour lire.',
      after: article,
      step: 'preview',
    };
    const preview = await b.submit(form, '/new-article', { fields });
    expect(wordsOf(preview.html)).toContain('Du code');
    const drafted = await b.follow(
      await b.submit(preview, '/new-article', { fields: { step: 'draft' } })
    );
    expect(wordsOf(drafted.html)).toContain('Only you can see this draft.');
    const edit = await b.get(`${drafted.path.split('?')[0]?.replace('/consultations', '')}/edit`);
    expect(edit.html).toContain('Le code est public.\nIl est commenté.');
    const second = await b.submit(edit, '/edit', {
      fields: { text: 'Le code source est public.', after: article, step: 'preview' },
    });
    const sent = await b.follow(await b.submit(second, '/edit', { fields: { step: 'send' } }));
    expect(wordsOf(sent.html)).toContain('Le code source est public.');
    const ask = await b.get(`${sent.path.split('?')[0]?.replace('/consultations', '')}/withdraw`);
    const gone = await b.follow(await b.submit(ask, '/withdraw'));
    expect(wordsOf(gone.html)).toContain('Your amendment is withdrawn.');
    expect(wordsOf(gone.html)).toContain('Withdrawn');
  });

  it('says what is wrong with a proposal and keeps what was typed', async () => {
    const b = browser();
    const form = await b.get(`${item}/amend?kind=replace&block=x00003`);
    const untouched = await b.submit(form, '/amend', {
      fields: { title: 'T', justification: 'J', step: 'preview' },
    });
    expect(untouched.status).toBe(422);
    expect(untouched.html).toContain('<a href="#text">Your words are the same as the text.');
    const empty = await b.submit(form, '/amend', { fields: { text: 'x', step: 'preview' } });
    expect(empty.html).toContain('<a href="#title">Enter the title of your amendment.');
    const stale = await b.submit(form, '/amend', {
      fields: { text: 'y', title: 'T', justification: 'J', base: '7', step: 'preview' },
    });
    expect(stale.status).toBe(409);
    expect(wordsOf(stale.html)).toContain('A newer version of the text was published meanwhile.');
    expect(findForm(stale.html, '/amend').fields).toMatchObject({
      base: '1',
      text: 'y',
      title: 'T',
    });
  });

  it('keeps an amendment of somebody who is not signed in until she is', async () => {
    const b = browser();
    const form = await b.get(`${item}/amend?kind=replace&block=x00003`);
    const preview = await b.submit(form, '/amend', {
      fields: { text: 'D’autres mots', title: 'T', justification: 'J', step: 'preview' },
    });
    const asked = await b.submit(preview, '/amend', { fields: { step: 'send' } });
    expect(asked.status).toBe(401);
    const opened = await b.submit(asked, '/account/new', {});
    const made = await b.submit(opened, '/account/new', {
      fields: { name: 'Grace', email: 'grace@example.org', password: 'a long password' },
    });
    expect(wordsOf(made.html)).toContain('What you typed is kept.');
    const sent = await b.follow(await b.submit(made, '/amend'));
    expect(wordsOf(sent.html)).toContain('Your amendment is sent and public.');
    expect(wordsOf(sent.html)).toContain('D’autres mots');
  });

  it('refuses at the deadline by its own clock, with the moment in the consultation’s time zone', async () => {
    const b = browser();
    await b.signIn();
    const page = await b.get(item);
    b.setClock('2015-10-18T18:00:00.000Z');
    const late = await b.submit(page, '/vote', {
      fields: {
        choice: 'for',
        token: findForm((await b.get(item)).html, '/argue').fields.token ?? '',
      },
    });
    expect(late.status).toBe(409);
    expect(wordsOf(late.html)).toContain('This closed on 18 October 2015 at 20:00 CEST.');
  });

  it('sends a reader of her own pages to sign in and back', async () => {
    const b = browser();
    const answer = await b.get('/fr/account');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(
      '/consultations/fr/account/sign-in?return=%2Fconsultations%2Ffr%2Faccount'
    );
  });
});
