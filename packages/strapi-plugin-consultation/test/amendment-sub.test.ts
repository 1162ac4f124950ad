import type { Block } from 'consultation-core/text';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  article,
  change,
  decide,
  edit,
  hide,
  lines,
  paragraph,
  path,
  preview,
  reworded,
  send,
  view,
} from './support/amending.ts';
import { app } from './support/app.ts';
import { api, type Citizen, citizen, ok } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';
import { actsOf } from './support/tables.ts';

let place: Fixture;
let ada: Citizen;
let grace: Citizen;
beforeAll(async () => {
  await app();
  place = await consultation();
  ada = await citizen();
  grace = await citizen('Grace');
});

const [, p1, p2] = article() as [Block, Block, Block];
const month = reworded('They do it within a month.');
const toDay = { kind: 'replace', block: 'p2', text: 'They do it within a month and a day.' };
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);
const parentOf = async (proposal: unknown = month) => (await ok(send(place, ada, { proposal }))).id;

describe('a sub-amendment', () => {
  it('changes the text as its parent would have it, and both pages say so', async () => {
    const parent = await parentOf();
    const wish = { proposal: toDay, parent };
    const seen = await ok(preview(place, wish));
    expect(lines(seen.before)[2]).toBe('They do it within a month.');
    expect(lines(seen.after)[2]).toBe('They do it within a month and a day.');
    expect(seen.instruction.join(' ')).toContain('and a day');
    const sent = await ok(send(place, grace, wish));
    const { amendment: above } = await view(place, parent);
    expect(sent).toMatchObject({ parent: { id: parent, number: above.number }, kind: 'replace' });
    const sub = await view(place, sent.id);
    expect(sub.amendment).toMatchObject({
      parent: { id: parent },
      article: { id: 'art1', label: 'Article 1' },
      before: seen.before,
      after: seen.after,
      instruction: seen.instruction,
      fits: true,
    });
    expect(sub.subAmendments).toEqual([]);
    const { subAmendments } = await view(place, parent);
    expect(subAmendments).toMatchObject([{ id: sent.id, title: 'Sooner', author: grace.name }]);
    const list = await ok(api('GET', path(place)));
    expect(ids(list.items)).toContain(sent.id);
    const [act] = (await actsOf(place.id)).filter(
      ({ subject }) => subject === `amendment:${sent.id}`
    );
    expect(JSON.parse(act?.data ?? '')).toMatchObject({ parent });
  });

  it('can be about blocks and articles that only its parent makes', async () => {
    const inserted = await parentOf(edit(p1, paragraph('n', 'They say where.'), p2));
    const block = (await view(place, inserted)).amendment.after[2].id;
    const proposal = { kind: 'replace', block, text: 'They say where and when.' };
    const sub = await ok(send(place, grace, { proposal, parent: inserted }));
    expect(lines((await view(place, sub.id)).amendment.after)[2]).toBe('They say where and when.');
    const added = await parentOf({
      kind: 'article',
      after: 'art2',
      heading: 'Article 3 – Control',
      text: 'A commission watches.',
    });
    const { amendment } = await view(place, added);
    const rewrite = {
      kind: 'edit',
      article: amendment.after[0].id,
      blocks: [
        amendment.after[0],
        { ...amendment.after[1], children: [{ text: 'Judges watch.' }] },
      ],
    };
    const below = await ok(send(place, grace, { proposal: rewrite, parent: added }));
    // It belongs where the new article would stand.
    expect(below.article.id).toBe('art2');
    expect(lines((await view(place, below.id)).amendment.after)).toEqual([
      'Control',
      'Judges watch.',
    ]);
  });

  it('is about what its parent is about', async () => {
    const parent = await parentOf();
    const proposal = { kind: 'replace', block: 'p3', text: 'All is public.' };
    for (const reply of [
      await preview(place, { proposal, parent }),
      await send(place, grace, { proposal, parent }),
    ]) {
      expect(reply.code).toBe('proposal-does-not-fit');
    }
  });

  it('has no sub-amendments of its own', async () => {
    const parent = await parentOf();
    const sub = await ok(send(place, grace, { proposal: toDay, parent }));
    const proposal = { kind: 'delete', block: 'p2' };
    expect((await view(place, parent, grace.token)).may.amend.kind).toBe('allowed');
    expect((await view(place, sub.id, grace.token)).may.amend.code).toBe('not-open-here');
    expect((await preview(place, { proposal, parent: sub.id })).code).toBe('not-open-here');
    expect((await send(place, ada, { proposal, parent: sub.id })).code).toBe('not-open-here');
  });

  it('amends nothing that is hidden, decided, withdrawn, a draft or not there', async () => {
    const tried = async (parent: string) => {
      const seen = await preview(place, { proposal: toDay, parent }, grace.token);
      const sent = await send(place, grace, { proposal: toDay, parent });
      expect(seen.code).toBe(sent.code);
      return sent.code;
    };
    const hidden = await parentOf();
    await hide(place, hidden);
    expect(await tried(hidden)).toBe('item-hidden');
    const decided = await parentOf();
    await decide(place, decided, 'inadmissible');
    expect(await tried(decided)).toBe('status-forbids');
    const withdrawn = await parentOf();
    await ok(api('POST', path(place, `/${withdrawn}/withdraw`), { token: ada.token, body: {} }));
    expect(await tried(withdrawn)).toBe('status-forbids');
    const draft = (await ok(send(place, ada, { proposal: month, submit: false }))).id;
    expect(await tried(draft)).toBe('not-found');
    expect(await tried('nix')).toBe('not-found');
    const elsewhere = await consultation();
    const foreign = (await ok(send(elsewhere, ada, { proposal: month }))).id;
    expect(await tried(foreign)).toBe('not-found');
  });

  it('says when its parent was edited and it no longer fits; its author can make it fit', async () => {
    const parent = await parentOf();
    const sub = await ok(send(place, grace, { proposal: toDay, parent }));
    await ok(change(place, ada, parent, { proposal: reworded('At once.') }));
    const lost = await view(place, sub.id);
    expect(lost.amendment.fits).toBe(false);
    // What its author saw and wanted is still shown.
    expect(lines(lost.amendment.before)[2]).toBe('They do it within a month.');
    expect(lines(lost.amendment.after)[2]).toBe('They do it within a month and a day.');
    expect(ids((await view(place, parent)).subAmendments)).toEqual([sub.id]);
    const proposal = { kind: 'replace', block: 'p2', text: 'At once or a day later.' };
    const edited = await ok(change(place, grace, sub.id, { proposal, parent }));
    expect(edited).toMatchObject({ edits: 1, parent: { id: parent } });
    const { amendment } = await view(place, sub.id);
    expect(amendment.fits).toBe(true);
    expect(lines(amendment.before)[2]).toBe('At once.');
    // An edit that leaves its words alone leaves it fitting.
    const around = edit(
      { ...p1, children: [{ text: 'All publish.' }] } as Block,
      paragraph('p2', 'At once.')
    );
    await ok(change(place, ada, parent, { proposal: around }));
    const kept = (await view(place, sub.id)).amendment;
    expect(kept.fits).toBe(true);
    expect(kept.instruction).toEqual(amendment.instruction);
  });

  it('stays when its parent is withdrawn, and shows no words of a parent that is hidden', async () => {
    const parent = await parentOf();
    const sub = await ok(send(place, grace, { proposal: toDay, parent }));
    await ok(api('POST', path(place, `/${parent}/withdraw`), { token: ada.token, body: {} }));
    expect((await view(place, sub.id)).amendment).toMatchObject({
      status: 'submitted',
      parent: { id: parent },
    });
    expect(ids((await view(place, parent)).subAmendments)).toEqual([sub.id]);
    await hide(place, parent);
    const { amendment } = await view(place, sub.id);
    expect(amendment).toMatchObject({
      title: 'Sooner',
      change: { edits: [] },
      before: [],
      after: [],
      instruction: [],
      history: [],
    });
  });
});

