/** Nights in which the clocks of Paris are changed: an hour comes twice, or is left out. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { send } from './support/amending.ts';
import { app } from './support/app.ts';
import { audit, leavesOf, vote } from './support/casting.ts';
import { citizens } from './support/citizens.ts';
import { api, type Citizen, citizen, ok } from './support/client.ts';
import { consultation } from './support/fixture.ts';
import { findings, lines, made } from './support/open-data.ts';

interface Night {
  readonly name: string;
  /** The day of the change, its first moment, and the first one of the day after. */
  readonly day: string;
  readonly begins: string;
  readonly ends: string;
  readonly hours: number;
  readonly dayBefore: string;
  readonly dayAfter: string;
  /** Clocks show the same (or would) at the close and at this other moment. */
  readonly closes: string;
  readonly shownAlike: string;
}
const nights: readonly Night[] = [
  {
    name: 'an hour comes twice: the close is at the second half past two',
    day: '2025-10-26',
    begins: '2025-10-25T22:00:00.000Z',
    ends: '2025-10-26T23:00:00.000Z',
    hours: 25,
    dayBefore: '2025-10-25',
    dayAfter: '2025-10-27',
    closes: '2025-10-26T01:30:00.000Z',
    shownAlike: '2025-10-26T00:30:00.000Z',
  },
  {
    name: 'an hour is left out: the close is at three, which follows two',
    day: '2026-03-29',
    begins: '2026-03-28T23:00:00.000Z',
    ends: '2026-03-29T22:00:00.000Z',
    hours: 23,
    dayBefore: '2026-03-28',
    dayAfter: '2026-03-30',
    closes: '2026-03-29T01:00:00.000Z',
    shownAlike: '2026-03-29T00:00:00.000Z',
  },
];

let ada: Citizen;
let tokens: string[];
beforeAll(async () => {
  ada = await citizen();
  tokens = await citizens(6);
});
const at = async (instant: string) => (await app()).service('clock').stopAt(instant);
afterEach(async () => (await app()).service('clock').stopAt(null));
const moved = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();
const hour = 3_600_000;

/** Voting ends in that night; amendments go on. */
async function place({ begins, closes, ends }: Night) {
  await at(moved(begins, -30 * hour));
  return consultation({
    settings: {
      phases: [
        {
          id: 'vote',
          name: 'Vote',
          opensAt: moved(begins, -40 * hour),
          closesAt: closes,
          allows: ['vote', 'amend'],
        },
        {
          id: 'on',
          name: 'On',
          opensAt: closes,
          closesAt: moved(ends, 40 * hour),
          allows: ['amend'],
        },
      ],
    },
  });
}

describe.each(nights)('in a night in which $name', (night) => {
  const { begins, ends, closes, shownAlike, day, dayBefore, dayAfter } = night;

  it('voting ends at its instant and at no other', async () => {
    expect((Date.parse(ends) - Date.parse(begins)) / hour).toBe(night.hours);
    const here = await place(night);
    const open = [moved(begins, -1), begins, shownAlike, moved(closes, -1)];
    for (const [index, instant] of open.entries()) {
      await at(instant);
      expect([instant, (await vote(here, tokens[index], 'for')).status]).toEqual([instant, 200]);
    }
    for (const instant of [closes, moved(closes, 1), moved(closes, hour), ends]) {
      await at(instant);
      const { code, error } = await vote(here, tokens[5], 'for');
      expect([instant, code, error.details.closedAt]).toEqual([instant, 'phase-closed', closes]);
    }
    expect(await audit(here)).toHaveLength(open.length);
    await at(ends);
    await ok(send(here, ada, { proposal: { kind: 'replace', block: 'p2', text: 'Late.' } }));
    const boundary = (await leavesOf(here.id))
      .filter(({ kind }) => kind === 'phase-changed')
      .map(({ entry }) => entry.data)
      .at(-1);
    expect(boundary).toEqual({ from: 'vote', to: 'on', boundary: closes });
    // Nothing opens again when somebody sets the clock to what it showed before.
    await at(shownAlike);
    expect((await vote(here, tokens[5], 'for')).code).toBe('phase-closed');
  });

  it('lists are ordered and published by the days of that place, however long', async () => {
    const here = await place(night);
    const listed = async () =>
      (await ok(api('GET', `/consultations/${here.slug}/amendments`))).items.map(
        ({ id }: { id: string }) => `amendment:${id}`
      );
    const shown: Record<string, string[]> = {};
    const moments: readonly (readonly [string, string])[] = [
      [dayBefore, moved(begins, -1)],
      [day, begins],
      [day, closes],
      [day, moved(ends, -1)],
      [dayAfter, ends],
    ];
    for (const [index, [local, instant]] of moments.entries()) {
      await at(instant);
      const text = `They do it within ${index + 2} months.`;
      await ok(send(here, ada, { proposal: { kind: 'replace', block: 'p2', text } }));
      shown[local] = await listed();
    }
    expect(Object.values(shown).map(({ length }) => length)).toEqual([1, 4, 5]);
    const edition = await made(here);
    const orders = await lines(here, edition.name, 'orders.ndjson');
    for (const local of [dayBefore, day, dayAfter]) {
      const of = orders.filter((one) => one.day === local);
      expect([local, of.map(({ item }) => item)]).toEqual([local, shown[local]]);
    }
    expect(await findings(here)).toEqual([]);
  });
});
