import { type Adopted, consolidate } from 'consultation-core/amendment';
import { beforeAll, describe, expect, it } from 'vitest';
import { close } from './support/amending.ts';
import { app } from './support/app.ts';
import { api, type Citizen, citizen, newKey, ok, staff } from './support/client.ts';
import {
  adopt,
  approve,
  bench,
  bill,
  chief,
  desk,
  drafter,
  publish,
  resolve,
  visit,
  wish,
} from './support/desk.ts';
import { type Fixture, fromNow } from './support/fixture.ts';
import { actsOf } from './support/tables.ts';

let ada: Citizen;
let grace: Citizen;
beforeAll(async () => {
  await app();
  ada = await citizen('Ada');
  grace = await citizen('Grace');
});

/** Two amendments that want other words at one place, adopted both, and a third that goes with both. */
async function rivals() {
  const place = await bench();
  const week = await wish(
    place,
    ada,
    'a1p2',
    'They do it within a week after the document was made.'
  );
  const day = await wish(
    place,
    grace,
    'a1p2',
    'They do it within a day after the document was made.'
  );
  const law = await wish(
    place,
    ada,
    'a2p1',
    'Secrets protected by statute are not published by anybody.'
  );
  await close(place);
  await adopt(place, [week, day, law]);
  const { collisions } = consolidate(bill(), adoptedOf(await desk(place)));
  expect(collisions).toHaveLength(1);
  return { place, week, day, law, key: collisions[0]?.key ?? '' };
}

// biome-ignore lint/suspicious/noExplicitAny: an answer
const adoptedOf = (view: any): Adopted[] =>
  view.amendments.filter(({ status }: { status: string }) => status === 'adopted');

describe('the desk', () => {
  it('has all that the next version is computed from, in the browser as on the server', async () => {
    const { place, week, day, law } = await rivals();
    await ok(
      api('PUT', `/consultations/${place.slug}/ballots/amendment:${week}`, {
        token: grace.token,
        body: { choice: 'for' },
      }).then(async (reply) => {
        // Closed: ballots come too late.
        expect(reply.code).toBe('consultation-not-open');
        return api('GET', `/consultations/${place.slug}`);
      })
    );
    const view = await desk(place);
    expect(view).toMatchObject({
      version: { number: 1, title: 'First version' },
      language: 'en',
      secondReader: false,
      resolutions: [],
      approvals: [],
      opinions: [],
      reasons: [{ text: 'So: adopted.', used: 3 }],
    });
    expect(view.body).toEqual(bill());
    expect(view.amendments.map(({ id }: { id: string }) => id)).toEqual([week, day, law]);
    expect(view.amendments[0]).toMatchObject({
      number: 1,
      author: ada.name,
      status: 'adopted',
      article: 'a1',
      parent: null,
      justification: 'A year is long.',
      arguments: { for: 0, against: 0 },
      wordings: [],
      carried: null,
    });
    const computation = await (await app()).service('desk').computation(place.id);
    expect(computation.print).toBe(view.fingerprint);
    expect(consolidate(view.body, adoptedOf(view)).body).toEqual(computation.consolidated.body);
  });

  it('counts opinions and ballots, but shows no counts that are sealed', async () => {
    const place = await bench({ settings: { counts: 'at-close' } });
    const one = await wish(place, ada, 'a1p2', 'They do it at once.');
    for (const target of [`amendment:${one}`, 'article:a1']) {
      await ok(
        api('PUT', `/consultations/${place.slug}/ballots/${target}`, {
          token: grace.token,
          body: { choice: 'for' },
        })
      );
      await ok(
        api('POST', `/consultations/${place.slug}/arguments`, {
          token: grace.token,
          body: { target, stance: 'against', text: 'No.', sources: [], key: newKey() },
        })
      );
    }
    const sealed = await desk(place);
    expect(sealed.amendments[0].tally.counts).toBeNull();
    expect(sealed.amendments[0].arguments).toEqual({ for: 0, against: 1 });
    expect(sealed.opinions).toEqual([{ article: 'a1', arguments: 1 }]);
    await close(place);
    const view = await desk(place);
    expect(view.amendments[0].tally.counts).toMatchObject({ for: 1 });
  });

  it('is not there for a consultation without a text, and drafts and withdrawn amendments are not at it', async () => {
    const { id } = await ok(
      staff('POST', '/consultations', {
        body: { slug: `d-${newKey().slice(0, 12)}`, title: 'No text yet' },
      })
    );
    const empty = { id, slug: '' };
    expect((await staff('GET', `/consultations/${id}/desk`)).code).toBe('text-missing');
    expect((await resolve(empty, '0'.repeat(32), null)).code).toBe('text-missing');
    expect((await publish(empty, 'x')).code).toBe('text-missing');
    expect((await staff('GET', '/consultations/nix/desk')).code).toBe('not-found');
    const place = await bench();
    const one = await wish(place, ada, 'a1p2', 'They do it at once.');
    await ok(
      api('POST', `/consultations/${place.slug}/amendments/${one}/withdraw`, {
        token: ada.token,
        body: {},
      })
    );
    expect((await desk(place)).amendments).toEqual([]);
  });
});

