import type { Db } from './database.ts';
import { matching, nowSql, type Question, recordset, rowsOf } from './database.ts';

/** Tables of Users & Permissions, as its models name them. */
export interface UserTables {
  readonly users: string;
  readonly userRole: string;
  readonly roles: string;
  readonly permissions: string;
  readonly permissionRole: string;
}

export interface SessionRow {
  readonly user: number;
  readonly name: string;
  readonly allowed: boolean;
}

/** Who a session belongs to and whether that person's role has a scope; nobody where it ended or the person is blocked. */
export async function findSession(
  db: Db,
  up: UserTables,
  tokenHash: string,
  scope: string
): Promise<SessionRow | undefined> {
  const result = await db.knex.raw(
    `select u.id as "user", u.username as name, exists (
       select 1 from ?? ur join ?? pr on pr.role_id = ur.role_id join ?? p on p.id = pr.permission_id
       where ur.user_id = u.id and p.action = ?) as allowed
     from ?? s join ?? u on u.id = s."user"
     where s.token = ? and s.expires_at > ${nowSql(db.client)} and coalesce(u.blocked, false) = false`,
    [
      up.userRole,
      up.permissionRole,
      up.permissions,
      scope,
      db.table('sessions'),
      up.users,
      tokenHash,
    ]
  );
  const [row] = rowsOf<{ user: number; name: string; allowed: boolean | number }>(result);
  return row && { user: row.user, name: row.name, allowed: Boolean(row.allowed) };
}

export interface HeldSession {
  readonly token: string;
  readonly user: number;
  readonly name: string;
  readonly role: number | null;
}

/** Who these sessions belong to; those that ended or whose person is blocked belong to nobody. */
export function sessionsOf(
  db: Db,
  up: UserTables,
  tokenHashes: readonly string[]
): Question<HeldSession> {
  const held = `select s.token, s."user" from ${recordset(db.client, { wanted: 'text' })}
    ${matching(db.client, 's', `s.token = f.wanted and s.expires_at > ${nowSql(db.client)}`)}`;
  return {
    sql: `select h.token, u.id as "user", u.username as name, ur.role_id as role
          from (${held}) h cross join ?? u left join ?? ur on ur.user_id = u.id
          where u.id = h."user" and coalesce(u.blocked, false) = false`,
    bindings: [
      JSON.stringify(tokenHashes.map((wanted) => ({ wanted }))),
      db.table('sessions'),
      up.users,
      up.userRole,
    ],
  };
}

export function accountsAmong(
  db: Db,
  up: UserTables,
  ids: readonly number[]
): Question<{ readonly id: number }> {
  return {
    sql: `select u.id from ${recordset(db.client, { wanted: 'integer' })}
          ${matching(db.client, 'u', 'u.id = f.wanted')}`,
    bindings: [JSON.stringify(ids.map((wanted) => ({ wanted }))), up.users],
  };
}

/** Roles that have these scopes. */
export function rolesWith(
  up: UserTables,
  scopes: readonly string[]
): Question<{ readonly role: number; readonly scope: string }> {
  return {
    sql: `select pr.role_id as role, p.action as scope from ?? p join ?? pr on pr.permission_id = p.id
          where p.action in (${scopes.map(() => '?').join(', ')})`,
    bindings: [up.permissions, up.permissionRole, ...scopes],
  };
}

/** Whether the public role has a scope. */
export async function publicMay(db: Db, up: UserTables, scope: string): Promise<boolean> {
  const result = await db.knex.raw(
    `select 1 as found from ?? r join ?? pr on pr.role_id = r.id join ?? p on p.id = pr.permission_id
     where r.type = 'public' and p.action = ? limit 1`,
    [up.roles, up.permissionRole, up.permissions, scope]
  );
  return rowsOf(result).length > 0;
}

export async function putSession(
  db: Db,
  row: { token: string; user: number; expiresAt: string }
): Promise<void> {
  const sessions = db.table('sessions');
  await db.knex.raw(`insert into ?? (token, "user", expires_at) values (?, ?, ?)`, [
    sessions,
    row.token,
    row.user,
    row.expiresAt,
  ]);
  await db.knex.raw(`delete from ?? where "user" = ? and expires_at <= ${nowSql(db.client)}`, [
    sessions,
    row.user,
  ]);
}

export async function dropSession(db: Db, token: string): Promise<void> {
  await db.knex(db.table('sessions')).where({ token }).delete();
}

export async function dropSessionsOf(db: Db, users: readonly number[]): Promise<void> {
  await db.knex(db.table('sessions')).whereIn('user', users).delete();
}
