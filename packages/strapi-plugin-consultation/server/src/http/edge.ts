import { limits, type Refusal } from 'consultation-core/contract';
import type { Context, Next } from 'koa';
import { type Strapi, settings } from '../strapi.ts';
import { sendRefusal } from './answer.ts';
import { ballotRoute } from './ballot-route.ts';
import { readBytes, readJson } from './body.ts';
import { codeByStatus, refusalOf } from './fault.ts';
import { languageOf } from './language.ts';

const jsonLimit = 1_000_000;
const formLimit = 256_000;
/** A text to import travels as a JSON string: every sign may take two bytes more. */
const textLimit = limits.importSource * 2 + 10_000;

type Area = 'public-api' | 'staff-api' | 'pages' | undefined;

/** Whose answer a path is. */
export function areaOf(path: string, base: string, apiPrefix: string): Area {
  const below = (prefix: string) => path === prefix || path.startsWith(`${prefix}/`);
  if (below(`${apiPrefix}/consultation`)) return 'public-api';
  if (below('/consultation')) return 'staff-api';
  if (below(base)) return 'pages';
  return undefined;
}

/** Staff send whole texts; everybody else writes at most an amendment. */
function bodyLimit(area: Area, path: string): number {
  if (area !== 'staff-api') return jsonLimit;
  return /^\/consultation\/(?:import|consultations\/[^/]+\/draft)$/.test(path)
    ? textLimit
    : jsonLimit;
}

/** Strapi's own answers on our paths (no right, no such route ...) get a code as ours have. */
function foreignRefusal(ctx: Context): Refusal | undefined {
  const body = ctx.body as { error?: { details?: { code?: unknown } } } | undefined;
  if (ctx.status < 400 || typeof body?.error?.details?.code === 'string') return undefined;
  return { kind: 'refused', code: codeByStatus[ctx.status] ?? 'unexpected', details: {} };
}

const voted = /\/ballots\/|\/vote(?:\?|$)|[?&](?:done=vote|choice=)/;
const named = /(\/(?:articles|amendments|questions|ballots)\/)[^/?]+/;

/** A vote that waits while its voter signs in: on its own page, and in the way back there. */
const waiting = /([?&](?:choice=|return=(?=[^&]*%23vote)))[^&]*/i;

/** Logs of accesses are kept by many and read by some: they do not tell what somebody voted on, or how. */
function leaveVoteOut(ctx: Context): void {
  if (voted.test(ctx.url)) ctx.url = ctx.url.replace(named, '$1-');
  ctx.url = ctx.url.replace(waiting, '$1-');
}

type Factory = (config: unknown, context: { strapi: Strapi }) => unknown;
type Handler = (ctx: Context, next: Next) => Promise<unknown>;

/**
 * Wraps Strapi's body parser: on our own paths bodies are read with the limits of the contract and every failure is
 * answered with a code; everywhere else Strapi does as before. It stands inside Strapi's logging, security and CORS.
 */
export function atTheEdge(original: Factory): Factory {
  return (config, { strapi }) => {
    const parseAsBefore = original(config, { strapi }) as Handler;
    const { base } = settings(strapi);
    const apiPrefix = strapi.config.get('api.rest.prefix', '/api') as string;
    const ballots = ballotRoute(strapi, apiPrefix);
    const answer = async (ctx: Context, next: Next, area: Area) => {
      if (area === 'pages') {
        // Read here, answered as a page by the pages themselves.
        if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
          ctx.state.bytes = await readBytes(ctx.req, formLimit).catch((error: unknown) => error);
        }
        return next();
      }
      const language = languageOf(ctx.get('accept-language'));
      try {
        if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
          ctx.request.body = await readJson(ctx.req, bodyLimit(area, ctx.path));
        }
        if (area === 'public-api' && (await ballots(ctx))) return;
        await next();
      } catch (error) {
        sendRefusal(
          ctx,
          refusalOf(error, (fault) => strapi.log.error(fault)),
          language
        );
        return;
      }
      const refusal = foreignRefusal(ctx);
      if (refusal !== undefined) sendRefusal(ctx, refusal, language);
    };
    return async (ctx: Context, next: Next) => {
      const area = areaOf(ctx.path, base, apiPrefix);
      if (area === undefined) return parseAsBefore(ctx, next);
      try {
        await answer(ctx, next, area);
      } finally {
        leaveVoteOut(ctx);
      }
    };
  };
}
