import { consolidate } from 'consultation-core/amendment';
import type { Block } from 'consultation-core/text';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  article,
  close,
  decide,
  edit,
  hide,
  paragraph,
  reworded,
  send,
  view,
} from './support/amending.ts';
import { app } from './support/app.ts';
import { api, type Citizen, citizen, ok, staff } from './support/client.ts';
import { resolve } from './support/desk.ts';
import { body, consultation, type Fixture } from './support/fixture.ts';

let ada: Citizen;
let grace: Citizen;
beforeAll(async () => {
  await app();
  ada = await citizen();
  grace = await citizen('Grace');
});

const [, p1, p2] = article() as [Block, Block, Block];
const month = reworded('They do it within a month.');
const p2AsDecided = paragraph('p2', 'They do it within a quarter.');
const where = edit(p1, paragraph('n', 'They say where.'), p2);

interface Run {
  readonly children: { text: string }[];
  readonly origin: { kind: string; changes?: string[] };
}
const told = (runs: Run[]) =>
  runs.map(({ children, origin }) => [
    children.map(({ text }) => text).join(''),
    origin.changes ?? origin.kind,
  ]);
const attribution = (place: Fixture, number: number) =>
  api('GET', `/consultations/${place.slug}/versions/${number}/attribution`);

/** Collisions among what is adopted, as the core of a desk finds them. */
async function collisionsOn(place: Fixture) {
  const { body, amendments } = await ok(staff('GET', `/consultations/${place.id}/desk`));
  const adopted = amendments.filter(({ status }: { status: string }) => status === 'adopted');
  return consolidate(body, adopted).collisions;
}

/** The next version, as the desk computes it now. */
async function publish(place: Fixture, outcome: 'answered' | 'continue'): Promise<void> {
  const { fingerprint } = await ok(staff('GET', `/consultations/${place.id}/desk`));
  await ok(
    staff('POST', `/consultations/${place.id}/desk/publish`, {
      body: { fingerprint, title: 'Second version', answer: 'We listened.', outcome },
    })
  );
}

/** Three adopted, two of which want the same; one rejected; then the next version. */
async function answered() {
  const place = await consultation();
  const make = async (who: Citizen, proposal: unknown, title: string) =>
    (await ok(send(place, who, { proposal, title }))).id as string;
  const first = await make(ada, month, 'Sooner');
  const same = await make(grace, month, 'In a month');
  const added = await make(grace, where, 'Say where');
  const lost = await make(ada, { kind: 'delete', block: 'p3' }, 'No secrets');
  const sub = (
    await ok(
      send(place, ada, {
        proposal: {
          kind: 'replace',
          block: (await view(place, added)).amendment.after[2].id,
          text: 'They say where and how.',
        },
        parent: added,
        title: 'And how',
      })
    )
  ).id as string;
  await close(place);
  for (const id of [first, same, added, sub]) await decide(place, id, 'adopted');
  await decide(place, lost, 'rejected');
  const before = await view(place, first);
  expect(before.amendment.fate).toBeNull();
  await publish(place, 'answered');
  return { place, first, same, added, sub, lost };
}

describe('a version that was computed from amendments', () => {
  it('tells of each amendment what became of its words, and who wanted the same', async () => {
    const { place, first, same, added, sub, lost } = await answered();
    const fate = async (id: string) => (await view(place, id)).amendment.fate;
    const { number } = (await view(place, same)).amendment;
    expect(await fate(first)).toEqual({
      version: 2,
      words: [
        {
          kind: 'words',
          removed: 'year',
          inserted: 'month',
          block: 'p2',
          outcome: 'applied',
          with: [{ id: same, number }],
        },
      ],
    });
    expect((await fate(added)).words).toMatchObject([
      { kind: 'insert', removed: '', outcome: 'applied' },
    ]);
    expect((await fate(sub)).version).toBe(2);
    expect(await fate(lost)).toBeNull();
    await hide(place, first);
    expect(await fate(first)).toBeNull();
  });

  it('names the origin of each run of its words', async () => {
    const { place, first, same, added, sub } = await answered();
    const page = await ok(attribution(place, 2));
    expect(page.version).toMatchObject({ number: 2, computedFrom: { base: 1 } });
    expect(page.blocks.map(({ id }: { id: string }) => id)).toEqual(
      page.body.map(({ id }: Block) => id)
    );
    const block = (id: string) => page.blocks.find((one: { id: string }) => one.id === id);
    expect(told(block('p2').runs)).toEqual([
      ['They do it within a ', 'original'],
      ['month', [first, same]],
      ['.', 'original'],
    ]);
    expect(told(block('p3').runs)).toEqual([
      ['Secrets protected by law are not published.', 'original'],
    ]);
    const [, , , fresh] = page.blocks;
    expect(JSON.stringify(fresh)).toContain(added);
    expect(page.contributions.map(({ id }: { id: string }) => id).sort()).toEqual(
      [first, same, added, sub].sort()
    );
    expect(page.contributions[0]).toMatchObject({ number: 1, title: 'Sooner', author: ada.name });
    await hide(place, first);
    const after = await ok(attribution(place, 2));
    expect(after.contributions[0]).toMatchObject({ number: 1, title: '', author: ada.name });
  });
});

