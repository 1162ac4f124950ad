import { type Strapi, settings } from './strapi.ts';

function hostOf(url: unknown): string | undefined {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).host || undefined : undefined;
}

/** Who keeps the journals: what the app sets, else the host of its public address, else `localhost`. */
export function journalOrigin(strapi: Strapi): string {
  const set = settings(strapi).journalOrigin.replace(/\/+$/, '');
  return set !== '' ? set : (hostOf(strapi.config.get('server.url')) ?? 'localhost');
}

/** Name of the journal of one consultation when it begins, and of the keys that sign it; it is stored and never changes. */
export function originOf(strapi: Strapi, consultation: string): string {
  return `${journalOrigin(strapi)}/${consultation}`;
}
