import type { PublicApi } from 'consultation-core/contract';

/** What a host says once. */
export interface HandlerOptions {
  /** Where data come from: in the same process, or `createHttpApi`. */
  readonly api: PublicApi;
  /** Path that the pages are mounted at; `/consultations` unless said otherwise. */
  readonly base?: string;
  /** Signs form tokens. At least 16 characters, the same on every process of the host, known to nobody else. */
  readonly secret: string;
  readonly site: { readonly name: string; readonly home?: string };
  /** Address of the OpenAPI description (JSON). */
  readonly apiDescription?: string;
  /** Told of what should not happen; the reader sees a page without details. Writes to the console unless given. */
  readonly onError?: (error: unknown) => void;
  /** The clock, in tests. */
  readonly now?: () => Date;
}

/** What a host knows of one request. */
export interface RequestContext {
  /** Network address of the reader, for limits only. */
  readonly address?: string;
  /** Whether the reader's connection is encrypted: the session cookie is then for encrypted connections only. */
  readonly secure?: boolean;
}

export type Handler = (request: Request, context?: RequestContext) => Promise<Response>;
