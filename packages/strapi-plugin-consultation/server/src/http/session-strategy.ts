import { RefusalError } from 'consultation-core/contract';
import type { Context } from 'koa';
import { type Strapi, service } from '../strapi.ts';

/** Our session tokens: 256 random bits in base64url. A JWT has dots, an API token of Strapi is longer. */
const tokenShape = /^[A-Za-z0-9_-]{43}$/;

/** The session token of an Authorization header; undefined where it holds something else, null where there is none. */
export function bearer(header: string | undefined): string | null | undefined {
  if (header === undefined || header === '') return null;
  const token = /^Bearer\s+(\S+)\s*$/i.exec(header)?.[1];
  return token !== undefined && tokenShape.test(token) ? token : undefined;
}

/**
 * How a request of the content API says who asks: with a session token of ours, or nothing. What the asker may do is
 * what the roles of Users & Permissions say, looked up in the same query.
 */
export function sessionStrategy(strapi: Strapi) {
  return {
    name: 'consultation-session',
    async authenticate(ctx: Context) {
      const token = bearer(ctx.get('authorization'));
      if (token === undefined) return { authenticated: false };
      const scope: string = ctx.state.route.config.auth.scope[0];
      const identity = await service(strapi, 'identity').resolve(token, scope);
      return { authenticated: true, credentials: identity };
    },
    async verify(auth: { credentials: { user: unknown; allowed: boolean } }) {
      if (auth.credentials.allowed) return;
      throw new RefusalError(auth.credentials.user === null ? 'sign-in-needed' : 'not-allowed');
    },
  };
}
