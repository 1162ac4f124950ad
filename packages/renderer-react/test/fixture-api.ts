/** The whole public API in memory, with the rules of the core: what it answers is checked against the contract. */
import { draft, instruction, isPublic } from 'consultation-core/amendment';
import { actsPerDay, similarTo } from 'consultation-core/analysis';
import { apply, type Change, diff } from 'consultation-core/change';
import {
  type Action,
  type Actor,
  may,
  neutralOrder,
  orderAlgorithm,
  period,
  phaseAt,
  type Subject,
} from 'consultation-core/consultation';
import {
  type Answer,
  type Caller,
  type Endpoint,
  limits,
  type PublicApi,
  publicEndpoints,
  RefusalError,
} from 'consultation-core/contract';
import { orderCommitment, receiptCode } from 'consultation-core/log';
import {
  articleById,
  articles,
  type Body,
  headingTitle,
  inlineFromText,
} from 'consultation-core/text';
import {
  countQuestion,
  isChoice,
  method,
  outcome,
  type Question,
  questionAt,
  tallyOf,
} from 'consultation-core/vote';
import {
  beginJournal,
  type FixtureJournal,
  leafOf,
  record,
  recordedAct,
  signDue,
  voterOf,
} from './fixture-journal.ts';
import { attributionOf, decisionsOf, fateOf } from './fixture-merged.ts';
import type {
  FixtureAmendment,
  FixtureArgument,
  FixtureConsultation,
  FixtureState,
} from './fixture-state.ts';

/** Of a consultation that has no rules of its own. */
const passing = { quorum: { kind: 'none' }, majority: { kind: 'simple' } } as const;
const passingOf = (consultation: FixtureConsultation) => consultation.passing ?? passing;
const seed = 'graine-2015-09-26';

// biome-ignore lint/suspicious/noExplicitAny: inputs are parsed, outputs are checked, by the contract
type Loose = any;

/** `trace` hears of every call. */
export function fixtureApi(
  state: FixtureState,
  now: () => Date,
  trace: (name: string) => void = () => {}
): PublicApi {
  const api = async (
    name: keyof typeof publicEndpoints,
    request: { params?: unknown; query?: unknown; body?: unknown },
    caller: Caller
  ): Promise<Answer<unknown>> => {
    trace(name);
    const endpoint: Endpoint = publicEndpoints[name];
    try {
      const read = (part: 'params' | 'query' | 'body') => {
        const result = endpoint[part].safeParse(request[part] ?? {});
        if (result.success) return result.data;
        throw new RefusalError(part === 'params' ? 'not-found' : 'invalid-input', {
          issues: result.error.issues,
        });
      };
      const input = { params: read('params'), query: read('query'), body: read('body') } as Loose;
      const world = new Map(state.consultations.map((one) => [one.slug, one]));
      const slug = input.params.slug as string | undefined;
      const consultation = slug === undefined ? undefined : world.get(slug);
      if (slug !== undefined && consultation === undefined) throw new RefusalError('not-found');
      const who = state.sessions.get(caller.token ?? '');
      if (endpoint.access === 'participant' && who === undefined) {
        throw new RefusalError('sign-in-needed');
      }
      const context = { state, at: now().toISOString(), who, consultation: consultation as never };
      const data = operations[name](context, input);
      return { kind: 'ok', data: endpoint.response.parse(data) };
    } catch (error) {
      if (error instanceof RefusalError) {
        return { kind: 'refused', code: error.code, details: error.details };
      }
      throw error;
    }
  };
  return api as PublicApi;
}

interface Context {
  readonly state: FixtureState;
  readonly at: string;
  /** Email of whoever is signed in. */
  readonly who: string | undefined;
  readonly consultation: FixtureConsultation;
}

const nameOf = ({ state, who }: Context) => state.accounts.get(who ?? '')?.name ?? '';
const actorOf = (context: Context): Actor =>
  context.who === undefined ? { kind: 'anonymous' } : { kind: 'participant', key: nameOf(context) };

function ask(context: Context, action: Action, subject: Subject): Loose {
  const { consultation, at } = context;
  return may(consultation, actorOf(context), action, subject, at);
}
function insist(context: Context, action: Action, subject: Subject): void {
  const ruling = ask(context, action, subject);
  if (ruling.kind === 'refused') throw new RefusalError(ruling.code, ruling.details);
}

