import type { Db } from './database.ts';

/** State of one journal. */
export interface LogState {
  readonly consultation: string;
  readonly origin: string;
  /** Leaves in it. */
  readonly size: number;
  readonly lastAt: string;
  readonly phase: string;
  readonly keyNumber: number;
  /** Size of the newest checkpoint; 0 before the first. */
  readonly signed: number;
  /** Why nothing may be written, in words for whoever runs the server; null where all is well. */
  readonly halted: string | null;
}

interface LogRow {
  readonly consultation: string;
  readonly origin: string;
  readonly size: number;
  readonly last_at: string;
  readonly phase: string;
  readonly key_number: number;
  readonly signed: number;
  readonly halted: string | null;
}

const fromRow = (row: LogRow): LogState => ({
  consultation: row.consultation,
  origin: row.origin,
  size: Number(row.size),
  lastAt: row.last_at,
  phase: row.phase,
  keyNumber: row.key_number,
  signed: Number(row.signed),
  halted: row.halted ?? null,
});

export async function findLog(db: Db, consultation: string): Promise<LogState | undefined> {
  const row = await db.knex(db.table('logs')).where({ consultation }).first();
  return row && fromRow(row);
}

export async function allLogs(db: Db): Promise<readonly LogState[]> {
  const rows: LogRow[] = await db.knex(db.table('logs')).orderBy('consultation');
  return rows.map(fromRow);
}

/** Lets nothing more be written to a journal, or again. */
export async function setHalted(db: Db, consultation: string, why: string | null): Promise<void> {
  await db.knex(db.table('logs')).where({ consultation }).update({ halted: why });
}

export async function setKeyNumber(db: Db, consultation: string, number: number): Promise<void> {
  await db.knex(db.table('logs')).where({ consultation }).update({ key_number: number });
}

export interface Checkpoint {
  readonly size: number;
  /** Base64 of 32 bytes. */
  readonly root: string;
  readonly at: string;
  /** As it was signed. */
  readonly note: string;
}

const columns = ['size', 'root', 'at', 'note'];
const checkpoint = (row: Checkpoint): Checkpoint => ({ ...row, size: Number(row.size) });

export async function newestCheckpoint(
  db: Db,
  consultation: string
): Promise<Checkpoint | undefined> {
  const row = await db
    .knex(db.table('checkpoints'))
    .select(columns)
    .where({ consultation })
    .orderBy('size', 'desc')
    .first();
  return row && checkpoint(row);
}

/** Checkpoints above a size in ascending order, some at a time. */
export async function checkpointsAfter(
  db: Db,
  consultation: string,
  size: number,
  limit: number
): Promise<readonly Checkpoint[]> {
  const rows: Checkpoint[] = await db
    .knex(db.table('checkpoints'))
    .select(columns)
    .where({ consultation })
    .andWhere('size', '>', size)
    .orderBy('size')
    .limit(limit);
  return rows.map(checkpoint);
}

/** Adds a checkpoint, or puts one of the same size with more signatures in its place. */
export async function putCheckpoint(db: Db, consultation: string, made: Checkpoint): Promise<void> {
  await db
    .knex(db.table('checkpoints'))
    .insert({ consultation, ...made })
    .onConflict(['consultation', 'size'])
    .merge(['note']);
  await db.knex(db.table('logs')).where({ consultation }).update({ signed: made.size });
}