describe('who is at the desk', () => {
  it('is seen in every process with her name and place, until she leaves or is not heard of', async () => {
    const place = await bench();
    const other = await bench();
    await visit(place, 'chief-window', 'article:a1');
    await visit(other, 'chief-window', 'elsewhere');
    const seen = await visit(place, 'drafter-window', 'amendment:x', drafter);
    expect(
      seen.present.map(({ place: at, me }: { place: string; me: boolean }) => [at, me])
    ).toEqual(
      expect.arrayContaining([
        ['article:a1', false],
        ['amendment:x', true],
      ])
    );
    expect(seen.present).toHaveLength(2);
    expect(seen.present[0].name).toBe('Staff Member');
    expect(JSON.stringify(seen)).not.toContain('chief-window');
    // A window of somebody else is not hers to move or to close.
    await visit(place, 'chief-window', 'forged', drafter);
    const { present } = await visit(place, 'drafter-window', 'collision:1', drafter);
    expect(present.map(({ place: at }: { place: string }) => at).sort()).toEqual([
      'article:a1',
      'collision:1',
    ]);
    const leave = (window: string) =>
      ok(
        staff('POST', `/consultations/${place.id}/desk/presence`, {
          body: { window: window.padEnd(16, '0'), place: '', leaving: true },
          permissions: drafter,
        })
      );
    expect((await leave('chief-window')).present).toHaveLength(2);
    expect((await leave('drafter-window')).present).toHaveLength(1);
    const { strapi } = await app();
    await strapi.db
      .connection('consultation_desk_presence')
      .where({ consultation: place.id })
      .update({ seen_at: fromNow(-31_000) });
    expect((await visit(place, 'drafter-window', '', drafter)).present).toMatchObject([
      { me: true },
    ]);
    const rows = strapi.db.connection('consultation_desk_presence');
    expect(await rows.where({ consultation: place.id })).toHaveLength(1);
  });

  it('hears of every change by the revision, and of nothing else', async () => {
    const { place, week, key } = await rivals();
    const before = await visit(place, 'w1');
    expect(await visit(place, 'w1')).toMatchObject({
      revision: before.revision,
      fingerprint: before.fingerprint,
    });
    await ok(resolve(place, key, { take: 'change', change: week }));
    const after = await visit(place, 'w1');
    expect(after.revision).toBe(before.revision + 1);
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect(after.resolutions).toMatchObject([{ collision: key, revision: 1, by: 'Staff Member' }]);
    expect(after.fingerprint).toBe((await desk(place)).fingerprint);
    await adopt(place, [week], 'rejected');
    expect((await visit(place, 'w1')).revision).toBeGreaterThan(after.revision);
  });
});

