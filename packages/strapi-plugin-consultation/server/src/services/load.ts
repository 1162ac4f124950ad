import { RefusalError } from 'consultation-core/contract';
import {
  type Consultation,
  type ConsultationRef,
  type FullConsultation,
  findConsultation,
  findFullConsultation,
} from '../store/consultation.ts';
import { ask, type Db, hold } from '../store/database.ts';
import { type Strapi, service } from '../strapi.ts';
import { insist, type Reader, readerOf } from '../views/reader.ts';
import type { Actor } from './identity.ts';

export async function need(db: Db, ref: ConsultationRef): Promise<Consultation> {
  const found = await findConsultation(db, ref);
  if (found === undefined) throw new RefusalError('not-found');
  return found;
}

export async function needFull(db: Db, ref: ConsultationRef): Promise<FullConsultation> {
  const found = await findFullConsultation(db, ref);
  if (found === undefined) throw new RefusalError('not-found');
  return found;
}

/** A consultation through somebody's eyes; one that she may not see is not there. */
export async function readBy(
  strapi: Strapi,
  db: Db,
  slug: string,
  person: Actor | null
): Promise<Reader> {
  const consultation = await need(db, { slug });
  const at = await service(strapi, 'clock').now(db, consultation.now);
  const reader = readerOf(strapi, consultation, person, at);
  insist(reader, 'read');
  return reader;
}

/** The same within a transaction in which somebody acts: state and text stay as they are until its end. */
export async function actOn(
  strapi: Strapi,
  db: Db,
  slug: string,
  actor: Actor,
  at: string | undefined
): Promise<Reader> {
  await hold(db, slug, 'shared');
  const consultation = await need(db, { slug });
  // What is brought from elsewhere is of people who may have no account here.
  if (at === undefined && actor.account !== undefined) {
    const accounts = await ask(db, service(strapi, 'identity').accounts(db, [actor.account]));
    if (accounts.length === 0) throw new RefusalError('sign-in-needed');
  }
  const when = at ?? (await service(strapi, 'clock').now(db, consultation.now));
  const reader = readerOf(strapi, consultation, actor, when);
  insist(reader, 'read');
  return reader;
}

/** A consultation that staff change: nobody acts on it and no other staff change it until the end. */
export async function changeOf(
  strapi: Strapi,
  db: Db,
  id: string,
  at: string | undefined
): Promise<{ consultation: FullConsultation; at: string }> {
  const { slug } = await need(db, { id });
  await hold(db, slug, 'alone');
  const consultation = await needFull(db, { id });
  return {
    consultation,
    at: at ?? (await service(strapi, 'clock').now(db, consultation.now)),
  };
}
