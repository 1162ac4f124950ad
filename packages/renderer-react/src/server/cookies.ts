/** `__Host-` ties the cookie to an encrypted connection and to this host; plain hosts (development) do without. */
const nameOf = (secure: boolean) => (secure ? '__Host-consultation' : 'consultation');

/** Session token of the reader, if there is one. */
export function readSession(request: Request, secure: boolean): string | undefined {
  const name = nameOf(secure);
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const cut = part.indexOf('=');
    if (cut === -1 || part.slice(0, cut).trim() !== name) continue;
    const value = part.slice(cut + 1).trim();
    // A token is a short opaque word; anything else was not set by us.
    return /^[\w.~+/=-]{1,4096}$/.test(value) ? value : undefined;
  }
  return undefined;
}

export function sessionCookie(token: string, expiresAt: string, secure: boolean): string {
  const expires = new Date(expiresAt).toUTCString();
  return `${nameOf(secure)}=${token}; Path=/; HttpOnly; SameSite=Lax; Expires=${expires}${secure ? '; Secure' : ''}`;
}

export function noSessionCookie(secure: boolean): string {
  return `${nameOf(secure)}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure ? '; Secure' : ''}`;
}
