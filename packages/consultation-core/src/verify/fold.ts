import { method, methodNames } from '../vote/index.ts';
import { countAct, type HourActs, type Hours } from './activity.ts';
import { type BallotTable, isPseudonym, makeBallotTable } from './ballots.ts';
import { type Items, makeItems } from './items.ts';
import type { Leaf } from './leaf.ts';
import type { Notebook } from './notebook.ts';
import { makeRules, type Rules } from './rules.ts';

const hourLength = 3_600_000;
const quarterLength = hourLength / 4;

/** What all leaves together come to: ballots, settings, contributions. */
export interface Fold {
  readonly rules: Rules;
  readonly items: Items;
  readonly table: BallotTable;
  readonly targets: readonly string[];
  readonly choices: readonly string[];
  readonly targetNumber: (target: string) => number | undefined;
  /** Ballots in the box of a target, by choice. */
  readonly countsOf: (target: number) => ReadonlyMap<string, number>;
  /** Acts on the ballots of a target, by hour. */
  readonly hoursOf: (target: number) => Hours;
  readonly acts: { readonly opened: number; readonly sealed: number; readonly unopened: number };
  readonly firstOpened: number;
  readonly firstSealed: number;
  readonly firstUnopened: number;
  /** Quarters of an hour in which there was a leaf: days of every time zone are made of those. */
  readonly moments: () => readonly string[];
  readonly apply: (leaf: Leaf) => void;
}

/** Choices of a method that is known, or null. */
function choicesOf(name: string): readonly string[] | null {
  const known = methodNames.find((one) => one === name);
  return known === undefined ? null : method(known).choices;
}

/**
 * Whether a word is a choice of the method, or a paper of the question; whatever it is where the method is not known or
 * there is no such question, which is told otherwise.
 */
export function offerOn(rules: Rules, target: string): (choice: string) => boolean {
  const settings = rules.settings();
  if (target.startsWith('question:')) {
    return settings?.questions.get(target)?.isPaper ?? (() => true);
  }
  const offered = choicesOf(settings?.method ?? '');
  return offered === null ? () => true : (choice) => offered.includes(choice);
}

interface Paper {
  readonly refusal: 'while-closed' | 'not-open-here' | null;
  readonly isOffered: (choice: string) => boolean;
}

