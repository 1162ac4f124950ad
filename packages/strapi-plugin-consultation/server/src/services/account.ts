import { RefusalError, type Session } from 'consultation-core/contract';
import { attempt, forgetAttempts, forgive } from '../store/attempt.ts';
import { type Db, database, databaseTime, hold, transaction } from '../store/database.ts';
import { dropSession, putSession } from '../store/session.ts';
import { type Strapi, service, settings } from '../strapi.ts';
import { makeToken } from './ids.ts';
import { tokenHash } from './keys.ts';

const userUid = 'plugin::users-permissions.user';
/** Compared with where there is no account, so that an unknown address takes as long as a known one. */
const nobody = '$2a$10$V8RMuvjyg5UYA06vnhZFjuLRdfrle.CFLMZ0qtKrAjaZ85mQhflk.';
const slotSeconds = 15 * 60;
const day = 24 * 60 * 60 * 1000;

interface Advanced {
  readonly allow_register?: boolean;
  readonly email_confirmation?: boolean;
  readonly default_role?: string;
}
interface Row {
  readonly id: number;
  readonly username: string;
  readonly password: string | null;
  readonly blocked: boolean | null;
  readonly confirmed: boolean | null;
}
export interface SignUpInput {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly address: string | undefined;
}
export type SignInInput = Omit<SignUpInput, 'name'>;

export const account = ({ strapi }: { strapi: Strapi }) => {
  const users = () => strapi.plugin('users-permissions').service('user');
  const query = () => strapi.db.query(userUid);
  const keys = () => service(strapi, 'keys');
  const advanced = async (): Promise<Advanced> =>
    (await strapi.store({ type: 'plugin', name: 'users-permissions' }).get({ key: 'advanced' })) ??
    {};

  /** Counts a try in each bucket, the account first and the address last, and refuses the one too many. */
  async function limit(
    db: Db,
    buckets: readonly (readonly [name: string, most: number])[]
  ): Promise<() => Promise<void>> {
    const seconds = Date.parse(await databaseTime(db)) / 1000;
    const slot = Math.floor(seconds / slotSeconds);
    const taken: string[] = [];
    for (const [name, most] of buckets) {
      const tries = await attempt(db, name, slot);
      if (tries === 1) await forgetAttempts(db, slot - 1);
      taken.push(name);
      if (tries > most) {
        const retryAfter = Math.ceil((slot + 1) * slotSeconds - seconds);
        throw new RefusalError('too-many-requests', { retryAfter });
      }
    }
    return () => forgive(db, taken, slot);
  }

  async function openSession(db: Db, user: { id: number; username: string }): Promise<Session> {
    const token = makeToken();
    const now = Date.parse(await databaseTime(db));
    const expiresAt = new Date(now + settings(strapi).sessionDays * day).toISOString();
    await putSession(db, { token: tokenHash(token), user: user.id, expiresAt });
    return { token, expiresAt, account: { name: user.username } };
  }

  /** The name asked for, with a number behind it where somebody has it already. */
  async function freeName(db: Db, name: string): Promise<string> {
    await hold(db, `name:${name}`, 'alone');
    const taken = async (username: string) => (await query().count({ where: { username } })) > 0;
    if (!(await taken(name))) return name;
    let number = (await query().count({ where: { username: { $startsWith: `${name} ` } } })) + 2;
    while (await taken(`${name} ${number}`)) number += 1;
    return `${name} ${number}`;
  }

  return {
    /** Makes an account of Users & Permissions in its default role, and signs in unless the address must be confirmed. */
    async signUp(input: SignUpInput): Promise<Session> {
      const { name, email } = input;
      const db = await database(strapi);
      const { attempts } = settings(strapi);
      const { allow_register, email_confirmation, default_role } = await advanced();
      if (allow_register === false) throw new RefusalError('not-allowed');
      await limit(db, [[keys().bucket('sign-up', input.address ?? ''), attempts.signUpPerAddress]]);
      // Before the transaction: it takes long, and SQLite has one connection.
      const { password } = await users().ensureHashedPasswords({ password: input.password });
      const user = await transaction(strapi, async (inner) => {
        await hold(inner, `account:${email}`, 'alone');
        if ((await query().count({ where: { email } })) > 0) {
          throw new RefusalError('account-exists');
        }
        const role = await strapi.db
          .query('plugin::users-permissions.role')
          .findOne({ where: { type: default_role ?? 'authenticated' } });
        return query().create({
          data: {
            username: await freeName(inner, name),
            email,
            password,
            provider: 'local',
            confirmed: email_confirmation !== true,
            blocked: false,
            role: role.id,
          },
        });
      });
      if (email_confirmation === true) {
        await users().sendConfirmationEmail(user);
        throw new RefusalError('email-unconfirmed');
      }
      return openSession(db, user);
    },

    /** The same refusal, and as much work, whether it is the address or the password that is wrong. */
    async signIn(input: SignInInput): Promise<Session> {
      const { email, password } = input;
      const address = input.address ?? '';
      const db = await database(strapi);
      const { attempts } = settings(strapi);
      const wellDone = await limit(db, [
        [keys().bucket('sign-in', email, address), attempts.signInPerAccountAndAddress],
        [keys().bucket('sign-in', email), attempts.signInPerAccount],
        [keys().bucket('sign-in-from', address), attempts.signInPerAddress],
      ]);
      const user: Row | null = await query().findOne({
        select: ['id', 'username', 'password', 'blocked', 'confirmed'],
        where: { email, provider: 'local' },
      });
      const matches = await users().validatePassword(password, user?.password ?? nobody);
      if (user === null || !user.password || !matches || user.blocked === true) {
        throw new RefusalError('sign-in-failed');
      }
      await wellDone();
      if ((await advanced()).email_confirmation === true && user.confirmed !== true) {
        throw new RefusalError('email-unconfirmed');
      }
      return openSession(db, user);
    },

    /** Asks for the password once more, before what cannot be taken back; limited as signing in is. */
    async prove(input: { user: number; password: string; address: string | undefined }) {
      const db = await database(strapi);
      const { attempts } = settings(strapi);
      const wellDone = await limit(db, [
        [keys().bucket('prove', String(input.user)), attempts.signInPerAccountAndAddress],
        [keys().bucket('sign-in-from', input.address ?? ''), attempts.signInPerAddress],
      ]);
      const user: Row | null = await query().findOne({
        select: ['id', 'password', 'blocked'],
        where: { id: input.user },
      });
      const matches = await users().validatePassword(input.password, user?.password ?? nobody);
      if (user === null || !matches || user.blocked === true) {
        throw new RefusalError('sign-in-failed');
      }
      await wellDone();
    },

    /** Ends a session; an unknown one is ended already. */
    async signOut(token: string | undefined): Promise<void> {
      if (token !== undefined) await dropSession(await database(strapi), tokenHash(token));
    },
  };
};
