import {
  type Bytes,
  inclusionProof,
  leafHash,
  readEntryBundle,
  tilePath,
  verifyInclusion,
  tileWidth as width,
} from '../log/index.ts';
import { bytesOf, textOf } from './bytes.ts';
import type { Place } from './edition.ts';
import { isPlain, parsed, word } from './files.ts';
import type { Journal } from './journal.ts';
import { type KeyFrom, keyAt } from './keys.ts';
import { extendsNote, tileReader } from './live.ts';
import type { Notebook } from './notebook.ts';
import { isSignedBy, isVerifierKey, type Note, readNote } from './notes.ts';
import type { Source } from './types.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The newest checkpoint that a host serves; null where it cannot be read, which is a finding. */
export async function liveNote(live: Source): Promise<Note | 'missing' | 'broken'> {
  const pieces = await live.open('log/checkpoint');
  if (pieces === null) return 'missing';
  return readNote(await textOf(pieces)) ?? 'broken';
}

/** Keys that leaves of the live log name from an index on, each proved to be in the log that the checkpoint is of. */
export async function keysAfter(
  live: Source,
  from: number,
  note: Note,
  sha256: (data: Bytes) => Bytes
): Promise<readonly KeyFrom[]> {
  const keys: KeyFrom[] = [];
  const reader = tileReader(live, note.size, sha256);
  for (let n = Math.floor(from / width); n * width < note.size; n += 1) {
    const count = Math.min(width, note.size - n * width);
    const paths =
      count < width
        ? [tilePath('entries', n, count), tilePath('entries', n)]
        : [tilePath('entries', n)];
    let entries: readonly Bytes[] = [];
    for (const path of paths) {
      const pieces = await live.open(`log/${path}`);
      if (pieces === null) continue;
      entries = readEntryBundle(await bytesOf(pieces)) ?? [];
      break;
    }
    for (const [place, entry] of entries.entries()) {
      const index = n * width + place;
      const leaf = parsed(utf8.decode(entry));
      if (index < from || !isPlain(leaf) || leaf.kind !== 'key-rotated' || !isPlain(leaf.data))
        continue;
      const key = word(leaf.data, 'key');
      const hash = leafHash(entry, sha256);
      const proof = await reader.run((hashAt) => inclusionProof(index, note.size, hashAt, sha256));
      const there = verifyInclusion(
        { index, size: note.size, leaf: hash, proof, root: note.root },
        sha256
      );
      if (there && isVerifierKey(key)) keys.push({ key, index });
    }
  }
  return keys;
}

/**
 * The live log beside an edition: its newest checkpoint is signed by the key of the journal, and the log extends the
 * edition. Answers the checkpoint where all that holds.
 */
export async function checkLive(
  place: Place,
  journal: Journal,
  origin: string,
  notebook: Notebook,
  sha256: (data: Bytes) => Bytes
): Promise<Note | null> {
  const { live } = place;
  if (live === null) {
    notebook.remark('live-not-asked');
    return null;
  }
  const note = await liveNote(live);
  if (note === 'missing') {
    notebook.find('live-broken', { file: 'log/checkpoint' });
    return null;
  }
  notebook.looked('live');
  if (note === 'broken' || note.origin !== origin) {
    notebook.find('live-broken', { file: 'log/checkpoint' });
    return null;
  }
  const { size } = note;
  let keys = journal.keys;
  const signed = () => isSignedBy(note, keyAt(keys, size)?.key ?? '');
  if (!signed() && size > journal.size) {
    keys = [...keys, ...(await keysAfter(live, journal.size, note, sha256))];
  }
  if (!signed()) {
    notebook.find('live-signature', { size });
    return null;
  }
  if (size < journal.size) {
    notebook.find('live-shorter', { size, before: journal.size });
    return null;
  }
  const root = journal.roots.get(journal.size);
  if (root === undefined) {
    // A leaf could not be read: said there.
    notebook.skip('live');
    return null;
  }
  if (!(await extendsNote(live, { size: journal.size, root }, note, sha256))) {
    notebook.find('live-forked', { size });
    return null;
  }
  await checkKeyList(live, keys, notebook);
  if (size > journal.size) notebook.remark('leaves-after-edition', { count: size - journal.size });
  return note;
}

/** The list of keys begins with those that the leaves name. */
async function checkKeyList(live: Source, keys: readonly KeyFrom[], notebook: Notebook) {
  const pieces = await live.open('log/keys.json');
  const value = pieces === null ? undefined : parsed(await textOf(pieces));
  const list = isPlain(value) ? value.keys : value;
  notebook.looked('live');
  if (!Array.isArray(list) || keys.some(({ key }, at) => list[at] !== key)) {
    notebook.find('live-keys', { file: 'log/keys.json' });
  }
}
