import { textOf } from './bytes.ts';
import { type Files, isPlain, type Plain, parsed, word } from './files.ts';
import type { Notebook } from './notebook.ts';
import { below } from './source.ts';
import type { Source } from './types.ts';

/** Where an edition is, and the live journal beside it. */
export interface Place {
  readonly name: string;
  readonly edition: Source;
  /** What serves `log/…`; null where there is an edition alone. */
  readonly live: Source | null;
  /** What the list of editions says of it. */
  readonly listed: { readonly check: (files: Files, notebook: Notebook) => void } | null;
}

async function jsonOf(source: Source, path: string): Promise<unknown> {
  const pieces = await source.open(path);
  if (pieces === null) return undefined;
  const value = parsed(await textOf(pieces));
  if (value === undefined) throw new Error(`${path} is no JSON`);
  return value;
}

async function isThere(source: Source, path: string): Promise<boolean> {
  const pieces = await source.open(path);
  await pieces?.[Symbol.asyncIterator]().return?.();
  return pieces !== null;
}

/** The list of files that the host shows, beside the files themselves. */
function checkListing(edition: Plain, files: Files, notebook: Notebook): void {
  for (const one of Array.isArray(edition.files) ? edition.files : []) {
    const file = isPlain(one) ? word(one, 'name') : '';
    const found = files.measured.get(file);
    if (!isPlain(one) || found === undefined) continue;
    if (one.sha256 !== found.sha256 || one.bytes !== found.bytes) {
      notebook.find('listing-differs', { file });
    }
  }
}

const safeName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * The edition that a source has: itself, or the newest one, or that of a name, of those below it. Throws Error where
 * there is none.
 */
export async function findEdition(source: Source, wanted: string | undefined): Promise<Place> {
  if (await isThere(source, 'datapackage.json')) {
    const name = source.name.replace(/\/+$/, '').split('/').at(-1) ?? '';
    return { name, edition: source, live: null, listed: null };
  }
  const list = await jsonOf(source, 'editions.json');
  const value = isPlain(list) ? list.editions : list;
  const editions = (Array.isArray(value) ? value : []).filter(isPlain);
  const one =
    wanted === undefined ? editions[0] : editions.find((edition) => edition.name === wanted);
  const name = one === undefined ? '' : word(one, 'name');
  if (one === undefined || !safeName.test(name)) {
    throw new Error(`no edition ${wanted ?? ''} at ${source.name}`);
  }
  return {
    name,
    edition: below(source, `editions/${name}/`),
    live: source,
    listed: { check: (files, notebook) => checkListing(one, files, notebook) },
  };
}
