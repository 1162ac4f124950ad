import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { publicEndpoints } from './endpoints.ts';
import { type RefusalCode, statusOf } from './refusals.ts';

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly [key: string]: unknown;
}

/** zod's own schema of what goes in or comes out; a shape used in several places is written where it is used. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    reused: 'inline',
    cycles: 'throw',
  });
  return json as JsonSchema;
}

/** Refusals that every endpoint can answer with. */
const common: readonly RefusalCode[] = [
  'invalid-input',
  'not-allowed',
  'too-many-requests',
  'unexpected',
  'service-unavailable',
];
const withBody: readonly RefusalCode[] = ['body-not-json', 'too-large'];

function refusalsOf(endpoint: Endpoint) {
  const codes = new Set([
    ...endpoint.refusals,
    ...common,
    ...(endpoint.verb === 'GET' ? [] : withBody),
    ...(endpoint.access === 'anyone' ? [] : (['sign-in-needed'] as const)),
  ]);
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of codes) {
    const status = statusOf(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return [...byStatus].sort(([a], [b]) => a - b);
}

const refusalSchema = (status: number, codes: readonly RefusalCode[]) => ({
  type: 'object',
  required: ['data', 'error'],
  properties: {
    data: { type: 'null' },
    error: {
      type: 'object',
      required: ['status', 'name', 'message', 'details'],
      properties: {
        status: { const: status },
        name: { type: 'string' },
        message: { type: 'string', description: 'A sentence in the language of Accept-Language' },
        details: {
          type: 'object',
          required: ['code'],
          properties: { code: { enum: codes } },
        },
      },
    },
  },
});

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });

function parametersOf(endpoint: Endpoint) {
  const places = [
    ['path', endpoint.params],
    ['query', endpoint.query],
  ] as const;
  return places.flatMap(([place, schema]) => {
    const { properties = {}, required = [] } = schemaOf(schema, 'input');
    return Object.entries(properties).map(([name, one]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      schema: one,
    }));
  });
}

function operationOf(name: string, endpoint: Endpoint) {
  const body = schemaOf(endpoint.body, 'input');
  const hasBody = Object.keys(body.properties ?? {}).length > 0;
  const data = schemaOf(endpoint.response, 'output');
  const ok = { type: 'object', required: ['data'], properties: { data } };
  const refused = refusalsOf(endpoint).map(
    ([status, codes]) =>
      [status, { description: codes.join(', '), ...json(refusalSchema(status, codes)) }] as const
  );
  return {
    operationId: name,
    summary: endpoint.summary,
    tags: [endpoint.handler.split('.')[0]],
    parameters: parametersOf(endpoint),
    ...(hasBody ? { requestBody: { required: true, ...json(body) } } : {}),
    security: endpoint.access === 'anyone' ? [{}, { session: [] }] : [{ session: [] }],
    responses: Object.fromEntries([[200, { description: 'Done', ...json(ok) }], ...refused]),
  };
}

/** The public API as an OpenAPI 3.1 document, made of the schemas that parse its requests and answers. */
export function openApi({
  title = 'Consultation',
  version = '1',
  serverUrl = '/api/consultation',
}: {
  readonly title?: string;
  readonly version?: string;
  readonly serverUrl?: string;
} = {}) {
  const paths: Record<string, Record<string, ReturnType<typeof operationOf>>> = {};
  for (const [name, endpoint] of Object.entries(publicEndpoints)) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [endpoint.verb.toLowerCase()]: operationOf(name, endpoint as Endpoint),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title,
      version,
      description:
        'Answers are { "data": … }; a refusal is { "data": null, "error": { …, "details": { "code": … } } }. Codes are stable, sentences are not.',
    },
    servers: [{ url: serverUrl }],
    paths,
    components: { securitySchemes: { session: { type: 'http', scheme: 'bearer' } } },
  } as const;
}
