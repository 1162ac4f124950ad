import { RefusalError } from 'consultation-core/contract';
import { makeSigner, verifierKey } from 'consultation-core/log';
import type { Knex } from 'knex';
import { originOf } from '../origin.ts';
import { type Strapi, service } from '../strapi.ts';

export type Client = 'sqlite' | 'postgres';

/** Names of the tables that this plugin makes itself. */
export const ownTables = [
  'ballots',
  'withdrawals',
  'tallies',
  'imported_counts',
  'acts',
  'act_counts',
  'articles',
  'participants',
  'counters',
  'sessions',
  'requests',
  'attempts',
  'desk_state',
  'desk_resolutions',
  'desk_history',
  'desk_presence',
  'desk_approvals',
  'logs',
  'tiles',
  'checkpoints',
] as const;
export type OwnTable = (typeof ownTables)[number];

/** Where to send a statement: the open transaction if there is one, else the pool. */
export interface Db {
  readonly knex: Knex;
  readonly client: Client;
  /** Full name of one of our own tables. */
  readonly table: (name: OwnTable) => string;
  /** Full name of a table that Strapi keeps, from its own name. */
  readonly named: (name: string) => string;
  /** Name of a journal that begins now, and the key that will sign it. */
  readonly founding: (consultation: string) => { readonly origin: string; readonly key: string };
}

export function clientOf(strapi: Strapi): Client {
  const { client } = strapi.db.dialect;
  if (client === 'sqlite' || client === 'postgres') return client;
  throw new Error(`The consultation plugin works on SQLite and PostgreSQL, not on ${client}.`);
}

export function dbOn(strapi: Strapi, knex: Knex): Db {
  const schema = strapi.db.getSchemaName();
  const named = (name: string) => (schema ? `${schema}.${name}` : name);
  return {
    knex,
    client: clientOf(strapi),
    table: (name) => named(`consultation_${name}`),
    named,
    founding(consultation) {
      const origin = originOf(strapi, consultation);
      const seed = service(strapi, 'keys').journalSeed(consultation, 1);
      return { origin, key: verifierKey(origin, makeSigner(origin, seed).publicKey) };
    },
  };
}

/** Inside a transaction its own connection: SQLite has no other one, and would wait for it for ever. */
export async function database(strapi: Strapi): Promise<Db> {
  if (!strapi.db.inTransaction()) return dbOn(strapi, strapi.db.connection);
  const outer = await strapi.db.transaction();
  return dbOn(strapi, outer.get() as Knex);
}

