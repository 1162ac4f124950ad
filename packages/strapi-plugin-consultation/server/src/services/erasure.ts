import { randomBytes } from 'node:crypto';
import type { Body } from 'consultation-core/text';
import { asService } from '../content-types/guard.ts';
import { uids } from '../content-types/index.ts';
import { allConsultations, type Consultation } from '../store/consultation.ts';
import { type Db, hold, transaction } from '../store/database.ts';
import { touchDesk } from '../store/desk-state.ts';
import { cutLinks, dropRequests, eraseContents } from '../store/erasure.ts';
import { append, holdLog } from '../store/log.ts';
import { type Strapi, service } from '../strapi.ts';
import type { User } from './identity.ts';

const random = () => randomBytes(32).toString('hex');
const nothing: Body = [];

/** What stands in the place of a name and of a title. */
const words = {
  fr: { name: 'Compte effacé', title: 'Texte effacé' },
  en: { name: 'Erased account', title: 'Erased text' },
} as const;

interface Row {
  readonly documentId: string;
  readonly consultation: string;
  readonly status?: string;
}

export const erasure = ({ strapi }: { strapi: Strapi }) => {
  const find = (uid: string, authorKey: string): Promise<Row[]> =>
    strapi.db.query(uid as never).findMany({
      select:
        uid === uids.amendment
          ? ['documentId', 'consultation', 'status']
          : ['documentId', 'consultation'],
      where: { authorKey },
    });
  const update = (uid: string, documentId: string, data: object) =>
    asService(() => strapi.documents(uid as never).update({ documentId, data: data as never }));

  /** Earlier forms of an amendment and answers to wordings are the author's words as well. */
  async function eraseHistory(amendment: string, title: string): Promise<void> {
    const where = { amendment };
    for (const uid of [uids.revision, uids.wording]) {
      const rows: Row[] = await strapi.db.query(uid).findMany({ select: ['documentId'], where });
      for (const { documentId } of rows) {
        await update(
          uid,
          documentId,
          uid === uids.revision ? { title, justification: nothing } : { reply: null }
        );
      }
    }
  }

  async function eraseIn(db: Db, consultation: Consultation, actor: string, texts: boolean) {
    const { id, language, slug } = consultation;
    // Nobody acts here until the end, herself in another request least of all.
    await hold(db, slug, 'alone');
    const keys = service(strapi, 'keys');
    const author = keys.author(id, actor);
    const amendments = await find(uids.amendment, author);
    const opinions = await find(uids.argument, author);
    const voter = keys.voter(id, actor);
    const participant = keys.participant(id, actor);
    const { name, title } = words[language];
    const authorKey = random();
    const subjects: string[] = [];
    for (const { documentId, status } of amendments) {
      if (status === 'draft') {
        // Nobody else has ever seen it.
        await asService(() => strapi.documents(uids.amendment).delete({ documentId }));
        continue;
      }
      subjects.push(`amendment:${documentId}`);
      const more = texts ? { title, justification: nothing, sources: [] } : {};
      await update(uids.amendment, documentId, { authorName: name, authorKey, ...more });
      if (texts) await eraseHistory(documentId, title);
    }
    for (const { documentId } of opinions) {
      subjects.push(`argument:${documentId}`);
      const more = texts ? { text: title, sources: [] } : {};
      await update(uids.argument, documentId, { authorName: name, authorKey, ...more });
    }
    if (subjects.length > 0) {
      const at = await service(strapi, 'clock').now(db);
      const data = { subjects: subjects.length };
      const held = await holdLog(db, id);
      await append(db, held, [{ kind: 'erasure-carried-out', subject: '', at, data }]);
      await eraseContents(db, id, subjects);
      await touchDesk(db, id);
    }
    await cutLinks(db, id, { voter, participant }, random);
  }

  return {
    /**
     * Erases a person from all consultations: names, what commitments hide, with `texts` also titles, justifications and
     * arguments; then the account and its sessions. What an amendment would change in the text stays, because people
     * voted on it and versions are computed from it. Ballots stay in the count under keys that lead to nobody. All or
     * nothing; editions of the open data that show more are not served from the commit on.
     */
    erase: (input: { readonly user: User; readonly texts: boolean }): Promise<void> =>
      transaction(strapi, async (db) => {
        const { key } = service(strapi, 'identity').actorOf(input.user);
        const consultations = [...(await allConsultations(db))].sort((a, b) =>
          a.slug < b.slug ? -1 : 1
        );
        for (const one of consultations) await eraseIn(db, one, key, input.texts);
        await dropRequests(db, service(strapi, 'keys').requester(key));
        await strapi.db
          .query('plugin::users-permissions.user')
          .delete({ where: { id: input.user.id } });
      }),
  };
};
