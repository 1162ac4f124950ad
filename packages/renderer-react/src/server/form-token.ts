import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** How long an open form can be sent, in milliseconds. */
const lifetime = 12 * 60 * 60 * 1000;

/**
 * What shows that a form came from a page of ours: a time and a nonce, signed under the host's secret and bound to the
 * session of the reader, or to no session.
 */
export function issueToken(secret: string, session: string | undefined, now: Date): string {
  const time = now.getTime().toString(36);
  const nonce = crypto.randomUUID();
  return `${time}.${nonce}.${sign(secret, session, time, nonce)}`;
}

export function isTokenValid(
  token: string | null,
  secret: string,
  session: string | undefined,
  now: Date
): boolean {
  const [time = '', nonce = '', signature = '', ...rest] = (token ?? '').split('.');
  if (rest.length > 0 || !isEqual(signature, sign(secret, session, time, nonce))) return false;
  const age = now.getTime() - Number.parseInt(time, 36);
  return age >= -60_000 && age <= lifetime;
}

function sign(secret: string, session: string | undefined, time: string, nonce: string): string {
  return signWords(secret, ['form', session ?? null, time, nonce]);
}

/** A signature of words under the host's secret, in hexadecimal. The first word says what it is for. */
export function signWords(secret: string, words: readonly (string | null)[]): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(JSON.stringify(words))));
}

/** Takes as long whatever differs. */
function isEqual(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < b.length; index += 1) {
    difference |= a.charCodeAt(index % Math.max(a.length, 1)) ^ b.charCodeAt(index);
  }
  return difference === 0;
}

/**
 * Whether the browser says that a form was sent from this site. Browsers that say nothing are judged by the token
 * alone.
 */
export function isSameSite(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.get('origin');
  if (origin === null) return true;
  return URL.canParse(origin) && new URL(origin).host === new URL(request.url).host;
}
