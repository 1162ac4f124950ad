import { createAccount, type Refusal, signIn, statusOf } from 'consultation-core/contract';
import {
  NewAccountPage,
  type Pending,
  SendAgainPage,
  SignInPage,
} from '../pages/account-pages.tsx';
import type { FormError } from '../view.ts';
import { localAddress } from './addresses.ts';
import { page, refusedReading, refusedUnknown, seeOther } from './answers.tsx';
import { noSessionCookie, sessionCookie } from './cookies.ts';
import { type FieldMap, fieldErrors, refusalErrors } from './form-errors.ts';
import type { Sender } from './opinions.ts';
import type { Reader } from './reading.tsx';
import { type Visit, viewOf, withSession } from './visit.ts';

const fields: FieldMap = {
  name: { id: 'name', name: 'field.name' },
  email: { id: 'email', name: 'field.email' },
  password: { id: 'password', name: 'field.password' },
};

export const readSignIn: Reader = async (visit) => accountForm(visit, SignInPage);
export const readNewAccount: Reader = async (visit) => accountForm(visit, NewAccountPage);

/** The form, empty or with what was typed (never the password) and what is wrong. */
export function accountForm(
  visit: Visit,
  Form: typeof SignInPage,
  sent:
    | { form: URLSearchParams; errors: readonly FormError[]; status: number }
    | undefined = undefined
): Response {
  const form = sent?.form ?? new URLSearchParams();
  const { base } = visit.host;
  const returnTo = localAddress(form.get('return') ?? visit.url.searchParams.get('return'), base);
  const values = { email: form.get('email') ?? '', name: form.get('name') ?? '' };
  const pending = pendingIn(form, base);
  return page(
    visit,
    <Form
      view={viewOf(visit)}
      form={{ values, errors: sent?.errors ?? [] }}
      returnTo={returnTo}
      {...(pending ? { pending } : {})}
    />,
    { status: sent?.status ?? 200, headers: { 'cache-control': 'no-store' } }
  );
}

/** A form that came along, waiting. Its address must be one of these pages. */
function pendingIn(form: URLSearchParams, base: string): Pending | undefined {
  const action = localAddress(form.get('pending'), base);
  if (action === undefined) return undefined;
  const kept = [...form]
    .filter(([name]) => name.startsWith('keep.'))
    .map(([name, value]) => [name.slice('keep.'.length), value]);
  return { action, fields: Object.fromEntries(kept) };
}

export const sendSignIn: Sender = async (visit, _params, form) => {
  const body = { email: form.get('email') ?? '', password: form.get('password') ?? '' };
  const read = signIn.body.safeParse(body);
  const { i18n } = viewOf(visit);
  if (!read.success) {
    const errors = fieldErrors(i18n, read.error.issues, fields);
    return accountForm(visit, SignInPage, { form, errors, status: 422 });
  }
  const answer = await visit.call('signIn', { body });
  if (answer.kind === 'refused') return refusedAccount(visit, SignInPage, form, answer);
  return welcome(visit, form, answer.data, 'signed-in');
};

export const sendNewAccount: Sender = async (visit, _params, form) => {
  if (form.get('step') === 'open') {
    return accountForm(visit, NewAccountPage, { form, errors: [], status: 200 });
  }
  const value = (name: string) => form.get(name) ?? '';
  const body = { name: value('name'), email: value('email'), password: value('password') };
  const read = createAccount.body.safeParse(body);
  const { i18n } = viewOf(visit);
  if (!read.success) {
    const errors = fieldErrors(i18n, read.error.issues, fields);
    return accountForm(visit, NewAccountPage, { form, errors, status: 422 });
  }
  const answer = await visit.call('createAccount', { body });
  if (answer.kind === 'refused') return refusedAccount(visit, NewAccountPage, form, answer);
  return welcome(visit, form, answer.data, 'account-made');
};

function refusedAccount(
  visit: Visit,
  Form: typeof SignInPage,
  form: URLSearchParams,
  refusal: Refusal
): Response {
  const errors = refusalErrors(viewOf(visit).i18n, refusal);
  return accountForm(visit, Form, { form, errors, status: statusOf(refusal.code) });
}

/** Signed in: on to where she came from, or to the form that waits. */
function welcome(
  visit: Visit,
  form: URLSearchParams,
  session: { readonly token: string; readonly expiresAt: string },
  done: 'signed-in' | 'account-made'
): Response {
  const { base } = visit.host;
  const cookie = sessionCookie(session.token, session.expiresAt, visit.secure);
  const pending = pendingIn(form, base);
  if (pending !== undefined) {
    const signedIn = withSession(visit, session.token);
    return page(
      signedIn,
      <SendAgainPage view={viewOf(signedIn)} pending={pending} reason="signed-in" />,
      { cookie }
    );
  }
  const back = localAddress(form.get('return'), base);
  return seeOther(back ?? visit.links.account({ done }), cookie);
}

export const sendSignOut: Sender = async (visit) => {
  await visit.call('signOut', {});
  return seeOther(visit.links.list(), noSessionCookie(visit.secure));
};

export const sendWithdraw: Sender = async (visit, { slug = '', amendment = '' }, form) => {
  const answer = await visit.call('withdrawAmendment', { params: { slug, id: amendment } });
  if (answer.kind === 'refused') {
    return answer.code === 'sign-in-needed'
      ? refusedUnknown(visit, visit.links.withdrawAmendment(slug, amendment), form)
      : refusedReading(visit, answer);
  }
  return answer.data.status === 'deleted'
    ? seeOther(visit.links.account({ done: 'deleted' }))
    : seeOther(visit.links.amendment(slug, amendment, { done: 'withdrawn' }));
};