function summary(context: Context): Loose {
  const { consultation, at } = context;
  const { id, slug, language, title, organiser, state, timeZone, phases } = consultation;
  const span = period(phases);
  const voters = [...consultation.ballots.keys()].map((key) => key.split(' ')[1]);
  const shown = consultation.amendments.filter(({ status }) => isPublic(status));
  return {
    id,
    slug,
    language,
    title,
    summary: consultation.summary,
    organiser,
    state,
    timeZone,
    opensAt: span?.opensAt ?? null,
    closesAt: span?.closesAt ?? null,
    currentPhase: phaseAt(phases, at) ?? null,
    totals: {
      articles: articles(consultation.versions.at(-1)?.body ?? []).length,
      amendments: shown.length,
      arguments: consultation.arguments.length,
      ballots: ask(context, 'see-counts', {}).kind === 'allowed' ? consultation.ballots.size : null,
      participants: new Set(voters).size,
    },
  };
}

function versions({ consultation }: Context): Loose {
  return consultation.versions.map(({ body: _, resolutions: __, computedFrom, ...version }) => ({
    ...version,
    computedFrom: computedFrom && {
      ...computedFrom,
      amendments: computedFrom.amendments.map((id) => ({
        id,
        number: consultation.amendments.find((amendment) => amendment.id === id)?.number ?? 0,
      })),
    },
  }));
}

function tally(context: Context, target: string): Loose {
  const { consultation } = context;
  const sees = ask(context, 'see-counts', {}).kind === 'allowed';
  const counts = Object.fromEntries(method(consultation.method).choices.map((name) => [name, 0]));
  for (const [key, { choice }] of consultation.ballots) {
    if (key.startsWith(`${target} `)) counts[choice] = (counts[choice] ?? 0) + 1;
  }
  const [type, id = ''] = target.split(':');
  const imported =
    type === 'article'
      ? consultation.imported.get(id)
      : consultation.amendments.find((one) => one.id === id)?.imported;
  return {
    method: consultation.method,
    counts: sees ? counts : null,
    outcome: sees ? outcome(tallyOf(consultation.method, counts), passingOf(consultation)) : null,
    ...(imported ? { imported } : {}),
  };
}

const articleRef = (context: Context, id: string | null): Loose => {
  const body = context.consultation.versions.at(-1)?.body ?? [];
  const article = id === null ? undefined : articleById(body, id);
  return article && { id: article.id, label: article.heading.label ?? '' };
};

function amendmentSummary(context: Context, amendment: FixtureAmendment): Loose {
  const { id, number, title, author, status, submittedAt, hidden, decision, example } = amendment;
  return {
    id,
    number,
    title: hidden ? '' : title,
    author,
    kind: amendment.proposal.kind,
    status,
    article: articleRef(context, amendment.article) ?? null,
    submittedAt,
    arguments: context.consultation.arguments.filter(({ target }) => target === `amendment:${id}`)
      .length,
    tally: tally(context, `amendment:${id}`),
    hidden,
    decision,
    example,
    parent: parentRef(context, amendment.parent),
    edits: amendment.history.filter(({ ended }) => ended === 'edited').length,
    ...(context.who !== undefined && author === nameOf(context)
      ? wordsReceipt(context, `amendment:${id}`)
      : {}),
  };
}

function parentRef({ consultation }: Context, id: string | null): Loose {
  const parent = consultation.amendments.find((one) => one.id === id);
  return parent === undefined ? null : { id: parent.id, number: parent.number };
}

function argumentView(context: Context, argument: FixtureArgument): Loose {
  return {
    ...argument,
    text: argument.hidden ? '' : argument.text,
    sources: argument.hidden ? [] : argument.sources,
    mine: argument.author === nameOf(context) && context.who !== undefined,
    ...(argument.author === nameOf(context) && context.who !== undefined
      ? wordsReceipt(context, `argument:${argument.id}`)
      : {}),
  };
}

function opinions(context: Context, target: string, page: number, size: number): Loose {
  const own = context.consultation.arguments.filter((argument) => argument.target === target);
  const side = (stance: string) => {
    const all = own.filter((argument) => argument.stance === stance);
    return {
      total: all.length,
      items: neutralOrder(all, seed, context.at.slice(0, 10))
        .slice((page - 1) * size, page * size)
        .map((argument) => argumentView(context, argument)),
    };
  };
  return { for: side('for'), against: side('against') };
}

function find(context: Context, id: string): FixtureAmendment {
  const amendment = context.consultation.amendments.find((one) => one.id === id);
  const mine = amendment?.author === nameOf(context) && context.who !== undefined;
  if (amendment === undefined || (!isPublic(amendment.status) && !mine)) {
    throw new RefusalError('not-found');
  }
  return amendment;
}

function subjectOf(amendment: FixtureAmendment): Subject {
  const { article, status, author, parent } = amendment;
  const hidden = amendment.hidden !== null;
  return { article, amendment: { status, hidden, author, sub: parent !== null } };
}

