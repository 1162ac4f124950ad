import { askAll, type Db, database, type Question } from '../store/database.ts';
import {
  accountsAmong,
  findSession,
  publicMay,
  rolesWith,
  sessionsOf,
  type UserTables,
} from '../store/session.ts';
import { type Strapi, service } from '../strapi.ts';
import { tokenHash } from './keys.ts';

/** An account as the rest of the plugin sees it. */
export interface User {
  readonly id: number;
  readonly name: string;
}
export interface Identity {
  readonly user: User | null;
  readonly token?: string;
  /** Whether the roles of Users & Permissions let this person use the endpoint asked for. */
  readonly allowed: boolean;
}

/** Somebody who acts. `key` is opaque and stays inside the process; what is stored is derived from it. */
export interface Actor {
  readonly key: string;
  readonly name: string;
  /** Id of the account that acts; none where a program speaks for somebody who has none here. */
  readonly account?: number;
}

export const identity = ({ strapi }: { strapi: Strapi }) => {
  const joinTable = (uid: string, attribute: string): string => {
    const model = strapi.db.metadata.get(uid);
    const { joinTable: table } = model.attributes[attribute] as { joinTable: { name: string } };
    return table.name;
  };
  let tables: UserTables | undefined;
  const userTables = (named: (name: string) => string): UserTables => {
    const model = (name: string) => `plugin::users-permissions.${name}`;
    const table = (name: string) => named(strapi.db.metadata.get(model(name)).tableName);
    tables ??= {
      users: table('user'),
      roles: table('role'),
      permissions: table('permission'),
      userRole: named(joinTable(model('user'), 'role')),
      permissionRole: named(joinTable(model('permission'), 'role')),
    };
    return tables;
  };
  return {
    /** Who holds a token and whether that person may use a scope. An ended session is nobody's. */
    async resolve(token: string | null | undefined, scope: string): Promise<Identity> {
      const db = await database(strapi);
      const up = userTables(db.named);
      if (token) {
        const row = await findSession(db, up, tokenHash(token), scope);
        if (row !== undefined) {
          return { user: { id: row.user, name: row.name }, token, allowed: row.allowed };
        }
      }
      return { user: null, allowed: await publicMay(db, up, scope) };
    },
    /** The same for many at once: who may use which of the scopes, by token; tokens of nobody are left out. */
    async resolveAll(
      db: Db,
      tokens: readonly string[],
      scopes: readonly string[]
    ): Promise<ReadonlyMap<string, { readonly user: User; readonly scopes: ReadonlySet<string> }>> {
      const up = userTables(db.named);
      const hashes = new Map(tokens.map((token) => [tokenHash(token), token]));
      const { roles, sessions } = await askAll(db, {
        roles: rolesWith(up, scopes),
        sessions: sessionsOf(db, up, [...hashes.keys()]),
      });
      const held = new Map<string, { user: User; scopes: Set<string> }>();
      for (const { token: hash, user, name, role } of sessions) {
        const one = held.get(hashes.get(hash) as string) ?? {
          user: { id: user, name },
          scopes: new Set(),
        };
        for (const granted of roles) if (granted.role === role) one.scopes.add(granted.scope);
        held.set(hashes.get(hash) as string, one);
      }
      return held;
    },
    actorOf(user: User): Actor {
      return {
        key: service(strapi, 'keys').ofUser(user.id),
        name: user.name,
        account: user.id,
      };
    },
    /**
     * Which of these accounts there are. Asked while the consultation is held, which an erasure has alone: who was
     * erased since her session was looked at does not act any more.
     */
    accounts(db: Db, ids: readonly number[]): Question<{ readonly id: number }> {
      return accountsAmong(db, userTables(db.named), ids);
    },
  };
};
