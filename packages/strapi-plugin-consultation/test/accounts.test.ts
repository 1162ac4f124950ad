import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { app } from './support/app.ts';
import { api, citizen, ok } from './support/client.ts';

beforeAll(async () => {
  await app();
});
const users = async () => (await app()).strapi.db.query('plugin::users-permissions.user');
const me = (token: string) => api('GET', '/account', { token });

describe('an account', () => {
  it('is one of Users & Permissions, in its default role, with a password it hashed', async () => {
    const ada = await citizen('Ada Lovelace');
    const row = await (await users()).findOne({ where: { email: ada.email }, populate: ['role'] });
    expect(row).toMatchObject({
      provider: 'local',
      confirmed: true,
      role: { type: 'authenticated' },
    });
    expect(row.password).toMatch(/^\$2[aby]\$/);
  });

  it('gets a name of its own where somebody has it already', async () => {
    const name = `Name ${randomUUID()}`;
    const names = [];
    for (let index = 0; index < 3; index += 1) names.push((await citizen(name)).name);
    expect(names).toEqual([name, `${name} 2`, `${name} 3`]);
  });

  it('is one for an address, even when it is asked for twice at once', async () => {
    const email = `${randomUUID()}@Example.org`;
    const body = { name: 'Twice', email, password: 'a long enough password' };
    const replies = await Promise.all([1, 2, 3, 4].map(() => api('POST', '/accounts', { body })));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await (await users()).count({ where: { email: email.toLowerCase() } })).toBe(1);
  });

  it('is not made where registration is closed', async () => {
    const { strapi } = await app();
    const store = strapi.store({ type: 'plugin', name: 'users-permissions', key: 'advanced' });
    const settings = (await store.get({})) as object;
    await store.set({ value: { ...settings, allow_register: false } });
    const body = {
      name: 'Late',
      email: `${randomUUID()}@example.org`,
      password: 'a long enough password',
    };
    expect((await api('POST', '/accounts', { body })).code).toBe('not-allowed');
    await store.set({ value: settings });
  });

  it('waits for its address to be confirmed where that is asked', async () => {
    const { strapi } = await app();
    const store = strapi.store({ type: 'plugin', name: 'users-permissions', key: 'advanced' });
    const settings = (await store.get({})) as object;
    const sent: { to: string }[] = [];
    const email = strapi.plugin('email').provider;
    const before = email.send;
    email.send = async (message: { to: string }) => sent.push(message);
    await store.set({ value: { ...settings, email_confirmation: true } });
    const body = {
      name: 'Unsure',
      email: `${randomUUID()}@example.org`,
      password: 'a long enough password',
    };
    expect((await api('POST', '/accounts', { body })).code).toBe('email-unconfirmed');
    expect(sent.map(({ to }) => to)).toEqual([body.email]);
    const { email: address, password } = body;
    expect((await api('POST', '/session', { body: { email: address, password } })).code).toBe(
      'email-unconfirmed'
    );
    await (await users()).update({ where: { email: address }, data: { confirmed: true } });
    await ok(api('POST', '/session', { body: { email: address, password } }));
    await store.set({ value: settings });
    email.send = before;
  });
});

describe('a session', () => {
  it('is opened by the right password only, and the refusal tells nothing', async () => {
    const ada = await citizen();
    const { email, password } = ada;
    await ok(api('POST', '/session', { body: { email: email.toUpperCase(), password } }));
    const wrong = await api('POST', '/session', { body: { email, password: 'wrong' } });
    const unknown = await api('POST', '/session', {
      body: { email: `${randomUUID()}@example.org`, password: 'wrong' },
    });
    expect([wrong.status, wrong.code]).toEqual([401, 'sign-in-failed']);
    expect(unknown.text).toBe(wrong.text);
  });

  it('ends with the sign-out', async () => {
    const ada = await citizen();
    await ok(me(ada.token));
    await ok(api('DELETE', '/session', { token: ada.token }));
    expect((await me(ada.token)).code).toBe('sign-in-needed');
    await ok(api('DELETE', '/session', { token: ada.token }));
    await ok(api('DELETE', '/session'));
  });

  it('ends when the account is blocked, deleted, or gets another password', async () => {
    const query = await users();
    const ends = [
      (where: object) => query.update({ where, data: { blocked: true } }),
      (where: object) => query.update({ where, data: { password: 'x' } }),
      (where: object) => query.delete({ where }),
    ];
    for (const end of ends) {
      const ada = await citizen();
      await ok(me(ada.token));
      await end({ email: ada.email });
      expect((await me(ada.token)).code).toBe('sign-in-needed');
    }
  });

  it('ends with its time', async () => {
    const { strapi } = await app();
    const ada = await citizen();
    await strapi.db
      .connection('consultation_sessions')
      .update({ expires_at: '2020-01-01T00:00:00.000Z' })
      .whereIn('user', [(await (await users()).findOne({ where: { email: ada.email } })).id]);
    expect((await me(ada.token)).code).toBe('sign-in-needed');
  });
});

describe('guessing', () => {
  it('is stopped for the account and address it comes from, and the owner elsewhere is not locked out', async () => {
    const ada = await citizen();
    const guess = (headers = {}) =>
      api('POST', '/session', { body: { email: ada.email, password: 'wrong' }, headers });
    for (let tries = 0; tries < 10; tries += 1) expect((await guess()).code).toBe('sign-in-failed');
    const stopped = await guess({ 'x-forwarded-for': '203.0.113.7' });
    expect([stopped.status, stopped.code]).toEqual([429, 'too-many-requests']);
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
    const { service } = await app();
    const session = await service('account').signIn({ ...ada, address: '198.51.100.9' });
    expect(session.account.name).toBe(ada.name);
  });

  it('does not count what went well', async () => {
    const ada = await citizen();
    const body = { email: ada.email, password: ada.password };
    for (let times = 0; times < 15; times += 1) await ok(api('POST', '/session', { body }));
  });
});