const questionsOf = ({ consultation }: Context) => consultation.questions ?? [];
const questionRef = (question: Question | undefined): Loose =>
  question === undefined ? null : { id: question.id, title: question.title };

/** Counted from the distinct ballots of the box, as a server does. */
function questionTally(context: Context, question: Question): Loose {
  const counts: Record<string, number> = {};
  for (const [key, { choice }] of context.consultation.ballots) {
    if (key.startsWith(`question:${question.id} `)) counts[choice] = (counts[choice] ?? 0) + 1;
  }
  const sees = ask(context, 'see-counts', {}).kind === 'allowed';
  return { method: question.method, result: sees ? countQuestion(question, counts) : null };
}

function targetSubject(context: Context, target: string): Subject {
  const [type, id = ''] = target.split(':');
  if (type === 'question') {
    if (questionAt(questionsOf(context), target) === undefined) throw new RefusalError('not-found');
    return {};
  }
  if (type === 'amendment') return subjectOf(find(context, id));
  const body = context.consultation.versions.at(-1)?.body ?? [];
  if (articleById(body, id) === undefined) throw new RefusalError('not-found');
  return { article: id };
}

function newest(context: Context) {
  const version = context.consultation.versions.at(-1);
  if (version === undefined) throw new RefusalError('not-found');
  return version;
}

/** The text that a proposal is about: the newest version, or what an amendment that it amends would make of it. */
function baseOf(context: Context, parent: string | null | undefined): Body {
  const { body } = newest(context);
  if (parent === undefined || parent === null) return body;
  const applied = apply(body, find(context, parent).change);
  if (applied.kind === 'refused') throw new RefusalError('proposal-does-not-fit');
  return applied.body;
}

function drafted(context: Context, body: Loose) {
  const version = newest(context);
  if (body.base !== version.number) throw new RefusalError('version-outdated');
  const result = draft(baseOf(context, body.parent), body.proposal, context.state.nextId);
  if (result.kind === 'refused') throw new RefusalError(result.code);
  const { change, before, after } = result;
  if (change.edits.length > limits.edits) throw new RefusalError('too-many-edits');
  return { change, before, after };
}

/** The text that a stored amendment amends; undefined when its parent was edited so that it fits no more. */
function textOf({ consultation }: Context, base: number, parent: string | null): Body | undefined {
  const body = consultation.versions.find(({ number }) => number === base)?.body ?? [];
  const over = consultation.amendments.find(({ id }) => id === parent);
  if (over === undefined) return body;
  const applied = apply(body, over.change);
  return applied.kind === 'applied' ? applied.body : undefined;
}

/** Whether its change still fits what it amends. */
function fits(context: Context, { base, parent, change }: FixtureAmendment): boolean {
  const text = textOf(context, base, parent);
  return text !== undefined && apply(text, change).kind === 'applied';
}

/** The change in words, in the language of the text. */
function inWords(context: Context, base: number, parent: string | null, change: Change): Loose {
  const text = textOf(context, base, parent);
  if (text === undefined || apply(text, change).kind === 'refused') return [];
  return instruction(text, change, context.consultation.language).map((one) => one.text);
}

const standing: readonly string[] = ['submitted', 'admissible', 'adopted', 'rejected', 'moot'];

/** Amendments of the same text that want the same or nearly, most alike first. */
function similar(context: Context, parent: string | null, change: Change, except?: string): Loose {
  const { amendments } = context.consultation;
  const base = newest(context).number;
  const others = amendments.filter(
    (one) =>
      one.parent === parent &&
      one.base === base &&
      one.hidden === null &&
      one.id !== except &&
      standing.includes(one.status)
  );
  return similarTo({ id: except ?? '', change }, others).map(({ id, similarity, identical }) => {
    const { number, title, author, status } = find(context, id);
    const likeness = identical ? 1 : Math.min(similarity, 0.99);
    return {
      id,
      number,
      title,
      author,
      status,
      likeness,
      tally: tally(context, `amendment:${id}`),
    };
  });
}

function articleOfProposal(context: Context, { proposal, parent }: Loose): string | null {
  if (proposal.kind === 'edit') return proposal.article;
  const body = baseOf(context, parent);
  const block =
    proposal.kind === 'insert' || proposal.kind === 'article' ? proposal.after : proposal.block;
  const found = articles(body).find(
    (article) => article.id === block || article.blocks.some(({ id }) => id === block)
  );
  return found?.id ?? null;
}

