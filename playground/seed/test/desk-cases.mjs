import { consolidate } from 'consultation-core/amendment';
import { attribution } from 'consultation-core/change';
import { articles, blockText } from 'consultation-core/text';
import { beforeAll, describe, expect, it } from 'vitest';
import { app } from '../../../packages/strapi-plugin-consultation/test/support/app.ts';
import {
  api,
  ok,
  staff,
} from '../../../packages/strapi-plugin-consultation/test/support/client.ts';
import { demoAccounts } from '../accounts.mjs';
import { readDesk } from '../desk-amendments.mjs';
import { stillOpen, subAmendments } from '../desk-works.mjs';
import { decisionOf, readable } from '../plfss-2018.mjs';
import { readSenateRows } from '../senate-data.mjs';
import { decisions } from '../version-2.mjs';

const redaction = '/consultations/republique-numerique-redaction';
const version2 = '/consultations/republique-numerique-version-2';
const senate = '/consultations/plfss-2018-senat';

const citizen = demoAccounts.find(({ where }) => where === 'site');
const { amendments: rows, resolutions } = readDesk();
/** Names of the file by author: no two have the same, and one is the account of the demonstration. */
const named = new Map([...rows, ...subAmendments].map(({ id, author }) => [author, id]));
named.set(citizen.name, 'a106');
const nameOf = ({ author }) => named.get(author);

const countBy = (items, key) => {
  const counts = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
};

const deskOf = async (path) => {
  const { consultation } = await ok(api('GET', `${path}/results`));
  return ok(staff('GET', `/consultations/${consultation.id}/desk`));
};

/** The next version as a drafter's browser computes it. */
const computed = ({ body, amendments, resolutions: recorded }) =>
  consolidate(
    body,
    amendments
      .filter(({ status }) => status === 'adopted')
      .map(({ id, number, change, parent, wordings }) => ({
        id,
        number,
        change,
        parent,
        wording: wordings.findLast(({ state }) => state === 'accepted')?.change,
      })),
    recorded.flatMap(({ resolution }) => (resolution === null ? [] : [resolution]))
  );

const signIn = async () => {
  const { email, password } = citizen;
  const session = await ok(api('POST', '/session', { body: { email, password } }));
  return session.token;
};

/** Everything that the database has of a consultation, for who computes it again. */
async function stored(strapi, slug) {
  const query = (name) => strapi.db.query(`plugin::consultation.${name}`);
  const { documentId: consultation } = await query('consultation').findOne({ where: { slug } });
  const of = (name, where = {}) => query(name).findMany({ where: { consultation, ...where } });
  const recorded = await strapi.db
    .connection('consultation_desk_resolutions')
    .where({ consultation });
  return {
    versions: (await of('text-version')).sort((a, b) => a.number - b.number),
    adopted: await of('amendment', { status: 'adopted' }),
    accepted: await of('amendment-wording', { state: 'accepted' }),
    resolutions: recorded.map(({ resolution }) => JSON.parse(resolution)),
  };
}

const alineas = (body, label) =>
  articles(body)
    .find(({ heading }) => heading.label === label)
    .blocks.map(blockText);

/** Blocks of a text that an edit takes hold of; new ones stand behind one and in front of another. */
const heldBy = (body) => (edit) => {
  switch (edit.kind) {
    case 'insert': {
      const at = body.findIndex(({ id }) => id === edit.after);
      return [edit.after, body[at + 1]?.id];
    }
    case 'delete':
      return [edit.block.id];
    case 'replace':
      return [edit.before.id];
    case 'join':
      return [edit.block, edit.joined.id];
    default:
      return [edit.block];
  }
};

