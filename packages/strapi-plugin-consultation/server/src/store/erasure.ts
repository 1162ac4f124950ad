import type { Db } from './database.ts';
import { citizenKinds } from './leaf.ts';

/** Items asked for in one statement. */
const most = 200;

/** Destroys what the commitments of leaves about some items hide: nobody can open or guess them any more. */
export async function eraseContents(
  db: Db,
  consultation: string,
  subjects: readonly string[]
): Promise<void> {
  for (let from = 0; from < subjects.length; from += most) {
    await db
      .knex(db.table('acts'))
      .where({ consultation })
      .whereIn('kind', [...citizenKinds])
      .whereIn('subject', subjects.slice(from, from + most))
      .update({ nonce: null, content: null });
  }
}

/** Puts other keys, which nobody can compute, in the place of a person's: ballots and numbers stay as they are. */
export async function cutLinks(
  db: Db,
  consultation: string,
  person: { readonly voter: string; readonly participant: string },
  random: () => string
): Promise<void> {
  await db
    .knex(db.table('ballots'))
    .where({ consultation, voter: person.voter })
    .update({ voter: random() });
  await db.knex(db.table('withdrawals')).where({ consultation, voter: person.voter }).delete();
  await db
    .knex(db.table('participants'))
    .where({ consultation, participant: person.participant })
    .update({ participant: random() });
}

/** Forgets which requests somebody sent. */
export async function dropRequests(db: Db, actor: string): Promise<void> {
  await db.knex(db.table('requests')).where({ actor }).delete();
}
