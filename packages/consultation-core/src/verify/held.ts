import type { Bytes } from '../log/index.ts';
import { problemOf } from './checkpoints.ts';
import type { Place } from './edition.ts';
import type { Journal } from './journal.ts';
import { extendsNote } from './live.ts';
import type { Notebook } from './notebook.ts';
import type { Note } from './notes.ts';

/** Whether the published journal, or the live one where that is longer, begins with what a checkpoint covers. */
export async function isExtended(
  note: Note,
  journal: Journal,
  place: Place,
  live: Note | null,
  sha256: (data: Bytes) => Bytes
): Promise<'extended' | 'forked' | 'beyond'> {
  if (note.size <= journal.size) return 'extended';
  if (live === null || place.live === null || live.size < note.size) return 'beyond';
  return (await extendsNote(place.live, note, live, sha256)) ? 'extended' : 'forked';
}

/** Checkpoints that a reader kept, beside what is published now. Answers those that belong to it. */
export async function checkHeld(
  held: readonly (Note | null)[],
  place: Place,
  journal: Journal,
  origin: string,
  live: Note | null,
  notebook: Notebook,
  sha256: (data: Bytes) => Bytes
): Promise<readonly Note[]> {
  const sound: Note[] = [];
  for (const note of held) {
    notebook.looked('held');
    if (note === null) {
      notebook.find('held-broken');
      continue;
    }
    const { size } = note;
    const problem = problemOf(note, journal, origin);
    if (problem === 'origin') notebook.find('held-signature', { size });
    else if (problem === 'signature' || problem === 'forked') {
      notebook.find(`held-${problem}`, { size });
    } else if (problem === 'beyond') {
      const state = await isExtended(note, journal, place, live, sha256);
      if (state === 'beyond') {
        notebook.find('held-beyond', { size, found: live?.size ?? journal.size });
      } else if (state === 'forked') notebook.find('held-forked', { size });
      else sound.push(note);
    } else sound.push(note);
  }
  return sound;
}
