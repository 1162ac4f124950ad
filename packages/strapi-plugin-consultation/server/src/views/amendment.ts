import { changeAlgorithm } from 'consultation-core/change';
import type { AmendmentSummary, AmendmentView } from 'consultation-core/contract';
import { numbersOf } from '../store/amendment-links.ts';
import { stancesOf } from '../store/argument.ts';
import { namesOf } from '../store/article.ts';
import { instant } from '../store/consultation.ts';
import type { Db } from '../store/database.ts';
import { countsOf, importedCountsOf } from '../store/tally.ts';
import type { Strapi } from '../strapi.ts';
import { carriedOf } from './amendment-carried.ts';
import { type AmendmentHead, type AmendmentRow, subjectOf, targetOf } from './amendment-row.ts';
import { argumentsView } from './argument.ts';
import { fateOf } from './fate.ts';
import { groundOf } from './ground.ts';
import { hiddenView } from './hidden.ts';
import { historyOf } from './history.ts';
import { instructionOf } from './instruction.ts';
import { mutable } from './mutable.ts';
import { permission, permissions, type Reader } from './reader.ts';
import { ownBallot, receiptsOf } from './receipts.ts';
import { similarAmendments } from './similar.ts';
import { subAmendmentsOf } from './sub-amendments.ts';
import { tallyView } from './tally.ts';
import { publicWordings, wordingView } from './wording.ts';

export {
  type AmendmentHead,
  type AmendmentRow,
  findAmendment,
  headFields,
} from './amendment-row.ts';

/**
 * Amendments of one consultation as lists show them, in the order given: names, counts and numbers of arguments come
 * from one statement each. The title of a hidden one is out of sight too, but for staff.
 */
export async function amendmentSummaries(
  db: Db,
  reader: Reader,
  rows: readonly AmendmentHead[],
  staff = false
): Promise<AmendmentSummary[]> {
  if (rows.length === 0) return [];
  const { consultation, sees } = reader;
  const targets = rows.length > 500 ? ('text' as const) : rows.map(targetOf);
  const ids = [...new Set(rows.flatMap(({ article }) => (article === null ? [] : [article])))];
  const names = new Map(
    (await namesOf(db, consultation.id, ids)).map((row) => [`${row.version}:${row.article}`, row])
  );
  const stances = await stancesOf(db, consultation.id, targets);
  const counts = sees ? await countsOf(db, consultation.id, targets) : new Map();
  const imported = await importedCountsOf(db, consultation.id, targets);
  const parents = [...new Set(rows.flatMap(({ parent }) => (parent === null ? [] : [parent])))];
  const numbers = await numbersOf(db, consultation.id, parents);
  const own = rows.filter(({ authorKey }) => authorKey === reader.author);
  const receipts = await receiptsOf(db, consultation.id, own.map(targetOf));
  return rows.map((row) => {
    const target = targetOf(row);
    const hidden = hiddenView(row);
    const decidedAt = instant(row.decidedAt);
    const opinions = stances.get(target);
    return {
      id: row.documentId,
      number: row.number,
      title: hidden !== null && !staff ? '' : row.title,
      author: row.authorName,
      kind: row.kind,
      status: row.status,
      article:
        row.article === null
          ? null
          : { id: row.article, label: names.get(`${row.base}:${row.article}`)?.label ?? '' },
      submittedAt: instant(row.submittedAt),
      arguments: (opinions?.for ?? 0) + (opinions?.against ?? 0),
      tally: tallyView(consultation, counts.get(target), imported.get(target), sees),
      hidden,
      decision: decidedAt === null ? null : { reason: row.decisionReason ?? '', at: decidedAt },
      example: row.example,
      parent: row.parent === null ? null : { id: row.parent, number: numbers.get(row.parent) ?? 0 },
      edits: row.edits ?? 0,
      ...(receipts.has(target) && { receipt: receipts.get(target) }),
    };
  });
}

const firstArguments = { page: 1, pageSize: 20 };

/** One amendment with everything on its page. */
export async function amendmentView(
  strapi: Strapi,
  db: Db,
  reader: Reader,
  row: AmendmentRow,
  staff = false
): Promise<AmendmentView> {
  const { consultation, author } = reader;
  const [summary] = await amendmentSummaries(db, reader, [row], staff);
  if (summary === undefined) throw new Error(`Amendment ${row.documentId} has no summary.`);
  const ground = await groundOf(strapi, row);
  // The words of a parent that is hidden stand in what its sub-amendments show, too.
  const hidden = summary.hidden !== null || (ground.parent?.hiddenAt ?? null) !== null;
  const shown = !hidden || staff;
  const subject = subjectOf(row, consultation);
  const target = targetOf(row);
  const history = shown ? await historyOf(strapi, row, staff) : [];
  const wordings = shown ? await publicWordings(strapi, row) : [];
  return {
    consultation: {
      id: consultation.id,
      slug: consultation.slug,
      title: consultation.title,
      state: consultation.state,
      language: consultation.language,
      timeZone: consultation.timeZone,
    },
    amendment: {
      ...summary,
      base: row.base,
      justification: shown ? mutable(row.justification) : [],
      sources: shown ? row.sources.map(({ title, url }) => ({ title, url })) : [],
      change: shown ? mutable(row.change) : { algorithm: changeAlgorithm, edits: [] },
      before: shown ? mutable(row.before) : [],
      after: shown ? mutable(row.after) : [],
      instruction: shown
        ? instructionOf(ground.body, row.before, row.change, consultation.language)
        : [],
      fits: ground.fits,
      history,
      wordings: wordings.map((one) => wordingView(one, ground, consultation.language)),
      carried: shown ? carriedOf(row, history) : null,
      fate: shown ? await fateOf(strapi, db, row) : null,
    },
    subAmendments: await amendmentSummaries(db, reader, await subAmendmentsOf(strapi, row), staff),
    similar: shown
      ? await similarAmendments(strapi, db, reader, { ...row, except: row.documentId })
      : [],
    mine: author !== null && author === row.authorKey,
    may: {
      ...permissions(reader, subject),
      edit: permission(reader.may('edit-amendment', subject)),
      withdraw: permission(reader.may('withdraw-amendment', subject)),
      reply: permission(reader.may('reply-to-wording', subject)),
    },
    passing: mutable(consultation.passing),
    ...(await ownBallot(db, reader, target)),
    arguments: await argumentsView(strapi, reader, target, firstArguments, staff),
  };
}
