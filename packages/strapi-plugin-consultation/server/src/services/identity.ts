import { database } from '../store/database.ts';
import { findSession, publicMay, type UserTables } from '../store/session.ts';
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
    actorOf(user: User): Actor {
      return { key: service(strapi, 'keys').ofUser(user.id), name: user.name };
    },
  };
};