describe('a decision on a collision', () => {
  it('is recorded, changed, taken back, and kept for ever with who took it', async () => {
    const { place, week, day, key } = await rivals();
    const first = await ok(resolve(place, key, { take: 'change', change: week }));
    expect(first.recorded).toMatchObject({
      collision: key,
      resolution: { take: 'change', change: week },
      revision: 1,
    });
    const words = [{ text: 'fortnight' }];
    const second = await ok(resolve(place, key, { take: 'words', words }, { revision: 1 }));
    expect(second.revision).toBe(first.revision + 1);
    const { consolidated } = await (await app()).service('desk').computation(place.id);
    expect(JSON.stringify(consolidated.body)).toContain('fortnight');
    const third = await ok(resolve(place, key, null, { revision: 2, permissions: drafter }));
    expect(third.recorded).toMatchObject({ resolution: null, revision: 3 });
    await ok(resolve(place, key, { take: 'original' }, { revision: 3 }));
    await ok(resolve(place, key, { take: 'change', change: day }, { revision: 4 }));
    expect((await desk(place)).resolutions).toMatchObject([{ revision: 5 }]);
    const { strapi } = await app();
    const history = await strapi.db
      .connection('consultation_desk_history')
      .where({ consultation: place.id })
      .orderBy('revision');
    expect(history.map(({ resolution }) => JSON.parse(resolution)?.take ?? null)).toEqual([
      'change',
      'words',
      null,
      'original',
      'change',
    ]);
    expect(new Set(history.map(({ by_id }) => by_id)).size).toBe(2);
    const acts = (await actsOf(place.id)).filter(({ kind }) => kind === 'collision-decided');
    expect(acts.map(({ data }) => JSON.parse(data).revision)).toEqual([1, 2, 3, 4, 5]);
    expect(JSON.stringify(acts)).not.toContain('Staff Member');
  });

  it('is refused where it makes no sense', async () => {
    const { place, week, law, key } = await rivals();
    const refused = async (reply: ReturnType<typeof resolve>) => {
      const { status, code, error } = await reply;
      return [status, code, error?.details.issues?.[0]?.path];
    };
    const nowhere = '0'.repeat(32);
    expect(await refused(resolve(place, nowhere, { take: 'original' }))).toEqual([
      404,
      'not-found',
      undefined,
    ]);
    expect(await refused(resolve(place, nowhere, null))).toEqual([404, 'not-found', undefined]);
    expect(await refused(resolve(place, key, null))).toEqual([404, 'not-found', undefined]);
    expect(await refused(resolve(place, key, { take: 'change', change: law }))).toEqual([
      400,
      'invalid-input',
      'body.resolution.change',
    ]);
    const other = { collision: nowhere, take: 'original' };
    expect(await refused(resolve(place, key, other))).toEqual([
      400,
      'invalid-input',
      'body.resolution.collision',
    ]);
    const link = {
      type: 'link',
      url: 'javascript:alert(1)',
      children: [{ text: 'week' }],
    };
    for (const words of [
      [link],
      [{ text: 'a\u0000b' }],
      [{ text: 'x'.repeat(50_001) }],
      Array.from({ length: 50_000 }, () => ({ text: 'x' })),
    ]) {
      const reply = await resolve(place, key, { take: 'words', words });
      expect([400, 413], reply.text.slice(0, 300)).toContain(reply.status);
    }
    const huge = await resolve(place, key, { take: 'words', words: [{ text: 'x'.repeat(1e6) }] });
    expect([huge.status, huge.code]).toEqual([413, 'too-large']);
    const paragraph = (id: string, text: string) => ({
      type: 'paragraph',
      id,
      children: [{ text }],
    });
    const p2 = paragraph('a1p2', 'They do it soon.');
    expect(
      await refused(
        resolve(place, key, { take: 'blocks', blocks: [p2, paragraph('a2p1', 'Mine')] })
      )
    ).toEqual([400, 'invalid-input', 'body.resolution.blocks']);
    expect(await refused(resolve(place, key, { take: 'blocks', blocks: [p2, p2] }))).toEqual([
      400,
      'invalid-input',
      'body.resolution.blocks',
    ]);
    expect(
      await refused(resolve(place, key, { take: 'blocks', blocks: [paragraph('a1p2', '')] }))
    ).toEqual([422, 'structure-invalid', undefined]);
    const picture = {
      type: 'image',
      id: 'i',
      url: 'https://spy.example/x.png',
      alt: '',
      children: [{ text: '' }],
    };
    expect(await refused(resolve(place, key, { take: 'blocks', blocks: [p2, picture] }))).toEqual([
      400,
      'invalid-input',
      'body.resolution.blocks',
    ]);
    expect((await desk(place)).resolutions).toEqual([]);
    expect(week).toBeDefined();
  });

  it('may put whole alineas in the place of words, with ids of ours for new ones', async () => {
    const { place, key } = await rivals();
    const blocks = [
      { type: 'paragraph', id: 'a1p2', children: [{ text: 'They do it soon.' }] },
      { type: 'paragraph', id: 'chosen-by-me', children: [{ text: 'A decree says how.' }] },
    ];
    const { recorded } = await ok(resolve(place, key, { take: 'blocks', blocks }));
    const [kept, added] = recorded.resolution.blocks;
    expect(kept.id).toBe('a1p2');
    expect(added.id).toMatch(/^[a-z][a-z0-9]{11}$/);
    const { consolidated } = await (await app()).service('desk').computation(place.id);
    expect(consolidated.collisions).toEqual([]);
    expect(consolidated.stale).toEqual([]);
    expect(consolidated.body.slice(2, 4)).toMatchObject(recorded.resolution.blocks);
  });

  it('comes too late when another one stands there, and learns which', async () => {
    const { place, week, day, key } = await rivals();
    await ok(resolve(place, key, { take: 'change', change: week }, { permissions: drafter }));
    for (const revision of [0, 2]) {
      const late = await resolve(place, key, { take: 'change', change: day }, { revision });
      expect([late.status, late.code]).toEqual([409, 'edited-elsewhere']);
      expect(late.error.details.current).toMatchObject({
        collision: key,
        resolution: { take: 'change', change: week },
        revision: 1,
        by: 'Staff Member',
      });
    }
  });

  it('happens once however often it is sent', async () => {
    const { place, week, day, key } = await rivals();
    const once = newKey();
    const choice = { take: 'change', change: week };
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => resolve(place, key, choice, { key: once }))
    );
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(replies.map(({ data }) => JSON.stringify(data.recorded))).size).toBe(1);
    await ok(resolve(place, key, { take: 'change', change: day }, { revision: 1 }));
    // What was answered then is answered again, though something else stands there now.
    expect((await ok(resolve(place, key, choice, { key: once }))).recorded.revision).toBe(1);
    const reused = await resolve(place, key, { take: 'original' }, { key: once });
    expect([reused.status, reused.code]).toEqual([409, 'key-reused']);
    expect((await desk(place)).resolutions).toMatchObject([{ revision: 2 }]);
    const acts = (await actsOf(place.id)).filter(({ kind }) => kind === 'collision-decided');
    expect(acts).toHaveLength(2);
  });

  it('of two drafters at once is that of one; the other is told', async () => {
    const { place, week, day, key } = await rivals();
    const replies = await Promise.all(
      [week, day, week, day].map((change, index) =>
        resolve(
          place,
          key,
          { take: 'change', change },
          { permissions: index % 2 === 0 ? chief : drafter }
        )
      )
    );
    const won = replies.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    for (const reply of replies) {
      if (reply.status === 200) continue;
      expect(reply.code, reply.text).toBe('edited-elsewhere');
      expect(reply.error.details.current).toEqual(won[0]?.data.recorded);
    }
    expect((await desk(place)).resolutions).toEqual([won[0]?.data.recorded]);
  });

  it('on another collision is no conflict, not even at the same moment', async () => {
    const place = await bench();
    const pairs = [
      ['a1p1', 'Administrations publish their chief documents on their own site.'],
      ['a1p1', 'Administrations publish their best documents on their own site.'],
      ['a2p1', 'Secrets protected by statute are not published by anybody.'],
      ['a2p1', 'Secrets protected by treaty are not published by anybody.'],
      ['a3p1', 'A commission of six members watches over this law.'],
      ['a3p1', 'A commission of ten members watches over this law.'],
    ] as const;
    const ids: string[] = [];
    for (const [block, words] of pairs) ids.push(await wish(place, ada, block, words));
    await close(place);
    await adopt(place, ids);
    const view = await desk(place);
    const { collisions } = consolidate(view.body, adoptedOf(view));
    expect(collisions).toHaveLength(3);
    const replies = await Promise.all(
      collisions.map(({ key, options }, index) =>
        resolve(
          place,
          key,
          { take: 'change', change: options[0]?.changes[0] },
          { permissions: index % 2 === 0 ? chief : drafter }
        )
      )
    );
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    const after = await desk(place);
    expect(after.resolutions).toHaveLength(3);
    expect(after.revision).toBe(view.revision + 3);
    const { consolidated } = await (await app()).service('desk').computation(place.id);
    expect(consolidated.collisions).toEqual([]);
  });

  it('needs a consultation that goes on', async () => {
    const { place, week, key } = await rivals();
    await ok(resolve(place, key, { take: 'change', change: week }));
    const { fingerprint } = await desk(place);
    await ok(publish(place, fingerprint, { outcome: 'answered' }));
    const late = await resolve(place, key, { take: 'original' }, { revision: 1 });
    expect([late.status, late.code]).toEqual([409, 'status-forbids']);
  });
});

