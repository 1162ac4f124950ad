import { countQuestion } from 'consultation-core/vote';
import { beforeAll, describe, expect, it } from 'vitest';
import { app } from '../../../packages/strapi-plugin-consultation/test/support/app.ts';
import {
  api,
  citizen,
  newKey,
  ok,
  request,
} from '../../../packages/strapi-plugin-consultation/test/support/client.ts';
import { countsOf, readRepubliqueNumerique, readRevenuUniversel } from '../data.mjs';
import { exampleQuestions } from '../example-questions.mjs';
import { demoAccounts, seed } from '../index.mjs';
import { itemsOf } from '../revenu-universel.mjs';
import { deskCases } from './desk-cases.mjs';

const numerique = '/consultations/republique-numerique';
const revenu = '/consultations/revenu-universel-activite';
const contradictory = "activité en contrepartie du Revenu Universel d'Activité";

let strapi;
/** Rows of one of the plugin's tables, counted past all services. */
const rowsIn = async (table) => {
  const [{ count }] = await strapi.db.connection(`consultation_${table}`).count({ count: '*' });
  return Number(count);
};
const everything = async () =>
  Promise.all(
    ['consultations', 'amendments', 'arguments', 'ballots', 'tallies', 'acts'].map(rowsIn)
  );

beforeAll(async () => {
  ({ strapi } = await app());
});

describe('the seed', () => {
  it('leaves nothing behind when it is interrupted, and starts cleanly again', async () => {
    const failing = seed(strapi, {
      onProgress: ({ done }) => {
        if (done > 0) throw new Error('interrupted');
      },
    });
    await expect(failing).rejects.toThrow('interrupted');
    expect(await everything()).toEqual([0, 0, 0, 0, 0, 0]);

    const { consultations } = await seed(strapi);
    expect(consultations).toEqual([
      'republique-numerique',
      'revenu-universel-activite',
      'republique-numerique-redaction',
      'republique-numerique-version-2',
      'plfss-2018-senat',
    ]);
  }, 240_000);

  it('does nothing the second time, at once', async () => {
    const before = await everything();
    const started = performance.now();
    expect(await seed(strapi)).toEqual({ consultations: [], accounts: [] });
    expect(performance.now() - started).toBeLessThan(500);
    expect(await everything()).toEqual(before);
  });

  it('does not run in production, where everybody would know the passwords', async () => {
    const { NODE_ENV } = process.env;
    process.env.NODE_ENV = 'production';
    await expect(seed(strapi)).rejects.toThrow('NODE_ENV=production');
    process.env.NODE_ENV = NODE_ENV;
  });
});

describe('the consultation of 2019', () => {
  const items = itemsOf(readRevenuUniversel());

  it('has the published counts for the 299 proposals for which the data allow it', async () => {
    const { articles, consultation } = await ok(api('GET', `${revenu}/results`));
    expect(consultation.state).toBe('closed');
    expect(articles.map(({ title }) => title)).toEqual(items.map(({ title }) => title));
    const compared = items.flatMap(({ proposal, title }, index) =>
      proposal === undefined
        ? []
        : [{ title, counted: articles[index].tally.counts, published: countsOf(proposal.votes) }]
    );
    const equal = compared.filter(({ title }) => title !== contradictory);
    expect(compared).toHaveLength(300);
    expect(equal).toHaveLength(299);
    expect(equal.map(({ counted }) => counted)).toEqual(equal.map(({ published }) => published));
    expect(compared.filter(({ title }) => title === contradictory)).toEqual([
      {
        title: contradictory,
        counted: { for: 66, mixed: 13, against: 65 },
        published: { for: 67, mixed: 13, against: 65 },
      },
    ]);
    expect(articles.every(({ tally }) => tally.imported === undefined)).toBe(true);
  });

  it('keeps the votes on proposals whose words are missing, and all arguments', async () => {
    const { articles, participation } = await ok(api('GET', `${revenu}/results`));
    const missing = articles.filter((_, index) => items[index].proposal === undefined);
    const cast = missing.flatMap(({ tally }) => Object.values(tally.counts));
    expect(missing).toHaveLength(18);
    expect(cast.reduce((sum, count) => sum + count)).toBe(792);
    expect(participation).toMatchObject({ ballots: 8_459, arguments: 1_547, participants: 2_714 });
    expect([participation.days[0].day, participation.days.at(-1).day]).toEqual([
      '2019-10-09',
      '2019-11-20',
    ]);
  });

  it('shows what its ballots say when they are counted again', async () => {
    const { id, articles } = await ok(api('GET', `${revenu}/results`)).then((view) => ({
      id: view.consultation.id,
      articles: view.articles,
    }));
    const recounted = await strapi.plugin('consultation').service('ballot').recount(id);
    const shown = articles.flatMap(({ id: article, tally }) =>
      Object.entries(tally.counts)
        .filter(([, count]) => count > 0)
        .map(([choice, count]) => ({ target: `article:${article}`, choice, count }))
    );
    const sorted = (rows) => rows.map((row) => Object.values(row).join(' ')).sort();
    expect(
      sorted(recounted.map(({ target, choice, count }) => ({ target, choice, count })))
    ).toEqual(sorted(shown));
  });
});

