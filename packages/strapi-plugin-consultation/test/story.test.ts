import { randomUUID } from 'node:crypto';
import type { Block } from 'consultation-core/text';
import { beforeAll, describe, expect, it } from 'vitest';
import { app } from './support/app.ts';
import { api, type Citizen, citizen, newKey, ok, request, staff } from './support/client.ts';
import { consultation, fromNow } from './support/fixture.ts';
import { actsOf } from './support/tables.ts';

const html = `<h1>Bill on open data</h1>
<h2>Section 1 – Principles</h2>
<h3>Article 1 – Publication</h3>
<p>Administrations publish their <strong>main</strong> documents.</p>
<p>They do it within a year.</p>
<h3>Article 2 – Exceptions</h3>
<p>Secrets protected by law are not published.</p><script>alert(1)</script>`;

const hour = 60 * 60 * 1000;
const slug = `story-${randomUUID().slice(0, 8)}`;
let id: string;
let ada: Citizen;
let grace: Citizen;
let text: Block[];
let articles: { id: string; label: string; title: string }[];
const amendments: Record<string, string> = {};
const path = `/consultations/${slug}`;
const words = (block: Block | undefined) =>
  block !== undefined && 'children' in block
    ? block.children.map((child) => ('text' in child ? child.text : '')).join('')
    : '';
const blockWith = (start: string) => {
  const found = text.find((block) => words(block).startsWith(start));
  if (found === undefined) throw new Error(`No block starts with ${start}`);
  return found.id;
};

beforeAll(async () => {
  await app();
});

