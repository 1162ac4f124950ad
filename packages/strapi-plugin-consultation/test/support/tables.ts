import { app } from './app.ts';

/** What stands in the plugin's own tables, read past all services. */
async function rows(table: string, consultation: string) {
  const { strapi } = await app();
  return strapi.db.connection(`consultation_${table}`).where({ consultation });
}

export interface ActRow {
  readonly seq: number;
  readonly kind: string;
  readonly subject: string;
  readonly at: string;
  readonly data: string;
  /** Place in the journal, the leaf itself, what it commits to. */
  readonly idx: number;
  readonly entry: string;
  readonly nonce: string;
  readonly content: string;
}

export async function actsOf(consultation: string): Promise<ActRow[]> {
  return (await rows('acts', consultation)).sort((a, b) => Number(a.seq) - Number(b.seq));
}

export async function ballotsOf(
  consultation: string
): Promise<{ target: string; voter: string; choice: string }[]> {
  return (await rows('ballots', consultation)).map(({ target, voter, choice }) => ({
    target,
    voter,
    choice,
  }));
}

/** How many acts of each kind each ten minutes have, by the counters. */
export async function actCountsOf(consultation: string): Promise<Record<string, number>> {
  const counted = await rows('act_counts', consultation);
  return Object.fromEntries(
    counted.map(({ kind, slot, count }) => [`${kind} ${slot}`, Number(count)])
  );
}

export async function talliesOf(
  consultation: string
): Promise<{ target: string; choice: string; count: number }[]> {
  return (await rows('tallies', consultation))
    .map(({ target, choice, count }) => ({ target, choice, count: Number(count) }))
    .sort((a, b) => `${a.target} ${a.choice}`.localeCompare(`${b.target} ${b.choice}`));
}
