import type { AmendmentStatus } from 'consultation-core/amendment';
import type { Subject } from 'consultation-core/consultation';
import { type BallotView, type Receipt, RefusalError } from 'consultation-core/contract';
import type { BallotAct } from 'consultation-core/log';
import { method } from 'consultation-core/vote';
import { amendmentsAmong } from '../store/amendment.ts';
import { articlesAmong } from '../store/article.ts';
import { type BallotPlace, ballotsAt, deleteBallots, putBallots } from '../store/ballot.ts';
import { type Consultation, findConsultation } from '../store/consultation.ts';
import { ask, askAll, type Db, hold, type Statement, writeAll } from '../store/database.ts';
import {
  type IdleRequest,
  idleRequestFrom,
  idleRequests,
  putIdleRequests,
} from '../store/idle-request.ts';
import {
  appending,
  type Fact,
  type HeldLog,
  holdLog,
  notBefore,
  receiptOf,
  recordedBy,
} from '../store/log.ts';
import { addParticipants, participantsAmong } from '../store/participant.ts';
import {
  type Counts,
  count,
  countsAbout,
  countsFrom,
  type ImportedCounts,
  importedAbout,
  importedFrom,
  type Step,
} from '../store/tally.ts';
import { type Strapi, service } from '../strapi.ts';
import { insist, type Reader, readerOf } from '../views/reader.ts';
import { tallyView } from '../views/tally.ts';
import type { Actor } from './identity.ts';
import { partsOf } from './target.ts';

/** What somebody wants of one ballot. */
export interface BallotAsk {
  readonly slug: string;
  /** `article:<block id>` or `amendment:<id>`. */
  readonly target: string;
  /** Null takes the ballot back. */
  readonly choice: string | null;
  readonly actor: Actor;
  /** Made by the client once per intention: however often it comes, it is one act. */
  readonly key?: string | undefined;
  /** When it happened, for acts that are brought from elsewhere; the database's time otherwise. */
  readonly at?: string | undefined;
}

export type BallotAnswer =
  | { readonly kind: 'done'; readonly view: BallotView }
  | { readonly kind: 'refused'; readonly error: RefusalError };

/** What an ask comes to, before the receipts of new acts are known. */
type Ruled =
  | { readonly kind: 'refused'; readonly error: RefusalError }
  | { readonly kind: 'act'; readonly choice: string | null; readonly fact: Fact }
  | { readonly kind: 'idle'; readonly choice: string | null; readonly idx: number | null }
  /** Wants what an act of this batch made already. */
  | { readonly kind: 'echo'; readonly choice: string | null; readonly fact: Fact }
  /** The same request as an earlier one of this batch. */
  | { readonly kind: 'again'; readonly first: number };

/** The time of a batch; an ask that brings its own is alone in its batch. */
const atOf = ([only]: readonly BallotAsk[], now: string, { lastAt }: HeldLog) =>
  only?.at ?? notBefore(now, lastAt);

const placeOf = ({ voter, target }: BallotPlace) => `${voter} ${target}`;

/** All asks on one consultation, in the order in which they came. A refusal of one leaves the others alone. */
export async function serveConsultation(
  strapi: Strapi,
  db: Db,
  slug: string,
  asks: readonly BallotAsk[]
): Promise<readonly BallotAnswer[]> {
  const refuseAll = (error: RefusalError) => asks.map(() => ({ kind: 'refused', error }) as const);
  await hold(db, slug, 'shared');
  const consultation = await findConsultation(db, { slug });
  if (consultation === undefined || consultation.state === 'draft') {
    return refuseAll(new RefusalError('not-found'));
  }
  let held: HeldLog;
  try {
    held = await holdLog(db, consultation.id);
  } catch (error) {
    if (error instanceof RefusalError) return refuseAll(error);
    throw error;
  }
  const now = await service(strapi, 'clock').now(db, held.now);
  // Nothing that is written comes before what was written: a clock that is set back opens nothing again.
  const wanted = asks.map((ask): Wanted => {
    const reader = readerOf(strapi, consultation, ask.actor, ask.at ?? notBefore(now, held.lastAt));
    const place = { voter: reader.voter as string, target: ask.target };
    const { key, actor } = ask;
    const keys = service(strapi, 'keys');
    const request = key === undefined ? undefined : keys.request(consultation.id, actor.key, key);
    const participant = keys.participant(consultation.id, actor.key);
    return { ask, reader, place, request, participant };
  });
  const known = await knownOf(db, consultation, wanted);
  const batch = ruled(strapi, consultation, wanted, known);
  const facts = batch.outcomes.flatMap((one) => (one.kind === 'act' ? [one.fact] : []));
  const { receipts: given, writes } = appending(db, held, facts);
  const receipts = new Map(facts.map((fact, index) => [fact, given[index] as Receipt]));
  const steps = stepsOf(batch, known);
  await writeAll(db, [
    ...writes,
    ...boxWrites(db, consultation.id, atOf(asks, now, held), batch, receipts),
    ...addParticipants(
      db,
      consultation.id,
      [...batch.participants].filter((one) => !known.participants.has(one))
    ),
    ...count(db, consultation.id, steps),
  ]);
  return answers(db, consultation, wanted, batch, { ...known, steps, receipts });
}

