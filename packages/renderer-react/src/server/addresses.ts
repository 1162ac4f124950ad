/** `/consultations`; empty when the pages stand at the root of their host. */
export function normalBase(base: string | undefined): string {
  const path = `/${base ?? '/consultations'}`.replace(/\/{2,}/g, '/').replace(/\/+$/, '');
  if (!/^(?:\/[\w.~-]+)*$/.test(path))
    throw new RangeError(`Not a path to mount pages at: ${base}`);
  return path;
}

/**
 * A return address that stays among these pages, or undefined. Browsers read `\` as `/`, drop control characters, and
 * take `//host` for another host.
 */
export function localAddress(value: string | null | undefined, base: string): string | undefined {
  if (typeof value !== 'string' || value.length > 2_000) return undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u0020\\\u007f-\u009f]/.test(value) || !value.startsWith(`${base}/`))
    return undefined;
  if (value.startsWith('//') || !URL.canParse(value, inside)) return undefined;
  const url = new URL(value, inside);
  if (url.origin !== inside || !url.pathname.startsWith(`${base}/`)) return undefined;
  if (url.pathname.includes('//')) return undefined;
  return url.pathname + url.search + url.hash;
}
const inside = 'http://inside.invalid';

/** Parts of a path below the base, decoded; undefined when it is not below it or not decodable. */
export function pathParts(pathname: string, base: string): readonly string[] | undefined {
  if (pathname !== base && !pathname.startsWith(`${base}/`)) return undefined;
  try {
    return pathname
      .slice(base.length)
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
