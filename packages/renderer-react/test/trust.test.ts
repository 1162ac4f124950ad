/** Receipts, the page that checks them, the journal and the open data, for somebody without script. */

import { describe, expect, it } from 'vitest';
import { inspectReceipt } from '../src/receipts.ts';
import { article, browser, findForm, type Page, wordsOf } from './browse.ts';
import { withOpenData } from './fixture-data.ts';
import { sign } from './fixture-journal.ts';

const slug = 'republique-numerique';
const item = `/en/${slug}/articles/${article}`;
const other = `/en/${slug}/amendments/reword1`;

async function voted(choice = 'for') {
  const b = browser();
  await b.signIn();
  const page = await b.follow(await b.submit(await b.get(item), '/vote', { fields: { choice } }));
  return { b, page, code: codeIn(page) };
}

const codeIn = (page: Page) =>
  /<p class="receipt-code"[^>]*>(.*?)<\/p>/s.exec(page.html)?.[1]?.replace(/<[^>]+>/g, '') ?? '';
const leavesOf = ({ state }: ReturnType<typeof browser>) =>
  state.consultations[0]?.journal?.leaves.length ?? 0;
function signNow({ state }: ReturnType<typeof browser>): void {
  const journal = state.consultations[0]?.journal;
  if (journal) sign(journal, '2015-10-10T10:01:00.000Z');
}

describe('a vote', () => {
  it('gives a receipt on the page behind it, and nowhere in its address', async () => {
    const { b, page, code } = await voted();
    expect(code).toMatch(/^\d+(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
    expect(page.path).not.toContain(code);
    expect(wordsOf(page.html)).toContain('Receipt of your vote');
    expect(page.html).toContain(`href="/consultations/en/${slug}/check?code=${code}"`);
    // It belongs to this item and this person: it is on no other page and for nobody else.
    expect(codeIn(await b.get(other))).toBe('');
    expect(codeIn(await b.get(item))).toBe(code);
    // Whenever she comes back, from wherever: nothing but the session is kept in the browser.
    expect([...b.cookies.keys()]).toEqual(['consultation']);
    b.setClock('2015-10-12T10:00:00.000Z');
    expect(codeIn(await b.get(item))).toBe(code);
    b.setClock('2015-10-10T10:00:00.000Z');
    const session = b.cookies.get('consultation') ?? '';
    b.state.accounts.set('eve@example.org', { name: 'Eve', password: 'another long one' });
    b.state.sessions.set('token-of-eve', 'eve@example.org');
    b.cookies.set('consultation', 'token-of-eve');
    expect(codeIn(await b.get(item))).toBe('');
    b.cookies.set('consultation', session);
    await b.submit(await b.get('/en/account'), '/account/sign-out');
    expect([...b.cookies]).toEqual([]);
  });

  it('says that the file of its receipt is on its way right after it, and after nothing else', async () => {
    const { b, page } = await voted();
    const soon = '(ready within a minute)';
    expect(wordsOf(page.html)).toContain(soon);
    expect(wordsOf((await b.get(item)).html)).not.toContain(soon);
    const argued = await b.follow(
      await b.submit(page, '/argue', { fields: { stance: 'for', text: 'Because.' } })
    );
    expect(argued.path).toContain('done=argued');
    expect(codeIn(argued)).toBe(codeIn(page));
    expect(wordsOf(argued.html)).not.toContain(soon);
    for (const [done, fresh] of [
      ['voted', true],
      ['vote-withdrawn', true],
      ['supported', true],
      ['vote-unchanged', false],
      ['submitted', false],
    ] as const) {
      expect(wordsOf((await b.get(`${item}?done=${done}`)).html).includes(soon)).toBe(fresh);
    }
  });

  it('is one act however often its form is sent', async () => {
    const b = browser();
    await b.signIn();
    const form = await b.get(item);
    const first = await b.follow(await b.submit(form, '/vote', { fields: { choice: 'for' } }));
    const leaves = leavesOf(b);
    const again = await b.follow(await b.submit(form, '/vote', { fields: { choice: 'for' } }));
    expect(leavesOf(b)).toBe(leaves);
    expect(codeIn(again)).toBe(codeIn(first));
    // The same form with another choice is not taken for the first, nor silently for a second.
    const changed = await b.submit(form, '/vote', { fields: { choice: 'against' } });
    expect(changed.status).toBe(409);
    expect(wordsOf(changed.html)).toContain('This form was sent before with another choice.');
    expect(leavesOf(b)).toBe(leaves);
    const sent = await b.follow(
      await b.submit(changed, '/vote', { fields: { choice: 'against' } })
    );
    expect(wordsOf(sent.html)).toContain('You voted: Against.');
    expect(leavesOf(b)).toBe(leaves + 1);
  });

  it('has a receipt when it is changed and when it is taken back', async () => {
    const { b, page, code } = await voted();
    const changed = await b.follow(await b.submit(page, '/vote', { fields: { choice: 'mixed' } }));
    expect(codeIn(changed)).not.toBe(code);
    const withdraw = changed.html.slice(changed.html.indexOf('name="withdraw"') - 400);
    const { fields } = findForm(withdraw, '/vote');
    expect(fields.key).not.toBe(findForm(changed.html, '/vote').fields.key);
    const gone = await b.follow(await b.submit(changed, '/vote', { fields }));
    expect(wordsOf(gone.html)).toContain('Receipt of your withdrawal');
    expect(codeIn(await b.get(item))).toBe(codeIn(gone));
    const check = wordsOf((await b.get(`/en/${slug}/check?code=${codeIn(gone)}`)).html);
    expect(check).toContain('It takes a vote back');
    const before = wordsOf((await b.get(`/en/${slug}/check?code=${code}`)).html);
    expect(before).toContain('the same person voted again on this later');
  });

  it('is measured by a rule that is named before, and alike in the box and in the results', async () => {
    const b = browser();
    const world = b.state.consultations[0];
    if (world) {
      world.passing = {
        majority: { kind: 'qualified', numerator: 2, denominator: 3, base: 'cast' },
        quorum: { kind: 'ballots', count: 5 },
      };
    }
    const rule =
      'Rule of this consultation: qualified majority: at least two thirds of the ballots cast in favour; quorum: at least 5 ballots cast.';
    expect(wordsOf((await b.get(item)).html)).toContain(rule);
    const results = wordsOf((await b.get(`/en/${slug}/results`)).html);
    expect(results).toContain(rule);
    const [why = ''] = /needed: at least \d+ in favour[^;)]*\)/.exec(results) ?? [];
    expect(why).toContain('(two thirds)');
    expect(wordsOf((await b.get(other)).html)).toContain(why);
    expect(wordsOf((await b.get(other.replace('/en/', '/fr/'))).html)).toContain(
      'majorité qualifiée : au moins deux tiers des bulletins déposés sont favorables ; quorum : au moins 5 bulletins déposés.'
    );
    // The rule is no count: where those are sealed, it is all that is said.
    if (world) world.counts = 'at-close';
    const sealed = wordsOf((await b.get(other)).html);
    expect(sealed).toContain(rule);
    expect(sealed).not.toMatch(/needed:|By the rules of this consultation/);
  });

  it('says beside the form that it is no secret ballot', async () => {
    const page = await browser().get(item);
    expect(wordsOf(page.html)).toContain('This is a consultation, not a secret ballot.');
    expect(page.html).toContain(`/en/${slug}/data#not`);
  });
});

