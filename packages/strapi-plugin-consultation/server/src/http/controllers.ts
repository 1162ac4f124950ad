import {
  type Endpoint,
  type PublicEndpointName,
  publicEndpoints,
  type StaffEndpointName,
  staffEndpoints,
} from 'consultation-core/contract';
import type { Context } from 'koa';
import { type Caller, operations } from '../operations/public.ts';
import { type Staff, staffOperations } from '../operations/staff.ts';
import type { Strapi } from '../strapi.ts';
import { languageOf } from './language.ts';
import { parse } from './parse.ts';

type Action = (ctx: Context) => Promise<void>;
type Controller = Record<string, Action>;

/** Whoever was let in by one of the strategies. */
function callerOf(ctx: Context): Caller {
  const auth = ctx.state.auth as { credentials?: { user?: Caller['user'] } } | undefined;
  const ours = auth?.credentials?.user;
  const theirs = ctx.state.user as { id: number; username: string } | undefined;
  return {
    user: ours ?? (theirs === undefined ? null : { id: theirs.id, name: theirs.username }),
    token: (auth?.credentials as { token?: string } | undefined)?.token,
    language: languageOf(ctx.get('accept-language')),
    address: ctx.request.ip,
  };
}

function staffOf(ctx: Context): Staff {
  const { id, firstname, lastname, username } = ctx.state.user;
  return {
    id,
    name: [firstname, lastname].filter(Boolean).join(' ') || username || `#${id}`,
    language: languageOf(ctx.get('accept-language')),
  };
}

/** Parse, do, answer; no rule lives here. */
function action<C>(
  endpoint: Endpoint,
  who: (ctx: Context) => C,
  run: (who: C, input: never) => Promise<unknown>
): Action {
  return async (ctx) => {
    const input = parse(endpoint, {
      // The router adds a nameless one for what it matched of a prefix.
      params: Object.fromEntries(Object.entries(ctx.params).filter(([key]) => !/^\d+$/.test(key))),
      query: ctx.query,
      body: ctx.request.body,
    });
    const data = endpoint.response.parse(await run(who(ctx), input as never));
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data };
  };
}

function grouped(entries: readonly (readonly [Endpoint, Action])[]): Record<string, Controller> {
  const controllers: Record<string, Controller> = {};
  for (const [endpoint, run] of entries) {
    const [name = '', method = ''] = endpoint.handler.split('.');
    controllers[name] ??= {};
    controllers[name][method] = run;
  }
  return controllers;
}

/** One controller per noun, made from the contract. */
export const controllers = Object.fromEntries(
  [
    ...new Set(
      [...Object.values(publicEndpoints), ...Object.values(staffEndpoints)].map(
        ({ handler }) => handler.split('.')[0] as string
      )
    ),
  ].map((name) => [name, ({ strapi }: { strapi: Strapi }) => build(strapi)[name]])
);

const built = new WeakMap<Strapi, Record<string, Controller>>();
function build(strapi: Strapi): Record<string, Controller> {
  let all = built.get(strapi);
  if (all === undefined) {
    const open = operations(strapi);
    const closed = staffOperations(strapi);
    all = grouped([
      ...Object.entries(publicEndpoints).map(
        ([name, endpoint]) =>
          [endpoint, action(endpoint, callerOf, open[name as PublicEndpointName] as never)] as const
      ),
      ...Object.entries(staffEndpoints).map(
        ([name, endpoint]) =>
          [endpoint, action(endpoint, staffOf, closed[name as StaffEndpointName] as never)] as const
      ),
    ]);
    built.set(strapi, all);
  }
  return all;
}
