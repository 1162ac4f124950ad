import type { Subject } from 'consultation-core/consultation';
import { type BallotView, type Receipt, RefusalError } from 'consultation-core/contract';
import type { BallotAct } from 'consultation-core/log';
import { method } from 'consultation-core/vote';
import { uids } from '../content-types/index.ts';
import { articlesAmong } from '../store/article.ts';
import { type BallotPlace, ballotsAt, deleteBallots, putBallots } from '../store/ballot.ts';
import { type Consultation, findConsultation } from '../store/consultation.ts';
import { type Db, hold } from '../store/database.ts';
import { type IdleRequest, idleRequests, putIdleRequests } from '../store/idle-request.ts';
import {
  append,
  type Fact,
  type HeldLog,
  holdLog,
  notBefore,
  receiptOf,
  recordedBy,
} from '../store/log.ts';
import { takePart } from '../store/participant.ts';
import { count, countsOf, importedCountsOf } from '../store/tally.ts';
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

/** What opinions can be on, as the rules see it; targets that are not there have none. */
async function subjectsOf(
  strapi: Strapi,
  db: Db,
  consultation: Consultation,
  targets: readonly string[]
): Promise<ReadonlyMap<string, Subject>> {
  const wanted = (type: 'article' | 'amendment') =>
    targets.map(partsOf).flatMap((one) => (one.type === type ? [one.id] : []));
  const found = new Map<string, Subject>();
  const { id, latestVersion } = consultation;
  for (const article of await articlesAmong(db, id, latestVersion, wanted('article'))) {
    found.set(`article:${article}`, { article });
  }
  const amendments = wanted('amendment');
  if (amendments.length === 0) return found;
  const rows = await strapi.db.query(uids.amendment).findMany({
    select: ['documentId', 'article', 'status', 'hiddenAt', 'authorKey'],
    where: { documentId: { $in: amendments }, consultation: id },
  });
  for (const { documentId, article, status, hiddenAt, authorKey } of rows) {
    const amendment = { status, hidden: hiddenAt !== null, author: authorKey };
    found.set(`amendment:${documentId}`, { article, amendment });
  }
  return found;
}

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
  const targets = [...new Set(asks.map(({ target }) => target))];
  const subjects = await subjectsOf(strapi, db, consultation, targets);
  let held: HeldLog;
  try {
    held = await holdLog(db, consultation.id);
  } catch (error) {
    if (error instanceof RefusalError) return refuseAll(error);
    throw error;
  }
  // Asked anew where there was perhaps a wait for the journal, so that no wait carries an act over the close.
  const told = db.client === 'sqlite' ? consultation.now : undefined;
  const now = await service(strapi, 'clock').now(db, told);
  const batch = await ruled(strapi, db, { consultation, asks, subjects, held, now });
  const facts = batch.outcomes.flatMap((one) => (one.kind === 'act' ? [one.fact] : []));
  const given = await append(db, held, facts);
  const receipts = new Map(facts.map((fact, index) => [fact, given[index] as Receipt]));
  await write(db, consultation.id, atOf(asks, now, held), batch, receipts);
  return answers(db, consultation, asks, batch, receipts);
}

interface Batch {
  readonly outcomes: readonly Ruled[];
  readonly readers: readonly Reader[];
  /** What each place that was acted on holds in the end, and the act that did it. */
  readonly ends: ReadonlyMap<string, { place: BallotPlace; choice: string | null; fact: Fact }>;
  /** Choices before the batch. */
  readonly before: ReadonlyMap<string, string>;
  /** Requests that changed nothing; `fact` where an act of this batch had done it already. */
  readonly idle: readonly (IdleRequest & { readonly fact: Fact | undefined })[];
  /** People who cast a ballot. */
  readonly participants: ReadonlySet<string>;
}

async function ruled(
  strapi: Strapi,
  db: Db,
  given: {
    consultation: Consultation;
    asks: readonly BallotAsk[];
    subjects: ReadonlyMap<string, Subject>;
    held: HeldLog;
    now: string;
  }
): Promise<Batch> {
  const { consultation, asks, subjects, held, now } = given;
  const { id } = consultation;
  const keys = service(strapi, 'keys');
  // Nothing that is written comes before what was written: a clock that is set back opens nothing again.
  const timeOf = ({ at }: BallotAsk) => at ?? notBefore(now, held.lastAt);
  const readers = asks.map((ask) => readerOf(strapi, consultation, ask.actor, timeOf(ask)));
  const voterOf = (index: number) => readers[index]?.voter as string;
  const places = asks.map(({ target }, index) => ({ voter: voterOf(index), target }));
  const box = new Map<string, { choice: string; idx: number | null } | undefined>();
  for (const { choice, idx, ...place } of await ballotsAt(db, id, places)) {
    box.set(placeOf(place), { choice, idx });
  }
  const before = new Map([...box].map(([place, ballot]) => [place, ballot?.choice as string]));
  const requests = asks.map(({ actor, key }) =>
    key === undefined ? undefined : keys.request(id, actor.key, key)
  );
  const known = await knownRequests(
    db,
    id,
    requests.filter((one) => one !== undefined)
  );
  const firsts = new Map<string, number>();
  const ends = new Map<string, { place: BallotPlace; choice: string | null; fact: Fact }>();
  const idle: (IdleRequest & { fact: Fact | undefined })[] = [];
  const participants = new Set<string>();
  const { choices } = method(consultation.method);

  function rule(ask: BallotAsk, index: number): Ruled {
    const { target, choice } = ask;
    const request = requests[index];
    const reader = readers[index] as Reader;
    const place = places[index] as BallotPlace;
    insist(reader, 'read');
    if (request !== undefined) {
      const same = (one: { target: string; choice: string | null }) => {
        if (one.target !== target || one.choice !== choice) throw new RefusalError('key-reused');
      };
      const former = known.get(request);
      if (former !== undefined) {
        same(former);
        return { kind: 'idle', choice, idx: former.idx };
      }
      const first = firsts.get(request);
      if (first !== undefined) {
        same(asks[first] as BallotAsk);
        return { kind: 'again', first };
      }
    }
    const subject = subjects.get(target);
    if (subject === undefined) throw new RefusalError('not-found');
    insist(reader, 'vote', subject);
    if (choice !== null && !choices.includes(choice)) {
      throw new RefusalError('choice-unknown', { choices });
    }
    if (request !== undefined) firsts.set(request, index);
    const ballot = box.get(placeOf(place));
    if ((ballot?.choice ?? null) === choice) {
      const end = ends.get(placeOf(place));
      if (request !== undefined) {
        idle.push({ request, target, choice, idx: ballot?.idx ?? null, fact: end?.fact });
      }
      return end === undefined
        ? { kind: 'idle', choice, idx: ballot?.idx ?? null }
        : { kind: 'echo', choice, fact: end.fact };
    }
    const act: BallotAct['act'] =
      choice === null ? 'withdrawn' : ballot === undefined ? 'cast' : 'changed';
    const voter = keys.pseudonym(id, place.voter, target);
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
    if (act === 'cast') participants.add(keys.participant(id, ask.actor.key));
    return { kind: 'act', choice, fact };
  }

  const outcomes = asks.map((ask, index): Ruled => {
    try {
      return rule(ask, index);
    } catch (error) {
      if (error instanceof RefusalError) return { kind: 'refused', error };
      throw error;
    }
  });
  return { outcomes, readers, ends, before, idle, participants };
}

