import { consolidate } from 'consultation-core/amendment';
import { apply, attribution } from 'consultation-core/change';
import type { Block, Body } from 'consultation-core/text';
import { canonicalBody } from 'consultation-core/text';
import { beforeAll, describe, expect, it } from 'vitest';
import { close, lines, send, view } from './support/amending.ts';
import { app } from './support/app.ts';
import { api, type Citizen, citizen, newKey, ok, staff } from './support/client.ts';
import { adopt, bench, bill, desk, publish, resolve, saveWording, wish } from './support/desk.ts';
import type { Fixture } from './support/fixture.ts';
import { actsOf } from './support/tables.ts';

let ada: Citizen;
let grace: Citizen;
beforeAll(async () => {
  await app();
  ada = await citizen('Ada');
  grace = await citizen('Grace');
});

const stored = async (place: Fixture, number: number) => {
  const { strapi } = await app();
  return strapi.db
    .query('plugin::consultation.text-version')
    .findOne({ where: { consultation: place.id, number } });
};
const amendmentRow = async (id: string) => {
  const { strapi } = await app();
  return strapi.db.query('plugin::consultation.amendment').findOne({ where: { documentId: id } });
};
const words = async (place: Fixture, number: number) =>
  lines((await ok(api('GET', `/consultations/${place.slug}/versions/${number}`))).body);