/** Errors after which the same transaction may simply be tried again. */
const again = new Set(['40001', '40P01', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT']);

/**
 * A COMMIT that failed may leave its transaction open on the one connection of SQLite, where the next act would become
 * a part of it. Nobody else can be in the middle of one there: they all wait for this connection.
 */
async function leaveNoneOpen(strapi: Strapi): Promise<void> {
  if (clientOf(strapi) !== 'sqlite') return;
  await strapi.db.connection.raw('rollback').catch(() => undefined);
}

/**
 * All or nothing. Inside another transaction it is a part of that one. Serialisation failures and deadlocks are tried
 * again up to three times where the transaction is our own.
 */
export async function transaction<Result>(
  strapi: Strapi,
  run: (db: Db, after: (done: () => void) => void) => Promise<Result>
): Promise<Result> {
  const outermost = !strapi.db.inTransaction();
  for (let tries = 1; ; tries += 1) {
    const waiting: (() => void)[] = [];
    let committed: Promise<unknown> | undefined;
    try {
      const result = await strapi.db.transaction(async ({ trx, onCommit }) => {
        const own = trx as unknown as Knex.Transaction;
        committed = own.executionPromise;
        // Looked at below; when the work itself fails, that error is the one to tell.
        committed.catch(() => undefined);
        return run(dbOn(strapi, own), (done) => {
          if (outermost) waiting.push(done);
          else onCommit(() => done());
        });
      });
      // knex tells a COMMIT that failed by this promise alone: without it a lost act would be acknowledged.
      if (outermost) await committed;
      for (const done of waiting) done();
      return result;
    } catch (error) {
      if (outermost && !(error instanceof RefusalError)) await leaveNoneOpen(strapi);
      const code = (error as { code?: unknown }).code;
      if (!outermost || tries > 3 || typeof code !== 'string' || !again.has(code)) throw error;
    }
  }
}

/**
 * Many rows in one binding, as the table `f`: the text of a statement does not depend on how many there are. The binding
 * is `JSON.stringify` of an array of objects. Tables that are looked up by it stand behind a `cross join`: SQLite then
 * walks these rows and looks each up, where it would else walk the table.
 */
export function recordset(
  client: Client,
  columns: Readonly<Record<string, 'text' | 'integer'>>
): string {
  const names = Object.entries(columns);
  if (client === 'postgres') {
    const typed = names.map(([name, type]) => `"${name}" ${type}`);
    return `json_to_recordset(?::json) as f(${typed.join(', ')})`;
  }
  const read = names.map(([name]) => `json_extract(value, '$.${name}') as "${name}"`);
  return `(select ${read.join(', ')} from json_each(?)) as f`;
}

/**
 * Rows of a table of ours that belong to those of a `recordset`, `on` saying which. PostgreSQL looks each of them up
 * by itself: told nothing of how many there are, it would read the whole table for a handful.
 */
export function matching(client: Client, alias: string, on: string): string {
  return client === 'postgres'
    ? `cross join lateral (select * from ?? ${alias} where ${on} offset 0) ${alias}`
    : `cross join ?? ${alias} where ${on}`;
}

export interface Statement {
  readonly sql: string;
  readonly bindings: readonly Knex.RawBinding[];
}

/** A select. `rows` is never there: it says what they are. */
export interface Question<Row> extends Statement {
  readonly rows?: readonly Row[];
}

export async function ask<Row>(db: Db, { sql, bindings }: Question<Row>): Promise<readonly Row[]> {
  return rowsOf<Row>(await db.knex.raw(sql, bindings));
}

type Answers<Questions> = {
  [Name in keyof Questions]: Questions[Name] extends Question<infer Row> ? readonly Row[] : never;
};

/** Several questions at once: in one statement on PostgreSQL, which is some way off; in turn on SQLite, which is here. */
export async function askAll<Questions extends Record<string, Question<unknown>>>(
  db: Db,
  questions: Questions
): Promise<Answers<Questions>> {
  const named = Object.entries(questions);
  if (db.client === 'postgres') {
    const parts = named.map(
      ([name, { sql }]) => `(select coalesce(json_agg(q), '[]') from (${sql}) q) as "${name}"`
    );
    const [row] = rowsOf<Answers<Questions>>(
      await db.knex.raw(
        `select ${parts.join(', ')}`,
        named.flatMap(([, { bindings }]) => bindings)
      )
    );
    return row as Answers<Questions>;
  }
  const rows: [string, readonly unknown[]][] = [];
  for (const [name, question] of named) rows.push([name, await ask(db, question)]);
  return Object.fromEntries(rows) as Answers<Questions>;
}

/**
 * Several writes that neither read nor touch each other's rows: in one statement on PostgreSQL, in turn on SQLite.
 */
export async function writeAll(db: Db, statements: readonly Statement[]): Promise<void> {
  if (db.client === 'postgres' && statements.length > 1) {
    const parts = statements.map(({ sql }, place) => `w${place} as (${sql})`);
    await db.knex.raw(
      `with ${parts.join(', ')} select 1`,
      statements.flatMap(({ bindings }) => bindings)
    );
    return;
  }
  for (const { sql, bindings } of statements) await db.knex.raw(sql, bindings);
}

/** Rows of a raw statement, whichever way the driver wraps them. */
export function rowsOf<Row>(result: unknown): Row[] {
  if (Array.isArray(result)) return result as Row[];
  return (result as { rows: Row[] }).rows;
}

/** A JSON column of a content type: PostgreSQL gives the value, SQLite its text. */
export function json<Value>(value: unknown): Value {
  return (typeof value === 'string' ? JSON.parse(value) : value) as Value;
}

/** The database's own clock as an instant, in SQL. */
export function nowSql(client: Client): string {
  return client === 'postgres'
    ? `to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`;
}

export const timeAsked = (client: Client): Question<{ readonly now: string }> => ({
  sql: `select ${nowSql(client)} as "now"`,
  bindings: [],
});

export async function databaseTime(db: Db): Promise<string> {
  const [row] = await ask(db, timeAsked(db.client));
  if (row === undefined) throw new Error('The database did not tell its time.');
  return row.now;
}

/**
 * Acts on one consultation share it; whoever changes its state or its text has it alone until the commit, so that an
 * act is counted before a close or refused after it, never in between. SQLite has one writer anyway.
 */
export async function hold(db: Db, consultation: string, how: 'shared' | 'alone'): Promise<void> {
  if (db.client !== 'postgres') return;
  const lock = how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await db.knex.raw(`select ${lock}(hashtext('consultation'), hashtext(?))`, [consultation]);
}
