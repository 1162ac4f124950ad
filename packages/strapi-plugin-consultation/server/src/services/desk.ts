import { database } from '../store/database.ts';
import type { Strapi } from '../strapi.ts';
import { type ApproveInput, approve } from './desk-approval.ts';
import { compute } from './desk-computation.ts';
import { type PublishInput, publish } from './desk-publish.ts';
import { type ResolveInput, resolve } from './desk-resolution.ts';
import { type VisitInput, visit } from './desk-visit.ts';
import { saveWording, type WordingInput } from './desk-wording.ts';
import { need } from './load.ts';

/** Where drafters make the next version out of what was adopted. */
export const desk = ({ strapi }: { strapi: Strapi }) => ({
  /** The next version as it would be now; nothing is kept. `print` is what `publish` wants to hear. */
  async computation(consultation: string) {
    const db = await database(strapi);
    return compute(strapi, db, await need(db, { id: consultation }));
  },
  visit: (input: VisitInput) => visit(strapi, input),
  resolve: (input: ResolveInput) => resolve(strapi, input),
  saveWording: (input: WordingInput) => saveWording(strapi, input),
  approve: (input: ApproveInput) => approve(strapi, input),
  publish: (input: PublishInput) => publish(strapi, input),
});
