import { grades } from 'consultation-core/vote';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { app } from './support/app.ts';
import { options, questions } from './support/asking.ts';
import { api, type Citizen, citizen, newKey, ok, request, staff } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';
import { actsOf, ballotsOf, talliesOf } from './support/tables.ts';

const asking = (settings: object = {}) => consultation({ settings: { questions, ...settings } });

let place: Fixture;
let ada: Citizen;
let grace: Citizen;
beforeAll(async () => {
  await app();
  place = await asking();
  ada = await citizen();
  grace = await citizen('Grace');
});
afterEach(async () => (await app()).service('clock').stopAt(null));

const path = (where: Fixture, id: string) => `/consultations/${where.slug}/ballots/question:${id}`;
const vote = (id: string, choice: unknown, where = place, who = ada, key = newKey()) =>
  api('PUT', path(where, id), { body: { choice, key }, token: who.token });
const takeBack = (id: string, where = place, who = ada) =>
  api('DELETE', path(where, id), { token: who.token });
const read = (id: string, where = place, who?: Citizen) =>
  ok(api('GET', `/consultations/${where.slug}/questions/${id}`, who && { token: who.token }));
const resultsOf = (where: Fixture) => ok(api('GET', `/consultations/${where.slug}/results`));
const kindsOf = async ({ id }: Fixture) =>
  (await actsOf(id)).map(({ kind }) => kind).filter((kind) => kind.startsWith('ballot-'));
const countedOf = async ({ id }: Fixture) =>
  (await talliesOf(id)).filter(({ count }) => count !== 0);
const setState = ({ id }: Fixture, state: string) =>
  ok(staff('POST', `/consultations/${id}/state`, { body: { state } }));