export function makeFold(notebook: Notebook): Fold {
  const rules = makeRules(notebook);
  const items = makeItems(notebook);
  const salt = (Math.random() * 2 ** 32) | 0;
  const table = makeBallotTable(salt);
  const targets: string[] = [];
  const numbers = new Map<string, number>();
  const choices: string[] = [];
  const choiceNumbers = new Map<string, number>();
  const counts: Map<string, number>[] = [];
  const activity: Hours[] = [];
  const quarters = new Set<number>();
  let momentText = '';
  let hourText = '';
  let hour = 0;
  const acts = { opened: 0, sealed: 0, unopened: 0 };
  let firstOpened = -1;
  let firstSealed = -1;
  let firstUnopened = -1;
  // Time of the newest leaf, as exactly as it is known.
  let latest = '';
  // Counts up with every leaf that is no ballot: what may be voted on changes with those alone.
  let epoch = 0;
  const papers = new Map<string, { readonly epoch: number } & Paper>();

  function numberOf(target: string): number {
    const known = numbers.get(target);
    if (known !== undefined) return known;
    numbers.set(target, targets.length);
    counts.push(new Map());
    activity.push(new Map());
    return targets.push(target) - 1;
  }

  function choiceNumber(choice: string): number {
    const known = choiceNumbers.get(choice);
    if (known !== undefined) return known;
    choiceNumbers.set(choice, choices.length);
    return choices.push(choice) - 1;
  }

  function refusalOn(target: string) {
    if (target.startsWith('question:') && !rules.settings()?.questions.has(target)) {
      return 'not-open-here' as const;
    }
    const item = items.items.get(target);
    if (target.startsWith('amendment:')) {
      if (item === undefined || item.hidden !== null) return 'not-open-here' as const;
      if (item.status === 'withdrawn' || item.status === 'inadmissible') {
        return 'not-open-here' as const;
      }
    }
    const article = target.startsWith('article:')
      ? target.slice('article:'.length)
      : ((item?.data.article as string | null | undefined) ?? null);
    return rules.refusal(article);
  }

  /** What can be voted on the target at this place of the journal; asked anew where something else happened. */
  function paperNow(target: string): Paper {
    const known = papers.get(target);
    if (known?.epoch === epoch) return known;
    const paper = { epoch, refusal: refusalOn(target), isOffered: offerOn(rules, target) };
    papers.set(target, paper);
    return paper;
  }

  function checkTime(leaf: Leaf, refusal: 'while-closed' | 'not-open-here' | null) {
    if (refusal === 'while-closed') {
      notebook.find('ballot-while-closed', { index: leaf.index, hour: leaf.at });
    } else if (rules.isLate(latest)) {
      notebook.find('ballot-after-close', { index: leaf.index, hour: leaf.at });
    }
  }

  function count(target: number, choice: number, by: number) {
    const box = counts[target] as Map<string, number>;
    const name = choices[choice] as string;
    box.set(name, (box.get(name) ?? 0) + by);
  }

  function ballot(leaf: Leaf) {
    const { index, content } = leaf;
    notebook.looked('ballots');
    if (content === null) {
      if (leaf.withheld === 'sealed') {
        if (firstSealed < 0) firstSealed = index;
        acts.sealed += 1;
      } else {
        if (firstUnopened < 0) firstUnopened = index;
        acts.unopened += 1;
      }
      // Whatever it was on: nothing at all was open.
      checkTime(leaf, rules.refusal(null) === 'while-closed' ? 'while-closed' : null);
      return;
    }
    if (firstOpened < 0) firstOpened = index;
    acts.opened += 1;
    const { act, choice, target, voter } = content;
    const withdrawn = act === 'withdrawn';
    if (
      (act !== 'cast' && act !== 'changed' && !withdrawn) ||
      typeof target !== 'string' ||
      !/^(article|amendment|question):/.test(target) ||
      typeof voter !== 'string' ||
      !isPseudonym(voter) ||
      (withdrawn ? choice !== null : typeof choice !== 'string') ||
      Object.keys(content).length !== 4
    ) {
      notebook.find('ballot-shape', { index });
      return;
    }
    const { refusal, isOffered } = paperNow(target);
    checkTime(leaf, refusal);
    if (refusal === 'not-open-here') notebook.find('ballot-not-open-here', { index, target });
    const box = numberOf(target);
    const place = table.find(box, voter);
    const before = table.has(place) ? table.at(place).choice : -1;
    if (act === 'cast' && before >= 0) notebook.find('ballot-twice', { index, target, voter });
    if (act === 'changed' && before < 0) {
      notebook.find('ballot-change-without-cast', { index, target, voter });
    }
    if (withdrawn && before < 0) {
      notebook.find('ballot-withdrawal-without-cast', { index, target, voter });
    }
    let now = -1;
    if (typeof choice === 'string') {
      if (!isOffered(choice)) notebook.find('ballot-choice', { index, target, choice });
      now = choiceNumber(choice);
    }
    if (before >= 0) count(box, before, -1);
    if (now >= 0) count(box, now, 1);
    if (leaf.at !== hourText) {
      hourText = leaf.at;
      // Of what is no time: told already, and in no hour of its own.
      hour = Math.floor(Date.parse(hourText) / hourLength) || 0;
    }
    countAct(activity[box] as Hours, hour, act as keyof HourActs);
    table.put(place, box, voter, { choice: now, index, hour });
  }

  return {
    rules,
    items,
    table,
    targets,
    choices,
    targetNumber: (target) => numbers.get(target),
    countsOf: (target) => counts[target] as Map<string, number>,
    hoursOf: (target) => activity[target] as Hours,
    acts,
    get firstOpened() {
      return firstOpened;
    },
    get firstSealed() {
      return firstSealed;
    },
    get firstUnopened() {
      return firstUnopened;
    },
    moments: () => [...quarters].map((quarter) => new Date(quarter * quarterLength).toISOString()),
    apply: (leaf) => {
      if (leaf.at !== momentText) {
        momentText = leaf.at;
        if (momentText > latest) latest = momentText;
        const time = Date.parse(momentText);
        if (!Number.isNaN(time)) quarters.add(Math.floor(time / quarterLength));
      }
      if (leaf.kind === 'ballot') return ballot(leaf);
      epoch += 1;
      rules.apply(leaf);
      items.apply(leaf);
    },
  };
}