describe('the next version, with the consultation going on', () => {
  it('takes every open amendment along: untouched, adjusted, moot, or to be looked at', async () => {
    const place = await bench();
    const month = await wish(
      place,
      ada,
      'a1p2',
      'They do it within a month after the document was made.'
    );
    const same = await wish(
      place,
      grace,
      'a1p2',
      'They do it within a month after the document was made.'
    );
    const week = await wish(
      place,
      grace,
      'a1p2',
      'They do it within a week after the document was made.'
    );
    const nearby = await wish(
      place,
      ada,
      'a1p2',
      'They do it within a year after the document was signed.'
    );
    const apart = await wish(
      place,
      ada,
      'a3p1',
      'A commission of nine members watches over this law.'
    );
    const target = `amendment:${apart}`;
    await ok(
      api('PUT', `/consultations/${place.slug}/ballots/${target}`, {
        token: grace.token,
        body: { choice: 'for' },
      })
    );
    for (const about of [target, 'article:a1', 'article:a3']) {
      await ok(
        api('POST', `/consultations/${place.slug}/arguments`, {
          token: grace.token,
          body: { target: about, stance: 'for', text: 'Yes.', sources: [], key: newKey() },
        })
      );
    }
    await close(place);
    await adopt(place, [month]);
    const before = await desk(place);
    const undecided = await publish(place, before.fingerprint, { outcome: 'answered' });
    expect([undecided.code, undecided.error.details.count]).toEqual(['undecided-left', 4]);
    const { number, carryOver } = await ok(publish(place, before.fingerprint));
    expect(number).toBe(2);
    const outcomes = Object.fromEntries(
      carryOver.amendments.map((one: { amendment: { id: string }; outcome: string }) => [
        one.amendment.id,
        one.outcome,
      ])
    );
    expect(outcomes).toEqual({
      [same]: 'without-object',
      [week]: 'needs-look',
      [nearby]: 'adjusted',
      [apart]: 'untouched',
    });
    expect(carryOver.articles).toEqual([
      { article: 'a1', label: 'Article 1 – Publication', outcome: 'adjusted', arguments: 1 },
      { article: 'a3', label: 'Article 3 – Control', outcome: 'untouched', arguments: 1 },
    ]);
    const [lost] = carryOver.amendments.find(
      ({ amendment }: { amendment: { id: string } }) => amendment.id === week
    ).lost;
    expect(lost).toMatchObject({ code: 'words-changed', block: 'a1p2', wanted: 'week' });
    expect(await words(place, 2)).toContain(
      'They do it within a month after the document was made.'
    );
    const { state, versions } = await ok(staff('GET', `/consultations/${place.id}`));
    expect([state, versions.length]).toEqual(['closed', 2]);

    // What people wrote and voted stays with what it is about.
    const kept = await view(place, apart);
    expect(kept.amendment).toMatchObject({
      base: 2,
      status: 'submitted',
      tally: { counts: { for: 1 } },
    });
    expect(kept.arguments.for.total).toBe(1);
    expect(kept.amendment.history).toMatchObject([{ ended: 'carried-over', base: 1, number: 1 }]);
    expect((await view(place, month)).amendment).toMatchObject({ base: 1, status: 'adopted' });
    const moot = (await view(place, same)).amendment;
    expect(moot).toMatchObject({ base: 1, status: 'moot', history: [] });
    expect(moot.decision.reason).toContain('version 2 of the text (“Next version”)');
    const adjusted = (await view(place, nearby)).amendment;
    expect(lines(adjusted.before)).toContain(
      'They do it within a month after the document was made.'
    );
    expect(lines(adjusted.after)).toContain(
      'They do it within a month after the document was signed.'
    );
    const look = (await view(place, week)).amendment;
    expect(look).toMatchObject({ base: 2, status: 'submitted', change: { edits: [] } });
    expect(lines(look.history[0].after)).toContain(
      'They do it within a week after the document was made.'
    );

    // Everybody is told how it came over, and what did not.
    const carried = { from: 1, to: 2, lost: [] };
    expect(kept.amendment.carried).toEqual({ ...carried, outcome: 'untouched' });
    expect(adjusted.carried).toEqual({ ...carried, outcome: 'adjusted' });
    expect(moot.carried).toEqual({ ...carried, outcome: 'without-object' });
    expect(look.carried).toEqual({ ...carried, outcome: 'needs-look', lost: [lost] });
    expect((await view(place, month)).amendment.carried).toBeNull();

    const after = await desk(place);
    expect(after.version).toMatchObject({ number: 2, title: 'Next version' });
    expect(after.amendments.map(({ id }: { id: string }) => id)).toEqual([week, nearby, apart]);
    expect(after.amendments[0].carried).toMatchObject({
      from: 1,
      outcome: 'needs-look',
      lost: [lost],
    });
    expect(after.reasons.map(({ text }: { text: string }) => text)).toEqual(['So: adopted.']);
    for (const one of after.amendments) {
      const applied = apply(after.body, one.change);
      expect(applied.kind).toBe('applied');
    }
    // What was decided on a version that is published is decided.
    const late = await staff('POST', `/consultations/${place.id}/decisions`, {
      body: { amendments: [month], status: 'rejected', reason: 'No.' },
    });
    expect(late.code).toBe('status-forbids');
    expect((await saveWording(place, month, { after: bill().slice(0, 3) })).code).toBe(
      'status-forbids'
    );
    const kinds = (await actsOf(place.id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'amendment-carried-over')).toHaveLength(3);
    expect(kinds.filter((kind) => kind === 'amendment-decided')).toHaveLength(2);
  });

  it('can be opened again, amended and published again, with the origin of every word', async () => {
    const place = await bench();
    const first = await wish(
      place,
      ada,
      'a1p2',
      'They do it within a month after the document was made.'
    );
    await close(place);
    await adopt(place, [first]);
    await ok(publish(place, (await desk(place)).fingerprint, { answer: '' }));
    await ok(staff('POST', `/consultations/${place.id}/state`, { body: { state: 'open' } }));
    const second = await wish(
      place,
      grace,
      'a1p2',
      'They do it within a month after the document was signed.',
      2
    );
    await close(place);
    await adopt(place, [second]);
    await ok(publish(place, (await desk(place)).fingerprint, { outcome: 'answered' }));
    expect((await words(place, 3))[2]).toBe(
      'They do it within a month after the document was signed.'
    );
    const origins = await ok(api('GET', `/consultations/${place.slug}/versions/3/attribution`));
    const block = origins.blocks.find(({ id }: { id: string }) => id === 'a1p2');
    const by = block.runs.map((run: { children: Block[]; origin: { changes?: string[] } }) => [
      lines([{ type: 'paragraph', id: 'x', children: run.children } as never])[0],
      run.origin.changes?.[0] ?? null,
    ]);
    expect(by).toEqual([
      ['They do it within a ', null],
      ['month', first],
      [' after the document was ', null],
      ['signed', second],
      ['.', null],
    ]);
    const { amendment } = await view(place, second);
    expect(amendment.fate).toMatchObject({
      version: 3,
      words: [{ removed: 'made', inserted: 'signed', outcome: 'applied' }],
    });
    const consultation = await ok(api('GET', `/consultations/${place.slug}`));
    expect(consultation).toMatchObject({ state: 'answered' });
    expect(consultation.answer).toHaveLength(1);
  });

  it('takes an amendment along with what amends it, or on its own once it was adopted', async () => {
    const place = await bench();
    const sub = async (parent: string, words: string, block = 'a1p2') =>
      (await ok(send(place, grace, { parent, proposal: { kind: 'replace', block, text: words } })))
        .id;
    const open = await wish(
      place,
      ada,
      'a3p1',
      'A commission of nine members watches over this law.'
    );
    const openSub = await sub(
      open,
      'A commission of nine wise members watches over this law.',
      'a3p1'
    );
    const adopted = await wish(
      place,
      ada,
      'a1p2',
      'They do it within a month after the document was made.'
    );
    const adoptedSub = await sub(
      adopted,
      'They do it within a month after the document was signed.'
    );
    const refused = await wish(place, ada, 'a2p1', 'Secrets are published.');
    const refusedSub = await sub(refused, 'Secrets are published later.', 'a2p1');
    await close(place);
    await adopt(place, [adopted]);
    await adopt(place, [refused], 'rejected');
    await ok(publish(place, (await desk(place)).fingerprint));
    expect(await amendmentRow(openSub)).toMatchObject({
      base: 2,
      parent: open,
      status: 'submitted',
    });
    expect((await view(place, openSub)).amendment.fits).toBe(true);
    expect(await amendmentRow(adoptedSub)).toMatchObject({
      base: 2,
      parent: null,
      status: 'submitted',
    });
    const own = (await view(place, adoptedSub)).amendment;
    expect(lines(own.after)).toContain('They do it within a month after the document was signed.');
    const { strapi } = await app();
    const form = await strapi.db
      .query('plugin::consultation.amendment-revision')
      .findOne({ where: { amendment: adoptedSub } });
    expect(form).toMatchObject({ parent: adopted, base: 1 });
    const moot = (await view(place, refusedSub)).amendment;
    expect(moot).toMatchObject({ status: 'moot', base: 1 });
    expect(moot.decision.reason).toContain('amendment No. 5');
    await adopt(place, [open, openSub, adoptedSub]);
    await ok(publish(place, (await desk(place)).fingerprint, { outcome: 'answered' }));
    expect(await words(place, 3)).toEqual(
      expect.arrayContaining([
        'They do it within a month after the document was signed.',
        'A commission of nine wise members watches over this law.',
      ])
    );
  });

  it('keeps what was written about an article that is gone, and says so', async () => {
    const place = await bench();
    const less = (
      await ok(send(place, ada, { proposal: { kind: 'delete', block: 'a3' }, title: 'Less' }))
    ).id;
    const nine = await wish(
      place,
      grace,
      'a3p1',
      'A commission of nine members watches over this law.'
    );
    const bis = (
      await ok(
        send(place, ada, {
          proposal: {
            kind: 'article',
            after: 'a3',
            heading: 'Article 4 – Costs',
            text: 'It costs nothing.',
          },
        })
      )
    ).id;
    await ok(
      api('POST', `/consultations/${place.slug}/arguments`, {
        token: grace.token,
        body: { target: 'article:a3', stance: 'for', text: 'Yes.', sources: [], key: newKey() },
      })
    );
    await close(place);
    await adopt(place, [less]);
    const { carryOver } = await ok(publish(place, (await desk(place)).fingerprint));
    expect(carryOver.articles).toMatchObject([{ article: 'a3', outcome: 'gone', arguments: 1 }]);
    expect(carryOver.amendments[0]).toMatchObject({
      amendment: { id: nine, number: 2 },
      outcome: 'needs-look',
      lost: [{ code: 'block-gone', block: 'a3p1' }],
    });
    expect((await stored(place, 2)).carryOver).toEqual(carryOver);
    const after = await desk(place);
    expect(after.opinions).toEqual([]);
    expect(after.amendments[0]).toMatchObject({ id: nine, article: null, before: [], after: [] });
    expect((await view(place, nine)).amendment.history[0].after).toHaveLength(2);
    const reply = await saveWording(place, nine, { after: bill().slice(5) });
    expect([reply.status, reply.code]).toEqual([422, 'proposal-does-not-fit']);
    // A new article finds its place behind what is left.
    const costs = after.amendments.find(({ id }: { id: string }) => id === bis);
    expect(lines(costs.after)).toEqual(['Costs', 'It costs nothing.']);
    await adopt(place, [bis]);
    await ok(publish(place, (await desk(place)).fingerprint));
    expect((await words(place, 3)).slice(-2)).toEqual(['Costs', 'It costs nothing.']);
  });

  it('takes words of staff along, and closes those that no longer stand as they were shown', async () => {
    const place = await bench();
    const [heading, first] = bill() as [Block, Block];
    const article = (text: string): Block[] => [
      heading,
      first,
      { type: 'paragraph', id: 'a1p2', children: [{ text }] },
    ];
    const month = await wish(
      place,
      ada,
      'a1p2',
      'They do it within a month after the document was made.'
    );
    const signed = await wish(
      place,
      ada,
      'a1p2',
      'They do it within a year after the document was signed.'
    );
    const week = await wish(
      place,
      ada,
      'a1p2',
      'They do it within a week after the document was made.'
    );
    await ok(
      saveWording(place, signed, {
        after: article('They do it within a year after the document was dated.'),
        publish: true,
      })
    );
    await ok(
      saveWording(place, week, {
        after: article('They do it within a fortnight after the document was made.'),
        publish: true,
      })
    );
    await close(place);
    await adopt(place, [month]);
    await ok(publish(place, (await desk(place)).fingerprint));
    const [along] = (await view(place, signed)).amendment.wordings;
    expect(along.state).toBe('public');
    expect(lines(along.after)).toContain('They do it within a month after the document was dated.');
    const [closed] = (await view(place, week)).amendment.wordings;
    expect(closed.state).toBe('refused');
  });

  it('does not publish the same text once more, nor without an answer that ends it', async () => {
    const place = await bench();
    const one = await wish(place, ada, 'a1p2', 'They do it at once.');
    const early = await publish(place, (await desk(place)).fingerprint);
    expect([early.status, early.code]).toEqual([409, 'status-forbids']);
    await close(place);
    const { fingerprint } = await desk(place);
    const nothing = await publish(place, fingerprint);
    expect([nothing.status, nothing.code]).toEqual([422, 'proposal-changes-nothing']);
    await adopt(place, [one], 'rejected');
    const silent = await publish(place, fingerprint, { outcome: 'answered', answer: ' ' });
    expect([silent.code, silent.error.details.issues[0].path]).toEqual([
      'invalid-input',
      'body.answer',
    ]);
    const titled = await publish(place, fingerprint, { title: '' });
    expect(titled.code).toBe('invalid-input');
    const other = await publish(place, 'another', { outcome: 'answered' });
    expect([other.status, other.code]).toEqual([409, 'edited-elsewhere']);
    await ok(publish(place, fingerprint, { outcome: 'answered' }));
    expect(await stored(place, 2)).toMatchObject({ computedFrom: { amendments: [] } });
  });

  it('is not published with something in it that has no place', async () => {
    const place = await bench();
    const parent = await wish(place, ada, 'a1p2', 'They do it at once.');
    const { id: sub } = await ok(
      send(place, grace, {
        parent,
        proposal: { kind: 'replace', block: 'a1p2', text: 'They do it at once, always.' },
      })
    );
    await close(place);
    await adopt(place, [sub]);
    await adopt(place, [parent], 'rejected');
    const reply = await publish(place, (await desk(place)).fingerprint, { outcome: 'answered' });
    expect([reply.status, reply.code]).toEqual([409, 'collisions-open']);
    expect(reply.error.details).toMatchObject({ collisions: 0, orphans: 1 });
  });

  it('is not published with an error in its structure', async () => {
    const place = await bench();
    const week = await wish(
      place,
      ada,
      'a1p2',
      'They do it within a week after the document was made.'
    );
    await close(place);
    await adopt(place, [week]);
    const { strapi } = await app();
    // As an import of long ago might have left it: nothing that is sent today gets that far.
    const row = await amendmentRow(week);
    const [edit] = row.change.edits;
    const link = [{ type: 'link', url: 'javascript:alert(1)', children: [{ text: 'week' }] }];
    const bad = { ...edit, edits: [{ ...edit.edits[0], insert: link }] };
    await strapi.db.query('plugin::consultation.amendment').update({
      where: { documentId: week },
      data: { change: { ...row.change, edits: [bad] } },
    });
    const { print } = await (await app()).service('desk').computation(place.id);
    const reply = await publish(place, print, { outcome: 'answered' });
    expect([reply.status, reply.code]).toEqual([422, 'structure-invalid']);
    expect(reply.error.details.issues).toEqual([{ code: 'link-unsafe', block: 'a1p2' }]);
  });

  it('is one version when it is published twice at once', async () => {
    for (const outcome of ['answered', 'continue']) {
      const place = await bench();
      const one = await wish(place, ada, 'a1p2', 'They do it at once.');
      await close(place);
      await adopt(place, [one]);
      const { fingerprint } = await desk(place);
      const replies = await Promise.all(
        [1, 2, 3].map(() => publish(place, fingerprint, { outcome }))
      );
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      const { versions } = await ok(staff('GET', `/consultations/${place.id}`));
      expect(versions).toHaveLength(2);
    }
  });
});

