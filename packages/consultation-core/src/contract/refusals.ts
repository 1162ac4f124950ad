/** Every refusal that an endpoint can answer with, and its HTTP status. Codes are stable; sentences are not. */
export const refusals = {
  'invalid-input': 400,
  'body-not-json': 400,
  'proposal-changes-nothing': 422,
  'proposal-does-not-fit': 422,
  'result-differs': 422,
  'too-many-edits': 422,
  'choice-unknown': 422,
  'structure-invalid': 422,
  'import-unreadable': 422,
  'sign-in-needed': 401,
  'sign-in-failed': 401,
  'email-unconfirmed': 403,
  'account-exists': 409,
  'not-allowed': 403,
  'form-expired': 403,
  'not-found': 404,
  'consultation-not-open': 409,
  'phase-closed': 409,
  'not-open-here': 409,
  'version-outdated': 409,
  'status-forbids': 409,
  'item-hidden': 409,
  'already-published': 409,
  'text-missing': 409,
  'phases-missing': 409,
  'slug-taken': 409,
  'has-contributions': 409,
  'collisions-open': 409,
  'undecided-left': 409,
  'edited-elsewhere': 409,
  'second-reader-needed': 409,
  'key-reused': 409,
  'too-large': 413,
  'too-many-requests': 429,
  'service-unavailable': 503,
  unexpected: 500,
} as const;

export type RefusalCode = keyof typeof refusals;
export const refusalCodes = Object.keys(refusals) as RefusalCode[];

/** HTTP status of a refusal. */
export function statusOf(code: RefusalCode): number {
  return refusals[code];
}

/** Thrown inside a use case to leave its transaction; turned into a `Refusal` at the edge. Never shown as it is. */
export class RefusalError extends Error {
  readonly code: RefusalCode;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(code: RefusalCode, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'RefusalError';
    this.code = code;
    this.details = details;
  }
}