describe('the page that checks a vote', () => {
  it('says what became of it, on what, and since when, however the code is typed', async () => {
    const { b, code } = await voted();
    const waiting = await b.get(`/en/${slug}/check?code=${code}`);
    expect(waiting.status).toBe(200);
    expect(wordsOf(waiting.html)).toContain('This act is recorded; its proof is on its way');
    signNow(b);
    const typed = encodeURIComponent(` ${code.toLowerCase().replaceAll('-', ' ')} `);
    const page = await b.get(`/en/${slug}/check?code=${typed}`);
    const words = wordsOf(page.html);
    expect(words).toContain('This vote is in the journal');
    expect(words).toContain('It is counted.');
    expect(words).toContain('Choice For');
    expect(words).toContain('within the hour from 10 October 2015 at 12:00 CEST');
    expect(page.html).toContain(`/en/${slug}/articles/${article}`);
    expect(page.headers.get('cache-control')).toBe('no-store');
    // Nobody has to be signed in.
    const stranger = browser({}, {});
    expect((await stranger.get(`/en/${slug}/check`)).status).toBe(200);
  });

  it('gives a reason for every code that is none', async () => {
    const { b, code } = await voted();
    const malformed = await b.get(`/en/${slug}/check?code=12-AB`);
    expect(malformed.status).toBe(422);
    expect(malformed.html).toContain('<a href="#code">This is not the code of a receipt');
    expect((await b.get(`/en/${slug}/check?code=`)).status).toBe(422);
    const hostile = await b.get(`/en/${slug}/check?code=%22%3E%3Cscript%3Ealert(1)%3C/script%3E`);
    expect(hostile.status).toBe(422);
    expect(hostile.html).not.toContain('<script>alert');
    const beyond = await b.get(`/en/${slug}/check?code=9999-AAAA-BBBB-CCCC-DDDD`);
    expect(beyond.status).toBe(404);
    expect(wordsOf(beyond.html)).toContain('the journal ends before');
    const slip = code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');
    const wrong = await b.get(`/en/${slug}/check?code=${slip}`);
    expect(wrong.status).toBe(404);
    expect(wordsOf(wrong.html)).toContain('stands an act with another code');
    expect(wordsOf(wrong.html)).toContain('consultation@example.org');
  });

  it('does not believe an answer that does not fit its code, its commitment or its proof', async () => {
    const { b, code } = await voted();
    signNow(b);
    const journal = b.state.consultations[0]?.journal;
    const index = Number(code.split('-')[0]);
    const leaf = journal?.leaves[index];
    if (journal === undefined || leaf === undefined) throw new Error('no leaf');
    // What the leaf hides was swapped: the choice that is told is not the one that was cast.
    journal.leaves[index] = {
      ...leaf,
      content: { ...(leaf.content as object), choice: 'against' },
    };
    const swapped = wordsOf((await b.get(`/en/${slug}/check?code=${code}`)).html);
    expect(swapped).toContain('That must not happen');
    expect(swapped).not.toContain('Choice Against');
    journal.leaves[index] = leaf;
    // A leaf before it was changed behind the signature: the proof leads nowhere.
    const first = journal.leaves[0];
    journal.leaves[0] = { ...leaf };
    const unproved = wordsOf((await b.get(`/en/${slug}/check?code=${code}`)).html);
    expect(unproved).toContain('The proof that this site gave is wrong.');
    if (first) journal.leaves[0] = first;
  });

  it('keeps choice and fate to itself while votes are sealed', async () => {
    const { b, code } = await voted();
    const consultation = b.state.consultations[0];
    if (consultation) consultation.counts = 'at-close';
    const page = await b.get(`/en/${slug}/check?code=${code}`);
    const words = wordsOf(page.html);
    expect(words).toContain('Votes are sealed until 25 October 2015');
    expect(words).not.toContain('Choice For');
    expect(words).not.toContain('It is counted.');
    expect(page.html).not.toContain(`/articles/${article}`);
  });

  it('checks a receipt file that was pasted, and says why another proves nothing', async () => {
    const { b, code } = await voted();
    const early = await b.get(`/en/${slug}/receipts/${code}.tlog-proof`);
    expect(early.status).toBe(503);
    expect(wordsOf(early.html)).toContain('is not ready yet');
    signNow(b);
    const file = await b.get(`/en/${slug}/receipts/${code}.tlog-proof`);
    expect(file.headers.get('content-disposition')).toContain(`${slug}-${code}.tlog-proof`);
    expect(file.html.length).toBeLessThan(3_000);
    expect(file.html).not.toMatch(/"choice"|for/i);
    const paste = async (receipt: string) => {
      const page = await b.get(`/en/${slug}/check`);
      const html = page.html.slice(page.html.indexOf('id="by-file"'));
      return b.submit({ ...page, html }, '/check', { fields: { receipt } });
    };
    const good = await paste(`\r\n${file.html.replaceAll('\n', '\r\n')}  `);
    expect(wordsOf(good.html)).toContain('This receipt is genuine');
    expect(good.html).toContain(code);
    expect(wordsOf((await paste('hello')).html)).toContain('This is not the file of a receipt');
    const none = await paste('  ');
    expect(none.status).toBe(422);
    const journal = b.state.consultations[0]?.journal;
    const known = { origin: journal?.origin ?? '', keys: journal?.keys ?? [] };
    const reason = (text: string, of = known) => {
      const found = inspectReceipt(text, of);
      return found.kind === 'refused' ? found.reason : found.kind;
    };
    expect(reason(file.html)).toBe('included');
    expect(reason(file.html, { ...known, keys: [] })).toBe('unknown-key');
    expect(reason(file.html, { ...known, origin: 'example.org/other' })).toBe('other-journal');
    expect(reason(file.html.replace(/^index \d+/m, 'index 3'))).toBe('proof-broken');
    expect(reason(file.html.replace(/^(\d+)$/m, (size) => String(Number(size) + 1)))).toBe(
      'bad-signature'
    );
    expect(reason(file.html.slice(0, 100))).toBe('no-receipt');
    expect((await b.get(`/en/${slug}/receipts/${code}.txt`)).status).toBe(404);
  });

  it('knows what somebody wrote by the receipt that her account shows', async () => {
    const b = browser();
    await b.signIn();
    await b.submit(await b.get(item), '/argue', { fields: { stance: 'for', text: 'Because.' } });
    const account = await b.get('/en/account');
    const [, code = ''] =
      /check\?code=([\w-]+)"/.exec(account.html.split('Because.')[1] ?? '') ?? [];
    const page = await b.get(`/en/${slug}/check?code=${code}`);
    expect(wordsOf(page.html)).toContain('What was done Argument published');
    // Hers alone: nobody else is told the code.
    const { html } = await b.get(`/en/${slug}/amendments/reword1`);
    expect(wordsOf(html)).toContain('Receipt, known to you alone:');
    expect((await browser().get(`/en/${slug}/amendments/reword1`)).html).not.toContain(
      'known to you alone'
    );
  });

  it('reads other acts too', async () => {
    const b = browser();
    await b.get(`/en/${slug}/data`);
    const leaves = b.state.consultations[0]?.journal?.leaves ?? [];
    const index = leaves.findIndex(({ kind }) => kind === 'amendment-submitted');
    const { receiptCode } = await import('consultation-core/log');
    const leaf = leaves[index];
    if (leaf === undefined) throw new Error('no leaf');
    const page = await b.get(`/en/${slug}/check?code=${receiptCode(index, leaf.hash)}`);
    expect(wordsOf(page.html)).toContain('It is not a vote. What was done Amendment submitted');
  });
});

