/**
 * DEMONSTRATION ONLY: accounts whose passwords everybody can read here. The seed makes them, never in production.
 *
 * @type {readonly { email: string, password: string, name: string, role: string, where: 'admin' | 'site',
 *   permissions?: readonly string[] }[]}
 */
export const demoAccounts = [
  {
    email: 'admin@demo.example',
    password: 'Demo-only-2015',
    name: 'Demo Administration',
    role: 'Super Admin',
    where: 'admin',
  },
  {
    email: 'redaction@demo.example',
    password: 'Demo-only-2015',
    name: 'Demo Rédaction',
    role: 'Rédaction',
    where: 'admin',
    permissions: ['read', 'manage', 'decide', 'publish'],
  },
  {
    email: 'relecture@demo.example',
    password: 'Demo-only-2015',
    name: 'Demo Relecture',
    role: 'Rédaction',
    where: 'admin',
    permissions: ['read', 'manage', 'decide', 'publish'],
  },
  {
    email: 'moderation@demo.example',
    password: 'Demo-only-2015',
    name: 'Demo Modération',
    role: 'Modération',
    where: 'admin',
    permissions: ['read', 'moderate'],
  },
  {
    email: 'citoyenne@demo.example',
    password: 'Demo-only-2015',
    name: 'Citoyenne démo',
    role: 'Citoyenne',
    where: 'site',
  },
];

async function roleOf(strapi, { role: name, permissions }) {
  const roles = strapi.service('admin::role');
  if (permissions === undefined) return roles.findOne({ code: 'strapi-super-admin' });
  const role =
    (await roles.findOne({ name })) ??
    (await roles.create({ name, description: 'Rôle de la démonstration' }));
  await roles.assignPermissions(
    role.id,
    permissions.map((permission) => ({ action: `plugin::consultation.${permission}` }))
  );
  return role;
}

async function exists(strapi, { email, where }) {
  const uid = where === 'admin' ? 'admin::user' : 'plugin::users-permissions.user';
  return (await strapi.db.query(uid).count({ where: { email } })) > 0;
}

/** Makes the accounts that are not there yet and says which. */
export async function createAccounts(strapi) {
  const created = [];
  for (const account of demoAccounts) {
    if (await exists(strapi, account)) continue;
    const { email, password, name, where } = account;
    if (where === 'site') {
      const accounts = strapi.plugin('consultation').service('account');
      await accounts.signUp({ name, email, password, address: undefined });
    } else {
      const role = await roleOf(strapi, account);
      const [firstname, ...rest] = name.split(' ');
      await strapi.service('admin::user').create({
        email,
        password,
        firstname,
        lastname: rest.join(' '),
        isActive: true,
        roles: [role.id],
      });
    }
    created.push(email);
  }
  return created;
}

const mailOf = (name) => demoAccounts.find((account) => account.name === name).email;

/**
 * People of the demonstration as services know them: the citizen, who acts under her account, and two drafters, of whom
 * the second reads what the first publishes.
 */
export async function demoPeople(strapi) {
  const drafters = [];
  for (const name of ['Demo Rédaction', 'Demo Relecture']) {
    const where = { email: mailOf(name) };
    const { id } = await strapi.db.query('admin::user').findOne({ where });
    drafters.push({ id, name });
  }
  const where = { email: mailOf('Citoyenne démo') };
  const user = await strapi.db.query('plugin::users-permissions.user').findOne({ where });
  const { actorOf } = strapi.plugin('consultation').service('identity');
  return { drafters, citizen: actorOf({ id: user.id, name: 'Citoyenne démo' }) };
}
