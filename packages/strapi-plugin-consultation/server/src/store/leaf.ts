import type { Db } from './database.ts';

/** A leaf as it is stored: the entry byte for byte, and what its commitment hides as long as that is kept. */
export interface StoredLeaf {
  readonly index: number;
  readonly entry: string;
  readonly kind: string;
  readonly subject: string;
  readonly at: string;
  /** As JSON: what the entry says under this name. */
  readonly data: string;
  readonly nonce: string | null;
  readonly content: string | null;
}

const columns = ['idx as index', 'entry', 'kind', 'subject', 'at', 'data', 'nonce', 'content'];

const fromRow = (row: StoredLeaf): StoredLeaf => ({ ...row, index: Number(row.index) });

/** Kinds whose content is words of a citizen: withheld while what they are about is out of sight. */
export const citizenKinds: ReadonlySet<string> = new Set([
  'amendment-submitted',
  'amendment-edited',
  'argument-published',
  'wording-accepted',
  'wording-refused',
]);

/** Kinds of the acts that a ballot's leaf records. */
const ballotKinds = ['ballot-cast', 'ballot-changed', 'ballot-withdrawn', 'ballot'];

export async function findLeaf(
  db: Db,
  consultation: string,
  index: number
): Promise<StoredLeaf | undefined> {
  const row = await db
    .knex(db.table('acts'))
    .select(columns)
    .where({ consultation, idx: index })
    .first();
  return row && fromRow(row);
}

/** Leaves from one index (included) to another (excluded), in order. */
export async function leavesBetween(
  db: Db,
  consultation: string,
  from: number,
  to: number
): Promise<readonly StoredLeaf[]> {
  const rows: StoredLeaf[] = await db
    .knex(db.table('acts'))
    .select(columns)
    .where({ consultation })
    .andWhere('idx', '>=', from)
    .andWhere('idx', '<', to)
    .orderBy('idx');
  return rows.map(fromRow);
}

/** SQLite answers at once: without this nobody else would get a turn before the last page. */
const otherWork = () => new Promise<void>((resolve) => setImmediate(resolve));

/** All leaves below `size` in pages, so that neither memory nor the one connection of SQLite is taken for long. */
export async function* leafPages(
  db: Db,
  consultation: string,
  size: number,
  from = 0,
  pageSize = 1024
): AsyncGenerator<readonly StoredLeaf[]> {
  for (let at = from; at < size; at += pageSize) {
    yield await leavesBetween(db, consultation, at, Math.min(at + pageSize, size));
    await otherWork();
  }
}

/** Leaves that are no ballots, in order, in pages. */
export async function* otherLeaves(
  db: Db,
  consultation: string,
  size: number,
  pageSize = 500
): AsyncGenerator<readonly StoredLeaf[]> {
  let last = -1;
  for (;;) {
    const rows: StoredLeaf[] = await db
      .knex(db.table('acts'))
      .select(columns)
      .where({ consultation })
      .whereNotIn('kind', ballotKinds)
      .andWhere('idx', '>', last)
      .andWhere('idx', '<', size)
      .orderBy('idx')
      .limit(pageSize);
    if (rows.length > 0) yield rows.map(fromRow);
    await otherWork();
    if (rows.length < pageSize) return;
    last = Number(rows[rows.length - 1]?.index);
  }
}

/**
 * Acts that are found by what they are about. Databases use the index on them only for whoever asks in these words; of
 * ballots, which are many, there is none.
 */
export const aboutNoBallot = "kind not in ('ballot-cast', 'ballot-changed', 'ballot-withdrawn')";

/**
 * Leaves of some kinds, in order: for kinds of which a journal has few. They are put in order here: asked to do it,
 * SQLite would walk the whole journal, which is in order already. By subjects they are no acts on ballots.
 */
export async function leavesOfKinds(
  db: Db,
  consultation: string,
  kinds: readonly string[],
  subjects?: readonly string[]
): Promise<readonly StoredLeaf[]> {
  const query = db
    .knex(db.table('acts'))
    .select(columns)
    .where({ consultation })
    .whereIn('kind', kinds);
  const rows: StoredLeaf[] = await (subjects === undefined
    ? query
    : query.whereIn('subject', subjects).whereRaw(aboutNoBallot));
  return rows
    .filter(({ index }) => index !== null)
    .map(fromRow)
    .sort((a, b) => a.index - b.index);
}

/** Index of the newest leaf of some kinds; -1 where there is none. */
export async function lastOfKinds(
  db: Db,
  consultation: string,
  kinds: readonly string[]
): Promise<number> {
  const row = await db
    .knex(db.table('acts'))
    .where({ consultation })
    .whereIn('kind', kinds)
    // No column: the newest of rare kinds is not looked for from the end of the journal.
    .max({ last: db.knex.raw('idx + 0') })
    .first();
  return row?.last === null || row?.last === undefined ? -1 : Number(row.last);
}

/** Whether a ballot stands in the box whose newest leaf is this one. */
export async function ballotAt(db: Db, consultation: string, index: number): Promise<boolean> {
  const row = await db
    .knex(db.table('ballots'))
    .select('target')
    .where({ consultation, idx: index })
    .first();
  return row !== undefined;
}
