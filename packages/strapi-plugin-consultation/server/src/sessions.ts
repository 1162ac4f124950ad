import { transaction } from './store/database.ts';
import { dropSessionsOf } from './store/session.ts';
import type { Strapi } from './strapi.ts';

interface Changed {
  readonly params: { readonly data?: Readonly<Record<string, unknown>> };
  readonly result?: { readonly id?: number };
}

/** Blocking or deleting somebody, or a new password, ends all sessions of that account at once. */
export function endSessionsWithAccounts(strapi: Strapi): void {
  const end = ({ result }: Changed) =>
    transaction(strapi, (db) =>
      dropSessionsOf(db, typeof result?.id === 'number' ? [result.id] : [])
    );
  strapi.db.lifecycles.subscribe({
    models: ['plugin::users-permissions.user'],
    async afterUpdate(event) {
      const data = (event as Changed).params.data ?? {};
      if (data.blocked === true || data.password !== undefined) await end(event as Changed);
    },
    async afterDelete(event) {
      await end(event as Changed);
    },
  });
}