describe('the consultation of 2015', () => {
  const { articles: official, proposals } = readRepubliqueNumerique();
  const answers = (questions) => questions.reduce((sum, { ballots }) => sum + ballots, 0);

  it('asks two questions that say they are examples, answered by people who do not exist', async () => {
    const { consultation, questions } = await ok(api('GET', `${numerique}/results`));
    expect(questions.map(({ question }) => question)).toEqual(exampleQuestions);
    expect(questions.every(({ ballots }) => ballots > 150)).toBe(true);
    expect(questions.every(({ tally }) => tally.result.winners.length === 1)).toBe(true);
    const recounted = await strapi
      .plugin('consultation')
      .service('ballot')
      .recount(consultation.id);
    for (const { question, tally } of questions) {
      const counts = {};
      for (const { target, choice, count } of recounted) {
        if (target === `question:${question.id}`) counts[choice] = count;
      }
      expect(countQuestion(question, counts)).toEqual(tally.result);
    }
    const view = await ok(api('GET', `${numerique}/questions/priorites`));
    expect(view.may.vote.code).toBe('sign-in-needed');
  });

  it('has the text, what citizens proposed and what they said of it', async () => {
    const { consultation, articles, amendments, questions } = await ok(
      api('GET', `${numerique}/results`)
    );
    expect(consultation).toMatchObject({
      state: 'open',
      totals: { articles: 30, amendments: 520 + 12, arguments: 3_392 },
    });
    // Those of 2015 on article 9, and the invented ones on the questions.
    expect(consultation.totals.ballots).toBe(3_320 + answers(questions));
    const stances = (item) => ({
      for: item.arguments.filter((argument) => argument.for).length,
      against: item.arguments.filter((argument) => !argument.for).length,
    });
    expect(articles.map((article) => article.arguments)).toEqual(official.map(stances));
    const byDate = [...proposals].sort(
      (a, b) => Date.parse(a.created_at) - Date.parse(b.created_at)
    );
    const shown = amendments.slice(0, 520);
    expect(shown.map((amendment) => amendment.number)).toEqual(byDate.map((_, index) => index + 1));
    expect(shown.map((amendment) => amendment.arguments)).toEqual(byDate.map(stances));
    expect(shown.filter(({ hidden }) => hidden)).toHaveLength(4);
    expect(
      shown.filter(({ hidden, title }, index) => !hidden && title !== byDate[index].title.trim())
    ).toEqual([]);
  });

  it('marks the counts of 2015 as imported and leaves the box of each but article 9 empty', async () => {
    const { articles, amendments } = await ok(api('GET', `${numerique}/results`));
    const byDate = [...proposals].sort(
      (a, b) => Date.parse(a.created_at) - Date.parse(b.created_at)
    );
    const boxes = [...articles, ...amendments.slice(0, 520)].map(({ tally }) => tally);
    const published = [...official, ...byDate].map(({ votes }) => countsOf(votes));
    const [article9] = boxes.splice(8, 1);
    published.splice(8, 1);
    expect(boxes.map(({ imported }) => imported?.counts)).toEqual(published);
    expect(boxes.every(({ outcome }) => outcome.kind === 'no-votes')).toBe(true);
    expect(article9.imported).toBeUndefined();
    expect(article9.counts).toEqual({ for: 1_311, mixed: 281, against: 1_728 });
  });

  it('tells its acts in the order in which they happened, what was hidden in 2015 among them', async () => {
    const { consultation } = await ok(api('GET', `${numerique}/results`));
    const acts = await strapi.db
      .connection('consultation_acts')
      .where({ consultation: consultation.id })
      .orderBy('seq');
    const earlier = acts.filter(({ at }, index) => index > 0 && at < acts[index - 1].at);
    expect(earlier).toEqual([]);
    const hidden = acts.filter(({ kind }) => kind === 'item-hidden');
    expect(hidden.map(({ at }) => at.slice(0, 10))).toEqual(Array(4).fill('2015-10-18'));
  });

  it('explains each article and names the sources of an amendment', async () => {
    const { articles } = await ok(api('GET', `${numerique}/versions/latest`));
    const views = [];
    for (const { id } of articles) views.push(await ok(api('GET', `${numerique}/articles/${id}`)));
    expect(views.every(({ article }) => article.explanation.length > 0)).toBe(true);
    const { items } = await ok(
      api('GET', `${numerique}/amendments?order=number&pageSize=100&search=Transparence`)
    );
    const details = [];
    for (const { id } of items) details.push(await ok(api('GET', `${numerique}/amendments/${id}`)));
    expect(details.some(({ amendment }) => amendment.sources.length > 0)).toBe(true);
    expect(details.every(({ amendment }) => amendment.author.startsWith('p'))).toBe(true);
  });

  it('says of invented amendments that they are examples, of every kind', async () => {
    const { items, total } = await ok(
      api('GET', `${numerique}/amendments?order=number&page=6&pageSize=100`)
    );
    const examples = items.filter(({ example }) => example);
    expect(total).toBe(532);
    expect(examples).toHaveLength(12);
    expect(new Set(examples.map(({ kind }) => kind))).toEqual(
      new Set(['replace', 'insert', 'delete'])
    );
    expect(items.every(({ example, number }) => example === number > 520)).toBe(true);
  });

  it('is open: a citizen of today votes, argues and proposes', async () => {
    const { token } = await citizen();
    const { articles } = await ok(api('GET', `${numerique}/versions/latest`));
    const target = `article:${articles[0].id}`;
    const box = await ok(
      api('PUT', `${numerique}/ballots/${target}`, { token, body: { choice: 'for' } })
    );
    expect(box.tally.counts.for).toBe(1);
    await ok(
      api('PUT', `${numerique}/ballots/question:delais`, { token, body: { choice: 'b:very-good' } })
    );
    await ok(
      api('POST', `${numerique}/arguments`, {
        token,
        body: { target, stance: 'for', text: 'Enfin.', sources: [], key: newKey() },
      })
    );
    await ok(
      api('POST', `${numerique}/amendments`, {
        token,
        body: {
          base: 1,
          proposal: {
            kind: 'article',
            after: articles[29].id,
            heading: 'Suivi',
            text: 'Un rapport.',
          },
          title: 'Suivre',
          justification: 'Pour savoir.',
          submit: true,
          key: newKey(),
        },
      })
    );
    const { participation } = await ok(api('GET', `${numerique}/results`));
    expect(participation.days.length).toBeLessThan(60);
  });
});

deskCases();

describe('the accounts of the demonstration', () => {
  const staffRoles = demoAccounts.filter(({ where }) => where === 'admin');

  it.each(staffRoles)(
    '$name enters the administration and may do just what it is for',
    async (account) => {
      const { email, password, permissions } = account;
      const { data } = await request('POST', '/admin/login', { body: { email, password } });
      const { data: mine } = await request('GET', '/admin/users/me/permissions', {
        token: data.token,
      });
      const prefix = 'plugin::consultation.';
      const granted = mine
        .map(({ action }) => action)
        .filter((action) => action.startsWith(prefix))
        .map((action) => action.slice(prefix.length));
      const all = ['read', 'manage', 'moderate', 'decide', 'publish'];
      expect(granted.sort()).toEqual([...(permissions ?? all)].sort());
    }
  );

  it('the citizen signs in on the public site', async () => {
    const { email, password } = demoAccounts.find(({ where }) => where === 'site');
    const session = await ok(api('POST', '/session', { body: { email, password } }));
    expect(session.account.name).toBe('Citoyenne démo');
  });
});
