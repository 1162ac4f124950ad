import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { TLSSocket } from 'node:tls';
import type { Handler } from './server/options.ts';

/**
 * Mounts the pages on plain Node: `http.createServer(createNodeListener(handler))`. Behind a proxy a host says itself
 * what it trusts of the forwarded headers, through `context`.
 */
export function createNodeListener(
  handler: Handler,
  context: (request: IncomingMessage) => { address?: string; secure?: boolean } = contextOf
): (request: IncomingMessage, response: ServerResponse) => void {
  return (incoming, outgoing) => {
    answer(handler, incoming, context(incoming), outgoing).catch(() => {
      if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'text/plain' });
      outgoing.end();
    });
  };
}

function contextOf(request: IncomingMessage) {
  return {
    address: request.socket.remoteAddress,
    secure: (request.socket as TLSSocket).encrypted === true,
  };
}

async function answer(
  handler: Handler,
  incoming: IncomingMessage,
  context: { address?: string; secure?: boolean },
  outgoing: ServerResponse
): Promise<void> {
  const scheme = context.secure === true ? 'https' : 'http';
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) headers.append(name, one);
  }
  const withBody = incoming.method !== 'GET' && incoming.method !== 'HEAD';
  const url = `${scheme}://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`;
  const request = new Request(URL.canParse(url) ? url : `${scheme}://localhost/`, {
    method: incoming.method ?? 'GET',
    headers,
    ...(withBody ? { body: Readable.toWeb(incoming) as BodyInit, duplex: 'half' } : {}),
  });
  const response = await handler(request, context);
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  outgoing.statusCode = response.status;
  if (response.body === null || incoming.method === 'HEAD') outgoing.end();
  else Readable.fromWeb(response.body as ReadableStream).pipe(outgoing);
}
