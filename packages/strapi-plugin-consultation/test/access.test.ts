import { beforeAll, describe, expect, it } from 'vitest';
import { app } from './support/app.ts';
import { questions } from './support/asking.ts';
import { type Citizen, citizen, newKey, ok, type Reply, request, staff } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';

type Access =
  | 'anyone'
  | 'participant'
  | 'read'
  | 'manage'
  | 'moderate'
  | 'decide'
  | 'publish'
  | 'pages';

/** Who may use each route. A route that is not here fails the test below. */
const table: Readonly<Record<string, Access>> = {
  'GET /api/consultation/consultations': 'anyone',
  'GET /api/consultation/consultations/:slug': 'anyone',
  'GET /api/consultation/consultations/:slug/versions/:number': 'anyone',
  'GET /api/consultation/consultations/:slug/versions/:number/attribution': 'anyone',
  'GET /api/consultation/consultations/:slug/articles/:article': 'anyone',
  'GET /api/consultation/consultations/:slug/comparison': 'anyone',
  'GET /api/consultation/consultations/:slug/amendments': 'anyone',
  'POST /api/consultation/consultations/:slug/amendments/preview': 'anyone',
  'GET /api/consultation/consultations/:slug/amendments/:id': 'anyone',
  'POST /api/consultation/consultations/:slug/amendments': 'participant',
  'PUT /api/consultation/consultations/:slug/amendments/:id': 'participant',
  'POST /api/consultation/consultations/:slug/amendments/:id/withdraw': 'participant',
  'POST /api/consultation/consultations/:slug/amendments/:id/wordings/:number': 'participant',
  'GET /api/consultation/consultations/:slug/arguments': 'anyone',
  'POST /api/consultation/consultations/:slug/arguments': 'participant',
  'PUT /api/consultation/consultations/:slug/ballots/:target': 'participant',
  'DELETE /api/consultation/consultations/:slug/ballots/:target': 'participant',
  'GET /api/consultation/consultations/:slug/questions/:question': 'anyone',
  'GET /api/consultation/consultations/:slug/results': 'anyone',
  'GET /api/consultation/consultations/:slug/moderation': 'anyone',
  'GET /api/consultation/consultations/:slug/journal': 'anyone',
  'GET /api/consultation/consultations/:slug/journal/:code': 'anyone',
  'POST /api/consultation/accounts': 'anyone',
  'POST /api/consultation/session': 'anyone',
  'DELETE /api/consultation/session': 'anyone',
  'GET /api/consultation/account': 'participant',
  'DELETE /api/consultation/account': 'participant',
  'GET /api/consultation/openapi.json': 'anyone',
  'GET /consultation/consultations': 'read',
  'POST /consultation/consultations': 'manage',
  'GET /consultation/consultations/:id': 'read',
  'PUT /consultation/consultations/:id': 'manage',
  'DELETE /consultation/consultations/:id': 'manage',
  'POST /consultation/consultations/:id/state': 'publish',
  'POST /consultation/import': 'manage',
  'GET /consultation/consultations/:id/draft': 'read',
  'PUT /consultation/consultations/:id/draft': 'manage',
  'POST /consultation/consultations/:id/draft/publish': 'publish',
  'GET /consultation/consultations/:id/versions/:number': 'read',
  'GET /consultation/consultations/:id/amendments': 'read',
  'GET /consultation/consultations/:id/amendments/:amendment': 'read',
  'POST /consultation/consultations/:id/decisions': 'decide',
  'GET /consultation/consultations/:id/moderation': 'moderate',
  'POST /consultation/consultations/:id/moderation': 'moderate',
  'GET /consultation/consultations/:id/desk': 'decide',
  'POST /consultation/consultations/:id/desk/presence': 'decide',
  'PUT /consultation/consultations/:id/desk/resolutions/:collision': 'decide',
  'PUT /consultation/consultations/:id/amendments/:amendment/wording': 'decide',
  'POST /consultation/consultations/:id/desk/approvals': 'decide',
  'POST /consultation/consultations/:id/desk/publish': 'publish',
  'GET /consultation/consultations/:id/results': 'read',
  'GET /consultation/consultations/:id/journal': 'read',
  'POST /consultation/consultations/:id/journal/editions': 'publish',
  'POST /consultation/consultations/:id/journal/keys': 'publish',
  'POST /consultation/consultations/:id/journal/continuation': 'publish',
  'POST /consultation/consultations/:id/journal/audits': 'publish',
  'ALL /consultations/data/:slug/(.*)': 'pages',
  'ALL /consultations': 'pages',
  'ALL /consultations/(.*)': 'pages',
};
const staffPermissions = ['read', 'manage', 'moderate', 'decide', 'publish'];

