/** Consultations that never were, told by their journals: honest ones, drawn from a seed, for the verifier. */
import { createHash } from 'node:crypto';
import { type Phase, phaseAt } from '../src/consultation/index.ts';
import {
  canonicalJson,
  commitment,
  entryBytes,
  leafHash,
  orderCommitment,
} from '../src/log/index.ts';
import {
  grades,
  type MethodName,
  method,
  type PassingRules,
  type Question,
  questionAt,
  questionMethods,
  writePaper,
} from '../src/vote/index.ts';
import { makeNotary, type Notary } from './edition-notary.ts';

export type Json = Record<string, unknown>;

export interface StoryLeaf {
  readonly entry: Json;
  readonly content?: Json;
  readonly nonce?: Uint8Array;
}

export interface StoryOptions {
  readonly acts: number;
  readonly sealed: boolean;
  /** Told until the answer, until the close, or while it is still open. */
  readonly until: 'answer' | 'close' | 'open';
  readonly method: MethodName;
  readonly rotates: boolean;
  readonly erases: boolean;
  readonly begins: string;
  readonly voters: number;
}

interface Box {
  readonly target: string;
  readonly voter: string;
  choice: string;
  hour: string;
}

export interface Story {
  readonly options: StoryOptions;
  readonly id: string;
  readonly slug: string;
  readonly origin: string;
  readonly seed: string;
  readonly settings: Json;
  readonly leaves: StoryLeaf[];
  readonly hashes: Uint8Array[];
  readonly notary: Notary;
  readonly boxes: Map<string, Box>;
  readonly contributions: Map<string, Json>;
  readonly decisions: Json[];
  readonly versions: Json[];
  readonly imported: Map<string, Json>;
  /** Subjects whose author had her words erased. */
  readonly erased: Set<string>;
  readonly opened: string;
  readonly closed: string | null;
  readonly at: string;
}

/** Numbers that look random and are the same for the same seed. */
export function dice(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = state;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (count: number) => Math.floor(next() * count),
    one: <Item>(list: readonly Item[]): Item => list[Math.floor(next() * list.length)] as Item,
    bytes: (length: number) => Uint8Array.from({ length }, () => Math.floor(next() * 256)),
  };
}

const hourOf = (at: string) => `${at.slice(0, 13)}:00:00.000Z`;
const later = (at: string, milliseconds: number) =>
  new Date(Date.parse(at) + milliseconds).toISOString();
const latest = (...instants: readonly string[]) => [...instants].sort().at(-1) as string;
const hex = (text: string) => createHash('sha256').update(text).digest('hex');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const words = [
  'eau',
  'école',
  'forêt',
  'données',
  'vélo',
  'marché',
  '“cité”',
  'l’été',
  '=1+1',
  '日本',
  '🙂',
  'a,b',
  'c"d',
];

/** One question of each way to answer; options stand otherwise than their names sort. */
export const questions: readonly Question[] = questionMethods.map((method, index) => ({
  id: `q${index + 1}`,
  title: `Question ${index + 1}`,
  explanation: '',
  method,
  options: ['k', 'b', 'c2', 'a'].map((id) => ({ id, label: `Option “${id}”` })),
}));