/** An ask, and what is made of it before anything is read. */
interface Wanted {
  readonly ask: BallotAsk;
  readonly reader: Reader;
  readonly place: BallotPlace;
  /** Key of the request, as it is stored. */
  readonly request: string | undefined;
  readonly participant: string;
}

/** Everything that a batch is ruled by, as it was before. */
interface Known {
  /** What opinions can be on, as the rules see it; targets that are not there have none. */
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly box: ReadonlyMap<string, { readonly choice: string; readonly idx: number | null }>;
  /** Earlier requests of these keys, whether they changed something or not. */
  readonly requests: ReadonlyMap<string, IdleRequest>;
  readonly participants: ReadonlySet<string>;
  /** Of the targets; empty where they are sealed for everybody who asks. */
  readonly counts: ReadonlyMap<string, Counts>;
  readonly imported: ReadonlyMap<string, ImportedCounts>;
}

async function knownOf(
  db: Db,
  { id, latestVersion }: Consultation,
  wanted: readonly Wanted[]
): Promise<Known> {
  const targets = [...new Set(wanted.map(({ ask }) => ask.target))];
  const idsOf = (type: 'article' | 'amendment') =>
    targets.map(partsOf).flatMap((one) => (one.type === type ? [one.id] : []));
  const requests = wanted.flatMap(({ request }) => request ?? []);
  const seen = wanted.some(({ reader }) => reader.sees) ? targets : [];
  const found = await askAll(db, {
    articles: articlesAmong(db, id, latestVersion, idsOf('article')),
    amendments: amendmentsAmong(db, id, idsOf('amendment')),
    ballots: ballotsAt(
      db,
      id,
      wanted.map(({ place }) => place)
    ),
    acts: recordedBy(db, id, 'request', requests),
    idle: idleRequests(db, id, requests),
    participants: participantsAmong(db, id, [
      ...new Set(wanted.map(({ participant }) => participant)),
    ]),
    counts: countsAbout(db, id, seen),
    imported: importedAbout(db, id, targets),
  });
  const subjects = new Map<string, Subject>();
  for (const { article } of found.articles) subjects.set(`article:${article}`, { article });
  for (const { id: amendment, article, status, hidden, author } of found.amendments) {
    const rest = { status: status as AmendmentStatus, hidden: Boolean(hidden), author };
    subjects.set(`amendment:${amendment}`, { article, amendment: rest });
  }
  const former = new Map<string, IdleRequest>();
  for (const row of found.idle) former.set(row.request, idleRequestFrom(row));
  for (const { request, idx, content } of found.acts) {
    const { target, choice } = JSON.parse(content ?? '{}') as BallotAct;
    if (request !== null) former.set(request, { request, target, choice, idx });
  }
  return {
    subjects,
    box: new Map(found.ballots.map((ballot) => [placeOf(ballot), ballot])),
    requests: former,
    participants: new Set(found.participants.map(({ participant }) => participant)),
    counts: countsFrom(found.counts),
    imported: importedFrom(found.imported),
  };
}

interface Batch {
  readonly outcomes: readonly Ruled[];
  /** What each place that was acted on holds in the end, and the act that did it. */
  readonly ends: ReadonlyMap<string, { place: BallotPlace; choice: string | null; fact: Fact }>;
  /** Requests that changed nothing; `fact` where an act of this batch had done it already. */
  readonly idle: readonly (IdleRequest & { readonly fact: Fact | undefined })[];
  /** People who cast a ballot. */
  readonly participants: ReadonlySet<string>;
}

