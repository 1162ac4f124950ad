/** What JSON can say. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

const loneSurrogate = /\p{Surrogate}/u;

function text(value: string): string {
  if (loneSurrogate.test(value))
    throw new RangeError('A lone surrogate has no UTF-8 and no canonical form');
  return JSON.stringify(value);
}

function object(value: object): string {
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new RangeError('Only plain objects and arrays have a canonical form');
  }
  // The order of UTF-16 code units, which is what sorting strings does here.
  const members = Object.keys(value)
    .sort()
    .map((key) => `${text(key)}:${canonicalJson((value as Record<string, Json>)[key] as Json)}`);
  return `{${members.join(',')}}`;
}

/**
 * The one spelling of a JSON value, by the JSON Canonicalization Scheme (RFC 8785): equal values, equal text, equal hash.
 * Throws RangeError for what JSON cannot say: NaN, infinities, undefined, functions, instances of classes, lone surrogates.
 */
export function canonicalJson(value: Json): string {
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${value} is no number of JSON`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    // Not `map`, which would leave holes out.
    return `[${Array.from(value as readonly Json[], canonicalJson).join(',')}]`;
  }
  if (typeof value === 'object') return object(value);
  throw new RangeError(`A ${typeof value} has no canonical form`);
}
