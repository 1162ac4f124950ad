import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database } from './support/app.ts';
import { createDatabase, type Server, start } from './support/process.ts';
import { audit } from './support/process-audit.ts';
import {
  type Answer,
  act,
  ask,
  good,
  openPlace,
  type Place,
  staffToken,
} from './support/process-client.ts';

/** 10,000 for the whole proof: `RACE_REQUESTS=10000`. */
const equalRequests = Number(process.env.RACE_REQUESTS ?? 2_000);
const modelRuns = Number(process.env.RACE_MODEL_RUNS ?? 4);
const art1 = 'article:art1';
const art2 = 'article:art2';

let servers: readonly [Server, Server];
let staff: string;
let people: readonly string[];

describe.skipIf(database !== 'postgres')('two processes on one database', () => {
  beforeAll(async () => {
    await createDatabase('processes');
    // People who try everything at once meet the limit of an account, which is not what is tried here.
    const extra = { CONSULTATION_SIGN_EVERY: '1', TEST_BALLOTS_PER_ACCOUNT: '1000000' };
    const one = await start('processes', extra);
    const two = await start('processes', extra);
    servers = [one, two];
    staff = await staffToken(one);
    people = await one.ask('citizens', 40);
  }, 300_000);
  afterAll(async () => {
    await Promise.all((servers ?? []).map((server) => server.stop()));
  });
  const place = (settings: object = {}) => openPlace(servers[0], staff, settings);
  const vote = (
    server: 0 | 1,
    where: Place,
    sent: { who?: number; target?: string; choice: string | null; key?: string }
  ) => {
    const { who = 0, target = art1, choice, key = randomUUID() } = sent;
    return act(servers[server], where.slug, { token: people[who], target, choice, key });
  };
  const allWell = (answers: readonly Answer[]) =>
    expect([
      ...new Set(answers.filter(({ status }) => status !== 200).map(({ text }) => text)),
    ]).toEqual([]);
  async function clean(where: Place) {
    const [one, two] = await Promise.all(servers.map((server) => audit(server, where.id)));
    expect(one?.findings).toEqual([]);
    expect(two?.findings).toEqual([]);
    if (one === undefined) throw new Error('There is no audit.');
    return {
      box: [...one.ballots.values()].sort(),
      acts: one.leaves.filter(({ kind }) => kind === 'ballot').map(({ content }) => content),
      kinds: one.leaves.map(({ kind }) => kind),
    };
  }

  it('take a double click on both at once for one', async () => {
    const where = await place();
    const key = randomUUID();
    const answers = await Promise.all([
      vote(0, where, { choice: 'for', key }),
      vote(1, where, { choice: 'for', key }),
    ]);
    allWell(answers);
    expect(answers[0]?.data.receipt).toEqual(answers[1]?.data.receipt);
    const { box, acts } = await clean(where);
    expect([box, acts.length]).toEqual([['for'], 1]);
  });

  it('make one act of one key, whatever it asks the second time', async () => {
    const where = await place();
    for (let who = 0; who < 20; who += 1) {
      const key = randomUUID();
      const answers = await Promise.all([
        vote(0, where, { who, choice: 'for', key }),
        vote(1, where, { who, choice: 'against', key }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)?.code).toBe('key-reused');
    }
    const { box, acts } = await clean(where);
    expect([box.length, acts.length]).toEqual([20, 20]);
  });

  it(`give ${equalRequests} equal requests one row, one leaf and one receipt`, async () => {
    const where = await place();
    const key = randomUUID();
    const began = performance.now();
    const answers = await Promise.all(
      Array.from({ length: equalRequests }, (_, index) =>
        vote((index % 2) as 0 | 1, where, { choice: 'for', key })
      )
    );
    const seconds = (performance.now() - began) / 1_000;
    allWell(answers);
    expect(new Set(answers.map(({ data }) => JSON.stringify(data.receipt))).size).toBe(1);
    const { box, acts } = await clean(where);
    expect([box, acts.length]).toEqual([['for'], 1]);
    console.log(`${equalRequests} equal requests in ${seconds.toFixed(1)} s`);
  }, 300_000);

  it('give changes and withdrawals at once one end, told the same everywhere', async () => {
    const where = await place();
    for (let who = 0; who < 20; who += 1) {
      allWell([await vote(0, where, { who, choice: 'for' })]);
    }
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, who) => [
        vote(0, where, { who, choice: 'against' }),
        vote(1, where, { who, choice: null }),
        vote(0, where, { who, choice: null }),
        vote(1, where, { who, choice: 'mixed' }),
      ]).flat()
    );
    allWell(answers);
    await clean(where);
  });

  it('never wait for each other when people act on two targets in opposite orders', async () => {
    const where = await place();
    const answers: Answer[] = [];
    await Promise.all(
      Array.from({ length: 20 }, async (_, who) => {
        const order = who % 2 === 0 ? [art1, art2] : [art2, art1];
        for (const choice of ['for', 'against', 'mixed']) {
          answers.push(
            ...(await Promise.all(
              order.map((target, index) =>
                vote(((who + index) % 2) as 0 | 1, where, { who, target, choice })
              )
            ))
          );
        }
      })
    );
    allWell(answers);
    const { box, acts } = await clean(where);
    expect([box.length, acts.length]).toEqual([40, 120]);
  });

  it('count what was acknowledged before the other one closes, and nothing after', async () => {
    for (let round = 0; round < 3; round += 1) {
      const where = await place();
      const acknowledged: Answer[] = [];
      const refused: Answer[] = [];
      const voting = Array.from({ length: 20 }, async (_, who) => {
        for (let step = 0; ; step += 1) {
          const choice = ['for', 'against', 'mixed'][step % 3] as string;
          const answer = await vote((who % 2) as 0 | 1, where, { who, choice });
          (answer.status === 200 ? acknowledged : refused).push(answer);
          if (answer.status !== 200) return;
        }
      });
      await new Promise((resolve) => setTimeout(resolve, 150 + 100 * round));
      await good(
        ask(servers[1], 'POST', `/consultation/consultations/${where.id}/state`, {
          token: staff,
          body: { state: 'closed' },
        })
      );
      await Promise.all(voting);
      expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['consultation-not-open']));
      const { acts, kinds } = await clean(where);
      expect(acts.length).toBe(acknowledged.length);
      expect(kinds.lastIndexOf('ballot')).toBeLessThan(kinds.indexOf('consultation-closed'));
    }
  });

  it('refuse after the deadline of a phase by the clock of the database alone', async () => {
    const closesAt = new Date(Date.now() + 2_000).toISOString();
    const opensAt = new Date(Date.now() - 3_600_000).toISOString();
    const phases = [{ id: 'short', name: 'Short', opensAt, closesAt, allows: ['vote'] }];
    const where = await place({ phases });
    let acknowledged = 0;
    const codes = new Set<string | undefined>();
    await Promise.all(
      Array.from({ length: 16 }, async (_, who) => {
        for (let step = 0; ; step += 1) {
          const choice = ['for', 'against', 'mixed'][step % 3] as string;
          const answer = await vote((who % 2) as 0 | 1, where, { who, choice });
          if (answer.status !== 200) {
            codes.add(answer.code);
            return;
          }
          acknowledged += 1;
        }
      })
    );
    expect(codes).toEqual(new Set(['phase-closed']));
    expect(acknowledged).toBeGreaterThan(16);
    const { acts } = await clean(where);
    expect(acts.length).toBe(acknowledged);
    const rows = await servers[0].ask('rows', 'consultation_ballots', { consultation: where.id });
    for (const { at } of rows) expect(at < closesAt).toBe(true);
  });

  it('follow a model, each act sent to either of them', async () => {
    const step = fc.record({
      who: fc.nat(5),
      target: fc.constantFrom(art1, art2),
      choice: fc.option(fc.constantFrom('for', 'mixed', 'against'), { nil: null }),
      server: fc.constantFrom(0 as const, 1 as const),
    });
    const run = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), {
      minLength: 5,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(run, async (roundsOfActs) => {
        const where = await place();
        const model = new Map<string, string>();
        let acts = 0;
        for (const round of roundsOfActs) {
          // At most one act of each voter on a target at once, so that the model knows the end.
          const now = new Map(round.map((one) => [`${one.who} ${one.target}`, one]));
          allWell(
            await Promise.all(
              [...now.values()].map(({ server, ...sent }) => vote(server, where, sent))
            )
          );
          for (const [seat, { choice }] of now) {
            if (model.get(seat) !== (choice ?? undefined)) acts += 1;
            if (choice === null) model.delete(seat);
            else model.set(seat, choice);
          }
        }
        const end = await clean(where);
        expect(end.box).toEqual([...model.values()].sort());
        expect(end.acts.length).toBe(acts);
      }),
      { numRuns: modelRuns }
    );
  }, 600_000);
});
