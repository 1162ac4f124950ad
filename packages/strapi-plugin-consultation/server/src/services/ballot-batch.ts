import { publicEndpoints, RefusalError } from 'consultation-core/contract';
import { scopeOf } from '../http/scope.ts';
import type { Db } from '../store/database.ts';
import { type Strapi, service } from '../strapi.ts';
import { type BallotAnswer, serveConsultation } from './ballot-box.ts';
import type { BallotAsk } from './ballot-known.ts';
import type { ballotLimit } from './ballot-limit.ts';

/** An ask of whoever holds a session; who that is, and whether she may, is looked up with the others'. */
export type SessionAsk = Omit<BallotAsk, 'actor' | 'at'> & { readonly token: string };

const scopes = {
  cast: scopeOf(publicEndpoints.castBallot),
  withdraw: scopeOf(publicEndpoints.withdrawBallot),
};

async function withActors(
  strapi: Strapi,
  db: Db,
  asks: readonly (BallotAsk | SessionAsk)[]
): Promise<readonly (BallotAsk | RefusalError)[]> {
  const tokens = asks.flatMap((ask) => ('token' in ask ? [ask.token] : []));
  if (tokens.length === 0) return asks as readonly BallotAsk[];
  const identity = service(strapi, 'identity');
  const held = await identity.resolveAll(db, [...new Set(tokens)], Object.values(scopes));
  return asks.map((ask) => {
    if (!('token' in ask)) return ask;
    const { token, ...rest } = ask;
    const session = held.get(token);
    if (session === undefined) return new RefusalError('sign-in-needed');
    const scope = ask.choice === null ? scopes.withdraw : scopes.cast;
    if (!session.scopes.has(scope)) return new RefusalError('not-allowed');
    return { ...rest, actor: identity.actorOf(session.user) };
  });
}

/** All asks of one transaction. Consultations are held in one order everywhere, so that no two wait for each other. */
export async function serveBallots(
  strapi: Strapi,
  db: Db,
  asks: readonly (BallotAsk | SessionAsk)[],
  limit: ReturnType<typeof ballotLimit>
): Promise<readonly BallotAnswer[]> {
  const answers: BallotAnswer[] = [];
  const open: { readonly ask: BallotAsk; readonly index: number }[] = [];
  for (const [index, ask] of (await withActors(strapi, db, asks)).entries()) {
    if (ask instanceof RefusalError) answers[index] = { kind: 'refused', error: ask };
    else open.push({ ask, index });
  }
  const tooMany = await limit(
    db,
    open.map(({ ask }) => ask)
  );
  const groups = new Map<string, (typeof open)[number][]>();
  for (const [place, one] of open.entries()) {
    const error = tooMany[place];
    if (error !== undefined) {
      answers[one.index] = { kind: 'refused', error };
      continue;
    }
    const group = groups.get(one.ask.slug);
    if (group === undefined) groups.set(one.ask.slug, [one]);
    else group.push(one);
  }
  for (const slug of [...groups.keys()].sort()) {
    const group = groups.get(slug) ?? [];
    const given = await serveConsultation(
      strapi,
      db,
      slug,
      group.map(({ ask }) => ask)
    );
    for (const [place, { index }] of group.entries()) answers[index] = given[place] as BallotAnswer;
  }
  return answers;
}