describe('a version in which staff wrote words of their own between two amendments', () => {
  it('names both, and goes on doing so in what is computed from it; nobody who is apart', async () => {
    const place = await consultation();
    const make = async (who: Citizen, text: string) =>
      (await ok(send(place, who, { proposal: reworded(text) }))).id as string;
    const first = await make(ada, 'They do it within a month.');
    const second = await make(grace, 'They do it within a week.');
    const apart = (
      await ok(send(place, ada, { proposal: { kind: 'delete', block: 'p3' }, title: 'Apart' }))
    ).id;
    await close(place);
    for (const id of [first, second, apart]) await decide(place, id, 'adopted');
    const [row] = await collisionsOn(place);
    const key = row?.key ?? '';
    await ok(resolve(place, key, { take: 'words', words: [{ text: 'quarter' }] }));
    await publish(place, 'continue');
    const amendments = [first, second].map((id, index) => ({ id, number: index + 1 }));
    const page = await ok(attribution(place, 2));
    expect(JSON.stringify(page.blocks)).toContain(`"drafter","collision":"${key}"`);
    expect(page.decisions).toEqual([{ collision: key, amendments }]);

    await ok(staff('POST', `/consultations/${place.id}/state`, { body: { state: 'open' } }));
    const later = (await ok(send(place, grace, { proposal: where, base: 2 }))).id;
    const moved = (
      await ok(
        send(place, ada, {
          proposal: edit(p2AsDecided, p1),
          base: 2,
        })
      )
    ).id;
    await close(place);
    await decide(place, later, 'rejected');
    await decide(place, moved, 'adopted');
    await publish(place, 'answered');
    expect((await view(place, moved)).amendment.fate.words).toMatchObject([
      { kind: 'move', removed: '', inserted: '', outcome: 'applied' },
    ]);
    expect((await ok(attribution(place, 3))).decisions).toEqual(page.decisions);

    // What was written on a version on the way is told, whichever of both texts comes first.
    const told = async (from: number, to: number) =>
      (
        await ok(api('GET', `/consultations/${place.slug}/comparison?from=${from}&to=${to}`))
      ).amendments.map(({ id }: { id: string }) => id);
    const all = [first, second, apart, later, moved];
    expect(await told(1, 3)).toEqual(all);
    expect(await told(3, 1)).toEqual(all);
    expect(await told(1, 2)).toEqual(all.slice(0, 3));
    expect(await told(2, 3)).toEqual(all.slice(3));
  });
});

describe('once a version was computed', () => {
  it('what was decided stays as it was decided, and what is open goes on from the new text', async () => {
    const place = await consultation();
    const adopted = (await ok(send(place, ada, { proposal: where }))).id;
    const block = (await view(place, adopted)).amendment.after[2].id;
    const sub = (
      await ok(
        send(place, grace, {
          proposal: { kind: 'replace', block, text: 'They say where and how.' },
          parent: adopted,
        })
      )
    ).id;
    await ok(
      staff('PUT', `/consultations/${place.id}/amendments/${adopted}/wording`, {
        body: {
          number: 0,
          after: [article()[0], p1, paragraph('w', 'They say at which place.'), p2],
          note: '',
          publish: true,
        },
      })
    );
    await close(place);
    await decide(place, adopted, 'adopted');
    await publish(place, 'continue');
    const late = await staff('POST', `/consultations/${place.id}/decisions`, {
      body: { amendments: [adopted], status: 'rejected', reason: 'No.' },
    });
    expect([late.status, late.code]).toEqual([409, 'status-forbids']);
    const reply = await api(
      'POST',
      `/consultations/${place.slug}/amendments/${adopted}/wordings/1`,
      {
        token: ada.token,
        body: { accept: true, reply: '' },
      }
    );
    expect([reply.status, reply.code]).toEqual([409, 'status-forbids']);
    expect((await view(place, adopted, ada.token)).may.reply.code).toBe('status-forbids');
    const { amendment } = await view(place, sub);
    expect(amendment).toMatchObject({ base: 2, parent: null, fits: true, status: 'submitted' });
    expect(amendment.history).toMatchObject([{ number: 1, ended: 'carried-over', base: 1 }]);
    expect(amendment.instruction.join(' ')).toContain('and how');
    expect(amendment.carried).toMatchObject({ from: 1, to: 2, lost: [] });
    // Its earlier form shows words of what it amended; they go out of sight with that one.
    await hide(place, adopted);
    expect((await view(place, sub)).amendment.history).toMatchObject([
      { number: 1, change: { edits: [] }, before: [], after: [] },
    ]);
  });
});

describe('a text that was not computed from amendments', () => {
  it('is all its own', async () => {
    const place = await consultation();
    const page = await ok(attribution(place, 1));
    expect(page.body).toEqual(body());
    expect(page.contributions).toEqual([]);
    expect(
      page.blocks.map(({ runs }: { runs: Run[] }) => told(runs).map(([, kind]) => kind))
    ).toEqual(body().map(() => ['original']));
    expect((await attribution(place, 2)).code).toBe('not-found');
    const unseen = await consultation({ open: false });
    expect((await attribution(unseen, 1)).code).toBe('not-found');
  });
});