function ruled(
  strapi: Strapi,
  consultation: Consultation,
  wanted: readonly Wanted[],
  known: Known
): Batch {
  const keys = service(strapi, 'keys');
  const box = new Map<string, { choice: string; idx: number | null } | undefined>(known.box);
  const firsts = new Map<string, number>();
  const ends = new Map<string, { place: BallotPlace; choice: string | null; fact: Fact }>();
  const idle: (IdleRequest & { fact: Fact | undefined })[] = [];
  const participants = new Set<string>();
  const { choices } = method(consultation.method);

  /** What the request was answered with before; undefined where it comes for the first time. */
  function former({ ask: { target, choice }, request }: Wanted): Ruled | undefined {
    if (request === undefined) return undefined;
    const same = (one: { target: string; choice: string | null }) => {
      if (one.target !== target || one.choice !== choice) throw new RefusalError('key-reused');
    };
    const earlier = known.requests.get(request);
    if (earlier !== undefined) {
      same(earlier);
      return { kind: 'idle', choice, idx: earlier.idx };
    }
    const first = firsts.get(request);
    if (first === undefined) return undefined;
    same((wanted[first] as Wanted).ask);
    return { kind: 'again', first };
  }

  function rule(one: Wanted, index: number): Ruled {
    const { ask, reader, place, request, participant } = one;
    const { target, choice } = ask;
    insist(reader, 'read');
    const before = former(one);
    if (before !== undefined) return before;
    const subject = known.subjects.get(target);
    if (subject === undefined) throw new RefusalError('not-found');
    insist(reader, 'vote', subject);
    if (choice !== null && !choices.includes(choice)) {
      throw new RefusalError('choice-unknown', { choices });
    }
    if (request !== undefined) firsts.set(request, index);
    const ballot = box.get(placeOf(place));
    if ((ballot?.choice ?? null) === choice) {
      const idx = ballot?.idx ?? null;
      const fact = ends.get(placeOf(place))?.fact;
      if (request !== undefined) idle.push({ request, target, choice, idx, fact });
      return fact === undefined ? { kind: 'idle', choice, idx } : { kind: 'echo', choice, fact };
    }
    const act: BallotAct['act'] =
      choice === null ? 'withdrawn' : ballot === undefined ? 'cast' : 'changed';
    const voter = keys.pseudonym(consultation.id, place.voter, target);
    const fact: Fact = {
      kind: `ballot-${act}`,
      subject: target,
      at: reader.at,
      data: {},
      content: { act, choice, target, voter },
      ...(request === undefined ? {} : { request }),
    };
    box.set(placeOf(place), choice === null ? undefined : { choice, idx: null });
    ends.set(placeOf(place), { place, choice, fact });
    if (act === 'cast') participants.add(participant);
    return { kind: 'act', choice, fact };
  }

  const outcomes = wanted.map((one, index): Ruled => {
    try {
      return rule(one, index);
    } catch (error) {
      if (error instanceof RefusalError) return { kind: 'refused', error };
      throw error;
    }
  });
  return { outcomes, ends, idle, participants };
}

/** By how many ballots the batch changes each count that it changes. */
function stepsOf({ ends }: Batch, { box }: Known): readonly Step[] {
  const steps = new Map<string, Step>();
  const add = (target: string, choice: string | null | undefined, by: number) => {
    if (choice === null || choice === undefined) return;
    const key = `${target} ${choice}`;
    steps.set(key, { target, choice, step: (steps.get(key)?.step ?? 0) + by });
  };
  for (const [key, { place, choice }] of ends) {
    add(place.target, box.get(key)?.choice, -1);
    add(place.target, choice, 1);
  }
  return [...steps.values()].filter(({ step }) => step !== 0);
}

/** The box follows the journal. */
function boxWrites(
  db: Db,
  consultation: string,
  at: string,
  { ends, idle }: Batch,
  receipts: ReadonlyMap<Fact, Receipt>
): readonly Statement[] {
  const kept = [];
  const gone = [];
  const idxOf = (fact: Fact) => receipts.get(fact)?.index ?? null;
  for (const { place, choice, fact } of ends.values()) {
    if (choice === null) gone.push(place);
    else kept.push({ ...place, choice, idx: idxOf(fact) });
  }
  const answered = idle.map(({ fact, ...one }) => ({
    ...one,
    idx: fact === undefined ? one.idx : idxOf(fact),
  }));
  return [
    ...putBallots(db, consultation, at, kept),
    ...deleteBallots(db, consultation, gone),
    ...putIdleRequests(db, consultation, at, answered),
  ];
}

async function answers(
  db: Db,
  consultation: Consultation,
  wanted: readonly Wanted[],
  { outcomes }: Batch,
  known: Known & {
    readonly steps: readonly Step[];
    readonly receipts: ReadonlyMap<Fact, Receipt>;
  }
): Promise<readonly BallotAnswer[]> {
  const { imported, steps, receipts } = known;
  const counts = new Map([...known.counts].map(([target, one]) => [target, { ...one }]));
  for (const { target, choice, step } of steps) {
    const of = counts.get(target) ?? {};
    counts.set(target, { ...of, [choice]: (of[choice] ?? 0) + step });
  }
  const places = outcomes.flatMap((one) =>
    one.kind === 'idle' && one.idx !== null ? [one.idx] : []
  );
  const acts =
    places.length === 0
      ? []
      : await ask(db, recordedBy(db, consultation.id, 'idx', [...new Set(places)]));
  const found = new Map(acts.map((one) => [one.idx, one]));
  const receiptFor = (outcome: Exclude<Ruled, { kind: 'refused' | 'again' }>): Receipt | null => {
    if (outcome.kind !== 'idle') return receipts.get(outcome.fact) ?? null;
    const act = outcome.idx === null ? undefined : found.get(outcome.idx);
    return act === undefined ? null : receiptOf(act);
  };
  return outcomes.map((one, index): BallotAnswer => {
    const outcome = one.kind === 'again' ? (outcomes[one.first] as Ruled) : one;
    if (outcome.kind === 'refused') return outcome;
    if (outcome.kind === 'again') throw new Error('A request is repeated once in the list.');
    const {
      ask: { target },
      reader,
    } = wanted[index] as Wanted;
    const tally = tallyView(consultation, counts.get(target), imported.get(target), reader.sees);
    const view = { target, choice: outcome.choice, tally, receipt: receiptFor(outcome) };
    return { kind: 'done', view };
  });
}
