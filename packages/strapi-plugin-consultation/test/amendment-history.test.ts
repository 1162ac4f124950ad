import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  change,
  close,
  decide,
  hide,
  lines,
  path,
  reworded,
  send,
  view,
} from './support/amending.ts';
import { app } from './support/app.ts';
import { api, type Citizen, citizen, newKey, ok } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';
import { actsOf, talliesOf } from './support/tables.ts';

let ada: Citizen;
let grace: Citizen;
beforeAll(async () => {
  await app();
  ada = await citizen();
  grace = await citizen('Grace');
});
afterEach(async () => (await app()).service('clock').stopAt(null));

const month = reworded('They do it within a month.');
const week = reworded('They do it within a week.');
const vote = (place: Fixture, id: string) =>
  api('PUT', `/consultations/${place.slug}/ballots/amendment:${id}`, {
    token: grace.token,
    body: { choice: 'for' },
  });
const actsOn = async (place: Fixture, id: string) =>
  (await actsOf(place.id)).filter(({ subject }) => subject === `amendment:${id}`);

describe('an amendment that its author edits', () => {
  it('keeps its number, its votes and every form that it had', async () => {
    const place = await consultation();
    const sent = await ok(send(place, ada, { proposal: month }));
    await ok(vote(place, sent.id));
    const first = (await view(place, sent.id)).amendment;
    const edited = await ok(
      change(place, ada, sent.id, { proposal: week, title: 'Much sooner', justification: 'Two.' })
    );
    expect(edited).toMatchObject({
      id: sent.id,
      number: sent.number,
      submittedAt: sent.submittedAt,
      title: 'Much sooner',
      edits: 1,
    });
    await ok(change(place, ada, sent.id, { proposal: reworded('They do it at once.') }));
    const { amendment } = await view(place, sent.id);
    expect(amendment.edits).toBe(2);
    expect(lines(amendment.after)[2]).toBe('They do it at once.');
    expect(amendment.history).toMatchObject([
      {
        number: 1,
        ended: 'edited',
        base: 1,
        title: 'Sooner',
        change: first.change,
        before: first.before,
        after: first.after,
      },
      { number: 2, ended: 'edited', title: 'Much sooner' },
    ]);
    expect(lines(amendment.history[1].after)[2]).toBe('They do it within a week.');
    expect(amendment.tally.counts.for).toBe(1);
    expect(await talliesOf(place.id)).toMatchObject([{ choice: 'for', count: 1 }]);
    const acts = await actsOn(place, sent.id);
    expect(acts.map(({ kind }) => kind)).toEqual([
      'amendment-submitted',
      'ballot-cast',
      'amendment-edited',
      'amendment-edited',
    ]);
    expect(JSON.parse(acts[2]?.data ?? '')).toMatchObject({ edits: 1, from: 'submitted' });
    const list = await ok(api('GET', path(place)));
    expect(list.items).toMatchObject([{ edits: 2, parent: null }]);
  });

  it('is edited once when the same is sent twice, one after the other or at once', async () => {
    const place = await consultation();
    const sent = await ok(send(place, ada, { proposal: month }));
    const insert = { kind: 'insert', after: 'p2', text: 'They say where.' };
    await ok(change(place, ada, sent.id, { proposal: insert }));
    const again = await ok(change(place, ada, sent.id, { proposal: insert }));
    expect(again.edits).toBe(1);
    const both = await Promise.all(
      Array.from({ length: 5 }, () => change(place, ada, sent.id, { proposal: week }))
    );
    for (const reply of both) expect((await ok(Promise.resolve(reply))).edits).toBe(2);
    const { amendment } = await view(place, sent.id);
    expect(amendment.history.map(({ number }: { number: number }) => number)).toEqual([1, 2]);
    expect(await actsOn(place, sent.id)).toHaveLength(3);
  });

  it('made with one key is one amendment, the text sent whole included', async () => {
    const place = await consultation();
    const body = {
      base: 1,
      proposal: month,
      title: 'Sooner',
      justification: 'A year is long.',
      submit: true,
      key: newKey(),
    };
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => api('POST', path(place), { token: ada.token, body }))
    );
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect((await ok(api('GET', path(place)))).total).toBe(1);
    const other = { ...body, proposal: week };
    expect((await api('POST', path(place), { token: ada.token, body: other })).code).toBe(
      'key-reused'
    );
  });

  it('is looked at anew when it had been found admissible', async () => {
    const place = await consultation();
    const sent = await ok(send(place, ada, { proposal: month }));
    await decide(place, sent.id, 'admissible');
    expect((await view(place, sent.id, ada.token)).may.edit.kind).toBe('allowed');
    const edited = await ok(change(place, ada, sent.id, { proposal: week }));
    expect(edited).toMatchObject({ status: 'submitted', decision: null });
    const [, , act] = await actsOn(place, sent.id);
    expect(JSON.parse(act?.data ?? '')).toMatchObject({ from: 'admissible' });
  });

  it('stays in its place: another article is another amendment', async () => {
    const place = await consultation();
    const sent = await ok(send(place, ada, { proposal: month }));
    const elsewhere = await change(place, ada, sent.id, {
      proposal: { kind: 'delete', block: 'p3' },
    });
    expect(elsewhere.code).toBe('proposal-does-not-fit');
    const other = await ok(send(place, grace, { proposal: week }));
    const under = await change(place, ada, sent.id, { proposal: month, parent: other.id });
    expect(under.code).toBe('proposal-does-not-fit');
    const back = await change(place, ada, sent.id, { proposal: week, submit: false });
    expect(back.code).toBe('status-forbids');
    expect((await view(place, sent.id)).amendment).toMatchObject({ edits: 0, history: [] });
  });
});

