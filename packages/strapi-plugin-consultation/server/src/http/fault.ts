import { errors } from '@strapi/utils';
import { type Refusal, type RefusalCode, RefusalError } from 'consultation-core/contract';

/** Codes by which drivers and pools say that the database cannot be reached or cannot write now. */
const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  'SQLITE_FULL',
  'SQLITE_READONLY',
  'SQLITE_IOERR',
  'SQLITE_CANTOPEN',
  // PostgreSQL: shutting down, starting, too many connections, disk full, read-only.
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53100',
  '25006',
]);
const awayNames = new Set(['KnexTimeoutError']);
const awayMessages =
  /Connection terminated|Connection ended|connection error and is not queryable|server closed the connection|Timeout acquiring a connection|Unable to acquire a connection/i;

interface DriverError {
  readonly code?: unknown;
  readonly name?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** Whether an error says that the database is out of reach for now, not that something is wrong with the request. */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 3) return false;
  const { code, name, message, cause, errors } = error as DriverError;
  if (typeof code === 'string') {
    if (away.has(code) || code.startsWith('08')) return true;
    if ([...away].some((known) => known.startsWith('SQLITE_') && code.startsWith(`${known}_`))) {
      return true;
    }
  }
  if (typeof name === 'string' && awayNames.has(name)) return true;
  if (typeof message === 'string' && awayMessages.test(message)) return true;
  if (Array.isArray(errors) && errors.some((inner) => isDatabaseAway(inner, depth + 1)))
    return true;
  return isDatabaseAway(cause, depth + 1);
}

/** What Strapi's own answers on our paths mean, by status. */
export const codeByStatus: Readonly<Record<number, RefusalCode>> = {
  400: 'invalid-input',
  401: 'sign-in-needed',
  403: 'not-allowed',
  404: 'not-found',
  405: 'not-found',
  413: 'too-large',
  429: 'too-many-requests',
  503: 'service-unavailable',
};

function statusOfStrapi(error: unknown): number | undefined {
  if (error instanceof errors.ForbiddenError) return 403;
  if (error instanceof errors.UnauthorizedError) return 401;
  if (error instanceof errors.NotFoundError) return 404;
  if (error instanceof errors.PayloadTooLargeError) return 413;
  if (error instanceof errors.RateLimitError) return 429;
  if (error instanceof errors.ValidationError) return 400;
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  return typeof status === 'number' && expose === true ? status : undefined;
}

/** What an error means to whoever asked. Internals stay in the server's log. */
export function refusalOf(error: unknown, log: (error: unknown) => void): Refusal {
  if (error instanceof RefusalError) {
    return { kind: 'refused', code: error.code, details: error.details };
  }
  const code = codeByStatus[statusOfStrapi(error) ?? 0];
  if (code !== undefined) return { kind: 'refused', code, details: {} };
  log(error);
  if (isDatabaseAway(error)) {
    return { kind: 'refused', code: 'service-unavailable', details: { retryAfter: 5 } };
  }
  return { kind: 'refused', code: 'unexpected', details: {} };
}
