import type { Block } from 'consultation-core/text';
import { beforeAll, describe, expect, it } from 'vitest';
import { close, hide, lines, paragraph, send, view } from './support/amending.ts';
import { app } from './support/app.ts';
import { api, type Citizen, citizen, ok } from './support/client.ts';
import { adopt, bench, bill, desk, drafter, publish, saveWording, wish } from './support/desk.ts';
import type { Fixture } from './support/fixture.ts';
import { actsOf } from './support/tables.ts';

let ada: Citizen;
let place: Fixture;
let one: string;
const [heading, first] = bill() as [Block, Block];
/** Article 1 with other words in its second alinea. */
const article = (words: string): Block[] => [heading, first, paragraph('a1p2', words)];
const soon = article('They do it as soon as they can.');

beforeAll(async () => {
  await app();
  ada = await citizen('Ada');
  place = await bench();
  one = await wish(place, ada, 'a1p2', 'They do it within a week.');
});

describe('other words of staff', () => {
  it('are private, then shown to the author, and each save has its number', async () => {
    const { wordings } = await ok(saveWording(place, one, { after: soon, note: 'Softer?' }));
    expect(wordings).toMatchObject([
      { number: 1, state: 'private', note: 'Softer?', reply: '', by: 'Staff Member' },
    ]);
    expect(wordings[0].after).toEqual(soon);
    expect((await view(place, one)).amendment.wordings).toEqual([]);
    const better = article('They do it within a month.');
    const kept = await ok(saveWording(place, one, { after: better, number: 1 }, drafter));
    // The private one before is not kept: nobody but its writers saw it.
    expect(kept.wordings.map(({ number }: { number: number }) => number)).toEqual([2]);
    const late = await saveWording(place, one, { after: soon, number: 1 });
    expect([late.status, late.code]).toEqual([409, 'edited-elsewhere']);
    expect(late.error.details.current).toMatchObject({ number: 2, after: better });
    const shown = await ok(saveWording(place, one, { after: better, number: 2, publish: true }));
    expect(shown.wordings).toMatchObject([{ number: 3, state: 'public' }]);
    expect((await view(place, one)).amendment.wordings).toMatchObject([
      { number: 3, state: 'public' },
    ]);
    const next = await ok(saveWording(place, one, { after: soon, number: 3 }));
    expect(next.wordings.map(({ state }: { state: string }) => state)).toEqual([
      'public',
      'private',
    ]);
    expect(next.revision).toBe(shown.revision + 1);
    expect((await desk(place)).amendments[0].wordings).toEqual(next.wordings);
    expect((await actsOf(place.id)).filter(({ kind }) => kind === 'wording-proposed')).toHaveLength(
      1
    );
  });

  it('are saved by one of two drafters at once', async () => {
    const other = await wish(place, ada, 'a2p1', 'No secrets.');
    const after = [
      bill()[3],
      paragraph('a2p1', 'Secrets protected by law are not published at all.'),
    ];
    const replies = await Promise.all([
      saveWording(place, other, { after }),
      saveWording(place, other, { after }, drafter),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('stand in for the amendment once its author has accepted them', async () => {
    const fresh = await bench();
    const mine = await wish(fresh, ada, 'a1p2', 'They do it within a week.');
    await close(fresh);
    await adopt(fresh, [mine]);
    const before = await desk(fresh);
    await ok(saveWording(fresh, mine, { after: soon, publish: true }));
    expect((await desk(fresh)).fingerprint).toBe(before.fingerprint);
    const path = `/consultations/${fresh.slug}/amendments/${mine}/wordings/1`;
    await ok(api('POST', path, { token: ada.token, body: { accept: true, reply: 'Fine.' } }));
    const now = await desk(fresh);
    expect(now.fingerprint).not.toBe(before.fingerprint);
    expect(now.revision).toBeGreaterThan(before.revision);
    expect(now.amendments[0].wordings).toMatchObject([{ state: 'accepted', reply: 'Fine.' }]);
    await ok(publish(fresh, now.fingerprint));
    const { body } = await ok(api('GET', `/consultations/${fresh.slug}/versions/2`));
    expect(lines(body)).toContain('They do it as soon as they can.');
  });

  it('can be about a new article, and about an amendment of an amendment', async () => {
    const proposal = {
      kind: 'article',
      after: 'a2',
      heading: 'Article 2 bis – Costs',
      text: 'It costs nothing.',
    };
    const { id } = await ok(send(place, ada, { proposal }));
    const { after } = (await desk(place)).amendments.find((row: { id: string }) => row.id === id);
    const cheap = [after[0], { ...after[1], children: [{ text: 'It costs little.' }] }];
    const { wordings } = await ok(saveWording(place, id, { after: cheap }));
    expect(wordings[0].change.edits).toMatchObject([{ kind: 'insert', after: 'a2p1' }]);
    expect(wordings[0].after).toEqual(cheap);
    const sub = await ok(
      send(place, ada, {
        parent: id,
        proposal: { kind: 'replace', block: after[1].id, text: 'It costs a lot.' },
      })
    );
    const again = await ok(saveWording(place, sub.id, { after: cheap }));
    expect(again.wordings[0].change.edits).toMatchObject([{ kind: 'words', block: after[1].id }]);
  });

  it('are refused where they make no sense', async () => {
    const mine = await wish(place, ada, 'a3p1', 'A commission watches.');
    const [third, last] = bill().slice(5) as [Block, Block];
    const refused = async (body: object, amendment = mine) => {
      const { status, code } = await saveWording(place, amendment, body);
      return [status, code];
    };
    const after = [third, paragraph('a3p1', 'A commission of nine members watches.')];
    expect(await refused({ after }, 'nix')).toEqual([404, 'not-found']);
    expect(await refused({ after: [third, last] })).toEqual([422, 'proposal-changes-nothing']);
    for (const blocks of [
      [paragraph('a3p1', 'No heading.')],
      article('Another article.'),
      [third, paragraph('a2p1', 'Of another article.')],
      [third, { ...third, id: 'wide', rank: 'chapter' }],
      [
        third,
        {
          type: 'image',
          id: 'i',
          url: 'https://spy.example/x.png',
          alt: '',
          children: [{ text: '' }],
        },
      ],
    ]) {
      expect(await refused({ after: blocks }), JSON.stringify(blocks)).toEqual([
        422,
        'proposal-does-not-fit',
      ]);
    }
    expect(await refused({ after: [third, paragraph('a3p1', '')] })).toEqual([
      422,
      'structure-invalid',
    ]);
    const link = { type: 'link', url: 'javascript:alert(1)', children: [{ text: 'x' }] };
    for (const blocks of [
      [third, { ...last, children: [link] }],
      [third, paragraph('a3p1', 'x'.repeat(50_001))],
      [third, paragraph('a3p1', 'a\u0000b')],
      [third, ...Array.from({ length: 500 }, (_, index) => paragraph(`n${index}`, 'x'))],
    ]) {
      expect(await refused({ after: blocks })).toEqual([400, 'invalid-input']);
    }
    expect(await refused({ after: [third, paragraph('a3p1', 'x'.repeat(1e6))] })).toEqual([
      413,
      'too-large',
    ]);
    await hide(place, mine);
    expect(await refused({ after, publish: true })).toEqual([409, 'item-hidden']);
    expect((await saveWording(place, mine, { after })).status).toBe(200);
    await adopt(place, [mine], 'inadmissible');
    expect(await refused({ after, number: 1 })).toEqual([409, 'status-forbids']);
  });

  it('of more edits than a change may have are refused', async () => {
    const words = (prefix: string) =>
      Array.from({ length: 2_200 }, (_, index) => `${prefix}${index} same${index}`).join(' ');
    const long = [...bill().slice(0, 1), paragraph('a1p1', words('old')), ...bill().slice(3)];
    const wide = await bench({ body: long });
    const proposal = { kind: 'insert', after: 'a1p1', text: 'And more.' };
    const { id: mine } = await ok(send(wide, ada, { proposal }));
    const reply = await saveWording(wide, mine, {
      after: [heading, paragraph('a1p1', words('new'))],
    });
    expect([reply.status, reply.code], reply.text.slice(0, 300)).toEqual([422, 'too-many-edits']);
  });
});