let place: Fixture;
let ada: Citizen;
let grace: Citizen;
let amendment: string;
let draft: string;
beforeAll(async () => {
  await app();
  place = await consultation({ settings: { questions } });
  ada = await citizen();
  grace = await citizen('Grace');
  const send = async (submit: boolean) =>
    (
      await ok(
        request('POST', `/api/consultation/consultations/${place.slug}/amendments`, {
          token: ada.token,
          body: {
            base: 1,
            proposal: { kind: 'replace', block: 'p2', text: 'They do it within a month.' },
            title: 'Sooner',
            justification: 'A year is long.',
            submit,
            key: newKey(),
          },
        })
      )
    ).id;
  amendment = await send(true);
  draft = await send(false);
});

/** An address that leads to something real. */
function address(path: string): string {
  const values: Record<string, string> = {
    ':slug': place.slug,
    ':number': '1',
    ':article': 'art1',
    ':question': 'q1',
    ':target': 'article:art1',
    ':amendment': amendment,
    ':collision': '0'.repeat(32),
    ':id': path.startsWith('/api') ? amendment : place.id,
  };
  return path.replace(/:[a-z]+/g, (name) => values[name] ?? name);
}
/** Never a valid body: what passes the gate ends at the parser, and changes nothing. */
const harmless = { body: { unknown: true } };
const options = (verb: string) => (verb === 'GET' || verb === 'DELETE' ? {} : harmless);
const stopped = ({ status }: Reply) => status === 401 || status === 403;

describe('the routes of the plugin', () => {
  it('are all in the table, and the table holds no other', async () => {
    const { strapi } = await app();
    const listed = new Set<string>();
    for (const layer of strapi.server.router.stack) {
      if (!/^\/(?:api\/)?consultations?(?:\/|$)/.test(layer.path)) continue;
      const verbs = layer.methods.filter((verb: string) => verb !== 'HEAD');
      if (verbs.length > 5) listed.add(`ALL ${layer.path}`);
      else for (const verb of verbs) listed.add(`${verb} ${layer.path}`);
    }
    expect([...listed].sort()).toEqual(Object.keys(table).sort());
  });

  const routes = Object.entries(table)
    .filter(([, access]) => access !== 'pages')
    .map(([route, access]) => {
      const [verb = '', path = ''] = route.split(' ');
      return { route, verb, path, access };
    });

  it.each(routes.filter(({ access }) => access === 'anyone'))(
    '$route is for anyone',
    async ({ verb, path }) => {
      const nobody = await request(verb, address(path), options(verb));
      expect(stopped(nobody), nobody.text).toBe(false);
      const unknown = await request(verb, address(path), {
        ...options(verb),
        token: 'A'.repeat(43),
      });
      expect(stopped(unknown), unknown.text).toBe(false);
    }
  );

  it.each(routes.filter(({ access }) => access === 'participant'))(
    '$route is for people who are signed in',
    async ({ verb, path }) => {
      const nobody = await request(verb, address(path), options(verb));
      expect([nobody.status, nobody.code]).toEqual([401, 'sign-in-needed']);
      const ended = await request(verb, address(path), { ...options(verb), token: 'A'.repeat(43) });
      expect([ended.status, ended.code]).toEqual([401, 'sign-in-needed']);
      const noToken = await request(verb, address(path), { ...options(verb), token: 'x.y.z' });
      expect(stopped(noToken)).toBe(true);
      expect(noToken.code).toBeDefined();
      const { status, text } = await request(verb, address(path), {
        ...options(verb),
        token: ada.token,
      });
      expect(status, text).not.toBe(401);
    }
  );

  it.each(routes.filter(({ access }) => staffPermissions.includes(access)))(
    '$route is for staff with the permission to $access',
    async ({ verb, path, access }) => {
      const adminPath = address(path);
      const nobody = await request(verb, adminPath, options(verb));
      expect([nobody.status, nobody.code]).toEqual([401, 'sign-in-needed']);
      const member = await request(verb, adminPath, { ...options(verb), token: ada.token });
      expect([member.status, member.code]).toEqual([401, 'sign-in-needed']);
      const others = staffPermissions.filter((permission) => permission !== access);
      const relative = adminPath.replace('/consultation', '');
      const without = await staff(verb, relative, { ...options(verb), permissions: others });
      expect([without.status, without.code]).toEqual([403, 'not-allowed']);
      if (verb === 'DELETE') return;
      const allowed = await staff(verb, relative, { ...options(verb), permissions: [access] });
      expect(stopped(allowed), allowed.text).toBe(false);
    }
  );
});

describe('the roles of Users & Permissions', () => {
  it('decide who may do what, at once and everywhere', async () => {
    const { strapi } = await app();
    const permissions = strapi.db.query('plugin::users-permissions.permission');
    const action = 'plugin::consultation.ballot.cast';
    const found = await permissions.findOne({ where: { action }, populate: ['role'] });
    expect(found.role.type).toBe('authenticated');
    const vote = () =>
      request('PUT', `/api/consultation/consultations/${place.slug}/ballots/article:art1`, {
        body: { choice: 'for', key: newKey() },
        token: ada.token,
      });
    await ok(vote());
    await permissions.delete({ where: { id: found.id } });
    const reply = await vote();
    expect([reply.status, reply.code]).toEqual([403, 'not-allowed']);
    await permissions.create({ data: { action, role: found.role.id } });
    await ok(vote());
  });

  it('let in whoever comes with a JWT of theirs, as the same person', async () => {
    const { jwt } = JSON.parse(
      (
        await request('POST', '/api/auth/local', {
          body: { identifier: ada.email, password: ada.password },
        })
      ).text
    );
    const view = await ok(request('GET', '/api/consultation/account', { token: jwt }));
    expect(view.account.name).toBe(ada.name);
    expect(view.amendments).toHaveLength(2);
  });
});

