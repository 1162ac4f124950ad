import { ReceiptCode } from 'consultation-core/contract';
import { signWords } from './form-token.ts';
import type { Visit } from './visit.ts';

/** How long the code of a receipt is shown after the act, in seconds. */
const lifetime = 30 * 60;

const nameOf = (secure: boolean) =>
  secure ? '__Host-consultation-receipt' : 'consultation-receipt';

/** An act on a target and the code of its receipt. */
export interface GivenReceipt {
  readonly slug: string;
  readonly target: string;
  readonly code: string;
}

/**
 * Carries the code of a receipt from the form to the page behind it. An address would be shared with the code in it;
 * a cookie is not. It is bound to the session: on a shared computer the next reader does not see it.
 */
export function receiptCookie(visit: Visit, { slug, target, code }: GivenReceipt): string {
  const signature = sign(visit, slug, target, code);
  const value = [slug, target, code, signature].join('~');
  return `${nameOf(visit.secure)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${lifetime}${visit.secure ? '; Secure' : ''}`;
}

export function noReceiptCookie(secure: boolean): string {
  return `${nameOf(secure)}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure ? '; Secure' : ''}`;
}

/** The code that was just given to this reader for an act on `target`, if there is one. */
export function receiptFor(visit: Visit, slug: string, target: string): string | undefined {
  const name = nameOf(visit.secure);
  for (const part of (visit.request.headers.get('cookie') ?? '').split(';')) {
    const cut = part.indexOf('=');
    if (cut === -1 || part.slice(0, cut).trim() !== name) continue;
    const [forSlug, forTarget, code = '', signature] = part
      .slice(cut + 1)
      .trim()
      .split('~');
    const isOurs =
      forSlug === slug &&
      forTarget === target &&
      signature === sign(visit, slug, target, code) &&
      ReceiptCode.safeParse(code).success;
    return isOurs ? code : undefined;
  }
  return undefined;
}

function sign({ host, session }: Visit, ...words: readonly string[]): string {
  return signWords(host.secret, ['receipt', session ?? null, ...words]).slice(0, 32);
}
