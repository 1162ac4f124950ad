import type { PublicApi } from 'consultation-core/contract';
import { describe, expect, it } from 'vitest';
import { localAddress, normalBase } from '../src/server/addresses.ts';
import { article, browser, decode, findForm, wordsOf } from './browse.ts';

const slug = 'republique-numerique';
const item = `/en/${slug}/articles/${article}`;

describe('forms', () => {
  it.each([
    ['without a token', { without: ['token'] }],
    ['with a made-up token', { fields: { token: 'a.b.c' } }],
  ])('%s are refused; what was typed is kept and one button sends it', async (_, sending) => {
    const b = browser();
    await b.signIn();
    const typed = { stance: 'for', text: 'Words that took an hour' };
    const refused = await b.submit(await b.get(item), '/argue', {
      ...sending,
      fields: { ...typed, ...('fields' in sending ? sending.fields : {}) },
    });
    expect(refused.status).toBe(403);
    expect(wordsOf(refused.html)).toContain('This form was open for too long');
    expect(wordsOf(refused.html)).toContain('Words that took an hour');
    expect(b.calls).not.toContain('createArgument');
    const sent = await b.submit(refused, '/argue');
    expect(sent.status).toBe(303);
    expect(b.calls).toContain('createArgument');
  });

  it.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('sent from elsewhere (%o) are refused even with a good token', async (headers) => {
    const b = browser();
    await b.signIn();
    const refused = await b.submit(await b.get(item), '/vote', {
      fields: { choice: 'for' },
      headers,
    });
    expect(refused.status).toBe(403);
    expect(b.calls).not.toContain('castBallot');
  });

  it('of one session do not work in another, and not for ever', async () => {
    const b = browser();
    const anonymous = findForm((await b.get(item)).html, '/argue').fields.token ?? '';
    await b.signIn();
    const page = await b.get(item);
    const fields = { choice: 'for' };
    const foreign = await b.submit(page, '/vote', { fields: { ...fields, token: anonymous } });
    expect(foreign.status).toBe(403);
    b.setClock('2015-10-11T10:00:00.000Z');
    expect((await b.submit(page, '/vote', { fields })).status).toBe(403);
  });

  it('never echo a password', async () => {
    const b = browser();
    const page = await b.get('/en/account/sign-in');
    const fields = { email: 'ada@example.org', password: 'correct horse battery' };
    const refused = await b.submit(page, '/account/sign-in', { fields, without: ['token'] });
    expect(refused.status).toBe(403);
    expect(refused.html).toContain('value="ada@example.org"');
    expect(refused.html).not.toContain('correct horse');
  });

  it('that are too large get a page of their own', async () => {
    const b = browser();
    const page = await b.get(item);
    const large = await b.submit(page, '/argue', { fields: { text: 'x'.repeat(1_000_001) } });
    expect(large.status).toBe(413);
    expect(wordsOf(large.html)).toContain('What you sent is too large.');
  });

  it('change nothing by GET', async () => {
    const b = browser();
    await b.signIn();
    b.calls.length = 0;
    for (const path of [
      `${item}/vote?choice=for`,
      `${item}/argue`,
      `${item}/amend?step=send`,
      `/en/${slug}/amendments/reword1/withdraw`,
      '/en/account/sign-out',
    ]) {
      await b.get(path);
    }
    expect(b.calls.every((name) => /^(get|list|compare)/.test(name))).toBe(true);
    expect(b.cookie()).toBeDefined();
  });
});

describe('return addresses', () => {
  const evil = [
    'https://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '/consultations//evil.example/..//../..//evil.example',
    '/consultations/../../evil',
    '/consultations/%2e%2e/admin',
    '/\t/evil.example',
    '/consultations/\nSet-Cookie: x=1',
    'data:text/html,x',
    '/consultationsevil',
    '/admin',
    '@evil.example',
    '/consultations/fr\u0000',
    '',
  ];
  it.each(evil)('%j does not lead away', async (address) => {
    const b = browser();
    const page = await b.get(`/en/account/sign-in?return=${encodeURIComponent(address)}`);
    const signedIn = await b.submit(page, '/account/sign-in', {
      fields: { email: 'ada@example.org', password: 'correct horse battery', return: address },
    });
    expect(signedIn.status).toBe(303);
    const location = signedIn.headers.get('location') ?? '';
    const url = new URL(location, 'https://consult.example.org');
    expect(url.origin).toBe('https://consult.example.org');
    expect(url.pathname.startsWith('/consultations/')).toBe(true);
    expect(url.pathname).not.toContain('//');
  });

  it('to pages are kept with query and place', () => {
    const address = '/consultations/fr/nuit?choice=for#vote';
    expect(localAddress(address, '/consultations')).toBe(address);
    expect(localAddress('/fr/nuit', '')).toBe('/fr/nuit');
    expect(localAddress('//evil.example', '')).toBeUndefined();
  });

  it('start from a base that is a path', () => {
    expect(normalBase('/')).toBe('');
    expect(normalBase('avis/')).toBe('/avis');
    expect(() => normalBase('/a"b')).toThrow(RangeError);
  });
});

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</textarea><script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  'javascript:alert(1)',
  "{0} {name} <b>bold</b> '{'",
  '\u202Egnp.exe',
];

