import { type Files, isPlain, type Plain, parsed, word } from './files.ts';
import type { Notebook } from './notebook.ts';

export interface Resource {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What an edition says of itself. */
export interface Manifest {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly origin: string;
  readonly size: number;
  readonly at: string;
  readonly final: boolean;
  readonly sealed: boolean;
  readonly seed: string | null;
  readonly keys: readonly string[];
  readonly resources: readonly Resource[];
}

/** A name within the edition, and nowhere else. */
const safeName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

function resourcesOf(value: unknown, notebook: Notebook): readonly Resource[] {
  const list = Array.isArray(value) ? value : [];
  return list.flatMap((one: unknown): Resource[] => {
    const record = isPlain(one) ? one : {};
    const path = word(record, 'path');
    if (!safeName.test(path)) {
      notebook.find('file-name', { file: path });
      return [];
    }
    const bytes = typeof record.bytes === 'number' ? record.bytes : -1;
    return [{ path, bytes, sha256: word(record, 'hash').replace(/^sha256:/, '') }];
  });
}

/** What `datapackage.json` says; null where there is none, or none that can be read. */
export async function readManifest(files: Files, notebook: Notebook): Promise<Manifest | null> {
  const text = await files.text('datapackage.json');
  if (text === null) return null;
  const value = parsed(text);
  const about = isPlain(value) && isPlain(value.consultation) ? value.consultation : null;
  if (!isPlain(value) || about === null || !Number.isSafeInteger(about.size)) {
    notebook.find('manifest-broken', { file: 'datapackage.json' });
    return null;
  }
  const journal: Plain = isPlain(value.journal) ? value.journal : {};
  const keys = Array.isArray(journal.keys) ? journal.keys : [];
  return {
    id: word(about, 'id'),
    slug: word(about, 'slug'),
    title: word(about, 'title'),
    origin: word(about, 'origin'),
    size: about.size as number,
    at: word(about, 'at'),
    final: about.final === true,
    sealed: about.sealed === true,
    seed: typeof about.seed === 'string' ? about.seed : null,
    keys: keys.filter((key): key is string => typeof key === 'string'),
    resources: resourcesOf(value.resources, notebook),
  };
}

/** Sums by file name, as `sha256sum -c` reads them. */
async function readSums(files: Files, notebook: Notebook): Promise<ReadonlyMap<string, string>> {
  const text = await files.text('SHA256SUMS');
  if (text === null) notebook.find('file-missing', { file: 'SHA256SUMS' });
  const sums = new Map<string, string>();
  for (const line of (text ?? '').split('\n')) {
    if (line === '') continue;
    const [, sum, name] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (sum === undefined || name === undefined) {
      notebook.find('manifest-broken', { file: 'SHA256SUMS' });
    } else if (!safeName.test(name)) {
      notebook.find('file-name', { file: name });
    } else {
      sums.set(name, sum);
    }
  }
  return sums;
}

/**
 * Reads what nobody has read yet, and compares every file with both lists: that of the manifest and that of the
 * checksums, which must name the same files.
 */
export async function checkFiles(
  files: Files,
  manifest: Manifest,
  notebook: Notebook
): Promise<void> {
  const sums = await readSums(files, notebook);
  const described = new Map(manifest.resources.map((one) => [one.path, one]));
  const names = [...new Set([...described.keys(), ...sums.keys()])].sort();
  for (const file of names) {
    if (file === 'SHA256SUMS') continue;
    notebook.looked('files');
    if (!sums.has(file)) notebook.find('file-unlisted', { file, list: 'SHA256SUMS' });
    if (!described.has(file) && file !== 'datapackage.json' && /\.(nd)?json$|\.csv$/.test(file)) {
      notebook.find('file-unlisted', { file, list: 'datapackage.json' });
    }
    if (!files.measured.has(file)) {
      const pieces = await files.open(file);
      if (pieces === null) {
        notebook.find('file-missing', { file });
        continue;
      }
      for await (const _ of pieces);
    }
    const found = files.measured.get(file);
    // Not measured: the finding that it cannot be read is there already.
    if (found === undefined) continue;
    const sum = sums.get(file);
    if (sum !== undefined && sum !== found.sha256) {
      notebook.find('file-changed', {
        file,
        list: 'SHA256SUMS',
        expected: sum,
        found: found.sha256,
      });
    }
    const one = described.get(file);
    if (one !== undefined && (one.sha256 !== found.sha256 || one.bytes !== found.bytes)) {
      notebook.find('file-changed', {
        file,
        list: 'datapackage.json',
        expected: one.sha256,
        found: found.sha256,
      });
    }
  }
}
