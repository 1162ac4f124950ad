export { createHandler } from './server/handler.tsx';
export { createHttpApi, type HttpApiOptions } from './server/http-api.ts';
export type { Handler, HandlerOptions, RequestContext } from './server/options.ts';
export { reservedSlugs } from './server/routes.ts';