/** Every text of an answer replaced, addresses and identifiers apart. */
function poison(value: unknown, words: string, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => poison(item, words, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, poison(item, words, name)])
    );
  }
  const texts = new Set([
    'title',
    'summary',
    'organiser',
    'text',
    'label',
    'author',
    'name',
    'reason',
    'rule',
    'marker',
    'contact',
    'provenance',
    'source',
    'seed',
    'url',
    'caption',
    'alt',
  ]);
  // The base of a majority is one of three words of the contract, not somebody's.
  if (key === 'name' && ['cast', 'expressed', 'entitled'].includes(String(value))) return value;
  return typeof value === 'string' && texts.has(key) ? words : value;
}

describe('hostile words', () => {
  it.each(hostile)('%j stay words on every page', async (words) => {
    let inner: PublicApi | undefined;
    const api = (async (name: never, request: never, caller: never) => {
      const answer = await inner?.(name, request, caller);
      return answer?.kind === 'ok' ? { ...answer, data: poison(answer.data, words) } : answer;
    }) as unknown as PublicApi;
    const plain = browser();
    const { fixtureApi } = await import('./fixture-api.ts');
    inner = fixtureApi(plain.state, () => new Date('2015-10-10T10:00:00.000Z'));
    const b = browser({ api, site: { name: words } });
    for (const path of [
      '/en',
      `/en/${slug}`,
      `/en/${slug}/text`,
      item,
      `${item}/arguments`,
      `${item}/amend`,
      `${item}/amend?kind=replace&block=x00003`,
      `/en/${slug}/new-article`,
      `/en/${slug}/amendments?search=${encodeURIComponent(words)}`,
      `/en/${slug}/amendments/reword1?view=side`,
      '/en/nuit/changes?show=whole&view=side',
      `/en/${slug}/results`,
      `/en/${slug}/moderation`,
      `/en/${slug}/data`,
      `/en/${slug}/verify`,
      `/en/${slug}/check`,
      `/en/account/sign-in?return=${encodeURIComponent(words)}`,
    ]) {
      const { html, status } = await b.get(path);
      expect(status).toBe(200);
      for (const [tag] of html.matchAll(/<script[^>]*>(?:<\/script>)?/g)) {
        expect(tag).toMatch(
          /^<script defer="" src="\/consultations\/assets\/consultation\.[0-9a-f]{12}\.js"><\/script>$/
        );
      }
      // Inside tags: no attribute of an event, no address of a script.
      for (const [tag] of html.matchAll(/<[a-z][^>]*>/g)) {
        const bare = tag.replace(/"[^"]*"/g, '""');
        expect(bare).not.toMatch(/\son[a-z]+=/i);
        expect(tag).not.toMatch(/(?:href|src|action)="\s*javascript:/i);
        if (bare.startsWith('<img')) expect(bare).not.toContain('src=x');
      }
    }
  });

  it('in forms come back as they were typed', async () => {
    const b = browser();
    await b.signIn();
    for (const words of hostile) {
      const page = await b.submit(await b.get(item), '/argue', { fields: { text: words } });
      expect(page.status).toBe(422);
      expect(findForm(page.html, '/argue').fields.text).toBe(words);
      expect(decode(page.html).length).toBeGreaterThan(0);
    }
  });
});

describe('when the API fails', () => {
  it('says so without details, and whom it concerns in the log', async () => {
    const seen: unknown[] = [];
    const b = browser({
      api: () => Promise.reject(new Error('password of the database')),
      onError: (error) => seen.push(error),
    });
    const page = await b.get('/en');
    expect(page.status).toBe(500);
    expect(page.html).not.toContain('password of the database');
    expect(seen).toHaveLength(1);
  });

  it('asks to come back when the service is out of reach', async () => {
    const b = browser({
      api: async () => ({
        kind: 'refused',
        code: 'service-unavailable',
        details: { retryAfter: 5 },
      }),
    });
    const page = await b.get('/fr');
    expect(page.status).toBe(503);
    expect(page.headers.get('retry-after')).toBe('5');
  });
});
