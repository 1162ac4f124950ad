import { capabilities } from 'consultation-core/consultation';
import { type ArticleView, RefusalError, type VersionView } from 'consultation-core/contract';
import { articles, type Heading, headingTitle } from 'consultation-core/text';
import type { Version } from '../services/version-store.ts';
import { countByArticle } from '../store/amendment.ts';
import { stancesOf } from '../store/argument.ts';
import type { Db } from '../store/database.ts';
import { countsOf, importedCountsOf } from '../store/tally.ts';
import { type Strapi, service } from '../strapi.ts';
import { amendmentPage } from './amendment-list.ts';
import { argumentsView } from './argument.ts';
import { publicStatuses, summary } from './consultation.ts';
import { markdownBody } from './markdown.ts';
import { mutable } from './mutable.ts';
import { permissions, type Reader, readerOf } from './reader.ts';
import { ownBallot } from './receipts.ts';
import { tallyView } from './tally.ts';
import { versionSummary } from './version.ts';

const refOf = (heading: Heading) => ({
  id: heading.id,
  label: heading.label ?? '',
  title: headingTitle(heading),
});

/** A version with what people said of each article, counted in a few grouped statements. */
export async function versionView(
  strapi: Strapi,
  db: Db,
  reader: Reader,
  version: Version
): Promise<VersionView> {
  const { consultation, sees, at } = reader;
  const { id } = consultation;
  const counts = sees ? await countsOf(db, id, 'articles') : new Map();
  const imported = await importedCountsOf(db, id, 'articles');
  const stances = await stancesOf(db, id, 'articles');
  const amendments = await countByArticle(db, id, publicStatuses());
  // What is open to whoever is signed in: the page says the same to everybody.
  const somebody = readerOf(strapi, consultation, { key: '', name: '' }, at);
  return {
    consultation: await summary(db, consultation, at),
    version: versionSummary(version),
    versions: (await service(strapi, 'version-store').heads(id)).map(versionSummary),
    body: mutable(version.body),
    articles: articles(version.body).map(({ id: article, heading }) => {
      const target = `article:${article}`;
      const opinions = stances.get(target);
      return {
        ...refOf(heading),
        open: capabilities.filter((what) => somebody.may(what, { article }).kind === 'allowed'),
        amendments: amendments.get(article) ?? 0,
        arguments: (opinions?.for ?? 0) + (opinions?.against ?? 0),
        tally: tallyView(consultation, counts.get(target), imported.get(target), sees),
      };
    }),
  };
}

const first = { page: 1, pageSize: 20 };

/** One article with its explanation and the opinions on it. */
export async function articleView(
  strapi: Strapi,
  db: Db,
  reader: Reader,
  version: Version,
  articleId: string
): Promise<ArticleView> {
  const { consultation, sees, at } = reader;
  const all = articles(version.body);
  const place = all.findIndex(({ id }) => id === articleId);
  const article = all[place];
  if (article === undefined) throw new RefusalError('not-found');
  const target = `article:${articleId}`;
  const counts = sees ? (await countsOf(db, consultation.id, [target])).get(target) : undefined;
  const imported = await importedCountsOf(db, consultation.id, [target]);
  const explanation = version.explanations[articleId];
  const neighbour = (at: number) => {
    const other = all[at];
    return other === undefined ? null : refOf(other.heading);
  };
  return {
    consultation: await summary(db, consultation, at),
    version: versionSummary(version),
    article: {
      ...refOf(article.heading),
      heading: mutable(article.heading.children),
      blocks: mutable([article.heading, ...article.blocks]),
      path: article.path.map(refOf),
      explanation:
        explanation === undefined ? null : await markdownBody(explanation, 'explanation'),
    },
    previous: neighbour(place - 1),
    next: neighbour(place + 1),
    may: permissions(reader, { article: articleId }),
    tally: tallyView(consultation, counts, imported.get(target), sees),
    passing: mutable(consultation.passing),
    ...(await ownBallot(db, reader, target)),
    arguments: await argumentsView(strapi, reader, target, first),
    amendments: await amendmentPage(strapi, db, reader, {
      ...first,
      article: articleId,
      order: 'neutral',
    }),
  };
}