describe('nobody edits', () => {
  it('what is somebody else’s', async () => {
    const place = await consultation();
    const sent = await ok(send(place, ada, { proposal: month }));
    const reply = await change(place, grace, sent.id, { proposal: week });
    expect([reply.status, reply.code]).toEqual([403, 'not-allowed']);
    expect((await view(place, sent.id, grace.token)).may.edit.code).toBe('not-allowed');
    const draft = await ok(send(place, ada, { proposal: month, submit: false }));
    expect((await change(place, grace, draft.id, { proposal: week })).code).toBe('not-found');
  });

  it('after the end of the phase, to the millisecond', async () => {
    const phase = {
      id: 'p',
      name: 'Phase',
      opensAt: '2030-01-01T08:00:00.000Z',
      closesAt: '2030-02-01T08:00:00.000Z',
      allows: ['amend'],
    };
    const place = await consultation({ settings: { phases: [phase] } });
    const { stopAt } = (await app()).service('clock');
    stopAt('2030-01-15T00:00:00.000Z');
    const sent = await ok(send(place, ada, { proposal: month }));
    stopAt('2030-02-01T07:59:59.999Z');
    await ok(change(place, ada, sent.id, { proposal: week }));
    const { amendment } = await view(place, sent.id);
    expect(amendment.history[0].at).toBe('2030-02-01T07:59:59.999Z');
    stopAt(phase.closesAt);
    const late = await change(place, ada, sent.id, { proposal: month });
    expect([late.status, late.code]).toEqual([409, 'phase-closed']);
    expect((await view(place, sent.id, ada.token)).may.edit.code).toBe('phase-closed');
  });

  it('what is decided, withdrawn or hidden', async () => {
    const place = await consultation();
    const ids: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      ids.push((await ok(send(place, ada, { proposal: month }))).id);
    }
    const [decided = '', withdrawn = '', hidden = ''] = ids;
    await decide(place, decided, 'inadmissible');
    await ok(api('POST', path(place, `/${withdrawn}/withdraw`), { token: ada.token, body: {} }));
    await ok(change(place, ada, hidden, { proposal: week, title: 'An insult' }));
    await hide(place, hidden);
    const tried = async (id: string) => (await change(place, ada, id, { proposal: week })).code;
    expect(await tried(decided)).toBe('status-forbids');
    expect(await tried(withdrawn)).toBe('status-forbids');
    expect(await tried(hidden)).toBe('item-hidden');
    const { amendment } = await view(place, hidden, ada.token);
    expect(amendment).toMatchObject({ title: '', history: [], instruction: [], edits: 1 });
    await close(place);
    const place2 = await consultation();
    const open = (await ok(send(place2, ada, { proposal: month }))).id;
    await close(place2);
    expect((await change(place2, ada, open, { proposal: week })).code).toBe(
      'consultation-not-open'
    );
  });
});