function put(context: Context, body: Loose, id: string | undefined): Loose {
  const { consultation, state, at } = context;
  const article = articleOfProposal(context, body);
  insist(context, 'amend', body.parent ? subjectOf(find(context, body.parent)) : { article });
  const change = drafted(context, body);
  const old = id === undefined ? undefined : find(context, id);
  const wasPublic = old !== undefined && isPublic(old.status);
  const next = 1 + Math.max(0, ...consultation.amendments.map(({ number }) => number));
  const amendment: FixtureAmendment = {
    id: old?.id ?? state.nextId(),
    number: wasPublic ? old.number : body.submit ? next : 0,
    base: body.base,
    title: body.title,
    author: nameOf(context),
    proposal: body.proposal,
    status: wasPublic || body.submit ? 'submitted' : 'draft',
    article,
    submittedAt: wasPublic ? old.submittedAt : body.submit ? at : null,
    parent: body.parent ?? old?.parent ?? null,
    history: wasPublic ? [...old.history, revisionOf(old, at)] : [],
    wordings: old?.wordings ?? [],
    justification: (body.justification as string).split(/\n{2,}/).map((text) => ({
      type: 'paragraph' as const,
      id: state.nextId(),
      children: inlineFromText(text),
    })),
    sources: [],
    hidden: null,
    decision: null,
    example: false,
    ...change,
  };
  consultation.amendments = [...consultation.amendments.filter((one) => one !== old), amendment];
  if (isPublic(amendment.status)) {
    const { author, title } = amendment;
    const kind = wasPublic ? 'amendment-edited' : 'amendment-submitted';
    recordWords(context, kind, `amendment:${amendment.id}`, { author, title });
  }
  return amendmentSummary(context, amendment);
}

/** What an amendment was, as its history keeps it. */
function revisionOf(amendment: FixtureAmendment, at: string): FixtureAmendment['history'][number] {
  const { base, title, change, before, after, history } = amendment;
  const number = history.length + 1;
  const blocks = { before: [...before], after: [...after] } as Loose;
  return { number, at, ended: 'edited', base, title, change: change as Loose, ...blocks };
}

/** The same key with the same body gives the same answer; with another body it is refused. */
function once(context: Context, body: Loose, work: () => Loose): Loose {
  const known = context.state.keys.get(body.key);
  const { key, ...rest } = body;
  if (known !== undefined) {
    const [words, data] = JSON.parse(known);
    if (words !== JSON.stringify(rest)) throw new RefusalError('key-reused');
    return data;
  }
  const data = work();
  context.state.keys.set(key, JSON.stringify([JSON.stringify(rest), data]));
  return data;
}

/** The leaf of what somebody wrote, under the name of the contribution. */
function recordWords(context: Context, kind: string, subject: string, content: Loose): void {
  const { at } = context;
  const leaf = leafOf({ at, kind, subject }, Date.parse(at), content, subject);
  record(journalOf(context), leaf);
}

/** Receipt of the newest words of a contribution, for its author. */
function wordsReceipt(context: Context, subject: string): Loose {
  const { leaves } = journalOf(context);
  const index = leaves.findLastIndex(
    ({ entry, content }) => content !== null && JSON.parse(entry).subject === subject
  );
  const leaf = leaves[index];
  return leaf && { receipt: { code: receiptCode(index, leaf.hash), index } };
}

function journalOf({ consultation, at }: Context): FixtureJournal {
  consultation.journal ??= beginJournal(consultation, seed);
  signDue(consultation.journal, new Date(at));
  return consultation.journal;
}

/** A ballot act: its leaf, and the box as it is then. The same choice once more is no act. */
function ballot(context: Context, target: string, choice: string | null, key: string): Loose {
  const { consultation, who = '', at } = context;
  const box = `${target} ${who}`;
  const before = consultation.ballots.get(box)?.choice ?? null;
  const journal = journalOf(context);
  if (choice !== before) {
    const act = choice === null ? 'withdrawn' : before === null ? 'cast' : 'changed';
    const content = { act, choice, target, voter: voterOf(target, who) };
    record(journal, leafOf({ at, kind: 'ballot' }, Date.parse(at), content, key));
  }
  if (choice === null) consultation.ballots.delete(box);
  else if (choice !== before) consultation.ballots.set(box, { choice, at });
  const counts = target.startsWith('question:') ? null : tally(context, target);
  return { target, choice, tally: counts, receipt: lastReceipt(context, target) };
}

/** What the reader voted on and holds no ballot for any more. */
function takenBack(context: Context): Loose[] {
  const { consultation, who = '' } = context;
  const last = new Map<string, string>();
  for (const { kind, content, entry } of journalOf(context).leaves) {
    const { target = '', voter } = (content ?? {}) as Record<string, string>;
    if (kind === 'ballot' && voter === voterOf(target, who)) last.set(target, JSON.parse(entry).at);
  }
  return [...last]
    .filter(([target]) => !consultation.ballots.has(`${target} ${who}`))
    .map(([target, at]) => ownBallot(context, target, { choice: null, at }));
}

