import { RefusalError } from 'consultation-core/contract';
import type { Json } from 'consultation-core/log';
import { articles, type Body, checkBody, headingTitle } from 'consultation-core/text';
import { asService } from '../content-types/guard.ts';
import { uids } from '../content-types/index.ts';
import { record } from '../store/act.ts';
import { putArticles } from '../store/article.ts';
import type { FullConsultation } from '../store/consultation.ts';
import type { Db } from '../store/database.ts';
import type { Strapi } from '../strapi.ts';
import { versionSummary } from '../views/version.ts';
import { fingerprint } from './keys.ts';
import type { ComputedFrom } from './version-store.ts';

/** Nothing is published with errors in its structure; what is wrong is said block by block. */
export function insistOnStructure(body: Body, codes?: readonly string[]): void {
  const issues = checkBody(body).filter(({ severity, code }) =>
    codes === undefined ? severity === 'error' : codes.includes(code)
  );
  if (issues.length === 0) return;
  throw new RefusalError('structure-invalid', {
    issues: issues.slice(0, 100).map(({ code, block }) => ({ code, block })),
  });
}

/** A version becomes the newest: from now on its articles are what opinions are asked on. */
export async function freeze(
  db: Db,
  consultation: FullConsultation,
  at: string,
  made: {
    readonly documentId: string;
    readonly title: string;
    readonly body: Body;
    readonly computedFrom: ComputedFrom | null;
  }
) {
  const number = consultation.latestVersion + 1;
  const { documentId: id, title, body, computedFrom } = made;
  await putArticles(
    db,
    consultation.id,
    number,
    articles(body).map(({ id: article, heading }) => ({
      id: article,
      label: heading.label ?? '',
      title: headingTitle(heading),
    }))
  );
  await record(db, {
    consultation: consultation.id,
    kind: 'version-published',
    subject: `version:${number}`,
    at,
    data: {
      title,
      body: fingerprint(body),
      computedFrom: computedFrom as unknown as Json,
    },
  });
  return versionSummary({ id, number, title, frozenAt: at, computedFrom });
}

/** Writes fields of a consultation and counts the save. */
export function writeConsultation(
  strapi: Strapi,
  current: FullConsultation,
  data: Readonly<Record<string, unknown>>
) {
  return asService(() =>
    strapi.documents(uids.consultation).update({
      documentId: current.id,
      data: { ...data, revision: current.revision + 1 } as never,
    })
  );
}
