import { cosignaturesOf, isQuorum, openNote, type Policy, parsePolicy } from '../log/index.ts';
import type { Notebook } from './notebook.ts';
import type { Note } from './notes.ts';

/** The policy that a reader gave; null where she gave none. Throws where it cannot be read, and says in which line. */
export function policyOf(text: string | undefined): Policy | null {
  if (text === undefined) return null;
  const read = parsePolicy(text);
  if (read.kind === 'policy') return read.policy;
  const where = read.line === 0 ? 'it names no quorum' : `line ${read.line}`;
  throw new Error(`the policy cannot be read: ${where}`);
}

const instant = (seconds: number) => {
  const time = new Date(seconds * 1_000);
  return Number.isNaN(time.getTime()) ? String(seconds) : time.toISOString();
};

/** Notes that say the same, whoever signed which of them. */
function bySaying(notes: readonly Note[]): readonly (readonly Note[])[] {
  const groups = new Map<string, Note[]>();
  for (const note of notes) {
    const text = note.note.slice(0, note.note.lastIndexOf('\n\n'));
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [note]);
    else if (group.every((one) => one.note !== note.note)) group.push(note);
  }
  return [...groups.values()].sort(([a], [b]) => (b?.size ?? 0) - (a?.size ?? 0));
}

/**
 * Whether one of these checkpoints, which all are of the journal that was read and cover it, has the signatures that
 * the policy asks for. Says who saw which.
 */
export function checkWitnesses(
  { logs, witnesses, quorum }: Policy,
  notes: readonly Note[],
  notebook: Notebook
): void {
  const verifiers = witnesses.map(({ verifier }) => verifier);
  const nameOf = new Map(witnesses.map(({ name, verifier }) => [verifier, name]));
  let isMet = false;
  let size = 0;
  const seen = new Set<string>();
  for (const group of bySaying(notes)) {
    const signed = new Set<string>();
    for (const note of group) {
      notebook.looked('witnesses');
      size = Math.max(size, note.size);
      if (logs.length > 0 && openNote(note.note, logs).kind !== 'signed') {
        notebook.find('policy-log', { size: note.size });
        continue;
      }
      for (const verifier of verifiers) {
        const witness = nameOf.get(verifier) as string;
        for (const { at, valid } of cosignaturesOf(note.note, [verifier])) {
          if (!valid) {
            notebook.find('cosignature-wrong', { witness, size: note.size });
          } else if (!signed.has(witness)) {
            signed.add(witness);
            seen.add(witness);
            notebook.remark('cosigned', { witness, size: note.size, at: instant(at) });
          }
        }
      }
    }
    isMet ||= isQuorum(quorum, signed);
  }
  if (!isMet) notebook.find('policy-unmet', { size, witnesses: [...seen].join(', ') });
}
