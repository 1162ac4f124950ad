import type { Handler, HandlerOptions } from './options.ts';

/** All public pages as one function of a request. */
export function createHandler(_options: HandlerOptions): Handler {
  return async () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } });
}
