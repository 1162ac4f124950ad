import type { getAccount, ResponseOf } from 'consultation-core/contract';
import { questionAt } from 'consultation-core/vote';
import { uids } from '../content-types/index.ts';
import type { Actor } from '../services/identity.ts';
import { partsOf } from '../services/target.ts';
import { lastBallots } from '../store/ballot.ts';
import { allConsultations } from '../store/consultation.ts';
import type { Db } from '../store/database.ts';
import { questionsOf } from '../store/question.ts';
import { type Strapi, service } from '../strapi.ts';
import { type AmendmentHead, amendmentSummaries, headFields } from './amendment.ts';
import { type ArgumentRow, argumentView, ownReceipts } from './argument.ts';
import { labelsOf } from './labels.ts';
import { mutable } from './mutable.ts';
import { readerOf } from './reader.ts';
import { ballotReceipts } from './receipts.ts';

/** Everything that one person contributed, found by her key in each consultation. */
export async function accountView(
  strapi: Strapi,
  db: Db,
  actor: Actor
): Promise<ResponseOf<typeof getAccount>> {
  const consultations = await allConsultations(db);
  const keys = service(strapi, 'keys');
  const authors = new Map(consultations.map(({ id }) => [id, keys.author(id, actor.key)]));
  const own = { authorKey: { $in: [...authors.values()] } };
  const amendments: AmendmentHead[] = await strapi.db.query(uids.amendment).findMany({
    select: headFields,
    where: own,
    orderBy: { submittedAt: 'desc' },
  });
  const opinions: ArgumentRow[] = await strapi.db
    .query(uids.argument)
    .findMany({ where: own, orderBy: { submittedAt: 'desc' } });
  const ballots = await lastBallots(
    db,
    consultations.map(({ id }) => ({ consultation: id, voter: keys.voter(id, actor.key) }))
  );
  const view: ResponseOf<typeof getAccount> = {
    account: { name: actor.name },
    amendments: [],
    arguments: [],
    ballots: [],
  };
  for (const consultation of consultations) {
    const here = <Row extends { consultation: string }>(rows: readonly Row[]) =>
      rows.filter((row) => row.consultation === consultation.id);
    const reader = readerOf(strapi, consultation, actor, consultation.now);
    const ref = { slug: consultation.slug, title: consultation.title };
    for (const amendment of await amendmentSummaries(db, reader, here(amendments), true)) {
      view.amendments.push({ consultation: ref, amendment });
    }
    const said = here(opinions);
    const receipts = await ownReceipts(db, consultation.id, said, reader.author);
    for (const row of said) {
      const argument = argumentView(row, reader.author, true, receipts);
      view.arguments.push({ consultation: ref, argument });
    }
    const cast = here(ballots);
    if (cast.length === 0) continue;
    const label = await labelsOf(
      strapi,
      db,
      consultation.id,
      cast.map(({ target }) => target)
    );
    const questions = cast.some(({ target }) => partsOf(target).type === 'question')
      ? await questionsOf(db, consultation.id)
      : [];
    const receiptFor = await ballotReceipts(db, consultation.id, cast);
    for (const ballot of cast) {
      const { target, choice, at } = ballot;
      const question = questionAt(questions, target) ?? null;
      view.ballots.push({
        consultation: ref,
        target,
        label: question?.title ?? label(target),
        question: mutable(question),
        choice,
        at,
        receipt: receiptFor(ballot),
      });
    }
  }
  return view;
}
