import type { Drafted } from 'consultation-core/amendment';
import { RefusalError } from 'consultation-core/contract';
import type { Body } from 'consultation-core/text';
import { asService } from '../../content-types/guard.ts';
import { uids } from '../../content-types/index.ts';
import type { Strapi } from '../../strapi.ts';
import type { AmendmentRow } from '../../views/amendment-row.ts';
import { makeDocumentId } from '../ids.ts';
import { fingerprint } from '../keys.ts';
import { anonymous } from './new-ids.ts';

/** People had their say on this article and under this amendment: what is about another place is another amendment. */
export function insistOnSamePlace(
  former: AmendmentRow,
  { article, kind, parent }: { article: string | null; kind: string; parent: string | null }
): void {
  const moves = former.kind === 'article' && kind === 'article' && parent === null;
  if (former.parent !== parent || (former.article !== article && !moves)) {
    throw new RefusalError('proposal-does-not-fit');
  }
}

/** Whether somebody sent what there is already; ids of new blocks apart, which are made anew each time. */
export function saysTheSame(
  former: AmendmentRow,
  now: Drafted & {
    readonly title: string;
    readonly justification: Body;
    readonly ground: { readonly body: Body };
  }
): boolean {
  const print = (one: Drafted & { title: string; justification: Body }) => {
    const { change, after } = anonymous(one, now.ground.body);
    return fingerprint([one.title, one.justification, change, after]);
  };
  return print(former) === print(now);
}

/** The form that an edit replaces goes to the history, whole. */
export async function keepFormerForm(
  strapi: Strapi,
  former: AmendmentRow,
  at: string
): Promise<void> {
  const { documentId: amendment, consultation } = former;
  const number =
    1 + (await strapi.db.query(uids.revision).count({ where: { consultation, amendment } }));
  await asService(() =>
    strapi.documents(uids.revision).create({
      data: {
        documentId: makeDocumentId(),
        consultation,
        amendment,
        number,
        ended: 'edited',
        at,
        base: former.base,
        title: former.title,
        proposal: former.proposal,
        change: former.change,
        before: former.before,
        after: former.after,
        parent: former.parent,
        justification: former.justification,
      } as never,
    })
  );
}
