import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { JournalView } from 'consultation-core/contract';
import type { Db } from '../store/database.ts';
import { lastOfKinds } from '../store/leaf.ts';
import type { Strapi } from '../strapi.ts';
import { folderOf } from './data-folder.ts';

export type Edition = JournalView['editions'][number];

/** Kinds after which what was published before shows too much. */
const retracting = ['item-hidden', 'erasure-carried-out'];

export const editionsFolder = (strapi: Strapi, consultation: string) =>
  path.join(folderOf(strapi, consultation), 'editions');

export const editionName = /^\d{4}-\d{2}-\d{2}-\d{1,12}$/;

/** What is in the folder, newest first, also what may not be shown any more. */
export async function writtenEditions(
  strapi: Strapi,
  consultation: string
): Promise<readonly Edition[]> {
  const folder = editionsFolder(strapi, consultation);
  const names = await readdir(folder).catch(() => []);
  const found: Edition[] = [];
  for (const name of names) {
    if (!editionName.test(name)) continue;
    try {
      found.push(JSON.parse(await readFile(path.join(folder, `${name}.json`), 'utf8')));
    } catch (error) {
      strapi.log.warn(`The edition ${name} of ${consultation} cannot be read. ${error}`);
    }
  }
  return found.sort((a, b) => b.size - a.size || (a.name < b.name ? 1 : -1));
}

/** Leaves below this size are all that an edition must know of, so that it shows nothing that was taken out of sight. */
export async function leastSize(db: Db, consultation: string): Promise<number> {
  return (await lastOfKinds(db, consultation, retracting)) + 1;
}

/** Editions that may be shown, newest first. */
export async function editionsOf(
  strapi: Strapi,
  db: Db,
  consultation: string
): Promise<readonly Edition[]> {
  const written = await writtenEditions(strapi, consultation);
  if (written.length === 0) return [];
  const least = await leastSize(db, consultation);
  return written.filter(({ size }) => size >= least);
}