function ownBallot(context: Context, target: string, ballot: Loose): Loose {
  const { slug, title } = context.consultation;
  const receipt = lastReceipt(context, target);
  const question = questionAt(questionsOf(context), target) ?? null;
  const label = question?.title ?? target;
  return { consultation: { slug, title }, target, label, question, ...ballot, receipt };
}

/** What the reader did last with her ballot on a target. */
function lastOpinion(context: Context, target: string): Loose {
  const { consultation, who } = context;
  if (who === undefined) return { myChoice: null, myReceipt: null };
  const ballot = consultation.ballots.get(`${target} ${who}`);
  return { myChoice: ballot?.choice ?? null, myReceipt: lastReceipt(context, target) };
}

/** Of the act that made the box what it is. */
function lastReceipt(context: Context, target: string): Loose {
  const { leaves } = journalOf(context);
  const voter = voterOf(target, context.who ?? '');
  const index = leaves.findLastIndex(({ kind, content }) => {
    const ballot = content as Record<string, string> | null;
    return kind === 'ballot' && ballot?.target === target && ballot.voter === voter;
  });
  const leaf = leaves[index];
  return leaf === undefined ? null : { code: receiptCode(index, leaf.hash), index };
}

function session(state: FixtureState, email: string): Loose {
  const token = `token-${state.nextId()}`;
  state.sessions.set(token, email);
  return {
    token,
    expiresAt: '2099-01-01T00:00:00.000Z',
    account: { name: state.accounts.get(email)?.name },
  };
}

