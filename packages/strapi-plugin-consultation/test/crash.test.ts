import { setTimeout } from 'node:timers/promises';
import { parseReceiptCode } from 'consultation-core/log';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database } from './support/app.ts';
import { createDatabase, type Server, start } from './support/process.ts';
import { type Audit, audit, receiptFault } from './support/process-audit.ts';
import { openPlace, staffToken } from './support/process-client.ts';
import {
  type Load,
  note,
  type Outcome,
  random,
  runLoad,
  sendIntent,
} from './support/process-load.ts';

/** 50 for the whole proof: `CRASH_ROUNDS=50`. Another seed kills at other moments. */
const rounds = Number(process.env.CRASH_ROUNDS ?? 4);
const seed = Number(process.env.CRASH_SEED ?? 2015);
const roundsOfOnePlace = 10;
const people = 48;
const workers = 16;
const many = database === 'postgres' ? 2 : 1;
const name = 'crash';
const begin = () => start(name, { CONSULTATION_SIGN_EVERY: '1' });

let servers: Server[] = [];
let undisturbed: number;
let staff: string;
let tokens: readonly string[];
beforeAll(async () => {
  await createDatabase(name);
  // One after the other: the first makes the tables.
  for (let index = 0; index < many; index += 1) servers.push(await begin());
  const [first] = servers as [Server];
  undisturbed = first.startedIn;
  staff = await staffToken(first);
  tokens = await first.ask('citizens', people);
}, 300_000);
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
});

/** What is wrong with an act that was acknowledged; null when its leaf is there and says what was asked. */
function fault({ intent, answer }: Outcome, { leaves }: Audit): string | null {
  const code = answer?.data?.receipt?.code;
  if (intent.kind === 'amendment-withdrawn') {
    const subject = `amendment:${intent.amendment}`;
    const left = leaves.filter((leaf) => leaf.kind === intent.kind && leaf.subject === subject);
    return left.length === 1 ? null : `${subject} was withdrawn ${left.length} times`;
  }
  const wrong = receiptFault(code, leaves);
  if (wrong !== null) return `${intent.kind}: ${wrong}`;
  const { content, kind } = leaves[parseReceiptCode(code)?.index as number] ?? {};
  if (intent.kind !== 'ballot') {
    const expected = intent.kind === 'amendment' ? 'amendment-submitted' : 'argument-published';
    return kind === expected && JSON.stringify(content).includes(intent.key)
      ? null
      : `the leaf ${code} is not that of the ${intent.kind} ${intent.key}`;
  }
  const same =
    content?.act === intent.act &&
    content?.choice === intent.choice &&
    content?.target === intent.target;
  return same
    ? null
    : `${code} says ${JSON.stringify(content)}, asked was ${JSON.stringify(intent)}`;
}

/** Each acknowledged act is there once, and no act is there that nobody asked for. */
function compare(outcomes: readonly Outcome[], found: Audit): string[] {
  const faults = outcomes.filter(({ answer }) => answer !== null).map((one) => fault(one, found));
  const problems = faults.filter((one) => one !== null);
  const places = outcomes
    .map(({ answer }) => answer?.data?.receipt?.code)
    .filter((code) => code !== undefined);
  if (new Set(places).size !== places.length) problems.push('Two acts have one receipt.');
  return problems;
}

function countsOf(choices: Iterable<readonly [seat: string, choice: string]>) {
  const counts: Record<string, number> = {};
  for (const [seat, choice] of choices) {
    const target = seat.split(' ').find((word) => word.includes(':'));
    counts[`${target} ${choice}`] = (counts[`${target} ${choice}`] ?? 0) + 1;
  }
  return counts;
}

describe(`${many === 1 ? 'a process' : 'two processes on one database'}, killed at any moment`, () => {
  it(
    `${rounds} times under load: nothing acknowledged is lost, nothing is done twice`,
    async () => {
      const roll = random(seed);
      const told = { acknowledged: 0, inDoubt: 0, doneBefore: 0, checkpoints: 0, slowest: 0 };
      let load: Load | undefined;
      let outcomes: Outcome[] = [];
      for (let round = 0; round < rounds; round += 1) {
        if (load === undefined || round % roundsOfOnePlace === 0) {
          const { slug, id } = await openPlace(servers[0] as Server, staff);
          outcomes = [];
          load = {
            slug,
            id,
            tokens,
            random: roll,
            servers: () => servers.filter((server) => !server.isGone()),
            workers,
            box: new Map(),
            amendments: [],
          };
        }
        const { slug, id } = load;
        let over = false;
        const running = runLoad(load, () => over);
        await setTimeout(100 + roll() * 900);
        const dice = roll();
        const killed =
          many === 1 || dice < 1 / 3 ? [...servers] : [servers[dice < 2 / 3 ? 0 : 1] as Server];
        await Promise.all(killed.map((server) => server.kill()));
        // Whoever survives goes on for a while: nothing of the dead one may hold it up.
        if (killed.length < servers.length) await setTimeout(300);
        over = true;
        outcomes.push(...(await running));

        servers = await Promise.all(
          servers.map((server) => (killed.includes(server) ? begin() : server))
        );
        for (const server of servers.filter((one) => !killed.includes(one))) {
          expect(server.isGone()).toBe(false);
        }
        const startedIn = Math.max(...servers.map((server) => server.startedIn));
        // On a machine that is busy with other things a start takes long whatever was killed.
        expect(startedIn).toBeLessThan(Math.max(10_000, 3 * undisturbed));
        const [first] = servers as [Server];
        const after = await audit(first, id);
        expect(after.findings, `round ${round}, seed ${seed}`).toEqual([]);
        expect(compare(outcomes, after), `round ${round}, seed ${seed}`).toEqual([]);

        const size = after.leaves.length;
        const doubts = outcomes.filter(({ answer }) => answer === null);
        for (const doubt of doubts) {
          const server = servers[Math.floor(roll() * servers.length)] as Server;
          const answer = await sendIntent(server, slug, tokens, doubt.intent);
          const gone =
            doubt.intent.kind === 'amendment-withdrawn' && answer.code === 'status-forbids';
          if (!gone) expect(answer.status, answer.text).toBe(200);
          outcomes[outcomes.indexOf(doubt)] = { ...doubt, answer };
          note(load, doubt.intent, answer);
        }
        const end = await audit(first, id);
        expect(end.findings, `round ${round}, seed ${seed}`).toEqual([]);
        expect(compare(outcomes, end), `round ${round}, seed ${seed}`).toEqual([]);
        // One leaf for each act of somebody, and none besides.
        const of = (kind: string) => end.leaves.filter((leaf) => leaf.kind === kind).length;
        const asked = (kind: string) =>
          outcomes.filter(({ intent }) => intent.kind === kind).length;
        expect(of('ballot')).toBe(asked('ballot'));
        expect(of('amendment-submitted')).toBe(asked('amendment'));
        expect(of('argument-published')).toBe(asked('argument'));
        expect(countsOf(end.ballots)).toEqual(countsOf(load.box));
        told.inDoubt += doubts.length;
        told.doneBefore += doubts.length - (end.leaves.length - size);
        told.acknowledged = told.acknowledged + outcomes.length;
        told.checkpoints = Math.max(told.checkpoints, end.checkpoints);
        told.slowest = Math.max(told.slowest, Math.round(startedIn));
      }
      console.log(`${database}: ${rounds} rounds, seed ${seed}: ${JSON.stringify(told)}`);
    },
    rounds * 30_000 + 60_000
  );
});