describe('a draft', () => {
  it('is there for its author alone', async () => {
    const path = `/api/consultation/consultations/${place.slug}/amendments/${draft}`;
    const body = {
      base: 1,
      proposal: { kind: 'delete', block: 'p2' },
      title: 'Mine now',
      justification: 'x',
      submit: true,
    };
    expect((await ok(request('GET', path, { token: ada.token }))).mine).toBe(true);
    for (const token of [undefined, grace.token]) {
      expect((await request('GET', path, { token })).code).toBe('not-found');
    }
    expect((await request('PUT', path, { token: grace.token, body })).code).toBe('not-found');
    expect((await request('POST', `${path}/withdraw`, { token: grace.token, body: {} })).code).toBe(
      'not-found'
    );
    expect(
      (
        await request(
          'PUT',
          `/api/consultation/consultations/${place.slug}/ballots/amendment:${draft}`,
          {
            token: grace.token,
            body: { choice: 'for', key: newKey() },
          }
        )
      ).code
    ).toBe('not-found');
    expect((await staff('GET', `/consultations/${place.id}/amendments/${draft}`)).code).toBe(
      'not-found'
    );
    const { items } = await ok(staff('GET', `/consultations/${place.id}/amendments`));
    expect(items.map(({ id }: { id: string }) => id)).not.toContain(draft);
    const list = await ok(
      request('GET', `/api/consultation/consultations/${place.slug}/amendments?status=draft`, {
        token: grace.token,
      })
    );
    expect(list.items).toEqual([]);
  });

  it('once submitted is changed and withdrawn by its author only', async () => {
    const path = `/api/consultation/consultations/${place.slug}/amendments/${amendment}`;
    const reply = await request('POST', `${path}/withdraw`, { token: grace.token, body: {} });
    expect([reply.status, reply.code]).toEqual([403, 'not-allowed']);
    const body = {
      base: 1,
      proposal: { kind: 'delete', block: 'p2' },
      title: 'Other',
      justification: 'x',
      submit: true,
    };
    expect((await request('PUT', path, { token: grace.token, body })).code).toBe('not-allowed');
    expect((await ok(request('PUT', path, { token: ada.token, body }))).edits).toBe(1);
    expect(
      (await ok(request('POST', `${path}/withdraw`, { token: ada.token, body: {} }))).status
    ).toBe('withdrawn');
  });
});

describe('ids of one consultation', () => {
  it('lead nowhere in another', async () => {
    const other = await consultation();
    const base = `/api/consultation/consultations/${other.slug}`;
    const token = ada.token;
    const refused = [
      request('GET', `${base}/amendments/${amendment}`, { token }),
      request('POST', `${base}/amendments/${amendment}/withdraw`, { token, body: {} }),
      request('POST', `${base}/amendments/${amendment}/wordings/1`, {
        token,
        body: { accept: true, reply: '' },
      }),
      request('PUT', `${base}/amendments/${amendment}`, {
        token,
        body: {
          base: 1,
          proposal: { kind: 'delete', block: 'p2' },
          title: 'x',
          justification: 'x',
          submit: true,
        },
      }),
      request('POST', `${base}/amendments/preview`, {
        body: { base: 1, proposal: { kind: 'delete', block: 'p2' }, parent: amendment },
      }),
      request('PUT', `${base}/ballots/amendment:${amendment}`, {
        token,
        body: { choice: 'for', key: newKey() },
      }),
      request('GET', `${base}/questions/q1`),
      request('PUT', `${base}/ballots/question:q1`, {
        token,
        body: { choice: 'a', key: newKey() },
      }),
      request('GET', `${base}/arguments?target=amendment:${amendment}`),
      request('POST', `${base}/arguments`, {
        token,
        body: {
          target: `amendment:${amendment}`,
          stance: 'for',
          text: 'x',
          sources: [],
          key: newKey(),
        },
      }),
      staff('GET', `/consultations/${other.id}/amendments/${amendment}`),
      staff('POST', `/consultations/${other.id}/decisions`, {
        body: { amendments: [amendment], status: 'moot', reason: 'x' },
      }),
      staff('POST', `/consultations/${other.id}/moderation`, {
        body: { type: 'amendment', item: amendment, act: 'hide', rule: 'insult', reason: 'x' },
      }),
    ];
    for (const reply of await Promise.all(refused)) {
      expect([reply.status, reply.code], reply.text).toEqual([404, 'not-found']);
    }
  });
});
