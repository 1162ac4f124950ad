import { beforeAll, describe, expect, it } from 'vitest';
import { sooner } from './support/amending.ts';
import { app } from './support/app.ts';
import { api, type Citizen, citizen, newKey, ok, request, staff } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';
import { actsOf } from './support/tables.ts';

let place: Fixture;
let ada: Citizen;
beforeAll(async () => {
  await app();
  place = await consultation();
  ada = await citizen();
});
const argument = () => ({
  target: 'article:art1',
  stance: 'for',
  text: 'Because it helps.',
  sources: [] as { title: string; url: string }[],
  key: newKey(),
});
const argue = (body: unknown, headers = {}) =>
  api('POST', `/consultations/${place.slug}/arguments`, { body, token: ada.token, headers });
const amend = (body: unknown) =>
  api('POST', `/consultations/${place.slug}/amendments`, { body, token: ada.token });

describe('a body', () => {
  it('that is not JSON is refused with a code', async () => {
    for (const text of ['{', 'null', '[]', '"text"', '17', '{"a":1}trailing', '\u0000']) {
      const reply = await argue(text);
      expect([reply.status, reply.code], text).toEqual([400, 'body-not-json']);
    }
    const form = await argue('text=Because', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(form.code).toBe('body-not-json');
  });

  it('that is too large is refused with a code, announced or not', async () => {
    const big = JSON.stringify({ ...argument(), text: 'x'.repeat(1_100_000) });
    const announced = await argue(big);
    expect([announced.status, announced.code]).toEqual([413, 'too-large']);
    const { url } = await app();
    const streamed = await fetch(`${url}/api/consultation/consultations/${place.slug}/arguments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ada.token}` },
      body: new Blob([big]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(streamed.status).toBe(413);
    expect((await streamed.json()).error.details.code).toBe('too-large');
  });

  it('of staff may be a whole text, which is read or refused for what it says', async () => {
    const paragraph = '<p>Words of a law.</p>';
    const source = `<h2>Article 1</h2>${paragraph.repeat(150_000)}`;
    const reply = await staff('POST', '/import', { body: { format: 'html', source } });
    expect(reply.code).not.toBe('too-large');
    const more = await staff('POST', '/import', {
      body: { format: 'html', source: paragraph.repeat(600_000) },
    });
    expect(more.status).toBe(413);
    expect(more.code).toBe('too-large');
  });

  it('names every field that is wrong', async () => {
    const reply = await argue({ ...argument(), stance: 'maybe', text: ' ', extra: 1 });
    expect(reply.status).toBe(400);
    expect(reply.code).toBe('invalid-input');
    const paths = reply.error.details.issues.map(({ path }: { path: string }) => path).sort();
    expect(paths).toEqual(['body.extra', 'body.stance', 'body.text']);
  });

  it('may not hold a field that citizens do not set', async () => {
    const forbidden = {
      status: 'adopted',
      author: 'Somebody else',
      authorName: 'Somebody else',
      authorKey: 'x',
      number: 1,
      counts: { for: 1000 },
      hiddenAt: null,
      example: true,
      documentId: 'abc',
      __proto__x: 1,
    };
    for (const [field, value] of Object.entries(forbidden)) {
      const sent = await amend({ ...sooner(), [field]: value });
      expect([sent.status, sent.code], field).toEqual([400, 'invalid-input']);
      const said = await argue({ ...argument(), [field]: value });
      expect([said.status, said.code], field).toEqual([400, 'invalid-input']);
    }
    const ballot = await api('PUT', `/consultations/${place.slug}/ballots/article:art1`, {
      body: { choice: 'for', voter: 'x' },
      token: ada.token,
    });
    expect(ballot.code).toBe('invalid-input');
  });

  it('is answered in the language of the reader', async () => {
    const english = await argue('{', { 'accept-language': 'en' });
    const french = await argue('{', { 'accept-language': 'de, fr;q=0.9, en;q=0.5' });
    expect(english.error.message).not.toBe(french.error.message);
    expect(french.headers.get('content-language')).toBe('fr');
  });
});

describe('a field of the wrong kind', () => {
  const values = [
    {},
    [],
    null,
    1e308,
    true,
    'x'.repeat(100_000),
    { __proto__: { a: 1 } },
    '\u0000',
    '\ud800',
  ];
  it('is refused with 4xx and never breaks anything', async () => {
    for (const field of Object.keys(argument())) {
      for (const value of values) {
        const reply = await argue({ ...argument(), [field]: value });
        const legal = field === 'sources' && Array.isArray(value);
        if (!legal)
          expect(reply.status, `${field} ${JSON.stringify(value)?.slice(0, 40)}`).toBe(400);
      }
    }
    for (const field of Object.keys(sooner())) {
      for (const value of values) {
        if (field === 'submit' && value === true) continue;
        const reply = await amend({ ...sooner(), [field]: value });
        expect(
          reply.status,
          `${field} ${JSON.stringify(value)?.slice(0, 40)}`
        ).toBeGreaterThanOrEqual(400);
        expect(reply.status, `${field} ${JSON.stringify(value)?.slice(0, 40)}`).toBeLessThan(500);
      }
    }
  });
});

describe('an article that is proposed whole', () => {
  const heading = {
    type: 'heading',
    id: 'art1',
    rank: 'article',
    label: 'Article 1',
    children: [{ text: 'Publication' }],
  };
  const leaf = { text: 'They do it within a month.' };
  const paragraph = { type: 'paragraph', id: 'p2', children: [leaf] };
  const whole = (...blocks: unknown[]) => ({
    ...sooner(),
    proposal: { kind: 'edit', article: 'art1', blocks },
  });

  it('of any other shape is refused with 4xx and never breaks anything', async () => {
    const blocks: unknown[] = [
      null,
      'text',
      [],
      {},
      { ...paragraph, id: '' },
      { ...paragraph, id: 'a b' },
      { ...paragraph, id: 'x'.repeat(65) },
      { ...paragraph, id: 7 },
      { ...paragraph, children: leaf },
      { ...paragraph, children: [{ ...leaf, bold: 'yes' }] },
      { ...paragraph, children: [{ ...leaf, onclick: 'alert(1)' }] },
      { ...paragraph, children: [{ type: 'link', url: 'javascript:x', children: [leaf] }] },
      { ...paragraph, children: [{ type: 'script', children: [leaf] }] },
      { ...paragraph, indent: -1 },
      { ...paragraph, style: 'color:red' },
      { ...paragraph, origin: 'staff' },
      { ...heading, id: 'h2', rank: 'law' },
      { type: 'table', id: 't', rows: 'many', children: [{ text: '' }] },
      { type: 'html', id: 'x', html: '<b>' },
    ];
    for (const block of blocks) {
      const reply = await amend(whole(heading, block));
      expect([reply.status, reply.code], JSON.stringify(block)).toEqual([400, 'invalid-input']);
    }
    const changes: unknown[] = [
      null,
      [],
      { edits: [] },
      { algorithm: 'change@9', edits: [] },
      { algorithm: 'change@1', edits: [{ kind: 'words', block: 'p2' }] },
      { algorithm: 'change@1', edits: [{ kind: 'drop', table: 'ballots' }] },
      {
        algorithm: 'change@1',
        edits: [
          {
            kind: 'insert',
            after: 'p2',
            blocks: [{ ...paragraph, children: [{ text: '\u0000' }] }],
          },
        ],
      },
    ];
    for (const change of changes) {
      const body = whole(heading, paragraph);
      const reply = await amend({ ...body, proposal: { ...body.proposal, change } });
      expect([reply.status, reply.code], JSON.stringify(change)).toEqual([400, 'invalid-input']);
    }
  });

  it('with operations that make no sense is refused for what they do', async () => {
    const edits: unknown[] = [
      [{ kind: 'words', block: 'nix', edits: [] }],
      [{ kind: 'words', block: 'p2', edits: [{ at: 1e9, remove: [], insert: [leaf] }] }],
      [{ kind: 'move', block: 'p2', from: 'p1', after: 'p2' }],
      [{ kind: 'split', block: 'p2', at: 1e9, into: { ...paragraph, id: 'n' } }],
      [{ kind: 'join', block: 'p2', joined: { ...paragraph, id: 'p2' }, at: 0 }],
      [{ kind: 'delete', block: { ...paragraph, id: '__proto__' }, after: null }],
      Array.from({ length: 50 }, () => ({ kind: 'insert', after: 'p2', blocks: [paragraph] })),
    ];
    for (const one of edits) {
      const body = whole(heading, paragraph);
      const change = { algorithm: 'change@1', edits: one };
      const reply = await amend({ ...body, proposal: { ...body.proposal, change } });
      expect([reply.status, reply.code], JSON.stringify(one).slice(0, 80)).toEqual([
        422,
        'result-differs',
      ]);
    }
  });
});

describe('an address', () => {
  it('with a query key that nobody declared is refused', async () => {
    for (const query of ['x=1', 'where[authorKey]=a', 'populate=*', 'filters[a]=b', 'sort=title']) {
      for (const path of [
        '/consultations',
        `/consultations/${place.slug}`,
        `/consultations/${place.slug}/amendments`,
      ]) {
        const reply = await api('GET', `${path}?${query}`);
        expect([reply.status, reply.code], `${path}?${query}`).toEqual([400, 'invalid-input']);
      }
    }
    expect((await api('GET', '/consultations?page=0')).code).toBe('invalid-input');
    expect((await api('GET', '/consultations?page=1&page=2')).code).toBe('invalid-input');
  });

  it('that no route has is not found, with a code', async () => {
    for (const path of [
      '/nix',
      '/consultations/UPPER',
      `/consultations/${place.slug}/versions/zero`,
      '/consultations/%E0%A4%A',
    ]) {
      const reply = await api('GET', path);
      expect(reply.status, path).toBeGreaterThanOrEqual(400);
      expect(reply.status, path).toBeLessThan(500);
      expect(reply.code, path).toBeDefined();
    }
    expect((await api('PATCH', `/consultations/${place.slug}`)).status).toBe(404);
  });

  it('of the rest of the site is answered by Strapi as before', async () => {
    const reply = await request('POST', '/api/auth/local', { body: 'not json' });
    expect(reply.code).toBeUndefined();
    expect((await request('GET', '/_health')).status).toBe(204);
  });
});

describe('a key', () => {
  it('gives the same answer for the same request, and refuses another one', async () => {
    const body = argument();
    const first = await argue(body);
    const second = await argue(body);
    expect(first.status).toBe(200);
    expect(second.text).toBe(first.text);
    expect((await argue({ ...body, text: 'Something else.' })).code).toBe('key-reused');
    const proposal = sooner();
    const sent = await amend(proposal);
    expect((await amend(proposal)).text).toBe(sent.text);
    expect((await amend({ ...proposal, title: 'Other' })).code).toBe('key-reused');
  });

  it('makes one of many that arrive at once', async () => {
    const body = argument();
    const replies = await Promise.all(Array.from({ length: 20 }, () => argue(body)));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    const id = replies[0]?.data.id;
    const acts = (await actsOf(place.id)).filter(({ subject }) => subject === `argument:${id}`);
    expect(acts).toHaveLength(1);
  });

  it('belongs to one person', async () => {
    const body = argument();
    const other = await citizen('Grace');
    const mine = await ok(argue(body));
    const theirs = await ok(
      api('POST', `/consultations/${place.slug}/arguments`, { body, token: other.token })
    );
    expect(theirs.id).not.toBe(mine.id);
  });
});

describe('a link', () => {
  it('is http or https, and nothing that a browser would run', async () => {
    const urls = [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      '//evil.example',
      ' javascript:x',
      'java\nscript:x',
      'ftp://a',
      'mailto:a@b.fr',
    ];
    for (const url of urls) {
      const reply = await argue({ ...argument(), sources: [{ title: 'Source', url }] });
      expect([reply.status, reply.code], url).toEqual([400, 'invalid-input']);
    }
    const good = { title: 'Source', url: 'https://example.org/a?b=c#d' };
    expect((await ok(argue({ ...argument(), sources: [good] }))).sources).toEqual([good]);
  });

  it('in a text of staff is safe or refused', async () => {
    const { id } = await ok(
      staff('POST', '/consultations', { body: { slug: `links-${newKey()}`, title: 'Links' } })
    );
    const reply = await staff('PUT', `/consultations/${id}/draft`, {
      body: {
        revision: null,
        title: 'Version',
        body: [
          { type: 'heading', id: 'a1', rank: 'article', children: [{ text: 'Article' }] },
          {
            type: 'paragraph',
            id: 'p1',
            children: [{ type: 'link', url: 'javascript:alert(1)', children: [{ text: 'x' }] }],
          },
        ],
        explanations: {},
      },
    });
    expect([reply.status, reply.code]).toEqual([400, 'invalid-input']);
  });
});
