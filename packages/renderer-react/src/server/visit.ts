import type {
  Answer,
  PublicApi,
  PublicEndpointName,
  PublicEndpoints,
  RequestOf,
  ResponseOf,
} from 'consultation-core/contract';
import { i18nFor, type Language } from '../i18n/index.ts';
import { type Links, linksFor } from '../links.ts';
import type { View } from '../view.ts';
import { issueToken } from './form-token.ts';

/** What the handler made of its options. */
export interface Host {
  readonly api: PublicApi;
  readonly base: string;
  readonly secret: string;
  readonly site: { readonly name: string; readonly home?: string };
  readonly apiDescription: string | undefined;
  readonly now: () => Date;
  readonly assets: View['assets'];
}

/** One request of one reader, as pages and forms see it. */
export interface Visit {
  readonly host: Host;
  readonly request: Request;
  readonly url: URL;
  /** Parts of the path behind the language. */
  readonly parts: readonly string[];
  readonly language: Language;
  readonly links: Links;
  readonly secure: boolean;
  /** Session token. */
  readonly session: string | undefined;
  /** Network address, for limits only. */
  readonly address: string | undefined;
  readonly call: <Name extends PublicEndpointName>(
    name: Name,
    request: RequestOf<PublicEndpoints[Name]>
  ) => Promise<Answer<ResponseOf<PublicEndpoints[Name]>>>;
}

export function visitOf(
  host: Host,
  request: Request,
  url: URL,
  reader: {
    readonly language: Language;
    readonly parts: readonly string[];
    readonly session: string | undefined;
    readonly secure: boolean;
    readonly address: string | undefined;
  }
): Visit {
  const { language, parts, session, secure, address } = reader;
  return {
    host,
    request,
    url,
    parts,
    language,
    links: linksFor(host.base, language),
    secure,
    session,
    address,
    call: (name, body) => host.api(name, body, { token: session, language, address }),
  };
}

/** The same reader right after she signed in (or out). */
export function withSession(visit: Visit, session: string | undefined): Visit {
  const { host, language, address } = visit;
  return {
    ...visit,
    session,
    call: (name, body) => host.api(name, body, { token: session, language, address }),
  };
}

/** What a page knows of this visit. `timeZone` is the consultation's. */
export function viewOf(visit: Visit, timeZone?: string): View {
  const { host, language, links, session, url, parts } = visit;
  const other: Language = language === 'fr' ? 'en' : 'fr';
  const path = parts.map((part) => `/${encodeURIComponent(part)}`).join('');
  return {
    i18n: i18nFor(language, timeZone),
    links,
    site: host.site,
    signedIn: session !== undefined,
    formToken: issueToken(host.secret, session, host.now()),
    otherLanguage: `${host.base}/${other}${path}${url.search}`,
    here: `${host.base}/${language}${path}${url.search}`,
    assets: host.assets,
  };
}
