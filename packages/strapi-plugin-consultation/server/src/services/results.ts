import { type Act, actsPerDay } from 'consultation-core/analysis';
import type { ResultsView } from 'consultation-core/contract';
import { uids } from '../content-types/index.ts';
import { type ActKind, actsByTenMinutes } from '../store/act.ts';
import { stancesOf } from '../store/argument.ts';
import { articlesOf } from '../store/article.ts';
import type { Consultation } from '../store/consultation.ts';
import type { Db } from '../store/database.ts';
import { questionsOf } from '../store/question.ts';
import { countsOf, importedCountsOf } from '../store/tally.ts';
import { type Strapi, service } from '../strapi.ts';
import { type AmendmentHead, amendmentSummaries, headFields } from '../views/amendment.ts';
import { publicStatuses, summary } from '../views/consultation.ts';
import { mutable } from '../views/mutable.ts';
import { questionTally } from '../views/question.ts';
import type { Reader } from '../views/reader.ts';
import { tallyView } from '../views/tally.ts';
import { versionSummary } from '../views/version.ts';
import { questionResults } from './question-results.ts';

const kinds: Partial<Record<ActKind, Act['kind']>> = {
  'ballot-cast': 'ballot',
  'ballot-changed': 'ballot',
  'amendment-submitted': 'amendment',
  'argument-published': 'argument',
};

/** Acts a day in the consultation's time zone; how many ballots is told only where counts may be seen. */
async function days(db: Db, { id, timeZone }: Consultation, sees: boolean) {
  const rows = await actsByTenMinutes(db, id, Object.keys(kinds) as ActKind[]);
  const acts = rows.flatMap(({ kind, at, count }): Act[] => {
    const act = kinds[kind];
    return act === undefined ? [] : [{ kind: act, at, times: count }];
  });
  return actsPerDay(acts, timeZone).map((one) => ({
    day: one.day,
    ballots: sees ? one.ballots : null,
    amendments: one.amendments,
    arguments: one.arguments,
  }));
}

export const results = ({ strapi }: { strapi: Strapi }) => ({
  /** Counts per article, amendment and question, and participation; a handful of grouped statements and one for each question, whatever the size. */
  async view(db: Db, reader: Reader): Promise<ResultsView> {
    const { consultation, sees, at } = reader;
    const { id } = consultation;
    const head = await summary(db, consultation, at);
    const counts = sees ? await countsOf(db, id, 'text') : new Map();
    const imported = await importedCountsOf(db, id, 'text');
    const stances = await stancesOf(db, id, 'text');
    const rows: AmendmentHead[] = await strapi.db.query(uids.amendment).findMany({
      select: headFields,
      where: { consultation: id, status: { $in: publicStatuses() } },
      orderBy: { number: 'asc' },
    });
    const perArticle = new Map<string, number>();
    for (const { article } of rows) {
      if (article !== null) perArticle.set(article, (perArticle.get(article) ?? 0) + 1);
    }
    const none = { for: 0, against: 0 };
    const boxOf = (target: string) =>
      tallyView(consultation, counts.get(target), imported.get(target), sees);
    const opinions = (target: string) => ({ ...none, ...stances.get(target) });
    const questions = await questionsOf(db, id);
    const outcomes = sees ? await questionResults(strapi, db, consultation, at, questions) : null;
    const articles = await articlesOf(db, id, consultation.latestVersion);
    const summaries = await amendmentSummaries(db, reader, rows);
    return {
      consultation: head,
      versions: (await service(strapi, 'version-store').heads(id)).map(versionSummary),
      method: consultation.method,
      at,
      sealed: !sees,
      articles: articles.map(({ article, label, title }) => ({
        id: article,
        label,
        title,
        tally: boxOf(`article:${article}`),
        arguments: opinions(`article:${article}`),
        amendments: perArticle.get(article) ?? 0,
      })),
      amendments: summaries.map((one) => ({
        id: one.id,
        number: one.number,
        title: one.title,
        article: one.article,
        status: one.status,
        reason: one.decision?.reason ?? null,
        tally: one.tally,
        arguments: opinions(`amendment:${one.id}`),
        hidden: one.hidden !== null,
      })),
      questions: questions.map((question) => {
        const tally = questionTally(question, outcomes);
        return { question: mutable(question), ballots: tally.result?.ballots ?? null, tally };
      }),
      participation: {
        participants: sees ? head.totals.participants : null,
        ballots: sees ? head.totals.ballots : null,
        amendments: head.totals.amendments,
        arguments: head.totals.arguments,
        days: await days(db, consultation, sees),
      },
    };
  },
});
