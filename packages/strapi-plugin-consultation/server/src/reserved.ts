/** Addresses below the base that pages of the site itself use. */
const reserved = new Set(['account', 'accessibility', 'privacy', 'api', 'assets']);

export function isReservedSlug(slug: string): boolean {
  return reserved.has(slug);
}
