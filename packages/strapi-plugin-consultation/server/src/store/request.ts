import { RefusalError } from 'consultation-core/contract';
import { type Db, rowsOf } from './database.ts';

/**
 * Takes a key for a request that shall happen once. Undefined: it is the first time, go on. Otherwise what the first
 * one made. The same key with another body is refused as `key-reused`.
 */
export async function once(
  db: Db,
  request: { actor: string; key: string; body: string; at: string; subject: string }
): Promise<string | undefined> {
  const { actor, key, body, at, subject } = request;
  const requests = db.table('requests');
  const taken = rowsOf(
    await db.knex.raw(
      `insert into ?? (actor, key, body, subject, at) values (?, ?, ?, ?, ?)
       on conflict (actor, key) do nothing returning key`,
      [requests, actor, key, body, subject, at]
    )
  );
  if (taken.length > 0) return undefined;
  const first = await db.knex(requests).select('body', 'subject').where({ actor, key }).first();
  if (first?.body !== body) throw new RefusalError('key-reused');
  return first.subject;
}
