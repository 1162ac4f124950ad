import type { Resolution } from 'consultation-core/change';
import { type Db, rowsOf } from './database.ts';

/** Staff who did something at the desk. */
export interface Author {
  readonly id: number;
  readonly name: string;
}

/** A decision on a collision as it stands; `resolution` is null once it was taken back. */
export interface StoredResolution {
  readonly collision: string;
  readonly resolution: Resolution | null;
  readonly revision: number;
  readonly by: string;
  readonly at: string;
}

/** Collisions are of one base: the next version has none of them. */
export interface DeskPlace {
  readonly consultation: string;
  readonly base: number;
}

interface Row {
  readonly collision: string;
  readonly resolution: string | null;
  readonly revision: number | string;
  readonly by_name: string;
  readonly at: string;
}

const fromRow = (row: Row): StoredResolution => ({
  collision: row.collision,
  resolution: row.resolution === null ? null : JSON.parse(row.resolution),
  revision: Number(row.revision),
  by: row.by_name,
  at: row.at,
});

const columns = ['collision', 'resolution', 'revision', 'by_name', 'at'];

/** Decisions on the collisions of a base, those taken back among them, by collision. */
export async function resolutionsOf(
  db: Db,
  place: DeskPlace
): Promise<readonly StoredResolution[]> {
  const rows: Row[] = await db
    .knex(db.table('desk_resolutions'))
    .select(columns)
    .where(place)
    .orderBy('collision');
  return rows.map(fromRow);
}

/** The decision that stands on one collision. */
export async function resolutionOn(
  db: Db,
  place: DeskPlace,
  collision: string
): Promise<StoredResolution | undefined> {
  const row: Row | undefined = await db
    .knex(db.table('desk_resolutions'))
    .select(columns)
    .where({ ...place, collision })
    .first();
  return row && fromRow(row);
}

/** One of all decisions that were ever taken on a collision. */
export async function pastResolution(
  db: Db,
  place: DeskPlace,
  collision: string,
  revision: number
): Promise<StoredResolution | undefined> {
  const row: Row | undefined = await db
    .knex(db.table('desk_history'))
    .select(columns)
    .where({ ...place, collision, revision })
    .first();
  return row && fromRow(row);
}

/**
 * Puts a decision in the place of the one that was seen (revision 0: of none), and keeps it for ever. False when
 * another one stands there: the key says so, not a check before.
 */
export async function putResolution(
  db: Db,
  place: DeskPlace,
  seen: number,
  made: { collision: string; resolution: Resolution | null; at: string },
  by: Author
): Promise<boolean> {
  const { collision, at } = made;
  const resolution = made.resolution === null ? null : JSON.stringify(made.resolution);
  const row = {
    ...place,
    collision,
    revision: seen + 1,
    resolution,
    by_name: by.name,
    by_id: by.id,
    at,
  };
  const table = db.knex(db.table('desk_resolutions'));
  const put: unknown[] =
    seen === 0
      ? await table
          .insert(row)
          .onConflict(['consultation', 'base', 'collision'])
          .ignore()
          .returning('revision')
      : await table
          .where({ ...place, collision, revision: seen })
          .update(row)
          .returning('revision');
  if (put.length === 0) return false;
  await db.knex(db.table('desk_history')).insert(row);
  return true;
}

export interface StoredApproval {
  readonly fingerprint: string;
  readonly user: number;
  readonly by: string;
  readonly at: string;
}

/** Who approved which computation of the version after a base, oldest first. */
export async function approvalsOf(db: Db, place: DeskPlace): Promise<readonly StoredApproval[]> {
  const rows: { fingerprint: string; user_id: number; name: string; at: string }[] = await db
    .knex(db.table('desk_approvals'))
    .select('fingerprint', 'user_id', 'name', 'at')
    .where(place)
    .orderBy(['at', 'user_id']);
  return rows.map((row) => ({
    fingerprint: row.fingerprint,
    user: Number(row.user_id),
    by: row.name,
    at: row.at,
  }));
}

/** False when this person has approved just this before. */
export async function addApproval(
  db: Db,
  place: DeskPlace,
  approval: { fingerprint: string; at: string },
  by: Author
): Promise<boolean> {
  const added = rowsOf(
    await db.knex.raw(
      `insert into ?? (consultation, base, fingerprint, user_id, name, at) values (?, ?, ?, ?, ?, ?)
       on conflict (consultation, base, fingerprint, user_id) do nothing returning user_id`,
      [
        db.table('desk_approvals'),
        place.consultation,
        place.base,
        approval.fingerprint,
        by.id,
        by.name,
        approval.at,
      ]
    )
  );
  return added.length > 0;
}
