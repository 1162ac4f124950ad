import { commitment } from 'consultation-core/log';
import type { Knex } from 'knex';
import { beforeAll, describe, expect, it } from 'vitest';
import { close, send, view } from './support/amending.ts';
import { app } from './support/app.ts';
import { audit, vote as cast, target } from './support/casting.ts';
import { api, type Citizen, citizen, newKey, ok, type Reply, request } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';
import { data, journalOf, mirror, offline, signed } from './support/journal.ts';
import { argue, findings, independently, lines, made, vote } from './support/open-data.ts';

let knex: Knex;
beforeAll(async () => {
  knex = (await app()).strapi.db.connection;
});

const erase = (who: Citizen, texts = true, password = who.password) =>
  api('DELETE', '/account', { token: who.token, body: { password, texts } });

interface Person {
  readonly who: Citizen;
  readonly amendment: string;
  readonly receipts: readonly string[];
}

/** Everybody votes, proposes and argues. */
async function crowd(place: Fixture, count: number): Promise<Person[]> {
  const people: Person[] = [];
  for (let index = 0; index < count; index += 1) {
    const who = await citizen(`Person${index}`);
    const title = `Wish of person ${index}`;
    const proposal = { kind: 'replace', block: 'p2', text: `They do it within ${index} days.` };
    const { id } = await ok(send(place, who, { proposal, title }));
    const one = await vote(place, who.token, index % 2 ? 'for' : 'against', 'article:art1');
    await argue(place, who.token, `amendment:${id}`, `Said by person ${index}.`);
    people.push({ who, amendment: id, receipts: [one.receipt.code] });
  }
  return people;
}

