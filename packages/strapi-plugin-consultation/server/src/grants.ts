import { type Endpoint, publicEndpoints } from 'consultation-core/contract';
import { scopeOf } from './http/scope.ts';
import type { Strapi } from './strapi.ts';

const permissionUid = 'plugin::users-permissions.permission';
const prefix = 'plugin::consultation.';
type Grants = Readonly<Record<string, readonly string[]>>;

function defaults(): Grants {
  const endpoints: Endpoint[] = Object.values(publicEndpoints);
  return {
    public: endpoints.filter(({ access }) => access === 'anyone').map(scopeOf),
    authenticated: endpoints.map(scopeOf),
  };
}

/**
 * On the first start both roles of Users & Permissions may do what the contract foresees; from then on administrators
 * decide. Users & Permissions forgets one role's rights for each action of a plugin that is switched off for a while,
 * so what was granted is remembered at every change and given back.
 */
export async function grant(strapi: Strapi): Promise<void> {
  const store = strapi.store({ type: 'plugin', name: 'consultation', key: 'grants' });
  const permissions = strapi.db.query(permissionUid);
  const current = async (): Promise<Grants> => {
    const rows = await permissions.findMany({
      where: { action: { $startsWith: prefix } },
      populate: { role: { select: ['type'] } },
    });
    const grants: Record<string, string[]> = {};
    for (const { action, role } of rows) {
      if (!role) continue;
      grants[role.type] ??= [];
      grants[role.type]?.push(action);
    }
    return grants;
  };
  const remember = async () => store.set({ value: await current() });

  // Its roles and own defaults first, whichever plugin is started first; doing it twice is once.
  await strapi.plugin('users-permissions').service('users-permissions').initialize();
  const found = await current();
  const remembered = (await store.get({})) as Grants | null;
  const isFirstStart = remembered === null && Object.keys(found).length === 0;
  const wanted = isFirstStart ? defaults() : (remembered ?? {});
  const roles = await strapi.db.query('plugin::users-permissions.role').findMany();
  for (const role of roles) {
    const has = new Set(found[role.type] ?? []);
    for (const action of wanted[role.type] ?? []) {
      if (!has.has(action)) await permissions.create({ data: { action, role: role.id } });
    }
  }
  await remember();
  strapi.db.lifecycles.subscribe({
    models: [permissionUid],
    afterCreate: remember,
    afterUpdate: remember,
    afterDelete: remember,
    afterDeleteMany: remember,
  });
}
