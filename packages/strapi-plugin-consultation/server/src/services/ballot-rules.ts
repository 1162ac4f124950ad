import { RefusalError } from 'consultation-core/contract';
import type { BallotAct } from 'consultation-core/log';
import { isChoice, method, questionAt } from 'consultation-core/vote';
import type { BallotPlace } from '../store/ballot.ts';
import type { Consultation } from '../store/consultation.ts';
import type { IdleRequest } from '../store/idle-request.ts';
import type { Fact } from '../store/log.ts';
import type { Step } from '../store/tally.ts';
import { type Strapi, service } from '../strapi.ts';
import { insist } from '../views/reader.ts';
import { type Known, placeOf, type Wanted } from './ballot-known.ts';

/** What an ask comes to, before the receipts of new acts are known. */
export type Ruled =
  | { readonly kind: 'refused'; readonly error: RefusalError }
  | { readonly kind: 'act'; readonly choice: string | null; readonly fact: Fact }
  | { readonly kind: 'idle'; readonly choice: string | null; readonly idx: number | null }
  /** Wants what an act of this batch made already. */
  | { readonly kind: 'echo'; readonly choice: string | null; readonly fact: Fact }
  /** The same request as an earlier one of this batch. */
  | { readonly kind: 'again'; readonly first: number };

export interface Batch {
  readonly outcomes: readonly Ruled[];
  /** What each place that was acted on holds in the end, and the act that did it. */
  readonly ends: ReadonlyMap<string, { place: BallotPlace; choice: string | null; fact: Fact }>;
  /** Requests that changed nothing; `fact` where an act of this batch had done it already. */
  readonly idle: readonly (IdleRequest & { readonly fact: Fact | undefined })[];
  /** People who cast a ballot. */
  readonly participants: ReadonlySet<string>;
}

export function ruled(
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
  const boxes = { method: consultation.method, questions: known.questions };

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
    // What is brought from elsewhere is of people who may have no account here.
    const { account } = ask.actor;
    if (ask.at === undefined && account !== undefined && !known.accounts.has(account)) {
      throw new RefusalError('sign-in-needed');
    }
    insist(reader, 'read');
    const before = former(one);
    if (before !== undefined) return before;
    const subject = known.subjects.get(target);
    if (subject === undefined) throw new RefusalError('not-found');
    insist(reader, 'vote', subject);
    if (choice !== null && !isChoice(boxes, target, choice)) {
      const question = questionAt(known.questions, target);
      throw new RefusalError(
        'choice-unknown',
        question === undefined
          ? { choices: method(boxes.method).choices }
          : { method: question.method, options: question.options.map(({ id }) => id) }
      );
    }
    if (request !== undefined) firsts.set(request, index);
    const ballot = box.get(placeOf(place));
    if ((ballot?.choice ?? null) === choice) {
      const idx = ballot === undefined ? (known.withdrawn.get(placeOf(place)) ?? null) : ballot.idx;
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
export function stepsOf({ ends }: Batch, { box }: Known): readonly Step[] {
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
