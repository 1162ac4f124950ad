import { type Refusal, type RefusalCode, statusOf } from 'consultation-core/contract';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { SignInPage } from '../pages/account-pages.tsx';
import { ErrorPage } from '../pages/plain-pages.tsx';
import { emptyForm } from '../view.ts';
import { noSessionCookie } from './cookies.ts';
import { type Visit, viewOf, withSession } from './visit.ts';

/** Nothing inline, nothing from elsewhere but pictures that a text shows. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: https:",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  // With `no-referrer` browsers would send forms with `Origin: null`.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

interface Extra {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: string;
}

/** A page. What a signed-in reader sees is kept nowhere. */
export function page(visit: Visit, element: ReactElement, extra: Extra = {}): Response {
  const headers = new Headers({
    ...securityHeaders,
    'content-type': 'text/html; charset=utf-8',
    'content-language': visit.language,
    'cache-control': visit.session === undefined ? 'private, no-cache' : 'no-store',
    vary: 'Cookie',
    ...extra.headers,
  });
  if (extra.cookie !== undefined) headers.append('set-cookie', extra.cookie);
  return new Response(`<!DOCTYPE html>${renderToStaticMarkup(element)}`, {
    status: extra.status ?? 200,
    headers,
  });
}

/** After a form: the browser asks for the page anew, so that loading it again sends nothing twice. */
export function seeOther(location: string, cookie?: string): Response {
  const headers = new Headers({ ...securityHeaders, location, 'cache-control': 'no-store' });
  if (cookie !== undefined) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}

export function errorPage(
  visit: Visit,
  code: RefusalCode,
  details: Refusal['details'] = {},
  extra: Extra = {}
): Response {
  const retry =
    typeof details.retryAfter === 'number'
      ? details.retryAfter
      : code === 'service-unavailable'
        ? 30
        : undefined;
  return page(visit, <ErrorPage view={viewOf(visit)} code={code} details={details} />, {
    status: statusOf(code),
    ...extra,
    headers: {
      ...(retry === undefined ? {} : { 'retry-after': String(Math.ceil(retry)) }),
      ...extra.headers,
    },
  });
}

/**
 * What reading was refused with. A page for those who signed in leads to the sign-in page, and that back to `back`: by
 * default the address that was asked for, which for a form that was sent has lost what was in its fields.
 */
export function refusedReading(
  visit: Visit,
  refusal: Refusal,
  back: string = viewOf(visit).here
): Response {
  if (refusal.code !== 'sign-in-needed') return errorPage(visit, refusal.code, refusal.details);
  return seeOther(
    visit.links.signIn({ return: back }),
    visit.session === undefined ? undefined : noSessionCookie(visit.secure)
  );
}

/** A form that needs somebody who signed in: it waits on the sign-in page, nothing typed is lost. */
export function refusedUnknown(visit: Visit, action: string, form: URLSearchParams): Response {
  const nobody = withSession(visit, undefined);
  return page(
    nobody,
    <SignInPage
      view={viewOf(nobody)}
      form={emptyForm}
      returnTo={undefined}
      pending={{ action, fields: fieldsOf(form) }}
    />,
    {
      status: 401,
      ...(visit.session === undefined ? {} : { cookie: noSessionCookie(visit.secure) }),
    }
  );
}

/** What was typed, without the token and without passwords. */
export function fieldsOf(form: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    [...form].filter(
      ([name]) =>
        name !== 'token' && name !== 'password' && name !== 'pending' && !name.startsWith('keep.')
    )
  );
}
