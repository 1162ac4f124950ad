import type { Knex } from 'knex';
import { clientOf, type Db, dbOn, rowsOf, transaction } from '../store/database.ts';
import type { Strapi } from '../strapi.ts';

/** Where somebody who was elected reads, and how she writes. */
export interface Elected {
  readonly db: Db;
  /** Writes that hold together. On PostgreSQL everything of one election commits at its end. */
  readonly write: (run: (db: Db) => Promise<void>) => Promise<void>;
}

const busy = new WeakMap<Strapi, Set<string>>();

/**
 * Lets one process do a work on a consultation; everybody else is told at once that it is being done. PostgreSQL elects
 * by an advisory lock that ends with its transaction, so that a process that dies lets go. SQLite has one process, whose
 * one connection must not be taken for long: there reads stand alone and only writes are transactions.
 */
export async function elected<Result>(
  strapi: Strapi,
  work: 'sign' | 'edition',
  consultation: string,
  run: (elected: Elected) => Promise<Result>
): Promise<Result | 'elsewhere'> {
  if (clientOf(strapi) === 'postgres') {
    return strapi.db.connection.transaction(async (trx: Knex.Transaction) => {
      const [row] = rowsOf<{ won: boolean }>(
        await trx.raw('select pg_try_advisory_xact_lock(hashtext(?), hashtext(?)) as won', [
          `consultation-${work}`,
          consultation,
        ])
      );
      if (row?.won !== true) return 'elsewhere';
      const db = dbOn(strapi, trx);
      return run({ db, write: (write) => write(db) });
    });
  }
  const held = busy.get(strapi) ?? new Set<string>();
  busy.set(strapi, held);
  const key = `${work} ${consultation}`;
  if (held.has(key)) return 'elsewhere';
  held.add(key);
  try {
    const db = dbOn(strapi, strapi.db.connection);
    return await run({ db, write: (write) => transaction(strapi, (inner) => write(inner)) });
  } finally {
    held.delete(key);
  }
}
