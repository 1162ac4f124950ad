import { type Db, matching, type Question, recordset, type Statement } from './database.ts';

/** A request on a ballot that changed nothing: kept so that it changes nothing either when it is sent again later. */
export interface IdleRequest {
  readonly request: string;
  readonly target: string;
  readonly choice: string | null;
  /** The leaf whose receipt it was answered with. */
  readonly idx: number | null;
}

const actorOf = (consultation: string) => `ballot:${consultation}`;

interface IdleRow {
  readonly request: string;
  readonly target: string;
  readonly body: string;
}

export function idleRequests(
  db: Db,
  consultation: string,
  requests: readonly string[]
): Question<IdleRow> {
  return {
    sql: `select r.key as request, r.subject as target, r.body
          from ${recordset(db.client, { wanted: 'text' })}
          ${matching(db.client, 'r', 'r.actor = ? and r.key = f.wanted')}`,
    bindings: [
      JSON.stringify(requests.map((wanted) => ({ wanted }))),
      db.table('requests'),
      actorOf(consultation),
    ],
  };
}

export function idleRequestFrom({ request, target, body }: IdleRow): IdleRequest {
  const [choice, idx] = JSON.parse(body);
  return { request, target, choice, idx };
}

export function putIdleRequests(
  db: Db,
  consultation: string,
  at: string,
  requests: readonly IdleRequest[]
): readonly Statement[] {
  if (requests.length === 0) return [];
  const rows = requests.map(({ request, target, choice, idx }) => ({
    request,
    target,
    body: JSON.stringify([choice, idx]),
  }));
  const columns = { request: 'text', target: 'text', body: 'text' } as const;
  return [
    {
      sql: `insert into ?? (actor, key, body, subject, at)
            select ?, request, body, target, ? from ${recordset(db.client, columns)}`,
      bindings: [db.table('requests'), actorOf(consultation), at, JSON.stringify(rows)],
    },
  ];
}
