import { RefusalError } from 'consultation-core/contract';
import type { FullConsultation } from '../store/consultation.ts';
import { type Db, hold } from '../store/database.ts';
import { type Strapi, service } from '../strapi.ts';
import { need, needFull } from './load.ts';

/**
 * A consultation at whose desk somebody works. Its state and text stay as they are until the end of the transaction;
 * drafters do not wait for each other, nor for people who vote: what two of them want of one thing, its row tells.
 */
export async function deskOf(
  strapi: Strapi,
  db: Db,
  id: string,
  at: string | undefined
): Promise<{ consultation: FullConsultation; at: string }> {
  const { slug } = await need(db, { id });
  await hold(db, slug, 'shared');
  const consultation = await needFull(db, { id });
  const { state, latestVersion } = consultation;
  if (latestVersion === 0) throw new RefusalError('text-missing');
  if (state !== 'open' && state !== 'closed') throw new RefusalError('status-forbids', { state });
  return {
    consultation,
    at: at ?? (await service(strapi, 'clock').now(db, consultation.now)),
  };
}
