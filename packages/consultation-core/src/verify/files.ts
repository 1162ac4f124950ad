import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { isUnreadable, lineBatches, textOf } from './bytes.ts';
import type { Notebook } from './notebook.ts';
import type { Hashing, Progress, Source } from './types.ts';

/** What was found of a file that was read to its end. */
export interface Measured {
  readonly bytes: number;
  readonly sha256: string;
}

/** Files of one edition. Each is read once, and what is hashed is what was read. */
export interface Files {
  readonly has: (path: string) => Promise<boolean>;
  /** Bytes of a file, measured on the way; null where there is none. */
  readonly open: (path: string) => Promise<AsyncIterable<Uint8Array> | null>;
  readonly lines: (path: string) => Promise<AsyncIterable<readonly string[]> | null>;
  readonly text: (path: string) => Promise<string | null>;
  readonly measured: ReadonlyMap<string, Measured>;
  readonly expect: (total: number) => void;
}

export function makeFiles(
  source: Source,
  notebook: Notebook,
  hashing: () => Hashing = () => nobleSha256.create(),
  onProgress: (progress: Progress) => void = () => undefined
): Files {
  const measured = new Map<string, Measured>();
  let done = 0;
  let total = 0;

  async function* counted(path: string, pieces: AsyncIterable<Uint8Array>) {
    const hash = hashing();
    let bytes = 0;
    for await (const piece of pieces) {
      hash.update(piece);
      bytes += piece.length;
      done += piece.length;
      yield piece;
      // How much there will be is known from the manifest on.
      if (total > 0) onProgress({ path, done, total: Math.max(total, done) });
    }
    measured.set(path, { bytes, sha256: bytesToHex(hash.digest()) });
  }

  async function open(path: string) {
    const pieces = await source.open(path);
    return pieces === null ? null : counted(path, pieces);
  }

  return {
    has: async (path) => {
      const pieces = await source.open(path);
      if (pieces === null) return false;
      await pieces[Symbol.asyncIterator]().return?.();
      return true;
    },
    open,
    lines: async (path) => {
      const pieces = await open(path);
      return pieces === null ? null : readable(path, lineBatches(pieces));
    },
    text: async (path) => {
      const pieces = await open(path);
      if (pieces === null) return null;
      try {
        return await textOf(pieces);
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        notebook.find('file-unreadable', { file: path });
        return '';
      }
    },
    measured,
    expect: (bytes) => {
      total = bytes;
    },
  };

  /** What cannot be read as text ends the list there, and is a finding; a network that fails is thrown. */
  async function* readable(path: string, batches: AsyncIterable<readonly string[]>) {
    try {
      yield* batches;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      notebook.find('file-unreadable', { file: path });
    }
  }
}

/** The value of a JSON text, or undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type Plain = Readonly<Record<string, unknown>>;

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string of a record, or '' where it has none of that name. */
export function word(record: Plain, name: string): string {
  const value = record[name];
  return typeof value === 'string' ? value : '';
}

/** Something found in a record, as it can be shown: other things than strings as JSON. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
