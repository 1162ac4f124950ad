import { type BallotView, type Receipt, RefusalError } from 'consultation-core/contract';
import { deleteBallots, putBallots, putWithdrawals } from '../store/ballot.ts';
import { type Consultation, findConsultation } from '../store/consultation.ts';
import { ask, type Db, hold, type Statement, writeAll } from '../store/database.ts';
import { putIdleRequests } from '../store/idle-request.ts';
import {
  appending,
  type Fact,
  type HeldLog,
  holdLog,
  notBefore,
  receiptOf,
  recordedBy,
} from '../store/log.ts';
import { addParticipants } from '../store/participant.ts';
import { count, type Step } from '../store/tally.ts';
import { type Strapi, service } from '../strapi.ts';
import { readerOf } from '../views/reader.ts';
import { tallyView } from '../views/tally.ts';
import { type BallotAsk, type Known, knownOf, type Wanted } from './ballot-known.ts';
import { type Batch, type Ruled, ruled, stepsOf } from './ballot-rules.ts';
import { partsOf } from './target.ts';

export type BallotAnswer =
  | { readonly kind: 'done'; readonly view: BallotView }
  | { readonly kind: 'refused'; readonly error: RefusalError };

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
  const known = await knownOf(strapi, db, consultation, wanted);
  const batch = ruled(strapi, consultation, wanted, known);
  const facts = batch.outcomes.flatMap((one) => (one.kind === 'act' ? [one.fact] : []));
  const { receipts: given, writes } = appending(db, held, facts);
  const receipts = new Map(facts.map((fact, index) => [fact, given[index] as Receipt]));
  const steps = stepsOf(batch, known);
  await writeAll(db, [
    ...writes,
    ...boxWrites(db, consultation.id, notBefore(now, held.lastAt), batch, receipts),
    ...addParticipants(
      db,
      consultation.id,
      [...batch.participants].filter((one) => !known.participants.has(one))
    ),
    ...count(db, consultation.id, steps),
  ]);
  return answers(db, consultation, wanted, batch, { ...known, steps, receipts });
}

/** The box follows the journal. `now` is when requests that changed nothing came. */
function boxWrites(
  db: Db,
  consultation: string,
  now: string,
  { ends, idle }: Batch,
  receipts: ReadonlyMap<Fact, Receipt>
): readonly Statement[] {
  const kept = [];
  const gone = [];
  const idxOf = (fact: Fact) => (receipts.get(fact) as Receipt).index;
  for (const { place, choice, fact } of ends.values()) {
    const act = { ...place, at: fact.at, idx: idxOf(fact) };
    if (choice === null) gone.push(act);
    else kept.push({ ...act, choice });
  }
  const answered = idle.map(({ fact, ...one }) => ({
    ...one,
    idx: fact === undefined ? one.idx : idxOf(fact),
  }));
  return [
    ...putBallots(db, consultation, kept),
    ...deleteBallots(db, consultation, gone),
    ...putWithdrawals(db, consultation, gone),
    ...putIdleRequests(db, consultation, now, answered),
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
    const tally =
      partsOf(target).type === 'question'
        ? null
        : tallyView(consultation, counts.get(target), imported.get(target), reader.sees);
    const view = { target, choice: outcome.choice, tally, receipt: receiptFor(outcome) };
    return { kind: 'done', view };
  });
}