describe('a version that was published', () => {
  it('can be computed again from what is stored, byte for byte', async () => {
    const place = await bench();
    const ids = [
      await wish(place, ada, 'a1p2', 'They do it within a week after the document was made.'),
      await wish(place, grace, 'a1p2', 'They do it within a day after the document was made.'),
      await wish(
        place,
        ada,
        'a1p1',
        'Administrations publish their chief documents on their own site.'
      ),
      await wish(place, grace, 'a1p1', 'Administrations publish all documents on their own site.'),
      await wish(place, ada, 'a3p1', 'A commission of nine members watches over this law.'),
    ];
    const [, , , , nine = ''] = ids;
    await close(place);
    await adopt(place, ids);
    const [heading] = bill().slice(5) as [Block];
    await ok(
      saveWording(place, nine, {
        after: [
          heading,
          {
            type: 'paragraph',
            id: 'a3p1',
            children: [{ text: 'A commission of ten members watches over this law.' }],
          },
        ],
        publish: true,
      })
    );
    await ok(
      api('POST', `/consultations/${place.slug}/amendments/${nine}/wordings/1`, {
        token: ada.token,
        body: { accept: true, reply: '' },
      })
    );
    const { consolidated } = await (await app()).service('desk').computation(place.id);
    const [one, two] = consolidated.collisions;
    await ok(
      resolve(place, one?.key ?? '', {
        take: 'words',
        words: [{ text: 'their' }, { text: ' own', bold: true }],
      })
    );
    await ok(resolve(place, two?.key ?? '', { take: 'change', change: ids[1] }));
    await ok(publish(place, (await desk(place)).fingerprint, { outcome: 'answered' }));

    const base = await stored(place, 1);
    const made = await stored(place, 2);
    const { strapi } = await app();
    const adopted = [];
    for (const { id, number, parent, wording } of made.computedFrom.amendments) {
      const row = await amendmentRow(id);
      const written =
        wording === undefined
          ? undefined
          : await strapi.db
              .query('plugin::consultation.amendment-wording')
              .findOne({ where: { amendment: id, number: wording } });
      adopted.push({ id, number, change: row.change, parent, wording: written?.change });
    }
    expect(adopted.filter(({ wording }) => wording !== undefined)).toHaveLength(1);
    for (const order of [adopted, [...adopted].reverse()]) {
      const again = consolidate(base.body, order, made.computedFrom.resolutions);
      expect(again.algorithm).toBe(made.computedFrom.algorithm);
      expect(bytes(again.body)).toBe(bytes(made.body));
      const origins = attribution(
        base.body,
        consolidate(base.body, adopted, made.computedFrom.resolutions)
      );
      expect(origins).toEqual(made.attribution);
    }
    expect(lines(made.body)).toEqual(
      expect.arrayContaining([
        'They do it within a day after the document was made.',
        'A commission of ten members watches over this law.',
      ])
    );
    // Every wish of every amendment is told, none is open.
    expect(new Set(made.fates.map(({ change }: { change: string }) => change))).toEqual(
      new Set(ids)
    );
    const told = made.fates.map(({ outcome }: { outcome: { kind: string } }) => outcome.kind);
    expect(new Set(told)).toEqual(new Set(['applied', 'lost']));
  });
});

/** A text as bytes, whatever order of keys a database gives. */
function bytes(body: Body): string {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, item]) => [key, sorted(item)])
          )
        : value;
  return JSON.stringify(sorted(canonicalBody(body)));
}
