import { beforeAll, describe, expect, it } from 'vitest';
import { app } from './support/app.ts';
import { api, type Citizen, citizen, newKey, ok, request, staff } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';

const corpus = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; drop table consultation_ballots; --",
  '{{constructor.constructor("alert(1)")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must not be filled in
  '${7*7}',
  '<svg/onload=alert(1)>',
  '</textarea><script>alert(1)</script>',
  '[x](javascript:alert(1))',
  '%3Cscript%3E',
  '__proto__',
  'constructor',
  '\u202Egnp.exe',
];

let place: Fixture;
let ada: Citizen;
beforeAll(async () => {
  await app();
  place = await consultation();
  ada = await citizen(corpus[0]);
});
const token = () => ada.token;

describe('script and SQL in a text field', () => {
  it('stay the words that somebody typed, in every answer', async () => {
    const path = `/consultations/${place.slug}`;
    for (const text of corpus) {
      const said = await ok(
        api('POST', `${path}/arguments`, {
          token: token(),
          body: {
            target: 'article:art1',
            stance: 'against',
            text,
            sources: [{ title: text, url: 'https://example.org/' }],
            key: newKey(),
          },
        })
      );
      expect([said.text, said.sources[0].title]).toEqual([text, text]);
      const sent = await ok(
        api('POST', `${path}/amendments`, {
          token: token(),
          body: {
            base: 1,
            proposal: { kind: 'article', after: 'art2', heading: text, text },
            title: text,
            justification: text,
            submit: true,
            key: newKey(),
          },
        })
      );
      expect(sent.title).toBe(text);
      const view = await ok(api('GET', `${path}/amendments/${sent.id}`));
      expect(JSON.stringify(view.amendment.justification)).toContain(
        JSON.stringify(text).slice(1, -1)
      );
      expect(JSON.stringify(view.amendment.after)).toContain(JSON.stringify(text).slice(1, -1));
      const whole = await ok(
        api('POST', `${path}/amendments`, {
          token: token(),
          body: {
            base: 1,
            proposal: {
              kind: 'edit',
              article: 'art2',
              blocks: [
                { type: 'heading', id: 'art2', rank: 'article', label: text, children: [{ text }] },
                { type: 'paragraph', id: 'p3', marker: text.slice(0, 40), children: [{ text }] },
                { type: 'table', id: 't', caption: text, rows: [[text]], children: [{ text: '' }] },
              ],
            },
            title: text,
            justification: text,
            submit: true,
            key: newKey(),
          },
        })
      );
      const written = (await ok(api('GET', `${path}/amendments/${whole.id}`))).amendment;
      expect(written.after[0]).toMatchObject({ label: text, children: [{ text }] });
      expect(written.after[1].children).toEqual([{ text }]);
      expect(written.after[2]).toMatchObject({ caption: text, rows: [[text]] });
      const page = await request('GET', `/consultations/${place.slug}/amendments/${whole.id}`);
      expect(page.text).not.toMatch(/<script>alert|onerror=alert|<svg\/onload|href="javascript:/);
      const found = await ok(api('GET', `${path}/amendments?search=${encodeURIComponent(text)}`));
      expect(found.total).toBeGreaterThan(0);
      const queue = await ok(
        staff('GET', `/consultations/${place.id}/moderation?search=${encodeURIComponent(text)}`)
      );
      expect(queue.total).toBeGreaterThan(0);
    }
    const { strapi } = await app();
    expect(await strapi.db.connection.schema.hasTable('consultation_ballots')).toBe(true);
  });

  it('make no page run anything', async () => {
    for (const page of ['', '/text', '/amendments', '/articles/art1', '/results']) {
      const reply = await request('GET', `/consultations/${place.slug}${page}`);
      expect(reply.text).not.toMatch(/<script>alert|onerror=alert|<svg\/onload|href="javascript:/);
    }
  });

  it('is found as it stands: signs of patterns match themselves', async () => {
    const path = `/consultations/${place.slug}/amendments`;
    for (const sign of ['%', '_', '\\']) {
      const { items } = await ok(api('GET', `${path}?search=${encodeURIComponent(sign)}`));
      for (const { title, author } of items) expect(`${title}${author}`).toContain(sign);
    }
  });
});
