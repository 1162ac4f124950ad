import { beforeAll, describe, expect, it } from 'vitest';
import { sooner } from './support/amending.ts';
import { app } from './support/app.ts';
import { questions } from './support/asking.ts';
import { api, type Citizen, citizen, newKey, ok, staff } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';

let place: Fixture;
let ada: Citizen;
let amendment: string;
beforeAll(async () => {
  await app();
  place = await consultation({ settings: { questions } });
  ada = await citizen();
  const path = `/consultations/${place.slug}`;
  const { token } = ada;
  amendment = (
    await ok(
      api('POST', `${path}/amendments`, {
        token,
        body: sooner(),
      })
    )
  ).id;
  await ok(api('PUT', `${path}/ballots/question:q1`, { token, body: { choice: 'a,c' } }));
  for (const target of ['article:art1', `amendment:${amendment}`]) {
    await ok(api('PUT', `${path}/ballots/${target}`, { token, body: { choice: 'for' } }));
    await ok(
      api('POST', `${path}/arguments`, {
        token,
        body: { target, stance: 'for', text: 'Because.', sources: [], key: newKey() },
      })
    );
  }
});

const forbidden =
  /^(?:e-?mail|password|.*token|voter.*|.*key|createdby|updatedby|ip|address|documentid|user|.*hash)$/i;

function keysOf(value: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) for (const item of value) keysOf(item, found);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      found.add(key);
      keysOf(item, found);
    }
  }
  return found;
}

describe('a public answer', () => {
  it('holds no address, password, token, voter or author key', async () => {
    const { strapi } = await app();
    const path = `/consultations/${place.slug}`;
    const answers = [
      '/consultations',
      path,
      `${path}/versions/latest`,
      `${path}/articles/art1`,
      `${path}/comparison?from=1&to=1`,
      `${path}/amendments`,
      `${path}/amendments?order=latest`,
      `${path}/amendments/${amendment}`,
      `${path}/arguments?target=article:art1`,
      `${path}/questions/q1`,
      `${path}/results`,
      `${path}/moderation`,
    ];
    const [ballot] = await strapi.db
      .connection('consultation_ballots')
      .where({ consultation: place.id });
    const row = await strapi.db
      .query('plugin::consultation.amendment')
      .findOne({ where: { documentId: amendment } });
    for (const token of [undefined, ada.token]) {
      for (const address of [...answers, ...(token === undefined ? [] : ['/account'])]) {
        const reply = await api('GET', address, { token });
        expect(reply.status, address).toBe(200);
        const names = [...keysOf(reply.data)].filter((key) => forbidden.test(key));
        expect(names, address).toEqual([]);
        for (const secret of [ada.email, ada.password, ada.token, ballot.voter, row.authorKey]) {
          expect(reply.text.includes(secret), address).toBe(false);
        }
      }
    }
    const cast = await api('PUT', `${path}/ballots/article:art1`, {
      token: ada.token,
      body: { choice: 'for' },
    });
    expect([...keysOf(cast.data)].filter((key) => forbidden.test(key))).toEqual([]);
  });
});

describe('the tables of the plugin', () => {
  it('name nobody, and do not join ballots with authors', async () => {
    const { strapi } = await app();
    const user = await strapi.db
      .query('plugin::users-permissions.user')
      .findOne({ where: { email: ada.email } });
    const desk = ['state', 'resolutions', 'history', 'presence', 'approvals'];
    for (const table of [
      ...['ballots', 'acts', 'participants', 'requests', 'attempts', 'tallies'],
      ...desk.map((name) => `desk_${name}`),
    ]) {
      const text = JSON.stringify(await strapi.db.connection(`consultation_${table}`).select());
      for (const trace of [ada.email, ada.token, `"${user.documentId}"`, `"user":${user.id}`]) {
        expect(text.includes(trace), `${table} ${trace}`).toBe(false);
      }
    }
    const [ballot] = await strapi.db
      .connection('consultation_ballots')
      .where({ consultation: place.id });
    const row = await strapi.db
      .query('plugin::consultation.amendment')
      .findOne({ where: { documentId: amendment } });
    expect(row.authorKey).not.toBe(ballot.voter);
    const other = await consultation();
    await ok(
      api('PUT', `/consultations/${other.slug}/ballots/article:art1`, {
        token: ada.token,
        body: { choice: 'for' },
      })
    );
    const [elsewhere] = await strapi.db
      .connection('consultation_ballots')
      .where({ consultation: other.id });
    expect(elsewhere.voter).not.toBe(ballot.voter);
    const sessions = JSON.stringify(await strapi.db.connection('consultation_sessions').select());
    expect(sessions.includes(ada.token)).toBe(false);
  });
});

describe('what is hidden', () => {
  it('shows its place and the reason, and none of its words', async () => {
    const path = `/consultations/${place.slug}`;
    const words = 'These words are nobody’s business';
    const sent = await ok(
      api('POST', `${path}/amendments`, {
        token: ada.token,
        body: {
          base: 1,
          proposal: { kind: 'replace', block: 'p3', text: words },
          title: words,
          justification: words,
          submit: true,
          key: newKey(),
        },
      })
    );
    const said = await ok(
      api('POST', `${path}/arguments`, {
        token: ada.token,
        body: {
          target: 'article:art2',
          stance: 'against',
          text: words,
          sources: [{ title: words, url: 'https://example.org/words' }],
          key: newKey(),
        },
      })
    );
    for (const [type, item] of [
      ['amendment', sent.id],
      ['argument', said.id],
    ]) {
      await ok(
        staff('POST', `/consultations/${place.id}/moderation`, {
          body: { type, item, act: 'hide', rule: 'insult', reason: 'It speaks of people.' },
        })
      );
    }
    for (const address of [
      `${path}/amendments`,
      `${path}/amendments/${sent.id}`,
      `${path}/articles/art2`,
      `${path}/arguments?target=article:art2`,
      `${path}/results`,
      `${path}/moderation`,
      `${path}/comparison?from=1&to=1`,
    ]) {
      const reply = await api('GET', address);
      expect(reply.status, address).toBe(200);
      expect(reply.text.includes(words), address).toBe(false);
    }
    const { total } = await ok(
      api('GET', `${path}/amendments?search=${encodeURIComponent('nobody’s business')}`)
    );
    expect(total).toBe(0);
    const view = await ok(api('GET', `${path}/amendments/${sent.id}`));
    expect(view.amendment.hidden).toMatchObject({
      rule: 'No insults',
      reason: 'It speaks of people.',
    });
    expect(view.amendment.number).toBe(sent.number);
  });
});
