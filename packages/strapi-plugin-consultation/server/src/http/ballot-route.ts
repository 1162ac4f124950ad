import { publicEndpoints } from 'consultation-core/contract';
import type { Context } from 'koa';
import { type Strapi, service } from '../strapi.ts';
import { parse } from './parse.ts';
import { bearer } from './session-strategy.ts';

const part = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

function asked(verb: 'PUT' | 'DELETE', request: Parameters<typeof parse>[1]) {
  if (verb === 'PUT') {
    const { params, body } = parse(publicEndpoints.castBallot, request);
    return { ...params, ...body };
  }
  const { params, query } = parse(publicEndpoints.withdrawBallot, request);
  return { ...params, ...query, choice: null };
}

/**
 * The busiest route of all, answered before the long way through Strapi where a session of ours asks: it is parsed with the
 * same contract, asked the same rules and answered in the same words. Says whether it answered; all other requests,
 * and those that come with a JWT or an API token, go the ordinary way.
 */
export function ballotRoute(strapi: Strapi, apiPrefix: string) {
  const path = /^\/consultation\/consultations\/([^/]+)\/ballots\/([^/]+)$/;
  return async (ctx: Context): Promise<boolean> => {
    if (ctx.method !== 'PUT' && ctx.method !== 'DELETE') return false;
    const found = path.exec(ctx.path.slice(apiPrefix.length));
    const token = bearer(ctx.get('authorization'));
    if (found === null || typeof token !== 'string') return false;
    const request = {
      params: { slug: part(found[1] as string), target: part(found[2] as string) },
      query: ctx.query,
      body: ctx.request.body,
    };
    let ask: ReturnType<typeof asked>;
    try {
      ask = asked(ctx.method, request);
    } catch {
      // What is wrong is said on the ordinary way, after who asks.
      return false;
    }
    const data = await service(strapi, 'ballot').serve({ ...ask, token });
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data: publicEndpoints.castBallot.response.parse(data) };
    return true;
  };
}
