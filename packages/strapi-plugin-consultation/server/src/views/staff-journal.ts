import type { StaffJournal } from 'consultation-core/contract';
import { originOf } from '../origin.ts';
import { editionsOf } from '../services/edition-list.ts';
import { need } from '../services/load.ts';
import { findLog, newestCheckpoint } from '../store/checkpoint.ts';
import { database } from '../store/database.ts';
import { type Strapi, service } from '../strapi.ts';
import { dataPath } from './journal.ts';

export async function staffJournal(strapi: Strapi, consultation: string): Promise<StaffJournal> {
  const db = await database(strapi);
  const { id, slug } = await need(db, { id: consultation });
  const log = await findLog(db, id);
  const newest = await newestCheckpoint(db, id);
  return {
    origin: log?.origin ?? originOf(strapi, id),
    size: log?.size ?? 0,
    signed: newest?.size ?? 0,
    signedAt: newest?.at ?? null,
    key: log?.keyNumber ?? 0,
    halted: log?.halted ?? null,
    editions: (await editionsOf(strapi, db, id)).map(({ name, at, size, final, files }) => ({
      name,
      at,
      size,
      final,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    })),
    ...service(strapi, 'edition').work(id),
    files: dataPath(strapi, slug),
  };
}
