import { z } from 'zod';
import { AmendmentSummary } from './amendment.ts';
import { ArgumentView } from './argument.ts';
import { endpoint } from './endpoint.ts';
import { Receipt } from './journal.ts';
import { Instant, limits, line, Question, Slug } from './shapes.ts';

export const Account = z.strictObject({ name: z.string() });
const email = z
  .string()
  .trim()
  .max(254)
  .transform((value) => value.toLowerCase())
  .pipe(z.email());
const password = z.string().min(10).max(72);

/** `token` goes into the Authorization header as `Bearer`, or into an HttpOnly cookie; never into an address. */
export const Session = z.strictObject({
  token: z.string(),
  expiresAt: Instant,
  account: Account,
});
export type Session = z.output<typeof Session>;

export const createAccount = endpoint({
  verb: 'POST',
  path: '/accounts',
  handler: 'account.create',
  summary: 'Make an account and sign in',
  access: 'anyone',
  body: z.strictObject({ name: line(limits.name, 2), email, password }),
  response: Session,
  refusals: ['account-exists', 'email-unconfirmed', 'too-many-requests', 'not-allowed'],
});

export const signIn = endpoint({
  verb: 'POST',
  path: '/session',
  handler: 'account.signIn',
  summary: 'Sign in',
  access: 'anyone',
  body: z.strictObject({ email, password: z.string().min(1).max(200) }),
  response: Session,
  refusals: ['sign-in-failed', 'email-unconfirmed', 'too-many-requests'],
});

export const signOut = endpoint({
  verb: 'DELETE',
  path: '/session',
  handler: 'account.signOut',
  summary: 'End the session',
  access: 'anyone',
});

export const getAccount = endpoint({
  verb: 'GET',
  path: '/account',
  handler: 'account.me',
  summary: 'Who is signed in, and what they contributed',
  access: 'participant',
  response: z.strictObject({
    account: Account,
    amendments: z.array(
      z.strictObject({
        consultation: z.strictObject({ slug: Slug, title: z.string() }),
        amendment: AmendmentSummary,
      })
    ),
    arguments: z.array(
      z.strictObject({
        consultation: z.strictObject({ slug: Slug, title: z.string() }),
        argument: ArgumentView,
      })
    ),
    ballots: z.array(
      z.strictObject({
        consultation: z.strictObject({ slug: Slug, title: z.string() }),
        target: z.string(),
        label: z.string(),
        /** What the choice is a paper of, where it is one. */
        question: Question.nullable(),
        /** Null where the ballot was taken back. */
        choice: z.string().nullable(),
        at: Instant,
        /** Of the act that made it so; null for one from before there was a journal. */
        receipt: Receipt.nullable(),
      })
    ),
  }),
  refusals: ['sign-in-needed'],
});

/**
 * Ends an account for ever. Ballots stay in the count, with nothing left that leads to a person; whoever does not want
 * that withdraws them before. Contributions lose their name, with `texts` their words as well; that they were made,
 * what was decided and every proof of the journal stay.
 */
export const eraseAccount = endpoint({
  verb: 'DELETE',
  path: '/account',
  handler: 'account.erase',
  summary: 'Erase one’s account, the name on one’s contributions and, if wanted, their words',
  access: 'participant',
  body: z.strictObject({ password: z.string().min(1).max(200), texts: z.boolean() }),
  refusals: ['sign-in-needed', 'sign-in-failed', 'too-many-requests'],
});