/** What is asserted of the consultations about the drafting desk, once they are seeded. */
export function deskCases() {
  let strapi;
  beforeAll(async () => {
    ({ strapi } = await app());
  });

  describe('the desk at work', () => {
    it('has every amendment, most of them decided, each an example', async () => {
      const { amendments, secondReader, version } = await deskOf(redaction);
      expect(version.number).toBe(1);
      expect(secondReader).toBe(true);
      expect(amendments).toHaveLength(148);
      expect(countBy(amendments, ({ status }) => status)).toEqual({
        adopted: 85,
        rejected: 39,
        submitted: 24,
      });
      expect(amendments.every(({ example }) => example)).toBe(true);
      expect(new Set(amendments.map(nameOf))).toEqual(new Set(named.values()));
      const undecided = amendments.filter(({ status }) => status === 'submitted').map(nameOf);
      const left = rows.filter(({ decision }) => decision.status === null).map(({ id }) => id);
      expect(new Set(undecided)).toEqual(new Set([...left, ...stillOpen, 's2']));
    });

    it('has seven collisions to settle, those of the file, and three that are settled', async () => {
      const desk = await deskOf(redaction);
      const { collisions, resolved, stale, fates } = computed(desk);
      const byId = new Map(desk.amendments.map((one) => [one.id, nameOf(one)]));
      const parties = ({ options }) =>
        options.flatMap(({ changes }) => changes.map((id) => byId.get(id))).sort();
      const settled = ['a009', 'a050', 'a113'];
      const wanted = (isSettled) =>
        resolutions
          .filter(({ ids }) => ids.some((id) => settled.includes(id)) === isSettled)
          .map(({ ids }) => [...ids].sort())
          .sort();
      expect(collisions.map(parties).sort()).toEqual(wanted(false));
      expect(resolved.map(({ collision }) => parties(collision)).sort()).toEqual(wanted(true));
      expect(collisions).toHaveLength(7);
      expect(new Set(desk.resolutions.map(({ resolution }) => resolution.take))).toEqual(
        new Set(['change', 'words', 'original'])
      );
      expect(stale).toEqual([]);
      expect(fates.filter(({ outcome }) => outcome.kind === 'orphan')).toEqual([]);
    });

    it('has words of staff: some accepted, some for the account of the demonstration, some private', async () => {
      const { amendments } = await deskOf(redaction);
      const worded = amendments.filter(({ wordings }) => wordings.length > 0);
      expect(
        Object.fromEntries(worded.map((one) => [nameOf(one), one.wordings.map((w) => w.state)]))
      ).toEqual({ a039: ['accepted'], a061: ['private'], a106: ['public'] });

      const seen = async (name, token) => {
        const { id } = amendments.find((one) => nameOf(one) === name);
        return ok(api('GET', `${redaction}/amendments/${id}`, { token }));
      };
      const mine = await seen('a106', await signIn());
      expect(mine.mine).toBe(true);
      expect(mine.may.reply).toEqual({ kind: 'allowed' });
      expect((await seen('a106')).may.reply.kind).toBe('refused');
      expect((await seen('a061')).amendment.wordings).toEqual([]);
    });

    it('has sub-amendments, one adopted with what it amends', async () => {
      const desk = await deskOf(redaction);
      const subs = desk.amendments.filter(({ parent }) => parent !== null);
      const byId = new Map(desk.amendments.map((one) => [one.id, nameOf(one)]));
      expect(subs.map((one) => [nameOf(one), byId.get(one.parent), one.status]).sort()).toEqual([
        ['s1', 'a118', 'adopted'],
        ['s2', 'a146', 'submitted'],
      ]);
      expect(alineas(computed(desk).body, 'Article 14').at(-1)).toContain(
        'y répondre dans un délai de deux mois et publier chaque année'
      );
    });

    it('has opinions on all of it, cast after what they are about', async () => {
      const { participation, amendments } = await ok(api('GET', `${redaction}/results`));
      expect(participation.arguments).toBe(88);
      expect(participation.ballots).toBeGreaterThan(2_500);
      const cast = ({ tally }) =>
        Object.values(tally.counts).reduce((sum, count) => sum + count, 0);
      expect(amendments.every((one) => cast(one) >= 8)).toBe(true);
      expect(participation.days.length).toBeGreaterThan(35);
      const { documentId: consultation } = await strapi.db
        .query('plugin::consultation.consultation')
        .findOne({ where: { slug: 'republique-numerique-redaction' } });
      const acts = await strapi.db.connection('consultation_acts').where({ consultation });
      const of = (wanted) => acts.filter(({ kind }) => kind === wanted);
      const since = new Map(of('amendment-submitted').map(({ subject, at }) => [subject, at]));
      const ballots = of('ballot-cast').filter(({ subject }) => since.has(subject));
      expect(ballots.length).toBeGreaterThan(1_500);
      expect(ballots.every(({ subject, at }) => since.get(subject) < at)).toBe(true);
      expect(since.size).toBe(148);
    });
  });

  describe('the second version', () => {
    const slug = 'republique-numerique-version-2';

    it('is published with an answer, everything decided', async () => {
      const { consultation, amendments } = await ok(api('GET', `${version2}/results`));
      expect(consultation.state).toBe('answered');
      const wanted = countBy([...decisions().values()], ({ status }) => status);
      expect(wanted).toEqual({ adopted: 96, rejected: 52 });
      expect(countBy(amendments, ({ status }) => status)).toEqual(wanted);
      const view = await ok(api('GET', version2));
      expect(view.versions.map(({ number }) => number)).toEqual([1, 2]);
      expect(view.answer.map(blockText).join('\n')).toContain('96 sont adoptés');
    });

    it('is what anybody computes again from what is stored, byte for byte', async () => {
      const { versions, adopted, accepted, resolutions: recorded } = await stored(strapi, slug);
      const [first, second] = versions;
      expect(adopted).toHaveLength(96);
      expect(accepted).toHaveLength(2);
      expect(recorded).toHaveLength(10);
      const wordings = new Map(accepted.map(({ amendment, change }) => [amendment, change]));
      const again = consolidate(
        first.body,
        adopted.map(({ documentId: id, number, change, parent }) => ({
          id,
          number,
          change,
          parent,
          wording: wordings.get(id),
        })),
        recorded
      );
      expect(again.collisions).toEqual([]);
      expect(again.stale).toEqual([]);
      expect(JSON.stringify(again.body)).toBe(JSON.stringify(second.body));
      expect(JSON.stringify(again.fates)).toBe(JSON.stringify(second.fates));
      expect(JSON.stringify(attribution(first.body, again, []))).toBe(
        JSON.stringify(second.attribution)
      );
    });

    it('says what was decided, and what staff and authors agreed on', async () => {
      const { body } = await ok(api('GET', `${version2}/versions/2`));
      expect(alineas(body, 'Article 9')[2]).toBe(
        'Lorsqu’un écrit scientifique, issu d’une activité de recherche financée en tout ou partie par des fonds publics, est publié dans un périodique, un ouvrage paraissant au moins une fois par an, des actes de congrès ou de colloques ou des recueils de mélanges, son auteur, même après avoir cédé ses droits à titre exclusif à un éditeur, dispose du droit de mettre à disposition gratuitement sous une forme numérique, sous réserve de l’accord des éventuels coauteurs, la dernière version de son manuscrit acceptée par son éditeur, à l’exclusion du travail de mise en forme qui incombe à ce dernier, au terme d’un délai maximal de six mois pour les sciences, la technique et la médecine et de douze mois pour les sciences humaines et sociales, à compter de la date de la première publication. Cette mise à disposition ne peut donner lieu à aucune exploitation commerciale sans l’accord de l’auteur.'
      );
      expect(alineas(body, 'Article 9').join('\n')).toContain(
        'Elles s’appliquent aux contrats en cours un an après la publication de la présente loi.'
      );
      expect(alineas(body, 'Article 12').join('\n')).toContain(
        'un format de fichiers ouvert, documenté et lisible par une machine'
      );
      expect(alineas(body, 'Article 16').join('\n')).toContain('fixées par la présente loi');
      expect(articles(body)).toHaveLength(32);
    });

    it('tells each author what became of her words', async () => {
      const { items } = await ok(
        api('GET', `${version2}/amendments?order=number&pageSize=100&status=adopted`)
      );
      expect(items).toHaveLength(96);
      const outcomes = new Set();
      for (const { id } of items) {
        const { amendment } = await ok(api('GET', `${version2}/amendments/${id}`));
        expect(amendment.fate.version).toBe(2);
        expect([amendment.title, amendment.fate.words.length]).not.toContain(0);
        for (const { outcome } of amendment.fate.words) outcomes.add(outcome);
      }
      expect(outcomes).toEqual(new Set(['applied', 'lost']));
    });
  });

  describe('the load of the Senate', () => {
    const byNumber = (amendments) =>
      new Map(amendments.map((one) => [/^N°\u00a0(.*?) du Sénat/.exec(one.title)[1], one]));

    it('is at the desk whole: 520 amendments with what became of them', async () => {
      const { amendments, body } = await deskOf(senate);
      expect(amendments).toHaveLength(520);
      const found = byNumber(amendments);
      for (const { number, fate } of readable(body)) {
        const { status, reason } = decisionOf(fate);
        const { status: is, decision } = found.get(number);
        expect([number, is, decision.reason]).toEqual([number, status, reason]);
      }
      expect(countBy(amendments, ({ status }) => status)).toEqual({
        adopted: 198,
        rejected: 118,
        inadmissible: 30,
        moot: 174,
      });
      const sub = found.get('596 rect.');
      expect(sub.parent).toBe(found.get('229 rect.').id);
      expect(new Set(sub.change.edits.map(({ kind }) => kind))).toEqual(new Set(['replace']));
    });

    it('stands with the article and the alinea that the Senate noted', async () => {
      const { amendments, body } = await deskOf(senate);
      const found = byNumber(amendments);
      const noted = new Set(
        readSenateRows()
          .filter(({ alinea }) => alinea !== null)
          .map(({ num }) => num)
      );
      const items = readable(body).filter(({ number }) => noted.has(number));
      expect(items).toHaveLength(336);
      // Two add to the end of their article, whatever was noted for them.
      const atTheEnd = new Set(['556', '595']);
      for (const { number, article, block, parent } of items) {
        const { article: is, change } = found.get(number);
        expect([number, is]).toEqual([number, article]);
        // A sub-amendment speaks of the text as its amendment would make it.
        if (block === null || parent !== null || atTheEnd.has(number)) continue;
        expect([number, change.edits.flatMap(heldBy(body)).includes(block)]).toEqual([
          number,
          true,
        ]);
      }
    });

    it('can be computed in a browser', async () => {
      const { fates, body } = computed(await deskOf(senate));
      expect(new Set(fates.map(({ change }) => change)).size).toBe(198);
      expect(body.length).toBeGreaterThan(1_000);
    });
  });
}
