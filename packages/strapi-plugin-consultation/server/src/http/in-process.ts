import {
  type Answer,
  type Caller,
  type Endpoint,
  type PublicApi,
  type PublicEndpointName,
  publicEndpoints,
  RefusalError,
} from 'consultation-core/contract';
import { operations } from '../operations/public.ts';
import { type Strapi, service } from '../strapi.ts';
import { refusalOf } from './fault.ts';
import { parse } from './parse.ts';
import { scopeOf } from './scope.ts';

/** The public API without the network: the same parsing, the same rights, the same operations as over HTTP. */
export function inProcessApi(strapi: Strapi): PublicApi {
  const all = operations(strapi);
  const api = async (
    name: PublicEndpointName,
    request: { params?: unknown; query?: unknown; body?: unknown },
    caller: Caller
  ): Promise<Answer<unknown>> => {
    const endpoint: Endpoint = publicEndpoints[name];
    try {
      const identity = await service(strapi, 'identity').resolve(caller.token, scopeOf(endpoint));
      if (!identity.allowed) {
        throw new RefusalError(identity.user === null ? 'sign-in-needed' : 'not-allowed');
      }
      const input = parse(endpoint, request);
      const { language, address } = caller;
      const asker = { user: identity.user, token: identity.token, language, address };
      const data = await all[name](asker, input as never);
      return { kind: 'ok', data: endpoint.response.parse(data) };
    } catch (error) {
      return refusalOf(error, (fault) => strapi.log.error(fault));
    }
  };
  return api as PublicApi;
}
