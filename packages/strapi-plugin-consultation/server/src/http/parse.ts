import {
  type BodyOf,
  type Endpoint,
  type ParamsOf,
  type QueryOf,
  RefusalError,
} from 'consultation-core/contract';

export interface Parsed<E extends Endpoint> {
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
}

interface Issue {
  readonly path: PropertyKey[];
  readonly code: string;
  readonly message: string;
  readonly keys?: readonly string[];
}

/** One line per thing that is wrong: where, and what in a word of the schema. */
function problems(part: string, issues: readonly Issue[]) {
  return issues.slice(0, 50).flatMap((issue) => {
    const path = [part, ...issue.path.map(String)];
    if (issue.code === 'unrecognized_keys') {
      return (issue.keys ?? []).slice(0, 50).map((key) => ({
        path: [...path, key].join('.'),
        problem: 'unknown',
      }));
    }
    const problem = issue.code === 'custom' ? issue.message : issue.code;
    return [{ path: path.join('.'), problem }];
  });
}

/** The only validation of shape: all three parts of a request, or `invalid-input` with every path that is wrong. */
export function parse<E extends Endpoint>(
  endpoint: E,
  request: { params?: unknown; query?: unknown; body?: unknown }
): Parsed<E> {
  const wrong: { path: string; problem: string }[] = [];
  const read = (part: 'params' | 'query' | 'body') => {
    const result = endpoint[part].safeParse(request[part] ?? {});
    if (result.success) return result.data;
    wrong.push(...problems(part, result.error.issues as unknown as Issue[]));
    return undefined;
  };
  const parsed = { params: read('params'), query: read('query'), body: read('body') };
  if (wrong.length > 0) {
    // An address that cannot exist is not found; what is wrong with it helps nobody.
    if (wrong.every(({ path }) => path.startsWith('params.'))) throw new RefusalError('not-found');
    throw new RefusalError('invalid-input', { issues: wrong });
  }
  return parsed as Parsed<E>;
}
