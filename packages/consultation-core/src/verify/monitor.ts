import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '../log/index.ts';
import { textOf } from './bytes.ts';
import { isPlain, parsed } from './files.ts';
import { type KeyFrom, keyAt } from './keys.ts';
import { extendsNote } from './live.ts';
import { keysAfter, liveNote } from './live-check.ts';
import { isSignedBy, readNote } from './notes.ts';
import type { Source } from './types.ts';

/** What a monitor keeps between two looks: the newest checkpoint, and the key that signed it. */
export interface Watch {
  readonly note: string;
  readonly key: string;
}

export type Monitored =
  /** The journal extends what was kept; `from` is null at the first look. `watch` is to be kept now. */
  | {
      readonly kind: 'extended';
      readonly from: number | null;
      readonly to: number;
      readonly watch: Watch;
    }
  /** Acts were removed, another past is told, or somebody else signs. */
  | {
      readonly kind: 'removed' | 'forked' | 'signature';
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'unreadable'; readonly what: 'kept' | 'live' };

/**
 * One look at a live journal: it must extend the checkpoint that was kept, and be signed by the same key, or by one that
 * its leaves name since. At the first look, by the key given, or by the last one of the list that the host serves: that
 * one is then believed. Throws what the source throws.
 */
export async function monitor(
  live: Source,
  kept: Watch | null,
  options: { readonly key?: string; readonly sha256?: (data: Bytes) => Bytes } = {}
): Promise<Monitored> {
  const sha256 = options.sha256 ?? (nobleSha256 as (data: Bytes) => Bytes);
  const note = await liveNote(live);
  if (typeof note === 'string') return { kind: 'unreadable', what: 'live' };
  const to = note.size;
  if (kept === null) {
    const key = options.key ?? (await lastKey(live)) ?? '';
    if (!isSignedBy(note, key)) return { kind: 'signature', from: 0, to };
    return { kind: 'extended', from: null, to, watch: { note: note.note, key } };
  }
  const before = readNote(kept.note);
  if (before === null) return { kind: 'unreadable', what: 'kept' };
  const from = before.size;
  let key = kept.key;
  if (note.origin !== before.origin) return { kind: 'signature', from, to };
  if (!isSignedBy(note, key)) {
    const first: KeyFrom = { key, index: -1 };
    const later = to > from ? await keysAfter(live, from, note, sha256) : [];
    key = keyAt([first, ...later], to)?.key ?? '';
    if (!isSignedBy(note, key)) return { kind: 'signature', from, to };
  }
  if (to < from) return { kind: 'removed', from, to };
  if (!(await extendsNote(live, before, note, sha256))) return { kind: 'forked', from, to };
  return { kind: 'extended', from, to, watch: { note: note.note, key } };
}

async function lastKey(live: Source): Promise<string | undefined> {
  const pieces = await live.open('log/keys.json');
  const value = pieces === null ? undefined : parsed(await textOf(pieces));
  const list = isPlain(value) ? value.keys : value;
  const key: unknown = Array.isArray(list) ? list.at(-1) : undefined;
  return typeof key === 'string' ? key : undefined;
}