describe('a citizen answers a question', () => {
  it('casts, changes and withdraws a ballot, and the result follows', async () => {
    const where = await asking();
    const first = await ok(vote('q3', 'b>a=c', where));
    expect(first).toMatchObject({ target: 'question:q3', choice: 'b>a=c', tally: null });
    expect((await read('q3', where)).tally.result).toMatchObject({ ballots: 1, winners: ['b'] });
    await ok(vote('q3', 'c>a>b', where));
    const view = await read('q3', where, ada);
    expect(view.tally.result).toMatchObject({ ballots: 1, winners: ['c'] });
    expect(view.myChoice).toBe('c>a>b');
    expect(await countedOf(where)).toEqual([{ target: 'question:q3', choice: 'c>a>b', count: 1 }]);
    const last = await ok(takeBack('q3', where));
    expect(last).toMatchObject({ choice: null, tally: null });
    const after = await read('q3', where, ada);
    expect(after.tally.result).toMatchObject({ ballots: 0, winners: [] });
    expect(after.myChoice).toBeNull();
    expect(after.myReceipt).toEqual(last.receipt);
    expect(await kindsOf(where)).toEqual(['ballot-cast', 'ballot-changed', 'ballot-withdrawn']);
    expect(await ballotsOf(where.id)).toEqual([]);
  });

  it('is answered in the way of each method', async () => {
    const where = await asking();
    await ok(vote('q1', 'a,c', where));
    await ok(vote('q1', 'a', where, grace));
    await ok(vote('q2', 'a:very-good,b:to-reject', where));
    await ok(vote('q2', 'blank', where, grace));
    await ok(vote('q4', 'c>a', where));
    const view = await resultsOf(where);
    const [approval, judgment, schulze, runoff] = view.questions;
    expect(approval).toMatchObject({
      question: questions[0],
      ballots: 2,
      tally: { method: 'approval@1', result: { winners: ['a'], blank: 0 } },
    });
    expect(approval.tally.result.standings[0]).toEqual({ option: 'a', place: 1, approvals: 2 });
    expect(judgment).toMatchObject({ ballots: 2, tally: { result: { winners: ['a'], blank: 1 } } });
    expect(judgment.tally.result.standings[0].counts).toEqual(
      grades.map((grade) => (grade === 'very-good' ? 1 : 0))
    );
    expect(schulze).toMatchObject({ ballots: 0, tally: { result: { winners: [] } } });
    expect(runoff.tally.result).toMatchObject({ winners: ['c'], rounds: [{ exhausted: 0 }] });
    // Ballots on questions are ballots, and whoever casts one takes part.
    expect(view.participation).toMatchObject({ ballots: 5, participants: 2 });
    expect(view.articles[0].tally.counts).toEqual({ for: 0, mixed: 0, against: 0 });
    const { id } = where;
    const { questions: seen } = await ok(staff('GET', `/consultations/${id}/results`));
    expect(seen).toEqual(view.questions);
  });

  it('has one ballot after 60 equal requests at once, and one act for one key', async () => {
    const where = await asking();
    const key = newKey();
    const replies = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        vote('q3', 'a>b', where, ada, index % 2 === 0 ? key : newKey())
      )
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(await kindsOf(where)).toEqual(['ballot-cast']);
    expect(await countedOf(where)).toEqual([{ target: 'question:q3', choice: 'a>b', count: 1 }]);
    // The same key with another paper is another intention.
    expect((await vote('q3', 'b>a', where, ada, key)).code).toBe('key-reused');
  });

  it('ends with one ballot and right counts when papers race', async () => {
    const where = await asking();
    const papers = ['a>b>c', 'b', 'c=a>b', null];
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => {
        const paper = papers[index % 4] as string | null;
        return paper === null ? takeBack('q3', where) : vote('q3', paper, where);
      })
    );
    const ballots = await ballotsOf(where.id);
    expect(ballots.length).toBeLessThan(2);
    expect(await countedOf(where)).toEqual(
      ballots.map(({ target, choice }) => ({ target, choice, count: 1 }))
    );
  });

  it('sees the result of now, whoever looked before', async () => {
    const where = await asking();
    const seen = async () => {
      const { tally } = await read('q1', where);
      const { questions: all, participation } = await resultsOf(where);
      expect(all[0].tally).toEqual(tally);
      return [tally.result.ballots, participation.ballots, ...tally.result.winners];
    };
    expect(await seen()).toEqual([0, 0]);
    await ok(vote('q1', 'a', where));
    expect(await seen()).toEqual([1, 1, 'a']);
    expect(await seen()).toEqual([1, 1, 'a']);
    await ok(vote('q1', 'b', where));
    expect(await seen()).toEqual([1, 1, 'b']);
    await ok(vote('q1', 'b,c', where, grace));
    expect(await seen()).toEqual([2, 2, 'b']);
    await ok(takeBack('q1', where));
    expect(await seen()).toEqual([1, 1, 'b', 'c']);
    // An act that is later taken back by its transaction leaves nothing.
    const { strapi, service } = await app();
    await expect(
      strapi.db.transaction(async () => {
        const actor = { key: 'somebody', name: 'Somebody' };
        const target = 'question:q1';
        await service('ballot').cast({ slug: where.slug, target, choice: 'a', actor });
        throw new Error('Undone.');
      })
    ).rejects.toThrow('Undone.');
    expect(await seen()).toEqual([1, 1, 'b', 'c']);
  });

  it('does not have all ballots counted anew for each look where that takes long', async () => {
    const { strapi } = await app();
    const knex = strapi.db.connection;
    const many = Array.from({ length: 20 }, (_, index) => ({
      id: `o${index}`,
      label: `Option ${index}`,
    }));
    const where = await asking({ questions: [{ ...questions[2], options: many }] });
    await ok(vote('q3', 'o1', where));
    // 20,000 rankings that all differ, as if as many people had voted.
    const distinct = Array.from({ length: 20_000 }, (_, index) => {
      // The binary digits of the number say which of the first 15 are ranked, in front of the others.
      const bit = (place: number) => (index >> place) % 2 === 1;
      const ranked = many.slice(0, 15).filter((_, place) => bit(place));
      const choice = [...ranked, ...many.slice(15)].map(({ id }) => id).join('>');
      return { consultation: where.id, target: 'question:q3', choice, count: 1 };
    });
    for (let from = 0; from < distinct.length; from += 100) {
      await knex('consultation_tallies').insert(distinct.slice(from, from + 100));
    }
    const seen: string[] = [];
    const listen = ({ sql }: { sql: string }) => seen.push(sql);
    const counted = () =>
      seen.filter((sql) => /select target, choice, count from .* target in \([?$]/s.test(sql))
        .length;
    knex.on('query', listen);
    try {
      // The first look may be at what was kept before the rows came.
      await ok(vote('q3', 'o2', where));
      const looks = [];
      for (let look = 0; look < 10; look += 1) {
        await ok(vote('q3', `o${look}`, where));
        looks.push(read('q3', where), read('q3', where));
      }
      await Promise.all(looks);
      expect(counted()).toBeLessThan(6);
      expect(counted()).toBeGreaterThan(0);
      await setState(where, 'closed');
      const { tally } = await read('q3', where);
      expect(tally.result.ballots).toBe(
        (await countedOf(where)).reduce((sum, { count }) => sum + count, 0)
      );
    } finally {
      knex.off('query', listen);
    }
  }, 120_000);

  it('may write the longest ballot there is, and send it again', async () => {
    const long = Array.from({ length: 20 }, (_, index) => ({
      id: `option${String.fromCharCode(97 + index)}${index % 10}`,
      label: `Option ${index}`,
    }));
    const where = await asking({
      questions: [{ ...questions[1], options: long }],
    });
    const choice = long.map(({ id }) => `${id}:insufficient`).join(',');
    expect(choice.length).toBeGreaterThan(430);
    const first = await ok(vote('q2', choice, where));
    const key = newKey();
    // A request that changes nothing is kept too, with the ballot it was about.
    for (let time = 0; time < 2; time += 1) {
      expect(await ok(vote('q2', choice, where, ada, key))).toEqual(first);
    }
    expect((await read('q2', where, ada)).myChoice).toBe(choice);
    expect(await kindsOf(where)).toEqual(['ballot-cast']);
  });

  it('is told which papers there are', async () => {
    const wrong: [string, string][] = [
      ['q1', 'd'],
      ['q1', 'a,a'],
      ['q1', 'c,a'],
      ['q1', 'a>b'],
      ['q1', ''],
      ['q2', 'a:great'],
      ['q2', 'a:good,a:good'],
      ['q2', 'b:good,a:good'],
      ['q2', 'a'],
      ['q3', 'a>>b'],
      ['q3', 'a>b>a'],
      ['q3', 'c=b'],
      ['q3', 'for'],
      ['q3', ' a>b'],
      ['q4', 'a=b>c'],
      ['q4', 'A'],
      ['q4', '__proto__'],
    ];
    for (const [id, choice] of wrong) {
      const reply = await vote(id, choice);
      expect([reply.status, reply.code], `${id} ${choice}`).toEqual([422, 'choice-unknown']);
      const { method } = questions.find((one) => one.id === id) ?? {};
      expect(reply.error.details).toMatchObject({ method, options: ['a', 'b', 'c'] });
    }
    expect((await vote('q1', 'a,'.repeat(400))).code).toBe('invalid-input');
    const item = await api('PUT', `/consultations/${place.slug}/ballots/article:art1`, {
      body: { choice: 'a,c' },
      token: ada.token,
    });
    expect(item.code).toBe('choice-unknown');
    expect(item.error.details.choices).toEqual(['for', 'mixed', 'against']);
    expect(await kindsOf(place)).toEqual([]);
  });
});

