/** A browser without script: it follows redirects after forms, keeps its cookie, and fills in forms by their names. */

import type { HandlerOptions, RequestContext } from '../src/index.ts';
import { createHandler } from '../src/index.ts';
import { fixtureApi } from './fixture-api.ts';
import { type FixtureState, fixtureState } from './fixture-state.ts';

export const origin = 'https://consult.example.org';
export const secret = 'a secret for tests only';
export const article = 'x00002';

export interface Page {
  readonly status: number;
  readonly path: string;
  readonly html: string;
  readonly headers: Headers;
}

export interface Sending {
  /** Fields that somebody typed or chose; hidden ones are sent as they are. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly without?: readonly string[];
}

export function browser(options: Partial<HandlerOptions> = {}, context: RequestContext = {}) {
  const state: FixtureState = fixtureState();
  let clock = new Date('2015-10-10T10:00:00.000Z');
  const now = () => clock;
  const calls: string[] = [];
  const handler = createHandler({
    api: fixtureApi(state, now, (name) => calls.push(name)),
    secret,
    site: { name: 'Consultations' },
    now,
    ...options,
  });
  const cookies = new Map<string, string>();

  async function send(path: string, init: RequestInit): Promise<Page> {
    const headers = new Headers(init.headers);
    const pairs = [...cookies].map(([name, value]) => `${name}=${value}`);
    if (pairs.length > 0) headers.set('cookie', pairs.join('; '));
    const request = new Request(new URL(path, origin), { ...init, headers });
    const response = await handler(request, context);
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/s);
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return {
      status: response.status,
      path,
      html: await response.text(),
      headers: response.headers,
    };
  }

  async function follow(page: Page): Promise<Page> {
    const location = page.headers.get('location');
    return location === null ? page : follow(await send(location, {}));
  }

  return {
    state,
    calls,
    /** The cookie of the session, as it is sent. */
    cookie: () => {
      const found = [...cookies].find(([name]) => /^(?:__Host-)?consultation$/.test(name));
      return found?.join('=');
    },
    cookies,
    setClock: (instant: string) => {
      clock = new Date(instant);
    },
    send,
    follow,
    get: (path: string) => send(`/consultations${path}`, {}),
    /** Sends a form of a page, and says what came back before any redirect. */
    submit(page: Page, action: string, sending: Sending = {}): Promise<Page> {
      const form = findForm(page.html, action);
      const fields = { ...form.fields, ...sending.fields };
      for (const name of sending.without ?? []) delete fields[name];
      return send(form.action, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin,
          'sec-fetch-site': 'same-origin',
          ...sending.headers,
        },
      });
    },
    async signIn() {
      const page = await this.get('/en/account/sign-in');
      return this.submit(page, '/account/sign-in', {
        fields: { email: 'ada@example.org', password: 'correct horse battery' },
      });
    },
  };
}

/** The form whose address ends so, with what it would send untouched. */
export function findForm(html: string, action: string) {
  for (const [whole, , address = ''] of html.matchAll(
    /<form([^>]*?) action="([^"]*)"[^>]*>.*?<\/form>/gs
  )) {
    const path = decode(address);
    if (!path.endsWith(action)) continue;
    const fields: Record<string, string> = {};
    for (const [input] of whole.matchAll(/<input [^>]*>/g)) {
      const name = attribute(input, 'name');
      const type = attribute(input, 'type');
      if (name === undefined) continue;
      if ((type === 'radio' || type === 'checkbox') && !input.includes('checked')) continue;
      fields[name] = attribute(input, 'value') ?? '';
    }
    for (const [, tag = '', text = ''] of whole.matchAll(/<textarea ([^>]*)>(.*?)<\/textarea>/gs)) {
      const name = attribute(tag, 'name');
      if (name !== undefined) fields[name] = decode(text.replace(/^\n/, ''));
    }
    for (const [, tag = '', options = ''] of whole.matchAll(/<select ([^>]*)>(.*?)<\/select>/gs)) {
      const name = attribute(tag, 'name');
      const chosen = /<option ([^>]*selected[^>]*)>/.exec(options)?.[1] ?? '';
      if (name !== undefined) fields[name] = attribute(chosen, 'value') ?? '';
    }
    return { action: path, fields };
  }
  throw new Error(`No form for ${action}`);
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : decode(found);
}

export function decode(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** What the page says, without tags. */
export function wordsOf(html: string): string {
  return decode(html.replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '').replace(/<[^>]+>/g, ' '))
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim();
}
