/** A voter finds the receipt of her last act on the page of the item and in her account, and nobody else does. */
import { beforeAll, describe, expect, it } from 'vitest';
import { send } from './support/amending.ts';
import { app } from './support/app.ts';
import { citizens } from './support/citizens.ts';
import { api, type Citizen, citizen, ok } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';
import { vote } from './support/open-data.ts';

let place: Fixture;
let ada: Citizen;
let tokens: string[];
beforeAll(async () => {
  await app();
  tokens = await citizens(60);
  place = await consultation();
  ada = await citizen();
});

const article = (token: string | undefined, where = place) =>
  ok(api('GET', `/consultations/${where.slug}/articles/art1`, { token }));
const withdraw = (target: string, where = place) =>
  ok(api('DELETE', `/consultations/${where.slug}/ballots/${target}`, { token: ada.token }));
const own = async (where = place) => {
  const { ballots } = await ok(api('GET', '/account', { token: ada.token }));
  return ballots.filter((one: { consultation: { slug: string } }) => {
    return one.consultation.slug === where.slug;
  });
};

describe('the receipt of one’s own ballot', () => {
  it('is that of the newest act, also of a change and of taking it back', async () => {
    expect(await article(ada.token)).toMatchObject({ myChoice: null, myReceipt: null });
    const cast = await vote(place, ada.token, 'for', 'article:art1');
    expect(await article(ada.token)).toMatchObject({ myChoice: 'for', myReceipt: cast.receipt });
    const changed = await vote(place, ada.token, 'against', 'article:art1');
    expect(changed.receipt.index).toBeGreaterThan(cast.receipt.index);
    expect(await article(ada.token)).toMatchObject({ myReceipt: changed.receipt });
    const gone = await withdraw('article:art1');
    expect(gone.receipt.index).toBeGreaterThan(changed.receipt.index);
    expect(await article(ada.token)).toMatchObject({ myChoice: null, myReceipt: gone.receipt });
    // Taking back what is not there, with a new key, tells of the act that took it back.
    expect((await withdraw('article:art1')).receipt).toEqual(gone.receipt);
    expect(await own()).toMatchObject([
      { target: 'article:art1', choice: null, receipt: gone.receipt },
    ]);
    const again = await vote(place, ada.token, 'mixed', 'article:art1');
    expect(await article(ada.token)).toMatchObject({ myChoice: 'mixed', myReceipt: again.receipt });
    const act = await ok(
      api('GET', `/consultations/${place.slug}/journal/${again.receipt.code}`, {})
    );
    expect(act.standing).toBe('counted');
  });

  it('is told to nobody else', async () => {
    const other = await citizen('Grace');
    for (const token of [other.token, undefined]) {
      expect(await article(token)).toMatchObject({ myChoice: null, myReceipt: null });
    }
    expect((await ok(api('GET', '/account', { token: other.token }))).ballots).toEqual([]);
  });

  it('is on the page of an amendment and in the account, with its title', async () => {
    const where = await consultation();
    const proposal = { kind: 'replace', block: 'p2', text: 'They do it within two days.' };
    const { id } = await ok(send(where, await citizen('Eve'), { proposal, title: 'Two days' }));
    const { receipt } = await vote(where, ada.token, 'for', `amendment:${id}`);
    const view = await ok(
      api('GET', `/consultations/${where.slug}/amendments/${id}`, { token: ada.token })
    );
    expect(view).toMatchObject({ myChoice: 'for', myReceipt: receipt });
    expect(view.passing.majority).toEqual({ kind: 'simple' });
    expect(await own(where)).toMatchObject([{ label: '1 – Two days', choice: 'for', receipt }]);
  });

  it('goes with the account that is erased', async () => {
    const where = await consultation();
    const leaver = await citizen('Leaver');
    await vote(where, leaver.token, 'for', 'article:art1');
    await ok(
      api('DELETE', `/consultations/${where.slug}/ballots/article:art1`, { token: leaver.token })
    );
    const { strapi } = await app();
    const rows = () =>
      strapi.db.connection('consultation_withdrawals').where({ consultation: where.id });
    expect(await rows()).toHaveLength(1);
    await ok(
      api('DELETE', '/account', {
        token: leaver.token,
        body: { password: leaver.password, texts: false },
      })
    );
    expect(await rows()).toEqual([]);
  });
});

interface Query {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

/** What is asked of the database while something is done. */
async function asked(run: () => Promise<unknown>): Promise<readonly Query[]> {
  const { connection: knex } = (await app()).strapi.db;
  const seen: Query[] = [];
  const note = (query: Query) => seen.push(query);
  knex.on('query', note);
  await run();
  knex.removeListener('query', note);
  return seen;
}

/** How SQLite finds the rows of a statement. */
async function planOf({ sql, bindings }: Query): Promise<readonly string[]> {
  const { connection: knex } = (await app()).strapi.db;
  const plan: { detail: string }[] = await knex.raw(
    `explain query plan ${sql}`,
    bindings as string[]
  );
  return plan.map(({ detail }) => detail);
}

describe('finding it', () => {
  it('takes a look at what is asked about for texts, and not at all texts', async () => {
    const { strapi } = await app();
    const where = await consultation();
    const proposal = { kind: 'replace', block: 'p2', text: 'They do it within a week.' };
    const { receipt } = await ok(send(where, ada, { proposal, title: 'A week' }));
    const statements = await asked(async () => {
      const { amendments } = await ok(api('GET', '/account', { token: ada.token }));
      const mine = amendments.find(
        (one: { consultation: { slug: string } }) => one.consultation.slug === where.slug
      );
      expect(mine.amendment.receipt).toEqual(receipt);
    });
    const leaves = statements.filter(({ sql }) => /consultation_acts.*.subject. in \(/s.test(sql));
    expect(leaves.length).toBeGreaterThan(0);
    if (strapi.db.dialect.client !== 'sqlite') return;
    for (const statement of leaves) {
      expect((await planOf(statement)).join()).toContain('consultation_acts_subject');
    }
  });

  it('takes as many statements in a full box as in an empty one, each by a key', async () => {
    const { strapi } = await app();
    const where = await consultation();
    await vote(where, ada.token, 'for', 'article:art1');
    const pages = [() => article(ada.token, where), () => own(where)];
    const before = [];
    // Once without counting: what is remembered for a while is asked for first.
    for (const page of pages) await page();
    for (const page of pages) before.push((await asked(page)).length);
    for (const token of tokens) {
      await vote(where, token, 'against', 'article:art1');
      await vote(where, token, 'for', 'article:art2');
    }
    for (const [index, page] of pages.entries()) {
      const statements = await asked(page);
      expect(statements.length).toBe(before[index]);
      const boxes = statements.filter(({ sql }) => /consultation_(ballots|withdrawals)/.test(sql));
      expect(boxes).toHaveLength(1);
      if (strapi.db.dialect.client !== 'sqlite') continue;
      const steps = await planOf(boxes[0] as Query);
      expect(steps.some((step) => /SEARCH b /.test(step))).toBe(true);
      expect(steps.filter((step) => /SCAN [bwo]\b/.test(step))).toEqual([]);
    }
  });
});
