import { neutralOrder } from 'consultation-core/consultation';
import { type Block, blockText } from 'consultation-core/text';
import {
  countQuestion,
  empty,
  type MethodName,
  mergeTallies,
  outcome,
  type PassingRules,
  type Question,
  questionAt,
  tallyOf,
} from 'consultation-core/vote';
import { checkpointsAfter } from '../store/checkpoint.ts';
import type { Db } from '../store/database.ts';
import { findLeaf, otherLeaves } from '../store/leaf.ts';
import type { Strapi } from '../strapi.ts';
import { service } from '../strapi.ts';
import { dayOf } from '../views/day.ts';
import { contentOf, type Facts, type Fields, needEntry, textOf } from './edition-facts.ts';
import { readBallotLine } from './edition-journal.ts';
import type { ListOutput, Output } from './edition-output.ts';

/** Everything that the lists of an edition are made from. */
export interface Making {
  readonly strapi: Strapi;
  readonly db: Db;
  readonly consultation: string;
  readonly seed: string;
  readonly size: number;
  /** When the checkpoint of that size was signed. */
  readonly at: string;
  readonly facts: Facts;
  readonly sealed: boolean;
  /** Days in the consultation's time zone on which the journal has a leaf; complete once the journal is written. */
  readonly days: Set<string>;
}

export async function writeCheckpoints({ db, consultation, size }: Making, out: Output) {
  for (let after = 0; ; ) {
    const page = await checkpointsAfter(db, consultation, after, 200);
    for (const { at, note, size: of } of page) {
      if (of > size) return;
      await out.line(JSON.stringify({ at, note, size: of }));
      after = of;
    }
    if (page.length === 0) return;
  }
}

export const ballotColumns = ['target', 'voter', 'choice', 'hour'] as const;
export const countColumns = ['target', 'choice', 'count'] as const;
export const activityColumns = ['target', 'hour', 'cast', 'changed', 'withdrawn'] as const;

/** How many ballots were cast, changed and withdrawn on one target, by hour. */
type Hours = Map<string, { cast: number; changed: number; withdrawn: number }>;

/** What a question comes to: the papers of one kind are counted once, in the order of their words. */
function questionCounts(question: Question, found: Readonly<Record<string, number>>) {
  const counts = Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));
  const result = countQuestion(question, found);
  return { method: question.method, counts: Object.fromEntries(counts), result };
}

/**
 * Ballots that stand, of each voter the last act, what they come to for each target, and how many acts there were in
 * each hour. Order and choice of the ballots that are written do not depend on when one came.
 */
export async function writeBallots(
  { facts, sealed }: Making,
  acts: AsyncIterable<string>,
  ballots: ListOutput,
  counts: ListOutput,
  activity: ListOutput
): Promise<void> {
  if (sealed || facts.settings === null) return;
  const method = facts.settings.method as MethodName;
  const passing = facts.settings.passing as PassingRules;
  const brought = [...facts.imported.keys()].sort((a, b) => (a < b ? -1 : 1));

  const { questions = [] } = facts.settings;

  async function writeCounts(target: string, found: Record<string, number>) {
    const question = questionAt(questions, target);
    if (question !== undefined) {
      const record = { target, ...questionCounts(question, found) };
      const rows = Object.entries(record.counts).map(([choice, count]) => [target, choice, count]);
      await counts.add(record, rows);
      return;
    }
    const tally = mergeTallies(empty(method), tallyOf(method, found));
    const imported = facts.imported.get(target);
    const record = { target, method, counts: tally.counts, outcome: outcome(tally, passing) };
    await counts.add(
      imported === undefined ? record : { ...record, imported },
      Object.entries(tally.counts).map(([choice, count]) => [target, choice, count])
    );
  }
  /** Targets that have counts from elsewhere and no ballot take their place in the order. */
  async function broughtBefore(target: string | null) {
    while (brought[0] !== undefined && (target === null || brought[0] < target)) {
      await writeCounts(brought.shift() as string, {});
    }
    if (brought[0] === target) brought.shift();
  }

  let target: string | undefined;
  let found: Record<string, number> = {};
  let hours: Hours = new Map();
  const inHour = (hour: string) => {
    const acts = hours.get(hour) ?? { cast: 0, changed: 0, withdrawn: 0 };
    hours.set(hour, acts);
    return acts;
  };
  let last: ReturnType<typeof readBallotLine> | undefined;
  async function settle() {
    if (last === undefined || last.act === 'withdrawn') return;
    const { choice, hour, voter } = last;
    await ballots.add({ choice, hour, target: last.target, voter }, [
      [last.target, voter, choice, hour],
    ]);
    found[choice] = (found[choice] ?? 0) + 1;
  }
  async function close() {
    if (target === undefined) return;
    await broughtBefore(target);
    await writeCounts(target, found);
    for (const [hour, { cast, changed, withdrawn }] of [...hours].sort()) {
      const record = { target, hour, cast, changed, withdrawn };
      await activity.add(record, [[target, hour, cast, changed, withdrawn]]);
    }
  }
  for await (const line of acts) {
    const act = readBallotLine(line);
    if (last !== undefined && (act.voter !== last.voter || act.target !== last.target)) {
      await settle();
    }
    if (act.target !== target) {
      await close();
      target = act.target;
      found = {};
      hours = new Map();
    }
    inHour(act.hour)[act.act] += 1;
    last = act;
  }
  await settle();
  await close();
  await broughtBefore(null);
}

