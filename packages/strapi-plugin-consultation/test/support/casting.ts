import type { BallotAct } from 'consultation-core/log';
import { expect } from 'vitest';
import { app } from './app.ts';
import { api, newKey, type Reply } from './client.ts';
import type { Fixture } from './fixture.ts';
import { actCountsOf, actsOf, ballotsOf, talliesOf } from './tables.ts';

export const target = 'article:art1';

/** One request on a ballot; null takes it back. */
export function vote(
  place: Fixture,
  token: string | undefined,
  choice: string | null,
  { key = newKey() as string, about = target, headers = {} as Record<string, string> } = {}
): Promise<Reply> {
  const path = `/consultations/${place.slug}/ballots/${about}`;
  return choice === null
    ? api('DELETE', `${path}?key=${key}`, { token, headers })
    : api('PUT', path, { token, headers, body: { choice, key } });
}

export interface LeafRow {
  readonly idx: number;
  readonly at: string;
  readonly kind: string;
  readonly entry: { readonly at: string; readonly kind: string; readonly data?: unknown };
  readonly content: string | null;
}

export async function leavesOf(consultation: string): Promise<readonly LeafRow[]> {
  const { strapi } = await app();
  const rows = await strapi.db
    .connection('consultation_acts')
    .where({ consultation })
    .whereNotNull('idx')
    .orderBy('idx');
  return rows.map((row: LeafRow & { entry: string }) => ({
    ...row,
    idx: Number(row.idx),
    entry: JSON.parse(row.entry),
  }));
}

/**
 * What must be true at any time: the journal has no gap and its time never goes back; the box is what the journal's
 * ballots come to; the counters are what the box comes to. Gives the acts on ballots.
 */
export async function audit({ id }: Fixture): Promise<readonly BallotAct[]> {
  const { strapi } = await app();
  const leaves = await leavesOf(id);
  const [log] = await strapi.db.connection('consultation_logs').where({ consultation: id });
  expect(leaves.map(({ idx }) => idx)).toEqual(leaves.map((_, index) => index));
  expect(log.size).toBe(leaves.length);
  const times = leaves.filter(({ kind }) => !kind.startsWith('ballot-')).map((one) => one.entry.at);
  expect(times).toEqual([...times].sort());
  const acts = leaves
    .filter(({ kind }) => kind.startsWith('ballot-'))
    .map(({ content }) => JSON.parse(content ?? 'null') as BallotAct);
  const box = new Map<string, BallotAct>();
  for (const act of acts) {
    const place = `${act.target} ${act.voter}`;
    expect(act.act === 'cast').toBe(!box.has(place));
    if (act.choice === null) box.delete(place);
    else box.set(place, act);
  }
  const counted = (ballots: Iterable<{ target: string; choice: string | null }>) => {
    const counts: Record<string, number> = {};
    for (const { target: about, choice } of ballots) {
      counts[`${about} ${choice}`] = (counts[`${about} ${choice}`] ?? 0) + 1;
    }
    return counts;
  };
  expect(counted(await ballotsOf(id))).toEqual(counted(box.values()));
  const tallies = (await talliesOf(id)).filter(({ count }) => count !== 0);
  expect(
    Object.fromEntries(tallies.map((one) => [`${one.target} ${one.choice}`, one.count]))
  ).toEqual(counted(box.values()));
  const [onQuestions] = await strapi.db
    .connection('consultation_counters')
    .where({ consultation: id, name: 'question-ballots' });
  expect(Number(onQuestions?.count ?? 0)).toBe(
    [...box.values()].filter(({ target: about }) => about.startsWith('question:')).length
  );
  const slots: Record<string, number> = {};
  for (const { kind, at } of await actsOf(id)) {
    const slot = `${kind} ${at.slice(0, 15)}`;
    slots[slot] = (slots[slot] ?? 0) + 1;
  }
  expect(await actCountsOf(id)).toEqual(slots);
  return acts;
}