const operations: Record<keyof typeof publicEndpoints, (context: Context, input: Loose) => Loose> =
  {
    listConsultations: (context, { query }) => ({
      total: context.state.consultations.length,
      items: context.state.consultations
        .slice((query.page - 1) * query.pageSize, query.page * query.pageSize)
        .map((consultation) => summary({ ...context, consultation })),
    }),
    getConsultation: (context) => {
      const { presentation, commitment, answer, answeredAt, contact, phases, counts } =
        context.consultation;
      return {
        ...summary(context),
        presentation,
        commitment,
        answer,
        answeredAt,
        contact,
        charter: context.consultation.charter,
        phases,
        counts,
        method: context.consultation.method,
        passing: passingOf(context.consultation),
        questions: questionsOf(context).map(questionRef),
        orderSeed: seed,
        versions: versions(context),
        provenance: context.consultation.provenance,
      };
    },
    getVersion: (context, { params }) => {
      const all = context.consultation.versions;
      const version =
        params.number === 'latest'
          ? all.at(-1)
          : all.find(({ number }) => number === params.number);
      if (version === undefined) throw new RefusalError('not-found');
      const count = (items: readonly { target?: string; article?: string | null }[], id: string) =>
        items.filter((item) => item.target === `article:${id}` || item.article === id).length;
      return {
        consultation: summary(context),
        version: versions(context).find(({ number }: Loose) => number === version.number),
        versions: versions(context),
        body: version.body,
        articles: articles(version.body).map(({ id, heading }) => ({
          id,
          label: heading.label ?? '',
          title: headingTitle(heading),
          open: (['comment', 'amend', 'vote'] as const).filter(
            (what) =>
              may(
                context.consultation,
                { kind: 'participant', key: 'k' },
                what,
                { article: id },
                context.at
              ).kind === 'allowed'
          ),
          amendments: count(
            context.consultation.amendments.filter(({ status }) => isPublic(status)),
            id
          ),
          arguments: count(context.consultation.arguments, id),
          tally: tally(context, `article:${id}`),
        })),
      };
    },
    getArticle: (context, { params }) => {
      const version = newest(context);
      const all = articles(version.body);
      const index = all.findIndex(({ id }) => id === params.article);
      const article = all[index];
      if (article === undefined) throw new RefusalError('not-found');
      const ref = ({ id, label, children }: Loose) => ({
        id,
        label: label ?? '',
        title: headingTitle({ type: 'heading', id, rank: 'article', children }),
      });
      const target = `article:${article.id}`;
      const own = context.consultation.amendments.filter(
        (one) => one.article === article.id && isPublic(one.status)
      );
      const subject = { article: article.id };
      return {
        consultation: summary(context),
        version: versions(context).at(-1),
        article: {
          ...ref(article.heading),
          heading: article.heading.children,
          blocks: [article.heading, ...article.blocks],
          path: article.path.map(ref),
          explanation: context.consultation.explanations.get(article.id) ?? null,
        },
        previous: all[index - 1] ? ref(all[index - 1]?.heading) : null,
        next: all[index + 1] ? ref(all[index + 1]?.heading) : null,
        may: {
          comment: ask(context, 'comment', subject),
          amend: ask(context, 'amend', subject),
          vote: ask(context, 'vote', subject),
        },
        tally: tally(context, target),
        passing: passingOf(context.consultation),
        ...lastOpinion(context, target),
        arguments: opinions(context, target, 1, 3),
        amendments: {
          total: own.length,
          items: neutralOrder(own, seed, context.at.slice(0, 10))
            .slice(0, 5)
            .map((one) => amendmentSummary(context, one)),
        },
      };
    },
    getAttribution: (context, { params }) => {
      const version = context.consultation.versions.find(({ number }) => number === params.number);
      if (version === undefined) throw new RefusalError('not-found');
      const blocks = attributionOf(context.consultation, version.number);
      const named = new Set(
        blocks.flatMap(({ runs, frame, removed }) =>
          [
            frame,
            ...runs.map(({ origin }) => origin),
            ...removed.map(({ origin }) => origin),
          ].flatMap((origin) => (origin.kind === 'changes' ? origin.changes : []))
        )
      );
      return {
        consultation: summary(context),
        version: versions(context).find(({ number }: Loose) => number === version.number),
        versions: versions(context),
        body: version.body,
        blocks,
        contributions: context.consultation.amendments
          .filter(({ id }) => named.has(id))
          .map(({ id, number, title, author }) => ({ id, number, title, author })),
        decisions: decisionsOf(context.consultation, version.number),
      };
    },
    compareVersions: (context, { query }) => {
      const at = (number: number) =>
        context.consultation.versions.find((one) => one.number === number);
      const from = at(query.from);
      const to = at(query.to);
      if (from === undefined || to === undefined) throw new RefusalError('not-found');
      const view = (number: number) =>
        versions(context).find((one: Loose) => one.number === number);
      const low = Math.min(query.from, query.to);
      const high = Math.max(low, Math.max(query.from, query.to) - 1);
      return {
        consultation: summary(context),
        from: view(query.from),
        to: view(query.to),
        before: from.body,
        after: to.body,
        change: diff(from.body, to.body),
        amendments: context.consultation.amendments
          .filter(({ status, base }) => isPublic(status) && base >= low && base <= high)
          .map((one) => amendmentSummary(context, one)),
      };
    },
    listAmendments: (context, { query }) => {
      const { consultation } = context;
      const found = consultation.amendments.filter(
        (one) =>
          isPublic(one.status) &&
          (query.article === undefined || one.article === query.article) &&
          (query.status === undefined || one.status === query.status) &&
          (query.search === undefined ||
            one.title.toLowerCase().includes(query.search.toLowerCase()))
      );
      const day = context.at.slice(0, 10);
      const ordered =
        query.order === 'neutral'
          ? neutralOrder(found, seed, day)
          : [...found].sort((a, b) =>
              query.order === 'number' ? a.number - b.number : b.number - a.number
            );
      return {
        consultation: {
          slug: consultation.slug,
          title: consultation.title,
          language: consultation.language,
        },
        total: found.length,
        order: { algorithm: orderAlgorithm, seed, day },
        articles: articles(consultation.versions.at(-1)?.body ?? []).map(({ id, heading }) => ({
          id,
          label: heading.label ?? '',
          title: headingTitle(heading),
        })),
        items: ordered
          .slice((query.page - 1) * query.pageSize, query.page * query.pageSize)
          .map((one) => amendmentSummary(context, one)),
      };
    },
    previewAmendment: (context, { body }) => {
      const result = drafted(context, body);
      return {
        ...result,
        instruction: inWords(context, body.base, body.parent ?? null, result.change),
        similar: similar(context, body.parent ?? null, result.change, body.except),
      };
    },
    getAmendment: (context, { params }) => {
      const { consultation } = context;
      const amendment = find(context, params.id);
      const { id, slug, title, state, language, timeZone } = consultation;
      const shown = amendment.hidden === null;
      const subject = subjectOf(amendment);
      const mine = amendment.author === nameOf(context) && context.who !== undefined;
      const target = `amendment:${amendment.id}`;
      return {
        consultation: { id, slug, title, state, language, timeZone },
        amendment: {
          ...amendmentSummary(context, amendment),
          base: amendment.base,
          justification: shown ? amendment.justification : [],
          sources: shown ? amendment.sources : [],
          change: shown ? amendment.change : { algorithm: 'change@1', edits: [] },
          before: shown ? amendment.before : [],
          after: shown ? amendment.after : [],
          instruction: shown
            ? inWords(context, amendment.base, amendment.parent, amendment.change)
            : [],
          fits: fits(context, amendment),
          history: shown ? amendment.history : [],
          wordings: shown ? amendment.wordings : [],
          carried: shown ? (amendment.carried ?? null) : null,
          fate: shown ? fateOf(consultation, amendment.id) : null,
        },
        subAmendments: consultation.amendments
          .filter((one) => one.parent === amendment.id && isPublic(one.status))
          .map((one) => amendmentSummary(context, one)),
        similar: shown ? similar(context, amendment.parent, amendment.change, amendment.id) : [],
        mine,
        may: {
          comment: ask(context, 'comment', subject),
          amend: ask(context, 'amend', subject),
          vote: ask(context, 'vote', subject),
          edit: ask(context, 'edit-amendment', subject),
          withdraw: ask(context, 'withdraw-amendment', subject),
          reply: ask(context, 'reply-to-wording', subject),
        },
        passing: passingOf(consultation),
        ...lastOpinion(context, target),
        arguments: opinions(context, target, 1, 3),
      };
    },
    createAmendment: (context, { body }) =>
      once(context, body, () => put(context, body, undefined)),
    updateAmendment: (context, { params, body }) => {
      insist(context, 'edit-amendment', subjectOf(find(context, params.id)));
      return put(context, body, params.id);
    },
    withdrawAmendment: (context, { params }) => {
      const amendment = find(context, params.id);
      insist(context, 'withdraw-amendment', subjectOf(amendment));
      const draftOnly = amendment.status === 'draft';
      if (draftOnly) {
        context.consultation.amendments = context.consultation.amendments.filter(
          (one) => one !== amendment
        );
      } else amendment.status = 'withdrawn';
      return { id: amendment.id, status: draftOnly ? 'deleted' : 'withdrawn' };
    },
    replyToWording: (context, { params, body }) => {
      const amendment = find(context, params.id);
      insist(context, 'reply-to-wording', subjectOf(amendment));
      const wording = amendment.wordings.find(({ number }) => number === params.number);
      if (wording === undefined) throw new RefusalError('not-found');
      if (wording.state !== 'public') throw new RefusalError('status-forbids');
      wording.state = body.accept ? 'accepted' : 'refused';
      wording.reply = body.reply;
      return wording;
    },
    listArguments: (context, { query }) => {
      targetSubject(context, query.target);
      return opinions(context, query.target, query.page, query.pageSize);
    },
    createArgument: (context, { body }) =>
      once(context, body, () => {
        insist(context, 'comment', targetSubject(context, body.target));
        const { key: _, ...rest } = body;
        const argument: FixtureArgument = {
          ...rest,
          id: context.state.nextId(),
          author: nameOf(context),
          at: context.at,
          hidden: null,
        };
        context.consultation.arguments.push(argument);
        const { author, text } = argument;
        recordWords(context, 'argument-published', `argument:${argument.id}`, { author, text });
        return argumentView(context, argument);
      }),
    castBallot: (context, { params, body }) => {
      insist(context, 'vote', targetSubject(context, params.target));
      const { target } = params;
      const boxes = { method: context.consultation.method, questions: questionsOf(context) };
      if (!isChoice(boxes, target, body.choice)) throw new RefusalError('choice-unknown');
      return once(context, { ...body, target }, () =>
        ballot(context, target, body.choice, body.key)
      );
    },
    withdrawBallot: (context, { params, query }) => {
      const { target } = params;
      insist(context, 'vote', targetSubject(context, target));
      return once(context, { key: query.key, target, choice: null }, () =>
        ballot(context, target, null, query.key)
      );
    },
    getQuestion: (context, { params }) => {
      const all = questionsOf(context);
      const index = all.findIndex(({ id }) => id === params.question);
      const question = all[index];
      if (question === undefined) throw new RefusalError('not-found');
      return {
        consultation: summary(context),
        question,
        number: index + 1,
        total: all.length,
        previous: questionRef(all[index - 1]),
        next: questionRef(all[index + 1]),
        may: { vote: ask(context, 'vote', {}) },
        tally: questionTally(context, question),
        ...lastOpinion(context, `question:${question.id}`),
      };
    },
    getJournal: (context) => {
      const { consultation, at } = context;
      const { slug, title, language, openData } = consultation;
      const { origin, keys, leaves, checkpoint, seed: own } = journalOf(context);
      return {
        consultation: { slug, title, language },
        origin,
        size: leaves.length,
        checkpoint,
        keys,
        sealed: ask(context, 'see-counts', {}).kind === 'refused',
        order: { algorithm: orderAlgorithm, seed: own, commitment: orderCommitment(own) },
        editions: openData?.editions ?? [],
        files: `/consultations/data/${slug}/`,
        at,
      };
    },
    getRecordedAct: (context, { params }) => {
      const sealed = ask(context, 'see-counts', {}).kind === 'refused';
      const act = recordedAct(journalOf(context), params.code, sealed, context.at);
      if (act === undefined) throw new RefusalError('not-found');
      return act;
    },
    getResults: (context) => {
      const { consultation } = context;
      const sealed = ask(context, 'see-counts', {}).kind === 'refused';
      const args = (target: string) => {
        const of = (stance: string) =>
          consultation.arguments.filter((one) => one.target === target && one.stance === stance)
            .length;
        return { for: of('for'), against: of('against') };
      };
      const shown = consultation.amendments.filter(({ status }) => isPublic(status));
      const days = actsPerDay(
        [
          ...[...consultation.ballots.values()].map(({ at }) => ({ kind: 'ballot' as const, at })),
          ...consultation.arguments.map(({ at }) => ({ kind: 'argument' as const, at })),
          ...shown.flatMap(({ submittedAt: at }) =>
            at === null ? [] : [{ kind: 'amendment' as const, at }]
          ),
        ],
        consultation.timeZone
      );
      const { totals } = summary(context);
      return {
        consultation: summary(context),
        versions: versions(context),
        method: consultation.method,
        at: context.at,
        sealed,
        articles: articles(consultation.versions.at(-1)?.body ?? []).map(({ id, heading }) => ({
          id,
          label: heading.label ?? '',
          title: headingTitle(heading),
          tally: tally(context, `article:${id}`),
          arguments: args(`article:${id}`),
          amendments: shown.filter((one) => one.article === id).length,
        })),
        amendments: shown.map((one) => ({
          id: one.id,
          number: one.number,
          title: one.hidden ? '' : one.title,
          article: articleRef(context, one.article) ?? null,
          status: one.status,
          reason: one.decision?.reason ?? null,
          tally: tally(context, `amendment:${one.id}`),
          arguments: args(`amendment:${one.id}`),
          hidden: one.hidden !== null,
        })),
        questions: questionsOf(context).map((question) => {
          const tally = questionTally(context, question);
          return { question, ballots: tally.result?.ballots ?? null, tally };
        }),
        participation: {
          participants: sealed ? null : totals.participants,
          ballots: sealed ? null : totals.ballots,
          amendments: totals.amendments,
          arguments: totals.arguments,
          days: days.map((day) => ({ ...day, ballots: sealed ? null : day.ballots })),
        },
      };
    },
    getRegister: (context) => ({
      consultation: summary(context),
      inForce: context.consultation.register
        .filter(({ act }) => act === 'hide')
        .map(({ act: _, ...entry }) => entry),
      entries: context.consultation.register,
    }),
    createAccount: ({ state }, { body }) => {
      if (state.accounts.has(body.email)) throw new RefusalError('account-exists');
      state.accounts.set(body.email, { name: body.name, password: body.password });
      return session(state, body.email);
    },
    signIn: ({ state }, { body }) => {
      if (state.accounts.get(body.email)?.password !== body.password) {
        throw new RefusalError('sign-in-failed');
      }
      return session(state, body.email);
    },
    signOut: () => null,
    eraseAccount: (context, { body }) => {
      const { state, who = '' } = context;
      const account = state.accounts.get(who);
      if (account?.password !== body.password) throw new RefusalError('sign-in-failed');
      for (const { amendments, arguments: opinions } of state.consultations) {
        for (const one of [...amendments, ...opinions]) {
          if (one.author !== account?.name) continue;
          one.author = '';
          if (body.texts && 'text' in one) one.text = '';
          if (body.texts && 'justification' in one) one.justification = [];
        }
      }
      state.accounts.delete(who);
      for (const [token, email] of state.sessions) if (email === who) state.sessions.delete(token);
      return null;
    },
    getAccount: (context) => {
      const name = nameOf(context);
      const at = ({ slug, title }: FixtureConsultation) => ({ slug, title });
      return {
        account: { name },
        amendments: context.state.consultations.flatMap((consultation) =>
          consultation.amendments
            .filter(({ author }) => author === name)
            .map((one) => ({
              consultation: at(consultation),
              amendment: amendmentSummary({ ...context, consultation }, one),
            }))
        ),
        arguments: context.state.consultations.flatMap((consultation) =>
          consultation.arguments
            .filter(({ author }) => author === name)
            .map((one) => ({
              consultation: at(consultation),
              argument: argumentView({ ...context, consultation }, one),
            }))
        ),
        ballots: context.state.consultations.flatMap((consultation) =>
          [...consultation.ballots]
            .filter(([key]) => key.endsWith(` ${context.who}`))
            .map(([key, ballot]) => {
              const [target = ''] = key.split(' ');
              return ownBallot({ ...context, consultation }, target, ballot);
            })
            .concat(takenBack({ ...context, consultation }))
        ),
      };
    },
  };