describe('similar amendments', () => {
  it('are told before one is sent and on its page, with their votes', async () => {
    const here = await consultation();
    const first = (await ok(send(here, ada, { proposal: month }))).id;
    await ok(
      api('PUT', `/consultations/${here.slug}/ballots/amendment:${first}`, {
        token: grace.token,
        body: { choice: 'for' },
      })
    );
    const { similar } = await ok(preview(here, { proposal: month }));
    expect(similar).toMatchObject([
      { id: first, number: 1, likeness: 1, tally: { counts: { for: 1 } }, status: 'submitted' },
    ]);
    const second = (await ok(send(here, grace, { proposal: month }))).id;
    expect(ids((await view(here, first)).similar)).toEqual([second]);
    expect(ids((await view(here, second)).similar)).toEqual([first]);
    // One's own that is being edited is not similar to itself.
    const again = await ok(preview(here, { proposal: month, except: second }, grace.token));
    expect(ids(again.similar)).toEqual([first]);
    const phrase = 'They tell everybody who asks what they did with all that they heard';
    const long = { kind: 'insert', after: 'p1', text: `${phrase}.` };
    const near = { kind: 'insert', after: 'p1', text: `${phrase} before.` };
    const third = (await ok(send(here, ada, { proposal: long }))).id;
    const [nearly, ...more] = (await ok(preview(here, { proposal: near }))).similar;
    expect([nearly.id, more]).toEqual([third, []]);
    expect(nearly.likeness).toBeGreaterThan(0.8);
    expect(nearly.likeness).toBeLessThan(1);
    const apart = await ok(
      preview(here, { proposal: { kind: 'insert', after: 'p1', text: 'Nothing like it at all.' } })
    );
    expect(apart.similar).toEqual([]);
  });

  it('never show a draft, what is hidden or decided, nor sealed votes', async () => {
    const here = await consultation({ settings: { counts: 'at-close' } });
    const found = async () => (await ok(preview(here, { proposal: month }, grace.token))).similar;
    await ok(send(here, ada, { proposal: month, submit: false }));
    expect(await found()).toEqual([]);
    const shown = (await ok(send(here, ada, { proposal: month }))).id;
    expect(await found()).toMatchObject([{ id: shown, tally: { counts: null, outcome: null } }]);
    await hide(here, shown);
    expect(await found()).toEqual([]);
    const decided = (await ok(send(here, ada, { proposal: month }))).id;
    await decide(here, decided, 'inadmissible');
    expect(await found()).toEqual([]);
    expect((await view(here, shown)).similar).toEqual([]);
  });

  it('of a sub-amendment are those of the same amendment', async () => {
    const here = await consultation();
    const parent = (await ok(send(here, ada, { proposal: month }))).id;
    const other = (await ok(send(here, ada, { proposal: month }))).id;
    const sub = (await ok(send(here, grace, { proposal: toDay, parent }))).id;
    await ok(send(here, grace, { proposal: toDay, parent: other }));
    const { similar } = await ok(preview(here, { proposal: toDay, parent }));
    expect(ids(similar)).toEqual([sub]);
  });
});
