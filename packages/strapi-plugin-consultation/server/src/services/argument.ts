import {
  type ArgumentView,
  type BodyOf,
  type createArgument,
  RefusalError,
} from 'consultation-core/contract';
import { asService } from '../content-types/guard.ts';
import { uids } from '../content-types/index.ts';
import { emit } from '../events.ts';
import { record } from '../store/act.ts';
import { type Db, transaction } from '../store/database.ts';
import { takePart } from '../store/participant.ts';
import { once } from '../store/request.ts';
import { type Strapi, service } from '../strapi.ts';
import { argumentView, argumentViewOf } from '../views/argument.ts';
import { insist, type Reader } from '../views/reader.ts';
import type { Actor } from './identity.ts';
import { makeDocumentId } from './ids.ts';
import { fingerprint } from './keys.ts';
import { actOn } from './load.ts';
import { subjectOf } from './target.ts';

export interface ArgueInput {
  readonly slug: string;
  readonly actor: Actor;
  readonly argument: BodyOf<typeof createArgument>;
  readonly at?: string;
}

export const argument = ({ strapi }: { strapi: Strapi }) => ({
  /** Whether there is such a target to argue about; drafts are nobody's target. */
  async insistOnTarget(reader: Reader, db: Db, target: string): Promise<void> {
    const { amendment } = await subjectOf(strapi, db, reader.consultation, target);
    if (amendment?.status === 'draft') throw new RefusalError('not-found');
  },

  /** Publishes an argument for or against an article or an amendment. */
  create: (input: ArgueInput): Promise<ArgumentView> =>
    transaction(strapi, async (db, after) => {
      const { actor } = input;
      const { key, ...content } = input.argument;
      const reader = await actOn(strapi, db, input.slug, actor, input.at);
      const { consultation, at } = reader;
      const keys = service(strapi, 'keys');
      const id = makeDocumentId();
      const first = await once(db, {
        actor: keys.requester(actor.key),
        key,
        body: fingerprint(['argument', consultation.id, content]),
        subject: id,
        at,
      });
      if (first !== undefined) {
        const view = await argumentViewOf(strapi, db, reader, first);
        if (view === undefined) throw new RefusalError('not-found');
        return view;
      }
      insist(reader, 'comment', await subjectOf(strapi, db, consultation, content.target));
      const row = await asService(() =>
        strapi.documents(uids.argument).create({
          data: {
            documentId: id,
            consultation: consultation.id,
            target: content.target,
            stance: content.stance,
            text: content.text,
            sources: content.sources,
            authorName: actor.name,
            authorKey: reader.author,
            submittedAt: at,
          } as never,
        })
      );
      const receipt = await record(db, {
        consultation: consultation.id,
        kind: 'argument-published',
        subject: `argument:${id}`,
        at,
        data: { target: content.target, stance: content.stance },
        content: {
          author: actor.name,
          text: content.text,
          sources: content.sources.map((source) => ({ ...source })),
        },
      });
      await takePart(db, consultation.id, keys.participant(consultation.id, actor.key));
      after(() => emit(strapi, 'argument.created', { consultation: consultation.slug, id }));
      return argumentView(
        row as never,
        reader.author,
        false,
        new Map([[`argument:${id}`, receipt]])
      );
    }),
});
