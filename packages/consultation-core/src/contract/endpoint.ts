import { z } from 'zod';
import type { StaffPermission } from '../consultation/types.ts';
import type { RefusalCode } from './refusals.ts';

export type Verb = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * One declaration per endpoint: the server's parser, the OpenAPI entry and the client's types.
 * `path` is relative to the API of its audience: `/api/consultation` for the public, `/consultation` for staff.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  readonly verb: Verb;
  readonly path: string;
  /** `controller.action`, as Strapi's roles list it. */
  readonly handler: string;
  readonly summary: string;
  /** `anyone`; `participant`: signed in; otherwise the permission that staff need. */
  readonly access: 'anyone' | 'participant' | StaffPermission;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly response: Response;
  readonly refusals: readonly RefusalCode[];
}

const nothing = z.strictObject({});

/** Fills in what an endpoint does not take; whatever is sent in its place is refused. */
export function endpoint<
  Params extends z.ZodType = typeof nothing,
  Query extends z.ZodType = typeof nothing,
  Body extends z.ZodType = typeof nothing,
  Response extends z.ZodType = z.ZodNull,
>(declaration: {
  verb: Verb;
  path: string;
  handler: string;
  summary: string;
  access: Endpoint['access'];
  params?: Params;
  query?: Query;
  body?: Body;
  response?: Response;
  refusals?: readonly RefusalCode[];
}): Endpoint<Params, Query, Body, Response> {
  return {
    verb: declaration.verb,
    path: declaration.path,
    handler: declaration.handler,
    summary: declaration.summary,
    access: declaration.access,
    params: (declaration.params ?? nothing) as Params,
    query: (declaration.query ?? nothing) as Query,
    body: (declaration.body ?? nothing) as Body,
    response: (declaration.response ?? z.null()) as Response,
    refusals: declaration.refusals ?? [],
  };
}

export type ParamsOf<E extends Endpoint> = z.output<E['params']>;
export type QueryOf<E extends Endpoint> = z.output<E['query']>;
export type BodyOf<E extends Endpoint> = z.output<E['body']>;
export type ResponseOf<E extends Endpoint> = z.output<E['response']>;

/** What a caller sends: query keys may be left out, defaults apply. */
export interface RequestOf<E extends Endpoint> {
  readonly params?: z.input<E['params']>;
  readonly query?: z.input<E['query']>;
  readonly body?: z.input<E['body']>;
}

/** An expected outcome is data. Wording is done at the edge, from the code and the details. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  readonly details: Readonly<Record<string, unknown>>;
}
export type Answer<Data> = { readonly kind: 'ok'; readonly data: Data } | Refusal;