export const contributionColumns = [
  'type',
  'id',
  'number',
  'article',
  'target',
  'stance',
  'status',
  'title',
  'text',
  'author',
  'at',
  'hiddenRule',
  'hiddenReason',
  'hiddenAt',
] as const;

const plain = (value: unknown): string =>
  Array.isArray(value)
    ? (value as Block[]).map(blockText).join('\n')
    : typeof value === 'string'
      ? value
      : '';
const cell = (value: unknown): string | number | null =>
  typeof value === 'number' || typeof value === 'string' ? value : null;

/** Amendments and arguments in the order of their submission; of those out of sight what is public, not their words. */
export async function writeContributions({ db, consultation, facts }: Making, out: ListOutput) {
  for (const item of facts.items.values()) {
    const { type, subject, data, status, at, hidden } = item;
    const leaf = hidden === null ? await findLeaf(db, consultation, item.text) : undefined;
    const content = leaf === undefined ? null : contentOf(leaf);
    const id = subject.slice(subject.indexOf(':') + 1);
    const text = content?.[type === 'amendment' ? 'justification' : 'text'] ?? null;
    const words = {
      title: type === 'amendment' ? (content?.title ?? null) : null,
      text,
      author: content?.author ?? null,
    };
    const record =
      type === 'amendment'
        ? { type, id, number: data.number, article: data.article ?? null, status, ...words }
        : { type, id, target: data.target, stance: data.stance, status, ...words };
    await out.add({ ...record, hidden, at }, [
      [
        type,
        id,
        cell(data.number),
        cell(data.article),
        cell(data.target),
        cell(data.stance),
        status,
        cell(words.title),
        text === null ? null : plain(text),
        cell(words.author),
        at,
        hidden?.rule ?? null,
        hidden?.reason ?? null,
        hidden?.at ?? null,
      ],
    ]);
  }
}

export const decisionColumns = [
  'index',
  'at',
  'kind',
  'subject',
  'status',
  'rule',
  'reason',
] as const;
const decisionKinds = new Set([
  'amendment-decided',
  'amendment-carried-over',
  'item-hidden',
  'item-restored',
  'collision-decided',
  'answer-published',
]);

export async function writeDecisions({ db, consultation, size }: Making, out: ListOutput) {
  for await (const page of otherLeaves(db, consultation, size)) {
    for (const leaf of page) {
      const { kind, at, subject = '', data: held } = needEntry(leaf);
      if (!decisionKinds.has(kind)) continue;
      const data = (held ?? {}) as Fields;
      const reason = textOf(contentOf(leaf), 'reason');
      const status = textOf(data, 'status') || null;
      const rule = textOf(data, 'rule') || null;
      const { index } = leaf;
      await out.add({ index, at, kind, subject, status, rule, reason }, [
        [index, at, kind, subject, status, rule, reason],
      ]);
    }
  }
}

export async function writeVersions({ strapi, consultation, facts }: Making, out: Output) {
  const store = service(strapi, 'version-store');
  for (const { number, at, data } of facts.versions) {
    const { body } = await store.need(consultation, number);
    const computedFrom = data.computedFrom ?? null;
    await out.line(JSON.stringify({ number, title: data.title, at, body, computedFrom }));
  }
}

export const orderColumns = ['day', 'position', 'item'] as const;

const otherWork = () => new Promise((resolve) => setImmediate(resolve));

/**
 * The list of amendments in its neutral order of each day on which anything happened, from the opening to the close or to
 * the edition. That of any other day can be computed from the seed in the same way.
 */
export async function writeOrders({ facts, seed, at, days }: Making, out: ListOutput) {
  const { settings, openedAt, closedAt, state, items } = facts;
  if (settings === null || openedAt === null) return;
  const day = (instant: string) => dayOf(instant, settings.timeZone);
  const amendments = [...items.values()]
    .filter(({ type }) => type === 'amendment')
    .map((item) => ({ id: item.subject.slice('amendment:'.length), day: day(item.at) }));
  const last = day(state === 'closed' && closedAt !== null ? closedAt : at);
  const first = day(openedAt);
  for (const one of [...days].sort().filter((some) => first <= some && some <= last)) {
    const listed = neutralOrder(
      amendments.filter((item) => item.day <= one),
      seed,
      one
    );
    for (const [place, { id }] of listed.entries()) {
      const record = { day: one, position: place + 1, item: `amendment:${id}` };
      await out.add(record, [[record.day, record.position, record.item]]);
    }
    await otherWork();
  }
}