/** A ballot on a question as somebody may fill it in, in one word. */
export function answerTo(question: Question, roll: ReturnType<typeof dice>): string {
  const some = question.options
    .map(({ id }) => ({ id, at: roll.next() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, roll.below(question.options.length + 1))
    .map(({ id }) => id);
  switch (question.method) {
    case 'approval@1':
      return writePaper(question, { method: question.method, approved: some });
    case 'majority-judgment@1': {
      const graded = Object.fromEntries(some.map((id) => [id, roll.one(grades)]));
      return writePaper(question, { method: question.method, grades: graded });
    }
    case 'schulze@1': {
      const tied = some.length > 2 && roll.below(2) === 0;
      const ranking = tied ? [some.slice(0, 2), some.slice(2)] : some.map((id) => [id]);
      return writePaper(question, { method: question.method, ranking });
    }
    case 'instant-runoff@1':
      return writePaper(question, { method: question.method, ranking: some.map((id) => [id]) });
  }
}

/** A consultation from its first leaf to its last, as the software would have it: nobody does what is not allowed. */
export function tell(seed: number, chosen: Partial<StoryOptions> = {}): Story {
  const roll = dice(seed);
  const options: StoryOptions = {
    acts: 120,
    sealed: roll.below(2) === 0,
    until: roll.one(['answer', 'close', 'open'] as const),
    method: roll.one(['for-mixed-against@1', 'yes-no-abstain@1'] as const),
    rotates: roll.below(2) === 0,
    erases: true,
    // The night in which an hour comes twice in Paris.
    begins: roll.one([
      '2015-10-23T21:30:00.000Z',
      '2016-03-25T22:10:00.000Z',
      '2021-06-01T08:00:00.000Z',
    ]),
    voters: 12,
    ...chosen,
  };
  const id = `c${hex(String(seed)).slice(0, 20)}`;
  const origin = `example.org/${id}`;
  const orderSeed = hex(`seed ${seed}`).slice(0, 32);
  const notary = makeNotary(origin, seed);
  const phases: Omit<Phase, 'name'>[] = [
    {
      id: 'read',
      opensAt: later(options.begins, hour),
      closesAt: later(options.begins, day),
      allows: ['comment', 'amend'],
    },
    {
      id: 'vote',
      opensAt: later(options.begins, day + hour),
      closesAt: later(options.begins, 3 * day),
      allows: ['comment', 'amend', 'vote'],
    },
    {
      id: 'last',
      opensAt: later(options.begins, 3 * day),
      closesAt: later(options.begins, 4 * day),
      allows: ['vote'],
    },
  ];
  const passing: PassingRules = {
    quorum: roll.one([{ kind: 'none' }, { kind: 'ballots', count: 3 }] as const),
    majority: roll.one([
      { kind: 'simple' },
      { kind: 'qualified', numerator: 2, denominator: 3, base: 'expressed' },
    ] as const),
  };
  const articles = ['a1', 'a2', 'a3'];
  let settings: Json = {
    counts: options.sealed ? 'at-close' : 'always',
    method: options.method,
    openings: [{ article: 'a3', allows: ['comment', 'amend'] }],
    passing,
    phases,
    questions,
    slug: `slug-${seed}`,
    timeZone: 'Europe/Paris',
  };
  const leaves: StoryLeaf[] = [];
  const hashes: Uint8Array[] = [];
  const boxes = new Map<string, Box>();
  const contributions = new Map<string, Json>();
  const decisions: Json[] = [];
  const versions: Json[] = [];
  const imported = new Map<string, Json>();
  const erased = new Set<string>();
  let now = later(options.begins, -2 * hour);
  let phase = '';
  let open = false;
  let crossed = '';

  function add(
    kind: string,
    more: { subject?: string; data?: Json; content?: Json; at?: string } = {}
  ) {
    const { subject, data, content, at = now } = more;
    const nonce = content && roll.bytes(32);
    const entry: Json = {
      at,
      kind,
      ...(subject === undefined ? {} : { subject }),
      ...(data === undefined ? {} : { data }),
      ...(nonce && content ? { commitment: commitment(nonce, content as never) } : {}),
    };
    const bytes = entryBytes(entry as never);
    leaves.push(nonce && content ? { entry, content, nonce } : { entry });
    hashes.push(leafHash(bytes));
    return leaves.length - 1;
  }

  /** What is due by the clock goes first. */
  function crossBoundaries() {
    if (!open) return;
    const edges = phases
      .flatMap(({ opensAt, closesAt }) => [opensAt, closesAt])
      .filter((edge) => edge > crossed && edge <= now);
    for (const boundary of [...new Set(edges)].sort()) {
      crossed = boundary;
      const to = phaseAt(phases as Phase[], boundary)?.id ?? '';
      if (to === phase) continue;
      const last = leaves.at(-1)?.entry.at as string;
      const from = phase === '' ? null : phase;
      const at = latest(boundary, last);
      add('phase-changed', { data: { from, to: to === '' ? null : to, boundary }, at });
      phase = to;
    }
  }

  function wait(atMost: number) {
    // Now and then the clock stands still, or time is short.
    if (roll.below(4) > 0) now = later(now, roll.below(atMost));
    crossBoundaries();
  }

  const phrase = () => Array.from({ length: 1 + roll.below(6) }, () => roll.one(words)).join(' ');
  const may = (what: string) =>
    open && phases.find((one) => one.id === phase)?.allows.includes(what as never) === true;
  const subjects = (type: string) =>
    [...contributions.keys()].filter((one) => one.startsWith(`${type}:`));

  function ballot(act: string, target: string, voter: string, choice: string | null) {
    const at = hourOf(now);
    add('ballot', { at, content: { act, choice, target, voter } });
    return at;
  }

  function vote() {
    const amendments = subjects('amendment').filter((one) => {
      const item = contributions.get(one) as Json;
      // Article 3 is not open for votes.
      return (
        item.article !== 'a3' &&
        item.hidden === null &&
        !['withdrawn', 'inadmissible'].includes(item.status as string)
      );
    });
    const asked = questions.map(({ id }) => `question:${id}`);
    const target = roll.one(['article:a1', 'article:a2', ...amendments, ...asked]);
    const voter = hex(`${seed} ${target} ${roll.below(options.voters)}`).slice(0, 32);
    const key = `${target} ${voter}`;
    const question = questionAt(questions, target);
    const choice = question ? answerTo(question, roll) : roll.one(method(options.method).choices);
    const box = boxes.get(key);
    if (box === undefined) {
      boxes.set(key, { target, voter, choice, hour: ballot('cast', target, voter, choice) });
    } else if (roll.below(3) === 0) {
      ballot('withdrawn', target, voter, null);
      boxes.delete(key);
    } else if (box.choice !== choice) {
      box.hour = ballot('changed', target, voter, choice);
      box.choice = choice;
    }
  }

  function submit() {
    const number = subjects('amendment').length + 1;
    const name = hex(`${seed} amendment ${number}`).slice(0, 24);
    const article = roll.one(articles);
    const content = {
      author: phrase(),
      change: { edits: [] },
      justification: phrase(),
      title: phrase(),
    };
    add('amendment-submitted', {
      subject: `amendment:${name}`,
      data: { article, kind: 'edit', number },
      content,
    });
    contributions.set(`amendment:${name}`, {
      type: 'amendment',
      id: name,
      number,
      article,
      stance: null,
      status: 'submitted',
      target: null,
      title: content.title,
      text: content.justification,
      author: content.author,
      hidden: null,
      at: now,
    });
  }

  function edit() {
    const mine = subjects('amendment').filter(
      (one) =>
        !erased.has(one) &&
        (contributions.get(one) as Json).status === 'submitted' &&
        (contributions.get(one) as Json).hidden === null
    );
    if (mine.length === 0) return;
    const subject = roll.one(mine);
    const item = contributions.get(subject) as Json;
    const content = {
      author: item.author,
      change: { edits: [] },
      justification: phrase(),
      title: phrase(),
    };
    add('amendment-edited', {
      subject,
      data: { edits: 1, from: item.status, kind: 'edit', article: item.article },
      content,
    });
    Object.assign(item, { title: content.title, text: content.justification });
  }

  function argue() {
    const number = subjects('argument').length + 1;
    const name = hex(`${seed} argument ${number}`).slice(0, 24);
    const target = roll.one(['article:a1', ...subjects('amendment')]);
    const stance = roll.one(['for', 'against']);
    const content = { author: phrase(), sources: [], text: phrase() };
    add('argument-published', { subject: `argument:${name}`, data: { stance, target }, content });
    contributions.set(`argument:${name}`, {
      type: 'argument',
      id: name,
      number: null,
      article: null,
      stance,
      status: null,
      target,
      title: null,
      text: content.text,
      author: content.author,
      hidden: null,
      at: now,
    });
  }

  function moderate() {
    const all = [...contributions.keys()];
    if (all.length === 0) return;
    const subject = roll.one(all);
    const item = contributions.get(subject) as Json;
    const reason = phrase();
    const rule = item.hidden === null ? roll.one(['insult', 'off-topic']) : '';
    const kind = item.hidden === null ? 'item-hidden' : 'item-restored';
    const index = add(kind, { subject, data: { rule }, content: { reason } });
    item.hidden = item.hidden === null ? { rule, reason, at: now } : null;
    decisions.push({ index, at: now, kind, subject, rule, status: null, reason });
  }

  function decide(subject: string) {
    const item = contributions.get(subject) as Json;
    if (item.status === 'withdrawn') return;
    const status = roll.one(['admissible', 'adopted', 'rejected', 'inadmissible']);
    const reason = phrase();
    const index = add('amendment-decided', {
      subject,
      data: { from: item.status, status },
      content: { reason },
    });
    item.status = status;
    decisions.push({
      index,
      at: now,
      kind: 'amendment-decided',
      subject,
      rule: null,
      status,
      reason,
    });
  }

  function withdraw() {
    const mine = subjects('amendment').filter((one) =>
      ['submitted', 'admissible'].includes((contributions.get(one) as Json).status as string)
    );
    if (mine.length < 3) return;
    const subject = roll.one(mine);
    add('amendment-withdrawn', { subject, data: {} });
    (contributions.get(subject) as Json).status = 'withdrawn';
  }

  /** A person goes, and the words of what she contributed. */
  function erase() {
    const all = [...contributions.keys()].filter((one) => !erased.has(one));
    if (all.length < 4) return;
    const gone = [...new Set([roll.one(all), roll.one(all)])];
    add('erasure-carried-out', { data: { subjects: gone.length } });
    for (const subject of gone) erased.add(subject);
  }

  function publish(computedFrom: Json | null) {
    const number = versions.length + 1;
    const body = articles.flatMap((article) => [
      { type: 'heading', id: article, rank: 'article', label: article, children: [{ text: '' }] },
      { type: 'paragraph', id: `${article}p`, children: [{ text: phrase() }] },
    ]);
    const title = phrase();
    add('version-published', {
      subject: `version:${number}`,
      data: { title, body: hex(canonicalJson(body as never)), computedFrom },
    });
    versions.push({ number, title, at: now, body, computedFrom });
  }

  add('journal-begun', {
    data: {
      format: 'journal@1',
      consultation: id,
      origin,
      key: notary.keys()[0],
      order: { algorithm: 'hash-order@1', commitment: orderCommitment(orderSeed) },
    },
  });
  publish(null);
  wait(5 * minute);
  const counts = Object.fromEntries(
    method(options.method).choices.map((choice) => [choice, roll.below(50)])
  );
  imported.set('article:a1', { counts, source: 'https://example.org/old' });
  add('counts-imported', {
    subject: 'article:a1',
    data: { counts, source: 'https://example.org/old' },
  });
  add('consultation-opened', { data: { from: 'draft', settings } });
  open = true;
  const opened = now;
  const step = (4 * day) / options.acts;
  const rotation = options.rotates ? roll.below(options.acts) : -1;
  for (let act = 0; act < options.acts; act += 1) {
    wait(step * 2);
    if (act === rotation) {
      const key = notary.rotate(leaves.length);
      add('key-rotated', { data: { key, number: 2 } });
    }
    if (act === Math.floor(options.acts / 2)) {
      settings = { ...settings, passing: { ...passing, quorum: { kind: 'none' } } };
      add('settings-changed', { data: { fields: ['passing'], settings } });
    }
    const what = roll.below(20);
    if (options.erases && roll.below(40) === 0) erase();
    if (what < 12 && may('vote')) vote();
    else if (what < 14 && may('amend')) submit();
    else if (what < 15 && may('amend')) edit();
    else if (what < 17 && may('comment')) argue();
    else if (what < 18) moderate();
    else if (what < 19 && subjects('amendment').length > 0) decide(roll.one(subjects('amendment')));
    else if (may('amend')) withdraw();
    if (roll.below(25) === 0) notary.sign(hashes, now);
  }
  let closed: string | null = null;
  if (options.until !== 'open') {
    now = later(latest(now, later(options.begins, 4 * day)), hour);
    crossBoundaries();
    add('consultation-closed', { data: { from: 'open', settings } });
    open = false;
    closed = now;
  }
  if (options.until === 'answer') {
    wait(day);
    for (const subject of subjects('amendment')) {
      wait(minute);
      decide(subject);
    }
    const index = add('collision-decided', {
      subject: 'collision:k',
      data: { base: 1, revision: 1, take: 'original', resolution: hex('') },
    });
    decisions.push({
      index,
      at: now,
      kind: 'collision-decided',
      subject: 'collision:k',
      rule: null,
      status: null,
      reason: '',
    });
    publish({ base: 1, algorithm: 'merge@2', amendments: [] });
    add('answer-published', {
      subject: 'version:2',
      data: { answer: hex('answer'), computation: hex('') },
    });
  }
  notary.sign(hashes, now);
  return {
    options,
    id,
    slug: `slug-${seed}`,
    origin,
    seed: orderSeed,
    settings,
    leaves,
    hashes,
    notary,
    boxes,
    contributions,
    decisions,
    versions,
    imported,
    erased,
    opened,
    closed,
    at: now,
  };
}
