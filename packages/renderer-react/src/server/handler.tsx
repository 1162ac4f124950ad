import { check, editor, rank, script, style, verifier, verify } from '#assets';
import { isLanguage, negotiate } from '../i18n/index.ts';
import { NewAccountPage, SendAgainPage, SignInPage } from '../pages/account-pages.tsx';
import { accountForm } from './accounts.tsx';
import { normalBase, pathParts } from './addresses.ts';
import { errorPage, fieldsOf, page, securityHeaders } from './answers.tsx';
import { readSession } from './cookies.ts';
import { erasePage } from './erasing.tsx';
import { isSameSite, isTokenValid } from './form-token.ts';
import type { Handler, HandlerOptions, RequestContext } from './options.ts';
import { findRoute } from './routes.ts';
import { type Host, type Visit, viewOf, visitOf } from './visit.ts';

const assetPolicy = "default-src 'none'; connect-src 'self'";

/** Bytes of a form: a long article whole, with each letter outside of ASCII as several signs. */
const formLimit = 1_000_000;

/** All public pages as one function of a request. */
export function createHandler(options: HandlerOptions): Handler {
  if (options.secret.length < 16) {
    throw new RangeError('The secret that signs form tokens needs 16 characters or more');
  }
  const host: Host = {
    api: options.api,
    base: normalBase(options.base),
    secret: options.secret,
    site: options.site,
    apiDescription: options.apiDescription,
    now: options.now ?? (() => new Date()),
    assets: {
      style: style.name,
      script: script.name,
      editor: editor.name,
      rank: rank.name,
      check: check.name,
      verify: verify.name,
      verifier: verifier.name,
    },
  };
  const onError = options.onError ?? ((error: unknown) => console.error(error));
  return async (request, context = {}) => {
    const response = await answer(host, request, context, onError);
    return request.method === 'HEAD' ? new Response(null, response) : response;
  };
}

async function answer(
  host: Host,
  request: Request,
  context: RequestContext,
  onError: (error: unknown) => void
): Promise<Response> {
  const url = new URL(request.url);
  const parts = pathParts(url.pathname, host.base);
  const [first, ...rest] = parts ?? [];
  if (parts !== undefined && first === 'assets') return asset(rest);
  const language = isLanguage(first) ? first : negotiate(request.headers.get('accept-language'));
  const secure = context.secure === true;
  const visit = visitOf(host, request, url, {
    language,
    parts: isLanguage(first) ? rest : [],
    session: readSession(request, secure),
    secure,
    address: context.address,
  });
  if (parts === undefined) return errorPage(visit, 'not-found');
  if (!isLanguage(first)) return toLanguage(visit, parts);
  try {
    return await dispatch(visit);
  } catch (error) {
    onError(error);
    return errorPage(visit, 'unexpected');
  }
}

/** Addresses without a language lead to the one that the reader prefers. */
function toLanguage(visit: Visit, parts: readonly string[]): Response {
  const { host, language, url } = visit;
  const path = [host.base, language, ...parts.map(encodeURIComponent)].join('/');
  return new Response(null, {
    status: 302,
    headers: {
      ...securityHeaders,
      location: path + url.search,
      vary: 'Accept-Language',
      'cache-control': 'private, no-cache',
    },
  });
}

async function dispatch(visit: Visit): Promise<Response> {
  const { method } = visit.request;
  const found = findRoute(visit.parts);
  if (found === undefined) return errorPage(visit, 'not-found');
  const { route, params } = found;
  if ((method === 'GET' || method === 'HEAD') && route.read) return route.read(visit, params);
  if (method !== 'POST' || route.send === undefined) {
    const allow = [route.read && 'GET, HEAD', route.send && 'POST'].filter(Boolean).join(', ');
    return errorPage(visit, 'not-found', {}, { status: 405, headers: { allow } });
  }
  const form = await readForm(visit.request);
  if (form === undefined) return errorPage(visit, 'too-large');
  if (!isSameSite(visit.request)) return errorPage(visit, 'form-expired');
  const { secret, now } = visit.host;
  if (!isTokenValid(form.get('token'), secret, visit.session, now())) return expired(visit, form);
  return route.send(visit, params, form);
}

/** Nothing is recorded; what was typed is kept, and one button sends it with a new token. */
async function expired(visit: Visit, form: URLSearchParams): Promise<Response> {
  const view = viewOf(visit);
  if (form.has('password')) {
    if (visit.parts[1] === 'erase') {
      const errors = [{ message: view.i18n.refusal('form-expired') }];
      return erasePage(visit, form, errors, 403);
    }
    const Form = visit.parts[1] === 'new' ? NewAccountPage : SignInPage;
    const errors = [{ message: view.i18n.refusal('form-expired') }];
    return accountForm(visit, Form, { form, errors, status: 403 });
  }
  const action = view.here;
  return page(
    visit,
    <SendAgainPage view={view} pending={{ action, fields: fieldsOf(form) }} reason="expired" />,
    { status: 403 }
  );
}

/** Undefined when it is too large. Other kinds of bodies than forms hold no fields. */
async function readForm(request: Request): Promise<URLSearchParams | undefined> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.toLowerCase().startsWith('application/x-www-form-urlencoded')) {
    return new URLSearchParams();
  }
  if (Number(request.headers.get('content-length') ?? 0) > formLimit) return undefined;
  const reader = request.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let size = 0; reader !== undefined; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > formLimit) return undefined;
    text += decoder.decode(value, { stream: true });
  }
  return new URLSearchParams(text + decoder.decode());
}

/** Styles and scripts by a name that changes with their content. */
function asset([name, ...more]: readonly string[]): Response {
  const types = [
    { file: style, type: 'text/css' },
    ...[script, editor, rank, check, verify, verifier].map((file) => ({
      file,
      type: 'text/javascript',
    })),
  ];
  const found = types.find(({ file }) => file.name === name);
  if (found === undefined || more.length > 0) {
    return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
  }
  return new Response(found.file.text, {
    headers: {
      'content-type': `${found.type}; charset=utf-8`,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      // A worker is bound by the policy of its own answer: the verifier may ask this site, and nobody else.
      'content-security-policy': assetPolicy,
    },
  });
}
