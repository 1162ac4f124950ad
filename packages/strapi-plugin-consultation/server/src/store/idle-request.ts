import { type Db, recordset, rowsOf } from './database.ts';

/** A request on a ballot that changed nothing: kept so that it changes nothing either when it is sent again later. */
export interface IdleRequest {
  readonly request: string;
  readonly target: string;
  readonly choice: string | null;
  /** The leaf whose receipt it was answered with. */
  readonly idx: number | null;
}

const actorOf = (consultation: string) => `ballot:${consultation}`;

export async function idleRequests(
  db: Db,
  consultation: string,
  requests: readonly string[]
): Promise<readonly IdleRequest[]> {
  if (requests.length === 0) return [];
  const rows = rowsOf<{ request: string; target: string; body: string }>(
    await db.knex.raw(
      `select r.key as request, r.subject as target, r.body from ${recordset(db.client, { wanted: 'text' })}
       cross join ?? r where r.actor = ? and r.key = f.wanted`,
      [
        JSON.stringify(requests.map((wanted) => ({ wanted }))),
        db.table('requests'),
        actorOf(consultation),
      ]
    )
  );
  return rows.map(({ request, target, body }) => {
    const [choice, idx] = JSON.parse(body);
    return { request, target, choice, idx };
  });
}

export async function putIdleRequests(
  db: Db,
  consultation: string,
  at: string,
  requests: readonly IdleRequest[]
): Promise<void> {
  if (requests.length === 0) return;
  await db.knex(db.table('requests')).insert(
    requests.map(({ request, target, choice, idx }) => ({
      actor: actorOf(consultation),
      key: request,
      body: JSON.stringify([choice, idx]),
      subject: target,
      at,
    }))
  );
}
