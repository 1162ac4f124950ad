import type { Source } from './types.ts';

/** Files below a folder of another source. */
export function below(source: Source, folder: string): Source {
  return {
    name: `${source.name}${source.name.endsWith('/') ? '' : '/'}${folder}`,
    open: (path) => source.open(`${folder}${path}`),
  };
}

async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // A reader who stops early stops the transfer too.
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * Files at an address that ends with a slash. A file that the server answers with 404 or 410 is not there; any other
 * refusal is thrown, and so is a network that fails.
 */
export function httpSource(address: string, ask: typeof fetch = fetch): Source {
  const base = new URL(address);
  return {
    name: base.href,
    open: async (path) => {
      const response = await ask(new URL(path, base), { redirect: 'follow' });
      if (response.status === 404 || response.status === 410) {
        await response.body?.cancel();
        return null;
      }
      if (!response.ok || response.body === null) {
        await response.body?.cancel();
        throw new Error(`${new URL(path, base).href}: ${response.status}`);
      }
      return piecesOf(response.body);
    },
  };
}

/**
 * Addresses at which the public files of a consultation may be, from what a reader may have copied: that of the files
 * themselves (`…/data/<slug>/`), or of any page about it (`…/fr/<slug>/…`). Likeliest first. Throws TypeError for what
 * is no http address.
 */
export function candidateAddresses(text: string): readonly string[] {
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new TypeError(url.protocol);
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const address = (steps: readonly string[]) => `${url.origin}/${[...steps, ''].join('/')}`;
  const data = parts.indexOf('data');
  if (data >= 0 && data + 1 < parts.length) {
    const own = address(parts.slice(0, data + 2));
    return parts.length > data + 2 ? [own, address(parts)] : [own];
  }
  // A page: `<base>/<language>/<slug>/…`; the files have no language.
  const pages = parts.flatMap((part, place) => {
    const slug = parts[place + 1];
    return /^[a-z]{2}$/.test(part) && slug !== undefined
      ? [address([...parts.slice(0, place), 'data', slug])]
      : [];
  });
  return [...pages, address(parts)];
}
