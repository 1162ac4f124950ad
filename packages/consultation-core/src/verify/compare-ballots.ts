import {
  empty,
  type MethodName,
  methodNames,
  type Outcome,
  outcome,
  type PassingRules,
  type Tally,
  tallyOf,
} from '../vote/index.ts';
import { isPseudonym } from './ballots.ts';
import { type Files, isPlain, type Plain, shown, word } from './files.ts';
import { choicesOf, type Fold } from './fold.ts';
import { sameJson } from './items.ts';
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

function tallyNow(fold: Fold, name: MethodName, target: number) {
  const offered = choicesOf(name) ?? [];
  // A choice that there is not is a finding already, and is counted nowhere.
  const counts = [...fold.countsOf(target)].filter(([choice]) => offered.includes(choice));
  return tallyOf(name, Object.fromEntries(counts));
}

/** Null where the rules for passing are none that can be followed. */
function outcomeBy(rules: PassingRules | undefined, tally: Tally): Outcome | null {
  try {
    return rules === undefined ? null : outcome(tally, rules);
  } catch {
    return null;
  }
}

/** Compares `counts.ndjson` with the ballots of the journal, and each outcome with what the rules make of it. */
export async function checkCounts(
  files: Files,
  fold: Fold,
  notebook: Notebook,
  sealed: boolean
): Promise<void> {
  const settings = fold.rules.settings();
  const seen = new Set<string>();
  const { imported } = fold.items;
  const method = settings?.method ?? '';
  const known = methodNames.find((name) => name === method);
  if (known === undefined && settings !== null && !sealed) {
    notebook.remark('method-unknown', { method });
    notebook.skip('counts');
  }

  function check(record: Plain, line: number) {
    const target = word(record, 'target');
    notebook.looked('counts');
    if (seen.has(target)) notebook.find('count-differs', { line, target, choice: '' });
    seen.add(target);
    const brought = imported.get(target);
    const said = isPlain(record.imported) ? record.imported : undefined;
    if (
      !sameJson(said?.counts, brought?.counts) ||
      (said !== undefined && !sameJson(said.source, brought?.source))
    ) {
      notebook.find('import-differs', { line, target });
    }
    if (sealed) {
      if (isPlain(record.counts) || isPlain(record.outcome)) {
        notebook.find('sealed-counts', { file: 'counts.ndjson', line, target });
      }
      return;
    }
    if (word(record, 'method') !== method) {
      notebook.find('count-differs', { line, target, choice: 'method' });
    } else if (known !== undefined) {
      compareTally(record, known, line, target);
    }
  }

  function compareTally(record: Plain, name: MethodName, line: number, target: string) {
    const number = fold.targetNumber(target);
    const tally = number === undefined ? empty(name) : tallyNow(fold, name, number);
    const counts = isPlain(record.counts) ? record.counts : {};
    for (const choice of new Set([...Object.keys(counts), ...Object.keys(tally.counts)])) {
      const expected = Object.hasOwn(tally.counts, choice) ? (tally.counts[choice] as number) : 0;
      const found = Object.hasOwn(counts, choice) ? counts[choice] : 0;
      if (expected !== found) {
        notebook.find('count-differs', { line, target, choice, expected, found: shown(found) });
      }
    }
    const result = outcomeBy(settings?.passing, tally);
    if (result === null || !sameJson(record.outcome, result)) {
      const found = isPlain(record.outcome) ? word(record.outcome, 'kind') : '';
      notebook.find('outcome-differs', { line, target, expected: result?.kind ?? '', found });
    }
  }

  await readList(files, notebook, 'counts', check, (record) =>
    Object.entries(isPlain(record.counts) ? record.counts : {}).map(([choice, count]) => ({
      target: record.target,
      choice,
      count,
    }))
  );
  for (const [number, target] of fold.targets.entries()) {
    const cast = [...fold.countsOf(number).values()].reduce((sum, count) => sum + count, 0);
    if (!sealed && cast > 0 && !seen.has(target)) notebook.find('count-missing', { target });
  }
  for (const target of imported.keys()) {
    if (!sealed && !seen.has(target)) notebook.find('count-missing', { target });
  }
}