describe('a second reader', () => {
  it('approves what would be published now, and nothing else', async () => {
    const { place, week, key } = await rivals();
    const open = await approve(place, (await desk(place)).fingerprint, drafter);
    expect([open.code, open.error.details.collisions]).toEqual(['collisions-open', 1]);
    await ok(resolve(place, key, { take: 'change', change: week }));
    const { fingerprint } = await desk(place);
    const [first] = (await ok(approve(place, fingerprint, drafter))).approvals;
    expect(first).toMatchObject({ fingerprint, by: 'Staff Member', me: true });
    expect((await ok(approve(place, fingerprint, drafter))).approvals).toHaveLength(1);
    expect((await desk(place)).approvals).toMatchObject([{ fingerprint, me: false }]);
    await ok(resolve(place, key, { take: 'original' }, { revision: 1 }));
    const stale = await approve(place, fingerprint, chief);
    expect([stale.status, stale.code]).toEqual([409, 'edited-elsewhere']);
    expect((await actsOf(place.id)).filter(({ kind }) => kind === 'version-approved')).toHaveLength(
      1
    );
  });

  it('is needed before the next version is published, and is somebody else', async () => {
    const { place, week, key } = await rivals();
    const { revision } = await ok(staff('GET', `/consultations/${place.id}`));
    const saved = await ok(
      staff('PUT', `/consultations/${place.id}`, {
        body: { revision, settings: { secondReader: true } },
      })
    );
    expect(saved.settings.secondReader).toBe(true);
    await ok(resolve(place, key, { take: 'change', change: week }));
    const { fingerprint, secondReader } = await desk(place);
    expect(secondReader).toBe(true);
    expect((await publish(place, fingerprint)).code).toBe('second-reader-needed');
    await ok(approve(place, fingerprint, chief));
    const own = await publish(place, fingerprint);
    expect([own.status, own.code]).toEqual([409, 'second-reader-needed']);
    await ok(approve(place, fingerprint, drafter));
    expect((await ok(publish(place, fingerprint))).number).toBe(2);
  });

  it('is not asked while the consultation is open', async () => {
    const place: Fixture = await bench();
    const reply = await approve(place, (await desk(place)).fingerprint, drafter);
    expect([reply.status, reply.code]).toEqual([409, 'status-forbids']);
  });
});
