import { isPseudonym } from './ballots.ts';
import { type Files, shown } from './files.ts';
import type { Fold } from './fold.ts';
import { readList } from './lists.ts';
import type { Notebook } from './notebook.ts';

const hourLength = 3_600_000;

/** Added ballots that are remembered, to tell a moved one from one that comes from nowhere. */
const rememberedAtMost = 10_000;

/** Few hours, many ballots: each is written once. */
function makeHourText() {
  const known = new Map<number, string>();
  return (hour: number) => {
    let text = known.get(hour);
    if (text === undefined) {
      text = new Date(hour * hourLength).toISOString();
      known.set(hour, text);
    }
    return text;
  };
}

/** Compares `ballots.ndjson` with what all acts of the journal come to. `sealed`: then it must be empty. */
export async function checkBallots(
  files: Files,
  fold: Fold,
  notebook: Notebook,
  sealed: boolean
): Promise<number> {
  const { table, choices } = fold;
  const added = new Map<string, { line: number; target: string }>();
  const remember = (voter: string, line: number, target: string) => {
    if (added.size < rememberedAtMost) added.set(voter, { line, target });
  };
  const findAdded = (line: number, voter: string, target: string) =>
    notebook.find('ballot-added', { line, voter, target });
  const hourText = makeHourText();
  let last = '';
  let lastVoter = '';
  const read = await readList(files, notebook, 'ballots', (record, line) => {
    const { target, voter, choice, hour } = record;
    notebook.looked('ballots');
    if (sealed) {
      notebook.find('sealed-published', { file: 'ballots.ndjson', line });
      return;
    }
    if (typeof target !== 'string' || typeof voter !== 'string' || !isPseudonym(voter)) {
      notebook.find('ballot-shape', { line });
      return;
    }
    if (target < last || (target === last && voter <= lastVoter)) {
      notebook.find('ballots-order', { line, target, voter });
    }
    last = target;
    lastVoter = voter;
    const number = fold.targetNumber(target);
    const place = number === undefined ? -1 : table.find(number, voter);
    const slot = place >= 0 && table.has(place) ? table.at(place) : null;
    if (slot === null || slot.choice < 0) {
      if (slot === null) remember(voter, line, target);
      // Told below, when it is known whether it was somewhere else.
      if (slot !== null || !added.has(voter)) findAdded(line, voter, target);
      return;
    }
    if (!table.mark(place)) {
      notebook.find('ballot-listed-twice', { line, voter, target });
      return;
    }
    const expected = choices[slot.choice] as string;
    if (choice !== expected) {
      notebook.find('ballot-changed', { line, voter, target, expected, found: shown(choice) });
    }
    if (hour !== hourText(slot.hour)) {
      const when = hourText(slot.hour);
      notebook.find('ballot-redated', { line, voter, target, expected: when, found: shown(hour) });
    }
  });
  if (!sealed) {
    for (const { target, voter, index } of table.unmarked()) {
      const from = fold.targets[target] as string;
      const other = added.get(voter);
      if (other === undefined) {
        notebook.find('ballot-dropped', { index, voter, target: from });
      } else {
        added.delete(voter);
        notebook.find('ballot-moved', { line: other.line, index, voter, from, to: other.target });
      }
    }
  }
  for (const [voter, { line, target }] of added) findAdded(line, voter, target);
  return read;
}