/** Earlier requests of these keys, whether they changed something or not. */
async function knownRequests(db: Db, consultation: string, requests: readonly string[]) {
  const known = new Map<string, IdleRequest>();
  for (const { request, idx, content } of await recordedBy(db, consultation, 'request', requests)) {
    const { target, choice } = JSON.parse(content ?? '{}') as BallotAct;
    if (request !== null) known.set(request, { request, target, choice, idx });
  }
  const others = requests.filter((request) => !known.has(request));
  for (const one of await idleRequests(db, consultation, others)) known.set(one.request, one);
  return known;
}

/** Box, counters and participants follow the journal. */
async function write(
  db: Db,
  consultation: string,
  at: string,
  { ends, before, idle, participants }: Batch,
  receipts: ReadonlyMap<Fact, Receipt>
): Promise<void> {
  const kept = [];
  const gone = [];
  const steps = new Map<string, { target: string; choice: string; step: number }>();
  const step = (target: string, choice: string | null | undefined, by: number) => {
    if (choice === null || choice === undefined) return;
    const key = `${target} ${choice}`;
    steps.set(key, { target, choice, step: (steps.get(key)?.step ?? 0) + by });
  };
  for (const [key, { place, choice, fact }] of ends) {
    step(place.target, before.get(key), -1);
    step(place.target, choice, 1);
    const idx = receipts.get(fact)?.index ?? null;
    if (choice === null) gone.push(place);
    else kept.push({ ...place, choice, idx });
  }
  await putBallots(db, consultation, at, kept);
  await deleteBallots(db, consultation, gone);
  await takePart(db, consultation, [...participants]);
  await count(
    db,
    consultation,
    [...steps.values()].filter((one) => one.step !== 0)
  );
  await putIdleRequests(
    db,
    consultation,
    at,
    idle.map(({ fact, ...one }) => ({
      ...one,
      idx: fact === undefined ? one.idx : (receipts.get(fact)?.index ?? null),
    }))
  );
}

async function answers(
  db: Db,
  consultation: Consultation,
  asks: readonly BallotAsk[],
  { outcomes, readers }: Batch,
  receipts: ReadonlyMap<Fact, Receipt>
): Promise<readonly BallotAnswer[]> {
  const { id } = consultation;
  const done = asks.filter((_, index) => outcomes[index]?.kind !== 'refused');
  const targets = [...new Set(done.map(({ target }) => target))];
  const sees = readers.some((reader) => reader.sees);
  const counts = sees && targets.length > 0 ? await countsOf(db, id, targets) : new Map();
  const imported = targets.length > 0 ? await importedCountsOf(db, id, targets) : new Map();
  const places = outcomes.flatMap((one) =>
    one.kind === 'idle' && one.idx !== null ? [one.idx] : []
  );
  const found = new Map(
    (await recordedBy(db, id, 'idx', [...new Set(places)])).map((one) => [one.idx, one])
  );
  const receiptFor = (outcome: Exclude<Ruled, { kind: 'refused' | 'again' }>): Receipt | null => {
    if (outcome.kind !== 'idle') return receipts.get(outcome.fact) ?? null;
    const act = outcome.idx === null ? undefined : found.get(outcome.idx);
    return act === undefined ? null : receiptOf(act);
  };
  return outcomes.map((one, index): BallotAnswer => {
    const outcome = one.kind === 'again' ? (outcomes[one.first] as Ruled) : one;
    if (outcome.kind === 'refused') return outcome;
    if (outcome.kind === 'again') throw new Error('A request is repeated once in the list.');
    const { target } = asks[index] as BallotAsk;
    const reader = readers[index] as Reader;
    const tally = tallyView(consultation, counts.get(target), imported.get(target), reader.sees);
    const view = { target, choice: outcome.choice, tally, receipt: receiptFor(outcome) };
    return { kind: 'done', view };
  });
}