describe('a person who erases her account', () => {
  it('is asked for her password, and is nobody afterwards', async () => {
    const who = await citizen('Ada');
    expect((await erase(who, true, 'another password')).code).toBe('sign-in-failed');
    await ok(erase(who));
    expect((await api('GET', '/account', { token: who.token })).code).toBe('sign-in-needed');
    const { email, password } = who;
    expect((await api('POST', '/session', { body: { email, password } })).code).toBe(
      'sign-in-failed'
    );
  });

  it('acts no more in requests that were on their way', async () => {
    const place = await consultation();
    for (let round = 0; round < 6; round += 1) {
      const who = await citizen('Ada');
      await ok(cast(place, who.token, 'for'));
      // With texts the journal is held by whoever erases, without not.
      if (round % 2 === 0) await argue(place, who.token, target, 'Said before.');
      let isErased = false;
      const erased = erase(who).finally(() => {
        isErased = true;
      });
      const replies: Reply[] = [];
      const meanwhile = async (send: (index: number) => Promise<Reply>) => {
        for (let index = 0; !isErased; index += 1) replies.push(await send(index));
      };
      const choices = ['against', null, 'for'] as const;
      const sending = [0, 1, 2, 3].map(() =>
        meanwhile((index) => cast(place, who.token, choices[index % 3] ?? null))
      );
      const arguing = meanwhile((index) =>
        api('POST', `/consultations/${place.slug}/arguments`, {
          token: who.token,
          body: { target, stance: 'for', text: `Said ${index}.`, sources: [], key: newKey() },
        })
      );
      await Promise.all([...sending, arguing]);
      expect((await erased).status).toBe(200);
      for (const { status, code } of replies) {
        expect(status === 200 ? undefined : code).toBe(
          status === 200 ? undefined : 'sign-in-needed'
        );
      }
    }
    await audit(place);
    const people = await knex('consultation_arguments').where({ consultation: place.id });
    expect(people.filter((one) => one.author_name === 'Ada')).toEqual([]);
    await close(place);
    await made(place);
    expect(await findings(place)).toEqual([]);
  });

  it('takes her name and words along; all proofs, ballots and counts stay', async () => {
    const place = await consultation();
    const people = await crowd(place, 12);
    const before = await signed(place);
    const earlier = await made(place);
    const proofs = await Promise.all(
      people.map(({ receipts: [code] }) =>
        ok(api('GET', `/consultations/${place.slug}/journal/${code}`))
      )
    );
    const contents = await knex('consultation_acts')
      .where({ consultation: place.id })
      .whereNotNull('content');
    const gone = people.filter((_, index) => index % 3 === 0);
    const counted = await ok(api('GET', `/consultations/${place.slug}/results`));
    for (const { who } of gone) await ok(erase(who));

    // What showed them is not served from that moment on.
    expect((await data(place, `editions/${earlier.name}/journal.ndjson`)).status).toBe(404);
    const results = await ok(api('GET', `/consultations/${place.slug}/results`));
    expect(results.articles).toEqual(counted.articles);
    const after = await signed(place);
    const { entries, keys } = await mirror(place);
    expect(entries.filter((entry) => entry.includes('erasure-carried-out'))).toHaveLength(4);
    for (const { proof } of proofs)
      expect(offline(proof, keys)).toMatchObject({ kind: 'included' });
    expect(after.size).toBe(before.size + gone.length);
    const { service } = await app();
    expect((await service('journal').audit(place.id)).kind).toBe('sound');

    const edition = await made(place);
    expect(await findings(place)).toEqual([]);
    expect(await independently(place)).toMatch(new RegExp(`^ok ${edition.size} `));
    const texts = await Promise.all(
      edition.files.map(
        async ({ name }) => (await data(place, `editions/${edition.name}/${name}`)).text
      )
    );
    const everything = texts.join('\n');
    for (const { who, amendment } of gone) {
      const { index } = JSON.parse(
        JSON.stringify({ index: people.findIndex((one) => one.who === who) })
      );
      for (const word of [who.name, `Wish of person ${index}`, `Said by person ${index}.`]) {
        expect(everything).not.toMatch(new RegExp(`${word}(?!\\d)`));
      }
      const { amendment: shown } = await view(place, amendment);
      expect([shown.author, shown.title]).toEqual(['Erased account', 'Erased text']);
      // What others voted on stays.
      expect(JSON.stringify(shown)).toContain(`within ${index} days`);
    }
    expect(everything).toContain('Wish of person 1');
    expect(await lines(place, edition.name, 'ballots.ndjson')).toHaveLength(12);
    const journal = await lines(place, edition.name, 'journal.ndjson');
    expect(journal.filter(({ withheld }) => withheld === 'erased')).toHaveLength(2 * gone.length);
    // Whoever remembers every word cannot show that they are what a leaf commits to: the nonce is gone.
    const rows = await knex('consultation_acts')
      .where({ consultation: place.id })
      .whereIn(
        'subject',
        gone.map(({ amendment }) => `amendment:${amendment}`)
      )
      .andWhere({ kind: 'amendment-submitted' });
    expect(rows).toHaveLength(gone.length);
    for (const row of rows) {
      const known = contents.find(({ idx }) => idx === row.idx);
      expect([row.nonce, row.content]).toEqual([null, null]);
      const guess = commitment(new Uint8Array(32), JSON.parse(known.content));
      expect(row.entry).not.toContain(guess);
    }
  });

  it('may leave her words without her name; nothing leads back to her', async () => {
    const place = await consultation();
    const [person, other] = await crowd(place, 2);
    if (person === undefined || other === undefined) throw new Error('Nobody came');
    const voters = async () =>
      (await knex('consultation_ballots').where({ consultation: place.id })).map(
        ({ voter }: { voter: string }) => voter
      );
    const before = await voters();
    await ok(erase(person.who, false));
    const { amendment: shown } = await view(place, person.amendment);
    expect([shown.author, shown.title]).toEqual(['Erased account', 'Wish of person 0']);
    const after = await voters();
    expect(after).toHaveLength(2);
    expect(after.filter((voter) => before.includes(voter))).toHaveLength(1);
    await close(place);
    await made(place);
    expect(await findings(place)).toEqual([]);
    // Her receipt still says that her ballot is counted.
    const [code] = person.receipts;
    const act = await ok(api('GET', `/consultations/${place.slug}/journal/${code}`));
    expect(act.standing).toBe('counted');
    const page = await request('GET', `/consultations/en/${place.slug}`);
    expect(page.text).not.toContain(person.who.email);
    expect((await journalOf(place)).editions).toHaveLength(1);
  });
});