describe('the page of the open data', () => {
  it('says that there are no files yet, and shows the journal', async () => {
    const b = browser();
    const page = await b.get(`/fr/${slug}/data`);
    const words = wordsOf(page.html);
    expect(words).toContain('Il n’y a pas encore de fichiers.');
    expect(words).toContain('Ce n’est pas un scrutin secret');
    const { checkpoint } = b.state.consultations[0]?.journal ?? {};
    expect(page.html).toContain(checkpoint?.root ?? 'none');
    expect(words).toContain(
      `npx --package=consultation-core consultation-verify https://consult.example.org/consultations/fr/${slug}/data`
    );
    const verify = await b.get(`/fr/${slug}/verify`);
    expect(wordsOf(verify.html)).toContain('Il n’y a pas encore de fichiers à vérifier.');
    expect(verify.html).not.toContain('data-verify');
  });

  it('lists the files of each edition with their sizes, records and checksums', async () => {
    const b = browser();
    const nuit = b.state.consultations[1];
    if (nuit === undefined) throw new Error('no consultation');
    withOpenData(nuit);
    const page = await b.get('/fr/nuit/data');
    const words = wordsOf(page.html);
    const [edition] = nuit.openData?.editions ?? [];
    expect(words).toContain('Fichiers définitifs');
    for (const { name, sha256 } of edition?.files ?? []) {
      expect(page.html).toContain(
        `href="/consultations/data/nuit/editions/${edition?.name}/${name}"`
      );
      expect(page.html).toContain(sha256);
    }
    expect(words).toMatch(/journal\.ndjson [\d,]+ ko, \d+ enregistrements/);
    const verify = await b.get('/fr/nuit/verify');
    expect(wordsOf(verify.html)).toContain('Votre navigateur n’exécute pas de script');
  });

  it('is a step away from every page of a consultation; the newest state is told where it is cheap', async () => {
    const b = browser();
    for (const path of [`/en/${slug}`, `/en/${slug}/text`, `/en/${slug}/results`, '/en/nuit']) {
      const { html } = await b.get(path);
      expect(html).toMatch(/\/en\/[a-z-]+\/data"/);
      expect(html).toMatch(/\/en\/[a-z-]+\/check"/);
    }
    const root = b.state.consultations[0]?.journal?.checkpoint?.root.slice(0, 8) ?? 'none';
    expect((await b.get(`/en/${slug}`)).html).toContain(`<code>${root}…</code>`);
    expect((await b.get(`/en/${slug}/results`)).html).toContain(`<code>${root}…</code>`);
    expect((await b.get(`/en/${slug}/text`)).html).not.toContain(root);
  });
});

describe('an outcome', () => {
  it('says in words why, in the box and in the table', async () => {
    const b = browser();
    const box = wordsOf((await b.get(`/en/nuit/articles/${nuitArticle(b)}`)).html);
    expect(box).toContain('a majority in favour (9 yes, 3 no; needed: more yes than no)');
    const table = wordsOf((await b.get('/en/nuit/results')).html);
    expect(table).toContain('In favour 9 yes, 3 no; needed: more yes than no');
    const french = wordsOf((await b.get('/fr/nuit/results')).html);
    expect(french).toContain('il fallait plus de oui que de non');
  });
});

function nuitArticle({ state }: ReturnType<typeof browser>): string {
  const [key = ''] = [...(state.consultations[1]?.ballots.keys() ?? [])];
  return key.split(' ')[0]?.replace('article:', '') ?? '';
}
