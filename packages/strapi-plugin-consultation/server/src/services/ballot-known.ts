import type { AmendmentStatus } from 'consultation-core/amendment';
import type { Subject } from 'consultation-core/consultation';
import type { BallotAct } from 'consultation-core/log';
import type { Question } from 'consultation-core/vote';
import { amendmentsAmong } from '../store/amendment.ts';
import { articlesAmong } from '../store/article.ts';
import { type BallotPlace, ballotsAt, withdrawalsAt } from '../store/ballot.ts';
import type { Consultation } from '../store/consultation.ts';
import { askAll, type Db } from '../store/database.ts';
import { type IdleRequest, idleRequestFrom, idleRequests } from '../store/idle-request.ts';
import { recordedBy } from '../store/log.ts';
import { participantsAmong } from '../store/participant.ts';
import { questionsAbout, questionsFrom } from '../store/question.ts';
import {
  type Counts,
  countsAbout,
  countsFrom,
  type ImportedCounts,
  importedAbout,
  importedFrom,
} from '../store/tally.ts';
import { type Strapi, service } from '../strapi.ts';
import type { Reader } from '../views/reader.ts';
import type { Actor } from './identity.ts';
import { partsOf, type TargetType } from './target.ts';

/** What somebody wants of one ballot. */
export interface BallotAsk {
  readonly slug: string;
  /** `article:<block id>`, `amendment:<id>` or `question:<id>`. */
  readonly target: string;
  /** Null takes the ballot back. */
  readonly choice: string | null;
  readonly actor: Actor;
  /** Made by the client once per intention: however often it comes, it is one act. */
  readonly key?: string | undefined;
  /** When it happened, for acts that are brought from elsewhere; the database's time otherwise. */
  readonly at?: string | undefined;
}

/** An ask, and what is made of it before anything is read. */
export interface Wanted {
  readonly ask: BallotAsk;
  readonly reader: Reader;
  readonly place: BallotPlace;
  /** Key of the request, as it is stored. */
  readonly request: string | undefined;
  readonly participant: string;
}

export const placeOf = ({ voter, target }: BallotPlace) => `${voter} ${target}`;

/** Everything that a batch is ruled by, as it was before. */
export interface Known {
  /** Accounts that there are of those who ask. */
  readonly accounts: ReadonlySet<number>;
  /** What ballots can be on, as the rules see it; targets that are not there have none. */
  readonly subjects: ReadonlyMap<string, Subject>;
  /** Of the consultation; not read where all asks are on its text. */
  readonly questions: readonly Question[];
  readonly box: ReadonlyMap<string, { readonly choice: string; readonly idx: number | null }>;
  /** Which leaf took a ballot back, where that is asked for once more. */
  readonly withdrawn: ReadonlyMap<string, number>;
  /** Earlier requests of these keys, whether they changed something or not. */
  readonly requests: ReadonlyMap<string, IdleRequest>;
  readonly participants: ReadonlySet<string>;
  /** Of what is in the text; empty where they are sealed for everybody who asks. */
  readonly counts: ReadonlyMap<string, Counts>;
  readonly imported: ReadonlyMap<string, ImportedCounts>;
}

export async function knownOf(
  strapi: Strapi,
  db: Db,
  { id, latestVersion }: Consultation,
  wanted: readonly Wanted[]
): Promise<Known> {
  const targets = [...new Set(wanted.map(({ ask }) => ask.target))];
  const among = (type: TargetType) =>
    targets.map(partsOf).flatMap((one) => (one.type === type ? [one.id] : []));
  const requests = wanted.flatMap(({ request }) => request ?? []);
  // A question may have as many different ballots as voters, and its result is not told with one of them.
  const ofText = targets.filter((target) => partsOf(target).type !== 'question');
  const seen = wanted.some(({ reader }) => reader.sees) ? ofText : [];
  const accounts = [...new Set(wanted.flatMap(({ ask }) => ask.actor.account ?? []))];
  const asked = {
    accounts: service(strapi, 'identity').accounts(db, accounts),
    articles: articlesAmong(db, id, latestVersion, among('article')),
    amendments: amendmentsAmong(db, id, among('amendment')),
    ballots: ballotsAt(
      db,
      id,
      wanted.map(({ place }) => place)
    ),
    withdrawals: withdrawalsAt(
      db,
      id,
      wanted.flatMap(({ ask, place }) => (ask.choice === null ? [place] : []))
    ),
    acts: recordedBy(db, id, 'request', requests),
    idle: idleRequests(db, id, requests),
    participants: participantsAmong(db, id, [
      ...new Set(wanted.map(({ participant }) => participant)),
    ]),
    counts: countsAbout(db, id, seen),
    imported: importedAbout(db, id, ofText),
  };
  const found = await askAll(
    db,
    ofText.length === targets.length ? asked : { ...asked, questions: questionsAbout(db, id) }
  );
  const questions = 'questions' in found ? questionsFrom(found.questions[0]?.questions) : [];
  const subjects = new Map<string, Subject>();
  for (const { article } of found.articles) subjects.set(`article:${article}`, { article });
  for (const { id: amendment, article, status, hidden, author } of found.amendments) {
    const rest = { status: status as AmendmentStatus, hidden: Boolean(hidden), author };
    subjects.set(`amendment:${amendment}`, { article, amendment: rest });
  }
  // Whoever may vote at all may answer every question.
  for (const { id: question } of questions) subjects.set(`question:${question}`, {});
  const former = new Map<string, IdleRequest>();
  for (const row of found.idle) former.set(row.request, idleRequestFrom(row));
  for (const { request, idx, content } of found.acts) {
    const { target, choice } = JSON.parse(content ?? '{}') as BallotAct;
    if (request !== null) former.set(request, { request, target, choice, idx });
  }
  return {
    accounts: new Set(found.accounts.map(({ id }) => id)),
    subjects,
    questions,
    box: new Map(found.ballots.map((ballot) => [placeOf(ballot), ballot])),
    withdrawn: new Map(found.withdrawals.map((one) => [placeOf(one), one.idx])),
    requests: former,
    participants: new Set(found.participants.map(({ participant }) => participant)),
    counts: countsFrom(found.counts),
    imported: importedFrom(found.imported),
  };
}
