/** The fixture API by HTTP, in Strapi's envelope, as the plugin serves it below `/api/consultation`. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Endpoint,
  type PublicApi,
  type PublicEndpointName,
  publicEndpoints,
  statusOf,
} from 'consultation-core/contract';
import { refusalText } from '../src/i18n/index.ts';

export async function serveApi(api: PublicApi): Promise<{ server: Server; baseUrl: string }> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = url.pathname.replace('/api/consultation', '');
    let text = '';
    for await (const chunk of request) text += chunk;
    const found = find(request.method ?? 'GET', path);
    const answer =
      found === undefined
        ? ({ kind: 'refused', code: 'not-found', details: {} } as const)
        : await api(
            found.name,
            {
              params: found.params,
              query: Object.fromEntries(url.searchParams),
              body: text === '' ? undefined : JSON.parse(text),
            } as never,
            {
              token: /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1],
              language: request.headers['accept-language'] === 'fr' ? 'fr' : 'en',
            }
          );
    response.setHeader('content-type', 'application/json');
    if (answer.kind === 'ok') {
      response.end(JSON.stringify({ data: answer.data }));
      return;
    }
    response.statusCode = statusOf(answer.code);
    const message = refusalText(answer.code, answer.details, 'en');
    const details = { ...answer.details, code: answer.code };
    const error = { status: response.statusCode, name: 'ConsultationRefusal', message, details };
    response.end(JSON.stringify({ data: null, error }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { server, baseUrl: `http://127.0.0.1:${port}/api/consultation` };
}

function find(verb: string, path: string) {
  const parts = path.split('/').map(decodeURIComponent);
  // Fixed words before parameters, as a router has it: `preview` is no amendment.
  const entries = Object.entries(publicEndpoints) as [PublicEndpointName, Endpoint][];
  for (const [name, endpoint] of entries) {
    const pattern = endpoint.path.split('/');
    if (endpoint.verb !== verb || pattern.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = pattern.every((word, index) => {
      const part = parts[index] ?? '';
      if (word.startsWith(':')) params[word.slice(1)] = part;
      return word.startsWith(':') || word === part;
    });
    if (fits) return { name, params };
  }
  return undefined;
}
