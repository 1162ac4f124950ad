import type { AmendmentStatus } from 'consultation-core/amendment';
import { type Change, changeAlgorithm } from 'consultation-core/change';
import type { AmendmentSummary, AmendmentView } from 'consultation-core/contract';
import type { Body } from 'consultation-core/text';
import { uids } from '../content-types/index.ts';
import { stancesOf } from '../store/argument.ts';
import { namesOf } from '../store/article.ts';
import { choicesOf } from '../store/ballot.ts';
import { instant } from '../store/consultation.ts';
import type { Db } from '../store/database.ts';
import { countsOf, importedCountsOf } from '../store/tally.ts';
import type { Strapi } from '../strapi.ts';
import { argumentsView } from './argument.ts';
import { hiddenView } from './hidden.ts';
import { mutable } from './mutable.ts';
import { permission, permissions, type Reader } from './reader.ts';
import { tallyView } from './tally.ts';

/** What lists need of an amendment. */
export interface AmendmentHead {
  readonly documentId: string;
  readonly consultation: string;
  readonly number: number;
  readonly title: string;
  readonly authorName: string;
  readonly authorKey: string;
  readonly kind: AmendmentSummary['kind'];
  readonly status: AmendmentStatus;
  readonly article: string | null;
  readonly base: number;
  readonly submittedAt: unknown;
  readonly decisionReason: string | null;
  readonly decidedAt: unknown;
  readonly hiddenRule: string | null;
  readonly hiddenReason: string | null;
  readonly hiddenAt: unknown;
  readonly example: boolean;
}
export interface AmendmentRow extends AmendmentHead {
  readonly justification: Body;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  readonly change: Change;
  readonly before: Body;
  readonly after: Body;
}

export const headFields = [
  'documentId',
  'consultation',
  'number',
  'title',
  'authorName',
  'authorKey',
  'kind',
  'status',
  'article',
  'base',
  'submittedAt',
  'decisionReason',
  'decidedAt',
  'hiddenRule',
  'hiddenReason',
  'hiddenAt',
  'example',
];

export async function findAmendment(
  strapi: Strapi,
  consultation: string,
  id: string
): Promise<AmendmentRow | undefined> {
  const row = await strapi.db
    .query(uids.amendment)
    .findOne({ where: { documentId: id, consultation } });
  return row ?? undefined;
}

const targetOf = (row: AmendmentHead) => `amendment:${row.documentId}`;

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
  const targets = rows.length > 500 ? ('all' as const) : rows.map(targetOf);
  const ids = [...new Set(rows.flatMap(({ article }) => (article === null ? [] : [article])))];
  const names = new Map(
    (await namesOf(db, consultation.id, ids)).map((row) => [`${row.version}:${row.article}`, row])
  );
  const stances = await stancesOf(db, consultation.id, targets);
  const counts = sees ? await countsOf(db, consultation.id, targets) : new Map();
  const imported = await importedCountsOf(db, consultation.id, targets);
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
  const { consultation, author, voter } = reader;
  const [summary] = await amendmentSummaries(db, reader, [row], staff);
  if (summary === undefined) throw new Error(`Amendment ${row.documentId} has no summary.`);
  const shown = summary.hidden === null || staff;
  const subject = {
    article: row.article,
    amendment: {
      status: row.status,
      hidden: summary.hidden !== null,
      author: row.authorKey,
    },
  };
  const target = targetOf(row);
  const choices =
    voter === null ? undefined : await choicesOf(db, consultation.id, voter, [target]);
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
    },
    mine: author !== null && author === row.authorKey,
    may: {
      ...permissions(reader, subject),
      edit: permission(reader.may('edit-amendment', subject)),
      withdraw: permission(reader.may('withdraw-amendment', subject)),
    },
    myChoice: choices?.get(target) ?? null,
    arguments: await argumentsView(strapi, reader, target, firstArguments, staff),
  };
}
