import { sameBytes } from '../log/index.ts';
import { type Files, isPlain, parsed } from './files.ts';
import type { Journal } from './journal.ts';
import { keyAt } from './keys.ts';
import type { Notebook } from './notebook.ts';
import { isSignedBy, type Note, readNote } from './notes.ts';

/** Checkpoints of `checkpoints.ndjson`, ascending; what is none is a finding. */
export async function readCheckpoints(files: Files, notebook: Notebook): Promise<readonly Note[]> {
  const file = 'checkpoints.ndjson';
  const lines = await files.lines(file);
  if (lines === null) {
    notebook.find('file-missing', { file });
    return [];
  }
  const notes: Note[] = [];
  let line = 0;
  let last = '';
  for await (const batch of lines) {
    for (const text of batch) {
      line += 1;
      notebook.looked('checkpoints');
      const record = parsed(text);
      const note =
        isPlain(record) && typeof record.note === 'string' ? readNote(record.note) : null;
      if (!isPlain(record) || note === null || record.size !== note.size) {
        notebook.find('checkpoint-broken', { line });
        continue;
      }
      const before = notes.at(-1);
      const at = typeof record.at === 'string' ? record.at : '';
      if (before !== undefined && (note.size <= before.size || at < last)) {
        notebook.find(
          note.size === before.size && !sameBytes(note.root, before.root)
            ? 'checkpoint-forked'
            : 'checkpoint-order',
          { line, size: note.size }
        );
      }
      last = at;
      notes.push(note);
    }
  }
  return notes;
}

/** What is found wrong about one checkpoint: of an edition, or one that a reader kept. */
export type NoteProblem = 'origin' | 'signature' | 'forked' | 'beyond' | null;

/**
 * Compares a checkpoint with the journal that was read: its name, the signature of the key of that time, and the root
 * recomputed from the leaves. A good signature under another root is a fork: two histories that one key stands for.
 */
export function problemOf(note: Note, journal: Journal, origin: string): NoteProblem {
  const key = keyAt(journal.keys, note.size);
  if (note.origin !== origin) return 'origin';
  if (key === undefined || !isSignedBy(note, key.key)) return 'signature';
  if (note.size > journal.size) return 'beyond';
  const root = journal.roots.get(note.size);
  return root !== undefined && !sameBytes(root, note.root) ? 'forked' : null;
}

/** Checks all checkpoints of an edition against its leaves. */
export function checkCheckpoints(
  notes: readonly Note[],
  journal: Journal,
  origin: string,
  size: number,
  notebook: Notebook
): void {
  for (const note of notes) {
    const problem = problemOf(note, journal, origin);
    if (problem !== null) {
      notebook.find(`checkpoint-${problem}`, { size: note.size });
      continue;
    }
    if (note.size > 0 && !journal.roots.has(note.size)) notebook.skip('checkpoints');
  }
  if (notes.at(-1)?.size !== size) {
    notebook.find('checkpoint-missing', { size, found: notes.at(-1)?.size ?? 0 });
  }
  // A new key that the former one does not sign for could be anybody's.
  for (const [place, { index }] of journal.keys.entries()) {
    const former = journal.keys[place - 1];
    if (former === undefined) continue;
    const first = notes.find((note) => note.size > index);
    if (first !== undefined && !isSignedBy(first, former.key)) {
      notebook.remark('rotation-by-new-key-only', { index, size: first.size });
    }
  }
}
