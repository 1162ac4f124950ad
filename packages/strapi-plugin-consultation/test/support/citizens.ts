import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { app } from './app.ts';

/** Many people who are signed in, without the slow hash of a password for each. */
export async function citizens(count: number): Promise<string[]> {
  const { strapi } = await app();
  const role = await strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'authenticated' } });
  const tokens: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const user = await strapi.db.query('plugin::users-permissions.user').create({
      data: {
        username: randomUUID(),
        email: `${randomUUID()}@example.org`,
        provider: 'local',
        confirmed: true,
        role: role.id,
      },
    });
    const token = randomBytes(32).toString('base64url');
    await strapi.db.connection('consultation_sessions').insert({
      token: createHash('sha256').update(token).digest('hex'),
      user: user.id,
      expires_at: '2999-01-01T00:00:00.000Z',
    });
    tokens.push(token);
  }
  return tokens;
}
