import { createHash } from 'node:crypto';
import type { Server } from './process.ts';
import { type Answer, ask } from './process-client.ts';

/** Who looks: everybody has the same name and token in both databases, because one is a copy of the other. */
export interface Onlooker {
  readonly name: string;
  readonly token?: string;
  readonly cookie?: string;
}

/** Strings of one database that say nothing by themselves, each under the name that it has in both. */
export type Masks = ReadonlyMap<string, string>;

/**
 * Puts names in place of exactly those strings. Nothing is recognised by its shape: what is not in the list is
 * compared as it stands.
 */
export function masked(text: string, masks: Masks, lengths: readonly number[]): string {
  // Words in which any of the strings could be: looked up whole, and as beginnings at every length that occurs.
  let rest = text;
  for (const [sign, name] of masks) if (sign.startsWith('<')) rest = rest.replaceAll(sign, name);
  return rest.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z|[A-Za-z0-9+/=_-]{16,}/g, (word) => {
    const whole = masks.get(word);
    if (whole !== undefined) return whole;
    let result = '';
    let from = 0;
    outer: while (from < word.length) {
      for (const length of lengths) {
        const name = masks.get(word.slice(from, from + length));
        if (name !== undefined) {
          result += name;
          from += length;
          continue outer;
        }
      }
      result += word[from];
      from += 1;
    }
    return result;
  });
}

export const lengthsOf = (masks: Masks): readonly number[] =>
  [...new Set([...masks.keys()].map(({ length }) => length))].sort((a, b) => b - a);

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** When an answer was made, and by which clock of the machine; all other headers are compared. */
const ofTheMoment = new Set(['date', 'keep-alive', 'connection']);

export interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
}

export function seenOf({ status, headers, bytes }: Answer): Seen {
  return {
    status,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTheMoment.has(name))),
    bytes,
  };
}

/** Where two texts part, with what stands around it. */
export function firstDifference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const from = Math.max(0, at - 200);
  return `at ${at}: …${a.slice(from, at + 400)}…
  ≠ …${b.slice(from, at + 400)}…`;
}

export const look = (
  server: Server,
  path: string,
  { token, cookie }: Onlooker,
  language: 'fr' | 'en'
): Promise<Answer> =>
  ask(server, 'GET', path, {
    ...(token !== undefined && { token }),
    // Pages name the address that they were asked under: the same for both.
    headers: {
      host: 'site.example',
      'accept-language': language,
      ...(cookie !== undefined && { cookie }),
    },
  });

/** Addresses on a page that can be followed without leaving the site. */
export function linksOf(html: string, base: string): readonly string[] {
  const found: string[] = [];
  for (const [, raw = ''] of html.matchAll(/(?:href|src|action)="([^"]*)"/g)) {
    const address = raw.replaceAll('&amp;', '&').replaceAll('&#x27;', "'").split('#')[0] as string;
    if (address.startsWith('//') || /^[a-z]+:/i.test(address) || address === '') continue;
    const { pathname, search } = new URL(address, `http://site${base}`);
    // Where a page sends people back to says nothing new, and would nest without end.
    found.push(search.startsWith('?return=') ? pathname : pathname + search);
  }
  return found;
}
