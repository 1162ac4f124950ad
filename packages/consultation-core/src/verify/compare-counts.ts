import {
  countQuestion,
  type MethodName,
  methodNames,
  type Outcome,
  outcome,
  type PassingRules,
  type QuestionRules,
  type Tally,
  tallyOf,
} from '../vote/index.ts';
import { type Files, isPlain, type Plain, shown, word } from './files.ts';
import { type Fold, offerOn } from './fold.ts';
import { sameJson } from './items.ts';
import { readList } from './lists.ts';
import type { Notebook } from './notebook.ts';

type Counts = Readonly<Record<string, number>>;

/** Ballots in the box of a target by their word. What is no ballot is a finding already, and is counted nowhere. */
function countsNow(fold: Fold, target: string): Counts {
  const number = fold.targetNumber(target);
  const isOffered = offerOn(fold.rules, target);
  const counts = number === undefined ? [] : [...fold.countsOf(number)];
  return Object.fromEntries(counts.filter(([choice, count]) => count > 0 && isOffered(choice)));
}

/** Null where the rules for passing are none that can be followed. */
function outcomeBy(rules: PassingRules | undefined, tally: Tally): Outcome | null {
  try {
    return rules === undefined ? null : outcome(tally, rules);
  } catch {
    return null;
  }
}

/** Whoever won, as a result says it. */
function winnersOf(result: unknown): string {
  const winners = isPlain(result) ? result.winners : undefined;
  return Array.isArray(winners) ? winners.map(shown).join(', ') : '';
}

/**
 * Compares `counts.ndjson` with the ballots of the journal, and each outcome with what the rules make of it; what a
 * question came to with what its method makes of its ballots.
 */
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
  if (settings !== null && !sealed) {
    const others = [...settings.questions.values()].filter(({ rules }) => rules === null);
    const unknown = [...(known === undefined ? [method] : []), ...others.map((one) => one.method)];
    for (const one of new Set(unknown)) {
      notebook.remark('method-unknown', { method: one });
      notebook.skip('counts');
    }
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
      if (isPlain(record.counts) || isPlain(record.outcome) || isPlain(record.result)) {
        notebook.find('sealed-counts', { file: 'counts.ndjson', line, target });
      }
      return;
    }
    const question = settings?.questions.get(target);
    if (target.startsWith('question:') && question === undefined) {
      notebook.find('count-unknown', { line, target });
    } else if (word(record, 'method') !== (question?.method ?? method)) {
      notebook.find('count-differs', { line, target, choice: 'method' });
    } else if (question !== undefined) {
      if (question.rules !== null) compareResult(record, question.rules, line, target);
    } else if (known !== undefined) {
      compareTally(record, known, line, target);
    }
  }

  function compareCounts(record: Plain, right: Counts, line: number, target: string) {
    const counts = isPlain(record.counts) ? record.counts : {};
    for (const choice of new Set([...Object.keys(counts), ...Object.keys(right)])) {
      const expected = Object.hasOwn(right, choice) ? (right[choice] as number) : 0;
      const found = Object.hasOwn(counts, choice) ? counts[choice] : 0;
      if (expected !== found) {
        notebook.find('count-differs', { line, target, choice, expected, found: shown(found) });
      }
    }
  }

  function compareTally(record: Plain, name: MethodName, line: number, target: string) {
    const tally = tallyOf(name, countsNow(fold, target));
    compareCounts(record, tally.counts, line, target);
    const result = outcomeBy(settings?.passing, tally);
    if (result === null || !sameJson(record.outcome, result)) {
      const found = isPlain(record.outcome) ? word(record.outcome, 'kind') : '';
      notebook.find('outcome-differs', { line, target, expected: result?.kind ?? '', found });
    }
  }

  function compareResult(record: Plain, question: QuestionRules, line: number, target: string) {
    const counts = countsNow(fold, target);
    compareCounts(record, counts, line, target);
    const result = countQuestion(question, counts);
    if (!sameJson(record.result, result)) {
      const [expected, found] = [winnersOf(result), winnersOf(record.result)];
      notebook.find('result-differs', { line, target, expected, found });
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
