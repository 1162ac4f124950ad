import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Strapi, settings } from '../strapi.ts';

/** Folder of one consultation's open data: `checkpoint` and `editions/`. */
export function folderOf(strapi: Strapi, consultation: string): string {
  return path.join(
    path.resolve(strapi.dirs.app.root, settings(strapi).dataDir),
    consultation.replace(/[^A-Za-z0-9_-]/g, '_')
  );
}

/** A name that nobody else uses, beside what it will replace. */
export const temporary = (target: string) => `${target}.${randomBytes(6).toString('hex')}.tmp`;

/** All of a file or none of it, also for those who read it meanwhile. */
export async function writeWhole(target: string, text: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  const made = temporary(target);
  try {
    await writeFile(made, text, { flush: true });
    await rename(made, target);
  } catch (error) {
    await rm(made, { force: true }).catch(() => undefined);
    throw error;
  }
}