describe('a consultation, from import to result', () => {
  it('is created, and its text is imported, read and published', async () => {
    const made = await ok(
      staff('POST', '/consultations', { body: { slug, title: 'Open data', language: 'en' } })
    );
    ({ id } = made);
    expect(made).toMatchObject({ state: 'draft', versions: [], hasDraft: false });
    expect(made.orderSeed).toMatch(/^[0-9a-f]{32}$/);
    expect((await staff('POST', '/consultations', { body: { slug, title: 'Twice' } })).code).toBe(
      'slug-taken'
    );
    expect(
      (await staff('POST', '/consultations', { body: { slug: 'account', title: 'No' } })).code
    ).toBe('slug-taken');

    const imported = await ok(staff('POST', '/import', { body: { format: 'html', source: html } }));
    expect(imported.notices.map(({ code }: { code: string }) => code)).toContain('script-dropped');
    expect(imported.body.filter(({ rank }: { rank?: string }) => rank === 'article')).toHaveLength(
      2
    );
    expect((await staff('POST', '/import', { body: { format: 'html', source: ' ' } })).code).toBe(
      'import-unreadable'
    );

    const early = await staff('POST', `/consultations/${id}/state`, { body: { state: 'open' } });
    expect(early.code).toBe('text-missing');
    expect(await ok(staff('GET', `/consultations/${id}/draft`))).toBeNull();
    const article = imported.body.find(({ rank }: { rank?: string }) => rank === 'article').id;
    const draft = {
      title: 'First version',
      body: imported.body,
      explanations: { [article]: 'What *this* means.' },
      notices: imported.notices,
    };
    const kept = await ok(
      staff('PUT', `/consultations/${id}/draft`, { body: { revision: null, ...draft } })
    );
    for (const revision of [null, '99']) {
      const reply = await staff('PUT', `/consultations/${id}/draft`, {
        body: { revision, ...draft },
      });
      expect(reply.code).toBe('edited-elsewhere');
    }
    const broken = [{ type: 'paragraph', id: 'p', children: [{ text: 'No article at all' }] }];
    const bad = await ok(
      staff('PUT', `/consultations/${id}/draft`, {
        body: { ...draft, revision: kept.revision, body: broken, explanations: {} },
      })
    );
    const refused = await staff('POST', `/consultations/${id}/draft/publish`, {
      body: { revision: bad.revision },
    });
    expect([refused.status, refused.code]).toEqual([422, 'structure-invalid']);
    const good = await ok(
      staff('PUT', `/consultations/${id}/draft`, { body: { ...draft, revision: bad.revision } })
    );
    const version = await ok(
      staff('POST', `/consultations/${id}/draft/publish`, { body: { revision: good.revision } })
    );
    expect(version).toMatchObject({ number: 1, computedFrom: null });
    expect(
      (
        await staff('POST', `/consultations/${id}/draft/publish`, {
          body: { revision: good.revision },
        })
      ).code
    ).toBe('text-missing');
  });

  it('gets its phases and rules, and is seen by nobody before it is open', async () => {
    const early = await staff('POST', `/consultations/${id}/state`, { body: { state: 'open' } });
    expect(early.code).toBe('phases-missing');
    const { revision } = await ok(staff('GET', `/consultations/${id}`));
    const phase = {
      id: 'say',
      name: 'Have your say',
      opensAt: fromNow(-hour),
      closesAt: fromNow(hour),
      allows: ['comment', 'amend', 'vote'],
    };
    const settings = {
      summary: 'What should be public?',
      organiser: 'The ministry',
      presentation: 'A *text* about data.',
      timeZone: 'Europe/Paris',
      phases: [phase],
      charter: [{ id: 'insult', title: 'No insults', text: 'Speak of the text.' }],
    };
    for (const wrong of [
      { timeZone: 'Mars/Olympus' },
      { phases: [phase, { ...phase, id: 'other' }] },
      { phases: [phase, phase] },
    ]) {
      const reply = await staff('PUT', `/consultations/${id}`, {
        body: { revision, settings: wrong },
      });
      expect(reply.code, JSON.stringify(wrong)).toBe('invalid-input');
    }
    const saved = await ok(staff('PUT', `/consultations/${id}`, { body: { revision, settings } }));
    expect(saved.revision).not.toBe(revision);
    const late = await staff('PUT', `/consultations/${id}`, { body: { revision, settings } });
    expect([late.status, late.code]).toEqual([409, 'edited-elsewhere']);
    expect((await api('GET', path)).code).toBe('not-found');
    expect((await api('GET', '/consultations?pageSize=100')).text).not.toContain(slug);
    await ok(staff('POST', `/consultations/${id}/state`, { body: { state: 'open' } }));
    const view = await ok(api('GET', path));
    expect(view).toMatchObject({ state: 'open', title: 'Open data', currentPhase: { id: 'say' } });
    const fixed = await staff('PUT', `/consultations/${id}`, {
      body: {
        revision: (await ok(staff('GET', `/consultations/${id}`))).revision,
        settings: { slug: 'moved' },
      },
    });
    expect(fixed.code).toBe('status-forbids');
  });

  it('is read by a citizen, who makes an account and votes', async () => {
    ada = await citizen('Ada');
    grace = await citizen('Grace');
    const version = await ok(api('GET', `${path}/versions/latest`));
    text = version.body;
    articles = version.articles;
    expect(version.articles).toHaveLength(2);
    expect(version.articles[0].open).toEqual(['comment', 'amend', 'vote']);
    const [first] = articles;
    const page = await ok(api('GET', `${path}/articles/${first?.id}`, { token: ada.token }));
    expect(page.may.vote.kind).toBe('allowed');
    expect(page.next.id).toBe(articles[1]?.id);
    expect(words(page.article.explanation[0])).toContain('What');
    const box = `${path}/ballots/article:${first?.id}`;
    await ok(api('PUT', box, { token: ada.token, body: { choice: 'for' } }));
    await ok(api('PUT', box, { token: ada.token, body: { choice: 'mixed' } }));
    await ok(api('DELETE', box, { token: ada.token }));
    await ok(api('PUT', box, { token: ada.token, body: { choice: 'against' } }));
    const again = await ok(api('GET', `${path}/articles/${first?.id}`, { token: ada.token }));
    expect(again.myChoice).toBe('against');
    expect(again.tally.counts).toEqual({ for: 0, mixed: 0, against: 1 });
  });

  it('is argued about with a source', async () => {
    const target = `article:${articles[0]?.id}`;
    const source = { title: 'A study', url: 'https://example.org/study' };
    const argument = await ok(
      api('POST', `${path}/arguments`, {
        token: ada.token,
        body: { target, stance: 'for', text: 'It helps.', sources: [source], key: newKey() },
      })
    );
    expect(argument).toMatchObject({
      author: ada.name,
      stance: 'for',
      mine: true,
      sources: [source],
    });
    const list = await ok(api('GET', `${path}/arguments?target=${target}`));
    expect(list.for.total).toBe(1);
    expect(list.for.items[0].mine).toBe(false);
  });

  it('is amended in four ways, each seen before it is sent', async () => {
    const proposals = {
      replace: {
        kind: 'replace',
        block: blockWith('They do it'),
        text: 'They do it within a month.',
      },
      insert: { kind: 'insert', after: blockWith('They do it'), text: 'They say where.' },
      delete: { kind: 'delete', block: blockWith('Secrets') },
      article: {
        kind: 'article',
        after: articles[1]?.id,
        heading: 'Article 3 – Control',
        text: 'A commission watches.\nIt reports once a year.',
      },
    };
    for (const [kind, proposal] of Object.entries(proposals)) {
      const preview = await ok(
        api('POST', `${path}/amendments/preview`, { body: { base: 1, proposal } })
      );
      expect(preview.change.edits.length, kind).toBeGreaterThan(0);
      const draft = await ok(
        api('POST', `${path}/amendments`, {
          token: ada.token,
          body: {
            base: 1,
            proposal,
            title: `By ${kind}`,
            justification: 'First thoughts',
            submit: false,
            key: newKey(),
          },
        })
      );
      expect(draft).toMatchObject({ status: 'draft', number: 0, kind });
      const sent = await ok(
        api('PUT', `${path}/amendments/${draft.id}`, {
          token: ada.token,
          body: {
            base: 1,
            proposal,
            title: `By ${kind}`,
            justification: 'Better thoughts',
            submit: true,
          },
        })
      );
      expect(sent).toMatchObject({ id: draft.id, status: 'submitted' });
      amendments[kind] = draft.id;
      const view = await ok(api('GET', `${path}/amendments/${draft.id}`));
      expect(words(view.amendment.justification[0])).toBe('Better thoughts');
    }
    const list = await ok(api('GET', `${path}/amendments?order=number`));
    expect(list.items.map(({ number }: { number: number }) => number)).toEqual([1, 2, 3, 4]);
    expect(list.total).toBe(4);
    const nothing = await api('POST', `${path}/amendments/preview`, {
      body: {
        base: 1,
        proposal: {
          kind: 'replace',
          block: blockWith('They do it'),
          text: 'They do it within a year.',
        },
      },
    });
    expect([nothing.status, nothing.code]).toEqual([422, 'proposal-changes-nothing']);
    const unknown = await api('POST', `${path}/amendments/preview`, {
      body: { base: 1, proposal: { kind: 'delete', block: 'nix' } },
    });
    expect(unknown.code).toBe('proposal-does-not-fit');
    const stale = await api('POST', `${path}/amendments/preview`, {
      body: { base: 7, proposal: { kind: 'delete', block: blockWith('Secrets') } },
    });
    expect(stale.code).toBe('version-outdated');
    const target = `amendment:${amendments.replace}`;
    await ok(
      api('PUT', `${path}/ballots/${target}`, { token: grace.token, body: { choice: 'for' } })
    );
  });

  it('has what breaks the charter hidden: the place, the number and the votes stay', async () => {
    const hide = (body: object) => staff('POST', `/consultations/${id}/moderation`, { body });
    const act = { type: 'amendment', item: amendments.insert, act: 'hide', reason: 'An insult.' };
    expect((await hide({ ...act, rule: 'nix' })).code).toBe('invalid-input');
    expect(await ok(hide({ ...act, rule: 'insult' }))).toEqual({ hidden: true });
    expect((await hide({ ...act, rule: 'insult' })).code).toBe('status-forbids');
    const view = await ok(api('GET', `${path}/amendments/${amendments.insert}`));
    expect(view.amendment).toMatchObject({
      number: 2,
      change: { edits: [] },
      before: [],
      after: [],
    });
    const vote = await api('PUT', `${path}/ballots/amendment:${amendments.insert}`, {
      token: grace.token,
      body: { choice: 'for' },
    });
    expect(vote.code).toBe('item-hidden');
    const register = await ok(api('GET', `${path}/moderation`));
    expect(register.inForce).toMatchObject([{ rule: 'No insults', reason: 'An insult.' }]);
    expect(await ok(hide({ ...act, act: 'restore', rule: '' }))).toEqual({ hidden: false });
    expect((await ok(api('GET', `${path}/moderation`))).inForce).toEqual([]);
    expect((await ok(api('GET', `${path}/moderation`))).entries).toHaveLength(2);
  });

  it('is closed, decided and consolidated', async () => {
    const decide = (status: string, ...names: string[]) =>
      staff('POST', `/consultations/${id}/decisions`, {
        body: {
          amendments: names.map((name) => amendments[name]),
          status,
          reason: `So: ${status}.`,
        },
      });
    expect((await decide('adopted', 'replace')).code).toBe('status-forbids');
    await ok(staff('POST', `/consultations/${id}/state`, { body: { state: 'closed' } }));
    const rival = await ok(decide('adopted', 'replace', 'article'));
    expect(rival.items.map(({ status }: { status: string }) => status)).toEqual([
      'adopted',
      'adopted',
    ]);
    const before = await ok(staff('GET', `/consultations/${id}/desk`));
    const publish = (fingerprint: string) =>
      staff('POST', `/consultations/${id}/desk/publish`, {
        body: {
          fingerprint,
          title: 'Second version',
          answer: 'We *listened*.',
          outcome: 'answered',
        },
      });
    const undecided = await publish(before.fingerprint);
    expect(undecided.code).toBe('undecided-left');
    expect(undecided.error.details.count).toBe(2);
    await ok(decide('rejected', 'insert', 'delete'));
    expect((await publish('another')).code).toBe('edited-elsewhere');
    const computed = await ok(staff('GET', `/consultations/${id}/desk`));
    expect(computed.fingerprint).toBe(before.fingerprint);
    const made = await ok(publish(computed.fingerprint));
    expect(made).toMatchObject({ number: 2, carryOver: { amendments: [] } });
    const version = (await ok(staff('GET', `/consultations/${id}`))).versions.at(-1);
    expect(version).toMatchObject({ number: 2, computedFrom: { base: 1 } });
    expect(version.computedFrom.amendments).toHaveLength(2);
    expect((await publish(computed.fingerprint)).code).toBe('status-forbids');
    expect((await decide('moot', 'delete')).code).toBe('status-forbids');
    expect(
      (await staff('POST', `/consultations/${id}/state`, { body: { state: 'open' } })).code
    ).toBe('status-forbids');
  });

  it('shows two versions, what became of each amendment, and the results', async () => {
    const view = await ok(api('GET', path));
    expect(view).toMatchObject({ state: 'answered' });
    expect(words(view.answer[0])).toContain('We ');
    const comparison = await ok(api('GET', `${path}/comparison?from=1&to=2`));
    const after = comparison.after.map(words).join('\n');
    expect(after).toContain('They do it within a month.');
    expect(after).toContain('A commission watches.');
    expect(after).not.toContain('They say where.');
    expect(
      comparison.amendments.map(({ number, status }: { number: number; status: string }) => [
        number,
        status,
      ])
    ).toEqual([
      [1, 'adopted'],
      [2, 'rejected'],
      [3, 'rejected'],
      [4, 'adopted'],
    ]);
    const results = await ok(api('GET', `${path}/results`));
    expect(results.articles).toHaveLength(3);
    expect(results.amendments[0]).toMatchObject({
      number: 1,
      status: 'adopted',
      reason: 'So: adopted.',
      tally: { counts: { for: 1 } },
    });
    expect(results.participation).toMatchObject({
      participants: 2,
      ballots: 2,
      amendments: 4,
      arguments: 1,
    });
    expect(results.participation.days).toHaveLength(1);
    const mine = await ok(api('GET', '/account', { token: ada.token }));
    expect(mine.amendments).toHaveLength(4);
    expect(mine.arguments).toHaveLength(1);
    expect(mine.ballots).toMatchObject([{ choice: 'against' }]);
    const kept = await ok(staff('GET', `/consultations/${id}/versions/1`));
    expect(kept.body).toEqual(text);
  });

  it('left a record of every act, in order and without a name', async () => {
    const acts = await actsOf(id);
    const count = (kind: string) => acts.filter((act) => act.kind === kind).length;
    expect({
      opened: count('consultation-opened'),
      closed: count('consultation-closed'),
      versions: count('version-published'),
      cast: count('ballot-cast'),
      changed: count('ballot-changed'),
      withdrawn: count('ballot-withdrawn'),
      submitted: count('amendment-submitted'),
      decided: count('amendment-decided'),
      hidden: count('item-hidden'),
      restored: count('item-restored'),
      answered: count('answer-published'),
    }).toEqual({
      opened: 1,
      closed: 1,
      versions: 2,
      cast: 3,
      changed: 1,
      withdrawn: 1,
      submitted: 4,
      decided: 4,
      hidden: 1,
      restored: 1,
      answered: 1,
    });
    expect(acts.map(({ at }) => at)).toEqual(acts.map(({ at }) => at).sort());
    // Names and texts are what leaves commit to, never what they say.
    const said = acts.map(({ entry, data, subject }) => ({ entry, data, subject }));
    expect(JSON.stringify(said)).not.toMatch(/Ada|Grace|@example/);
    expect(acts.map(({ idx }) => idx)).toEqual(acts.map((_, index) => index));
  });

  it('is described for other programs', async () => {
    const description = JSON.parse((await request('GET', '/api/consultation/openapi.json')).text);
    expect(description.openapi).toMatch(/^3\./);
    expect(Object.keys(description.paths).length).toBeGreaterThan(10);
  });
});

describe('a consultation in draft', () => {
  it('is deleted as long as nobody contributed', async () => {
    const place = await consultation({ open: false });
    expect(await ok(staff('DELETE', `/consultations/${place.id}`))).toBeNull();
    expect((await staff('GET', `/consultations/${place.id}`)).code).toBe('not-found');
    const open = await consultation();
    expect((await staff('DELETE', `/consultations/${open.id}`)).code).toBe('status-forbids');
  });
});