describe('a question', () => {
  it('stands between its neighbours, with what everybody and what its reader may know', async () => {
    const first = await read('q1');
    expect(first).toMatchObject({ number: 1, total: 4, previous: null, next: { id: 'q2' } });
    expect(first.question).toEqual(questions[0]);
    expect(first.may.vote).toMatchObject({ kind: 'refused', code: 'sign-in-needed' });
    expect(first).toMatchObject({ myChoice: null, myReceipt: null });
    const last = await read('q4', place, grace);
    expect(last).toMatchObject({ number: 4, previous: { id: 'q3' }, next: null });
    expect(last.may.vote).toEqual({ kind: 'allowed' });
    const view = await ok(api('GET', `/consultations/${place.slug}`));
    expect(view.questions).toEqual(questions.map(({ id, title }) => ({ id, title })));
  });

  it('is of its consultation alone', async () => {
    const other = await consultation();
    expect((await vote('q1', 'a', other)).code).toBe('not-found');
    expect((await vote('q9', 'a')).code).toBe('not-found');
    expect((await api('GET', `/consultations/${other.slug}/questions/q1`)).code).toBe('not-found');
    expect((await ok(api('GET', `/consultations/${other.slug}`))).questions).toEqual([]);
    expect((await resultsOf(other)).questions).toEqual([]);
    const draft = await consultation({ settings: { questions }, open: false });
    expect((await api('GET', `/consultations/${draft.slug}/questions/q1`)).code).toBe('not-found');
    expect((await vote('q1', 'a', draft)).code).toBe('not-found');
  });

  it('is answered, not argued about, and has no counts from elsewhere', async () => {
    const argued = await api('POST', `/consultations/${place.slug}/arguments`, {
      body: { target: 'question:q1', stance: 'for', text: 'Because.', sources: [], key: newKey() },
      token: ada.token,
    });
    expect(argued.code).toBe('invalid-input');
    const { service } = await app();
    const actor = { key: 'somebody', name: 'Somebody' };
    await expect(
      service('argument').create({
        slug: place.slug,
        actor,
        argument: { target: 'question:q1', stance: 'for', text: 'x', sources: [], key: newKey() },
      })
    ).rejects.toMatchObject({ code: 'not-found' });
    const counts = { a: 12 };
    await expect(
      service('ballot').importCounts({
        consultation: place.id,
        target: 'question:q1',
        counts,
        source: 'A meeting',
      })
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is open as long as a phase allows to vote', async () => {
    const phase = {
      id: 'p',
      name: 'Phase',
      opensAt: '2030-01-01T08:00:00.000Z',
      closesAt: '2030-02-01T08:00:00.000Z',
    };
    const { service } = await app();
    const at = (instant: string) => service('clock').stopAt(instant);
    const where = await asking({ phases: [{ ...phase, allows: ['vote'] }] });
    at('2030-01-01T07:59:59.999Z');
    expect((await vote('q1', 'a', where)).code).toBe('phase-closed');
    at(phase.opensAt);
    await ok(vote('q1', 'a', where));
    at(phase.closesAt);
    expect((await vote('q1', 'b', where)).code).toBe('phase-closed');
    expect((await takeBack('q1', where)).code).toBe('phase-closed');
    const silent = await asking({ phases: [{ ...phase, allows: ['comment', 'amend'] }] });
    at(phase.opensAt);
    expect((await vote('q1', 'a', silent)).code).toBe('phase-closed');
    service('clock').stopAt(null);
    const closed = await asking();
    await ok(vote('q1', 'a', closed));
    await setState(closed, 'closed');
    expect((await vote('q1', 'b', closed)).code).toBe('consultation-not-open');
    expect((await read('q1', closed)).tally.result.winners).toEqual(['a']);
  });

  it('does not say how it stands before the close where counts are sealed', async () => {
    const where = await asking({ counts: 'at-close' });
    const cast = await ok(vote('q3', 'b>a', where));
    expect(cast.tally).toBeNull();
    const view = await read('q3', where, ada);
    expect(view.tally).toEqual({ method: 'schulze@1', result: null });
    expect(view.myChoice).toBe('b>a');
    const { id } = where;
    for (const seen of [
      await resultsOf(where),
      await ok(staff('GET', `/consultations/${id}/results`)),
    ]) {
      expect(seen.sealed).toBe(true);
      expect(seen.questions).toEqual(
        questions.map((question) => ({
          question,
          ballots: null,
          tally: { method: question.method, result: null },
        }))
      );
    }
    await setState(where, 'closed');
    expect((await resultsOf(where)).questions[2]).toMatchObject({
      ballots: 1,
      tally: { result: { winners: ['b'] } },
    });
  });
});

describe('the questions of a consultation', () => {
  const save = async ({ id }: Fixture, settings: object) => {
    const { revision } = await ok(staff('GET', `/consultations/${id}`));
    return staff('PUT', `/consultations/${id}`, { body: { revision, settings } });
  };
  const [first] = questions;

  it('can be changed in draft, and stay as they are from the opening on', async () => {
    const where = await consultation({ settings: { questions }, open: false });
    const fewer = [{ ...questions[1], title: 'Which one, then?' }, questions[0]];
    const saved = await ok(save(where, { questions: fewer }));
    expect(saved.settings.questions).toEqual(fewer);
    await setState(where, 'open');
    const refused = await save(where, { questions });
    expect([refused.status, refused.code]).toEqual([409, 'status-forbids']);
    expect(refused.error.details).toMatchObject({ field: 'questions', state: 'open' });
    for (const changed of [[...fewer].reverse(), [], [{ ...fewer[0], title: 'x' }, fewer[1]]]) {
      expect((await save(where, { questions: changed })).code).toBe('status-forbids');
    }
    // A form sends back all that it shows; the same questions are no change.
    const again = fewer.map((one) => Object.fromEntries(Object.entries(one ?? {}).reverse()));
    await ok(save(where, { questions: again, title: 'Another title' }));
    await setState(where, 'closed');
    expect((await save(where, { questions })).code).toBe('status-forbids');
  });

  it('are in the journal as they were asked, with what rules counting', async () => {
    const where = await asking();
    await ok(save(where, { passing: { quorum: { kind: 'none' }, majority: { kind: 'simple' } } }));
    const snapshots = (await actsOf(where.id)).filter(({ kind }) =>
      ['consultation-opened', 'settings-changed'].includes(kind)
    );
    expect(snapshots).toHaveLength(2);
    for (const { entry } of snapshots) {
      expect(JSON.parse(entry).data.settings.questions).toEqual(questions);
    }
  });

  it('have names of their own, options that differ, and fit into a leaf', async () => {
    const where = await consultation({ open: false });
    const issueOf = async (asked: unknown) => {
      const reply = await save(where, { questions: asked });
      expect(reply.code).toBe('invalid-input');
      return reply.error.details.issues[0];
    };
    expect(await issueOf([first, { ...questions[1], id: 'q1' }])).toEqual({
      path: 'body.settings.questions',
      problem: 'id-twice',
    });
    expect(await issueOf([first, { ...questions[1], options: [options[0], options[0]] }])).toEqual({
      path: 'body.settings.questions.1.options',
      problem: 'id-twice',
    });
    const long = { ...first, explanation: 'é'.repeat(3_000) };
    const alike = options.slice(0, 2).map((option) => ({ ...option, label: 'Yes' }));
    expect(await issueOf([first, { ...questions[1], options: alike }])).toEqual({
      path: 'body.settings.questions.1.options',
      problem: 'label-twice',
    });
    const many = Array.from({ length: 10 }, (_, index) => ({ ...long, id: `q${index}` }));
    expect(await issueOf(many)).toEqual({ path: 'body.settings.questions', problem: 'too_big' });
    await issueOf([{ ...first, options: options.slice(0, 1) }]);
    await issueOf([{ ...first, options: [{ id: 'blank', label: 'x' }, options[0]] }]);
    await issueOf([{ ...first, options: [{ id: 'A', label: 'x' }, options[0]] }]);
    await issueOf([{ ...first, method: 'for-mixed-against@1' }]);
    await ok(save(where, { questions: many.slice(0, 6) }));
    await setState(where, 'open');
    const created = await staff('POST', '/consultations', {
      body: { slug: `${where.slug}-2`, title: 'x', questions: [first, first] },
    });
    expect(created.code).toBe('invalid-input');
  });

  it('are none where a row of before there were questions has nothing', async () => {
    const { strapi } = await app();
    const where = await consultation();
    await strapi.db
      .connection('consultation_consultations')
      .where({ document_id: where.id })
      .update({ questions: null });
    expect((await vote('q1', 'a', where)).code).toBe('not-found');
    expect((await ok(api('GET', `/consultations/${where.slug}`))).questions).toEqual([]);
    expect((await ok(staff('GET', `/consultations/${where.id}`))).settings.questions).toEqual([]);
    await ok(save(where, { questions: [], title: 'As before' }));
    expect((await save(where, { questions })).code).toBe('status-forbids');
  });
});

describe('whoever answered', () => {
  it('finds her ballots with their questions, and what she took back', async () => {
    const where = await asking();
    const who = await citizen('Mary');
    await ok(vote('q3', 'b>a', where, who));
    await ok(vote('q1', 'a', where, who));
    await ok(takeBack('q1', where, who));
    const { ballots } = await ok(api('GET', '/account', { token: who.token }));
    const found = new Map(ballots.map((one: { target: string }) => [one.target, one]));
    expect(found.get('question:q3')).toMatchObject({
      label: questions[2]?.title,
      question: questions[2],
      choice: 'b>a',
      consultation: { slug: where.slug },
    });
    expect(found.get('question:q1')).toMatchObject({ question: questions[0], choice: null });
    const receipt = (await read('q3', where, who)).myReceipt;
    expect(found.get('question:q3')).toMatchObject({ receipt });
    const recorded = await ok(api('GET', `/consultations/${where.slug}/journal/${receipt.code}`));
    expect(recorded.standing).toBe('counted');
    expect(JSON.parse(recorded.opening.content)).toMatchObject({
      target: 'question:q3',
      choice: 'b>a',
    });
  });

  it('is erased, and her ballot counts on under a key that leads to nobody', async () => {
    const where = await asking();
    const who = await citizen('Mary');
    await ok(vote('q3', 'b>a', where, who));
    const [before] = await ballotsOf(where.id);
    await ok(
      api('DELETE', '/account', { body: { password: who.password, texts: true }, token: who.token })
    );
    const [after] = await ballotsOf(where.id);
    expect(after).toMatchObject({ target: 'question:q3', choice: 'b>a' });
    expect(after?.voter).not.toBe(before?.voter);
    expect((await read('q3', where)).tally.result).toMatchObject({ ballots: 1, winners: ['b'] });
  });

  it('leaves no trace of what she answered in the log of accesses', async () => {
    const { strapi } = await app();
    const lines: string[] = [];
    const before = strapi.log.http;
    strapi.log.http = ((line: string) => {
      lines.push(line);
      return strapi.log;
    }) as never;
    const where = await asking();
    try {
      await ok(vote('q1', 'a', where));
      const page = `/consultations/en/${place.slug}/questions/q1`;
      await request('POST', `${page}/vote`, { body: {} });
      await request('GET', `${page}?done=voted`);
    } finally {
      strapi.log.http = before;
    }
    expect(lines.filter((line) => line.includes(where.slug))).toHaveLength(1);
    expect(lines.filter((line) => line.includes(place.slug))).toHaveLength(2);
    expect(lines.filter((line) => /\/q1|question(?::|%3A)q1/.test(line))).toEqual([]);
  });
});
