import {
  type Answer,
  type Caller,
  type Endpoint,
  type PublicApi,
  type PublicEndpointName,
  publicEndpoints,
  type Refusal,
  type RefusalCode,
  type RequestOf,
  refusalCodes,
} from 'consultation-core/contract';

export interface HttpApiOptions {
  /** Where the public API stands: `https://host/api/consultation`. */
  readonly baseUrl: string;
  /** For tests and hosts with their own network rules. */
  readonly fetch?: typeof fetch;
}

/** The contract over HTTP, for hosts that do not run the API in their own process. */
export function createHttpApi(options: HttpApiOptions): PublicApi {
  const base = options.baseUrl.replace(/\/+$/, '');
  const send = options.fetch ?? fetch;
  const api = async (
    name: PublicEndpointName,
    request: RequestOf<Endpoint>,
    caller: Caller
  ): Promise<Answer<unknown>> => {
    const endpoint: Endpoint = publicEndpoints[name];
    let response: Response;
    let payload: unknown;
    try {
      response = await send(addressOf(base, endpoint, request), {
        method: endpoint.verb,
        headers: headersOf(caller, request.body !== undefined),
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        redirect: 'error',
      });
      payload = response.status === 204 ? { data: null } : await response.json();
    } catch {
      return refused('service-unavailable');
    }
    if (!response.ok) return refusalIn(payload, response.status);
    const read = endpoint.response.safeParse((payload as { data?: unknown } | null)?.data ?? null);
    return read.success ? { kind: 'ok', data: read.data } : refused('unexpected');
  };
  return api as PublicApi;
}

function refused(code: RefusalCode, details: Refusal['details'] = {}): Refusal {
  return { kind: 'refused', code, details };
}

/** `/consultations/:slug` with its parameters and the query behind it. */
function addressOf(base: string, endpoint: Endpoint, request: RequestOf<Endpoint>): string {
  const params = (request.params ?? {}) as Readonly<Record<string, unknown>>;
  const path = endpoint.path.replace(/:([a-zA-Z]+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name]))
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) query.set(name, String(value));
  }
  return `${base}${path}${query.size > 0 ? `?${query}` : ''}`;
}

function headersOf(caller: Caller, withBody: boolean): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-language': caller.language,
    ...(withBody ? { 'content-type': 'application/json' } : {}),
    ...(caller.token === undefined ? {} : { authorization: `Bearer ${caller.token}` }),
    ...(caller.address === undefined ? {} : { 'x-forwarded-for': caller.address }),
  };
}

/** The code stands in `error.details.code`; an answer without one is told by its status. */
function refusalIn(payload: unknown, status: number): Refusal {
  const details = (payload as { error?: { details?: Record<string, unknown> } } | null)?.error
    ?.details;
  const { code, ...rest } = details ?? {};
  if (typeof code === 'string' && (refusalCodes as readonly string[]).includes(code)) {
    return refused(code as RefusalCode, rest);
  }
  if (status === 404) return refused('not-found');
  if (status === 429) return refused('too-many-requests');
  return refused(status >= 502 && status <= 504 ? 'service-unavailable' : 'unexpected');
}
