import { RefusalError } from 'consultation-core/contract';
import { createHandler } from 'consultation-renderer-react';
import { refusalText } from 'consultation-renderer-react/i18n';
import type { Context } from 'koa';
import { type Strapi, settings } from '../strapi.ts';
import { mountData } from './data.ts';
import { inProcessApi } from './in-process.ts';
import { languageOf } from './language.ts';

/** The request as the web knows it; its body was read at the edge. */
function requestOf(ctx: Context, bytes: Buffer | undefined): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(ctx.req.headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) headers.append(name, one);
  }
  const url = `${ctx.protocol}://${ctx.host}${ctx.originalUrl}`;
  return new Request(URL.canParse(url) ? url : `http://localhost${ctx.path}`, {
    method: ctx.method,
    headers,
    ...(bytes === undefined ? {} : { body: new Uint8Array(bytes) }),
  });
}

async function send(ctx: Context, response: Response): Promise<void> {
  // Koa sets a status and headers of its own with the body: ours come after it.
  ctx.body = response.body === null ? null : Buffer.from(await response.arrayBuffer());
  ctx.status = response.status;
  // What the pages say of themselves goes over what Strapi says of all answers.
  for (const [name, value] of response.headers) if (name !== 'set-cookie') ctx.set(name, value);
  for (const cookie of response.headers.getSetCookie()) ctx.append('Set-Cookie', cookie);
}

/** Serves the public pages below `base`, and nothing else of the site. */
export function mountPages(strapi: Strapi): void {
  const { base, siteName, secret } = settings(strapi);
  const apiPrefix = strapi.config.get('api.rest.prefix', '/api') as string;
  const handler = createHandler({
    api: inProcessApi(strapi),
    base,
    secret,
    site: { name: siteName },
    apiDescription: `${apiPrefix}/consultation/openapi.json`,
  });
  const serve = async (ctx: Context) => {
    const { bytes } = ctx.state as { bytes?: unknown };
    if (bytes instanceof Error) {
      const code = bytes instanceof RefusalError ? bytes.code : 'unexpected';
      ctx.status = code === 'too-large' ? 413 : 400;
      ctx.type = 'text/plain';
      ctx.body = refusalText(code, {}, languageOf(ctx.get('accept-language')));
      return;
    }
    const request = requestOf(ctx, bytes as Buffer | undefined);
    await send(ctx, await handler(request, { address: ctx.request.ip, secure: ctx.secure }));
  };
  mountData(strapi);
  const { router } = strapi.server;
  router.all(base, serve);
  router.all(`${base}/(.*)`, serve);
}
